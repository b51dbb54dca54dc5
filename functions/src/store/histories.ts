import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { type Apart, recordsBeside } from '../domain/order/apart'
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

/** What belongs to an order as it was read, event by event up to its version; what is not there is left out. */
export const storedWith = async (db: Firestore, order: Order, id: string): Promise<Stored> => {
  const reader = db as unknown as Pick<Transaction, 'getAll'>
  const [events, records] = await Promise.all([
    readAll(reader, eventsBetween(db, id, 1, Math.min(order.version, EVENTS_AT_MOST))),
    readAll(
      reader,
      recordsBeside(order).map((record) => paths(db).apart(id).doc(record)),
    ),
  ])
  return { order, records, events }
}

/** The same, all of one moment: the county goes on working while the nightly check reads. */
export const storedAtOnce = (db: Firestore, id: string): Promise<Stored | null> =>
  db.runTransaction(
    async (transaction) => {
      const order = (await transaction.get(paths(db).order(id))).data()
      if (order === undefined) return null
      const events = await readAll(
        transaction,
        eventsBetween(db, id, 1, Math.min(order.version, EVENTS_AT_MOST)),
      )
      const records = await readAll(
        transaction,
        recordsBeside(order).map((record) => paths(db).apart(id).doc(record)),
      )
      return { order, records, events }
    },
    { readOnly: true },
  )
