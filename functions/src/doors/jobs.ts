import { onDocumentWritten } from 'firebase-functions/firestore'
import { onSchedule } from 'firebase-functions/scheduler'
import { now } from '../platform/clock'
import { logFault } from '../platform/door'
import { cronOf, SCHEDULE_TIME_ZONE } from '../platform/cron'
import { database } from '../store/database'
import { recheck as recheckNow, walkOn } from '../jobs/walk'

/** Each page written down starts the next; a page that fails is tried again from where the document says. */
export const jobChanged = onDocumentWritten(
  { document: 'jobs/{job}', retry: true, timeoutSeconds: 300 },
  async ({ data, params }) => {
    if (data?.after.get('state') === 'running') await walkOn(database(), params.job, await now())
  },
)

export const recheck = onSchedule(
  { schedule: cronOf('recheck'), timeZone: SCHEDULE_TIME_ZONE, timeoutSeconds: 1800, retryCount: 3 },
  async () => {
    const { failed } = await recheckNow(database(), await now())
    if (failed.length > 0)
      logFault(`${failed.length} orders could not be checked`, new Error(failed.join(' ')))
  },
)
