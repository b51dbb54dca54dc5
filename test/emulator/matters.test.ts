import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import { DAY, dayNumberOf, dayOfNumber } from '../../functions/src/domain/base/instant'
import { type Matter, pathOf, treeOf } from '../../functions/src/domain/matters/tree'
import { paths } from '../../functions/src/store/paths'
import {
  advance,
  bringIn,
  call,
  closeDatabase,
  done,
  freshCounty,
  give,
  localNow,
  orderOf,
  PEOPLE,
} from '../support/county'
import { MATTERS, VERIFIED } from '../support/road'
import type { Acting } from '../support/system'

/** 园林绿化环卫 and 园林绿化. */
const [OLD, NEW] = ['010201', '010209'] as const
const RETIRED_TOMORROW = '010207'
const matter = (code: string): Matter => MATTERS.entries.get(code)!

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const today = async (): Promise<string> => dayOfNumber(dayNumberOf(await localNow()))
const keep = ([uid, actingAs]: Acting, data: object) =>
  call<{ version: number }>(uid, 'keepMatters', { actingAs, ...data })
const merging = async (basedOn: number) => ({
  basedOn,
  from: await today(),
  entries: [{ ...matter(OLD), state: 'retired', mergedInto: NEW }],
})
const toVerify = async (order: string): Promise<void> => {
  await bringIn(order)
  await done(PEOPLE.clerk, order, 'centre-sign', {})
}
const verified = async (order: string, code: string, place: string): Promise<void> => {
  await toVerify(order)
  await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, matter: code, place })
}
const flagsOf = async (order: string): Promise<unknown> =>
  (await paths(db).flags(order).get()).data()?.watched?.flags ?? []
const log = async () =>
  (await paths(db).administrations.orderBy('no').get()).docs.map((entry) => entry.data())

describe('the tree of matters', () => {
  it('begins with the official one, which a verification chooses from', async () => {
    await toVerify('M-0')
    expect(await give(PEOPLE.clerk, 'M-0', 'verify', { ...VERIFIED, matter: '路灯' })).toMatchObject({
      ok: false,
      refusal: { code: 'verify.unknown-matter' },
    })
    expect(await give(PEOPLE.clerk, 'M-0', 'verify', { ...VERIFIED, matter: '0102' })).toMatchObject({
      refusal: { code: 'verify.matter-not-last' },
    })
    await done(PEOPLE.clerk, 'M-0', 'verify', { ...VERIFIED, matter: OLD, place: '' })
    expect((await orderOf('M-0'))?.matter).toEqual({ code: OLD, version: 1, names: pathOf(MATTERS, OLD) })
  })

  it('[R16.1] keeps what the city said beside the code, without whom it names', async () => {
    await bringIn('M-8', { matter: '路灯不亮，联系13800138000' })
    const said = (await orderOf('M-8'))?.matterSaid
    expect(said).toContain('路灯不亮')
    expect(said).not.toContain('13800138000')
    await done(PEOPLE.clerk, 'M-8', 'centre-sign', {})
    await done(PEOPLE.clerk, 'M-8', 'verify', { ...VERIFIED, place: '' })
    expect((await orderOf('M-8'))?.matterSaid).toBe(said)
  })

  it('is kept by the centre and by nobody else, from the version that was seen', async () => {
    const asked = await merging(1)
    for (const [who, code] of [
      [PEOPLE.handler, 'access.wrong-role'],
      [['administrator', 'administrator'], 'access.wrong-role'],
      [['handler-mayi', 'clerk'], 'access.no-post'],
    ] as const)
      expect([who, await keep(who, asked)]).toMatchObject([who, { ok: false, refusal: { code } }])
    const wrong = { ...asked, entries: [{ ...matter(OLD), state: 'retired', mergedInto: '999999' }] }
    expect(await keep(PEOPLE.clerk, wrong)).toMatchObject({ refusal: { code: 'matters.bad-merge' } })
    expect(await keep(PEOPLE.clerk, { ...asked, basedOn: 0 })).toMatchObject({
      refusal: { code: 'matters.changed' },
    })
    expect((await paths(db).matters.get()).size).toBe(1)
    expect(await log()).toEqual([])
  })

  it('[R10.1] a merged matter counts with its successor, and the orders that have it stay as they were', async () => {
    await verified('M-1', OLD, '滨湖公园')
    await verified('M-2', NEW, '滨湖公园')
    await verified('M-3', OLD, '东门广场')
    expect(await keep(PEOPLE.clerk, await merging(1))).toEqual({ ok: true, result: { version: 2 } })
    expect(await log()).toMatchObject([
      { did: 'set-matters', by: 'clerk', whom: '2', before: { version: '1' }, after: { version: '2' } },
    ])
    expect((await paths(db).matters.doc('1').get()).data()).toEqual(FIRST_MATTERS)

    await toVerify('M-4')
    expect(
      await give(PEOPLE.clerk, 'M-4', 'verify', { ...VERIFIED, matter: OLD, place: '滨湖公园' }),
    ).toMatchObject({ refusal: { code: 'verify.merged-matter' } })
    await done(PEOPLE.clerk, 'M-4', 'verify', { ...VERIFIED, matter: NEW, place: '滨湖公园' })
    expect(await flagsOf('M-4')).toMatchObject([{ ground: 'repeated' }])
    await verified('M-5', NEW, '东门广场')
    expect(await flagsOf('M-5')).toEqual([])
    expect((await orderOf('M-1'))?.matter).toEqual({ code: OLD, version: 1, names: pathOf(MATTERS, OLD) })
    expect((await orderOf('M-4'))?.matter?.version).toBe(2)
  })

  it('a version to come holds from its day on', async () => {
    const tomorrow = dayOfNumber(dayNumberOf(await localNow()) + 1)
    const entries = [{ ...matter(RETIRED_TOMORROW), state: 'retired', mergedInto: null }]
    expect(await keep(PEOPLE.reviewer, { basedOn: 2, from: '2020-01-01', entries })).toMatchObject({
      refusal: { code: 'matters.from-too-early' },
    })
    expect(await keep(PEOPLE.reviewer, { basedOn: 2, from: tomorrow, entries })).toMatchObject({ ok: true })
    const stored = (await paths(db).matters.doc('3').get()).data()!
    expect(treeOf(stored).entries.get(RETIRED_TOMORROW)?.state).toBe('retired')
    await verified('M-6', RETIRED_TOMORROW, '江桥头')
    expect((await orderOf('M-6'))?.matter?.version).toBe(2)
    await advance(DAY)
    await toVerify('M-7')
    expect(
      await give(PEOPLE.clerk, 'M-7', 'verify', { ...VERIFIED, matter: RETIRED_TOMORROW }),
    ).toMatchObject({ refusal: { code: 'verify.retired-matter' } })
    await done(PEOPLE.clerk, 'M-7', 'verify', { ...VERIFIED, place: '江桥头' })
    expect((await orderOf('M-7'))?.matter?.version).toBe(3)
  })
})
