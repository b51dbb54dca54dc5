import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { difference, talliesOf } from '../domain/figures/figures'
import type { OrderEvent } from '../domain/order/events'
import { noticesOf } from '../domain/notices/notices'
import type { Order } from '../domain/order/order'
import { noticeReaders } from '../domain/order/readers'
import { noticesOfOrder } from '../store/queries'
import { eventsBetween, paths, readAll, readTogether, type TallyDocument } from '../store/paths'
import { addToStats } from './stats'

/**
 * Makes the figures and the notices what the order, as it stands, says they should be. `tallies/{order}` remembers what
 * they hold already, so running this twice, late or out of order ends in the same place.
 */
export const reflect = (db: Firestore, orderId: string): Promise<void> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [order, tally] = await readTogether<[Order, TallyDocument]>(
      transaction,
      at.order(orderId),
      at.tallies.doc(orderId),
    )
    if (order === null) return
    const tallies = talliesOf(order)
    const changes = difference(tally?.tallies ?? [], tallies)
    const told = await tell(transaction, db, order, tally?.noticed ?? 0)
    if (changes.length === 0 && told === 0) return
    addToStats(transaction, db, orderId, changes)
    transaction.set(at.tallies.doc(orderId), {
      tallies,
      noticed: order.version,
      months: [...new Set(tallies.map(({ month }) => month))],
    })
  })

const accuses = (event: OrderEvent): boolean =>
  event.type === 'accused-named' ||
  (event.type === 'verified' && event.data.accused.length + event.data.accusedPersons.length > 0)

/** Writes the notices of every event since `noticed`, and says how many. Their ids make a second telling the same one. */
const tell = async (
  transaction: Transaction,
  db: Firestore,
  order: Order,
  noticed: number,
): Promise<number> => {
  if (noticed >= order.version) return 0
  // By their ids: a query inside a transaction would hold up whoever writes an event that it might have found.
  const events = await readAll(transaction, eventsBetween(db, order.id, noticed + 1, order.version))
  const notices = events.flatMap((event) => noticesOf(order, event))
  // R16.2: what was told before somebody was accused is from now on for those alone who may know.
  const earlier = events.some(accuses) ? (await transaction.get(noticesOfOrder(db, order.id))).docs : []
  for (const notice of earlier)
    transaction.update(notice.ref, { readers: noticeReaders(order, notice.data().to) })
  for (const notice of notices)
    transaction.set(paths(db).notices.doc(notice.id), { ...notice, readers: noticeReaders(order, notice.to) })
  return notices.length + earlier.length
}
