import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '../../../functions/src/domain/base/instant'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import type { Count } from '../../../functions/src/domain/order/counts'
import { listingOf } from '../../../functions/src/domain/listings/listing'
import { planned } from '../../../functions/src/domain/notices/delivery'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import type { Clock, Order } from '../../../functions/src/domain/order/order'
import { completed, DEFAULT_POLICY, type Policy } from '../../../functions/src/domain/policy/policy'
import { kindSaid } from '../../../functions/src/domain/order/urgency'
import { noticeSentence } from '../../../functions/src/domain/words/notices'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import { parsePushed } from '../../../functions/src/schema/transfer'
import { policySettings } from '../../../functions/src/schema/policy'
import {
  at,
  CLERK,
  HANDLER,
  LEADER,
  of,
  PASS,
  REDO,
  REGULATION,
  RETURN,
  REVIEWER,
  Road,
  TUESDAY,
} from '../../support/road'

const HAZARD = { kind: 'hazard', reason: '路面塌陷' } as const
const LIFTED = { kind: null, reason: '险情已排除' } as const
const TOLD = { step: 'inform', note: '已联系诉求人' } as const
const DONE = { step: 'handle', note: '已围挡' } as const

const urgentOf = (order: Order, part: number | null): readonly Clock[] =>
  order.clocks.filter(
    ({ kind, part: no }) => no === part && ['urgent-sign', 'first-contact', 'urgent-progress'].includes(kind),
  )
const shown = (order: Order, part: number | null): readonly unknown[] =>
  urgentOf(order, part).map(({ kind, startedAt, dueAt, stoppedAt, voided }) => [
    kind,
    dueAt - startedAt,
    stoppedAt === null ? 'runs' : voided ? 'void' : 'met',
  ])
const countIn = (order: Order, name: Count, of: string): number =>
  talliesOf(order).reduce((sum, { scope, counts }) => sum + (scope === of ? (counts[name] ?? 0) : 0), 0)
const marked = (): Road => new Road().verified().give(CLERK, 'mark-urgent', HAZARD)
const pushed = (): Road => new Road({ urgentSaid: '水电气中断' })

describe('urgent at intake', () => {
  it('[R1.1] has a window of its own to sign, beside that of 24 h; an ordinary one has none', () => {
    const { order } = pushed()
    expect(order.urgent).toEqual({ kind: { code: 'supply', name: '水电气中断' }, reason: '', at: TUESDAY })
    expect(shown(order, null)).toEqual([['urgent-sign', 30 * MINUTE, 'runs']])
    expect(order.clocks.find(({ kind }) => kind === 'sign')?.dueAt).toBe(TUESDAY + 24 * HOUR)
    expect(urgentOf(new Road().order, null)).toEqual([])
    expect(new Road().order.urgent).toBeUndefined()
  })

  it('[R1.1] is urgent whatever the city calls it, and by the policy it knows', () => {
    const { urgency } = DEFAULT_POLICY
    expect(kindSaid('supply', urgency).name).toBe('水电气中断')
    expect(kindSaid('来电人很急', urgency)).toEqual({ code: 'other', name: '其他紧急情况' })
  })

  it('[R1.1] is signed late by its own window and in time by the law', () => {
    const road = pushed().after(HOUR).give(CLERK, 'centre-sign', {})
    expect(urgentOf(road.order, null)[0]).toMatchObject({ breachedAt: TUESDAY + 30 * MINUTE })
    expect(countIn(road.order, 'signedOnTime', 'centre')).toBe(1)
    expect([
      countIn(road.order, 'urgentDue', 'centre'),
      countIn(road.order, 'urgentOnTime', 'centre'),
    ]).toEqual([1, 0])
    expect(countIn(road.order, 'centreDue', 'centre')).toBe(0)
  })

  it('[R1.1] is taken by the door as a kind, a yes or a no; an order of before is the same order', () => {
    const order = {
      cityNumber: 'JJ1',
      title: '停水',
      text: '全村停水。',
      transferredAt: '2026-11-24T10:00:00+08:00',
      caller: {},
    }
    const said = (urgent: unknown): unknown => {
      const parsed = parsePushed({ ...order, ...(urgent !== undefined && { urgent }) })
      return 'value' in parsed ? parsed.value.urgent : parsed.problems
    }
    expect([undefined, null, '', false].map(said)).toEqual([null, null, null, null])
    expect([true, 'supply'].map(said)).toEqual(['是', 'supply'])
    expect(said(1)).toEqual([{ field: 'urgent', problem: 'wrong-type' }])
  })
})

describe('marked by the centre', () => {
  it('[R1.3] gives every later part its clocks, in natural time, beside the ordinary ones', () => {
    const road = marked()
    expect(urgentOf(road.order, 1)).toEqual([])
    road.give(CLERK, 'dispatch', REGULATION)
    expect(shown(road.order, 1)).toEqual([
      ['urgent-sign', 30 * MINUTE, 'runs'],
      ['first-contact', HOUR, 'runs'],
      ['urgent-progress', 24 * HOUR, 'runs'],
    ])
    expect(road.order.clocks.filter(({ kind }) => kind === 'sign' || kind === 'handle')).toHaveLength(3)
    const plain = new Road().dispatched()
    expect(urgentOf(plain.order, 1)).toEqual([])
  })

  it('[R6.2] is met by signing, by telling the caller, and by a step after it', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
    const states = (): unknown[] => shown(road.order, 1).map((each) => (each as unknown[])[2])
    expect(states()).toEqual(['met', 'runs', 'runs'])
    road.give(HANDLER, 'record-step', TOLD)
    expect(states()).toEqual(['met', 'met', 'runs'])
    road.give(HANDLER, 'record-step', DONE)
    expect(states()).toEqual(['met', 'met', 'met'])
    expect(countIn(road.order, 'urgentOnTime', 'mayi')).toBe(3)
    expect(countIn(road.order, 'urgentOnTime', 'county')).toBe(3)
  })

  it('[R7.1] is met by feedback that leaves the unit, and not by one that is still in it', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {}).feedback()
    expect(urgentOf(road.order, 1).every(({ stoppedAt, voided }) => stoppedAt !== null && !voided)).toBe(true)
    road.give(REVIEWER, 'first-review', REDO)
    expect(urgentOf(road.order, 1).some(({ stoppedAt }) => stoppedAt === null)).toBe(false)
  })

  it('[R7.2] takes a progress update for progress, and a plan for none', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
    road.give(HANDLER, 'lay-plan', { steps: [{ what: '抢修', by: '2026-11-25' }] })
    expect(shown(road.order, 1)[2]).toEqual(['urgent-progress', 24 * HOUR, 'runs'])
    road.give(HANDLER, 'report-progress', { text: '正在抢修' })
    expect(shown(road.order, 1)[2]).toEqual(['urgent-progress', 24 * HOUR, 'met'])
  })

  it('[R6.2] gives a unit that has it in hand what it still lacks, from now on', () => {
    const road = new Road().signed().give(HANDLER, 'record-step', TOLD)
    road.after(2 * HOUR).give(REVIEWER, 'mark-urgent', HAZARD)
    expect(urgentOf(road.order, 1).map(({ kind, startedAt }) => [kind, startedAt])).toEqual([
      ['urgent-progress', TUESDAY + 2 * HOUR],
    ])
    const untold = new Road().signed().give(REVIEWER, 'mark-urgent', HAZARD)
    expect(urgentOf(untold.order, 1).map(({ kind }) => kind)).toEqual(['first-contact', 'urgent-progress'])
    const handedIn = new Road().answered().give(REVIEWER, 'mark-urgent', HAZARD)
    expect(urgentOf(handedIn.order, 1)).toEqual([])
  })

  it('[R2.3] times each part of a joint order by itself', () => {
    const road = marked()
      .give(CLERK, 'dispatch', REGULATION)
      .after(20 * MINUTE)
    road.give(CLERK, 'add-assist', { ...REGULATION, unit: 'zhujian' })
    road.give(HANDLER, 'unit-sign', {})
    expect(shown(road.order, 1)[0]).toEqual(['urgent-sign', 30 * MINUTE, 'met'])
    expect(shown(road.order, 2)[0]).toEqual(['urgent-sign', 30 * MINUTE, 'runs'])
    road.alarms(TUESDAY + 50 * MINUTE).give(of('zhujian', 'handler'), 'unit-sign', {})
    expect(urgentOf(road.order, 2)[0]?.breachedAt).toBe(TUESDAY + 50 * MINUTE)
    expect(urgentOf(road.order, 1)[0]?.breachedAt).toBeNull()
  })

  it('[R1.2] is taken back with a reason: nobody has to meet the clocks, what was missed stays', () => {
    const road = marked()
      .give(CLERK, 'dispatch', REGULATION)
      .alarms(TUESDAY + 40 * MINUTE)
    road.give(CLERK, 'mark-urgent', LIFTED)
    expect(road.order.urgent).toBeNull()
    expect(shown(road.order, 1).map((each) => (each as unknown[])[2])).toEqual(['void', 'void', 'void'])
    const [due, met] = [countIn(road.order, 'urgentDue', 'mayi'), countIn(road.order, 'urgentOnTime', 'mayi')]
    expect([due, met]).toEqual([1, 0])
    // A later signature does not meet what nobody has to meet any more.
    const stoppedAt = road.now
    road.after(MINUTE).give(HANDLER, 'unit-sign', {})
    expect(urgentOf(road.order, 1)[0]?.stoppedAt).toBe(stoppedAt)
  })

  it('[R1.2] names another kind without another clock, and begins anew after it was taken back', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION)
    road.give(CLERK, 'mark-urgent', { kind: 'life', reason: '有人受伤' })
    expect(road.order.urgent?.kind.name).toBe('人身安全')
    expect(urgentOf(road.order, 1)).toHaveLength(3)
    road.give(CLERK, 'mark-urgent', LIFTED).give(CLERK, 'mark-urgent', HAZARD)
    expect(urgentOf(road.order, 1).filter(({ stoppedAt }) => stoppedAt === null)).toHaveLength(3)
    expect(urgentOf(road.order, 1).at(-1)?.nth).toBe(2)
  })

  it('[R3.4] ends with the part: returned, withdrawn or recalled nobody has to meet them; the next unit has its own', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
    road.give(HANDLER, 'apply-return', RETURN)
    road.give(REVIEWER, 'decide-return', { no: 1, approve: true, reasons: '' })
    expect(shown(road.order, 1).map((each) => (each as unknown[])[2])).toEqual(['met', 'void', 'void'])
    road.give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
    expect(urgentOf(road.order, 2)).toHaveLength(3)
    road.give(CLERK, 'recall', { document: '市中心〔2026〕9号', reason: '另行办理' })
    expect(urgentOf(road.order, 2).every(({ voided }) => voided)).toBe(true)
  })

  it('[R1.2] is for the centre, from its signing until the end, with a reason and a kind of the policy', () => {
    expect(new Road().refused(CLERK, 'mark-urgent', HAZARD).code).toBe('state.wrong-stage')
    expect(
      new Road().give(CLERK, 'centre-sign', {}).give(CLERK, 'mark-urgent', HAZARD).order.urgent,
    ).not.toBeNull()
    expect(new Road().closed().refused(CLERK, 'mark-urgent', HAZARD).code).toBe('state.wrong-stage')
    expect(new Road().passed().give(CLERK, 'mark-urgent', HAZARD).order.urgent?.kind.code).toBe('hazard')
    const road = new Road().signed()
    expect(road.refused(LEADER, 'mark-urgent', HAZARD).code).toBe('access.wrong-role')
    expect(road.refused(CLERK, 'mark-urgent', { ...HAZARD, reason: ' ' }).code).toBe('input.missing')
    expect(road.refused(CLERK, 'mark-urgent', { ...HAZARD, kind: 'other' }).code).toBe('urgent.unknown-kind')
    expect(road.refused(CLERK, 'mark-urgent', LIFTED).code).toBe('urgent.none')
    road.give(CLERK, 'mark-urgent', HAZARD)
    expect(road.refused(CLERK, 'mark-urgent', HAZARD).code).toBe('urgent.already')
  })
})

describe('day and night', () => {
  const NIGHT = at('2026-11-24T22:00:00')
  const atNight = (): Road => new Road().verified().until(NIGHT).give(CLERK, 'mark-urgent', HAZARD)

  it('[R17] reminds at night, where the ordinary window does not', () => {
    const road = atNight().give(CLERK, 'dispatch', REGULATION)
    const rings = (kind: string): readonly number[] =>
      road.order.clocks
        .filter((clock) => clock.kind === kind && clock.part === 1)
        .flatMap((clock) => clock.rings.filter(({ what }) => what === 'remind').map((ring) => ring.at))
    expect(rings('urgent-sign')).toEqual([NIGHT + 15 * MINUTE])
    expect(rings('sign')).toEqual([at('2026-11-25T17:29:00')])
    road.alarms(NIGHT + 31 * MINUTE)
    const rang = road.events.flatMap((event) => (event.type === 'rang' ? [event.data.what] : []))
    expect(rang).toEqual(['remind', 'breach'])
  })

  it('[R17] leaves the system at once; an ordinary message waits for the office to open', () => {
    const hours = { policy: DEFAULT_POLICY, calendar: officialCalendar() }
    const leaves = (road: Road): number | null => {
      road.give(CLERK, 'dispatch', REGULATION)
      const notice = noticesOf(road.order, road.events.at(-1)!)[0]!
      return planned(notice, { uid: 'handler', channel: 'text-message' } as never, road.now, hours).sendAfter
    }
    expect(leaves(atNight())).toBe(NIGHT)
    expect(leaves(new Road().verified().until(NIGHT))).toBe(at('2026-11-25T08:30:00'))
  })

  it('[R17] says in the notice that it is urgent, and by when', () => {
    const road = marked().give(CLERK, 'dispatch', REGULATION)
    const [notice] = noticesOf(road.order, road.events.at(-1)!)
    const said = noticeSentence(notice!, (id) => id, road.now)
    expect(said).toContain('【紧急】')
    expect(notice?.dueAt).toBe(TUESDAY + 30 * MINUTE)
    const lifted = road.give(CLERK, 'mark-urgent', LIFTED)
    expect(noticesOf(lifted.order, lifted.events.at(-1)!).map(({ kind, urgent }) => [kind, urgent])).toEqual([
      ['urgency-lifted', undefined],
      ['urgency-lifted', undefined],
    ])
  })
})

describe('before all others', () => {
  it('[R17] comes first in every list while it is open and urgent', () => {
    const urgent = listingOf(marked().order)
    const late = listingOf(new Road().alarms(TUESDAY + 48 * HOUR).order)
    expect(urgent.urgent).toBe('安全隐患')
    expect(urgent.rank).toBeLessThan(0)
    expect(late.rank).toBeGreaterThan(0)
    expect(listingOf(marked().give(CLERK, 'mark-urgent', LIFTED).order).rank).toBeGreaterThan(0)
    const handedIn = marked().give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {}).feedback()
    expect(listingOf(handedIn.order).rank).toBeLessThan(0)
    handedIn.give(REVIEWER, 'first-review', PASS).give(CLERK, 'withdraw-by-caller', { reason: '已解决' })
    expect(listingOf(handedIn.order)).not.toHaveProperty('urgent')
  })
})

describe('the kinds and windows of the policy', () => {
  const { version: _version, ...settings } = DEFAULT_POLICY
  const accepts = (urgency: unknown): boolean => policySettings.safeParse({ ...settings, urgency }).success
  const { urgency } = DEFAULT_POLICY

  it('[R1.3] are the defaults in a policy from before, and otherwise its own', () => {
    const { urgency: _urgency, ...older } = DEFAULT_POLICY
    expect(completed(older as Policy).urgency).toEqual(urgency)
    const own: Policy = { ...DEFAULT_POLICY, urgency: { ...urgency, signWithin: HOUR } }
    expect(completed(own).urgency.signWithin).toBe(HOUR)
    const road = new Road().verified().give(CLERK, 'mark-urgent', HAZARD)
    road.give(CLERK, 'dispatch', REGULATION, { policy: own })
    expect(shown(road.order, 1)[0]).toEqual(['urgent-sign', HOUR, 'runs'])
  })

  it('[R1.3] have codes and names of their own, and lengths that make sense', () => {
    expect(accepts(urgency)).toBe(true)
    expect(accepts({ ...urgency, kinds: [] })).toBe(true)
    expect(accepts({ ...urgency, kinds: [{ code: 'other', name: '其他' }] })).toBe(false)
    expect(accepts({ ...urgency, kinds: [...urgency.kinds, { code: 'gas', name: '水电气中断' }] })).toBe(
      false,
    )
    expect(accepts({ ...urgency, kinds: [...urgency.kinds, { code: 'gas', name: '燃气泄漏' }] })).toBe(true)
    expect(accepts({ ...urgency, signWithin: MINUTE })).toBe(false)
    expect(accepts({ ...urgency, progressWithin: 8 * 24 * HOUR })).toBe(false)
  })
})
