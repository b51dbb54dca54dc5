import { talliesOf } from '../../functions/src/domain/figures/figures'
import { monthOf } from '../../functions/src/domain/base/instant'
import { evolve } from '../../functions/src/domain/order/evolve'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Order } from '../../functions/src/domain/order/order'

const linesOf = (order: Order, before: string): string[] =>
  talliesOf(order)
    .filter(({ month }) => month < before)
    .map((tally) => JSON.stringify(tally))
    .sort()

/**
 * Plays an order's events one after the other while the months pass, and says which of them changed a month that was
 * over. A breach is of the day that its deadline ends.
 */
export const changesOfClosedMonths = (events: readonly OrderEvent[], id: string): string[] => {
  const changed: string[] = []
  let [order, until] = [null as Order | null, 0]
  for (const event of events) {
    const after = evolve(order, event, id)
    until = Math.max(until, event.type === 'rang' ? event.at - 1 : event.at)
    const month = monthOf(until)
    if (order !== null && JSON.stringify(linesOf(order, month)) !== JSON.stringify(linesOf(after, month)))
      changed.push(`${id} v${event.version} ${event.type} in ${month}`)
    order = after
  }
  return changed
}
