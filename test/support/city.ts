import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { MINUTE, toIso } from '../../functions/src/domain/base/instant'
import { REGION } from '../../functions/src/platform/runtime'
import { localNow } from './county'

/** What the city's system sends of an order, and the wire in between. */
export const transferOf = async (cityNumber: string, more: object = {}): Promise<object> => ({
  cityNumber,
  title: '路灯不亮',
  text: '村口的路灯坏了半个月，请派人维修。',
  category: 'help',
  transferredAt: toIso((await localNow()) - MINUTE),
  caller: { name: '张三', phone: '13812345678' },
  ...more,
})

const secretOfTheFeed = async (): Promise<string> => {
  const secrets = await readFile(new URL('../../functions/.secret.local', import.meta.url), 'utf8')
  return /^CITY_FEED_SECRET=(.+)$/m.exec(secrets)![1]!
}

/** Seconds that a push was signed with: a signature counts once. */
const used = new Set<number>()

/** Pushes an order as the city, each time with a signature of its own; `signedWith` makes it somebody else's. */
export const pushAsCity = async (
  order: object,
  { origin = inject('suite').functionsOrigin, signedWith }: { origin?: string; signedWith?: string } = {},
): Promise<Response> => {
  const body = JSON.stringify(order)
  let seconds = Math.floor((await localNow()) / 1000)
  while (used.has(seconds)) seconds--
  used.add(seconds)
  const timestamp = String(seconds)
  const secret = signedWith ?? (await secretOfTheFeed())
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return fetch(`${origin}/${inject('suite').projectId}/${REGION}/cityFeed`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hotline-timestamp': timestamp,
      'x-hotline-signature': signature,
    },
    body,
  })
}
