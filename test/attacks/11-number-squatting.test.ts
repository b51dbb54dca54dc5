import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { brokenAt } from '../../functions/src/domain/order/chain'
import { sha256 } from '../../functions/src/platform/sha256'
import { paths } from '../../functions/src/store/paths'
import { pushAsCity, transferOf } from '../support/city'
import { bringIn, call, closeDatabase, done, freshCounty, orderOf, PEOPLE } from '../support/county'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const push = async (number: string, more: object = {}) => {
  const answer = await pushAsCity(await transferOf(number, more))
  return [answer.status, (await answer.json()) as object] as const
}
const eventsOf = async (id: string) =>
  (await paths(db).events(id).orderBy('version').get()).docs.map((each) => each.data())

describe('somebody takes the number of an order that the city is yet to send', () => {
  it('attack 11: a file takes tomorrow’s number, and the city’s order comes in all the same, each linked to the other', async () => {
    await bringIn('SQ-1', { title: '占号', text: '先占住这个编号。', caller: { name: '甲', phone: '' } })
    expect(await push('SQ-1')).toEqual([201, { status: 'new' }])

    expect(await orderOf('SQ-1')).toMatchObject({ source: 'file', title: '占号', double: 'SQ-1_city' })
    expect(await orderOf('SQ-1_city')).toMatchObject({
      cityNumber: 'SQ-1',
      source: 'city-feed',
      title: '路灯不亮',
      stage: 'to-sign',
      double: 'SQ-1',
    })
    for (const id of ['SQ-1', 'SQ-1_city']) {
      const events = await eventsOf(id)
      expect(events.map(({ type }) => type)).toEqual(['transferred', 'doubled'])
      expect(events[1]).toMatchObject({ by: 'system', readers: ['centre', 'leaders'] })
      expect(brokenAt(events, sha256)).toBeNull()
    }
    expect((await paths(db).caller('SQ-1_city').get()).data()).toMatchObject({ phone: '13812345678' })
  })

  it('attack 11: the centre is told, and both windows to sign run', async () => {
    await vi.waitFor(
      async () => {
        const told = (await paths(db).notices.where('kind', '==', 'doubled').get()).docs
        expect(told.map((each) => [each.get('order'), each.get('to')] as unknown[]).sort()).toEqual([
          ['SQ-1_city', 'clerk'],
          ['SQ-1_city', 'reviewer'],
        ])
      },
      { timeout: 30_000, interval: 50 },
    )
    for (const id of ['SQ-1', 'SQ-1_city'])
      expect(await orderOf(id)).toMatchObject({
        clocks: [
          { kind: 'sign', part: null, nth: 1, stoppedAt: null },
          { kind: 'verify', part: null, nth: 1, stoppedAt: null },
        ],
      })
  })

  it('attack 11, allowed: the same push again is already there, and a third content is refused', async () => {
    const { title, text, transferredAt } = (await orderOf('SQ-1_city'))!
    const again = { title, text, transferredAt: new Date(transferredAt).toISOString() }
    expect(await push('SQ-1', again)).toEqual([200, { status: 'already' }])
    const [status, body] = await push('SQ-1', { text: '又是别的内容。' })
    expect([status, body]).toMatchObject([409, { error: { code: 'transfer.other-content' } }])
    expect((await eventsOf('SQ-1')).filter(({ type }) => type === 'doubled')).toHaveLength(1)
  })

  it('attack 11: one push five times at once makes one order beside the import', async () => {
    await bringIn('SQ-2', { title: '占号' })
    const order = await transferOf('SQ-2')
    const answers = await Promise.all(Array.from({ length: 5 }, () => pushAsCity(order)))
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([
      ...Array<number>(4).fill(200),
      201,
    ])
    expect((await eventsOf('SQ-2')).map(({ type }) => type)).toEqual(['transferred', 'doubled'])
  })

  it('attack 11: nobody takes the number beside the number', async () => {
    const rows = [{ ...(await transferOf('SQ-3_city')), transferredAt: undefined }]
    const answer = await call<{ rows: object[] }>(PEOPLE.clerk[0], 'takeIn', { actingAs: 'clerk', rows })
    expect(answer).toMatchObject({
      result: { rows: [{ status: 'refused', fields: [{ field: 'cityNumber', problem: 'bad-number' }] }] },
    })
    expect(await orderOf('SQ-3_city')).toBeNull()
  })

  it('attack 11: a file under a number that the city pushed is refused, and links nothing', async () => {
    expect((await push('SQ-4'))[0]).toBe(201)
    await expect(bringIn('SQ-4', { title: '别的内容' })).rejects.toThrow('transfer.other-content')
    expect(await orderOf('SQ-4')).toMatchObject({ source: 'city-feed', double: null, version: 1 })
  })

  it('attack 11, allowed: what a file brought in with the same content is what the city means', async () => {
    const order = { ...(await transferOf('SQ-5')), calledAt: null, cityDeadline: null, matter: null }
    await bringIn('SQ-5', { ...order, caller: { name: '张三', phone: '13812345678' } })
    const answer = await pushAsCity(order)
    expect(answer.status).toBe(200)
    expect(await orderOf('SQ-5')).toMatchObject({ source: 'file', double: null })
    expect(await orderOf('SQ-5_city')).toBeNull()
  })

  it('attack 11, allowed: a person decides: the false one is taken back with its reason, the other goes on', async () => {
    await done(PEOPLE.reviewer, 'SQ-1', 'recall', {
      document: 'SQ-1_city',
      reason: '占号，与市里推送的不符。',
    })
    expect(await orderOf('SQ-1')).toMatchObject({ ending: 'recalled', open: false })
    await done(PEOPLE.clerk, 'SQ-1_city', 'centre-sign', {})
    expect(await orderOf('SQ-1_city')).toMatchObject({ stage: 'to-verify', open: true })
  })
})
