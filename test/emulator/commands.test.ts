import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenAt } from '../../functions/src/domain/order/chain'
import { paths } from '../../functions/src/store/paths'
import { bringIn, call, closeDatabase, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import { wrongListings } from '../support/listings'
import { FEEDBACK, REGULATION, sha256, VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const eventCount = async (order: string): Promise<number> =>
  (await paths(db).events(order).count().get()).data().count

describe('the command door', () => {
  it('[R1.1] writes the order and one event, whose chain is whole', async () => {
    await bringIn('C-1')
    expect(await give(PEOPLE.clerk, 'C-1', 'centre-sign', {})).toEqual({
      ok: true,
      result: { version: 2, repeated: false },
    })
    expect(await orderOf('C-1')).toMatchObject({ stage: 'to-verify', version: 2 })
    const events = await paths(db).events('C-1').orderBy('version').get()
    expect(events.docs.map(({ id }) => id)).toEqual(['1', '2'])
    expect(
      brokenAt(
        events.docs.map((event) => event.data()),
        sha256,
      ),
    ).toBeNull()
    expect(events.docs[1]?.data()).toMatchObject({ by: 'clerk', actingAs: 'clerk', type: 'centre-signed' })
  })

  it('writes the listing with the order, and not again while it says the same', async () => {
    await bringIn('C-LISTED')
    const listing = paths(db).listings.doc('C-LISTED')
    expect((await listing.get()).data()).toMatchObject({ stage: 'to-sign', readers: ['centre', 'leaders'] })
    await give(PEOPLE.clerk, 'C-LISTED', 'centre-sign', {})
    await give(PEOPLE.clerk, 'C-LISTED', 'verify', VERIFIED)
    await give(PEOPLE.clerk, 'C-LISTED', 'dispatch', REGULATION)
    await give(PEOPLE.handler, 'C-LISTED', 'unit-sign', {})
    const signed = await listing.get()
    expect(signed.data()).toMatchObject({ readers: ['centre', 'leaders', 'unit:mayi'] })
    await give(PEOPLE.handler, 'C-LISTED', 'record-step', { step: 'inform', note: '已电话告知' })
    expect((await listing.get()).updateTime).toEqual(signed.updateTime)
    await give(PEOPLE.handler, 'C-LISTED', 'submit-feedback', FEEDBACK)
    expect((await listing.get()).updateTime).not.toEqual(signed.updateTime)
    expect(await wrongListings(db)).toEqual([])
  })

  it('answers a repeat as it did the first time, and does nothing', async () => {
    await bringIn('C-2')
    const id = 'the-same-command'
    await give(PEOPLE.clerk, 'C-2', 'centre-sign', {}, { id })
    expect(await give(PEOPLE.clerk, 'C-2', 'centre-sign', {}, { id })).toEqual({
      ok: true,
      result: { version: 2, repeated: true },
    })
    expect(await eventCount('C-2')).toBe(2)
    expect(await give(PEOPLE.clerk, 'C-2', 'centre-sign', {}, { id: 'another-command' })).toMatchObject({
      ok: false,
      refusal: { code: 'state.wrong-stage' },
    })
  })

  it('lets one of two who do the same at once succeed, and tells the other', async () => {
    await bringIn('C-3')
    const answers = await Promise.all([
      give(PEOPLE.clerk, 'C-3', 'centre-sign', {}),
      give(PEOPLE.reviewer, 'C-3', 'centre-sign', {}),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'state.wrong-stage' } })
    expect(await eventCount('C-3')).toBe(2)
  })

  it('refuses whoever is nobody, is not active, acts in a post that is not theirs, or may not read the order', async () => {
    await bringIn('C-4')
    const sign = (uid: string | null, actingAs: string) =>
      call(uid, 'command', { order: 'C-4', id: 'some-command', type: 'centre-sign', actingAs, data: {} })
    expect(await sign(null, 'clerk')).toMatchObject({ status: 'UNAUTHENTICATED' })
    expect(await sign('stranger', 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await sign('mayi-handler', 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await sign('mayi-handler', 'handler@mayi')).toMatchObject({
      status: 'NOT_FOUND',
      refusal: { code: 'access.unknown-order' },
    })
    await paths(db).staff.doc('clerk').update({ active: false })
    expect(await sign('clerk', 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    await paths(db).staff.doc('clerk').update({ active: true })
    expect(await sign('clerk', 'clerk')).toMatchObject({ ok: true })
  })

  it('names the fields that are wrong, and writes nothing', async () => {
    await bringIn('C-5')
    const request = { order: 'C-5', id: 'command-id', type: 'centre-sign', actingAs: 'clerk', data: {} }
    const fields = async (change: object): Promise<unknown> => {
      const answer = await call('clerk', 'command', { ...request, ...change })
      return answer.ok ? 'accepted' : answer.refusal?.params?.['fields']
    }
    expect(await fields({ id: 'short' })).toEqual(['id'])
    expect(await fields({ order: '../staff/clerk' })).toEqual(['order'])
    expect(await fields({ data: { extra: 1 } })).toEqual(['data.extra'])
    expect(await fields({ type: 'become-mayor' })).toEqual(['type'])
    expect(await call('clerk', 'command', null)).toMatchObject({ refusal: { code: 'input.invalid' } })
    expect(await eventCount('C-5')).toBe(1)
    expect(await fields({})).toBe('accepted')
  })

  it('[R2.1] dispatches by the catalogue as it is stored, to units as they are stored', async () => {
    await bringIn('C-6')
    await give(PEOPLE.clerk, 'C-6', 'centre-sign', {})
    await give(PEOPLE.clerk, 'C-6', 'verify', VERIFIED)
    const entry = (await paths(db).catalogue.where('unit', '==', 'mayi').limit(1).get()).docs[0]
    const by = (unit: string, entry: string) => ({ unit, basis: { kind: 'catalogue', entry } }) as const
    expect(await give(PEOPLE.clerk, 'C-6', 'dispatch', by('mayi', 'no-such-entry'))).toMatchObject({
      refusal: { code: 'dispatch.unknown-entry' },
    })
    expect(await give(PEOPLE.clerk, 'C-6', 'dispatch', { ...REGULATION, unit: 'nowhere' })).toMatchObject({
      refusal: { code: 'dispatch.unknown-unit' },
    })
    expect(entry).toBeDefined()
    expect(await give(PEOPLE.clerk, 'C-6', 'dispatch', by('mayi', entry!.id))).toMatchObject({ ok: true })
    expect((await orderOf('C-6'))?.assignments[0]?.basis).toMatchObject({
      kind: 'catalogue',
      entry: entry!.id,
    })
  })

  it('refuses a judgement on an order that changed meanwhile', async () => {
    await bringIn('C-7')
    await give(PEOPLE.clerk, 'C-7', 'centre-sign', {})
    expect(await give(PEOPLE.clerk, 'C-7', 'verify', VERIFIED, { expectedVersion: 1 })).toMatchObject({
      status: 'ABORTED',
      refusal: { code: 'version.changed', params: { seen: 1, current: 2 } },
    })
    expect(await give(PEOPLE.clerk, 'C-7', 'verify', VERIFIED, { expectedVersion: 2 })).toMatchObject({
      ok: true,
    })
  })
})
