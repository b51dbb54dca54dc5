import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { ringOrder } from '../../functions/src/alarms/ring'
import { sweep } from '../../functions/src/alarms/sweep'
import { DAY, HOUR, toIso } from '../../functions/src/domain/base/instant'
import { clockKey } from '../../functions/src/domain/order/clocks'
import { paths } from '../../functions/src/store/paths'
import {
  advance,
  bringIn,
  closeDatabase,
  freshCounty,
  give,
  local,
  localNow,
  orderOf,
  PEOPLE,
  untilAnOrdinaryWednesday,
} from '../support/county'
import { REGULATION, VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
beforeEach(untilAnOrdinaryWednesday)
afterAll(closeDatabase)

/** But for those of the verification and the dispatch, which run beside (R18). */
const rings = async (order: string): Promise<string[]> => {
  const events = await paths(db).events(order).orderBy('version').get()
  return events.docs.flatMap((event) => {
    const happened = event.data()
    return happened.type === 'rang' && !['verify', 'dispatch'].includes(happened.data.kind)
      ? [`${clockKey(happened.data)} ${happened.data.what}`]
      : []
  })
}

const noticesOf = async (order: string): Promise<string[]> => {
  const notices = await paths(db).notices.where('order', '==', order).get()
  return notices.docs
    .map((notice) => notice.data())
    .filter(({ clock }) => clock !== 'verify')
    .map(({ kind, to }) => `${kind} ${to}`)
    .sort()
}

interface Queue {
  readonly tasks: readonly { readonly name: string }[]
  readonly log: readonly { readonly name: string; readonly what: string }[]
}

const queue = async (): Promise<Queue> =>
  (await (await fetch(`${inject('suite').tasksOrigin}/_local/state`)).json()) as Queue

/** What has become of an order's alarms so far, one after the other. */
const alarmsOf = async (order: string): Promise<string[]> =>
  (await queue()).log.filter(({ name }) => name.includes(`-${order}-`)).map(({ what }) => what)

describe('alarms', () => {
  it('[R1.1] [R17] ring by themselves while time passes: reminder, breach at the deadline, climbs', async () => {
    await bringIn('A-1')
    await advance(3 * DAY)
    expect(await rings('A-1')).toEqual([
      'sign:centre:1 remind',
      'sign:centre:1 breach',
      'sign:centre:1 climb',
      'sign:centre:1 climb',
    ])
    const order = await orderOf('A-1')
    expect(order?.clocks[0]).toMatchObject({ breachedAt: order!.transferredAt + DAY, climbedTo: 'county' })
    // Time waits for alarms alone; the notices of the last one may still be on their way.
    await expect
      .poll(() => noticesOf('A-1'))
      .toEqual(['breach clerk', 'breach reviewer', 'climb county-leader', 'climb reviewer', 'remind clerk'])
  })

  it('[R1.3] [R5.1] run for a unit from its dispatch, and stop when it acts', async () => {
    await bringIn('A-2')
    await give(PEOPLE.clerk, 'A-2', 'centre-sign', {})
    await give(PEOPLE.clerk, 'A-2', 'verify', VERIFIED)
    await give(PEOPLE.clerk, 'A-2', 'dispatch', REGULATION)
    await advance(21 * HOUR)
    expect(await give(PEOPLE.handler, 'A-2', 'unit-sign', {})).toMatchObject({ ok: true })
    await advance(2 * DAY)
    expect(await rings('A-2')).toEqual(['sign:1:1 remind'])
    await advance(14 * DAY)
    expect((await rings('A-2')).slice(1)).toEqual([
      'handle:1:1 remind',
      'handle:1:1 remind',
      'handle:1:1 breach',
      'handle:1:1 climb',
      'handle:1:1 climb',
    ])
  })

  it('[R17] ringing twice, early or after the act changes nothing', async () => {
    await bringIn('A-3')
    const before = await orderOf('A-3')
    await ringOrder(db, { orderId: 'A-3', hops: 0 }, await localNow())
    expect(await orderOf('A-3')).toEqual(before)
    await Promise.all([1, 2, 3].map(async () => ringOrder(db, { orderId: 'A-3', hops: 0 }, before!.alarmAt!)))
    await ringOrder(db, { orderId: 'A-3', hops: 0 }, before!.alarmAt!)
    expect(await rings('A-3')).toEqual(['sign:centre:1 remind'])
    await give(PEOPLE.clerk, 'A-3', 'centre-sign', {})
    const signed = await orderOf('A-3')
    await ringOrder(db, { orderId: 'A-3', hops: 0 }, signed!.alarmAt! - 1)
    await ringOrder(db, { orderId: 'no-such-order', hops: 0 }, before!.alarmAt!)
    expect(await orderOf('A-3')).toEqual(signed)
  })

  it('[R1.1] a sweep rings what was lost, with the deadline as the time of the breach', async () => {
    await local('faults', { dropEvery: 1 })
    await bringIn('A-4', { transferredAt: toIso((await localNow()) - 2 * DAY) })
    // It is set by a trigger, some time after the order came in; only then may alarms be kept again.
    await expect.poll(() => alarmsOf('A-4')).toEqual(['lost'])
    await local('faults', { dropEvery: 0 })
    expect(await rings('A-4')).toEqual([])
    const swept = await sweep(db, (await localNow()) + HOUR)
    expect(swept).toMatchObject({ failed: 0 })
    const order = await orderOf('A-4')
    expect(order?.clocks[0]?.breachedAt).toBe(order!.transferredAt + DAY)
    await sweep(db, (await localNow()) + HOUR)
    expect(await rings('A-4')).toHaveLength(4)
  })

  it('[R1.1] [R17] that are lost are rung by the sweep that time brings with it', async () => {
    await local('faults', { dropEvery: 1 })
    await bringIn('A-6')
    await expect.poll(() => alarmsOf('A-6')).toEqual(['lost'])
    await advance(21 * HOUR)
    await expect.poll(() => rings('A-6')).toEqual(['sign:centre:1 remind'])
    await local('faults', { dropEvery: 0 })
  })

  it('are armed once for each setting, under a name that begins with a hash and carries the version', async () => {
    await bringIn('A-5')
    await expect.poll(() => alarmsOf('A-5')).toEqual(['created'])
    const { tasks } = await queue()
    expect(tasks.map(({ name }) => name).filter((name) => name.includes('-A-5-'))).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}-A-5-v1$/),
    ])
  })
})
