/** What a list shows to whom, and in which order. Pure, so that it can be proved. */
import type { CommandType } from '@domain/commands/command'
import type { Instant } from '@domain/instant'
import { may } from '@domain/may'
import { type Order, type Stage, STAGES } from '@domain/order'
import { isUnitRole, type Post, type Who } from '@domain/people'
import { shownClock } from '../../time/countdown'

export type View = 'mine' | 'open' | 'archived'

export const VIEW: Readonly<Record<View, string>> = {
  mine: '待我办理',
  open: '全部未结',
  archived: '已归档',
}

/** Stages in which no clock runs: they cannot be sorted by a deadline. */
export const UNTIMED: readonly Stage[] = ['to-verify', 'to-dispatch']

/** The stages in which an order can wait for somebody with this post. */
export const stagesFor = (post: Post): readonly Stage[] => {
  if (isUnitRole(post.role)) return ['handling']
  const atCentre: readonly Stage[] = ['to-sign', 'to-verify', 'to-dispatch', 'callback', 'to-archive']
  if (post.role === 'clerk') return atCentre
  return post.role === 'reviewer' ? [...atCentre, 'first-review'] : []
}

export const viewsFor = (post: Post): readonly View[] =>
  stagesFor(post).length > 0 ? ['mine', 'open', 'archived'] : ['open', 'archived']

export const stagesIn = (view: Exclude<View, 'archived'>, post: Post): readonly Stage[] =>
  view === 'mine' ? stagesFor(post) : STAGES.filter((stage) => stage !== 'archived')

/** What an order waits for, by what comes first on its road; recording a step and giving feedback are one kind of work. */
const TASKS = {
  'centre-sign': '待签收',
  verify: '待核实',
  dispatch: '待分派',
  'unit-sign': '待签收',
  'review-in-unit': '待单位内审核',
  'first-review': '待初审',
  'submit-feedback': '办理中',
  'record-step': '办理中',
  'call-back': '待回访',
  archive: '待归档',
} as const satisfies Readonly<Record<CommandType, string>>
export type Task = (typeof TASKS)[CommandType]

export const taskOf = (order: Order, who: Who): Task | null => {
  const [first] = may(order, who)
  return first === undefined ? null : TASKS[first]
}

export interface Group {
  readonly name: string
  readonly orders: readonly Order[]
}

/** A leader is asked for a review before being shown the work of the handlers. */
const RANK: readonly Task[] = [
  '待单位内审核',
  '待初审',
  '待签收',
  '待核实',
  '待分派',
  '待回访',
  '待归档',
  '办理中',
]

/** What waits for this person, grouped by what it waits for. */
export const waiting = (orders: readonly Order[], who: Who): readonly Group[] =>
  grouped(orders, (order) => taskOf(order, who), RANK)

const grouped = <K extends string>(
  orders: readonly Order[],
  nameOf: (order: Order) => K | null,
  rank: readonly K[],
): readonly Group[] =>
  rank
    .map((name) => ({ name, orders: orders.filter((order) => nameOf(order) === name) }))
    .filter((group) => group.orders.length > 0)

const pressing = (order: Order): Instant => {
  const clock = shownClock(order)
  // What was fed back in time no longer presses, though its limit is still shown.
  if (clock === null || clock.stoppedAt !== null) return Number.MAX_SAFE_INTEGER
  return clock.dueAt
}

/** The most pressing first; what has no running clock after it, the oldest first. */
export const byUrgency = (orders: readonly Order[]): readonly Order[] =>
  [...orders].sort(
    (a, b) => pressing(a) - pressing(b) || a.transferredAt - b.transferredAt || (a.id < b.id ? -1 : 1),
  )

/** The orders of two live pages without doubles: an order may be in both for a moment when its stage changes. */
export const merged = (...pages: readonly (readonly Order[] | null)[]): readonly Order[] => {
  const latest = new Map<string, Order>()
  for (const order of pages.flatMap((page) => page ?? [])) {
    const there = latest.get(order.id)
    if (there === undefined || there.version < order.version) latest.set(order.id, order)
  }
  return [...latest.values()]
}

/** Whether the order answers to what was typed into the list's filter: part of its number, title, matter or place. */
export const matches = (order: Order, typed: string): boolean => {
  const sought = typed.trim().toLowerCase()
  return (
    sought === '' ||
    [order.cityNumber, order.title, order.matter, order.place].some((text) =>
      text?.toLowerCase().includes(sought),
    )
  )
}
