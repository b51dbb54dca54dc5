import type { Firestore } from 'firebase-admin/firestore'
import type { Happening } from '../domain/order/events'
import { both, happen, ringDue, timeOn } from '../domain/commands/handle'
import type { Instant } from '../domain/base/instant'
import { policyVersionAfter } from '../domain/administration/moves'
import type { Order } from '../domain/order/order'
import { reschedule } from '../domain/order/reschedule'
import { type Failure, log } from '../platform/log'
import { sha256 } from '../platform/sha256'
import type { SettingsDocument } from '../schema/documents'
import { calendarOf, policyOf, present } from '../store/county'
import { whole, write } from '../orders/orders'
import { dataOf, paths, readTogether } from '../store/paths'

/** What must be done so that the order's deadlines match calendar and policy; null when they do. */
const lacking = async (
  db: Firestore,
  order: Order,
  settings: SettingsDocument,
  now: Instant,
): Promise<Happening | null> =>
  order.open
    ? reschedule(
        order,
        await policyOf(db, policyVersionAfter(order, settings.policyForOpen)),
        calendarOf(settings),
        now,
      )
    : null

/**
 * Brings one order in line, and says whether anything had to change. It decides on the order and the settings as they
 * are at this moment, so it may run twice, late, or beside a command or another change: the result is the same.
 */
const bringInLine = (db: Firestore, orderId: string, asked: Instant): Promise<boolean> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [order, settings] = await readTogether<[Order, SettingsDocument]>(
      transaction,
      at.order(orderId),
      at.settings,
    )
    if (order === null) return false
    const inForce = present(settings)
    const now = timeOn(order, asked)
    const happening = await lacking(db, order, inForce, now)
    if (happening === null) return false
    const before = await whole(order, db, transaction)
    // A breach whose alarm was late stands before what moves the limits, as it does before a command.
    const office = { policy: await policyOf(db, order.policyVersion), calendar: calendarOf(inForce) }
    const caughtUp = ringDue(before, now, office, sha256)
    write(transaction, db, before, both(caughtUp, happen(caughtUp.order, happening, now, sha256)))
    return true
  })

export interface InLine {
  readonly changed: number
  readonly failed: readonly string[]
}

const AT_ONCE = 8

/**
 * Brings a page of orders in line. Most need no change, and their copy shows that without a transaction: a command
 * after the copy was read already used the settings in force. An order that fails is logged and does not hold up the
 * others.
 */
export const bringAllInLine = async (
  db: Firestore,
  orders: readonly Order[],
  now: Instant,
): Promise<InLine> => {
  const settings = present(dataOf(await paths(db).settings.get()))
  const failures: Failure[] = []
  let changed = 0
  const one = async (order: Order): Promise<void> => {
    try {
      if ((await lacking(db, order, settings, now)) === null) return
      if (await bringInLine(db, order.id, now)) changed += 1
    } catch (cause) {
      failures.push({ id: order.id, cause })
    }
  }
  const waiting = orders.values()
  const work = async (): Promise<void> => {
    // The workers share one iterator: each order is handed out once.
    for (const order of waiting) await one(order)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (failures.length > 0) log('orders-not-rescheduled', { failures })
  return { changed, failed: failures.map(({ id }) => id) }
}
