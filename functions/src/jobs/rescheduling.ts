import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { Happening } from '../domain/order/events'
import { both, happenAll, ringDue, timeOn } from '../domain/commands/handle'
import type { Instant } from '../domain/base/instant'
import { concerned, leftToNobody, mayBeLeft } from '../domain/commands/left-to-nobody'
import { policyVersionAfter } from '../domain/administration/moves'
import type { Order } from '../domain/order/order'
import type { Policy } from '../domain/policy/policy'
import { reschedule } from '../domain/order/reschedule'
import { type Failure, log } from '../platform/log'
import { sha256 } from '../platform/sha256'
import type { SettingsDocument } from '../schema/documents'
import { calendarOf, policyOf, present } from '../store/county'
import { whole, write } from '../orders/orders'
import { dataOf, paths, readAll, readTogether } from '../store/paths'

/** R16.2: written down with a part that goes back to the centre by itself. */
const NOBODY_LEFT = '回避后，本单位已无人可以经办或审核'

interface Lacking {
  readonly happenings: readonly Happening[]
  /** Under which policy. */
  readonly policy: Policy
}

/**
 * What must happen so that the order's deadlines match calendar and policy, and so that none of it is left to people who are
 * barred from it (R16.2); null when nothing must.
 */
const lacking = async (
  db: Firestore,
  order: Order,
  settings: SettingsDocument,
  now: Instant,
  reader = db as unknown as Pick<Transaction, 'getAll'>,
): Promise<Lacking | null> => {
  if (!order.open) return null
  const policy = await policyOf(db, policyVersionAfter(order, settings.policyForOpen))
  const moved = reschedule(order, policy, calendarOf(settings), now)
  const left = mayBeLeft(order)
    ? leftToNobody(
        order,
        await readAll(
          reader,
          concerned(order).map((unit) => paths(db).units.doc(unit)),
        ),
        now,
        NOBODY_LEFT,
      )
    : []
  const happenings = [...(moved === null ? [] : [moved]), ...left]
  return happenings.length === 0 ? null : { happenings, policy }
}

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
    const needed = await lacking(db, order, inForce, now, transaction)
    if (needed === null) return false
    const before = await whole(order, db, transaction)
    // A breach whose alarm was late stands before what moves the limits, as it does before a command.
    const office = { policy: await policyOf(db, order.policyVersion), calendar: calendarOf(inForce) }
    const caughtUp = ringDue(before, now, office, sha256)
    const { happenings, policy } = needed
    const done = happenAll(caughtUp.order, happenings, { ...office, now, policy }, sha256)
    write(transaction, db, before, both(caughtUp, done))
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
