import {
  type CorrectionReason,
  type Counts,
  Lines,
  NO_COUNTS,
  plus,
  type RateCount,
  type Tally,
} from '../order/counts'
import type { Order } from '../order/order'
import { standingOf } from '../order/standing'

/** The three rates (G), always as a fraction: each with its numerator and denominator among the counts. */
export const RATES = {
  signing: { of: 'signedOnTime', in: 'signingDue' },
  completion: { of: 'completedOnTime', in: 'completionDue' },
  satisfaction: { of: 'satisfied', in: 'rated' },
} as const satisfies Readonly<Record<string, { of: RateCount; in: RateCount }>>

/**
 * Everything the figures hold for one order. A county's figures are the sum over its orders. A result is counted once it is
 * certain, in the month in which it became certain, and a month that is over stands still: what changes of it later
 * is a correction in the month in which it changes, with its reason.
 */
export const talliesOf = (order: Order): Tally[] => {
  const lines = new Lines(standingOf(order))
  for (const { of, in: month, scope, category, reason, counts } of order.counted?.corrections ?? []) {
    lines.take({ month: of, scope, category }, counts)
    if (month !== null) lines.add({ month, scope, category, correction: { of, reason } }, counts)
  }
  return lines.all()
}

/** What is corrected of an earlier month. */
export interface Corrected {
  readonly of: string
  readonly reason: CorrectionReason
  readonly counts: Counts
}

/** One place in the figures: what became certain in the month, and what was corrected in it of earlier months. */
export interface Figure {
  readonly counts: Counts
  readonly corrections: readonly Corrected[]
}

export const NO_FIGURE: Figure = { counts: NO_COUNTS, corrections: [] }

const withCorrection = (
  corrections: readonly Corrected[],
  { of, reason, counts }: Corrected,
): Corrected[] => {
  const isMeant = (each: Corrected): boolean => each.of === of && each.reason === reason
  return corrections.some(isMeant)
    ? corrections.map((each) => (isMeant(each) ? { of, reason, counts: plus(each.counts, counts) } : each))
    : [...corrections, { of, reason, counts }]
}

export const addFigures = (a: Figure, b: Figure): Figure => ({
  counts: plus(a.counts, b.counts),
  corrections: b.corrections.reduce<readonly Corrected[]>(withCorrection, a.corrections),
})

/** The month with its corrections. */
export const sumOf = ({ counts, corrections }: Figure): Counts =>
  corrections.reduce((sum, corrected) => plus(sum, corrected.counts), counts)

/** A month's figures: scope → category → figure. */
export type Figures = Map<string, Map<string, Figure>>

export const addTo = (
  figures: Figures,
  {
    scope,
    category,
    counts,
    correction,
  }: Omit<Tally, 'month' | 'counts'> & { readonly counts: Partial<Counts> },
): void => {
  const categories = figures.get(scope) ?? new Map<string, Figure>()
  const sum = plus(NO_COUNTS, counts)
  const figure: Figure =
    correction === undefined
      ? { counts: sum, corrections: [] }
      : { counts: NO_COUNTS, corrections: [{ ...correction, counts: sum }] }
  categories.set(category, addFigures(categories.get(category) ?? NO_FIGURE, figure))
  figures.set(scope, categories)
}

/** The figures of a month, line by line. */
export const linesOf = (month: string, figures: Figures): Tally[] =>
  [...figures].flatMap(([scope, categories]) =>
    [...categories].flatMap(([category, { counts, corrections }]): Tally[] => [
      { month, scope, category, counts },
      ...corrections.map(({ of, reason, counts: corrected }): Tally => ({
        month,
        scope,
        category,
        counts: corrected,
        correction: { of, reason },
      })),
    ]),
  )
