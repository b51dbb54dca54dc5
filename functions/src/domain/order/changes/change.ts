import type { EventType, OrderEvent } from '../events'
import type { Order } from '../order'

type EventOf<T extends EventType> = Extract<OrderEvent, { readonly type: T }>

/**
 * What each event changes in the facts of an order. `evolve` adds the numbering and everything that follows from the
 * facts.
 */
export type Changes = {
  readonly [T in Exclude<EventType, 'transferred'>]: (order: Order, event: EventOf<T>) => Order
}
