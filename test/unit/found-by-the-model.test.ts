import { describe, expect, it } from 'vitest'
import type { CommandData } from '../../functions/src/domain/order/command'
import { talliesOf } from '../../functions/src/domain/figures/figures'
import { happen, repeated, ringDue } from '../../functions/src/domain/commands/handle'
import { HOUR } from '../../functions/src/domain/base/instant'
import { may } from '../../functions/src/domain/commands/may'
import { noticesOf } from '../../functions/src/domain/notices/notices'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { isClock } from '../../functions/src/domain/order/clocks'
import { clockOf, type Order } from '../../functions/src/domain/order/order'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { reschedule } from '../../functions/src/domain/order/reschedule'
import {
  at,
  CITY,
  CLERK,
  FEEDBACK,
  HANDLER,
  LEADER,
  of,
  PANEL,
  PASS,
  PRINCIPAL,
  REDO,
  RETURN,
  REVIEWER,
  Road,
  sha256,
  TUESDAY,
  UNHAPPY,
  VERIFIED,
} from '../support/road'

/** What the model (`model.test.ts`) brought out of the law, each as short as it could be told. */

const JOIN = (unit: string): CommandData['add-assist'] => ({
  unit,
  basis: { kind: 'duty', name: '三定方案' },
})
const APPEAL: CommandData['prepare-appeal'] = { ground: 'mediation', reason: '已进入调解', proof: ['proof'] }

/** Eight workdays from Tuesday. */
const complaint = (): Road =>
  new Road()
    .give(CLERK, 'centre-sign', {})
    .give(CLERK, 'verify', { ...VERIFIED, category: 'complaint' })
    .give(CLERK, 'dispatch', { unit: 'mayi', basis: { kind: 'duty', name: '三定方案' } })
    .give(HANDLER, 'unit-sign', {})

const answers = (road: Road, unit: string): Road =>
  road
    .give(of(unit, 'handler'), 'submit-feedback', FEEDBACK)
    .give(of(unit, 'leader-in-charge'), 'review-in-unit', { pass: true, reasons: '' })
const judgedReasonable = (road: Road): Road =>
  road
    .give(CLERK, 'call-back', UNHAPPY)
    .give(LEADER, 'request-evaluation', { reason: '已妥善处置' })
    .give(CLERK, 'convene-panel', { ...PANEL, meetsAt: TUESDAY })
    .give(CLERK, 'record-verdict', {
      votes: [true, true, false],
      solveBy: '2026-12-20',
      minutes: 'minutes',
      note: '',
    })
const disputeWithout = (road: Road, lead: string, units: readonly string[]): Road =>
  road
    .give(CLERK, 'open-dispute', { ground: 'hot', note: '无人牵头' })
    .give(CLERK, 'convene', { units, lead, place: '会议室', meetsAt: TUESDAY })
    .give(CLERK, 'conclude-consultation', {
      agreed: false,
      host: null,
      assists: [],
      note: '未达成一致',
      minutes: 'minutes',
    })
const sumOf = (order: Order, scope: string, name: 'signedOnTime' | 'completionDue' | 'rated'): number =>
  talliesOf(order).reduce((sum, tally) => sum + (tally.scope === scope ? tally.counts[name] : 0), 0)
const accuse = (unit: string): CommandData['name-accused'] => ({ units: [unit], reason: '来电人举报该单位' })

describe('clocks that nobody could meet', () => {
  it('[R3.3] a return that is undecided when the feedback leaves the unit lapses, and its clock does not run out', () => {
    const road = new Road().signed().give(HANDLER, 'apply-return', RETURN).feedback()
    expect(road.order.stage).toBe('first-review')
    expect(clockOf(road.order, 'decide-return', 1)).toMatchObject({ voided: true, stoppedAt: road.now })
    road.until(at('2026-12-20T00:00:00')).tick()
    expect(clockOf(road.order, 'decide-return', 1)?.breachedAt).toBeNull()
  })

  it('[R3.3] so does the return of a part that is taken from its unit; while it has the part, the centre is late', () => {
    const asked = new Road().signed().give(HANDLER, 'apply-return', RETURN)
    const taken = asked.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '派错单位' })
    expect(
      clockOf(taken.until(at('2026-12-20T00:00:00')).tick().order, 'decide-return', 1)?.breachedAt,
    ).toBeNull()
    const kept = new Road()
      .signed()
      .give(HANDLER, 'apply-return', RETURN)
      .until(at('2026-12-20T00:00:00'))
      .tick()
    expect(clockOf(kept.order, 'decide-return', 1)?.breachedAt).toBe(at('2026-11-26T00:00:00'))
  })

  it('[R3.5] a return that lapsed closes no ground, one that was rejected does', () => {
    const lapsed = new Road().signed().give(HANDLER, 'apply-return', RETURN).feedback()
    lapsed.give(REVIEWER, 'first-review', REDO).give(HANDLER, 'apply-return', RETURN)
    lapsed.give(REVIEWER, 'decide-return', { no: 1, approve: false, reasons: '属于该单位' })
    expect(lapsed.refused(HANDLER, 'apply-return', RETURN).code).toBe('return.ground-closed')
  })

  it('[R9.2] what passed before an evaluation is not sent back, and its old limit does not breach', () => {
    const road = new Road().signed().give(CLERK, 'add-assist', JOIN('zhujian'))
    road.give(of('zhujian', 'handler'), 'unit-sign', {})
    answers(road, 'zhujian').feedback().give(REVIEWER, 'first-review', PASS)
    judgedReasonable(road).until(at('2026-12-15T09:00:00')).feedback()
    expect(road.refused(REVIEWER, 'first-review', { ...REDO, parts: [2] }).code).toBe('state.wrong-part')
    road.give(REVIEWER, 'first-review', { ...REDO, parts: [1] }).tick()
    expect(road.order.clocks.filter(({ breachedAt }) => breachedAt !== null)).toEqual([])
  })

  it('[R7.2] a complex part that a verdict sends back to work is awaited with an update again', () => {
    const road = new Road().signed()
    road.give(HANDLER, 'lay-plan', { steps: [{ what: '施工', by: '2026-12-01' }] })
    road.feedback().give(REVIEWER, 'first-review', PASS)
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 1 }))?.stoppedAt).not.toBeNull()
    judgedReasonable(road)
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 2 }))?.stoppedAt).toBeNull()
  })
})

describe('deadlines', () => {
  const ask = (workdays: number): CommandData['apply-extension'] => ({
    workdays,
    reason: '需采购',
    expectedOn: '2026-12-10',
  })
  const grant = { no: 1, approve: true, document: '', note: '' }
  const toConsultation = { category: 'consultation', reason: '类别有误' } as const

  it('[R5.4] a second extension after a correction counts the first no longer than the limit is now', () => {
    const road = complaint().give(HANDLER, 'apply-extension', ask(8)).give(CITY, 'decide-extension', grant)
    road.give(REVIEWER, 'correct-category', toConsultation)
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at('2026-12-01T00:00:00'))
    road.give(HANDLER, 'apply-extension', ask(2)).give(CITY, 'decide-extension', grant)
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at('2026-12-03T00:00:00'))
  })

  it('[R5.4] what was asked for before a correction is not granted beyond the limit as it is now', () => {
    const road = complaint().give(HANDLER, 'apply-extension', ask(8))
    road.give(REVIEWER, 'correct-category', toConsultation)
    expect(road.refused(CITY, 'decide-extension', grant).code).toBe('extension-too-long')
    const short = complaint().give(HANDLER, 'apply-extension', ask(2))
    short.give(REVIEWER, 'correct-category', toConsultation).give(CITY, 'decide-extension', grant)
  })

  it('[R5.3] a deadline that passed while feedback was judged is not moved any more', () => {
    const road = complaint().give(HANDLER, 'apply-extension', ask(2)).feedback()
    const due = clockOf(road.order, 'handle', 1)!.dueAt
    expect(road.until(due).refused(CITY, 'decide-extension', grant).code).toBe('extension.deadline-passed')
    road.until(due - 1).give(CITY, 'decide-extension', grant)
  })
})

describe('the county declares a day off', () => {
  const declared = (now: number): Order['clocks'][number] | null => {
    const road = new Road().signed().until(now)
    const calendar = officialCalendar().withCountyDays([{ date: '2026-12-02', workday: false }])
    const moved = reschedule(road.order, DEFAULT_POLICY, calendar, now)
    const order = moved === null ? road.order : happen(road.order, moved, now, sha256).order
    return clockOf(ringDue(order, now, { policy: DEFAULT_POLICY, calendar }, sha256).order, 'handle', 1)
  }

  it('[R5.1] after the deadline, before its alarm came: the breach is not lost', () => {
    const due = at('2026-12-03T00:00:00')
    expect(declared(due)).toMatchObject({ dueAt: due, breachedAt: due })
    expect(declared(due - 1)).toMatchObject({ dueAt: at('2026-12-04T00:00:00'), breachedAt: null })
  })
})

describe('the county declares another policy for open orders', () => {
  const with3 = {
    ...DEFAULT_POLICY,
    version: '2026-2',
    handlingWorkdays: { ...DEFAULT_POLICY.handlingWorkdays, complaint: 3 },
  }
  const declared = ({ order, now }: Road): Order => {
    const moved = reschedule(order, with3, officialCalendar(), now)
    return moved === null ? order : happen(order, moved, now, sha256).order
  }

  it('[R5.4] a part whose new limit would be over keeps the one it was promised, and an extension ends later than that', () => {
    const road = complaint().until(at('2026-12-02T10:00:00'))
    road.order = declared(road)
    expect(road.order).toMatchObject({ policyVersion: '2026-2', assignments: [{ limitWorkdays: 8 }] })
    road.give(HANDLER, 'apply-extension', { workdays: 1, reason: '需采购', expectedOn: '2026-12-10' })
    road.give(CITY, 'decide-extension', { no: 1, approve: true, document: '', note: '' }, { policy: with3 })
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at('2026-12-08T00:00:00'))
    expect(reschedule(road.order, with3, officialCalendar(), road.now)).toBeNull()

    const sooner = declared(complaint().until(at('2026-11-25T10:00:00')))
    expect(sooner.assignments[0]?.limitWorkdays).toBe(3)
    expect(clockOf(sooner, 'handle', 1)?.dueAt).toBe(at('2026-11-28T00:00:00'))
  })

  it('[R5.1] [R7.2] a wrong category that is corrected after it takes no breach from another clock', () => {
    const road = complaint().give(HANDLER, 'lay-plan', { steps: [{ what: '施工', by: '2026-12-01' }] })
    road.until(at('2026-11-28T09:00:00')).tick()
    const breachedAt = at('2026-11-28T00:00:00')
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 1 }))?.breachedAt).toBe(
      breachedAt,
    )
    const slower = { ...DEFAULT_POLICY, version: '2026-2', progressEveryWorkdays: 5 }
    const moved = reschedule(road.order, slower, officialCalendar(), road.now)!
    road.order = happen(road.order, moved, road.now, sha256).order
    road.give(REVIEWER, 'correct-category', { category: 'help', reason: '类别有误' }, { policy: slower })
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 1 }))?.breachedAt).toBe(
      breachedAt,
    )
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at('2026-12-03T00:00:00'))
  })
})

describe('a limit that was corrected while the feedback was judged', () => {
  const corrected = (): Road =>
    complaint()
      .until(at('2026-11-27T09:00:00'))
      .feedback()
      .give(REVIEWER, 'correct-category', { category: 'consultation', reason: '类别有误' })

  it('[R5.1] [R17] had passed by then: it is late without having rung, and climbs once the part is sent back', () => {
    const road = corrected()
    const due = at('2026-11-27T00:00:00')
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({ dueAt: due, breachedAt: due })
    road.until(at('2026-11-27T10:00:00')).give(REVIEWER, 'first-review', REDO)
    road.until(at('2026-11-28T09:00:00')).tick()
    const rang = road.events.flatMap((event) => (event.type === 'rang' ? [event.data] : []))
    expect(rang.filter(({ kind }) => kind === 'handle')).toMatchObject([
      { what: 'climb', to: 'principal-leader', at: due + 24 * HOUR },
    ])
  })
})

describe('figures', () => {
  it('[G] a unit that gets an order after it passed once has completed nothing yet', () => {
    const road = judgedReasonable(new Road().passed())
    road
      .give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '改派' })
      .give(CLERK, 'dispatch', JOIN('zhujian'))
    expect(sumOf(road.order, 'zhujian', 'completionDue')).toBe(0)
    expect(sumOf(road.order, 'zhujian', 'rated')).toBe(0)
    answers(road.give(of('zhujian', 'handler'), 'unit-sign', {}), 'zhujian')
    expect(sumOf(road.give(REVIEWER, 'first-review', PASS).order, 'zhujian', 'completionDue')).toBe(1)
    road.give(CLERK, 'call-back', UNHAPPY)
    expect(sumOf(road.order, 'zhujian', 'rated')).toBe(1)
  })

  it('[G] [R8.4] a unit that had not signed when an appeal was approved has not signed in time', () => {
    const appealed = (signs: boolean): Order => {
      const road = new Road().signed().give(CLERK, 'add-assist', JOIN('zhujian'))
      if (signs) road.give(of('zhujian', 'handler'), 'unit-sign', {})
      return road
        .give(HANDLER, 'prepare-appeal', APPEAL)
        .give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
        .give(CITY, 'decide-appeal', { approve: true, document: '', note: '' }).order
    }
    expect(sumOf(appealed(false), 'zhujian', 'signedOnTime')).toBe(0)
    expect(sumOf(appealed(true), 'zhujian', 'signedOnTime')).toBe(1)
  })

  it('[R4.2] without agreement the outcome counts also for a unit that had its part before, and it must cooperate', () => {
    const road = new Road().signed().give(CLERK, 'add-assist', JOIN('zhujian'))
    road.give(of('zhujian', 'handler'), 'unit-sign', {})
    road.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '改派' })
    disputeWithout(road, 'chengguan', ['zhujian'])
    expect(road.order.assignments[1]).toMatchObject({
      unit: 'zhujian',
      state: 'handling',
      answersForOutcome: true,
      returnWithin: null,
    })
  })

  it('[R4.2] the industry lead hosts also when it had assisted so far', () => {
    const road = new Road().signed().give(CLERK, 'add-assist', JOIN('zhujian'))
    road.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '改派' })
    disputeWithout(road, 'zhujian', ['chengguan'])
    expect(road.order.assignments.map(({ unit, part, state }) => [unit, part, state])).toEqual([
      ['mayi', 'host', 'withdrawn'],
      ['zhujian', 'assist', 'withdrawn'],
      ['zhujian', 'host', 'to-sign'],
      ['chengguan', 'assist', 'to-sign'],
    ])
  })

  it('calls in vain of the first round do not count in the second', () => {
    const missed = { reached: false, solution: null, grade: null, note: '' }
    const road = new Road().passed().give(CLERK, 'call-back', missed).give(CLERK, 'call-back', missed)
    judgedReasonable(road).feedback().give(REVIEWER, 'first-review', PASS)
    road.give(CLERK, 'call-back', missed).give(CLERK, 'call-back', missed)
    expect(road.order.stage).toBe('callback')
    expect(road.give(CLERK, 'call-back', missed).order.stage).toBe('to-archive')
  })
})

describe('who is accused', () => {
  it('[R16.2] can be named however far the order has come; it is then dispatched anew', () => {
    for (const road of [new Road().passed(), new Road().passed().give(CLERK, 'call-back', UNHAPPY)]) {
      road.give(CLERK, 'name-accused', accuse('mayi'))
      expect(road.order).toMatchObject({ stage: 'to-dispatch', passedAt: null })
      expect(road.order.readers).not.toContain('unit:mayi')
      road.give(CLERK, 'dispatch', JOIN('zhujian'))
    }
  })

  it('[R16.2] has no say and no part in an order that was closed when it was named and is opened again', () => {
    const road = new Road().closed().give(CLERK, 'name-accused', accuse('mayi'))
    expect(road.order.assignments[0]?.state).toBe('passed')
    road.give(REVIEWER, 'reopen', { reason: '误归档' })
    expect(road.order).toMatchObject({ stage: 'to-dispatch', assignments: [{ state: 'withdrawn' }] })
    expect(may(road.order, HANDLER, road.now)).toEqual([])
    expect(may(road.order, LEADER, road.now)).toEqual([])
    expect(new Road().closed().give(REVIEWER, 'reopen', { reason: '误归档' }).order.stage).toBe('to-archive')
  })

  it('[R16.2] is not told either of what rang before it was named', () => {
    const road = new Road().dispatched().until(TUESDAY + 22.5 * HOUR)
    road.give(CLERK, 'name-accused', accuse('mayi'))
    const reminder = road.events.find(({ type }) => type === 'rang')!
    expect(noticesOf(road.order, reminder)).toEqual([])
    expect(noticesOf(new Road().dispatched().order, reminder)).toHaveLength(1)
  })
})

describe('doors', () => {
  it('answers a repeat as the first time also when the command made several events', () => {
    const road = new Road().answered().give(REVIEWER, 'first-review', REDO).feedback()
    road.give(REVIEWER, 'first-review', REDO, { id: 'second-redo' })
    expect(road.events.slice(-2).map(({ type }) => type)).toEqual(['first-reviewed', 'flagged'])
    expect(repeated(road.order, 'second-redo')).toBe(road.order.version)
  })

  it('[R8.2] the city does not read an order of an appeal that never left the unit', () => {
    const road = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    road.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '改派' })
    expect(road.order.readers).not.toContain('city')
    const asked = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    asked.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
    expect(asked.order.readers).toContain('city')
  })
})
