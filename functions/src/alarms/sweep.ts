import type { Firestore } from 'firebase-admin/firestore'
import { type Instant, MINUTE } from '../domain/base/instant'
import { overdueAlarms } from '../store/queries'
import { ring } from '../orders/orders'
import { type Failure, log } from '../platform/log'

/** How long an alarm may take to ring by itself. */
const GRACE = 2 * MINUTE
const PAGE = 100
const AT_ONCE = 8

/**
 * The net behind the alarms: rings every order whose alarm is overdue, because its task was lost, or never set.
 * Returns how many it rang. An order that cannot be rung is logged, left to the next sweep and does not hold up the others.
 */
export const sweep = async (
  db: Firestore,
  now: Instant,
): Promise<{ readonly rang: number; readonly failed: number }> => {
  const failures: Failure[] = []
  let rang = 0
  for (;;) {
    const overdue = await overdueAlarms(db, now - GRACE, PAGE + failures.length).get()
    const orders = overdue.docs.map(({ id }) => id).filter((id) => !failures.some((each) => each.id === id))
    if (orders.length === 0) {
      if (failures.length > 0) log('alarms-not-rung', { failures })
      return { rang, failed: failures.length }
    }
    for (let start = 0; start < orders.length; start += AT_ONCE) {
      const some = orders.slice(start, start + AT_ONCE)
      const results = await Promise.allSettled(some.map((id) => ring(db, id, now)))
      results.forEach((result, index) => {
        if (result.status === 'rejected') failures.push({ id: some[index]!, cause: result.reason })
        else rang += result.value?.rang ?? 0
      })
    }
  }
}
