import { createHmac } from 'node:crypto'
import { defineSecret } from 'firebase-functions/params'

/**
 * The keys that callers are recognised by, the newest first: `2026a:BASE64,2025b:BASE64`. A new one is put in front; an old one is taken out
 * once what was stored with it is older than the policy looks back.
 */
export const CALLER_KEYS = defineSecret('CALLER_KEYS')

export interface CallerKeys {
  /** What is stored with an order: the newest key alone. */
  readonly stored: (ids: readonly string[]) => string[]
  /** What is looked for: by every key that is still known. */
  readonly sought: (ids: readonly string[]) => string[]
}

const BYTES_AT_LEAST = 16
const PART = /^([A-Za-z0-9]{1,20}):([A-Za-z0-9+/=]+)$/
/** One query takes thirty values, and a caller has up to three. */
const KEYS_AT_MOST = 10

/** Throws where a key is missing or too short to be one: a hash without a secret could be undone by trying every number. */
export const callerKeys = (secret: string): CallerKeys => {
  const keys = secret
    .trim()
    .split(',')
    .slice(0, KEYS_AT_MOST)
    .map((part) => {
      const [, name = '', value = ''] = PART.exec(part.trim()) ?? []
      return { name, key: Buffer.from(value, 'base64') }
    })
  if (keys.some(({ key }) => key.length < BYTES_AT_LEAST))
    throw new Error('CALLER_KEYS must be NAME:BASE64 of 16 bytes or more, separated by commas')
  const hashed = (some: typeof keys, ids: readonly string[]): string[] =>
    some.flatMap(({ name, key }) =>
      ids.map((id) => `${name}:${createHmac('sha256', key).update(id).digest('hex')}`),
    )
  return { stored: (ids) => hashed(keys.slice(0, 1), ids), sought: (ids) => hashed(keys, ids) }
}
