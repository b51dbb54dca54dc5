import { enqueue } from '../platform/queue'
import type { Delivery } from '../domain/notices/delivery'
import { DAY, type Instant } from '../domain/base/instant'
import { sha256 } from '../platform/sha256'

/** Cloud Tasks takes nothing further than 30 days ahead; after a longer holiday the sweep sends. */
const FURTHEST = 29 * DAY

/** Has a waiting delivery sent at its time. The task's name carries the turn, so that setting it twice sets it once. */
export const armDelivery = async ({ id, state, sendAfter, turn }: Delivery, now: Instant): Promise<void> => {
  if (state !== 'pending' || sendAfter === null || sendAfter > now + FURTHEST) return
  await enqueue('deliver', {
    name: `${sha256(id).slice(0, 32)}-t${turn}`,
    at: sendAfter,
    payload: { delivery: id },
  })
}
