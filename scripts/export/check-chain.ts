import { brokenAt } from '../../functions/src/domain/chain'
import type { OrderEvent } from '../../functions/src/domain/events'
import type { Order } from '../../functions/src/domain/order'
import { sha256 } from '../../functions/src/platform/sha256'

export interface Break {
  readonly order: string
  /** The first version that cannot be trusted. */
  readonly version: number
  readonly why: 'event-missing' | 'chain-broken' | 'order-differs'
}

/**
 * Whether the events are all there, follow from one another, and end where the order says it stands; null when so.
 * The chain alone does not show that its last events are gone: the order's own hash does.
 */
export const checkChain = (order: Order, events: readonly OrderEvent[]): Break | null => {
  const at = (version: number, why: Break['why']): Break => ({ order: order.id, version, why })
  const gap = events.findIndex((event, index) => event.version !== index + 1)
  if (gap >= 0) return at(gap + 1, 'event-missing')
  const broken = brokenAt(events, sha256)
  if (broken !== null) return at(broken, 'chain-broken')
  if (events.length !== order.version) return at(events.length + 1, 'event-missing')
  return events.at(-1)?.hash === order.hash ? null : at(order.version, 'order-differs')
}
