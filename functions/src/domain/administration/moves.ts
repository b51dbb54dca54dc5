import type { Calendar } from '../time/calendar'
import type { Instant } from '../base/instant'
import { idOf, isClock } from '../order/clocks'
import type { ClockId, Order } from '../order/order'
import type { Policy } from '../policy/policy'
import { isNewerPolicy } from '../policy/policy-version'
import { reschedule } from '../order/reschedule'

/** A deadline that a change of the calendar or the policy moves, or settles where it is. */
export interface Move extends ClockId {
  readonly order: string
  readonly from: Instant
  readonly to: Instant
  readonly wasProvisional: boolean
  readonly provisional: boolean
}

/**
 * The policy an order goes by where open orders went over to `to`. Never back to an older one: it ends in the same place
 * whichever of two changes reaches it first.
 */
export const policyVersionAfter = (
  { policyVersion }: Pick<Order, 'policyVersion'>,
  to: string | null,
): string => (to !== null && isNewerPolicy(to, policyVersion) ? to : policyVersion)

/** What would move in an order; nothing is changed by asking. */
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
