import type { Calendar } from '../time/calendar'
import { newClock, nextId } from '../order/clocks'
import { signBy } from '../time/deadline'
import type { Happening, Transferred } from '../order/events'
import type { Instant } from '../base/instant'
import type { Order } from '../order/order'
import type { Policy } from '../policy/policy'
import { stageLimit } from '../order/stage-limits'
import { kindSaid, urgentSigning } from '../order/urgency'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** A work order as the city hands it over. The caller's data is already masked in its text. */
export type Transfer = Omit<Transferred, 'clock' | 'policyVersion' | 'urgent'> & {
  /** Case 18: the kind of urgency in the city's words; null or missing where it says none. */
  readonly urgentSaid?: string | null
}

/**
 * The id of an order that the city pushed with other content under a number which a file had already brought in. No
 * number holds an underscore, so nobody can take this id beforehand. It is used wherever an order's id is used.
 */
export const besideImport = (cityNumber: string): string => `${cityNumber}_city`

/** The id of the order for a closed one that the city transferred once more; `nth` is 2 for the first time. */
export const sentAgain = (id: string, nth: number): string => `${id}_${nth}`

/**
 * A transfer after the order was closed is a new one. Anything earlier, however late it arrives, is about the order as it
 * was.
 */
export const isAfterItsEnd = ({ archivedAt }: Pick<Order, 'archivedAt'>, transferredAt: Instant): boolean =>
  archivedAt !== null && transferredAt > archivedAt

/** How far the city's clock may run ahead of ours. */
const CLOCK_SKEW = 5 * 60_000

/**
 * The birth of an order: the city centre's transfer sets the county centre's window to sign (R1.1). The window runs
 * from the transfer, not from when we hear of it, so a late push may arrive already breached.
 */
export const transfer = (
  { urgentSaid = null, ...given }: Transfer,
  policy: Policy,
  calendar: Calendar,
  now: Instant,
): Result<Happening> => {
  if (given.transferredAt > now + CLOCK_SKEW)
    return refused(refuse('transfer.in-the-future', { at: given.transferredAt }))
  const startedAt = Math.min(given.transferredAt, now)
  const clock = newClock(
    {
      ...nextId({ clocks: [] }, 'sign', null),
      holder: 'centre',
      startedAt,
      dueAt: signBy(startedAt, policy),
      provisional: false,
    },
    policy,
    calendar,
  )
  return ok({
    type: 'transferred',
    at: startedAt,
    data: {
      ...given,
      transferredAt: startedAt,
      policyVersion: policy.version,
      clock,
      ...(urgentSaid !== null && {
        urgent: {
          kind: kindSaid(urgentSaid, policy.urgency),
          clock: urgentSigning({ at: startedAt, policy, calendar }),
        },
      }),
    },
    // R1.2: verified within the same window.
    limit: stageLimit({ stage: 'to-sign', assignments: [], clocks: [] }, startedAt, policy, calendar),
  })
}
