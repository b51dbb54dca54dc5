import { type Instant, monthOf } from '../base/instant'
import { isRunning } from './clocks'
import { isUrgentClock } from '../policy/policy'
import { countsOfCall } from './call-counts'
import { verdictOf } from './callback'
import type { UnsealedEvent } from './chain'
import {
  type Correction,
  type CorrectionReason,
  type Counted,
  type Counts,
  correctedWith,
  difference,
  type FurtherCount,
  Lines,
  type Tally,
} from './counts'
import type { EventType, OrderEvent } from './events'
import type { OutcomeKind } from './outcome'
import { activeParts, type Callback, type Clock, isActive, type Order } from './order'

/** Categories in the figures: an order is counted even before the centre gives it one. */
export const UNCATEGORISED = 'none'

/** R19: what a part counts by how it came out. */
export const COUNT_OF_OUTCOME: Readonly<Record<OutcomeKind, FurtherCount>> = {
  solved: 'outcomeSolved',
  'in-steps': 'outcomeInSteps',
  'not-possible': 'outcomeNotPossible',
}

/** A deadline belongs to the day it ends: 24:00 of 30 November, written 00:00 of 1 December, is November's. */
const endedAt = (dueAt: Instant): Instant => dueAt - 1

/**
 * What the order counts as it now stands, each result in the month in which it became a fact:
 * - signing: when signed in time, else at the deadline;
 * - completion: when the first review passes feedback that came in time, else at the deadline;
 * - satisfaction: when the caller was reached. An unreached caller counts in neither half, and neither does an order
 *   whose appeal was approved (R8.4);
 * - timeliness of the centre (R18), and of urgent orders (case 18), in no rate: when the act is done, else at its deadline.
 * Months that are over may differ: `talliesOf` has what the figures hold.
 */
export const standingOf = (order: Order): Tally[] => {
  const lines = new Lines()
  const category = order.category ?? UNCATEGORISED
  const count = (at: Instant, scopes: readonly string[], counts: Partial<Counts>): void => {
    for (const scope of scopes) lines.add({ month: monthOf(at), scope, category }, counts)
  }
  for (const clock of order.clocks) {
    const met = metAt(order, clock)
    const at = clock.breachedAt === null ? met : endedAt(clock.breachedAt)
    if (at === null) continue
    const inTime = clock.breachedAt === null ? 1 : 0
    const scopes = ['county', clock.holder]
    if (clock.kind === 'sign') count(at, scopes, { signingDue: 1, signedOnTime: inTime })
    if (clock.kind === 'handle') count(at, scopes, { completionDue: 1, completedOnTime: inTime })
    if (clock.kind === 'verify') count(at, scopes, { verificationDue: 1, verifiedOnTime: inTime })
    if (isUrgentClock(clock.kind)) count(at, scopes, { urgentDue: 1, urgentOnTime: inTime })
    else if (clock.holder === 'centre' && clock.kind !== 'sign')
      count(at, scopes, { centreDue: 1, centreOnTime: inTime })
  }
  for (const { unit, passedAt, outcomePassed } of order.assignments)
    if (passedAt !== null && outcomePassed !== undefined)
      count(passedAt, ['county', unit], { [COUNT_OF_OUTCOME[outcomePassed]]: 1 })
  // The verdict counts; where there is none, a caller who was reached and did not rate.
  const call = verdictOf(order) ?? order.callbacks.findLast(({ reached }) => reached)
  if (call !== undefined && order.ending !== 'excluded')
    count(call.at, ['county', ...judgedBy(order, call)], countsOfCall(call))
  for (const { at, reminded } of order.urgings ?? []) count(at, ['county', ...reminded], { urgings: 1 })
  if (order.ending === 'not-acceptable' && order.archivedAt !== null)
    count(order.archivedAt, ['county', 'centre'], { declined: 1 })
  if (order.ending === 'merged' && order.archivedAt !== null)
    count(order.archivedAt, ['county', 'centre'], { merged: 1 })
  return lines.all()
}

/** When the limit was met; null while that is not certain, or where nobody has to meet it any more. */
const metAt = (order: Order, clock: Clock): Instant | null => {
  if (clock.voided) return null
  if (clock.kind === 'handle') return completedAt(order, clock.part)
  return isRunning(clock) ? null : clock.stoppedAt
}

/** When a part was completed: passed by the first review, or ended by an approved appeal while its unit had it (R8.4). */
const completedAt = ({ assignments, ending, archivedAt }: Order, number: number | null): Instant | null => {
  const part = assignments.find(({ no }) => no === number)
  if (part === undefined) return null
  return part.passedAt ?? (ending === 'excluded' && isActive(part) ? archivedAt : null)
}

/** The units whose work the caller judged. Orders called back under an earlier release do not say. */
const judgedBy = (order: Order, { units, at }: Callback): readonly string[] => units ?? answerable(order, at)

/**
 * The units that a caller's answer counts for: the host, and where no lead was agreed on every unit (R4.2). It counts
 * only if the caller judged that unit's work, not the work of a unit that had the order before.
 */
export const answerable = (order: Order, saidAt: Instant): string[] => [
  ...new Set(
    activeParts(order).flatMap(({ unit, answersForOutcome, passedAt }) =>
      answersForOutcome && passedAt !== null && passedAt <= saidAt ? [unit] : [],
    ),
  ),
]

/** The reason that an event gives a correction. */
const REASONS: Partial<Record<EventType, CorrectionReason>> = {
  verified: 'category',
  'category-corrected': 'category',
  'called-back': 'later-answer',
  'first-reviewed': 'redo',
  'redo-ordered': 'redo',
}

const reasonOf = (event: OrderEvent | UnsealedEvent): CorrectionReason =>
  event.type === 'archived' && event.data.ending === 'excluded'
    ? 'appeal'
    : (REASONS[event.type] ?? 'corrected')

/**
 * What the order remembers after an event. What the event changes of a month that was over is a correction in the month of the event,
 * and that month stands still. Of an accused unit's figures nothing changes any more: it would learn of the order by it (R16.2).
 */
export const countedAfter = (
  before: Order | null,
  after: Order,
  event: OrderEvent | UnsealedEvent,
): Counted => {
  const counted = before?.counted
  const byItself = event.type === 'rang'
  const until = Math.max(counted?.until ?? before?.updatedAt ?? 0, byItself ? endedAt(event.at) : event.at)
  const cause = byItself && counted !== undefined ? counted.cause : reasonOf(event)
  const corrections = counted?.corrections ?? []
  const month = monthOf(until)
  // Most orders end in the month they came in, and every event passes here.
  if (before === null || (after.accused.length === 0 && month === monthOf(after.transferredAt)))
    return { until, cause, corrections }
  const changed = difference(standingOf(before), standingOf(after))
    .filter((line) => line.month < month || after.accused.includes(line.scope))
    .map(({ month: of, scope, category, counts }): Correction => {
      const isAccused = after.accused.includes(scope)
      return { of, in: isAccused ? null : month, scope, category, reason: cause, counts }
    })
  return { until, cause, corrections: correctedWith(corrections, changed) }
}
