import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { paths } from '../../functions/src/store/paths'
import { attach, begin, evidence, partOf } from '../support/attach'
import { bringIn, call, closeDatabase, done, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import { type Documents, getAs, listAs, type Where } from '../support/rest'
import { REGULATION, VERIFIED } from '../support/road'
import type { Acting } from '../support/system'

const RETURNED = 'A9-RETURNED'
const WITHDRAWN = 'A9-WITHDRAWN'
/** Withdrawn while the policy leaves a unit the text. */
const TEXT = 'A9-TEXT'
const OTHER: Acting = ['zhujian-handler', 'handler@zhujian']
const UNIT = [PEOPLE.handler, PEOPLE.leader] as const

const MINE: Where = { field: 'readers', op: 'ARRAY_CONTAINS', value: 'unit:mayi' }
const OWN: Where = { field: 'about', op: 'EQUAL', value: 'unit:mayi' }
const THEIRS: Where = { field: 'about', op: 'EQUAL', value: 'unit:zhujian' }

let db: Firestore
/** What the unit had laid down, and was laying down, when it lost the order. */
const had: Record<string, { whole: string; half: string }> = {}

const worked = async (order: string): Promise<void> => {
  await bringIn(order)
  await done(PEOPLE.clerk, order, 'centre-sign', {})
  await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place: `${order} 路口` })
  await done(PEOPLE.clerk, order, 'dispatch', REGULATION)
  await done(PEOPLE.handler, order, 'unit-sign', {})
  await done(PEOPLE.handler, order, 'record-step', { step: 'inform', note: '马影已联系' })
  had[order] = { whole: await attach(PEOPLE.handler, order), half: await begin(PEOPLE.leader, order) }
}

/** Another unit has it now, and works at it. */
const passedOn = async (order: string): Promise<void> => {
  await done(PEOPLE.clerk, order, 'dispatch', { ...REGULATION, unit: 'zhujian' })
  await done(OTHER, order, 'unit-sign', {})
  await done(OTHER, order, 'record-step', { step: 'inform', note: '住建已联系' })
}

const letText = async (version: string): Promise<void> => {
  const guard = { ...DEFAULT_POLICY.guard, lostOrders: 'text' } as const
  await paths(db)
    .policies.doc(version)
    .set({ ...DEFAULT_POLICY, version, guard })
  await paths(db).settings.update({ policyVersion: version })
}

beforeAll(async () => {
  db = await freshCounty()
  for (const order of [RETURNED, WITHDRAWN]) await worked(order)
  await done(PEOPLE.handler, RETURNED, 'apply-return', {
    ground: 'not-its-duty',
    reason: '马影不管此事',
    suggestedUnit: 'zhujian',
    opinion: '',
    form: await attach(PEOPLE.handler, RETURNED, 'return-form'),
  })
  await done(PEOPLE.reviewer, RETURNED, 'decide-return', { no: 1, approve: true, reasons: '属实' })
  await done(PEOPLE.reviewer, WITHDRAWN, 'withdraw-dispatch', { no: 1, reason: '分派有误' })
  for (const order of [RETURNED, WITHDRAWN]) await passedOn(order)
})
afterAll(closeDatabase)

const typesIn = (found: Documents | 'denied'): unknown[] =>
  found === 'denied' ? [] : [...found.values()].map(({ type }) => type)

describe.each([RETURNED, WITHDRAWN])('a unit that has lost %s', (order) => {
  it('attack 9: reads neither the order nor what anybody else does in it', async () => {
    for (const [uid] of UNIT) {
      expect(await getAs(uid, `orders/${order}`)).toBe('denied')
      const list = await listAs(uid, 'listings', [MINE])
      expect(list === 'denied' ? [] : [...list.keys()]).not.toContain(`listings/${order}`)
      for (const where of [[MINE], [MINE, THEIRS], [THEIRS]])
        expect(await listAs(uid, `orders/${order}/events`, where)).toBe('denied')
      for (const { version, about } of await eventsOf(order))
        if (about !== 'unit:mayi')
          expect(await getAs(uid, `orders/${order}/events/${version}`)).toBe('denied')
    }
  })

  it('attack 9: reads no words that lie beside it, and does not learn what evidence there is [R16.1]', async () => {
    for (const [uid] of UNIT) {
      for (const list of ['restricted', 'evidence'])
        expect(await listAs(uid, `orders/${order}/${list}`, [MINE])).toBe('denied')
      for (const record of ['unit:mayi', 'unit:zhujian', 'flags'])
        expect(await getAs(uid, `orders/${order}/restricted/${record}`)).toBe('denied')
      expect(await getAs(uid, `orders/${order}/evidence/${had[order]!.whole}`)).toBe('denied')
    }
  })

  it('attack 9: attaches nothing, finishes nothing, takes nothing away and looks at nothing [R16.1]', async () => {
    const { whole, half } = had[order]!
    const unknown = { ok: false, refusal: { code: 'access.unknown-order' } }
    await expect(begin(PEOPLE.handler, order)).rejects.toThrow('access.unknown-order')
    const requests = [partOf(half), { type: 'finish', id: half }, { type: 'discard', id: half }]
    for (const request of requests)
      expect(await evidence(PEOPLE.leader, order, request)).toMatchObject(unknown)
    for (const request of [
      { type: 'discard', id: whole },
      { type: 'look', id: whole, why: '核对' },
    ])
      expect(await evidence(PEOPLE.handler, order, request)).toMatchObject(unknown)
    const [uid, actingAs] = PEOPLE.handler
    expect(await call(uid, 'lookAtCaller', { order, actingAs, why: '核实' })).toMatchObject(unknown)
    expect(await give(PEOPLE.handler, order, 'record-step', { step: 'handle', note: '再去' })).toMatchObject(
      unknown,
    )
  })

  it('attack 9: hears of nothing that happens in it afterwards', async () => {
    await done(PEOPLE.clerk, order, 'correct-category', { category: 'complaint', reason: '实为投诉' })
    const told = async (post: string): Promise<readonly string[]> =>
      (await paths(db).notices.where('order', '==', order).where('to', '==', post).get()).docs.map(
        (notice) => notice.data().kind,
      )
    await expect.poll(() => told('handler@zhujian')).toContain('deadline-moved')
    expect(await told('handler@mayi')).not.toContain('deadline-moved')
    // That it lost the order it was told.
    expect(await told('handler@mayi')).toContain(
      order === RETURNED ? 'return-approved' : 'dispatch-withdrawn',
    )
  })

  it('attack 9, allowed: reads what it did in it itself, and how it lost it [R3.4]', async () => {
    const own = order === RETURNED ? ['return-applied', 'return-decided'] : ['dispatch-withdrawn']
    for (const [uid] of UNIT) {
      const found = await listAs(uid, `orders/${order}/events`, [MINE, OWN])
      expect(typesIn(found)).toEqual(['dispatched', 'unit-signed', 'step-recorded', ...own])
      expect(JSON.stringify(found === 'denied' ? '' : [...found.values()])).toMatch(/马影已联系/)
    }
  })

  it('attack 9, allowed: the unit that has it now reads it, and all that is its own [R17]', async () => {
    expect(await getAs(OTHER[0], `orders/${order}`)).toMatchObject({ text: (await orderOf(order))?.text })
    const theirs: Where = { ...MINE, value: 'unit:zhujian' }
    expect(typesIn(await listAs(OTHER[0], `orders/${order}/events`, [theirs]))).toContain(
      'category-corrected',
    )
    expect(typesIn(await listAs(OTHER[0], `orders/${order}/events`, [theirs]))).not.toContain(
      'return-applied',
    )
  })
})

const eventsOf = async (order: string) =>
  (await paths(db).events(order).get()).docs.map((event) => event.data())

describe('a unit that lost an order', () => {
  it('attack 9, allowed: and is given it again reads it again, and attaches again', async () => {
    await done(PEOPLE.clerk, WITHDRAWN, 'add-assist', {
      unit: 'mayi',
      basis: { kind: 'nearest-duty', justification: '就近协办' },
    })
    for (const [uid] of UNIT) {
      expect(await getAs(uid, `orders/${WITHDRAWN}`)).toMatchObject({ stage: 'handling', formerReaders: [] })
      const types = typesIn(await listAs(uid, `orders/${WITHDRAWN}/events`, [MINE]))
      expect(types.filter((type) => type === 'dispatched')).toHaveLength(2)
    }
    const { half } = had[WITHDRAWN]!
    for (const request of [partOf(half), { type: 'finish', id: half }])
      expect(await evidence(PEOPLE.leader, WITHDRAWN, request)).toMatchObject({ ok: true })
  })

  it('attack 9, allowed: reads on where the policy in force at that time says so, and only reads', async () => {
    await worked(TEXT)
    await letText('2026-text')
    await done(PEOPLE.reviewer, TEXT, 'withdraw-dispatch', { no: 1, reason: '分派有误' })
    // The order itself goes by the policy it began under, and what was decided stays when the policy changes back.
    expect((await orderOf(TEXT))?.policyVersion).toBe(DEFAULT_POLICY.version)
    await paths(db).settings.update({ policyVersion: DEFAULT_POLICY.version })
    await passedOn(TEXT)
    for (const [uid] of UNIT) {
      expect(await getAs(uid, `orders/${TEXT}`)).toMatchObject({ text: (await orderOf(TEXT))?.text })
      const events = await listAs(uid, `orders/${TEXT}/events`, [MINE])
      expect(typesIn(events)).toContain('step-recorded')
      expect(JSON.stringify([...(events === 'denied' ? [] : events)])).not.toContain('住建已联系')
    }
    await expect(begin(PEOPLE.handler, TEXT)).rejects.toThrow('access.not-your-order')
    expect(await give(PEOPLE.handler, TEXT, 'record-step', { step: 'handle', note: '再去' })).toMatchObject({
      refusal: { code: 'state.wrong-part' },
    })
  })

  it('attack 9: does not get back what it lost before the policy was changed', async () => {
    await letText('2026-text-again')
    expect(await getAs(PEOPLE.handler[0], `orders/${RETURNED}`)).toBe('denied')
  })
})
