import { describe, expect, it } from 'vitest'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { extensionRoom } from '../../../functions/src/domain/commands/extending'
import { HOUR, MINUTE } from '../../../functions/src/domain/base/instant'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { queueFor } from '../../../functions/src/domain/listings/awaited'
import { may } from '../../../functions/src/domain/commands/may'
import { RETURN_GROUNDS } from '../../../functions/src/domain/order/return'
import { isClock } from '../../../functions/src/domain/order/clocks'
import { clockOf, hostOf } from '../../../functions/src/domain/order/order'
import {
  at,
  CITY,
  CLERK,
  HANDLER,
  LEADER,
  of,
  PASS,
  REDO,
  person,
  REGULATION,
  REVIEWER,
  Road,
  TUESDAY,
} from '../../support/road'

const RETURN: CommandData['apply-return'] = {
  ground: 'not-its-duty',
  reason: '该路段由县住建局养护',
  suggestedUnit: 'zhujian',
  opinion: '',
  form: 'return-form',
}
const APPROVE = { no: 1, approve: true, reasons: '' }
const REJECT = { no: 1, approve: false, reasons: '该路段由镇里管养' }

describe('returning an order', () => {
  it('[R3.1] only after signing', () => {
    const road = new Road().dispatched()
    expect(road.refused(HANDLER, 'apply-return', RETURN).code).toBe('state.wrong-part')
    road.give(HANDLER, 'unit-sign', {}).give(HANDLER, 'apply-return', RETURN)
  })

  it('[R3.1] within 24 h of signing: the last millisecond is in time, the end is not', () => {
    const inTime = new Road().signed().after(24 * HOUR - 1)
    expect(may(inTime.order, HANDLER, inTime.now)).toContain('apply-return')
    inTime.give(HANDLER, 'apply-return', RETURN)
    const late = new Road().signed().after(24 * HOUR)
    expect(may(late.order, HANDLER, late.now)).not.toContain('apply-return')
    expect(late.refused(HANDLER, 'apply-return', RETURN)).toMatchObject({
      code: 'return.too-late',
      rule: 'R3.1',
    })
  })

  it('[R3.2] states its reason and carries the signed and sealed form', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'apply-return', { ...RETURN, reason: '  ' }).code).toBe('input.missing')
    expect(road.refused(HANDLER, 'apply-return', RETURN, { evidence: [] }).code).toBe('evidence.missing')
    expect(road.refused(HANDLER, 'apply-return', { ...RETURN, form: 'proof' }).code).toBe(
      'evidence.other-kind',
    )
    expect(road.refused(HANDLER, 'apply-return', { ...RETURN, suggestedUnit: 'mayi' }).code).toBe(
      'return.suggests-itself',
    )
  })

  it('[R3.2] says who should have it: a unit, or in words why none is known', () => {
    const road = new Road().signed()
    const unknown = { ...RETURN, suggestedUnit: null }
    expect(road.refused(HANDLER, 'apply-return', { ...unknown, opinion: ' ' })).toMatchObject({
      code: 'return.opinion-missing',
      rule: 'R3.2',
    })
    expect(road.refused(HANDLER, 'apply-return', { ...RETURN, suggestedUnit: 'nobody' }).code).toBe(
      'dispatch.unknown-unit',
    )
    road.give(HANDLER, 'apply-return', { ...unknown, opinion: ' 该路段产权不清 ' })
    expect(road.order.returns).toMatchObject([{ suggestedUnit: null, opinion: '该路段产权不清' }])
    new Road().signed().give(HANDLER, 'apply-return', { ...RETURN, opinion: '' })
  })

  it('[R3.1] one application at a time', () => {
    const road = new Road().signed().give(HANDLER, 'apply-return', RETURN)
    expect(road.refused(HANDLER, 'apply-return', { ...RETURN, ground: 'duplicate' }).code).toBe(
      'return.already',
    )
  })

  it('[R3.3] the centre has one workday, and its breach is its own; the handling clock runs on', () => {
    const road = new Road().signed().give(HANDLER, 'apply-return', RETURN)
    expect(clockOf(road.order, 'decide-return', 1)).toMatchObject({
      holder: 'centre',
      dueAt: at('2026-11-26T00:00:00'),
    })
    expect(clockOf(road.order, 'handle', 1)?.stoppedAt).toBeNull()
    road.until(at('2026-11-26T00:00:00')).give(REVIEWER, 'decide-return', APPROVE)
    expect(clockOf(road.order, 'decide-return', 1)).toMatchObject({
      breachedAt: at('2026-11-26T00:00:00'),
      holder: 'centre',
    })
  })

  it('[R3.3] decided within the workday there is no breach', () => {
    const road = new Road()
      .signed()
      .give(HANDLER, 'apply-return', RETURN)
      .until(at('2026-11-25T23:59:59'))
      .give(REVIEWER, 'decide-return', APPROVE)
    expect(clockOf(road.order, 'decide-return', 1)?.breachedAt).toBeNull()
  })

  it('[R3.4] approved, it is dispatched anew, with a window and a fresh limit for the next unit', () => {
    const road = new Road()
      .signed()
      .give(HANDLER, 'apply-return', RETURN)
      .give(REVIEWER, 'decide-return', APPROVE)
    expect(road.order).toMatchObject({ stage: 'to-dispatch', assignments: [{ state: 'returned' }] })
    expect(hostOf(road.order)).toBeNull()
    road.after(2 * HOUR).give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
    expect(hostOf(road.order)).toMatchObject({ no: 2, unit: 'zhujian' })
    expect(clockOf(road.order, 'sign', 2)?.startedAt).toBe(road.now)
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({ voided: true })
  })

  it('[R3.4] a limit that ends after the city’s deadline is flagged', () => {
    const road = new Road({ cityDeadline: at('2026-12-02T00:00:00') })
      .signed()
      .give(HANDLER, 'apply-return', RETURN)
      .give(REVIEWER, 'decide-return', APPROVE)
      .give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
    const dispatches = road.events.filter((event) => event.type === 'dispatched')
    expect(dispatches.map((event) => event.data.afterCityDeadline)).toEqual([true, true])
    expect(road.order.cityDeadline).toBe(at('2026-12-02T00:00:00'))
    expect(
      new Road().dispatched().events.find((event) => event.type === 'dispatched')?.data.afterCityDeadline,
    ).toBe(false)
  })

  it('[R3.5] the button is there while one ground is open, and gone with the last', () => {
    const road = new Road().signed()
    for (const ground of RETURN_GROUNDS) {
      expect(may(road.order, HANDLER, road.now)).toContain('apply-return')
      road.give(HANDLER, 'apply-return', { ...RETURN, ground })
      road.give(REVIEWER, 'decide-return', { no: 1, approve: false, reasons: '属本单位' })
    }
    expect(may(road.order, HANDLER, road.now)).not.toContain('apply-return')
    expect(road.refused(HANDLER, 'apply-return', RETURN)).toMatchObject({
      code: 'return.all-grounds-closed',
      rule: 'R3.5',
    })
  })

  it('[R11.2] what a panel set a day for can be neither returned nor extended; before it passed it could', () => {
    const road = new Road().signed()
    expect(may(road.order, HANDLER, road.now)).toEqual(
      expect.arrayContaining(['apply-return', 'apply-extension']),
    )
    road.feedback().give(REVIEWER, 'first-review', PASS)
    road.give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
    road.give(LEADER, 'request-evaluation', { reason: '已妥善办理' })
    const kinds = ['deputy', 'lawyer', 'teacher'] as const
    road.give(CLERK, 'convene-panel', {
      evaluators: kinds.map((kind) => ({ name: `评议员${kind}`, kind, unit: null })),
      place: '县中心',
      meetsAt: road.now,
    })
    road.give(CLERK, 'record-verdict', {
      votes: [true, true, true],
      solveBy: '2026-12-02',
      minutes: 'minutes',
      note: '',
    })
    expect(road.order.stage).toBe('handling')
    expect(road.refused(HANDLER, 'apply-return', RETURN).code).toBe('return.handled')
    expect(
      road.refused(HANDLER, 'apply-extension', { workdays: 1, reason: '等待', expectedOn: '2026-12-03' })
        .code,
    ).toBe('extension.handled')
  })

  it('[R3.5] rejected, the same unit carries on and that ground is closed to it; another is not', () => {
    const road = new Road().signed().give(HANDLER, 'apply-return', RETURN)
    expect(road.refused(REVIEWER, 'decide-return', { ...REJECT, reasons: ' ' }).code).toBe(
      'review.reasons-missing',
    )
    road.give(REVIEWER, 'decide-return', REJECT)
    expect(road.order).toMatchObject({ stage: 'handling', assignments: [{ state: 'handling' }] })
    expect(road.refused(HANDLER, 'apply-return', RETURN)).toMatchObject({
      code: 'return.ground-closed',
      rule: 'R3.5',
    })
    road.give(HANDLER, 'apply-return', { ...RETURN, ground: 'duplicate' })
  })

  it('[R4.1] [R10.1] passed to and fro, it is disputed and flagged by itself', () => {
    const road = new Road()
      .signed()
      .give(HANDLER, 'apply-return', RETURN)
      .give(REVIEWER, 'decide-return', APPROVE)
    expect(road.order).toMatchObject({ stage: 'to-dispatch', dispute: null, flags: [] })
    const builder = of('zhujian', 'handler')
    road
      .give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
      .give(builder, 'unit-sign', {})
      .give(builder, 'apply-return', { ...RETURN, suggestedUnit: 'mayi' })
      .give(REVIEWER, 'decide-return', { ...APPROVE, no: 2 })
    expect(road.order).toMatchObject({
      stage: 'disputed',
      dispute: { ground: 'passing' },
      flags: [{ ground: 'passing' }],
    })
  })

  it('[R3.3] is decided by the centre and on what was seen', () => {
    const road = new Road().signed().give(HANDLER, 'apply-return', RETURN)
    expect(road.refused(HANDLER, 'decide-return', APPROVE).code).toBe('access.wrong-role')
    expect(
      road.refused(REVIEWER, 'decide-return', APPROVE, { expectedVersion: road.order.version - 1 }).code,
    ).toBe('version.changed')
    road.give(CLERK, 'decide-return', APPROVE)
  })
})

describe('an extension', () => {
  const ASK = { workdays: 3, reason: '配件尚在运输', expectedOn: '2026-12-04' }
  const GRANT = { no: 1, approve: true, document: '九热线函〔2026〕12号', note: '' }
  // Dispatched on Tuesday the 24th, help has until the end of Wednesday the 2nd.
  const DUE = at('2026-12-03T00:00:00')

  it('[R5.2] is applied for strictly before 24 h before the deadline, as the form says', () => {
    const road = new Road().signed()
    expect(extensionRoom(road.order, road.order.assignments[0]!)).toEqual({
      by: DUE - 24 * HOUR,
      workdays: 6,
      left: 2,
      needsDocument: false,
    })
    const late = new Road().signed().until(DUE - 24 * HOUR)
    expect(may(late.order, HANDLER, late.now)).not.toContain('apply-extension')
    expect(late.refused(HANDLER, 'apply-extension', ASK)).toMatchObject({
      code: 'extension.too-late',
      rule: 'R5.2',
    })
    road.until(DUE - 24 * HOUR - 1).give(HANDLER, 'apply-extension', ASK)
  })

  it('[R5.2] states its reason and a day to come', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'apply-extension', { ...ASK, reason: '' }).code).toBe('input.missing')
    for (const expectedOn of ['2026-11-23', '2026-13-01'])
      expect(road.refused(HANDLER, 'apply-extension', { ...ASK, expectedOn }).code).toBe(
        'extension.expected-day',
      )
    road.give(HANDLER, 'apply-extension', { ...ASK, expectedOn: '2026-11-24' })
  })

  it('[R5.3] the city decides; until then the old deadline stands', () => {
    const road = new Road().signed().give(HANDLER, 'apply-extension', ASK)
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(DUE)
    expect(road.order.readers).toContain('city')
    road.give(CITY, 'decide-extension', { ...GRANT, document: '' })
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({
      dueAt: at('2026-12-08T00:00:00'),
      breachedAt: null,
    })
  })

  it('[R5.3] the centre may record the city’s decision, with its document', () => {
    const road = new Road().signed().give(HANDLER, 'apply-extension', ASK)
    expect(road.refused(REVIEWER, 'decide-extension', { ...GRANT, document: ' ' }).code).toBe(
      'city.document-missing',
    )
    expect(road.refused(person('x', 'county-leader'), 'decide-extension', GRANT).code).toBe(
      'access.wrong-role',
    )
    road.give(REVIEWER, 'decide-extension', GRANT)
  })

  it('[R5.3] once the old deadline has passed there is nothing to grant; refusing is still possible', () => {
    const road = new Road().signed().give(HANDLER, 'apply-extension', ASK).until(DUE)
    expect(road.refused(CITY, 'decide-extension', GRANT)).toMatchObject({
      code: 'extension.deadline-passed',
      rule: 'R5.3',
    })
    road.give(CITY, 'decide-extension', { ...GRANT, approve: false, note: '逾期' })
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({ breachedAt: DUE, dueAt: DUE })
  })

  it('[R5.4] none longer than the limit', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'apply-extension', { ...ASK, workdays: 7 })).toMatchObject({
      code: 'extension-too-long',
      rule: 'R5.4',
      params: { atMost: 6 },
    })
    for (const workdays of [0, 1.5])
      expect(road.refused(HANDLER, 'apply-extension', { ...ASK, workdays }).code).toBe('extension-not-whole')
    road.give(HANDLER, 'apply-extension', { ...ASK, workdays: 6 })
  })

  it('[R5.4] two at most, whatever was refused in between', () => {
    const road = new Road().signed()
    for (const approve of [true, false, true])
      road
        .give(HANDLER, 'apply-extension', ASK)
        .give(CITY, 'decide-extension', { ...GRANT, approve, note: '说明' })
    expect(may(road.order, HANDLER, road.now)).not.toContain('apply-extension')
    expect(road.refused(HANDLER, 'apply-extension', ASK)).toMatchObject({
      code: 'extensions-too-many',
      rule: 'R5.4',
    })
    // 6 + 3 + 3 workdays from the 24th.
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at('2026-12-11T00:00:00'))
  })

  it('[R5.4] one more than in principle only where the policy allows it and the city’s document is named', () => {
    const policy = { ...DEFAULT_POLICY, thirdExtension: true }
    const road = new Road().verified().give(CLERK, 'dispatch', REGULATION, { policy })
    road.give(HANDLER, 'unit-sign', {})
    for (let place = 0; place < 2; place++)
      road.give(HANDLER, 'apply-extension', ASK).give(CITY, 'decide-extension', { ...GRANT, document: '' })
    expect(extensionRoom(road.order, road.order.assignments[0]!)).toMatchObject({
      left: 1,
      needsDocument: true,
    })
    expect(may(road.order, HANDLER, road.now)).toContain('apply-extension')
    expect(road.refused(HANDLER, 'apply-extension', { ...ASK, document: ' ' })).toMatchObject({
      code: 'extension.document-missing',
      rule: 'R5.4',
    })
    expect(
      road.refused(HANDLER, 'apply-extension', { ...ASK, workdays: 7, document: '九热线函〔2026〕13号' })
        .code,
    ).toBe('extension-too-long')
    road.give(HANDLER, 'apply-extension', { ...ASK, document: '九热线函〔2026〕13号' })
    expect(road.order.extensions.at(-1)).toMatchObject({ document: '九热线函〔2026〕13号' })
    expect(road.refused(CITY, 'decide-extension', { ...GRANT, document: '' })).toMatchObject({
      code: 'city.document-missing',
      rule: 'R5.4',
    })
    road.give(CITY, 'decide-extension', GRANT)
    expect(road.order.assignments[0]?.granted).toEqual([3, 3, 3])
    expect(road.refused(HANDLER, 'apply-extension', { ...ASK, document: '九热线函〔2026〕14号' }).code).toBe(
      'extensions-too-many',
    )
  })

  it('[R17] reminds before the new deadline and not again of what lies behind', () => {
    const road = new Road()
      .signed()
      .give(HANDLER, 'apply-extension', ASK)
      .until(DUE - 24 * HOUR - MINUTE)
      .give(CITY, 'decide-extension', GRANT)
    const rings = clockOf(road.order, 'handle', 1)?.rings ?? []
    expect(rings.every((ring) => ring.at > road.now)).toBe(true)
    // Both reminders fall on the weekend before: one is given, on Monday when people are at work again.
    expect(rings.filter(({ what }) => what === 'remind').map((ring) => ring.at)).toEqual([
      at('2026-12-07T08:30:00'),
    ])
  })

  it('[R5.1] a corrected category counts every limit from its start, and keeps the old deadline in the record', () => {
    const road = new Road()
      .signed()
      .give(REVIEWER, 'correct-category', { category: 'complaint', reason: '实为投诉' })
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({
      startedAt: TUESDAY,
      dueAt: at('2026-12-05T00:00:00'),
    })
    expect(road.order.assignments[0]?.limitWorkdays).toBe(8)
    expect(road.events.at(-1)).toMatchObject({
      type: 'category-corrected',
      data: { before: [{ kind: 'handle', part: 1, nth: 1, dueAt: DUE }] },
    })
    expect(road.refused(REVIEWER, 'correct-category', { category: 'complaint', reason: '再改' }).code).toBe(
      'category.same',
    )
  })
})

describe('a complex order', () => {
  const PLAN = {
    steps: [
      { what: '勘察', by: '2026-11-25' },
      { what: '施工', by: '2026-12-01' },
    ],
  }

  it('[R7.2] carries a plan with dated steps, in order', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'lay-plan', { steps: [] }).code).toBe('plan.steps')
    expect(road.refused(HANDLER, 'lay-plan', { steps: [...PLAN.steps].reverse() })).toMatchObject({
      code: 'plan.dates',
      params: { place: 2 },
    })
    expect(road.refused(HANDLER, 'report-progress', { text: '已勘察' }).code).toBe('plan.none')
    road.give(HANDLER, 'lay-plan', PLAN).give(HANDLER, 'report-progress', { text: '已勘察' })
    expect(road.order.assignments[0]?.progress).toHaveLength(1)
  })

  it('[R7.2] is declared so by the centre as well, with a reason; then the host must lay a plan in time', () => {
    const COMPLEX = { complex: true, reason: '涉及多个单位' }
    const road = new Road().dispatched()
    expect(road.refused(HANDLER, 'declare-complex', COMPLEX).code).toBe('access.wrong-role')
    expect(road.refused(CLERK, 'declare-complex', { ...COMPLEX, reason: ' ' }).code).toBe('input.missing')
    expect(road.refused(CLERK, 'declare-complex', { ...COMPLEX, complex: false })).toMatchObject({
      code: 'complex.none',
      rule: 'R7.2',
    })
    road.give(CLERK, 'declare-complex', COMPLEX)
    const due = at('2026-11-28T00:00:00')
    expect(clockOf(road.order, 'progress', 1)).toMatchObject({ holder: 'mayi', dueAt: due })
    expect(road.refused(REVIEWER, 'declare-complex', COMPLEX).code).toBe('complex.already')
    road.give(HANDLER, 'unit-sign', {})
    expect(queueFor(road.order, HANDLER)).toBe('handling')
    expect(road.until(due).tick().events.at(-1)).toMatchObject({
      type: 'rang',
      data: { kind: 'progress', what: 'breach' },
    })
    road.give(HANDLER, 'lay-plan', { steps: [{ what: '施工', by: '2026-12-01' }] })
    expect(clockOf(road.order, 'progress', 1)).toMatchObject({ nth: 2, stoppedAt: null })
    const own = new Road().signed().give(HANDLER, 'lay-plan', PLAN)
    expect(own.refused(CLERK, 'declare-complex', COMPLEX).code).toBe('complex.already')
  })

  it('[R7.2] a plan is awaited of every later host too, and of nobody once the centre has taken it back', () => {
    const road = new Road().verified().give(CLERK, 'declare-complex', { complex: true, reason: '情况复杂' })
    expect(road.order.clocks.filter(({ kind }) => kind === 'progress')).toEqual([])
    road.give(CLERK, 'dispatch', REGULATION)
    expect(clockOf(road.order, 'progress', 1)?.stoppedAt).toBeNull()
    road
      .give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '派错' })
      .give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
      .give(CLERK, 'add-assist', REGULATION)
    expect(clockOf(road.order, 'progress', 2)?.stoppedAt).toBeNull()
    expect(clockOf(road.order, 'progress', 3)).toBeNull()
    road.give(CLERK, 'declare-complex', { complex: false, reason: '情况不复杂' })
    expect(clockOf(road.order, 'progress', 2)).toMatchObject({ voided: true, breachedAt: null })
    expect(road.order.complex).toBeNull()
  })

  it('[R7.2] sent back without a plan, the host of a complex order has to lay one from then on', () => {
    const road = new Road().signed().give(CLERK, 'declare-complex', { complex: true, reason: '情况复杂' })
    road.feedback()
    expect(clockOf(road.order, 'progress', 1)?.stoppedAt).toBe(road.now)
    road.give(REVIEWER, 'first-review', REDO)
    expect(clockOf(road.order, 'progress', 1)).toMatchObject({ nth: 2, stoppedAt: null })
  })

  it('[R7.2] a missed update is reminded and recorded; the next one is awaited from when it comes', () => {
    const road = new Road().signed().give(HANDLER, 'lay-plan', PLAN)
    const due = at('2026-11-28T00:00:00')
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 1 }))).toMatchObject({
      dueAt: due,
    })
    road.alarms(due)
    expect(
      road.events.flatMap((event) =>
        event.type === 'rang' && event.data.kind === 'progress' ? [event.data.what] : [],
      ),
    ).toEqual(['remind', 'breach'])
    road.give(HANDLER, 'report-progress', { text: '施工中' })
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 1 }))).toMatchObject({
      breachedAt: due,
      stoppedAt: due,
    })
    expect(road.order.clocks.find(isClock({ kind: 'progress', part: 1, nth: 2 }))).toMatchObject({
      stoppedAt: null,
    })
  })
})
