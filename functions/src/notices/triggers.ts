import { onDocumentWritten } from 'firebase-functions/firestore'
import { onSchedule } from 'firebase-functions/scheduler'
import { onTaskDispatched } from 'firebase-functions/tasks'
import { now } from '../platform/clock'
import { logFault } from '../platform/door'
import { cronOf, SCHEDULE_TIME_ZONE } from '../schedules/schedules'
import { database } from '../store/database'
import { plan } from '../store/outbox'
import { armDelivery } from './arm'
import { deliver as deliverNow } from './deliver'
import { sweepOutbox as sweepNow } from './sweep'

/** A notice leaves the app. The notice is read again, so that this event may come late, twice or out of order. */
export const noticed = onDocumentWritten(
  { document: 'notices/{notice}', retry: true },
  async ({ params }) => {
    const at = await now()
    for (const delivery of await plan(database(), params.notice, at)) await armDelivery(delivery, at)
  },
)

/**
 * The time of a delivery has come; if our clock runs a little behind the queue's, the time it was set for counts. A crash
 * is tried again after the lease it leaves behind has run out.
 */
export const deliver = onTaskDispatched<{ readonly delivery: string }>(
  {
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 70, maxBackoffSeconds: 600 },
    // A robot takes twenty messages a minute; what it refuses comes again later.
    rateLimits: { maxConcurrentDispatches: 10, maxDispatchesPerSecond: 5 },
  },
  async ({ data, scheduledTime }) => {
    const setFor = Number(scheduledTime) * 1000
    await deliverNow(database(), data.delivery, Math.max(await now(), Number.isNaN(setFor) ? 0 : setFor))
  },
)

export const sweepOutbox = onSchedule(
  { schedule: cronOf('sweepOutbox'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3, timeoutSeconds: 540 },
  async () => {
    const { failed } = await sweepNow(database(), await now())
    if (failed.length > 0)
      logFault(`the sweep could not deal with ${failed.length} deliveries`, new Error(failed.join(' ')))
  },
)
