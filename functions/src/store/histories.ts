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

/** Many times what any order has: a version that was planted must not keep a reader busy for ever. */
const EVENTS_AT_MOST = 20_000

type Reader = Pick<Transaction, 'getAll'>

/** That an order is flagged its document does not tell, so this is looked for first. */
const withRecords = async (reader: Reader, db: Firestore, order: Order, id: string): Promise<Stored> => {
  const beside = (records: readonly string[]) => records.map((record) => paths(db).apart(id).doc(record))
  const [events, flags] = await Promise.all([
    readAll(reader, eventsBetween(db, id, 1, Math.min(order.version, EVENTS_AT_MOST))),
    readAll(reader, [paths(db).flags(id)]),
  ])
  const others = await readAll(reader, beside(recordsBeside(withFlags(order, flags[0] ?? null))))
  return { order, records: [...flags, ...others], events }
}

/** What belongs to an order as it was read, event by event up to its version; what is not there is left out. */
export const storedWith = (db: Firestore, order: Order, id: string): Promise<Stored> =>
  withRecords(db as unknown as Reader, db, order, id)

/** The same, all of one moment: the county goes on working while the nightly check reads. */
export const storedAtOnce = (db: Firestore, id: string): Promise<Stored | null> =>
  db.runTransaction(
    async (transaction) => {
      const order = (await transaction.get(paths(db).order(id))).data()
      return order === undefined ? null : withRecords(transaction, db, order, id)
    },
    { readOnly: true },
  )
