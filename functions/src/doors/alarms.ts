import { onSchedule } from 'firebase-functions/scheduler'
import { onTaskDispatched } from 'firebase-functions/tasks'
import { now } from '../platform/clock'
import { ensureNotEarly } from '../platform/task-time'
import { SCHEDULE_TIME_ZONE, cronOf } from '../platform/cron'
import { database } from '../store/database'
import { ringOrder } from '../alarms/ring'
import { sweep as sweepNow } from '../alarms/sweep'

/**
 * An alarm comes back. Our own clock decides what is due. Only the project's own queue may call this; the platform
 * checks that.
 */
export const ring = onTaskDispatched<{ readonly orderId: string; readonly hops: number }>(
  {
    retryConfig: { maxAttempts: 10, minBackoffSeconds: 1, maxBackoffSeconds: 600 },
    rateLimits: { maxConcurrentDispatches: 50 },
  },
  async ({ data, scheduledTime }) => {
    const at = await now()
    ensureNotEarly(scheduledTime, at)
    await ringOrder(database(), data, at)
  },
)

export const sweep = onSchedule(
  { schedule: cronOf('sweep'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3 },
  async () => {
    await sweepNow(database(), await now())
  },
)
