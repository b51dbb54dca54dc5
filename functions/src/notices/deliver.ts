import type { Firestore } from 'firebase-admin/firestore'
import { leadsInside, reachable } from '../domain/notices/channels'
import type { Delivery, Outcome } from '../domain/notices/delivery'
import type { Instant } from '../domain/base/instant'
import { pushedText } from '../domain/words/notices'
import { sha256 } from '../platform/sha256'
import { sendingOf, settle, take } from './outbox'
import { armDelivery } from './arm'
import { messageFor } from './message'
import { send } from './send'

const attempt = async (db: Firestore, delivery: Delivery, now: Instant): Promise<Outcome> => {
  const sending = await sendingOf(db, delivery, now)
  if (sending === null) return { kind: 'void' }
  const { notice, channel, unitName, hosts } = sending
  if (!reachable(channel, hosts).ok) return { kind: 'failed', problem: 'host-not-listed' }
  const text = pushedText(notice, () => unitName ?? '承办单位', now)
  const problem = await send(
    messageFor(channel, text, sha256(delivery.id), now),
    leadsInside(channel, hosts) ? 'inside' : 'outside',
  )
  return problem === null ? { kind: 'sent' } : { kind: 'failed', problem }
}

/**
 * Sends one delivery if it is time and nobody else is sending it. A task (late or twice) or the sweep may call this:
 * nothing that was received is sent again, and a failed one is set for its next time.
 */
export const deliver = async (db: Firestore, id: string, now: Instant): Promise<Delivery | null> => {
  const delivery = await take(db, id, now)
  const after =
    delivery?.state === 'sending'
      ? await settle(db, delivery, await attempt(db, delivery, now), now)
      : delivery
  if (after !== null) await armDelivery(after, now)
  return after
}
