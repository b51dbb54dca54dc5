import type { Firestore } from 'firebase-admin/firestore'
import { arm } from '../alarms/arm'
import type { Instant } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import { log } from '../platform/log'
import { reflect } from './reflect'
import { settleNotices } from './settle-notices'

/**
 * What a changed order sets off. `before` and `after` come with the event and may be old. That does no harm: the alarm
 * of an old version does nothing when it rings, the event of the latest version sets its own alarm, and figures and
 * notices are made from the order read again. Each part is tried even if the other fails, and a failure repeats the
 * whole.
 */
export const orderChanged = async (
  db: Firestore,
  before: Order | null,
  after: Order | null,
  now: () => Promise<Instant>,
): Promise<void> => {
  if (after === null) return
  const alarmChanged = before?.alarmVersion !== after.alarmVersion
  const results = await Promise.allSettled([
    alarmChanged ? now().then((at) => arm(after, at)) : undefined,
    reflect(db, after.id).then(async () => settleNotices(db, after.id, await now())),
  ])
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  )
  for (const failure of failures) log('reaction-failed', { order: after.id, cause: failure })
  if (failures.length > 0) throw new AggregateError(failures, `order ${after.id}: a reaction failed`)
}
