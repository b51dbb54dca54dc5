import { matterShown } from '../matters/tree'
import { apart, forInspectors } from '../order/apart'
import { shownClock } from '../order/clocks'
import type { Assignment, Clock, Order } from '../order/order'
import { cleared, plain, postKey, postsOfAudience } from '../people/people'
import { type Queue, queueToken } from '../people/queues'
import { queueFor } from './awaited'

/** What a list says of an order, and what it is found by; the order itself is read on its own page. */
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
  /** The matter's own name, or what the city called it while nobody has verified it. */
  readonly matter: string | null
  /** The number in capitals, by which it is sought in either case of letters. */
  readonly sought: string
  readonly clock: ListedClock | null
  readonly assignments: readonly ListedPart[]
  /** What open orders are sorted by: the most pressing first, then those without a running clock, the oldest first. */
  readonly rank: number
  /** In which queue it waits for whom: `clerk/sign`. One for each post at most. */
  readonly queues: readonly string[]
  /** Who must leave what it waits for to somebody else, for what they did to it before: queue, then uid. */
  readonly except: Readonly<Partial<Record<Queue, Readonly<Record<string, true>>>>>
}

/** As much of the clock as shows how the order stands. */
export type ListedClock = Pick<
  Clock,
  'kind' | 'dueAt' | 'provisional' | 'stoppedAt' | 'voided' | 'breachedAt'
>
export type ListedPart = Pick<Assignment, 'no' | 'unit' | 'part' | 'state'>

/** Later than any deadline: an order whose clock has stopped no longer presses. */
const AFTER_ALL_DEADLINES = 1e14

const rankOf = ({ transferredAt }: Order, clock: Clock | null): number =>
  clock === null || clock.stoppedAt !== null ? AFTER_ALL_DEADLINES + transferredAt : clock.dueAt

/** Whoever has had a hand in the order: what waits for a post may not be theirs to do. */
const participants = ({ duties, inspection, assignments }: Order): string[] => [
  ...new Set([
    ...Object.values(duties).flat(),
    ...(inspection?.inspectors ?? []),
    ...assignments.flatMap(({ draft }) => draft?.author ?? []),
  ]),
]

/** Somebody who has not met the order yet. */
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
      queues.push(queueToken(reader === plain(reader) ? key : cleared(key), queue))
      for (const uid of involved)
        if (queueFor(order, { uid, post }) !== queue) except[queue] = { ...except[queue], [uid]: true }
    }
  return { queues, except }
}

/**
 * The listing of an order as one of its documents has it. It says nothing that the document does not, and is read by the
 * same: of `orders/{order}` it does not tell that the order is flagged, of `inspections/{order}` it does.
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
    rank: rankOf(order, clock),
    readers: order.readers,
    ...waitingOf(order),
  }
}

/** Both listings of a whole order: the one for its readers, and the one for those who inspect it, if they do. */
export const listingsOf = (
  order: Order,
): { readonly listing: Listing; readonly inspection: Listing | null } => {
  const inspected = forInspectors(order)
  return {
    listing: listingOf(apart(order).shown),
    inspection: inspected && listingOf(inspected),
  }
}
