/** What was typed and not yet sent: in memory, and beyond a reload as far as it may be kept (`kept-drafts.ts`). */
import { reactive, watch } from 'vue'
import type { CommandType } from '@domain/order/command'
import { visible } from '@domain/base/text'
import { personalDataIn } from '@domain/people/personal-data'
import { askBeforeLeaving } from '../ui/leaving'
import { drop, keep, keptDraft } from './kept-drafts'

interface Held {
  readonly draft: object
  /** Whether it was found again after a reload. */
  readonly restored: boolean
  /** Whether somebody has typed into it, here or before a reload. */
  touched: boolean
  /** Whether leaving the page would lose some of it. */
  unkept: boolean
}
const drafts = new Map<string, Held>()
const keyOf = (order: string, type: CommandType): string => `${order}/${type}`

/** It waits hours for a signature. */
const isForLong = (type: CommandType): boolean => type === 'apply-return'

/** Forty hex digits may look like a telephone number. */
const EVIDENCE_ID = /^[0-9a-f]{40}$/

/** The draft without texts that hold somebody's numbers: those are not written down on a shared PC. */
const keepable = (value: unknown): unknown => {
  if (typeof value === 'string')
    return EVIDENCE_ID.test(value) || personalDataIn({ value }) === null ? value : ''
  if (Array.isArray(value)) return value.map(keepable)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, keepable(each)]))
    : value
}

/** What was kept, as far as the form still has such fields. */
const asFar = <T extends object>(draft: T, kept: Readonly<Record<string, unknown>> | null): Partial<T> =>
  Object.fromEntries(Object.entries(kept ?? {}).filter(([name]) => name in draft)) as Partial<T>

/** The draft of this form, begun with `initial` when there is none yet. */
export const draftOf = <T extends object>(order: string, type: CommandType, initial: () => T): T => {
  const key = keyOf(order, type)
  let held = drafts.get(key)
  if (held === undefined) {
    const begun = initial()
    const kept = asFar(begun, keptDraft(key, isForLong(type)))
    const restored = Object.keys(kept).length > 0
    held = { draft: reactive({ ...begun, ...kept }), restored, touched: restored, unkept: false }
    drafts.set(key, held)
  }
  const mine = held
  watch(
    () => JSON.stringify(mine.draft),
    (text) => {
      if (drafts.get(key) !== mine) return
      mine.touched = true
      const safe = JSON.stringify(keepable(mine.draft))
      mine.unkept = !keep(key, isForLong(type), JSON.parse(safe) as object) || safe !== text
    },
    { flush: 'sync' },
  )
  return held.draft as T
}

/** Whether this form began with what was found again after a reload. */
export const isRestored = (order: string, type: CommandType): boolean =>
  drafts.get(keyOf(order, type))?.restored === true

/** Whether there is something of somebody's in it that was not sent. */
export const isTouched = (order: string, type: CommandType): boolean =>
  drafts.get(keyOf(order, type))?.touched === true

export const discardDraft = (order: string, type: CommandType): void => {
  const key = keyOf(order, type)
  drafts.delete(key)
  drop(key, isForLong(type))
}

askBeforeLeaving(() => [...drafts.values()].some(({ unkept }) => unkept))

/** Puts other texts in the place of some, wherever the form keeps them. */
export const replaceInDraft = (
  order: string,
  type: CommandType,
  texts: readonly { readonly written: string; readonly masked: string }[],
): void => {
  const replaceIn = (fields: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(fields)) {
      if (typeof value === 'object' && value !== null) replaceIn(value as Record<string, unknown>)
      if (typeof value !== 'string') continue
      const seen = visible(value).trim()
      const text = texts.find(({ written }) => written.trim() === seen)
      if (text !== undefined) fields[key] = text.masked
    }
  }
  const held = drafts.get(keyOf(order, type))
  if (held !== undefined) replaceIn(held.draft as Record<string, unknown>)
}
