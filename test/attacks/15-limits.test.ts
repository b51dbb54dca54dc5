import { once } from 'node:events'
import { connect } from 'node:net'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import { REGION } from '../../functions/src/platform/runtime'
import { pushAsCity, transferOf } from '../support/city'
import { advance, bringIn, call, closeDatabase, freshCounty, localNow, orderOf } from '../support/county'
import { Instance } from '../support/instance'
import { System } from '../support/system'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const url = (name: string): string =>
  `${inject('suite').functionsOrigin}/${inject('suite').projectId}/${REGION}/${name}`

/** The status and what a callable's client would read of it. */
const post = async (to: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })
  const text = await answer.text()
  return { status: answer.status, text, retryAfter: Number(answer.headers.get('retry-after')) }
}

/** The people of one instance, which shares everything else with the running system. */
const peopleOf = ({ origin }: Instance): System => new System({ ...inject('suite'), functionsOrigin: origin })

const withInstance = async (
  target: string,
  env: Record<string, string | undefined>,
  use: (instance: Instance) => Promise<void>,
): Promise<void> => {
  const instance = await Instance.start(target, env)
  try {
    await use(instance)
  } finally {
    await instance.stop()
  }
}

const show = (system: System, uid: string) => system.call(uid, 'myChannel', { type: 'show' })
/** Asks until the answer is another one: on a slow machine the bucket fills up meanwhile. */
const until = async <T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> => {
  let answer = await ask()
  for (let more = 0; more < 100 && !isIt(answer); more++) answer = await ask()
  return answer
}
const isRefused = ({ status }: { readonly status: number }): boolean => status === 429

const TOO_MANY = { ok: false, status: 'RESOURCE_EXHAUSTED', refusal: { code: 'system.too-many' } }

describe('a flood', () => {
  it('attack 15: one person calls without end, and is told when to go on; nobody else is held up', async () => {
    await withInstance('myChannel', { LIMIT_PER_PERSON: '20' }, async (instance) => {
      const system = peopleOf(instance)
      for (let calls = 0; calls < 20; calls++) expect(await show(system, 'clerk')).toMatchObject({ ok: true })
      const refused = await until(
        () => show(system, 'clerk'),
        ({ ok }) => !ok,
      )
      expect(refused).toMatchObject(TOO_MANY)
      expect(refused).toMatchObject({ refusal: { params: { seconds: expect.any(Number) as number } } })
      expect(await show(system, 'reviewer')).toMatchObject({ ok: true })
    })
  })

  it('attack 15: an address that says nothing of who calls is cut off; whoever is signed in there is not', async () => {
    await withInstance('myChannel', { LIMIT_PER_ADDRESS: '20' }, async (instance) => {
      const nobody = (forwarded: string) =>
        post(instance.origin, '{"data":{"type":"show"}}', { 'x-forwarded-for': forwarded })
      for (let calls = 0; calls < 20; calls++) expect((await nobody('203.0.113.9')).status).toBe(401)
      const refused = await until(() => nobody('203.0.113.9'), isRefused)
      expect(refused.status).toBe(429)
      expect(refused.retryAfter).toBeGreaterThan(0)
      // What the sender itself claims to be helps ten times over and no further.
      let last = 0
      for (let calls = 0; calls < 200 && last !== 429; calls++)
        last = (await nobody(`198.51.100.${String(calls)}, 203.0.113.9`)).status
      expect(last).toBe(429)
      expect((await nobody('203.0.113.10')).status).toBe(401)
      for (let calls = 0; calls < 21; calls++) await post(instance.origin, '{"data":{"type":"show"}}')
      const atOnce = () => post(instance.origin, '{"data":{"type":"show"}}')
      expect((await until(atOnce, isRefused)).status).toBe(429)
      expect(await show(peopleOf(instance), 'clerk')).toMatchObject({ ok: true })
    })
  })

  it('attack 15: tokens that are none are counted by the address; whose token was good there goes on, and costs nobody a call', async () => {
    await withInstance('myChannel', { LIMIT_PER_ADDRESS: '20' }, async (instance) => {
      const system = peopleOf(instance)
      const from = (forwarded: string, authorization: string) =>
        post(instance.origin, '{"data":{"type":"show"}}', { authorization, 'x-forwarded-for': forwarded })
      const token = (uid: string): string => `Bearer ${system.tokenOf(uid)}`
      const colleague = token('clerk')
      for (let calls = 0; calls < 25; calls++)
        expect((await from('203.0.113.9', colleague)).status, 'a good token is not counted').toBe(200)
      for (let calls = 0; calls < 20; calls++) {
        const junk = `Bearer junk-${String(calls)}`
        expect((await from('203.0.113.9', junk)).status).toBe(401)
      }
      const refused = await until(() => from('203.0.113.9', 'Bearer junk'), isRefused)
      expect(refused.status).toBe(429)
      expect(refused.retryAfter).toBeGreaterThan(0)
      expect((await from('203.0.113.9', colleague)).status).toBe(200)
      expect((await from('203.0.113.10', token('reviewer'))).status).toBe(200)
    })
  })

  it('attack 15: the city’s door takes only so many, says when to come again, and cannot be shut to the city by others', async () => {
    await withInstance(
      'cityFeed',
      {
        LIMIT_CITY_FEED: '5',
        LIMIT_PER_ADDRESS: '3',
        CITY_FEED_SECRET: 'a-secret-of-this-test',
        CALLER_KEYS: `test:${Buffer.alloc(16, 7).toString('base64')}`,
      },
      async (instance) => {
        const { origin } = instance
        const push = async (order: object, signedWith: string) => {
          const answer = await pushAsCity(order, { origin, signedWith })
          return [answer.status, Number(answer.headers.get('retry-after'))] as const
        }
        const order = await transferOf('FL-1')
        for (let pushes = 0; pushes < 3; pushes++) expect((await push(order, 'guessed'))[0]).toBe(401)
        const [status, seconds] = await until(
          () => push(order, 'guessed'),
          ([code]) => code === 429,
        )
        expect(status).toBe(429)
        expect(seconds).toBeGreaterThan(0)

        expect((await push(order, 'a-secret-of-this-test'))[0]).toBe(201)
        for (let pushes = 0; pushes < 4; pushes++)
          expect((await push(order, 'a-secret-of-this-test'))[0]).toBe(200)
        const [flooded, wait] = await until(
          () => push(order, 'a-secret-of-this-test'),
          ([code]) => code === 429,
        )
        expect(flooded).toBe(429)
        expect(wait).toBeGreaterThan(0)
      },
    )
  })
})

describe('a request without a page of ours', () => {
  const production = { FUNCTIONS_EMULATOR: undefined }

  it('attack 15: in production a signed-in program of one’s own is refused; a page that shows its token is not', async () => {
    await withInstance('myChannel', production, async (instance) => {
      const system = peopleOf(instance)
      expect(await show(system, 'clerk')).toMatchObject({
        ok: false,
        status: 'UNAUTHENTICATED',
        refusal: null,
      })
      const page = await post(instance.origin, '{"data":{"type":"show"}}', {
        authorization: `Bearer ${system.tokenOf('clerk')}`,
        // Its signature is not looked at here: what is asked is that there is one.
        'x-firebase-appcheck': 'e30.e30.e30',
      })
      expect([page.status, page.text]).toEqual([200, '{"result":{"channel":null}}'])
    })
  })

  it('attack 15, allowed: a county that has said that it does without', async () => {
    await withInstance('myChannel', { ...production, APP_CHECK: 'off' }, async (instance) => {
      expect(await show(peopleOf(instance), 'clerk')).toMatchObject({ ok: true })
    })
  })
})

/** Sends what a client that means ill sends – the head, and of the body only as much as is asked for – and reads the first of the answer. */
const raw = async (port: number, head: readonly string[], body: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  socket.write(
    `${['POST / HTTP/1.1', 'Host: x', 'Content-Type: application/json', ...head].join('\r\n')}\r\n\r\n${body}`,
  )
  // A door that goes on waiting for the body says nothing at all.
  const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(30_000) }).catch(() => [
    'nothing',
  ])) as [string]
  socket.destroy()
  return answer
}

describe('a body that is too large', () => {
  it.each(['command', 'cityFeed'])(
    'attack 15: %s refuses it by its length, before any of it was sent',
    async (target) => {
      await withInstance(target, { CITY_FEED_SECRET: 'a-secret-of-this-test' }, async ({ port }) => {
        const answer = await raw(port, ['Content-Length: 33000000'], '')
        expect(answer).toMatch(/^HTTP\/1\.1 413 /)
        expect(answer).toContain('没有读取')
      })
    },
  )

  it('attack 15: in chunks it is refused as soon as it is too much, and compressed at once', async () => {
    await withInstance('command', {}, async ({ port }) => {
      const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`
      expect(await raw(port, ['Transfer-Encoding: chunked'], chunk.repeat(6))).toMatch(/^HTTP\/1\.1 413 /)
      expect(await raw(port, ['Content-Encoding: gzip', 'Content-Length: 195000'], '')).toMatch(
        /^HTTP\/1\.1 415 /,
      )
    })
  })

  it('attack 15, allowed: a part of a file and two hundred long rows are read', async () => {
    const part = { type: 'part', order: 'LI-1', actingAs: 'handler@mayi', id: 'a'.repeat(40), index: 0 }
    const data = 'A'.repeat(4 * Math.ceil((1024 * 1024) / 3))
    expect(await call('mayi-handler', 'evidence', { ...part, data })).toMatchObject({
      status: expect.stringMatching(/NOT_FOUND|PERMISSION_DENIED|FAILED_PRECONDITION/) as string,
    })
    const rows = Array.from({ length: 200 }, () => ({ cityNumber: '', text: '长'.repeat(20_000) }))
    expect(await call('clerk', 'takeIn', { actingAs: 'clerk', rows })).toMatchObject({ ok: true })
  })
})

describe('a request that breaks whoever unpacks it', () => {
  const nested = (depth: number) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
  const broken: readonly (readonly [string, string])[] = [
    ['a type that there is not', '{"data":{"@type":"x"}}'],
    [
      'one further down',
      '{"data":{"type":"show","more":[{"@type":"type.googleapis.com/google.protobuf.Int64Value","value":"x"}]}}',
    ],
    ['a prototype', '{"data":{"type":"show","__proto__":{"type":"set"}}}'],
    ['objects in objects', `{"data":${nested(20_000)}}`],
    ['lists in lists', `{"data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['no data', '{}'],
    ['data and more', '{"data":{"type":"show"},"more":1}'],
    ['no object', '[1]'],
  ]

  it.each(broken)('attack 15: %s is answered 400, in words, by every door', async (_what, body) => {
    for (const door of ['command', 'myChannel', 'evidence', 'administer']) {
      const { status, text } = await post(url(door), body)
      expect([door, status]).toEqual([door, 400])
      expect(JSON.parse(text)).toMatchObject({
        error: { status: 'INVALID_ARGUMENT', details: { refusal: { code: 'input.invalid' } } },
      })
    }
  })

  it('attack 15, allowed: what is well-formed is looked at', async () => {
    expect(await call('clerk', 'myChannel', { type: 'show' })).toEqual({
      ok: true,
      result: { channel: null },
    })
    const deep = { type: 'show', more: JSON.parse(nested(25)) as unknown }
    expect(await call('clerk', 'myChannel', deep)).toMatchObject({ refusal: { code: 'input.invalid' } })
  })
})

describe('a time from elsewhere', () => {
  const ring = (order: string, seconds?: number) =>
    post(
      url('ring'),
      JSON.stringify({ data: { orderId: order, hops: 0 } }),
      seconds === undefined
        ? {}
        : {
            'x-cloudtasks-taskname': 'x',
            'x-cloudtasks-taskqueuename': 'ring',
            'x-cloudtasks-tasketa': String(seconds),
          },
    )
  const breached = async (order: string) => (await orderOf(order))?.clocks[0]?.breachedAt ?? null

  it('attack 15: an alarm that says it is next week rings nothing before its time', async () => {
    await bringIn('TI-1')
    const { version } = (await orderOf('TI-1'))!
    const { status } = await ring('TI-1', ((await localNow()) + 7 * DAY) / 1000)
    expect(status).toBe(503)
    expect(await orderOf('TI-1')).toMatchObject({
      version,
      clocks: [{ breachedAt: null }, { breachedAt: null }],
    })
    expect((await db.collection('orders/TI-1/events').count().get()).data().count).toBe(version)
  })

  it('attack 15, allowed: an alarm rings at its time, whatever it says of the past', async () => {
    expect((await ring('TI-1', 1)).status).toBe(204)
    expect(await breached('TI-1')).toBeNull()
    await advance(25 * HOUR)
    expect(await breached('TI-1')).not.toBeNull()
  })
})
