import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Notice } from '../../functions/src/domain/notices/notices'
import { HOUR } from '../../functions/src/domain/base/instant'
import { peopleMoved } from '../../functions/src/jobs/people-moved'
import { recheck } from '../../functions/src/jobs/walk'
import { paths } from '../../functions/src/store/paths'
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
} from '../support/county'
import { REGULATION, VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  await untilAnOrdinaryWednesday()
})
afterAll(closeDatabase)

const waited = { timeout: 30_000, interval: 100 }
const NEAREST = { kind: 'nearest-duty', justification: '就近处置' } as const
const HANDLER = 'mayi-handler'

const leave = (posts: readonly string[], uid: string, by = 'administrator') =>
  call<{ posts: unknown[] }>(by, 'previewAdministration', {
    type: 'leave-posts',
    actingAs: 'administrator',
    uid,
    posts,
  })
const noticesTo = async (order: string | null, to: string): Promise<Notice[]> =>
  (await paths(db).notices.where('order', '==', order).where('to', '==', to).get()).docs.map((each) =>
    each.data(),
  )

describe('the last handler of a unit with open orders', () => {
  it('[R6.1] [R17] is not taken away unseen, and what was for them goes up at once', async () => {
    await bringIn('EP-1')
    for (const step of [
      () => give(PEOPLE.clerk, 'EP-1', 'centre-sign', {}),
      () => give(PEOPLE.clerk, 'EP-1', 'verify', VERIFIED),
      () => give(PEOPLE.clerk, 'EP-1', 'dispatch', { ...REGULATION, basis: NEAREST }),
    ])
      expect(await step()).toEqual({ ok: true, result: expect.anything() as unknown })

    const posts = ['handler@mayi']
    const holders = (await paths(db).staff.where('posts', 'array-contains', posts[0]).get()).docs
    for (const { id } of holders) {
      const others = holders.length - 1 - holders.findIndex((each) => each.id === id)
      expect(await leave(posts, id)).toMatchObject({
        ok: true,
        result: { posts: [{ post: posts[0], others, waiting: 1 }] },
      })
      const name = (await paths(db).staff.doc(id).get()).data()!.name
      expect(
        await call('administrator', 'administer', {
          type: 'set-staff',
          actingAs: 'administrator',
          uid: id,
          name,
          posts,
          active: false,
        }),
      ).toMatchObject({ ok: true })
    }
    for (const to of ['clerk', 'administrator'])
      expect((await noticesTo(null, to)).find(({ kind }) => kind === 'unit-not-ready')).toMatchObject({
        holder: 'mayi',
        lacks: ['handler'],
      })

    await local('advance', { to: (await localNow()) + 23 * HOUR + 59 * 60_000 })
    await vi.waitFor(async () => {
      const told = await noticesTo('EP-1', 'leader-in-charge@mayi')
      expect(told.find(({ vacant }) => vacant !== undefined)).toMatchObject({
        kind: 'remind',
        vacant: ['handler@mayi'],
      })
    }, waited)
  })

  it('[R16.2] is counted for administrators alone', async () => {
    expect(await leave(['handler@mayi'], HANDLER, 'clerk')).toMatchObject({ ok: false })
    expect(await leave(['no post'], HANDLER)).toMatchObject({
      ok: true,
      result: { posts: [{ others: 0, waiting: 0 }] },
    })
  })
})

describe('[R16.2] an accused handler whose last colleague leaves', () => {
  it('has the order no more: it goes back to the centre by itself', async () => {
    const unit = paths(db).units.doc('liusi')
    const { handlers } = (await unit.get()).data()!
    await unit.update({ handlers: [...handlers, 'colleague'] })
    await bringIn('EP-9')
    const accused = { units: [], persons: handlers, reason: '诉求人补充举报' }
    for (const step of [
      () => give(PEOPLE.clerk, 'EP-9', 'centre-sign', {}),
      () => give(PEOPLE.clerk, 'EP-9', 'verify', VERIFIED),
      () => give(PEOPLE.clerk, 'EP-9', 'dispatch', { unit: 'liusi', basis: NEAREST }),
      () => give(PEOPLE.clerk, 'EP-9', 'name-accused', accused),
    ])
      expect(await step()).toEqual({ ok: true, result: expect.anything() as unknown })
    const order = async () => (await paths(db).order('EP-9').get()).data()!
    expect(await order()).toMatchObject({ stage: 'handling' })

    await unit.update({ handlers })
    await vi.waitFor(async () => expect(await order()).toMatchObject({ stage: 'to-dispatch' }), waited)
    const { version } = await order()
    const last = (await paths(db).events('EP-9').doc(String(version)).get()).data()
    expect(last).toMatchObject({ type: 'dispatch-withdrawn', by: 'system', data: { no: 1 } })

    // The night finds what the trigger missed, and does nothing twice.
    await peopleMoved(db, null, (await unit.get()).data()!, await localNow())
    await recheck(db, await localNow())
    expect(await order()).toMatchObject({ version })
  })
})
