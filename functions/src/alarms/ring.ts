import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { ring } from '../orders/orders'
import { arm } from './arm'

/**
 * An alarm rang. The order as it is now decides what is due: an alarm that comes twice, or after its clock was stopped,
 * changes nothing. If this is only a hop towards a later alarm, it sets the next one.
 */
export const ringOrder = async (
  db: Firestore,
  { orderId, hops }: { readonly orderId: string; readonly hops: number },
  now: Instant,
): Promise<void> => {
  const rung = await ring(db, orderId, now)
  if (hops > 0 && rung?.rang === 0) await arm({ id: orderId, ...rung }, now)
}
