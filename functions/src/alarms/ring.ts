import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { ring } from '../orders/orders'
import { arm } from './arm'

/**
 * An alarm rang. What is due is decided on the order as it is now: an alarm that comes twice, or after its clock was
 * stopped, changes nothing. A hop on a long way sets the next one.
 */
export const ringOrder = async (
  db: Firestore,
  { orderId, hops }: { readonly orderId: string; readonly hops: number },
  now: Instant,
): Promise<void> => {
  const rung = await ring(db, orderId, now)
  if (hops > 0 && rung?.rang === 0) await arm({ id: orderId, ...rung }, now)
}
