import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { isMoot } from '../domain/notices/holds'
import { withFlags } from '../domain/order/apart'
import { dataOf, paths } from '../store/paths'
import { openNoticesOfOrder } from '../store/queries'

/** More than any order has open at once; what is left is settled by the next change. */
const AT_MOST = 400

/**
 * Writes down which of an order's notices do not hold any more, so that a page neither counts them nor lists them as
 * work. The order is read again, so it may run late, twice or out of order.
 */
export const settleNotices = async (db: Firestore, orderId: string, now: Instant): Promise<void> => {
  const at = paths(db)
  const [found, flags, open] = await Promise.all([
    at.order(orderId).get(),
    at.flags(orderId).get(),
    openNoticesOfOrder(db, orderId).limit(AT_MOST).get(),
  ])
  const order = withFlags(dataOf(found), dataOf(flags))
  const settled = open.docs.filter((notice) => isMoot(notice.data(), order, now))
  if (settled.length === 0) return
  const batch = db.batch()
  for (const { ref } of settled) batch.update(ref, { settledAt: now })
  await batch.commit()
}
