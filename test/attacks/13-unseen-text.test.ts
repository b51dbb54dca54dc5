import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DAY, dayNumberOf, dayOfNumber } from '../../functions/src/domain/base/instant'
import { isBlank, isUnfitLine, visible } from '../../functions/src/domain/base/text'
import {
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
import { FEEDBACK, REGULATION, VERIFIED } from '../support/road'

beforeAll(async () => {
  await freshCounty()
  for (const id of ['T-1', 'T-2', 'T-3', 'T-4']) {
    await bringIn(id, { transferredAt: null })
    await done(PEOPLE.clerk, id, 'centre-sign', {})
  }
  for (const id of ['T-1', 'T-2']) {
    await done(PEOPLE.clerk, id, 'verify', VERIFIED)
    await done(PEOPLE.clerk, id, 'dispatch', REGULATION)
    await done(PEOPLE.handler, id, 'unit-sign', {})
  }
  await done(PEOPLE.clerk, 'T-3', 'verify', VERIFIED)
})
afterAll(closeDatabase)

const UNSEEN = '\u200b\u202e\u3164\u2800\u00ad\ufeff'
const badIn = (...characters: string[]) => ({
  ok: false,
  status: 'INVALID_ARGUMENT',
  refusal: { code: 'input.invalid', params: { characters } },
})
const setUnit = (name: string, section = '办公室') =>
  call('administrator', 'administer', {
    type: 'set-unit',
    actingAs: 'administrator',
    id: 'xin-danwei',
    name,
    kind: 'department',
    section,
  })
const step = (note: string) => give(PEOPLE.handler, 'T-1', 'record-step', { step: 'handle', note })
const plus = async (days: number): Promise<string> => dayOfNumber(dayNumberOf(await localNow()) + days)

describe('text that nobody sees', () => {
  it('attack 13: half a character, a NUL and an escape are refused at once, with the field, at every door', async () => {
    for (const unfit of ['甲\ud800', '甲\u0000', '甲\u001b[2J', '甲\u0085']) {
      expect(await step(unfit)).toMatchObject(badIn('data.note'))
      expect(await setUnit(unfit)).toMatchObject(badIn('name'))
      expect(await setUnit('新单位', unfit)).toMatchObject(badIn('section'))
      expect(
        await call('clerk', 'lookAtCaller', { order: 'T-1', actingAs: 'clerk', why: unfit }),
      ).toMatchObject(badIn('why'))
    }
  })

  it('attack 13: what is unseen hides in a name or in a line', async () => {
    for (const unseen of UNSEEN) {
      expect(await setUnit(`新${unseen}单位`)).toMatchObject(badIn('name'))
      const title = `路灯${unseen}不亮`
      expect(await give(PEOPLE.clerk, 'T-4', 'verify', { ...VERIFIED, title })).toMatchObject(
        badIn('data.title'),
      )
    }
    for (const nothing of ['.', '..', '—', '！？', '　'])
      expect(await setUnit(nothing)).toMatchObject({
        refusal: { code: 'input.invalid', params: { fields: ['name'] } },
      })
  })

  it('attack 13, allowed: a name with a dot in it, and a text of several lines', async () => {
    expect(await setUnit('新单位·二科', '一.办公室')).toMatchObject({ ok: true })
    expect(await step('第一行\n\t第二行')).toMatchObject({ ok: true })
  })

  it('attack 13: invisible characters count as feedback', async () => {
    for (const nothing of [UNSEEN, '。', '\n\t　', '\u1160'])
      expect(
        await give(PEOPLE.handler, 'T-1', 'submit-feedback', { ...FEEDBACK, result: nothing }),
      ).toMatchObject({ refusal: { code: 'feedback.missing', params: { fields: ['result'] } } })
    expect(await step(UNSEEN)).toMatchObject({ refusal: { code: 'step.note-missing' } })
  })

  it('attack 13, allowed: in a text they are taken out, and what is seen is kept', async () => {
    await done(PEOPLE.handler, 'T-2', 'submit-feedback', { ...FEEDBACK, result: `已${UNSEEN}修好` })
    expect((await orderOf('T-2'))?.assignments[0]?.draft?.result).toBe('已修好')
  })

  it('attack 13: the city or a list brings text that nobody sees', async () => {
    const row = { cityNumber: 'T-9', title: UNSEEN, text: '路灯不亮', caller: {} }
    expect(await call('clerk', 'takeIn', { actingAs: 'clerk', rows: [row] })).toMatchObject({
      result: { rows: [{ status: 'refused', fields: [{ field: 'title', problem: 'blank' }] }] },
    })
  })

  it('attack 13: one answer to what is blank and what is seen, for server and web alike', () => {
    expect(isBlank(UNSEEN)).toBe(true)
    expect(isBlank('甲')).toBe(false)
    expect(visible(`路${UNSEEN}灯`)).toBe('路灯')
    expect(isUnfitLine('路灯')).toBe(false)
  })
})

describe('dates that cannot be', () => {
  const convene = (meetsAt: number) =>
    give(PEOPLE.clerk, 'T-3', 'convene', { units: ['mayi', 'zhujian'], lead: null, place: '会议室', meetsAt })

  it('attack 13: a meeting in 1970 or in 9999 is refused with its field', async () => {
    for (const meetsAt of [0, Date.parse('9999-12-31T00:00:00Z')])
      expect(await convene(meetsAt)).toMatchObject({
        refusal: { code: 'input.invalid', params: { fields: ['data.meetsAt'] } },
      })
  })

  it('attack 13: a meeting before there was an order, or in two years', async () => {
    const now = await localNow()
    for (const meetsAt of [now - 30 * DAY, now + 730 * DAY])
      expect(await convene(meetsAt)).toMatchObject({ refusal: { code: 'date.meeting' } })
  })

  it('attack 13, allowed: tomorrow', async () => {
    expect(await convene((await localNow()) + DAY)).toMatchObject({ ok: true })
  })

  it('attack 13: steps and promises in 9999, on a day that does not exist, or years ahead', async () => {
    const plan = (by: string) => give(PEOPLE.handler, 'T-1', 'lay-plan', { steps: [{ what: '施工', by }] })
    const extend = (expectedOn: string) =>
      give(PEOPLE.handler, 'T-1', 'apply-extension', { workdays: 1, reason: '备料', expectedOn })
    for (const day of ['9999-12-31', '2027-02-30', '1970-01-01']) {
      expect(await plan(day)).toMatchObject({ refusal: { params: { fields: ['data.steps.0.by'] } } })
      expect(await extend(day)).toMatchObject({ refusal: { params: { fields: ['data.expectedOn'] } } })
    }
    expect(await plan(await plus(400))).toMatchObject({ refusal: { code: 'plan.dates' } })
    expect(await extend(await plus(400))).toMatchObject({ refusal: { code: 'extension.expected-day' } })
  })

  it('attack 13, allowed: next week', async () => {
    const by = await plus(7)
    expect(await give(PEOPLE.handler, 'T-1', 'lay-plan', { steps: [{ what: '施工', by }] })).toMatchObject({
      ok: true,
    })
    const asked = { workdays: 1, reason: '备料', expectedOn: by }
    expect(await give(PEOPLE.handler, 'T-1', 'apply-extension', asked)).toMatchObject({ ok: true })
  })
})
