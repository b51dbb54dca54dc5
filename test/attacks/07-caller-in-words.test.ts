import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withoutCaller } from '../../functions/src/domain/people/personal-data'
import { paths } from '../../functions/src/store/paths'
import { bringIn, closeDatabase, done, freshCounty, give, localNow, orderOf, PEOPLE } from '../support/county'
import { FEEDBACK, REGULATION, VERIFIED } from '../support/road'

/** Nobody; the telephone is a fixed line, which is no secret by its shape. */
const CALLER = {
  name: '欧阳小菊',
  phone: '0792-6337788',
  idNumber: '',
  address: '双钟镇三里街12栋2单元501室',
}
const PRINCIPAL = ['mayi-principal', 'principal-leader@mayi'] as const

let db: Firestore
let orders = 0
let id = ''
beforeAll(async () => {
  db = await freshCounty()
})
beforeEach(async () => {
  id = `W-${String(++orders)}`
  await bringIn(id, { caller: CALLER, transferredAt: null })
})
afterAll(closeDatabase)

const handling = async (): Promise<void> => {
  await done(PEOPLE.clerk, id, 'centre-sign', {})
  await done(PEOPLE.clerk, id, 'verify', VERIFIED)
  await done(PEOPLE.clerk, id, 'dispatch', REGULATION)
  await done(PEOPLE.handler, id, 'unit-sign', {})
}
const eventsOf = async (): Promise<number> => (await paths(db).events(id).count().get()).data().count
const step = (note: string) => give(PEOPLE.handler, id, 'record-step', { step: 'handle', note })

describe('the caller in other people’s words', () => {
  it('attack 7: the clerk verifies the order with the caller’s name and telephone as its title and their door as its place', async () => {
    await done(PEOPLE.clerk, id, 'centre-sign', {})
    const before = await eventsOf()
    const telling = { ...VERIFIED, title: '欧阳小菊（6337788）反映路灯不亮', place: '三里街12栋2单元501室' }
    const answer = await give(PEOPLE.clerk, id, 'verify', telling)
    expect(answer).toMatchObject({
      refusal: {
        code: 'text.caller-data',
        params: {
          fields: ['title', 'place'],
          masked: ['【已隐去】（【已隐去】）反映路灯不亮', '【已隐去】'],
        },
      },
    })
    expect(await eventsOf()).toBe(before)
    expect((await orderOf(id))?.title).toBe('路灯不亮')
  })

  it('attack 7, allowed: what is offered back is taken', async () => {
    await done(PEOPLE.clerk, id, 'centre-sign', {})
    const offered = { ...VERIFIED, title: '【已隐去】（【已隐去】）反映路灯不亮', place: '【已隐去】' }
    expect(await give(PEOPLE.clerk, id, 'verify', offered)).toMatchObject({ ok: true })
  })

  it('attack 7: every other text of the road names the caller', async () => {
    const telling = '已与欧阳女士联系。'
    await done(PEOPLE.clerk, id, 'centre-sign', {})
    await done(PEOPLE.clerk, id, 'verify', VERIFIED)
    const refused = { refusal: { code: 'text.caller-data' } }
    const nearest = { kind: 'nearest-duty', justification: telling } as const
    expect(await give(PEOPLE.clerk, id, 'dispatch', { unit: 'mayi', basis: nearest })).toMatchObject({
      refusal: { code: 'text.caller-data', params: { fields: ['basis.justification'] } },
    })
    expect(await give(PEOPLE.clerk, id, 'refer-to-leader', { reason: telling })).toMatchObject(refused)
    await done(PEOPLE.clerk, id, 'dispatch', REGULATION)
    await done(PEOPLE.handler, id, 'unit-sign', {})
    expect(await step(telling)).toMatchObject(refused)
    const steps = [{ what: telling, by: new Date(await localNow()).toISOString().slice(0, 10) }]
    expect(await give(PEOPLE.handler, id, 'lay-plan', { steps })).toMatchObject({
      refusal: { code: 'text.caller-data', params: { fields: ['steps.0.what'] } },
    })
    for (const field of ['situation', 'result', 'answer', 'contact'] as const)
      expect(
        await give(PEOPLE.handler, id, 'submit-feedback', { ...FEEDBACK, [field]: `${telling}12345` }),
      ).toMatchObject({ refusal: { code: 'text.caller-data', params: { fields: [field] } } })
    await done(PEOPLE.handler, id, 'submit-feedback', FEEDBACK)
    const sentBack = { pass: false, reasons: telling }
    expect(await give(PEOPLE.leader, id, 'review-in-unit', sentBack)).toMatchObject(refused)
  })

  it('attack 7, allowed: the same words about nobody in particular', async () => {
    await handling()
    expect(await step('已与诉求人联系，李女士为本镇工作人员。')).toMatchObject({ ok: true })
    expect(await give(PEOPLE.handler, id, 'submit-feedback', FEEDBACK)).toMatchObject({ ok: true })
  })

  it('attack 7: a telephone is hidden in the answer; the unit’s own has a field', async () => {
    await handling()
    for (const answer of ['请拨打0792-6332345。', '请联系139 7921 2345。'])
      expect(await give(PEOPLE.handler, id, 'submit-feedback', { ...FEEDBACK, answer })).toMatchObject({
        refusal: { code: 'feedback.telephone', params: { field: 'answer' } },
      })
  })

  it('attack 7, allowed: in its own field the unit’s telephone is taken, and read with the feedback', async () => {
    await handling()
    const contact = '马影镇党政办 139 7921 2345'
    expect(await give(PEOPLE.handler, id, 'submit-feedback', { ...FEEDBACK, contact })).toMatchObject({
      ok: true,
    })
    await done(PEOPLE.leader, id, 'review-in-unit', { pass: true, reasons: '' })
    expect((await orderOf(id))?.assignments[0]?.feedback).toMatchObject({ contact })
  })

  it('attack 7: a leader who may not look guesses names, and is told nothing but no – and soon nothing at all', async () => {
    await handling()
    const everyName = '赵先生、钱先生、孙先生、李先生、欧阳先生、王先生'
    const guess = () => give(PRINCIPAL, id, 'record-step', { step: 'handle', note: everyName })
    const first = await guess()
    expect(first).toMatchObject({ refusal: { code: 'text.caller-data', params: { fields: ['note'] } } })
    expect(JSON.stringify(first)).not.toContain('masked')
    for (let guesses = 2; guesses <= 10; guesses++)
      expect(await guess()).toMatchObject({ refusal: { code: 'text.caller-data' } })
    const often = { refusal: { code: 'text.caller-data-often' } }
    expect(await guess()).toMatchObject(often)
    // A wrong guess is answered the same, so that the answer tells nothing.
    expect(await give(PRINCIPAL, id, 'record-step', { step: 'handle', note: '周先生' })).toMatchObject(often)
  })

  it('attack 7, allowed: that leader writes on another order, and the handler on this one', async () => {
    await handling()
    expect(
      await give(PRINCIPAL, id, 'record-step', { step: 'handle', note: '已到现场，请周先生确认。' }),
    ).toMatchObject({ ok: true })
    expect(await step('已处理。')).toMatchObject({ ok: true })
  })

  it('attack 7: what is found is masked the same, whichever part of the caller it is', () => {
    const hidden = (text: string) => withoutCaller(text, CALLER)
    expect(hidden('欧阳小菊')).toBe('【已隐去】')
    expect(hidden('6337788')).toBe('【已隐去】')
    expect(hidden('三里街12栋2单元501室')).toBe('【已隐去】')
    expect(hidden('双钟镇的路灯，12345')).toBe('双钟镇的路灯，12345')
  })
})
