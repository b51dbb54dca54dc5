import type { OrderEvent } from '../../functions/src/domain/order/events'
import { type Break as HistoryBreak, historyBrokenAt } from '../../functions/src/domain/order/history'
import type { Order } from '../../functions/src/domain/order/order'
import { sha256 } from '../../functions/src/platform/sha256'

export interface Break extends HistoryBreak {
  readonly order: string
}

/** Whether the order's history holds; null when so. */
export const checkChain = (order: Order, events: readonly OrderEvent[]): Break | null => {
  const broken = historyBrokenAt(order, events, sha256)
  return broken === null ? null : { order: order.id, ...broken }
}
