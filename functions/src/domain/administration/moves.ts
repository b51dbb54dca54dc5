import type { Calendar } from '../time/calendar'
import type { Instant } from '../base/instant'
import { idOf, isClock } from '../order/clocks'
import type { ClockId, Order } from '../order/order'
import type { Policy } from '../policy/policy'
import { isNewerPolicy } from '../policy/policy-version'
import { reschedule } from '../order/reschedule'

/** A deadline that moves when the calendar or the policy changes, or that stays where it is and becomes settled. */
export interface Move extends ClockId {
  readonly order: string
  readonly from: Instant
  readonly to: Instant
  readonly wasProvisional: boolean
  readonly provisional: boolean
}

/**
 * The policy an order goes by once open orders went over to `to`. It never goes back to an older one, so two changes
 * end in the same place whichever reaches the order first.
 */
export const policyVersionAfter = (
  { policyVersion }: Pick<Order, 'policyVersion'>,
  to: string | null,
): string => (to !== null && isNewerPolicy(to, policyVersion) ? to : policyVersion)

/** What would move in an order. Asking changes nothing. */
export const movesOf = (order: Order, policy: Policy, calendar: Calendar, now: Instant): Move[] => {
  const happening = reschedule(order, policy, calendar, now)
  if (happening?.type !== 'rescheduled') return []
  return happening.data.clocks.flatMap((clock): Move[] => {
    const before = order.clocks.find(isClock(clock))
    if (before === undefined) return []
    if (before.dueAt === clock.dueAt && before.provisional === clock.provisional) return []
    return [
      {
        order: order.id,
        ...idOf(clock),
        from: before.dueAt,
        to: clock.dueAt,
        wasProvisional: before.provisional,
        provisional: clock.provisional,
      },
    ]
  })
}
