import type { CollectionReference, Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR } from '../../functions/src/domain/base/instant'
import { MASKS } from '../../functions/src/domain/people/personal-data'
import { paths } from '../../functions/src/store/paths'
import { advance, bringIn, call, closeDatabase, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import type { Acting } from '../support/system'
import { REGULATION, VERIFIED } from '../support/road'

/** Made up, and nowhere else in the sample county. */
const CALLER = {
  name: '欧阳小满',
  phone: '15907923344',
  idNumber: '360429198805061127',
  address: '湖口县马影镇走马村三组17号',
}
const TEXT =
  '我是欧阳小满，电话159 0792 3344，身份证３６０４２９１９８８０５０６１１２７，住走马村三组17号，路灯坏了。'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const everything = async (
  at: { listCollections(): Promise<CollectionReference[]> },
  found: { path: string; json: string }[] = [],
): Promise<{ path: string; json: string }[]> => {
  for (const collection of await at.listCollections())
    for (const reference of await collection.listDocuments()) {
      const data = (await reference.get()).data()
      if (data !== undefined) found.push({ path: reference.path, json: JSON.stringify(data) })
      await everything(reference, found)
    }
  return found
}

const evened = (text: string): string =>
  text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[\s-]/g, '')

const look = ([uid, actingAs]: Acting, order: string, why = '回访核实诉求', as: string | null = uid) =>
  call<{ caller: Record<string, string> }>(as, 'lookAtCaller', { order, actingAs, why })

const looks = async (order: string) =>
  (await paths(db).looks.where('order', '==', order).get()).docs.map((each) => each.data())

/** An order in the hands of the township, and one that is still with the centre. */
const handled = async (order: string): Promise<void> => {
  await bringIn(order, { text: TEXT, caller: CALLER, place: '走马村三组17号门口' })
  const [clerk, handler] = [PEOPLE.clerk, PEOPLE.handler]
  for (const answer of [
    await give(clerk, order, 'centre-sign', {}),
    await give(clerk, order, 'verify', VERIFIED),
    await give(clerk, order, 'dispatch', REGULATION),
    await give(handler, order, 'unit-sign', {}),
  ])
    expect(answer).toMatchObject({ ok: true })
}

describe('what the caller gave', () => {
  it('[R16.1] lies in the private part and nowhere else, whatever the order has been through', async () => {
    await handled('L-1')
    await bringIn('L-2', { text: TEXT, caller: CALLER })
    // Long enough for reminders, breaches and their notices.
    await advance(15 * 24 * HOUR)
    const all = await everything(db)
    const told = Object.values(CALLER)
    const telling = all.filter(({ json }) => told.some((value) => evened(json).includes(evened(value))))
    expect(telling.map(({ path }) => path).sort()).toEqual([
      'orders/L-1/private/caller',
      'orders/L-2/private/caller',
    ])
    const kinds = new Set(
      all.map(({ path }) =>
        path
          .split('/')
          .filter((_, index) => index % 2 === 0)
          .join('/'),
      ),
    )
    expect([...kinds]).toEqual(
      expect.arrayContaining(['orders', 'orders/events', 'notices', 'tallies', 'stats']),
    )
    expect(await orderOf('L-2')).toMatchObject({
      text: `我是${MASKS.name}，电话${MASKS.phone}，身份证${MASKS.idNumber}，住走马村${MASKS.address}，路灯坏了。`,
    })
  })

  it('[R16.1] is told by no refusal of the doors', async () => {
    const secretive = await call(PEOPLE.clerk[0], 'takeIn', {
      actingAs: PEOPLE.clerk[1],
      rows: [{ cityNumber: '#', title: TEXT, text: 5, caller: { ...CALLER, phone: 15907923344 } }],
    })
    const other = await call(PEOPLE.clerk[0], 'takeIn', {
      actingAs: PEOPLE.clerk[1],
      rows: [{ cityNumber: 'L-1', title: TEXT, text: TEXT, caller: CALLER }],
    })
    for (const answer of [secretive, other])
      for (const value of Object.values(CALLER)) expect(evened(JSON.stringify(answer))).not.toContain(value)
    expect(other).toMatchObject({ result: { rows: [{ status: 'refused', code: 'transfer.other-content' }] } })
  })
})

describe('a look at the caller', () => {
  beforeAll(async () => {
    await handled('L-10')
  })

  it.each<[string, Acting]>([
    ['the centre', PEOPLE.clerk],
    ['the centre that reviews', PEOPLE.reviewer],
    ['the handler', PEOPLE.handler],
    ['the leader in charge', PEOPLE.leader],
  ])('[R16.1] is for %s, and is written down before it is answered', async (_who, [uid, actingAs]) => {
    const before = await looks('L-10')
    const answer = await look([uid, actingAs], 'L-10')
    expect(answer).toMatchObject({ ok: true, result: { caller: { ...CALLER, text: TEXT } } })
    expect(answer.ok && Object.keys(answer.result.caller)).not.toContain('digest')
    const after = await looks('L-10')
    expect(after).toHaveLength(before.length + 1)
    expect(after).toContainEqual(
      expect.objectContaining({ order: 'L-10', what: 'caller', by: uid, actingAs, why: '回访核实诉求' }),
    )
  })

  it.each<[string, () => ReturnType<typeof look>, string]>([
    ['nobody', () => look(PEOPLE.clerk, 'L-10', '看看', null), 'access.not-signed-in'],
    ['a stranger', () => look(PEOPLE.clerk, 'L-10', '看看', 'nobody-we-know'), 'access.no-post'],
    ['somebody in a post of another', () => look(['mayi-handler', 'clerk'], 'L-10'), 'access.no-post'],
    ['somebody who left', () => look(['former-clerk', 'clerk'], 'L-10'), 'access.no-post'],
    ['another unit', () => look(['liufang-handler', 'handler@liufang'], 'L-10'), 'access.unknown-order'],
    [
      'the principal leader, who does not handle',
      () => look(['mayi-principal', 'principal-leader@mayi'], 'L-10'),
      'look.not-yours',
    ],
    [
      'a county leader, who reads the order',
      () => look(['county-leader', 'county-leader'], 'L-10'),
      'look.not-yours',
    ],
    ['the supervision office', () => look(['supervision', 'supervision'], 'L-10'), 'access.unknown-order'],
    ['the administrator', () => look(['administrator', 'administrator'], 'L-10'), 'access.unknown-order'],
    ['a handler without a reason', () => look(PEOPLE.handler, 'L-10', '  '), 'look.why-missing'],
    ['a clerk without an order', () => look(PEOPLE.clerk, 'L-none'), 'access.unknown-order'],
  ])('[R16.1] is not for %s, and leaves no trace', async (_who, attempt, code) => {
    const before = await looks('L-10')
    const answer = await attempt()
    expect(answer).toMatchObject({ ok: false, refusal: { code } })
    expect(JSON.stringify(answer)).not.toContain(CALLER.name)
    expect(await looks('L-10')).toEqual(before)
  })

  it('[R16.1] is over for the unit once its part has passed, and begins only when it has signed', async () => {
    await handled('L-11')
    await bringIn('L-12', { text: TEXT, caller: CALLER })
    await give(PEOPLE.clerk, 'L-12', 'centre-sign', {})
    await give(PEOPLE.clerk, 'L-12', 'verify', VERIFIED)
    await give(PEOPLE.clerk, 'L-12', 'dispatch', REGULATION)
    expect(await look(PEOPLE.handler, 'L-12')).toMatchObject({ refusal: { code: 'look.not-yours' } })
    await give(PEOPLE.handler, 'L-12', 'unit-sign', {})
    expect(await look(PEOPLE.handler, 'L-12')).toMatchObject({ ok: true })

    expect(await look(PEOPLE.handler, 'L-11')).toMatchObject({ ok: true })
    await give(PEOPLE.handler, 'L-11', 'submit-feedback', {
      situation: '已到现场',
      contact: '',
      result: '已修复',
      answer: '已答复',
      outcome: { kind: 'solved' },
    })
    await give(PEOPLE.leader, 'L-11', 'review-in-unit', { pass: true, reasons: '' })
    await give(PEOPLE.reviewer, 'L-11', 'first-review', {
      pass: true,
      complete: true,
      reasonable: true,
      wellFormed: true,
      outcomeFits: true,
      reasons: '',
      parts: [],
    })
    expect(await look(PEOPLE.handler, 'L-11')).toMatchObject({ refusal: { code: 'look.not-yours' } })
    expect(await look(PEOPLE.clerk, 'L-11')).toMatchObject({ ok: true })
  })
})

describe('the same caller', () => {
  const OTHER = { ...CALLER, phone: '13970212345', idNumber: '' }
  const likely = ([uid, actingAs]: Acting, order: string) =>
    call<{ orders: { id: string; reasons: string[] }[] }>(uid, 'likelySame', { order, actingAs })

  beforeAll(async () => {
    await bringIn('S-1', { text: TEXT, caller: OTHER })
    await bringIn('S-2', { text: `${TEXT}请尽快。`, caller: { ...OTHER, phone: '139-7021 2345' } })
    await bringIn('S-3', { text: TEXT, caller: { ...OTHER, phone: '13970212346' } })
  })

  it('[R21] has the orders of one telephone, however it was written, and each look is logged', async () => {
    const before = (await looks('S-2')).length
    const answer = await likely(PEOPLE.clerk, 'S-2')
    expect(answer).toMatchObject({ ok: true })
    expect(answer.ok && answer.result.orders.map(({ id }) => id)).toEqual(['S-1'])
    for (const value of Object.values(OTHER).filter((each) => each !== ''))
      expect(evened(JSON.stringify(answer))).not.toContain(evened(value))
    const after = await looks('S-2')
    expect(after).toHaveLength(before + 1)
    expect(after).toContainEqual(expect.objectContaining({ what: 'calls', by: PEOPLE.clerk[0] }))
  })

  it('[R16.1] is for the centre alone', async () => {
    expect(await likely(PEOPLE.handler, 'S-2')).toMatchObject({ refusal: { code: 'access.unknown-order' } })
    expect(await likely(PEOPLE.handler, 'L-10')).toMatchObject({ refusal: { code: 'look.not-yours' } })
    expect(await likely(['county-leader', 'county-leader'], 'S-2')).toMatchObject({
      refusal: { code: 'look.not-yours' },
    })
    expect(await likely(PEOPLE.reviewer, 'S-2')).toMatchObject({ ok: true })
  })

  it('[R21] has one order of two after a merge, which is taken back', async () => {
    for (const order of ['S-1', 'S-2'])
      for (const answer of [
        await give(PEOPLE.clerk, order, 'centre-sign', {}),
        await give(PEOPLE.clerk, order, 'verify', VERIFIED),
      ])
        expect(answer).toMatchObject({ ok: true })
    const merge = { into: 'S-1', reason: '同一诉求人同一事项' }
    expect(await give(PEOPLE.clerk, 'S-2', 'merge', merge)).toMatchObject({ ok: true })
    expect(await orderOf('S-2')).toMatchObject({ ending: 'merged', mergedInto: 'S-1' })
    const main = await orderOf('S-1')
    expect(main).toMatchObject({ mergedFrom: ['S-2'], supplements: [{ from: 'S-2' }] })
    expect((await paths(db).events('S-1').doc(String(main?.version)).get()).data()).toMatchObject({
      type: 'supplemented',
      by: PEOPLE.clerk[0],
    })
    expect(await give(PEOPLE.reviewer, 'S-2', 'unmerge', { reason: '并非同一事项' })).toMatchObject({
      ok: true,
    })
    expect(await orderOf('S-2')).toMatchObject({ stage: 'to-dispatch', open: true })
    expect(await orderOf('S-1')).toMatchObject({ mergedFrom: [] })
  })

  it('[R21] [R16.1] may say more in their own words, which are shown to a logged look alone', async () => {
    const words = `我是${OTHER.name}，电话${OTHER.phone}，夜里更黑。`
    expect(await give(PEOPLE.clerk, 'S-1', 'supplement', { text: words })).toMatchObject({ ok: true })
    const order = await orderOf('S-1')
    expect(order?.supplements?.at(-1)?.text).toBe(`我是${MASKS.name}，电话${MASKS.phone}，夜里更黑。`)
    const shown = await look(PEOPLE.clerk, 'S-1')
    expect(shown).toMatchObject({ result: { caller: { said: [{ text: words }] } } })
    expect(shown.ok && Object.keys(shown.result.caller)).not.toContain('keys')
  })
})
