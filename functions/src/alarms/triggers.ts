import { onSchedule } from 'firebase-functions/scheduler'
import { onTaskDispatched } from 'firebase-functions/tasks'
import { now } from '../platform/clock'
import { logFault } from '../platform/door'
import { SCHEDULE_TIME_ZONE, cronOf } from '../schedules/schedules'
import { database } from '../store/database'
import { ringOrder } from './ring'
import { sweep as sweepNow } from './sweep'

/**
 * An alarm comes back. If our clock runs a little behind the queue's, the time the alarm was set for counts: otherwise
 * it would find nothing due and be gone. Only the project's own queue may call this; the platform sees to that.
 */
export const ring = onTaskDispatched<{ readonly orderId: string; readonly hops: number }>(
  {
    retryConfig: { maxAttempts: 10, minBackoffSeconds: 1, maxBackoffSeconds: 600 },
    rateLimits: { maxConcurrentDispatches: 50 },
  },
  async ({ data, scheduledTime }) => {
    // The queue gives it in seconds since 1970, whatever the library calls it.
    const setFor = Number(scheduledTime) * 1000
    await ringOrder(database(), data, Math.max(await now(), Number.isNaN(setFor) ? 0 : setFor))
  },
)

export const sweep = onSchedule(
  { schedule: cronOf('sweep'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3 },
  async () => {
    const { failed } = await sweepNow(database(), await now())
    if (failed.length > 0)
      logFault(`the sweep could not ring ${failed.length} orders`, new Error(failed.join(' ')))
  },
)
