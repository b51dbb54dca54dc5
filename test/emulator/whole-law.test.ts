import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { brokenAt } from '../../functions/src/domain/order/chain'
import { evolve } from '../../functions/src/domain/order/evolve'
import type { Order } from '../../functions/src/domain/order/order'
import { whole } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { audit } from '../../scripts/audit/audit'
import { lineOf } from '../../scripts/audit/findings'
import { exportCounty } from '../../scripts/export/export-county'
import { bringIn, closeDatabase, done, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import { FEEDBACK, REGULATION, sha256, VERIFIED } from '../support/road'
import type { Acting } from '../support/system'

const SUPERVISION: Acting = ['supervision', 'supervision']
const OTHER_HANDLER: Acting = ['zhujian-handler', 'handler@zhujian']

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const dispatched = async (order: string): Promise<void> => {
  await bringIn(order)
  await done(PEOPLE.clerk, order, 'centre-sign', {})
  await done(PEOPLE.clerk, order, 'verify', VERIFIED)
  await done(PEOPLE.clerk, order, 'dispatch', REGULATION)
}

/** The order put together again, and its history; each must follow from the other. */
const history = async (id: string): Promise<{ readonly order: Order; readonly folded: Order | null }> => {
  const stored = await orderOf(id)
  if (stored === null) throw new Error(`there is no order ${id}`)
  const order = await whole(stored, db)
  const events = (await paths(db).events(id).orderBy('version').get()).docs.map((event) => event.data())
  expect(brokenAt(events, sha256)).toBeNull()
  return { order, folded: events.reduce<Order | null>((before, event) => evolve(before, event, id), null) }
}

describe('through the real doors', () => {
  it('[R10.2] what an inspection says lies apart from the order until it is served', async () => {
    await dispatched('W-1')
    const finding = { finding: '未到现场核实', demand: '重新核查', accountability: 'perfunctory' } as const
    expect(await give(SUPERVISION, 'W-1', 'open-inspection', {})).toMatchObject({
      refusal: { code: 'access.unknown-order' },
    })
    await done(PEOPLE.clerk, 'W-1', 'flag', { ground: 'hot', note: '媒体关注' })
    // Taken back (case 26), nothing of it lies anywhere any more, and it may be flagged again.
    await done(PEOPLE.clerk, 'W-1', 'take-back', { act: 'flagged', no: 1, reason: '误标' })
    expect((await paths(db).inspections.doc('W-1').get()).exists).toBe(false)
    expect(await give(SUPERVISION, 'W-1', 'open-inspection', {})).toMatchObject({
      refusal: { code: 'access.unknown-order' },
    })
    await done(PEOPLE.clerk, 'W-1', 'flag', { ground: 'hot', note: '媒体关注' })
    await done(SUPERVISION, 'W-1', 'open-inspection', {})
    await done(SUPERVISION, 'W-1', 'record-finding', finding)

    expect(await orderOf('W-1')).toMatchObject({ flags: [], inspection: null })
    const apart = (await paths(db).apart('W-1').doc('inspection').get()).data()
    expect(apart).toMatchObject({
      inspection: { found: finding },
      readers: ['leaders'],
    })
    const hidden = await history('W-1')
    expect(hidden.folded).toEqual(hidden.order)

    await done(SUPERVISION, 'W-1', 'serve-inspection', {})
    expect((await orderOf('W-1'))?.inspection?.found).toEqual(finding)
    await done(SUPERVISION, 'W-1', 'close-inspection', { result: '已督促整改' })
    expect((await orderOf('W-1'))?.inspection?.closed).toMatchObject({ result: '' })
    const closed = await history('W-1')
    expect(closed.folded).toEqual(closed.order)
    expect(closed.order.inspection?.closed?.result).toBe('已督促整改')
  })

  it('[R10.1] the third order on one matter is flagged by what is stored of the others', async () => {
    const place = '新桥南路与环城路口'
    for (const [index, order] of ['W-2', 'W-3', 'W-4'].entries()) {
      await bringIn(order)
      await done(PEOPLE.clerk, order, 'centre-sign', {})
      await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place })
      const flags = (await paths(db).flags(order).get()).data()?.watched?.flags ?? []
      expect(flags).toMatchObject(index === 2 ? [{ ground: 'repeated' }] : [])
    }
  })

  it('[R16.2] an accused unit is told that the order does not exist; the other unit works on', async () => {
    await dispatched('W-5')
    await done(PEOPLE.handler, 'W-5', 'unit-sign', {})
    await done(PEOPLE.clerk, 'W-5', 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
    expect(
      await give(PEOPLE.handler, 'W-5', 'record-step', { step: 'inform', note: '已告知' }),
    ).toMatchObject({
      refusal: { code: 'access.unknown-order' },
    })
    expect(await give(PEOPLE.clerk, 'W-5', 'dispatch', REGULATION)).toMatchObject({
      refusal: { code: 'dispatch.accused' },
    })
    await done(PEOPLE.clerk, 'W-5', 'dispatch', { ...REGULATION, unit: 'zhujian' })
    await done(OTHER_HANDLER, 'W-5', 'unit-sign', {})
  })

  it('[R2.3] two units of a joint order answer at once, and neither is lost', async () => {
    await dispatched('W-6')
    await done(PEOPLE.clerk, 'W-6', 'add-assist', {
      unit: 'zhujian',
      basis: { kind: 'nearest-duty', justification: '涉及路灯线路' },
    })
    await Promise.all([
      done(PEOPLE.handler, 'W-6', 'unit-sign', {}),
      done(OTHER_HANDLER, 'W-6', 'unit-sign', {}),
    ])
    await Promise.all([
      done(PEOPLE.handler, 'W-6', 'submit-feedback', FEEDBACK),
      done(OTHER_HANDLER, 'W-6', 'submit-feedback', FEEDBACK),
    ])
    const { order, folded } = await history('W-6')
    expect(order.assignments.map(({ state }) => state)).toEqual(['in-unit-review', 'in-unit-review'])
    expect(folded).toEqual(order)
    // What a unit has not let out of its hands is not in the document that the other unit reads (R9.1).
    expect(JSON.stringify(await orderOf('W-6'))).not.toContain(FEEDBACK.answer)
    await done(PEOPLE.leader, 'W-6', 'review-in-unit', { pass: true, reasons: '' })
    expect((await orderOf('W-6'))?.assignments[0]?.feedback?.answer).toBe(FEEDBACK.answer)
  })

  it('[R3.2] a return without its signed form is refused, and nothing is half-written', async () => {
    await dispatched('W-7')
    await done(PEOPLE.handler, 'W-7', 'unit-sign', {})
    const before = await orderOf('W-7')
    const application = {
      ground: 'not-its-duty',
      reason: '该路段由县住建局养护',
      suggestedUnit: 'zhujian',
      opinion: '',
      form: 'never-uploaded',
    } as const
    expect(await give(PEOPLE.handler, 'W-7', 'apply-return', application)).toMatchObject({
      refusal: { code: 'evidence.missing', rule: 'R3.2' },
    })
    expect(await orderOf('W-7')).toEqual(before)
  })
  it('an auditor who knows only the rules finds nothing in any of it', async () => {
    await vi.waitFor(async () => {
      const out = await mkdtemp(join(tmpdir(), 'whole-law-'))
      await exportCounty(db, { out })
      const { findings, orders } = audit(out, { calendarYears: [], calendarDays: [] })
      expect(findings.found.map(lineOf)).toEqual([])
      expect(orders).toBe(7)
    }, 60_000)
  })
})
