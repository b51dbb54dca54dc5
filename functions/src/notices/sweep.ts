import type { Firestore } from 'firebase-admin/firestore'
import { type Instant, MINUTE } from '../domain/base/instant'
import { overdueDeliveries } from '../store/queries'
import { type Failure, log } from '../platform/log'
import { deliver } from './deliver'

/** How long a task may take to come by itself. */
const GRACE = 2 * MINUTE
const PAGE = 100
const AT_ONCE = 8
/** A receiver that hangs takes its ten seconds of each; the next sweep goes on. */
const AT_MOST = 200

/**
 * The net behind the tasks: sends what is overdue because its task was lost, and finishes what another sender has not.
 * A delivery that cannot be handled is logged, left to the next sweep and does not hold up the others.
 */
export const sweepOutbox = async (
  db: Firestore,
  now: Instant,
): Promise<{ readonly tried: number; readonly failed: number }> => {
  const failures: Failure[] = []
  let tried = 0
  while (tried < AT_MOST) {
    const overdue = await overdueDeliveries(db, now - GRACE, PAGE + failures.length).get()
    const some = overdue.docs
      .map(({ id }) => id)
      .filter((id) => !failures.some((each) => each.id === id))
      .slice(0, AT_ONCE)
    if (some.length === 0) break
    const results = await Promise.allSettled(some.map((id) => deliver(db, id, now)))
    results.forEach((result, index) => {
      if (result.status === 'rejected') failures.push({ id: some[index]!, cause: result.reason })
    })
    tried += some.length
  }
  if (failures.length > 0) log('deliveries-not-made', { failures })
  return { tried, failed: failures.length }
}
