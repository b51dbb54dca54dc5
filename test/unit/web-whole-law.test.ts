import { QUEUE } from '../../functions/src/domain/words/terms'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import { queueFor } from '../../functions/src/domain/listings/awaited'
import { clockOf, type Order } from '../../functions/src/domain/order/order'
import type { Role, Who } from '../../functions/src/domain/people/people'
import { refusedFields } from '../../web/src/asking/refused-fields'
import { actHint } from '../../web/src/features/order/act-hints'
import { actName, actsFor } from '../../web/src/features/order/acts'
import { caseCards } from '../../web/src/features/order/cases'
import { givenBasis, newCharge, notToCharge } from '../../web/src/features/order/charge'
import { detailsOf } from '../../web/src/features/order/event-details'
import { whoseTurn } from '../../web/src/features/order/whose-turn'
import { viewsFor } from '../../web/src/features/work-list/work'
import { countdown, shownClock } from '../../web/src/time/countdown'
import { dayAfter, dayOf, fieldOfInstant, instantOfField } from '../../web/src/time/local-time'
import {
  at,
  CITY,
  CLERK,
  DISCIPLINE,
  HANDLER,
  LEADER,
  MAYI,
  of,
  OTHER_UNITS,
  person,
  PRINCIPAL,
  REVIEWER,
  Road,
  SUPERVISION,
  TUESDAY,
} from '../support/road'

const unit = (id: string): string => `单位${id}`
const COUNTY_LEADER = person('county-leader', 'county-leader')
const OTHER = of('zhujian', 'handler')

const returning = (): Road =>
  new Road().signed().give(HANDLER, 'apply-return', {
    ground: 'not-its-duty',
    reason: '不属本单位职责',
    suggestedUnit: 'zhujian',
    opinion: '',
    form: 'return-form',
  })
const extending = (): Road =>
  new Road()
    .signed()
    .give(HANDLER, 'apply-extension', { workdays: 3, reason: '管材未到货', expectedOn: '2026-12-10' })
const appealing = (): Road =>
  new Road()
    .signed()
    .give(LEADER, 'prepare-appeal', { ground: 'no-basis', reason: '无法律依据', proof: ['proof'] })
const flagged = (): Road => new Road().signed().give(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
const FINDING = { finding: '未到现场核查', demand: '重新核查', accountability: 'perfunctory' } as const
const found = (): Road =>
  flagged().give(SUPERVISION, 'open-inspection', {}).give(SUPERVISION, 'record-finding', FINDING)
const disputed = (): Road =>
  new Road().verified().give(CLERK, 'open-dispute', { ground: 'no-lead', note: '各执一词' })
const meeting = (): Road =>
  disputed().give(CLERK, 'convene', {
    units: ['mayi', 'chengguan'],
    lead: 'zhujian',
    place: '现场',
    meetsAt: TUESDAY + DAY,
  })
const joint = (): Road =>
  meeting().give(CLERK, 'conclude-consultation', {
    agreed: false,
    host: null,
    assists: [],
    note: '未达成一致',
    minutes: 'minutes',
  })
const instructed = (): Road =>
  new Road()
    .verified()
    .give(CLERK, 'refer-to-leader', { reason: '无法分派' })
    .give(CLERK, 'record-instruction', {
      leader: '余县长',
      text: '请马影镇办理',
      date: '2026-11-24',
      scan: 'instruction',
    })

const task = ({ order }: Road, who: Who): string | null => {
  const queue = queueFor(order, who)
  return queue && QUEUE[queue]
}
const acts = ({ order, now }: Road, who: Who) => actsFor(order, who, now)
const titles = (order: Order, who: Who): string[] =>
  caseCards({ order, who, unit, now: TUESDAY }).map(({ title }) => title)
const said = (order: Order, who: Who): string => JSON.stringify(caseCards({ order, who, unit, now: TUESDAY }))

describe('an application', () => {
  it('[R3.3] that nobody had to decide any more is not shown as rejected', () => {
    const rejected = returning().give(REVIEWER, 'decide-return', { no: 1, approve: false, reasons: '属镇里' })
    expect(said(rejected.order, HANDLER)).toContain('已驳回')
    const lapsed = said(returning().feedback().order, HANDLER)
    expect(lapsed).toContain('已失效')
    expect(lapsed).not.toContain('已驳回')
  })
})

describe('what a person may do', () => {
  it('keeps the main road as short as it was, and the exceptions apart', () => {
    const toDispatch = acts(new Road().verified(), CLERK)
    expect(toDispatch.main).toEqual(['dispatch'])
    expect(toDispatch.more).toEqual(expect.arrayContaining(['convene', 'refer-to-leader', 'open-dispute']))
    const handling = acts(new Road().signed(), HANDLER)
    expect(handling.main).toEqual(['record-step', 'submit-feedback'])
    expect(handling.more).toEqual(['apply-return', 'apply-extension', 'lay-plan', 'prepare-appeal'])
    expect(acts(new Road().signed(), CLERK).main).toEqual([])
  })

  it('loses nothing: what is awaited and the rest together are what the rules allow', () => {
    for (const road of [returning(), extending(), appealing(), found(), meeting(), joint(), instructed()])
      for (const who of [CLERK, REVIEWER, HANDLER, LEADER, PRINCIPAL, CITY, SUPERVISION, DISCIPLINE, OTHER]) {
        const { main, more } = acts(road, who)
        expect(new Set([...main, ...more]).size).toBe(main.length + more.length)
      }
  })

  it('[R3.1][R5.2] says by when the exceptions that end may be asked for', () => {
    const { order, now } = new Road().signed()
    expect(actHint('apply-return', order, HANDLER, now)).toContain('11月25日 10:00 前')
    expect(actHint('apply-extension', order, HANDLER, now)).toMatch(/12月\d日 24:00 前/)
  })

  it('calls an act what it is to whoever does it', () => {
    expect(actName('decide-extension', CITY)).toBe('延期审批')
    expect(actName('decide-extension', CLERK)).toBe('登记延期批复')
    expect(actName('recall', CITY)).toBe('收回工单')
  })
})

describe('a work list', () => {
  it('[R3.3] shows the centre the returns it has to decide', () => {
    expect(task(returning(), REVIEWER)).toBe('待审核退回')
    expect(task(returning(), CLERK)).toBe('待审核退回')
    expect(task(new Road().signed(), REVIEWER)).toBeNull()
  })

  it('[R5.3] shows the city what it has to decide; the clerk enters its answer only when there is one', () => {
    expect(task(extending(), CITY)).toBe('延期待批')
    expect(task(extending(), CLERK)).toBeNull()
    expect(acts(extending(), CLERK).more).toContain('decide-extension')
    expect(task(extending(), HANDLER)).toBe('办理中')
  })

  it('[R8.2][R8.3] takes an appeal to the principal leader first and then to the city', () => {
    const road = appealing()
    expect([task(road, PRINCIPAL), task(road, CITY)]).toEqual(['待审核申诉', null])
    road.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
    expect([task(road, PRINCIPAL), task(road, CITY)]).toEqual(['办理中', '申诉待批'])
  })

  it('[R10.2] leads supervision through an inspection, and nobody else', () => {
    expect(task(new Road().signed(), SUPERVISION)).toBeNull()
    expect(task(flagged(), SUPERVISION)).toBe('待启动核查')
    expect([task(found(), SUPERVISION), task(found(), DISCIPLINE)]).toEqual(['核查中', null])
    expect(acts(found(), SUPERVISION).main[0]).toBe('serve-inspection')
    expect(task(found().give(SUPERVISION, 'serve-inspection', {}), SUPERVISION)).toBe('待核查结案')
  })

  it('[R4.1][R2.4] calls units to a meeting, the clerk to its outcome, the leader to an instruction', () => {
    expect(task(disputed(), CLERK)).toBe('待召集会商')
    expect([task(meeting(), CLERK), task(meeting(), OTHER), task(meeting(), HANDLER)]).toEqual([
      '会商中',
      '参加会商',
      '参加会商',
    ])
    const referred = new Road().verified().give(CLERK, 'refer-to-leader', { reason: '无法分派' })
    expect([task(referred, COUNTY_LEADER), task(referred, CLERK)]).toEqual(['待批示', '待登记批示'])
  })

  it('[R17] shows the county’s leaders what has climbed to them', () => {
    const late = new Road()
      .dispatched()
      .after(49 * HOUR)
      .tick()
    expect(task(late, COUNTY_LEADER)).toBe('超时上报')
    expect(task(new Road().dispatched(), COUNTY_LEADER)).toBeNull()
  })

  it('is there for every post that has to decide or look into anything', () => {
    const post = (role: Role, of: string | null = null) => ({ role, unit: of })
    const roles: Role[] = ['clerk', 'reviewer', 'city', 'supervision', 'discipline', 'county-leader']
    for (const role of roles) expect(viewsFor(post(role))[0], role).toBe('mine')
    for (const role of ['handler', 'leader-in-charge', 'principal-leader'] as const)
      expect(viewsFor(post(role, 'mayi'))[0], role).toBe('mine')
  })

  it('[R3.3][R5.3][R8.3] finds what waits to be decided by what the order says of itself', () => {
    const undecided = (road: Road) => road.order.undecided
    expect([returning(), extending(), appealing(), new Road().signed()].map(undecided)).toEqual([
      true,
      true,
      true,
      false,
    ])
    const decide = { no: 1, approve: false, reasons: '属本单位职责' }
    expect(undecided(returning().give(REVIEWER, 'decide-return', decide))).toBe(false)
    expect(undecided(extending().give(CITY, 'recall', { document: '', reason: '误转' }))).toBe(false)
  })
})

describe('the cards beside the road', () => {
  it('are there only for what there is', () => {
    expect(titles(new Road().signed().order, CLERK)).toEqual([])
    expect(titles(returning().order, REVIEWER)).toEqual(['退回申请'])
    expect(titles(meeting().order, CLERK)).toEqual(['异议与会商'])
    expect(titles(instructed().order, HANDLER)).toEqual(['领导批示'])
  })

  it('[R10.2] tell a unit nothing of an inspection before it is served', () => {
    expect(titles(flagged().order, HANDLER)).toEqual([])
    expect(titles(found().order, HANDLER)).toEqual([])
    expect(titles(found().order, CLERK)).toEqual(['提级核查'])
    const served = found().give(SUPERVISION, 'serve-inspection', {}).order
    expect(said(served, HANDLER)).toContain(FINDING.finding)
    expect(said(served, HANDLER)).not.toContain('热点')
  })

  it('[R16.2] name who is accused to the centre alone', () => {
    const { order } = new Road()
      .signed()
      .give(CLERK, 'name-accused', { units: ['zhujian'], reason: '被举报' })
    expect(titles(order, CLERK)).toEqual(['被举报对象'])
    for (const who of [HANDLER, LEADER, CITY, COUNTY_LEADER]) expect(titles(order, who)).toEqual([])
    expect([...new Set(notToCharge(order, [MAYI, ...OTHER_UNITS]))]).toEqual(['zhujian', 'mayi'])
    const { order: alone } = new Road()
      .verified()
      .give(
        CLERK,
        'name-accused',
        { units: [], persons: ['handler-chengguan'], reason: '被举报' },
        { persons: [{ uid: 'handler-chengguan', name: '甲' }] },
      )
    expect(notToCharge(alone, [MAYI, ...OTHER_UNITS])).toEqual(['chengguan'])
  })

  it('[R2.3] keep from a unit what another one of the joint order applies for', () => {
    const road = joint()
    for (const who of [OTHER, HANDLER]) road.give(who, 'unit-sign', {})
    road.give(HANDLER, 'apply-extension', { workdays: 2, reason: '在等检测', expectedOn: '2026-12-10' })
    expect(titles(road.order, HANDLER)).toContain('延期申请')
    expect(titles(road.order, REVIEWER)).toContain('延期申请')
    expect(titles(road.order, OTHER)).not.toContain('延期申请')
  })

  it('read as sentences for people, and so does each event', () => {
    const names = { unit, township: (code: string) => code, file: () => null }
    for (const road of [returning(), extending(), appealing(), found(), joint(), instructed()]) {
      expect(said(road.order, CLERK)).not.toMatch(/undefined|NaN|null/)
      for (const event of road.events)
        expect(JSON.stringify(detailsOf(event, names, road.now)), event.type).not.toMatch(
          /undefined|NaN|"text":""/,
        )
      for (const who of [CLERK, HANDLER, CITY])
        expect(whoseTurn(road.order, who, unit, road.now)).toMatch(/。$/)
    }
  })
})

describe('what happened', () => {
  it('[R7.1] names the photos that came with it, as far as the reader may know of them', () => {
    const road = new Road().signed()
    road.give(HANDLER, 'record-step', { step: 'handle', note: '已到现场', proof: ['proof'] })
    const step = road.events.at(-1)!
    const names = { unit, township: (code: string) => code }
    const file = (id: string): string | null => (id === 'proof' ? '修好的路灯.jpg' : null)
    expect(detailsOf(step, { ...names, file }, road.now)).toEqual([
      { name: null, text: '已到现场' },
      { name: '所附材料', text: '修好的路灯.jpg' },
    ])
    expect(detailsOf(step, { ...names, file: () => null }, road.now)).toHaveLength(1)
  })
})

describe('a dispatch', () => {
  it('[R2.4] rests on the leader’s instruction where there is one', () => {
    expect(givenBasis(newCharge(instructed().order))).toEqual({ kind: 'instruction' })
    expect(givenBasis(newCharge(new Road().verified().order)).kind).toBe('catalogue')
  })
})

describe('a limit that nobody is to meet any more', () => {
  it('[R3.4] no longer presses, and says only whether it had been missed', () => {
    const { order } = returning().give(REVIEWER, 'decide-return', { no: 1, approve: true, reasons: '' })
    const handle = clockOf(order, 'handle', 1)!
    expect(shownClock(order)?.kind).toBe('reassign')
    expect(countdown(handle, TUESDAY)).toMatchObject({ urgency: 'met', word: '不再计时' })
    expect(countdown({ ...handle, breachedAt: handle.dueAt }, TUESDAY).urgency).toBe('late')
  })
})

describe('date fields', () => {
  it('hold Shanghai’s days and times', () => {
    expect(instantOfField('2026-11-25T09:30')).toBe(at('2026-11-25T09:30:00'))
    expect(fieldOfInstant(at('2026-11-25T09:30:00'))).toBe('2026-11-25T09:30')
    for (const nothing of ['', '2026-11-25', '2026-13-45T00:00']) expect(instantOfField(nothing)).toBeNull()
    expect([dayOf(at('2026-11-25T00:30:00')), dayAfter(at('2026-11-25T23:30:00'), 1)]).toEqual([
      '2026-11-25',
      '2026-11-26',
    ])
  })
})

describe('a refusal', () => {
  it('is shown beside the file that is missing', () => {
    const fields = (kind: string) => refusedFields({ code: 'evidence.missing', rule: '', params: { kind } })
    expect([fields('return-form'), fields('minutes'), fields('unheard-of')]).toEqual([
      ['form'],
      ['minutes'],
      [],
    ])
  })
})
