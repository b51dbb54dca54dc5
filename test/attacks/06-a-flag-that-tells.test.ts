import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paths } from '../../functions/src/store/paths'
import { bringIn, closeDatabase, done, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import { attach } from '../support/attach'
import { REGULATION, VERIFIED } from '../support/road'
import { type Documents, everythingOf, getAs, listAs } from '../support/rest'
import type { Acting } from '../support/system'

/** Two reports accuse the township; then it gets an ordinary order on the same matter, which is flagged by itself. */
const REPORTS = ['A6-REPORT-1', 'A6-REPORT-2']
const FLAGGED = 'A6-FLAGGED'
/** The same order on another matter: nothing flags it. */
const TWIN = 'A6-TWIN'
const PLACES: Readonly<Record<string, string>> = { [FLAGGED]: '新桥南路口', [TWIN]: '环城北路口' }

const SUPERVISION: Acting = ['supervision', 'supervision']
const DISCIPLINE: Acting = ['discipline', 'discipline']
const FINDING = { finding: '未到现场核实', demand: '重新核查', accountability: 'perfunctory' } as const

/** Who tries to learn it, and what they may read by. */
const UNIT = [
  ['mayi-handler', ['unit:mayi', 'handler@mayi']],
  ['mayi-principal', ['unit:mayi', 'principal-leader@mayi']],
] as const

let db: Firestore

beforeAll(async () => {
  db = await freshCounty()
  for (const order of REPORTS) {
    await bringIn(order, { category: 'report' })
    await done(PEOPLE.clerk, order, 'centre-sign', {})
    await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place: PLACES[FLAGGED]!, accused: ['mayi'] })
  }
  for (const order of [FLAGGED, TWIN]) {
    await bringIn(order)
    await done(PEOPLE.clerk, order, 'centre-sign', {})
    await done(PEOPLE.clerk, order, 'verify', { ...VERIFIED, place: PLACES[order]! })
    await done(PEOPLE.clerk, order, 'dispatch', REGULATION)
    await done(PEOPLE.handler, order, 'unit-sign', {})
    await done(PEOPLE.handler, order, 'record-step', { step: 'inform', note: '已电话联系诉求人' })
    await attach(PEOPLE.handler, order)
    await vi.waitUntil(async () => (await toldOf(order)) === 1, { timeout: 60_000 })
  }
})
afterAll(closeDatabase)

const toldOf = async (order: string): Promise<number> =>
  (await paths(db).notices.where('order', '==', order).where('to', '==', 'handler@mayi').get()).size

/** How often something happened, and to which second, differs between any two orders: that alone tells nothing of why. */
const COUNTED: readonly string[] = [
  ...['version', 'judgedVersion', 'alarmVersion', 'updatedAt', 'recent'],
  ...['hash', 'prevHash', 'command', 'id', 'object', 'sha256', 'matterKey'],
]
const comparable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value === 'number' && value > 1e12) return 'a time'
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, COUNTED.includes(key) ? '' : comparable(each)]),
  )
}

/** What a person reads of the order, without what names it: two orders with nothing between them read alike. */
const readBy = async (
  [uid, tokens]: readonly [string, readonly string[]],
  order: string,
): Promise<readonly [path: string, fields: unknown][]> => {
  const documents: Documents = await everythingOf(uid, order, tokens)
  const nameless = JSON.stringify([...documents])
    .replaceAll(order, 'ORDER')
    .replaceAll(PLACES[order]!, 'PLACE')
  return (JSON.parse(nameless) as [string, object][]).map(([path, fields]) => [
    // An event is called by its version, evidence by its hash, a notice by the version that told it.
    path.replace(/(?<=events\/)\d+$|(?<=evidence\/)\w+$|(?<=~)\d+(?=~)/g, '#'),
    comparable(fields),
  ])
}

const expectTwins = async (): Promise<void> => {
  for (const person of UNIT) {
    const [flagged, twin] = [await readBy(person, FLAGGED), await readBy(person, TWIN)]
    expect(twin.length).toBeGreaterThanOrEqual(5)
    expect(flagged).toEqual(twin)
  }
}

const inspectable = async ([uid, token]: Acting): Promise<string[]> => {
  const listed = await listAs(uid, 'inspectionListings', [
    { field: 'readers', op: 'ARRAY_CONTAINS', value: token },
  ])
  return listed === 'denied' ? [] : [...listed.keys()]
}

describe('a unit asks everything it can ask about an order of its own', () => {
  it('attack 6: that two accusations flagged it shows in no field of any document [R16.2]', async () => {
    expect((await paths(db).flags(FLAGGED).get()).data()?.watched?.flags).toMatchObject([
      { ground: 'repeated' },
    ])
    await expectTwins()
  })

  it('attack 6, allowed: those who inspect find it in their list, and not its twin [R10.1]', async () => {
    for (const inspector of [SUPERVISION, DISCIPLINE]) {
      expect(await inspectable(inspector)).toEqual([`inspectionListings/${FLAGGED}`])
      expect(await getAs(inspector[0], `inspections/${FLAGGED}`)).toMatchObject({
        flags: [{ ground: 'repeated' }],
        text: (await orderOf(FLAGGED))?.text,
      })
      const all = { field: 'readers', op: 'ARRAY_CONTAINS', value: inspector[1] } as const
      for (const [list, least] of [
        ['events', 4],
        ['evidence', 1],
      ] as const) {
        const listed = await listAs(inspector[0], `orders/${FLAGGED}/${list}`, [all])
        expect(listed === 'denied' ? [] : [...listed.keys()].length).toBeGreaterThanOrEqual(least)
        expect(await listAs(inspector[0], `orders/${TWIN}/${list}`, [all])).toBe('denied')
      }
    }
  })

  it('attack 6, allowed: the centre and the county leaders read why it is flagged [R10.1]', async () => {
    for (const uid of ['clerk', 'county-leader'])
      expect(await getAs(uid, `orders/${FLAGGED}/restricted/flags`)).toMatchObject({
        watched: { flags: [{ ground: 'repeated' }], inspection: null },
      })
  })

  it('attack 6: nor does a flag by hand, an inspection that is opened, or what it finds [R10.2]', async () => {
    await done(PEOPLE.clerk, FLAGGED, 'flag', { ground: 'hot', note: '媒体关注' })
    await done(SUPERVISION, FLAGGED, 'open-inspection', {})
    await expectTwins()
    await done(SUPERVISION, FLAGGED, 'record-finding', FINDING)
    await expectTwins()
  })

  it('attack 6: nor a refusal: a unit that tries to inspect is told the same of both [R10.2]', async () => {
    for (const type of ['open-inspection', 'serve-inspection'] as const) {
      const answers = [
        await give(PEOPLE.handler, FLAGGED, type, {}),
        await give(PEOPLE.handler, TWIN, type, {}),
      ]
      expect(answers[0]).toEqual(answers[1])
    }
  })

  it('attack 6, allowed: what is not flagged nobody inspects, what is flagged is theirs to carry on [R10.2]', async () => {
    expect(await give(SUPERVISION, TWIN, 'open-inspection', {})).toMatchObject({
      refusal: { code: 'access.unknown-order' },
    })
    expect(await getAs('supervision', `inspections/${FLAGGED}`)).toMatchObject({
      inspection: { by: 'supervision', found: FINDING },
    })
  })

  it('attack 6, allowed: once it is served the unit reads the finding, and still nothing of the flags [R10.2]', async () => {
    await done(SUPERVISION, FLAGGED, 'serve-inspection', {})
    for (const [uid] of UNIT) {
      expect(await getAs(uid, `orders/${FLAGGED}`)).toMatchObject({
        flags: [],
        inspection: { by: 'supervision', found: FINDING },
      })
      expect(await getAs(uid, `orders/${FLAGGED}/restricted/flags`)).toBe('denied')
      expect(await getAs(uid, `inspections/${FLAGGED}`)).toBe('denied')
    }
  })
})
