import type { Calendar } from '../time/calendar'
import { dueRing, idOf } from './clocks'
import type { Happening } from './events'
import type { Instant } from '../base/instant'
import { inOfficeHours } from '../time/office-hours'
import type { Clock, Order } from './order'
import { isUrgentClock, type Policy } from '../policy/policy'

/** When people are at work: the policy's hours on the calendar's workdays. */
export interface Office {
  readonly policy: Pick<Policy, 'officeHours'>
  readonly calendar: Calendar
}

/**
 * The next thing that is due at `now` and has not happened yet: a reminder, a breach or a climb (R17). Its time is when
 * it was due, however late this runs. Folding it takes it off its clock, so nothing rings twice. A reminder that comes
 * too late to be of use – after the deadline, or when nobody is at work – is recorded as missed and not as given.
 */
export const nextDue = (order: Order, now: Instant, office: Office): Happening | null => {
  const due = dueRing(order.clocks, now)
  if (due === null) return null
  const { clock, ring } = due
  return {
    type: 'rang',
    at: ring.at,
    data: {
      ...ring,
      what: ring.what === 'remind' && isTooLate(clock, now, office) ? 'missed' : ring.what,
      ...idOf(clock),
      holder: clock.holder,
      dueAt: clock.dueAt,
    },
  }
}

const isTooLate = ({ kind, dueAt }: Clock, now: Instant, { policy, calendar }: Office): boolean =>
  now >= dueAt || (!isUrgentClock(kind) && !inOfficeHours(now, policy, calendar))
