import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { type Apart, recordsBeside, withFlags } from '../domain/order/apart'
import type { OrderEvent } from '../domain/order/events'
import type { Order } from '../domain/order/order'
import { eventsBetween, paths, readAll } from './paths'

/** An order as it is stored, with all that belongs to it. */
export interface Stored {
  readonly order: Order
  readonly records: readonly Apart[]
  readonly events: readonly OrderEvent[]
}

/** Many times what any order has: a planted version number must not keep a reader busy for ever. */
const EVENTS_AT_MOST = 20_000

type Reader = Pick<Transaction, 'getAll'>

/** The order's document does not say whether it is flagged, so the flags are read first. */
const withRecords = async (reader: Reader, db: Firestore, order: Order, id: string): Promise<Stored> => {
  const beside = (records: readonly string[]) => records.map((record) => paths(db).apart(id).doc(record))
  const [events, flags] = await Promise.all([
    readAll(reader, eventsBetween(db, id, 1, Math.min(order.version, EVENTS_AT_MOST))),
    readAll(reader, [paths(db).flags(id)]),
  ])
  const others = await readAll(reader, beside(recordsBeside(withFlags(order, flags[0] ?? null))))
  return { order, records: [...flags, ...others], events }
}

/** All that belongs to an order as it was read, event by event up to its version. Missing parts are left out. */
export const storedWith = (db: Firestore, order: Order, id: string): Promise<Stored> =>
  withRecords(db as unknown as Reader, db, order, id)

/** The same, all at one moment: the county goes on working while the nightly check reads. */
export const storedAtOnce = (db: Firestore, id: string): Promise<Stored | null> =>
  db.runTransaction(
    async (transaction) => {
      const order = (await transaction.get(paths(db).order(id))).data()
      return order === undefined ? null : withRecords(transaction, db, order, id)
    },
    { readOnly: true },
  )
