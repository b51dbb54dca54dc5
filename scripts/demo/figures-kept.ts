import type { Firestore } from 'firebase-admin/firestore'
import type { Happenings } from '../../functions/src/domain/order/events'
import { addTo, type Figures, sumOf, talliesOf } from '../../functions/src/domain/figures/figures'
import {
  type Counts,
  type RateCount,
  difference,
  minus,
  NO_COUNTS,
  plus,
} from '../../functions/src/domain/order/counts'
import { addBucket } from '../../functions/src/reactions/stats'
import { paths } from '../../functions/src/store/paths'
import { pagesOf } from '../../functions/src/store/paged'
import { INCIDENTS, type Incident, type Outcome, type Rates } from './expectation'

const PAGE = 300

type Totals = ReadonlyMap<string, Counts>

const overCategories = (figures: Figures): Totals =>
  new Map(
    [...figures].map(([scope, categories]) => [
      scope,
      [...categories.values()].map(sumOf).reduce(plus, NO_COUNTS),
    ]),
  )

/** What the figures hold, all months and categories together. */
const kept = async (db: Firestore): Promise<Totals> => {
  const figures: Figures = new Map()
  for await (const page of pagesOf(paths(db).stats, PAGE))
    for (const document of page) addBucket(figures, document.data())
  return overCategories(figures)
}

/** What the figures hold of all orders but these. Time passes for those orders too, so their figures go on changing. */
const ofOthers = async (db: Firestore, ours: ReadonlySet<string>): Promise<Totals> => {
  const figures: Figures = new Map()
  for await (const page of pagesOf(paths(db).tallies, PAGE))
    for (const document of page)
      if (!ours.has(document.id)) for (const tally of document.data().tallies) addTo(figures, tally)
  return overCategories(figures)
}

/** The figures without the demo's orders, to subtract from the figures afterwards. */
export interface Baseline {
  readonly kept: Totals
  readonly others: Totals
}

export const baselineOf = async (db: Firestore): Promise<Baseline> => ({
  kept: await kept(db),
  others: await ofOthers(db, new Set()),
})

/** Orders whose figures are not yet what the order, as it stands, says. */
export const unsettled = async (db: Firestore, orders: readonly string[]): Promise<string[]> => {
  const at = paths(db)
  const read = await Promise.all([
    db.getAll(...orders.map((id) => at.order(id))),
    db.getAll(...orders.map((id) => at.tallies.doc(id))),
  ])
  return orders.filter((_, index) => {
    const order = read[0][index]!.data() as Parameters<typeof talliesOf>[0]
    const tally = read[1][index]!.data() as { tallies: Parameters<typeof difference>[0] } | undefined
    return difference(tally?.tallies ?? [], talliesOf(order)).length > 0
  })
}

const fraction = (counts: Counts, of: RateCount, all: RateCount) => ({ of: counts[of], in: counts[all] })

const ratesOf = (counts: Counts): Rates => ({
  signing: fraction(counts, 'signedOnTime', 'signingDue'),
  completion: fraction(counts, 'completedOnTime', 'completionDue'),
  satisfaction: fraction(counts, 'satisfied', 'rated'),
})

/** Of the limits that the stories tell of; the centre's own stages (R18) go on beside them. */
const incidentsIn = ({ what, kind, holder, to }: Happenings['rang']): Incident[] => {
  if (kind !== 'sign' && kind !== 'handle') return []
  if (what === 'climb') return [to === 'county' ? 'climbed-to-county' : 'climbed-to-principal']
  if (what !== 'breach') return []
  if (kind === 'handle') return ['handled-late']
  return [holder === 'centre' ? 'centre-signed-late' : 'unit-signed-late']
}

/** What the system recorded of these orders: the growth of its figures, and their events. */
export const recordedOf = async (
  db: Firestore,
  orders: readonly string[],
  before: Baseline,
): Promise<Outcome> => {
  const ours = new Set(orders)
  const [now, others] = [await kept(db), await ofOthers(db, ours)]
  const rates = new Map<string, Rates>()
  for (const [scope, counts] of now) {
    const grown = minus(counts, before.kept.get(scope) ?? NO_COUNTS)
    const byOthers = minus(others.get(scope) ?? NO_COUNTS, before.others.get(scope) ?? NO_COUNTS)
    const added = minus(grown, byOthers)
    if (Object.values(added).some((value) => value !== 0)) rates.set(scope, ratesOf(added))
  }
  const incidents = Object.fromEntries(INCIDENTS.map((incident) => [incident, 0])) as Record<Incident, number>
  let archived = 0
  for (const id of orders) {
    const events = await paths(db).events(id).get()
    for (const document of events.docs) {
      const event = document.data()
      if (event.type === 'archived') archived++
      if (event.type === 'rang') for (const incident of incidentsIn(event.data)) incidents[incident]++
    }
  }
  return { rates, incidents, archived }
}
