import { difference, type Tally } from '../order/counts'
import type { Order } from '../order/order'
import { accusesSomebody } from '../order/readers'
import { talliesOf } from './figures'

/** What the figures hold of one order. */
export interface Held {
  readonly tallies: readonly Tally[]
  /** How much of it everybody sees who sees the figures; missing where that is all of it. */
  readonly plain?: readonly Tally[]
}

export const NOTHING_HELD: Held = { tallies: [] }

/**
 * R16.2: what the figures are to hold of the order as it is now. From the moment at which it accuses somebody, what everybody
 * sees of it stands still: a number that rises, or falls, tells of the order as much as the order does. What comes
 * after is counted for those who have such orders in their lists.
 */
export const heldAfter = (before: Held | null, order: Order): Held => {
  const tallies = talliesOf(order)
  return accusesSomebody(order) ? { tallies, plain: before?.plain ?? before?.tallies ?? [] } : { tallies }
}

/** Both shares; together they are the whole. */
export const sharesOf = ({
  tallies,
  plain = tallies,
}: Held): { readonly plain: readonly Tally[]; readonly accusing: readonly Tally[] } => ({
  plain,
  accusing: difference(plain, tallies),
})
