import { onDocumentWritten } from 'firebase-functions/firestore'
import { onSchedule } from 'firebase-functions/scheduler'
import { onTaskDispatched } from 'firebase-functions/tasks'
import { now } from '../platform/clock'
import { ensureNotEarly } from '../platform/task-time'
import { cronOf, SCHEDULE_TIME_ZONE } from '../platform/cron'
import { database } from '../store/database'
import { plan } from '../notices/outbox'
import { armDelivery } from '../notices/arm'
import { deliver as deliverNow } from '../notices/deliver'
import { sweepOutbox as sweepNow } from '../notices/sweep'

/** A notice leaves the app. It is read again, so this event may come late, twice or out of order. */
export const noticed = onDocumentWritten(
  { document: 'notices/{notice}', retry: true },
  async ({ params }) => {
    const at = await now()
    for (const delivery of await plan(database(), params.notice, at)) await armDelivery(delivery, at)
  },
)

/** The time of a delivery has come, by our own clock. After a crash it is tried again once the lease has run out. */
export const deliver = onTaskDispatched<{ readonly delivery: string }>(
  {
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 70, maxBackoffSeconds: 600 },
    // A robot takes twenty messages a minute; what it refuses comes again later.
    rateLimits: { maxConcurrentDispatches: 10, maxDispatchesPerSecond: 5 },
  },
  async ({ data, scheduledTime }) => {
    const at = await now()
    ensureNotEarly(scheduledTime, at)
    await deliverNow(database(), data.delivery, at)
  },
)

export const sweepOutbox = onSchedule(
  { schedule: cronOf('sweepOutbox'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3, timeoutSeconds: 540 },
  async () => {
    await sweepNow(database(), await now())
  },
)
