import type { Firestore } from 'firebase-admin/firestore'
import { addTo, difference, type Figures, type Tally, talliesOf } from '../domain/figures/figures'
import { DAY, type Instant, monthOf } from '../domain/base/instant'
import { reflect } from './reflect'
import { paged } from '../store/paged'
import { paths } from '../store/paths'
import { ordersUpdatedSince, talliesOfMonth } from '../store/queries'
import { figuresOf } from './stats'

/** Two months: what the figures of this month and the last can still rest on. */
const LOOK_BACK = 62 * DAY

/** Something the figures hold that the orders do not say. */
export interface Drift {
  readonly what: 'tally' | 'figures'
  /** The order, or `month|scope|category`. */
  readonly where: string
}

/**
 * Counts again, from the orders themselves, what the reactions have kept: every order touched in two months against its
 * tally, and this month's and the last month's figures against the sum of the tallies. A tally that is behind is mended,
 * since its reaction may have been lost; either kind is a fault to be looked into.
 */
export const reconcile = async (db: Firestore, now: Instant): Promise<Drift[]> => {
  const drift: Drift[] = []
  for await (const order of paged(ordersUpdatedSince(db, now - LOOK_BACK))) {
    const held = (await paths(db).tallies.doc(order.id).get()).data()
    if (difference(held?.tallies ?? [], talliesOf(order)).length === 0) continue
    drift.push({ what: 'tally', where: order.id })
    await reflect(db, order.id)
  }
  for (const month of new Set([monthOf(now), monthOf(now - 31 * DAY)])) {
    const counted: Figures = new Map()
    for await (const { tallies } of paged(talliesOfMonth(db, month)))
      for (const tally of tallies) if (tally.month === month) addTo(counted, tally)
    const off = difference(linesOf(month, counted), linesOf(month, await figuresOf(db, month)))
    for (const { scope, category } of off)
      drift.push({ what: 'figures', where: `${month}|${scope}|${category}` })
  }
  return drift
}

const linesOf = (month: string, figures: Figures): Tally[] =>
  [...figures].flatMap(([scope, categories]) =>
    [...categories].map(([category, counts]) => ({ month, scope, category, counts })),
  )
