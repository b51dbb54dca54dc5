import { dueRing, idOf } from './clocks'
import type { Happening } from './events'
import type { Instant } from '../base/instant'
import type { Order } from './order'

/**
 * The next thing that is due at `now` and has not happened yet: a reminder, a breach or a climb (R17). Its time is when
 * it was due, however late this runs. Folding it takes it off its clock, so nothing rings twice.
 */
export const nextDue = (order: Order, now: Instant): Happening | null => {
  const due = dueRing(order.clocks, now)
  if (due === null) return null
  const { clock, ring } = due
  return {
    type: 'rang',
    at: ring.at,
    data: { ...ring, ...idOf(clock), holder: clock.holder, dueAt: clock.dueAt },
  }
}
