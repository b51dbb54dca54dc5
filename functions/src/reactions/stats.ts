import { FieldValue, type Firestore, type Transaction } from 'firebase-admin/firestore'
import { addTo, type Figures } from '../domain/figures/figures'
import type { Count, Counts, CorrectionReason, Tally } from '../domain/order/counts'
import { ALWAYS } from '../domain/order/readers'
import { cleared, unitAudience } from '../domain/people/people'
import type { StatsDocument } from '../schema/documents'
import { sha256 } from '../platform/sha256'
import { paths } from '../store/paths'
import { statsOfMonth } from '../store/queries'

/**
 * Over how many documents a scope's figures are spread, so that none is written much more than once a second at ten
 * times a big city's load: 200,000 orders a day, each counted in `county` about three times within eight hours, are
 * 21 writes a second; the busiest unit with a twentieth of them makes one.
 */
const BUCKETS = { shared: 32, unit: 4 }
/** Few orders accuse somebody. */
const ACCUSING_BUCKETS = { shared: 4, unit: 1 }

const isShared = (scope: string): boolean => scope === 'county' || scope === 'centre'

/** An order always counts in the same bucket, so that a change of its tally meets the earlier count. */
const bucketOf = (order: string, scope: string, accusing: boolean): number => {
  const buckets = accusing ? ACCUSING_BUCKETS : BUCKETS
  return Number.parseInt(sha256(order).slice(0, 8), 16) % (isShared(scope) ? buckets.shared : buckets.unit)
}

/** R16.2: the share of orders that accuse somebody is for those who have such orders in their lists. */
const readersOf = (scope: string, accusing: boolean): string[] => {
  const audiences = isShared(scope) ? ALWAYS : [...ALWAYS, unitAudience(scope)]
  return accusing ? audiences.map(cleared) : [...audiences]
}

/**
 * Adds what one order changes to the figures. These are increments, so nobody waits for another's read. `accusing`: to the
 * share of orders that accuse somebody.
 */
export const addToStats = (
  transaction: Transaction,
  db: Firestore,
  order: string,
  changes: readonly Tally[],
  accusing: boolean,
): void => {
  for (const { month, scope, category, counts, correction } of changes) {
    const bucket = bucketOf(order, scope, accusing)
    const increments = Object.fromEntries(
      (Object.entries(counts) as [Count, number][])
        .filter(([, value]) => value !== 0)
        .map(([name, value]): [string, FieldValue] => [name, FieldValue.increment(value)]),
    )
    transaction.set(
      paths(db).stats.doc(`${month}~${scope}~${accusing ? 'accusing-' : ''}${bucket}`),
      {
        month,
        scope,
        bucket,
        readers: readersOf(scope, accusing),
        ...(correction === undefined
          ? { categories: { [category]: increments } }
          : { corrections: { [category]: { [correction.of]: { [correction.reason]: increments } } } }),
      },
      { merge: true },
    )
  }
}

/** What the figures hold for a month, summed over their buckets. */
export const figuresOf = async (db: Firestore, month: string): Promise<Figures> => {
  const figures: Figures = new Map()
  const buckets = await statsOfMonth(db, month).get()
  for (const bucket of buckets.docs) addBucket(figures, bucket.data())
  return figures
}

/** Adds what one document holds; a bucket that was never written to lacks the one or the other. */
export const addBucket = (
  figures: Figures,
  { scope, categories = {}, corrections = {} }: StatsDocument,
): void => {
  for (const [category, counts] of Object.entries(categories)) addTo(figures, { scope, category, counts })
  for (const [category, months] of Object.entries(corrections))
    for (const [of, reasons] of Object.entries(months))
      for (const [reason, counts] of Object.entries(reasons) as [CorrectionReason, Partial<Counts>][])
        addTo(figures, { scope, category, counts, correction: { of, reason } })
}
