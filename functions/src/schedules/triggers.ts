import { logger } from 'firebase-functions'
import { onSchedule } from 'firebase-functions/scheduler'
import { now } from '../platform/clock'
import { database } from '../store/database'
import { morning as morningNow } from './morning'
import { reconcile as reconcileNow } from './reconcile'
import { cronOf, SCHEDULE_TIME_ZONE } from './schedules'

export const reconcile = onSchedule(
  { schedule: cronOf('reconcile'), timeZone: SCHEDULE_TIME_ZONE, timeoutSeconds: 1800, memory: '512MiB' },
  async () => {
    const drift = await reconcileNow(database(), await now())
    if (drift.length > 0)
      logger.error('the figures had drifted', { drift: drift.slice(0, 100), count: drift.length })
  },
)

export const morning = onSchedule(
  { schedule: cronOf('morning'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3, timeoutSeconds: 540 },
  async () => {
    await morningNow(database(), await now())
  },
)
