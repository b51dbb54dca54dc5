import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { heldAfter, NOTHING_HELD, sharesOf } from '../domain/figures/shares'
import { difference } from '../domain/order/counts'
import type { OrderEvent } from '../domain/order/events'
import { noticesOf } from '../domain/notices/notices'
import type { Order } from '../domain/order/order'
import { deliveryReaders, noticeReaders } from '../domain/order/readers'
import { deliveriesOfOrder, noticesOfOrder } from '../store/queries'
import { eventsBetween, paths, readAll, readTogether, type TallyDocument } from '../store/paths'
import { addToStats } from './stats'

/** How many events may be told twice before it is written down that they were told. Telling twice changes nothing. */
const BEHIND_AT_MOST = 10

/**
 * Makes the figures and the notices match the order as it is now. `tallies/{order}` remembers what they hold already,
 * so the result is the same if this runs twice, late or out of order.
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
    const held = heldAfter(tally, order)
    const [before, after] = [sharesOf(tally ?? NOTHING_HELD), sharesOf(held)]
    const changes = difference(before.plain, after.plain)
    const accusing = difference(before.accusing, after.accusing)
    const noticed = tally?.noticed ?? 0
    await tell(transaction, db, order, noticed)
    if (changes.length + accusing.length === 0 && order.version - noticed < BEHIND_AT_MOST) return
    addToStats(transaction, db, orderId, changes, false)
    addToStats(transaction, db, orderId, accusing, true)
    transaction.set(at.tallies.doc(orderId), {
      ...held,
      noticed: order.version,
      months: [...new Set(held.tallies.map(({ month }) => month))],
    })
  })

const accuses = (event: OrderEvent): boolean =>
  event.type === 'accused-named' ||
  (event.type === 'verified' && event.data.accused.length + event.data.accusedPersons.length > 0)

/** Writes the missing notices of every event since `noticed`. Their ids make a second telling the same notice. */
const tell = async (
  transaction: Transaction,
  db: Firestore,
  order: Order,
  noticed: number,
): Promise<void> => {
  if (noticed >= order.version) return
  // Read by their ids: a query inside a transaction would hold up anybody who writes an event that it might have found.
  const events = await readAll(transaction, eventsBetween(db, order.id, noticed + 1, order.version))
  const notices = events.flatMap((event) => noticesOf(order, event))
  const there = await readAll(
    transaction,
    notices.map(({ id }) => paths(db).notices.doc(id)),
  )
  const missing = notices.filter(({ id }) => !there.some((each) => each.id === id))
  // R16.2: once somebody is accused, the earlier notices and messages are only for those who may know.
  const isAccusing = events.some(accuses)
  const earlier = isAccusing ? (await transaction.get(noticesOfOrder(db, order.id))).docs : []
  const sent = isAccusing ? (await transaction.get(deliveriesOfOrder(db, order.id))).docs : []
  for (const { ref } of sent) transaction.update(ref, { readers: deliveryReaders(order) })
  for (const notice of earlier)
    transaction.update(notice.ref, { readers: noticeReaders(order, notice.data().to) })
  for (const notice of missing)
    transaction.set(paths(db).notices.doc(notice.id), {
      ...notice,
      settledAt: null,
      readers: noticeReaders(order, notice.to),
    })
}
