import { onDocumentWritten } from 'firebase-functions/firestore'
import { onSchedule } from 'firebase-functions/scheduler'
import { now } from '../platform/clock'
import { cronOf, SCHEDULE_TIME_ZONE } from '../platform/cron'
import { database } from '../store/database'
import { recheck as recheckNow, walkOn } from '../jobs/walk'

/** Each page written down starts the next. A page that fails is tried again from the place in the document. */
export const jobChanged = onDocumentWritten(
  { document: 'jobs/{job}', retry: true, timeoutSeconds: 300 },
  async ({ data, params }) => {
    if (data?.after.get('state') === 'running') await walkOn(database(), params.job, await now())
  },
)

export const recheck = onSchedule(
  { schedule: cronOf('recheck'), timeZone: SCHEDULE_TIME_ZONE, timeoutSeconds: 1800, retryCount: 3 },
  async () => {
    await recheckNow(database(), await now())
  },
)
