import { isRunning } from '../order/clocks'
import { type Instant, monthOf } from '../base/instant'
import { activeParts, isActive, type Order } from '../order/order'
import type { OutcomeKind } from '../order/outcome'

/**
 * The three rates (G), always as a fraction. A result is counted once it is certain, in the month in which it became
 * certain. So a month's figures no longer change when the month is over:
 * - signing 按时接收率: when signed in time, else at the deadline;
 * - completion 按时办结率: when the first review passes feedback that came in time, else at the deadline;
 * - satisfaction 满意率: when the caller was reached. An unreached caller counts in neither half, and neither does an
 *   order whose appeal was approved (R8.4).
 */
export interface RateCounts {
  readonly signingDue: number
  readonly signedOnTime: number
  readonly completionDue: number
  readonly completedOnTime: number
  readonly rated: number
  readonly satisfied: number
}
export type RateCount = keyof RateCounts
export type Counts = RateCounts & Readonly<Partial<Record<FurtherCount, number>>>
export type Count = keyof Counts

/**
 * Counts beside the rates. Stored figures name only those that count something.
 * R19: the kinds of outcome of parts, when the first review first passes them.
 */
export type FurtherCount = 'outcomeSolved' | 'outcomeInSteps' | 'outcomeNotPossible'

export const COUNT_OF_OUTCOME: Readonly<Record<OutcomeKind, FurtherCount>> = {
  solved: 'outcomeSolved',
  'in-steps': 'outcomeInSteps',
  'not-possible': 'outcomeNotPossible',
}

export const NO_COUNTS: Counts = {
  signingDue: 0,
  signedOnTime: 0,
  completionDue: 0,
  completedOnTime: 0,
  rated: 0,
  satisfied: 0,
}

/** The counts beside the rates that count something, by name. */
export const furtherCounts = (counts: Counts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (Object.entries(counts) as [string, number][])
      .filter(([name, count]) => count !== 0 && !(name in NO_COUNTS))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** The three rates, each with its numerator and denominator among the counts. */
export const RATES = {
  signing: { of: 'signedOnTime', in: 'signingDue' },
  completion: { of: 'completedOnTime', in: 'completionDue' },
  satisfaction: { of: 'satisfied', in: 'rated' },
} as const satisfies Readonly<Record<string, { of: RateCount; in: RateCount }>>

/** Categories in the figures: an order is counted even before the centre gives it one. */
export const UNCATEGORISED = 'none'

/** One line of the figures: which month, whose, which category. */
export interface Tally {
  readonly month: string
  /** `county` counts every order once; `centre` and each unit count the orders they answer for. */
  readonly scope: string
  readonly category: string
  readonly counts: Counts
}

const tallyKey = ({ month, scope, category }: Omit<Tally, 'counts'>): string =>
  `${month}|${scope}|${category}`

/** Everything the figures hold for one order. A county's figures are the sum over its orders. */
export const talliesOf = (order: Order): Tally[] => {
  const tallies = new Map<string, Tally>()
  const category = order.category ?? UNCATEGORISED
  const count = (at: Instant, scopes: readonly string[], counts: Partial<Counts>): void => {
    for (const scope of scopes) {
      const key = { month: monthOf(at), scope, category }
      const sum = tallies.get(tallyKey(key))?.counts ?? NO_COUNTS
      tallies.set(tallyKey(key), { ...key, counts: plus(sum, counts) })
    }
  }
  for (const clock of order.clocks) {
    const breached = clock.breachedAt !== null
    // Nobody had to meet it any more: it counts only if it was missed by then.
    if (clock.voided && !breached) continue
    if (clock.kind === 'sign' && (breached || !isRunning(clock)))
      count(clock.breachedAt ?? clock.stoppedAt ?? clock.dueAt, ['county', clock.holder], {
        signingDue: 1,
        signedOnTime: breached ? 0 : 1,
      })
    const completedAt = clock.kind === 'handle' ? completionOf(order, clock.part) : null
    if (clock.kind === 'handle' && (breached || completedAt !== null))
      count(clock.breachedAt ?? completedAt ?? clock.dueAt, ['county', clock.holder], {
        completionDue: 1,
        completedOnTime: breached ? 0 : 1,
      })
  }
  for (const { unit, passedAt, outcomePassed } of order.assignments)
    if (passedAt !== null && outcomePassed !== undefined)
      count(passedAt, ['county', unit], { [COUNT_OF_OUTCOME[outcomePassed]]: 1 })
  const said = order.callbacks.findLast((callback) => callback.reached)
  if (said !== undefined && order.ending !== 'excluded')
    count(said.at, ['county', ...answerable(order, said.at)], {
      rated: 1,
      satisfied: said.satisfied === true ? 1 : 0,
    })
  return [...tallies.values()]
}

/** When a part was completed: passed by the first review, or ended by an approved appeal while its unit had it (R8.4). */
const completionOf = ({ assignments, ending, archivedAt }: Order, number: number | null): Instant | null => {
  const part = assignments.find(({ no }) => no === number)
  if (part === undefined) return null
  return part.passedAt ?? (ending === 'excluded' && isActive(part) ? archivedAt : null)
}

/**
 * The units that the caller's verdict counts for: the host, and where no lead was agreed on every unit (R4.2). It
 * counts only if the caller judged that unit's work, not the work of a unit that had the order before.
 */
const answerable = (order: Order, saidAt: Instant): string[] => [
  ...new Set(
    activeParts(order).flatMap(({ unit, answersForOutcome, passedAt }) =>
      answersForOutcome && passedAt !== null && passedAt <= saidAt ? [unit] : [],
    ),
  ),
]

export const plus = (a: Counts, b: Partial<Counts>): Counts => {
  const sum = { ...a }
  for (const [name, value] of Object.entries(b) as [Count, number][]) sum[name] = (sum[name] ?? 0) + value
  return sum
}

/**
 * The lines to add to the figures so that they hold `now` instead of `before`. Lines that stay the same are left out.
 */
export const difference = (before: readonly Tally[], now: readonly Tally[]): Tally[] => {
  const lines = new Map(now.map((tally) => [tallyKey(tally), tally]))
  for (const old of before) {
    const minus = Object.fromEntries(Object.entries(old.counts).map(([name, value]) => [name, -value]))
    const line = lines.get(tallyKey(old)) ?? { ...old, counts: NO_COUNTS }
    lines.set(tallyKey(old), { ...line, counts: plus(line.counts, minus) })
  }
  return [...lines.values()].filter(({ counts }) => Object.values(counts).some((value) => value !== 0))
}

/** A month's figures: scope → category → counts. */
export type Figures = Map<string, Map<string, Counts>>

export const addTo = (figures: Figures, { scope, category, counts }: Omit<Tally, 'month'>): void => {
  const categories = figures.get(scope) ?? new Map<string, Counts>()
  categories.set(category, plus(categories.get(category) ?? NO_COUNTS, counts))
  figures.set(scope, categories)
}
