import { DAY, dayNumberOf, type Instant } from '../base/instant'
import type { Order } from './order'
import { type Refusal, refuse } from '../base/refusal'
import type { RuleOf } from '../base/refusals'

/** No meeting, step or promise of an order lies further ahead. A later date is a mistyped year. */
export const DAYS_AHEAD_AT_MOST = 366

/** The number of the last day that a date of an order may name. */
export const lastSensibleDay = (now: Instant): number => dayNumberOf(now) + DAYS_AHEAD_AT_MOST

/**
 * A meeting is about an order that already exists, and at most a year ahead. A past meeting may be recorded afterwards.
 * Null where the time makes sense.
 */
export const meetingWithoutSense = (
  meetsAt: Instant,
  { transferredAt }: Pick<Order, 'transferredAt'>,
  now: Instant,
  rule: RuleOf<'date.meeting'>,
): Refusal | null => {
  const until = now + DAYS_AHEAD_AT_MOST * DAY
  return meetsAt >= transferredAt && meetsAt <= until
    ? null
    : refuse('date.meeting', rule, { from: transferredAt })
}
