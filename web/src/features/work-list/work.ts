/** What a list shows to whom, and in which order. Pure, so that it can be proved. */
import type { Instant } from '@domain/base/instant'
import { matterShown } from '@domain/matters/tree'
import { type Order, type Stage, STAGES } from '@domain/order/order'
import { isUnitRole, type Post, type Who } from '@domain/people/people'
import { shownClock } from '../../time/countdown'
import { taskOf, TASKS } from '../order/acts'

export type View = 'mine' | 'open' | 'archived'

const VIEW: Readonly<Record<View, string>> = {
  mine: '待我办理',
  open: '全部未结',
  archived: '已归档',
}

/** County leaders enter nothing: what waits for them is to be looked at. */
export const viewName = (view: View, post: Post | null): string =>
  view === 'mine' && post?.role === 'county-leader' ? '待我关注' : VIEW[view]

/** Stages in which no clock runs: they cannot be sorted by a deadline. */
export const UNTIMED: readonly Stage[] = ['to-verify', 'to-dispatch', 'to-instruct', 'disputed', 'consulting']

const OPEN = STAGES.filter((stage) => stage !== 'archived')

/** Where an order can wait for somebody with this post. */
export interface Sought {
  readonly stages: readonly Stage[]
  /** Whatever its stage: somebody has asked for something that this post may have to decide. */
  readonly undecided: boolean
  /** Also when it is archived: an inspection outlasts its order. */
  readonly archived: boolean
}

const AT_CENTRE: readonly Stage[] = [
  'to-sign',
  'to-verify',
  'to-dispatch',
  'to-instruct',
  'disputed',
  'consulting',
  'callback',
  'evaluating',
  'to-archive',
]

export const soughtFor = ({ role }: Post): Sought => {
  const sought = (stages: readonly Stage[], more: Partial<Sought> = {}): Sought => ({
    stages,
    undecided: false,
    archived: false,
    ...more,
  })
  // While a host is found anew, those who assist carry on; and those asked to a consultation are to attend it.
  if (isUnitRole(role))
    return sought(['handling', 'to-dispatch', 'to-instruct', 'disputed', 'consulting'], {
      undecided: role === 'principal-leader',
    })
  switch (role) {
    case 'clerk':
      return sought(AT_CENTRE, { undecided: true })
    case 'reviewer':
      return sought([...AT_CENTRE, 'first-review'], { undecided: true })
    case 'city':
      return sought([], { undecided: true })
    case 'supervision':
    case 'discipline':
      return sought(OPEN, { archived: true })
    case 'county-leader':
      return sought(['to-instruct', 'to-sign', 'handling'])
    default:
      return sought([])
  }
}

export const viewsFor = (post: Post): readonly View[] => {
  const { stages, undecided } = soughtFor(post)
  return stages.length > 0 || undecided ? ['mine', 'open', 'archived'] : ['open', 'archived']
}

export const soughtIn = (view: View, post: Post): Sought =>
  view === 'mine'
    ? soughtFor(post)
    : { stages: view === 'open' ? OPEN : [], undecided: false, archived: view === 'archived' }

export interface Group {
  readonly name: string
  readonly orders: readonly Order[]
}

/** What waits for this person, grouped by what it waits for. */
export const waiting = (orders: readonly Order[], who: Who, now: Instant): readonly Group[] => {
  const tasks = new Map(orders.map((order) => [order, taskOf(order, who, now)]))
  return TASKS.map((name) => ({ name, orders: orders.filter((order) => tasks.get(order) === name) })).filter(
    (group) => group.orders.length > 0,
  )
}

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
    [order.cityNumber, order.title, matterShown(order), order.place].some((text) =>
      text?.toLowerCase().includes(sought),
    )
  )
}
