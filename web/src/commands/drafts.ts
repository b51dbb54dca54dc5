/** What was typed and not yet sent, while the tab lives. In memory only: the PCs are shared. */
import { reactive } from 'vue'
import type { CommandType } from '@domain/order/command'
import { visible } from '@domain/base/text'

const drafts = new Map<string, object>()
const keyOf = (order: string, type: CommandType): string => `${order}/${type}`

/** The draft of this form, begun with `initial` when there is none yet. */
export const draftOf = <T extends object>(order: string, type: CommandType, initial: () => T): T => {
  const key = keyOf(order, type)
  const there = drafts.get(key)
  if (there !== undefined) return there as T
  const draft = reactive(initial()) as T
  drafts.set(key, draft)
  return draft
}

export const discardDraft = (order: string, type: CommandType): void => {
  drafts.delete(keyOf(order, type))
}

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
  const draft = drafts.get(keyOf(order, type))
  if (draft !== undefined) replaceIn(draft as Record<string, unknown>)
}
