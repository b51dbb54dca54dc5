import { createHash } from 'node:crypto'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { ATTEMPTS_AT_MOST, type Delivery } from '../../functions/src/domain/notices/delivery'
import {
  DAY,
  dayNumberOf,
  HOUR,
  type Instant,
  MINUTE,
  startOfDayNumber,
} from '../../functions/src/domain/base/instant'
import { nextWorkingMoment } from '../../functions/src/domain/time/office-hours'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { deliver as deliverOne } from '../../functions/src/notices/deliver'
import { sweepOutbox } from '../../functions/src/notices/sweep'
import { morning } from '../../functions/src/notices/morning'
import { paths } from '../../functions/src/store/paths'
import { deliver as deliverEvent } from '../support/cloud-event'
import {
  bringIn,
  call,
  closeDatabase,
  freshCounty,
  give,
  local,
  localNow,
  PEOPLE,
  untilAnOrdinaryWednesday,
  workAsFunctionsDo,
} from '../support/county'
import { Receiver } from '../support/receiver'
import { runSchedule } from '../support/run-schedule'
import { REGULATION, VERIFIED } from '../support/road'

const SECRET = 'a-secret-of-the-gateway'
let db: Firestore
let receiver: Receiver

beforeAll(async () => {
  db = await freshCounty()
  receiver = await Receiver.start(SECRET)
  // Deliveries are also made from here.
  workAsFunctionsDo()
})
afterAll(async () => {
  await receiver.stop()
  await closeDatabase()
})
beforeEach(() => {
  receiver.mood = 'well'
})

const WORDS = { title: '路灯不亮', text: '村口的路灯', name: '王小明', phone: '13800138000' }
const waited = { timeout: 20_000, interval: 50 }

const setChannel = (uid: string, channel: object, author = 'administrator') =>
  call(author, 'administer', { type: 'set-channel', actingAs: 'administrator', uid, channel })
const myChannel = (uid: string, request: object) => call<{ channel: unknown }>(uid, 'myChannel', request)

/** Lets time pass until then, or not at all when that is past. */
const until = async (to: Instant): Promise<void> => {
  if (to > (await localNow())) await local('advance', { to })
}
const next = (at: Instant): Instant => nextWorkingMoment(at, DEFAULT_POLICY, officialCalendar())
/** To nine o'clock of the next workday, with a whole working day ahead. */
const toMorning = async (): Promise<void> => {
  const tomorrow = startOfDayNumber(dayNumberOf(await localNow()) + 1)
  await until(next(tomorrow) + 30 * MINUTE)
}
/** To ten in the evening of today. */
const toNight = async (): Promise<void> => {
  await until(startOfDayNumber(dayNumberOf(await localNow())) + 22 * HOUR)
}

const dispatch = async (order: string): Promise<void> => {
  await bringIn(order)
  for (const step of [
    () => give(PEOPLE.clerk, order, 'centre-sign', {}),
    () => give(PEOPLE.clerk, order, 'verify', VERIFIED),
    () => give(PEOPLE.clerk, order, 'dispatch', REGULATION),
  ])
    expect(await step()).toMatchObject({ ok: true })
}

const outboxOf = async (order: string): Promise<Delivery[]> => {
  const found = await paths(db).outbox.where('order', '==', order).get()
  return found.docs.map((each) => each.data()).sort((a, b) => (a.id < b.id ? -1 : 1))
}
const deliveryOf = async (id: string): Promise<Delivery> => (await paths(db).outbox.doc(id).get()).data()!
/** The news of a dispatch on its way to the handler, once it is in the outbox. */
const newsOf = async (order: string): Promise<Delivery> => {
  const found = await vi.waitFor(async () => {
    const news = (await outboxOf(order)).find(({ kind }) => kind === 'dispatched')
    expect(news).toBeDefined()
    return news!
  }, waited)
  return found
}
const ends = (id: string, state: Delivery['state']): Promise<void> =>
  vi.waitFor(async () => expect(await deliveryOf(id)).toMatchObject({ state }), waited)
const came = (id: string) => receiver.of(createHash('sha256').update(id).digest('hex'))

describe('a channel', () => {
  it('[R15.1] is set by administration or by oneself, and shows no secret again', async () => {
    const sms = { kind: 'sms', url: receiver.url('/sms'), secret: SECRET, phone: '13900139000' }
    expect(await setChannel('mayi-handler', sms)).toMatchObject({ ok: true })
    const shown = await myChannel('mayi-handler', { type: 'show' })
    expect(shown).toEqual({
      ok: true,
      result: { channel: { kind: 'sms', host: expect.any(String) as string } },
    })
    for (const secret of [SECRET, '/sms', '13900139000']) expect(JSON.stringify(shown)).not.toContain(secret)

    const dingtalk = { kind: 'dingtalk', url: receiver.url('/dingtalk?access_token=1'), secret: SECRET }
    expect(await myChannel('mayi-leader', { type: 'set', channel: dingtalk })).toMatchObject({ ok: true })
    const wecom = { kind: 'wecom', url: receiver.url('/wecom?key=1') }
    expect(await myChannel('clerk', { type: 'set', channel: wecom })).toMatchObject({ ok: true })
    const log = await paths(db).administrations.where('did', '==', 'set-channel').get()
    expect(log.docs.map((entry) => entry.data().whom)).toEqual(['mayi-handler'])
  })

  it('is refused to others, for strangers, and to an address inside', async () => {
    const wecom = { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1' }
    expect(await setChannel('mayi-leader', wecom, 'clerk')).toMatchObject({
      refusal: { code: 'access.no-post' },
    })
    expect(await setChannel('nobody-here', wecom)).toMatchObject({
      refusal: { code: 'channel.unknown-person' },
    })
    expect(await myChannel('nobody-here', { type: 'set', channel: wecom })).toMatchObject({
      refusal: { code: 'channel.unknown-person' },
    })
    const inside = { kind: 'wecom', url: 'https://10.0.0.1/' }
    expect(await myChannel('reviewer', { type: 'set', channel: inside })).toMatchObject({
      refusal: { code: 'channel.host-not-listed' },
    })
    expect(await myChannel('reviewer', { type: 'set', channel: wecom })).toMatchObject({ ok: true })
    expect(await myChannel('reviewer', { type: 'set', channel: { kind: 'none' } })).toMatchObject({
      ok: true,
    })
    expect(await myChannel('reviewer', { type: 'show' })).toMatchObject({ result: { channel: null } })
  })
})

describe('a notice outside the app', () => {
  it('[R15.1] arrives at once in office hours, signed, with nothing of the caller or the text', async () => {
    await toMorning()
    await dispatch('OB-1')
    const { id } = await newsOf('OB-1')
    await ends(id, 'sent')
    const [message, ...more] = came(id)
    expect(more).toEqual([])
    expect(message).toMatchObject({ path: '/sms', genuine: true })
    expect(message!.text).toMatch(/^【湖口县12345热线】工单 OB-1：/)
    for (const word of Object.values(WORDS)) expect(message!.body).not.toContain(word)
  })

  it('[R17] is the same outbox however often and in whatever order its notices are delivered', async () => {
    const notices = (await paths(db).notices.where('order', '==', 'OB-1').get()).docs
    const before = await outboxOf('OB-1')
    const messages = receiver.received.length
    for (const round of [notices, [...notices].reverse()])
      for (const notice of round)
        expect(
          await deliverEvent(
            inject('suite'),
            'noticed',
            notice.ref.path,
            null,
            notice.data(),
            `again-${notice.id}`,
          ),
        ).toBe(200)
    expect(await outboxOf('OB-1')).toEqual(before)
    expect(receiver.received).toHaveLength(messages)
  })

  it('is sent once though five come to send it at the same time', async () => {
    receiver.mood = 'fails'
    await dispatch('OB-2')
    const { id } = await newsOf('OB-2')
    await vi.waitFor(
      async () => expect(await deliveryOf(id)).toMatchObject({ attempts: 1, state: 'pending' }),
      waited,
    )
    receiver.mood = 'well'
    const at = (await deliveryOf(id)).sendAfter!
    await Promise.all([1, 2, 3, 4, 5].map(() => deliverOne(db, id, at)))
    await deliverOne(db, id, at + HOUR)
    expect(came(id).map(({ answered }) => answered)).toEqual(['fails', 'well'])
  })

  it('[R17] waits at night until the office opens, while the app shows it at once', async () => {
    await toNight()
    await dispatch('OB-3')
    const { id, sendAfter } = await newsOf('OB-3')
    expect((await paths(db).notices.where('order', '==', 'OB-3').get()).size).toBeGreaterThan(0)
    const opening = next(await localNow())
    expect(sendAfter).toBe(opening)
    await until(opening - MINUTE)
    expect(came(id)).toEqual([])
    await until(opening + MINUTE)
    await ends(id, 'sent')
    expect(came(id)).toHaveLength(1)
  })

  it('[R17] is not sent any more when what it asks for was done in the night', async () => {
    await toNight()
    await dispatch('OB-4')
    const { id } = await newsOf('OB-4')
    expect(await give(PEOPLE.handler, 'OB-4', 'unit-sign', {})).toMatchObject({ ok: true })
    await toMorning()
    await ends(id, 'void')
    expect(came(id)).toEqual([])
  })

  it('[R17] climbs to the leader by their own channel: the breach reaches both, once each', async () => {
    await toMorning()
    await dispatch('OB-5')
    await until((await localNow()) + DAY + MINUTE)
    await vi.waitFor(async () => {
      const breach = (await outboxOf('OB-5')).filter(({ kind }) => kind === 'breach')
      expect(breach.map(({ uid }) => uid).sort()).toEqual(['mayi-handler', 'mayi-leader'])
    }, waited)
    await until(next(await localNow()) + 5 * MINUTE)
    const breach = (await outboxOf('OB-5')).filter(({ kind }) => kind === 'breach')
    for (const { id } of breach) await ends(id, 'sent')
    const ofLeader = came(breach.find(({ uid }) => uid === 'mayi-leader')!.id)
    expect(ofLeader).toHaveLength(1)
    expect(ofLeader[0]).toMatchObject({ path: '/dingtalk', genuine: true })
    expect(ofLeader[0]!.query.get('access_token')).toBe('1')
  })
})

describe('a receiver that fails', () => {
  it('[R15.1] gets it again, after longer and longer, until it recovers; the key stays the same', async () => {
    await toMorning()
    receiver.mood = 'fails'
    await dispatch('OB-6')
    const { id } = await newsOf('OB-6')
    const failed = (attempts: number) =>
      vi.waitFor(
        async () => expect(await deliveryOf(id)).toMatchObject({ attempts, state: 'pending' }),
        waited,
      )
    await failed(1)
    const first = await deliveryOf(id)
    expect(first).toMatchObject({ problem: 'http:500' })
    receiver.mood = 'redirects'
    await until(first.sendAfter!)
    await failed(2)
    receiver.mood = 'hangs'
    await until((await deliveryOf(id)).sendAfter!)
    await failed(3)
    expect(await deliveryOf(id)).toMatchObject({ problem: 'timeout' })
    receiver.mood = 'well'
    await until((await deliveryOf(id)).sendAfter!)
    await ends(id, 'sent')
    await until((await localNow()) + 4 * HOUR)
    expect(came(id).map(({ answered, genuine }) => [answered, genuine])).toEqual([
      ['fails', true],
      ['redirects', true],
      ['hangs', true],
      ['well', true],
    ])
    expect(receiver.received.some(({ path }) => path === '/elsewhere')).toBe(false)
  })

  it('[R15.1] for good leaves it to the administrator, who has it sent once more', async () => {
    await toMorning()
    receiver.mood = 'fails'
    await dispatch('OB-7')
    const { id } = await newsOf('OB-7')
    await until((await localNow()) + 6 * HOUR)
    await ends(id, 'dead')
    expect(came(id)).toHaveLength(ATTEMPTS_AT_MOST)
    expect((await paths(db).outbox.doc(id).get()).data()).toMatchObject({
      readers: ['administration'],
      problem: 'http:500',
    })
    expect(JSON.stringify(await deliveryOf(id))).not.toContain('127.0.0.1')

    receiver.mood = 'well'
    const retry = (uid: string) =>
      call(uid, 'administer', { type: 'retry-delivery', actingAs: 'administrator', delivery: id })
    expect(await retry('clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await retry('administrator')).toMatchObject({ ok: true })
    await ends(id, 'sent')
    expect(came(id)).toHaveLength(ATTEMPTS_AT_MOST + 1)
    expect(await retry('administrator')).toMatchObject({ refusal: { code: 'delivery.not-dead' } })
  })

  it('a robot that answers 200 and refuses has not received it', async () => {
    await toMorning()
    expect(
      await setChannel('mayi-handler', { kind: 'wecom', url: receiver.url('/wecom?key=1') }),
    ).toMatchObject({ ok: true })
    receiver.mood = 'refuses'
    await dispatch('OB-8')
    const { id } = await newsOf('OB-8')
    await vi.waitFor(
      async () => expect(await deliveryOf(id)).toMatchObject({ attempts: 1, problem: 'errcode:310000' }),
      waited,
    )
    receiver.mood = 'well'
    await until((await deliveryOf(id)).sendAfter!)
    await ends(id, 'sent')
    expect(came(id).map(({ path, answered }) => [path, answered])).toEqual([
      ['/wecom', 'refuses'],
      ['/wecom', 'well'],
    ])
  })
})

describe('the sweep behind the tasks', () => {
  it('[R15.1] sends what lost its task, and what a crash left half-way', async () => {
    await toMorning()
    await local('faults', { dropEvery: 1 })
    await dispatch('OB-9')
    const { id, sendAfter } = await newsOf('OB-9')
    const task = createHash('sha256').update(id).digest('hex').slice(0, 32)
    const lost = async () => {
      const answer = await fetch(`${inject('suite').tasksOrigin}/_local/state`)
      const { log } = (await answer.json()) as { log: { what: string; name: string }[] }
      return log.filter(({ what, name }) => what === 'lost' && name.startsWith(task))
    }
    await vi.waitFor(async () => expect(await lost()).toHaveLength(1), waited)
    await local('faults', { dropEvery: 0 })
    expect(came(id)).toEqual([])
    await until(sendAfter! + 3 * MINUTE)
    await runSchedule(inject('suite'), 'sweepOutbox')
    await ends(id, 'sent')
    expect(came(id)).toHaveLength(1)

    // As a sender leaves it that was cut off: leased, and nobody at it.
    const lease = sendAfter! + 10 * MINUTE
    await paths(db).outbox.doc(id).update({ state: 'sending', sendAfter: lease, endedAt: null })
    await sweepOutbox(db, lease - MINUTE)
    expect(came(id)).toHaveLength(1)
    await sweepOutbox(db, lease + 3 * MINUTE)
    await ends(id, 'sent')
    expect(came(id)).toHaveLength(2)
  })
})

describe('an order that turns out to accuse somebody', () => {
  it('[R16.2] closes its messages of before, and counts apart', async () => {
    await toMorning()
    await dispatch('OB-19')
    const { id } = await newsOf('OB-19')
    expect(await deliveryOf(id)).toMatchObject({ readers: ['administration'] })
    const accused = { units: ['chengguan'], persons: [], reason: '诉求人补充举报' }
    expect(await give(PEOPLE.clerk, 'OB-19', 'name-accused', accused)).toMatchObject({ ok: true })
    await vi.waitFor(
      async () => expect(await deliveryOf(id)).toMatchObject({ readers: ['clear:administration'] }),
      waited,
    )
    await ends(id, 'sent')
    expect(await deliveryOf(id)).toMatchObject({ readers: ['clear:administration'] })
    const before = (await paths(db).tallies.doc('OB-19').get()).data()!
    expect(await give(PEOPLE.handler, 'OB-19', 'unit-sign', {})).toMatchObject({ ok: true })
    const after = await vi.waitFor(async () => {
      const held = (await paths(db).tallies.doc('OB-19').get()).data()!
      expect(held.tallies).not.toEqual(before.tallies)
      return held
    }, waited)
    expect(after.plain).toEqual(before.plain ?? before.tallies)
    const shares = (await paths(db).stats.where('scope', '==', 'mayi').get()).docs
    const apart = shares.filter((share) => share.id.includes('~accusing-'))
    expect(apart.map((share) => share.data().readers)).toEqual([
      ['clear:centre', 'clear:leaders', 'clear:unit:mayi'],
    ])
  })
})

describe('the morning list', () => {
  it('[R15.1] tells each desk at half past eight what is due, in the app and by channel, once a day', async () => {
    // What is dispatched in the morning is due the next day: that one must be worked, too.
    await untilAnOrdinaryWednesday()
    await toMorning()
    await dispatch('OB-10')
    const opening = next(startOfDayNumber(dayNumberOf(await localNow()) + 1))
    await until(opening)
    await runSchedule(inject('suite'), 'morning')
    const day = new Date(opening + 8 * HOUR).toISOString().slice(0, 10)
    const id = `${day}~morning-list~mayi~handler@mayi`
    const notice = await vi.waitFor(async () => {
      const found = (await paths(db).notices.doc(id).get()).data()
      expect(found).toBeDefined()
      return found!
    }, waited)
    expect(notice).toMatchObject({ to: 'handler@mayi', readers: ['handler@mayi'], order: null })
    expect(notice.at - opening).toBeLessThan(MINUTE)
    expect(notice.counts!.overdue).toBeGreaterThan(0)
    expect(notice.counts!.today).toBeGreaterThan(0)
    await ends(`${day}~morning-list~mayi~mayi-handler`, 'sent')
    const messages = came(`${day}~morning-list~mayi~mayi-handler`)
    expect(messages.map(({ text }) => text)).toEqual([
      expect.stringMatching(/今日待办：已超时 \d+ 件，今天到期 \d+ 件/),
    ])

    expect(await morning(db, await localNow())).toEqual({ told: 0 })
    const dayOff = opening + ((6 - new Date(opening + 8 * HOUR).getUTCDay() + 7) % 7) * DAY
    if (!officialCalendar().isWorkday(dayNumberOf(dayOff)))
      expect(await morning(db, dayOff)).toEqual({ told: 0 })
  })
})
