import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Instant, MINUTE } from '../domain/base/instant'

/** How far the sender's clock may be from ours, either way. */
const WINDOW = 5 * MINUTE

export const sign = (secret: string, timestamp: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')

export interface Signed {
  readonly timestamp: string | undefined
  readonly signature: string | undefined
  readonly body: Uint8Array
}

/**
 * The signature in its one spelling, or why it is not accepted. Whether it is expired is said only of a genuine one:
 * to anyone else every failure looks the same.
 */
export const checkSignature = (
  { timestamp, signature, body }: Signed,
  secret: string,
  now: Instant,
): { readonly accepted: string } | { readonly code: 'feed.signature' | 'feed.expired' } => {
  const isWellFormed = /^\d{1,12}$/.test(timestamp ?? '') && /^[0-9a-f]{64}$/i.test(signature ?? '')
  if (timestamp === undefined || signature === undefined || !isWellFormed) return { code: 'feed.signature' }
  const expected = sign(secret, timestamp, body)
  if (!timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(signature, 'hex')))
    return { code: 'feed.signature' }
  if (Math.abs(Number(timestamp) * 1000 - now) > WINDOW) return { code: 'feed.expired' }
  return { accepted: expected }
}
