import type { Instant } from '../base/instant'
import type { AnsweredRefusal } from '../base/refusal'
import { gramsOf, likeness } from '../matters/likeness'
import { reads } from '../order/access'
import type { Order } from '../order/order'
import type { Acting } from '../people/people'
import { mergeForbidden } from './merging'

export type LikelyReason = 'matter' | 'township' | 'text'

/** An order of the same caller that is likely about the same thing, as it is proposed to the centre. A person decides. */
export interface LikelySame extends Pick<
  Order,
  'id' | 'title' | 'stage' | 'open' | 'ending' | 'transferredAt' | 'archivedAt'
> {
  readonly reasons: readonly LikelyReason[]
  /** Why the order cannot be merged into this one; null where it can. */
  readonly forbidden: AnsweredRefusal | null
}

/** Choice: half of what the shorter text says is in the other, too. */
const ALIKE = 0.5
const SHOWN_AT_MOST = 10

const isAlike = (one: Order, other: Order): boolean =>
  Math.max(likeness(one.text, gramsOf(other.text)), likeness(other.text, gramsOf(one.text))) >= ALIKE

const reasonsFor = (order: Order, other: Order): LikelyReason[] => [
  ...(order.matter !== null && order.matter.code === other.matter?.code ? (['matter'] as const) : []),
  ...(order.township !== null && order.township === other.township ? (['township'] as const) : []),
  ...(isAlike(order, other) ? (['text'] as const) : []),
]

/**
 * R21: of the same caller's orders those that are open, or were closed not long ago, and are on the same matter, in the same township, or
 * say nearly the same. Never one that whoever asks may not read (R16.2).
 */
export const likelySame = (
  order: Order,
  others: readonly Order[],
  who: Acting,
  { now, closedWithin }: { readonly now: Instant; readonly closedWithin: number },
): LikelySame[] =>
  others
    .filter((other) => other.id !== order.id && reads(other, who))
    .filter(
      ({ open, ending, archivedAt }) =>
        open || (ending !== 'merged' && (archivedAt ?? 0) >= now - closedWithin),
    )
    .map((other): LikelySame => {
      const { id, title, stage, open, ending, transferredAt, archivedAt } = other
      const reasons = reasonsFor(order, other)
      const forbidden = mergeForbidden(order, other)
      return { id, title, stage, open, ending, transferredAt, archivedAt, reasons, forbidden }
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => Number(b.open) - Number(a.open) || b.transferredAt - a.transferredAt)
    .slice(0, SHOWN_AT_MOST)
