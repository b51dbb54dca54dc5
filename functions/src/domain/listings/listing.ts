import { matterShown } from '../matters/tree'
import { apart, forInspectors } from '../order/apart'
import { shownClock } from '../order/clocks'
import { namedIn } from '../order/in-unit'
import { inspectorsOf } from '../order/inspection'
import type { Assignment, Clock, Order } from '../order/order'
import { cleared, plain, postKey, postsOfAudience } from '../people/people'
import { givenToken, type Queue, queueToken } from '../people/queues'
import { queueFor } from './awaited'

/** What a list shows of an order, and what it is found by. The order itself is read on its own page. */
export interface Listing extends Pick<
  Order,
  | 'id'
  | 'cityNumber'
  | 'title'
  | 'category'
  | 'township'
  | 'place'
  | 'stage'
  | 'open'
  | 'ending'
  | 'transferredAt'
  | 'archivedAt'
  | 'readers'
> {
  /** The matter's own name, or the city's words until the matter is verified. */
  readonly matter: string | null
  /** The number in capitals, so that a search ignores case. */
  readonly sought: string
  readonly clock: ListedClock | null
  readonly assignments: readonly ListedPart[]
  /** R21: how often the caller pressed, and added something; absent where never. */
  readonly urgings?: number
  readonly supplements?: number
  /** Case 18: which kind of urgency, while it is open and urgent. */
  readonly urgent?: string
  /** Sorts open orders: urgent ones first, below zero, then the most pressing, then those without a running clock, the oldest first. */
  readonly rank: number
  /**
   * Post and queue where it waits: `clerk/sign`. At most one for each post; and for each handler it is given to inside
   * the unit one of their own.
   */
  readonly queues: readonly string[]
  /** Who may not do what it waits for, because of what they did to the order before: queue, then uid. */
  readonly except: Readonly<Partial<Record<Queue, Readonly<Record<string, true>>>>>
}

/** The part of the clock that shows how the order stands. */
export type ListedClock = Pick<
  Clock,
  'kind' | 'dueAt' | 'provisional' | 'stoppedAt' | 'voided' | 'breachedAt'
>
export type ListedPart = Pick<Assignment, 'no' | 'unit' | 'part' | 'state'>

/** Said only where there is something to count: what was recorded in error is taken back. */
const counted = <N extends 'urgings' | 'supplements'>(
  name: N,
  entries: readonly unknown[] = [],
): Partial<Record<N, number>> => (entries.length > 0 ? ({ [name]: entries.length } as Record<N, number>) : {})

/** Later than any deadline: an order whose clock has stopped is not pressing. */
const AFTER_ALL_DEADLINES = 1e14

/** Urgent orders come before all others: their ranks, and only theirs, are below zero. */
const URGENT_FIRST = 1e15

const rankOf = (order: Order, clock: Clock | null): number => {
  const rank =
    clock === null || clock.stoppedAt !== null ? AFTER_ALL_DEADLINES + order.transferredAt : clock.dueAt
  return isUrgent(order) ? rank - URGENT_FIRST : rank
}

const isUrgent = ({ open, urgent }: Order): boolean => open && urgent != null

/** Everybody who has worked on the order: they may be barred from what a post must do next. */
const participants = (order: Order): string[] => [
  ...new Set([
    ...Object.values(order.duties).flat(),
    ...inspectorsOf(order),
    ...order.assignments.flatMap(({ draft }) => draft?.author ?? []),
  ]),
]

/** Somebody who has not worked on the order yet. */
const ANYBODY = ''

const waitingOf = (order: Order): Pick<Listing, 'queues' | 'except'> => {
  const queues: string[] = []
  const except: Partial<Record<Queue, Record<string, true>>> = {}
  const involved = participants(order)
  for (const reader of order.readers)
    for (const post of postsOfAudience(plain(reader))) {
      const queue = queueFor(order, { uid: ANYBODY, post })
      if (queue === null) continue
      const key = postKey(post)
      const token = reader === plain(reader) ? key : cleared(key)
      queues.push(queueToken(token, queue))
      if (post.role === 'handler')
        for (const uid of namedIn(order, post.unit))
          if (queueFor(order, { uid, post }) !== null) queues.push(givenToken(token, uid))
      for (const uid of involved)
        if (queueFor(order, { uid, post }) !== queue) except[queue] = { ...except[queue], [uid]: true }
    }
  return { queues, except }
}

/**
 * The listing of an order, made from one of its documents. It says nothing that the document does not, and has the same
 * readers: from `orders/{order}` it hides that the order is flagged, from `inspections/{order}` it shows it.
 */
export const listingOf = (order: Order): Listing => {
  const clock = shownClock(order)
  return {
    id: order.id,
    cityNumber: order.cityNumber,
    sought: order.cityNumber.toUpperCase(),
    title: order.title,
    category: order.category,
    matter: matterShown(order),
    township: order.township,
    place: order.place,
    stage: order.stage,
    open: order.open,
    ending: order.ending,
    transferredAt: order.transferredAt,
    archivedAt: order.archivedAt,
    clock: clock && {
      kind: clock.kind,
      dueAt: clock.dueAt,
      provisional: clock.provisional,
      stoppedAt: clock.stoppedAt,
      voided: clock.voided,
      breachedAt: clock.breachedAt,
    },
    assignments: order.assignments.map(({ no, unit, part, state }) => ({ no, unit, part, state })),
    ...counted('urgings', order.urgings),
    ...(isUrgent(order) && { urgent: order.urgent!.kind.name }),
    ...counted('supplements', order.supplements),
    rank: rankOf(order, clock),
    readers: order.readers,
    ...waitingOf(order),
  }
}

/** Both listings of a whole order: one for its readers, and one for its inspectors, if any inspect it. */
export const listingsOf = (
  order: Order,
): { readonly listing: Listing; readonly inspection: Listing | null } => {
  const inspected = forInspectors(order)
  return {
    listing: listingOf(apart(order).shown),
    inspection: inspected && listingOf(inspected),
  }
}
