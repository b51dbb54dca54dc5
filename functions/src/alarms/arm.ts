import { DAY, type Instant } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import { sha256 } from '../platform/sha256'
import { enqueueAlarm } from '../platform/queue'

/** Cloud Tasks takes nothing further than 30 days ahead; a later alarm gets there in hops. */
const FURTHEST = 29 * DAY

/** What an order says of its one alarm. */
export type AlarmSetting = Pick<Order, 'id' | 'alarmAt' | 'alarmVersion'>

/**
 * Sets the order's one alarm. Its name is made of the order and the version that set it, so setting it again is
 * harmless; it starts with a hash because names in sequence slow the queue down.
 */
export const arm = async ({ id, alarmAt, alarmVersion }: AlarmSetting, now: Instant): Promise<void> => {
  if (alarmAt === null) return
  const hops = Math.max(0, Math.ceil((alarmAt - now) / FURTHEST) - 1)
  const name = `${sha256(id).slice(0, 8)}-${id}-v${alarmVersion}`
  await enqueueAlarm({
    name: hops === 0 ? name : `${name}-h${hops}`,
    at: alarmAt - hops * FURTHEST,
    payload: { orderId: id, hops },
  })
}
