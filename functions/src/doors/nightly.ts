import { defineSecret } from 'firebase-functions/params'
import { onSchedule } from 'firebase-functions/scheduler'
import { now } from '../platform/clock'
import { log } from '../platform/log'
import { database } from '../store/database'
import { sealKey } from '../platform/seal-key'
import { sealSink } from '../platform/seal-sink'
import { morning as morningNow } from '../notices/morning'
import { reconcile as reconcileNow } from '../reactions/reconcile'
import { seal as sealNow } from '../seals/seal'
import { cronOf, SCHEDULE_TIME_ZONE } from '../platform/cron'

/** Only the sealing function gets it: with this key anybody could sign a forged history. */
const SEAL_KEY = defineSecret('SEAL_KEY')

export const reconcile = onSchedule(
  { schedule: cronOf('reconcile'), timeZone: SCHEDULE_TIME_ZONE, timeoutSeconds: 1800, memory: '512MiB' },
  async () => {
    const drift = await reconcileNow(database(), await now())
    if (drift.length > 0) log('figures-drifted', { count: drift.length, drift: drift.slice(0, 100) })
  },
)

export const morning = onSchedule(
  { schedule: cronOf('morning'), timeZone: SCHEDULE_TIME_ZONE, retryCount: 3, timeoutSeconds: 540 },
  async () => {
    await morningNow(database(), await now())
  },
)

export const seal = onSchedule(
  {
    schedule: cronOf('seal'),
    timeZone: SCHEDULE_TIME_ZONE,
    retryCount: 3,
    timeoutSeconds: 1800,
    memory: '2GiB',
    // An account of its own: no other function may read the key or write where the seals lie.
    serviceAccount: 'sealer@',
    secrets: [SEAL_KEY],
  },
  async () => {
    const sealed = await sealNow(database(), await sealSink(), sealKey(SEAL_KEY.value()), await now())
    if (sealed === null || sealed.faults.count === 0) return
    log('sealed-does-not-hold', { night: sealed.night, no: sealed.no, ...sealed.faults })
  },
)
