import type { Firestore } from 'firebase-admin/firestore'
import { type Instant, MINUTE } from '../domain/base/instant'
import { overdueAlarms } from '../store/queries'
import { ring } from '../orders/orders'

/** An alarm gets this long to ring by itself. */
const GRACE = 2 * MINUTE
const PAGE = 100
const AT_ONCE = 8

/**
 * The net behind the alarms: rings every order whose alarm is overdue, because its task was lost, or never set.
 * Returns how many it rang. An order that cannot be rung is left to the next sweep and must not hold up the others.
 */
export const sweep = async (db: Firestore, now: Instant): Promise<{ rang: number; failed: string[] }> => {
  const failed: string[] = []
  let rang = 0
  for (;;) {
    const overdue = await overdueAlarms(db, now - GRACE, PAGE + failed.length).get()
    const orders = overdue.docs.map(({ id }) => id).filter((id) => !failed.includes(id))
    if (orders.length === 0) return { rang, failed }
    for (let start = 0; start < orders.length; start += AT_ONCE) {
      const some = orders.slice(start, start + AT_ONCE)
      const results = await Promise.allSettled(some.map((id) => ring(db, id, now)))
      results.forEach((result, index) => {
        if (result.status === 'rejected') failed.push(some[index]!)
        else rang += result.value?.rang ?? 0
      })
    }
  }
}
