import type { Firestore } from 'firebase-admin/firestore'
import { FieldValue } from 'firebase-admin/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Delivery } from '../../functions/src/domain/notices/delivery'
import { DAY, dayNumberOf, MINUTE, startOfDayNumber } from '../../functions/src/domain/base/instant'
import { nextWorkingMoment } from '../../functions/src/domain/time/office-hours'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { deliver } from '../../functions/src/notices/deliver'
import { paths } from '../../functions/src/store/paths'
import {
  bringIn,
  call,
  closeDatabase,
  done,
  freshCounty,
  local,
  localNow,
  PEOPLE,
  workAsFunctionsDo,
} from '../support/county'
import { Receiver } from '../support/receiver'
import { REGULATION, VERIFIED } from '../support/road'

const SECRET = 'a-secret-of-the-gateway'
let db: Firestore
let receiver: Receiver

beforeAll(async () => {
  db = await freshCounty()
  receiver = await Receiver.start(SECRET)
  // Deliveries are also made from here.
  workAsFunctionsDo()
  // Into office hours, outside of which nothing is sent.
  const tomorrow = startOfDayNumber(dayNumberOf((await localNow()) + DAY))
  await local('advance', {
    to: nextWorkingMoment(tomorrow, DEFAULT_POLICY, officialCalendar()) + 30 * MINUTE,
  })
})
afterAll(async () => {
  await receiver.stop()
  await closeDatabase()
})
beforeEach(() => {
  receiver.mood = 'well'
})

const GATEWAY = { host: 'sms.hukou.example.cn', port: 443, inside: false }
const administer = (request: object, author = 'administrator') =>
  call(author, 'administer', { actingAs: 'administrator', ...request })
const setHosts = (hosts: readonly object[], author?: string) =>
  administer({ type: 'set-hosts', hosts }, author)
const hostsInForce = async (): Promise<unknown> => (await paths(db).settings.get()).get('channelHosts')
/** One administrator proposes, another agrees. */
const twoSetHosts = async (hosts: readonly object[]) => {
  const asked = await setHosts(hosts)
  expect(asked).toMatchObject({ ok: true, result: { proposed: true } })
  const { id } = (asked as { result: { id: string } }).result
  return administer({ type: 'agree', proposal: id }, 'administrator-2')
}
const setChannel = (channel: object) => administer({ type: 'set-channel', uid: 'mayi-handler', channel })
const setMine = (channel: object) => call('mayi-handler', 'myChannel', { type: 'set', channel })
const wecom = (url: string) => ({ kind: 'wecom', url })

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const waited = { timeout: 30_000, interval: 50 }
let orders = 0
/** An order's way to the unit, and the message of it to the handler. */
const newsOfANewOrder = async (): Promise<Delivery> => {
  const order = `CH-${String(++orders)}`
  await bringIn(order)
  await done(PEOPLE.clerk, order, 'centre-sign', {})
  await done(PEOPLE.clerk, order, 'verify', VERIFIED)
  await done(PEOPLE.clerk, order, 'dispatch', REGULATION)
  return vi.waitFor(async () => {
    const found = await paths(db).outbox.where('order', '==', order).get()
    const news = found.docs.map((each) => each.data()).find(({ kind }) => kind === 'dispatched')
    expect(news).toBeDefined()
    return news!
  }, waited)
}
const deliveryOf = async (id: string) => (await paths(db).outbox.doc(id).get()).data()
const tried = (id: string, how: object) =>
  vi.waitFor(async () => expect(await deliveryOf(id)).toMatchObject(how), waited)

describe('a channel that leads where its owner likes', () => {
  it('attack 14: a public host that nobody listed is refused, to administration and to oneself', async () => {
    for (const set of [setChannel, setMine])
      expect(await set(wecom('https://collector.example.cn/send?key=1'))).toMatchObject(
        refusedWith('channel.host-not-listed'),
      )
    expect((await paths(db).channels.doc('mayi-handler').get()).exists).toBe(false)
  })

  it('attack 14: an address in numbers is refused in every spelling', async () => {
    for (const host of [
      '203.0.113.7',
      '3405803783',
      '0xcb.0.0x71.7',
      '0313.0.0161.7',
      '[2001:db8::7]',
      '[::ffff:cb00:7107]',
    ])
      expect(await setMine(wecom(`https://${host}/send`))).toMatchObject(
        refusedWith('channel.host-not-listed'),
      )
    expect(await setHosts([{ host: '203.0.113.7', port: 443, inside: false }])).toMatchObject(
      refusedWith('hosts.bad-name'),
    )
  })

  it('attack 14: nobody but administration adds a host', async () => {
    expect(await setHosts([GATEWAY], 'clerk')).toMatchObject(refusedWith('access.no-post'))
    expect(await hostsInForce()).toBeUndefined()
  })

  it('attack 14: one administrator alone opens no way: not to a host, nor to a private address behind one', async () => {
    for (const opening of [GATEWAY, { ...GATEWAY, host: 'qyapi.weixin.qq.com', inside: true }]) {
      expect(await setHosts([opening])).toMatchObject({ ok: true, result: { proposed: true } })
      expect(await hostsInForce()).toBeUndefined()
    }
    const open = (await paths(db).proposals.where('state', '==', 'open').get()).docs.map(({ id }) => id)
    for (const proposal of open)
      expect(await administer({ type: 'agree', proposal })).toMatchObject(refusedWith('proposal.own'))
    const told = await paths(db).notices.where('kind', '==', 'policy-proposed').get()
    expect(told.docs.map((each) => each.get('to') as string)).toContain('discipline')
    for (const proposal of open)
      expect(await administer({ type: 'decline', proposal })).toMatchObject({ ok: true })
  })

  it('attack 14, allowed: a list that opens nothing takes one', async () => {
    expect(await setHosts([])).toMatchObject({ ok: true, result: { proposed: false } })
    expect(await hostsInForce()).toEqual([])
    await paths(db).settings.update({ channelHosts: FieldValue.delete() })
  })

  it('attack 14, allowed: taking a host off the list takes effect at once, and ends what was proposed before', async () => {
    const asked = await setHosts([GATEWAY])
    const proposal = (asked as { result: { id: string } }).result.id
    expect(await setHosts([])).toMatchObject({ ok: true, result: { proposed: false } })
    expect(await hostsInForce()).toEqual([])
    expect(await administer({ type: 'agree', proposal }, 'administrator-2')).toMatchObject(
      refusedWith('hosts.changed'),
    )
    await paths(db).settings.update({ channelHosts: FieldValue.delete() })
  })

  it('attack 14, allowed: a robot at its own host, and a gateway that administration listed', async () => {
    expect(await setMine(wecom('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1'))).toMatchObject({
      ok: true,
    })
    expect(await twoSetHosts([GATEWAY])).toMatchObject({ ok: true })
    const sms = { kind: 'sms', url: `https://${GATEWAY.host}/send`, secret: SECRET, phone: '13900139000' }
    expect(await setChannel(sms)).toMatchObject({ ok: true })
    expect(await setMine(wecom('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1'))).toMatchObject(
      refusedWith('channel.host-not-listed'),
    )
    const { docs } = await paths(db).administrations.where('did', '==', 'set-hosts').get()
    expect(docs.map((each) => each.data())).toContainEqual(
      expect.objectContaining({
        by: 'administrator',
        agreedBy: 'administrator-2',
        after: { hosts: [GATEWAY] },
      }),
    )
    await paths(db).settings.update({ channelHosts: FieldValue.delete() })
  })
})

describe('a channel that was harmless when it was set', () => {
  it('attack 14, allowed: a message goes to a host that is allowed', async () => {
    expect(await setMine(wecom(receiver.url('/wecom?key=1')))).toMatchObject({ ok: true })
    const { id } = await newsOfANewOrder()
    await tried(id, { state: 'sent' })
    expect(receiver.received).toHaveLength(1)
  })

  it('attack 14: where a receiver sends it on to, nothing goes', async () => {
    receiver.mood = 'redirects'
    const { id } = await newsOfANewOrder()
    await tried(id, { state: 'pending', attempts: 1, problem: 'http:302' })
    expect(receiver.received.map(({ path }) => path)).not.toContain('/elsewhere')
  })

  it('attack 14: once its host is off the list nothing more goes there, and administration sees why', async () => {
    const before = receiver.received.length
    expect(await twoSetHosts([GATEWAY])).toMatchObject({ ok: true })
    const { id } = await newsOfANewOrder()
    await tried(id, { state: 'pending', attempts: 1, problem: 'host-not-listed' })
    await deliver(db, id, (await deliveryOf(id))!.sendAfter!)
    expect(await deliveryOf(id)).toMatchObject({ attempts: 2, problem: 'host-not-listed' })
    expect(receiver.received).toHaveLength(before)

    await paths(db).settings.update({ channelHosts: FieldValue.delete() })
    await deliver(db, id, (await deliveryOf(id))!.sendAfter!)
    expect(await deliveryOf(id)).toMatchObject({ state: 'sent' })
    expect(receiver.received).toHaveLength(before + 1)
  })
})
