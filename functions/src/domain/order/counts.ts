import type { Instant } from '../base/instant'

/** What the three rates are made of. */
export interface RateCounts {
  readonly signingDue: number
  readonly signedOnTime: number
  readonly completionDue: number
  readonly completedOnTime: number
  readonly rated: number
  readonly satisfied: number
}
export type RateCount = keyof RateCounts

/**
 * Counts beside the rates. Stored figures name only those that count something. A new one is a name here and a line where it is
 * counted (`standing.ts`).
 * R19: the kinds of outcome of parts, when the first review first passes them.
 * R21: how often callers pressed, when they did; each of the units that were reminded counts it, or the centre.
 * `merged`: orders that went on in an earlier one, when they were merged; of the centre, and in no rate but its signing.
 * `declined`: orders that ended as not acceptable, when they did; of the centre. They count in no rate but its signing.
 * R1.2: the centre's verifications within the window to sign. R18: all limits of the centre besides its signing – the
 * verification, its decisions on returns (R3.3) and the stages that wait for it.
 * Case 18: the clocks of urgent orders, each of whoever holds it; they are in none of the others.
 */
export type FurtherCount =
  | 'outcomeSolved'
  | 'outcomeInSteps'
  | 'outcomeNotPossible'
  | 'urgings'
  | 'declined'
  | 'merged'
  | 'verificationDue'
  | 'verifiedOnTime'
  | 'centreDue'
  | 'centreOnTime'
  | 'urgentDue'
  | 'urgentOnTime'
  | GradeCount
  | SolutionCount
  | AskedCount

/** G: what the caller said in the call that counts, by grade and by solution, and who asked. */
export type GradeCount =
  | 'gradeVerySatisfied'
  | 'gradeSatisfied'
  | 'gradeFairlySatisfied'
  | 'gradeDissatisfied'
  | 'gradeVeryDissatisfied'
  | 'gradeNotRated'
export type SolutionCount = 'saidSolved' | 'saidPartlySolved' | 'saidUnsolved'
export type AskedCount = `${'rated' | 'satisfied'}By${'County' | 'City' | 'TextMessage'}`

export type Counts = RateCounts & Readonly<Partial<Record<FurtherCount, number>>>
export type Count = keyof Counts

export const NO_COUNTS: Counts = {
  signingDue: 0,
  signedOnTime: 0,
  completionDue: 0,
  completedOnTime: 0,
  rated: 0,
  satisfied: 0,
}

export const plus = (a: Counts, b: Partial<Counts>): Counts => {
  const sum: Record<string, number> & Counts = { ...a }
  for (const name in b) sum[name] = (sum[name] ?? 0) + (b[name as Count] ?? 0)
  return sum
}

export const minus = (a: Counts, b: Partial<Counts>): Counts => {
  const rest: Record<string, number> & Counts = { ...a }
  for (const name in b) rest[name] = (rest[name] ?? 0) - (b[name as Count] ?? 0)
  return rest
}

/** The counts beside the rates that count something, by name. */
export const furtherCounts = (counts: Counts): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (Object.entries(counts) as [string, number][])
      .filter(([name, count]) => count !== 0 && !(name in NO_COUNTS))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

export const isNothing = (counts: Partial<Counts>): boolean =>
  Object.values(counts).every((value) => value === 0)

/** Why a month that is over is corrected in a later one. */
export const CORRECTION_REASONS = [
  /** The category was given or corrected: what was counted goes over to it, and its limit is another. */
  'category',
  /** The caller was asked again: the later answer counts. */
  'later-answer',
  /** Sent back for redo after its deadline: it is late after all (R9.2). */
  'redo',
  /** An approved appeal: it counts in satisfaction no more (R8.4). */
  'appeal',
  /** Any other recorded correction. */
  'corrected',
] as const
export type CorrectionReason = (typeof CORRECTION_REASONS)[number]

/** One line of the figures: which month, whose, which category. */
export interface Tally {
  readonly month: string
  /** `county` counts every order once; `centre` and each unit count the orders they answer for. */
  readonly scope: string
  readonly category: string
  readonly counts: Counts
  /** Of which earlier month it is a correction, and why; absent of what became certain in the month itself. */
  readonly correction?: { readonly of: string; readonly reason: CorrectionReason }
}

/** What changed of a month that was over. */
export interface Correction {
  readonly of: string
  /** The month it counts in. Null: in none, since the unit is accused and learns nothing more (R16.2). */
  readonly in: string | null
  readonly scope: string
  readonly category: string
  readonly reason: CorrectionReason
  readonly counts: Partial<Counts>
}

/** What an order must remember so that a month that is over stands still. */
export interface Counted {
  /** The latest moment of all that has happened. Months before its month are over for this order. */
  readonly until: Instant
  /** What the latest act stands for as the reason of a correction: a breach may follow from it by itself. */
  readonly cause: CorrectionReason
  readonly corrections: readonly Correction[]
}

type Key = Pick<Tally, 'month' | 'scope' | 'category' | 'correction'>
const keyOf = ({ month, scope, category, correction }: Key): string =>
  `${month}|${scope}|${category}|${correction?.of ?? ''}|${correction?.reason ?? ''}`

/** Lines of figures, each key once. */
export class Lines {
  private readonly lines = new Map<string, Tally>()

  constructor(lines: readonly Tally[] = []) {
    for (const line of lines) this.add(line, line.counts)
  }

  add(line: Key, counts: Partial<Counts>): void {
    const key = keyOf(line)
    const { month, scope, category, correction } = line
    this.lines.set(key, {
      month,
      scope,
      category,
      counts: plus(this.lines.get(key)?.counts ?? NO_COUNTS, counts),
      ...(correction && { correction }),
    })
  }

  take(key: Key, counts: Partial<Counts>): void {
    this.add(key, minus(NO_COUNTS, counts))
  }

  /** Without those that come to nothing. */
  all(): Tally[] {
    return [...this.lines.values()].filter(({ counts }) => !isNothing(counts))
  }
}

/**
 * The lines to add to the figures so that they hold `now` instead of `before`. Lines that stay the same are left out.
 */
export const difference = (before: readonly Tally[], now: readonly Tally[]): Tally[] => {
  const lines = new Lines(now)
  for (const old of before) lines.take(old, old.counts)
  return lines.all()
}

const isSame = (one: Correction, other: Correction): boolean =>
  one.of === other.of &&
  one.in === other.in &&
  one.scope === other.scope &&
  one.category === other.category &&
  one.reason === other.reason

/** Only the counts that there are: an order's document stays small. */
const shortened = (counts: Counts): Partial<Counts> =>
  Object.fromEntries(Object.entries(counts).filter(([, value]: [string, number]) => value !== 0))

/** The corrections with further ones; what is corrected back within the month is no correction any more. */
export const correctedWith = (
  corrections: readonly Correction[],
  further: readonly Correction[],
): readonly Correction[] =>
  further.reduce<readonly Correction[]>((all, each) => {
    const before = all.find((one) => isSame(one, each))
    const counts = shortened(plus(plus(NO_COUNTS, before?.counts ?? {}), each.counts))
    const others = all.filter((one) => one !== before)
    return isNothing(counts) ? others : [...others, { ...each, counts }]
  }, corrections)
