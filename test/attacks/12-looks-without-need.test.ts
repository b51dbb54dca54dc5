import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayNumberOf, HOUR, type Instant, startOfDayNumber } from '../../functions/src/domain/base/instant'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { paths } from '../../functions/src/store/paths'
import {
  advance,
  bringIn,
  call,
  closeDatabase,
  freshCounty,
  local,
  localNow,
  PEOPLE,
} from '../support/county'

const tomorrow = (now: Instant): Instant => startOfDayNumber(dayNumberOf(now) + 1)

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  await local('advance', { to: tomorrow(await localNow()) + 10 * HOUR })
  for (const order of ORDERS) await bringIn(order)
})
afterAll(closeDatabase)

const ORDERS = ['A12-1', 'A12-2', 'A12-3'] as const
const { perHour } = DEFAULT_POLICY.guard.looks

const look = (
  why: string,
  [uid, actingAs]: readonly [string, string] = PEOPLE.clerk,
  order: string = ORDERS[0],
) => call<{ caller: { name: string }; left: number }>(uid, 'lookAtCaller', { order, actingAs, why })

const logged = async (uid: string): Promise<number> =>
  (await paths(db).looks.where('by', '==', uid).count().get()).data().count

const alarms = async (uid: string): Promise<string[]> =>
  (await paths(db).notices.where('kind', '==', 'unusual-looks').get()).docs
    .map((each) => each.data())
    .filter(({ looks }) => looks?.by === uid)
    .map(({ looks, to }) => `${looks!.unusual} ${to}`)
    .sort()

describe('looks without need', () => {
  it.each([
    ['a full stop', '.', 'look.why-too-short'],
    ['four full stops', '。。。。', 'look.why-too-short'],
    ['NUL', '\0', 'input.invalid'],
    ['letters of no width', '\u200b\u200b\u200b\u200b\u200b', 'input.invalid'],
    ['letters that show nothing', '\u3164\u3164\u3164\u3164', 'input.invalid'],
    ['a reason with something unseen in it', '回访核实\u202e诉求', 'input.invalid'],
    ['digits', '12345678', 'look.why-too-short'],
    ["somebody's mobile number", '王师傅13800138000要求核实', 'text.personal-data'],
    ["somebody's id number", '核实３６０４２９１９８８０５０６１１２７是否本人', 'text.personal-data'],
  ])('attack 12: gives %s as the reason to look at a caller', async (_, why, code) => {
    const before = await logged(PEOPLE.clerk[0])
    expect(await look(why)).toMatchObject({ ok: false, refusal: { code } })
    expect(await logged(PEOPLE.clerk[0])).toBe(before)
  })

  it('attack 12, allowed: looks at a caller with an ordinary reason, and nobody is alarmed', async () => {
    expect(await look('回访核实诉求')).toMatchObject({
      ok: true,
      result: { caller: { name: '王小明' }, left: perHour - 1 },
    })
    expect(await logged(PEOPLE.clerk[0])).toBe(1)
    expect(await alarms(PEOPLE.clerk[0])).toEqual([])
  })

  it('attack 12: reads 120 callers in seconds', async () => {
    const [uid] = PEOPLE.reviewer
    const answers: Awaited<ReturnType<typeof look>>[] = []
    for (let index = 0; index < 120; index++)
      answers.push(await look('抽查办理质量', PEOPLE.reviewer, ORDERS[index % ORDERS.length]))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(perHour)
    expect(answers.findIndex(({ ok }) => !ok)).toBe(perHour)
    const refused = answers.at(-1)!
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'look.too-many', rule: 'R16.1' } })
    expect(refused.ok ? '' : refused.message).toMatch(/\d+:\d\d 起可以继续查看.*两办督查室/)
    expect(await logged(uid)).toBe(perHour)
    for (const unusual of ['many', 'limit', 'again'])
      expect(await alarms(uid)).toEqual(
        expect.arrayContaining([`${unusual} discipline`, `${unusual} supervision`]),
      )
  })

  it('attack 12: goes round the limit with many at once', async () => {
    const together = await Promise.all(
      Array.from({ length: 4 }, () => look('抽查办理质量', PEOPLE.reviewer, ORDERS[1])),
    )
    expect(together.every(({ ok }) => !ok)).toBe(true)
    expect(await logged(PEOPLE.reviewer[0])).toBe(perHour)
  })

  it('attack 12, allowed: the next hour the same person looks again', async () => {
    await advance(HOUR)
    expect(await look('抽查办理质量', PEOPLE.reviewer)).toMatchObject({ ok: true })
    expect(await logged(PEOPLE.reviewer[0])).toBe(perHour + 1)
  })

  it('attack 12: looks at night', async () => {
    await local('advance', { to: tomorrow(await localNow()) - HOUR })
    expect(await look('回访核实诉求')).toMatchObject({ ok: true })
    expect(await alarms(PEOPLE.clerk[0])).toEqual(['night discipline', 'night supervision'])
    expect(await look('再次核实诉求')).toMatchObject({ ok: true })
    expect(await alarms(PEOPLE.clerk[0]), 'told once a day').toHaveLength(2)
  })

  it('attack 12, allowed: looks by day, and nobody is alarmed', async () => {
    await local('advance', { to: tomorrow(await localNow()) + 10 * HOUR })
    const before = await alarms(PEOPLE.clerk[0])
    expect(await look('回访核实诉求')).toMatchObject({ ok: true })
    expect(await alarms(PEOPLE.clerk[0])).toEqual(before)
  })
})

describe('looks where one may not, and looks next door', () => {
  const handler = ['mayi-handler', 'handler@mayi'] as const

  it("attack 12: tries order after order that is not one's own; it is noticed, whether there is one or not", async () => {
    for (const order of ['A12-1', 'A12-2', 'A12-3', 'NOT-THERE-1'])
      expect(await look('核实诉求情况', handler, order)).toMatchObject({
        ok: false,
        refusal: { code: 'access.unknown-order' },
      })
    expect(await alarms(handler[0])).toEqual([])
    await look('核实诉求情况', handler, 'NOT-THERE-2')
    await look('核实诉求情况', handler, 'NOT-THERE-3')
    expect(await alarms(handler[0]), 'told once a day').toEqual(['refused discipline', 'refused supervision'])
  })

  const setHome = (home: object | null) =>
    call('administrator', 'administer', { type: 'set-home', actingAs: 'administrator', uid: 'deputy', home })
  const neighbourly = async (): Promise<string[]> =>
    (await alarms('deputy')).filter((each) => each.startsWith('neighbour'))

  it('attack 12: looks at a neighbour; who lives elsewhere, or of whom nobody knows where, looks unnoticed', async () => {
    const [order] = ORDERS
    const village = '莲花村'
    await paths(db)
      .caller(order)
      .update({ address: `马影镇${village}三组8号` })
    const at = (name: string) => ({ township: '360429102', village: name })
    await paths(db).order(order).update({ township: '360429102' })
    const deputy = ['deputy', 'clerk'] as const
    expect(await look('回访核实诉求', deputy, order)).toMatchObject({ ok: true })
    expect(await setHome(at('别处村'))).toMatchObject({ ok: true })
    expect(await look('回访核实诉求', deputy, order)).toMatchObject({ ok: true })
    expect(await neighbourly()).toEqual([])
    expect(await setHome(at(village))).toMatchObject({ ok: true })
    expect(await look('回访核实诉求', deputy, order)).toMatchObject({ ok: true })
    expect(await neighbourly()).toEqual(['neighbour discipline', 'neighbour supervision'])
  })

  it('attack 12: nobody but an administrator says where somebody lives, and the log does not', async () => {
    const said = { type: 'set-home', actingAs: 'administrator', uid: 'deputy', home: null }
    expect(await call('clerk', 'administer', said)).toMatchObject({
      ok: false,
      refusal: { code: 'access.no-post' },
    })
    const log = await paths(db).administrations.where('did', '==', 'set-home').get()
    expect(log.size).toBe(2)
    for (const entry of log.docs) expect(JSON.stringify(entry.data())).not.toContain('村')
  })
})
