import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, request } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { HOUR, MINUTE, toIso } from '../../functions/src/domain/base/instant'
import { may } from '../../functions/src/domain/commands/may'
import { REGION } from '../../functions/src/platform/runtime'
import { paths } from '../../functions/src/store/paths'
import { advance, closeDatabase, freshCounty, local, localNow, orderOf } from '../support/county'

let db: Firestore
let secret: string
beforeAll(async () => {
  db = await freshCounty()
  const secrets = await readFile(new URL('../../functions/.secret.local', import.meta.url), 'utf8')
  secret = /^CITY_FEED_SECRET=(.+)$/m.exec(secrets)![1]!
})
afterAll(closeDatabase)

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

interface Push {
  readonly body?: string | Buffer
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  /** Seconds the sender's clock is ahead. */
  readonly skew?: number
  readonly signedWith?: string
}

const url = (): URL =>
  new URL(`${inject('suite').functionsOrigin}/${inject('suite').projectId}/${REGION}/cityFeed`)

/** Not `fetch`, which refuses to send half of what a broken sender sends. */
const send = (
  method: string,
  headers: Record<string, string | string[]>,
  body: Buffer | null,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url(), { method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body ?? undefined)
  })

const push = async ({ body, method = 'POST', headers = {}, skew = 0, signedWith = secret }: Push) => {
  const bytes = Buffer.from(body ?? '')
  const timestamp = String(Math.floor((await localNow()) / 1000) + skew)
  const signature = createHmac('sha256', signedWith).update(`${timestamp}.`).update(bytes).digest('hex')
  return send(
    method,
    {
      'content-type': 'application/json',
      'x-hotline-timestamp': timestamp,
      'x-hotline-signature': signature,
      ...(body !== undefined && { 'content-length': String(bytes.length) }),
      ...headers,
    },
    body === undefined ? null : bytes,
  )
}

let numbers = 0
const transfer = async (more: Record<string, unknown> = {}) => ({
  cityNumber: `F-${++numbers}`,
  title: '路灯不亮',
  text: '村口的路灯坏了半个月，请派人维修。',
  category: 'help',
  township: '360429102',
  transferredAt: toIso((await localNow()) - MINUTE),
  caller: { name: '张三', phone: '13812345678' },
  ...more,
})
const text = async (more: Record<string, unknown> = {}): Promise<string> =>
  JSON.stringify(await transfer(more))

interface Failure {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly fields: readonly { readonly field: string; readonly problem: string }[]
  }
}
const failure = ({ text }: Answer): Failure['error'] => (JSON.parse(text) as Failure).error

describe('[R1.1] the city pushes an order', () => {
  it('once, and its window to sign runs from the transfer', async () => {
    const order = await transfer()
    const first = await push({ body: JSON.stringify(order) })
    expect([first.status, first.text]).toEqual([201, '{"status":"new"}'])
    const transferredAt = Date.parse(order.transferredAt)
    expect(await orderOf(order.cityNumber)).toMatchObject({
      stage: 'to-sign',
      source: 'city-feed',
      transferredAt,
      clocks: [
        { kind: 'sign', part: null, nth: 1, dueAt: transferredAt + 24 * HOUR },
        // R1.2: verified within the same 24 h.
        { kind: 'verify', part: null, nth: 1, dueAt: transferredAt + 24 * HOUR },
      ],
    })
    const again = await push({ body: JSON.stringify(order), skew: 1 })
    expect([again.status, again.text]).toEqual([200, '{"status":"already"}'])
    const events = await paths(db).events(order.cityNumber).count().get()
    expect(events.data().count).toBe(1)
    expect((await paths(db).events(order.cityNumber).doc('1').get()).data()).toMatchObject({
      by: 'city-feed',
      actingAs: 'city',
    })
  })

  it('and another one under the same number is refused, and changes nothing', async () => {
    const order = await transfer()
    await push({ body: JSON.stringify(order) })
    const before = await orderOf(order.cityNumber)
    for (const change of [{ text: '别的内容' }, { caller: { name: '李四' } }, { category: null }]) {
      const answer = await push({ body: JSON.stringify({ ...order, ...change }), skew: 1 })
      expect(answer.status).toBe(409)
      expect(failure(answer).code).toBe('transfer.other-content')
    }
    expect(await orderOf(order.cityNumber)).toEqual(before)
  })

  it('ten times at once, and it is there once', async () => {
    const order = JSON.stringify(await transfer())
    const answers = await Promise.all(Array.from({ length: 10 }, (_, skew) => push({ body: order, skew })))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      ...Array<number>(9).fill(200),
      201,
    ])
  })

  it('late, and is in breach from the deadline on', async () => {
    const at = (await localNow()) - 30 * HOUR
    const order = await transfer({ transferredAt: toIso(at) })
    expect((await push({ body: JSON.stringify(order) })).status).toBe(201)
    await advance(MINUTE)
    expect((await orderOf(order.cityNumber))?.clocks[0]?.breachedAt).toBe(
      Math.floor(at / 1000) * 1000 === at ? at + 24 * HOUR : Date.parse(toIso(at)) + 24 * HOUR,
    )
  })
})

describe('only the city', () => {
  it.each<[string, Push, string]>([
    ['another secret', { signedWith: 'guessed' }, 'feed.signature'],
    ['no signature', { headers: { 'x-hotline-signature': '' } }, 'feed.signature'],
    [
      'two signatures',
      { headers: { 'x-hotline-signature': ['ab'.repeat(32), 'cd'.repeat(32)] } },
      'feed.signature',
    ],
    ['another time than was signed', { headers: { 'x-hotline-timestamp': '1' } }, 'feed.signature'],
    ['a clock far behind', { skew: -310 }, 'feed.expired'],
    ['a clock far ahead', { skew: 310 }, 'feed.expired'],
  ])('%s is not let in', async (_what, how, code) => {
    const order = await transfer()
    const answer = await push({ ...how, body: JSON.stringify(order) })
    expect(answer.status).toBe(401)
    expect(failure(answer).code).toBe(code)
    expect(await orderOf(order.cityNumber)).toBeNull()
    expect((await push({ body: JSON.stringify(order), skew: 2 })).status).toBe(201)
  })

  it('goes by the clock of the system, wherever that stands', async () => {
    const old = await text()
    await advance(HOUR)
    expect((await push({ body: old, skew: -3600 })).status).toBe(401)
    expect((await push({ body: old })).status).toBe(201)
    await local('reset')
  })

  it('and not twice with the same signature', async () => {
    const body = await text()
    const headers = { 'x-hotline-timestamp': String(Math.floor((await localNow()) / 1000)) }
    const signature = createHmac('sha256', secret)
      .update(`${headers['x-hotline-timestamp']}.${body}`)
      .digest('hex')
    const again = (spelt: string) => push({ body, headers: { ...headers, 'x-hotline-signature': spelt } })
    expect((await again(signature)).status).toBe(201)
    for (const spelt of [signature, signature.toUpperCase()]) {
      const replayed = await again(spelt)
      expect(replayed.status).toBe(409)
      expect(failure(replayed).code).toBe('feed.replayed')
    }
  })
})

describe('whatever is sent', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'])('%s is not allowed', async (method) => {
    const answer = await push({ method, headers: { origin: 'https://elsewhere.example' } })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('POST')
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })

  const json = (value: unknown) => async () => ({ body: await text(value as Record<string, unknown>) })
  const replaced = (what: string, by: string) => async () => ({ body: (await text()).replace(what, by) })

  it.each<[number, string, () => Push | Promise<Push>]>([
    [400, 'no body', () => ({})],
    [400, 'an empty body', () => ({ body: '' })],
    [400, 'blanks', () => ({ body: '  ' })],
    [400, 'half a JSON', () => ({ body: '{"cityNumber":' })],
    [400, 'a bare string', () => ({ body: '"text"' })],
    [400, 'null', () => ({ body: 'null' })],
    [400, 'UTF-16', async () => ({ body: Buffer.from(await text(), 'utf16le') })],
    [400, 'bytes that are not UTF-8', () => ({ body: Buffer.from('{"title":"\xff\xfe"}', 'latin1') })],
    [415, 'what is not gzip after all', () => ({ body: '{}', headers: { 'content-encoding': 'gzip' } })],
    [413, '300 KiB', json({ text: 'a'.repeat(300 * 1024) })],
    [
      415,
      'a gzip bomb',
      () => ({ body: gzipSync(Buffer.alloc(64e6)), headers: { 'content-encoding': 'gzip' } }),
    ],
    [413, '34 MB', () => ({ body: Buffer.alloc(34e6, 32) })],
    [415, 'no content type', async () => ({ body: await text(), headers: { 'content-type': '' } })],
    [
      415,
      'a form',
      () => ({ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    [
      415,
      'another charset',
      () => ({ body: '{}', headers: { 'content-type': 'application/json; charset=gbk' } }),
    ],
    [415, 'gzip', async () => ({ body: gzipSync(await text()), headers: { 'content-encoding': 'gzip' } })],
    [415, 'an unknown encoding', () => ({ body: '{}', headers: { 'content-encoding': 'x' } })],
    [422, 'a list', () => ({ body: '[]' })],
    [422, 'deep nesting', () => ({ body: '['.repeat(100_000) + ']'.repeat(100_000) })],
    [422, 'a deep key', replaced('"caller"', `"x":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)},"caller"`)],
    [422, 'many keys', () => ({ body: `{${Array.from({ length: 15_000 }, (_, i) => `"k${i}":1`).join()}}` })],
    [422, 'half a character', replaced('路灯不亮', '\\ud800')],
    [422, 'a NUL', replaced('路灯不亮', '\\u0000')],
    [422, 'a huge number', replaced('"caller"', '"calledAt":1e999,"caller"')],
    [422, 'a prototype', replaced('"caller"', '"__proto__":{"title":"x"},"caller"')],
    [422, 'a path for a number', json({ cityNumber: '../staff/clerk' })],
    [422, 'a day that never was', json({ transferredAt: '2026-02-30T00:00:00Z' })],
    [422, 'a time long ago', json({ transferredAt: '1900-01-01T00:00:00Z' })],
    [422, 'a time to come', json({ transferredAt: '2099-01-01T00:00:00Z' })],
    [422, 'a call after its transfer', json({ calledAt: '2099-01-01T00:00:00Z' })],
    [201, 'a byte order mark', async () => ({ body: `\ufeff${await text()}` })],
    [201, 'the longest text', json({ text: `路灯${'😀'.repeat(9_999)}` })],
    [
      201,
      'a caller made of special characters',
      json({ caller: { name: '.*+?^$', phone: '((((', address: '[1号' } }),
    ],
  ])('%i for %s', async (status, _what, make) => {
    const answer = await push(await make())
    expect(answer.status).toBe(status)
    expect(answer.text).not.toMatch(/node_modules|\.js:\d/)
  })

  it('says in Chinese which fields are wrong, and never what was in them', async () => {
    const answer = await push({
      body: await text({
        title: '',
        caller: { name: '张三丰'.repeat(40), phone: 13812345678 },
        transferredAt: '昨天',
      }),
    })
    expect(failure(answer)).toMatchObject({
      code: 'input.invalid',
      fields: [
        { field: 'title', problem: 'blank' },
        { field: 'caller.name', problem: 'too-long', atMost: 100 },
        { field: 'caller.phone', problem: 'wrong-type' },
        { field: 'transferredAt', problem: 'not-date-time' },
      ],
    })
    expect(failure(answer).message).toMatch(/^工单内容有误：标题：不能为空；/)
    expect(answer.text).not.toMatch(/张三丰|138|昨天/)
  })

  it('names the field also when it is the law that refuses', async () => {
    const answer = await push({ body: await text({ transferredAt: toIso((await localNow()) + HOUR) }) })
    expect(answer.status).toBe(422)
    expect(failure(answer)).toMatchObject({
      code: 'transfer.in-the-future',
      fields: [{ field: 'transferredAt', problem: 'in-the-future' }],
    })
  })
})

describe('case 27: what is left out and what is blank', () => {
  it('are the same content', async () => {
    const order = await transfer({ caller: { name: '张三' } })
    expect((await push({ body: JSON.stringify(order), skew: 20 })).status).toBe(201)
    const blank = { ...order, caller: { name: '张三', phone: ' ' } }
    expect((await push({ body: JSON.stringify(blank), skew: 21 })).status).toBe(200)
    const other = { ...order, caller: { name: '张三', phone: '13812345678' } }
    expect((await push({ body: JSON.stringify(other), skew: 22 })).status).toBe(409)
  })
})

describe('[R1.1] a closed order that the city transfers again', () => {
  const recalled = async () => {
    const order = await transfer()
    expect((await push({ body: JSON.stringify(order) })).status).toBe(201)
    await setEnd(order.cityNumber)
    return order
  }
  /** As a recall leaves it. */
  const setEnd = async (number: string): Promise<void> => {
    const archivedAt = await localNow()
    await paths(db)
      .order(number)
      .update({ open: false, stage: 'archived', ending: 'recalled', archivedAt, clocks: [], alarmAt: null })
    await advance(10 * MINUTE)
  }

  it.each([{}, { cityDeadline: '2098-01-01T00:00:00+08:00' }])(
    'begins a new window, once: %o',
    async (more) => {
      const order = await recalled()
      const transferredAt = toIso(await localNow())
      const cityDeadline = 'cityDeadline' in more ? toIso((await localNow()) + 100 * HOUR) : null
      const later = JSON.stringify({ ...order, transferredAt, cityDeadline })
      expect((await push({ body: later, skew: 2 })).status).toBe(201)
      expect(await orderOf(`${order.cityNumber}_2`)).toMatchObject({
        cityNumber: order.cityNumber,
        stage: 'to-sign',
        former: order.cityNumber,
        transferredAt: Date.parse(transferredAt),
      })
      expect(await orderOf(order.cityNumber)).toMatchObject({ open: false, again: `${order.cityNumber}_2` })
      // The same again, and the first push however late, change nothing.
      expect((await push({ body: later, skew: 3 })).status).toBe(200)
      expect((await push({ body: JSON.stringify(order), skew: 4 })).status).toBe(200)
      expect(await orderOf(`${order.cityNumber}_3`)).toBeNull()
    },
  )

  it('refuses what was transferred more than 30 days ago, and names the field', async () => {
    const at = await localNow()
    const old = await push({ body: await text({ transferredAt: toIso(at - 31 * 24 * HOUR) }) })
    expect(old.status).toBe(422)
    expect(failure(old).fields).toMatchObject([{ field: 'transferredAt', problem: 'too-old' }])
    expect(
      (await push({ body: await text({ transferredAt: toIso(at - 29 * 24 * HOUR) }), skew: 5 })).status,
    ).toBe(201)
  })
})

describe('[R20] [R21] what the city says later of an order that it sent', () => {
  const SECRET_WORDS = '我是张三，电话13812345678，夜里更黑。'
  let ids = 0
  const later = (kind: string, cityNumber: string, more: Record<string, unknown> = {}) => ({
    kind,
    id: `C-${++ids}`,
    cityNumber,
    text: '请尽快办理。',
    ...more,
  })
  const say = (said: object, skew = 0) => push({ body: JSON.stringify(said), skew })
  const sent = async (): Promise<string> => {
    const order = await transfer()
    expect((await push({ body: JSON.stringify(order), skew: -60 })).status).toBe(201)
    return order.cityNumber
  }

  it('is in the order once, however often it comes, and the caller is masked in it', async () => {
    const number = await sent()
    const added = later('supplement', number, { text: SECRET_WORDS })
    expect((await say(added)).status).toBe(201)
    expect((await say(added, 1)).status).toBe(200)
    const pressed = later('urge', number, { text: '' })
    expect((await say(pressed, 2)).status).toBe(201)
    // Late, and behind something else.
    expect((await say(added, 3)).text).toBe('{"status":"already"}')
    const order = await orderOf(number)
    expect(order?.supplements).toHaveLength(1)
    expect(order?.urgings).toHaveLength(1)
    expect(JSON.stringify(order)).not.toMatch(/张三|13812345678/)
    expect(order?.supplements?.[0]?.text).toContain('夜里更黑')
    const said = await paths(db).said(number).get()
    expect(said.docs.map((each) => each.data().text)).toEqual([SECRET_WORDS])
    const other = await say({ ...added, text: '别的话。' }, 4)
    expect([other.status, failure(other).code]).toEqual([409, 'feed.other-message'])
  })

  it('is refused before the order is there, so that the city comes again, and taken then', async () => {
    const order = await transfer()
    const pressed = later('urge', order.cityNumber)
    const early = await say(pressed, 5)
    expect([early.status, failure(early).code]).toEqual([404, 'feed.no-order'])
    expect(early.headers['retry-after']).toBe('60')
    expect((await push({ body: JSON.stringify(order), skew: 6 })).status).toBe(201)
    expect((await say(pressed, 7)).status).toBe(201)
  })

  it('case 27: takes back an order that the city may not read, as `may` says', async () => {
    const number = await sent()
    const before = await orderOf(number)
    const city = { uid: 'city-feed', post: { role: 'city', unit: null } } as const
    expect(before?.readers).not.toContain('city')
    expect(may(before!, city, await localNow())).toContain('recall')
    expect((await say(later('recall', number, { text: '' }), 8)).status).toBe(422)
    const recall = later('recall', number, { text: '重复转办', document: '市〔2026〕9号' })
    expect((await say(recall, 9)).status).toBe(201)
    const after = await orderOf(number)
    expect(after).toMatchObject({ open: false, ending: 'recalled' })
    expect(may(after!, city, await localNow())).not.toContain('recall')
    const again = await say(later('recall', number, { text: '重复转办' }), 10)
    expect([again.status, failure(again).code]).toEqual([422, 'state.wrong-stage'])
    expect((await say(recall, 11)).status).toBe(200)
  })

  it('says what is wrong with it, and is signed like an order', async () => {
    const bad = await say({ ...later('press', 'F-1'), more: 1 }, 12)
    expect(bad.status).toBe(422)
    expect(failure(bad).fields[0]?.field).toBe('kind')
    const blank = await say(later('supplement', 'F-1', { text: ' ' }), 13)
    expect(failure(blank).fields).toMatchObject([{ field: 'text', problem: 'blank' }])
    const forged = await push({ body: JSON.stringify(later('urge', 'F-1')), signedWith: 'somebody else' })
    expect(forged.status).toBe(401)
  })
})
