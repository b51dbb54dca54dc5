import { door } from '../platform/door'
import { log } from '../platform/log'
import { database } from '../store/database'
import * as orders from '../orders/orders'

/** Every command a person gives on an order comes through here. */
export const command = door('command', async (uid, { order, actingAs, ...given }, now) => {
  const answer = await orders.carryOut(database(), { uid, actingAs }, order, given, now)
  if (!answer.ok && answer.refusal.code === 'text.caller-data-often')
    log('caller-guessed-at', { order, by: uid })
  return answer
})
