import { describe, expect, it } from 'vitest'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { DAY, HOUR } from '../../../functions/src/domain/base/instant'
import { clockKey } from '../../../functions/src/domain/order/clocks'
import { hostOf } from '../../../functions/src/domain/order/order'
import { CLERK, FEEDBACK, HANDLER, LEADER, of, PASS, REDO, REVIEWER, Road, TUESDAY } from '../../support/road'

const MEETING: CommandData['convene'] = {
  units: ['mayi', 'zhujian', 'chengguan'],
  lead: null,
  place: '热线中心会议室',
  meetsAt: TUESDAY + DAY,
}
const AGREED: CommandData['conclude-consultation'] = {
  agreed: true,
  host: 'zhujian',
  assists: ['mayi'],
  note: '由县住建局主办，马影镇协办',
  minutes: 'minutes',
}
const BUILDER = of('zhujian', 'handler')
const BUILDERS_LEADER = of('zhujian', 'leader-in-charge')

const consulting = (): Road => new Road().verified().give(CLERK, 'convene', MEETING)
const joint = (): Road => consulting().give(REVIEWER, 'conclude-consultation', AGREED)
/** Both have signed. */
const underWay = (): Road => joint().give(BUILDER, 'unit-sign', {}).give(HANDLER, 'unit-sign', {})
const handIn = (road: Road, who: 'zhujian' | 'mayi'): Road => {
  const [handler, leader] = who === 'zhujian' ? [BUILDER, BUILDERS_LEADER] : [HANDLER, LEADER]
  return road
    .give(handler, 'submit-feedback', FEEDBACK)
    .give(leader, 'review-in-unit', { pass: true, reasons: '' })
}

describe('several departments', () => {
  it('[R2.3] a consultation names one host and those who assist, each with a window and a limit of its own', () => {
    const { order } = joint()
    expect(order.stage).toBe('handling')
    expect(order.assignments.map(({ unit, part }) => [unit, part])).toEqual([
      ['zhujian', 'host'],
      ['mayi', 'assist'],
    ])
    expect(order.clocks.filter((clock) => clock.stoppedAt === null).map(clockKey)).toEqual([
      'sign:1:1',
      'handle:1:1',
      'sign:2:1',
      'handle:2:1',
    ])
    expect(hostOf(order)?.basis).toEqual({ kind: 'consultation', consultation: 1, agreed: true })
  })

  it.each([
    ['no host', { host: null }, 'consultation.host-missing'],
    ['the host among the assisting', { assists: ['zhujian', 'mayi'] }, 'consultation.host-assists'],
    ['nobody assisting', { assists: [] }, 'consultation.no-assist'],
    ['a unit that was not asked', { assists: ['jijian'] }, 'consultation.stranger'],
    ['a unit named twice', { assists: ['mayi', 'mayi'] }, 'dispatch.unit-twice'],
  ])('[R2.3] is not concluded with %s', (_what, change, code) => {
    const road = consulting()
    expect(road.refused(REVIEWER, 'conclude-consultation', { ...AGREED, ...change })).toMatchObject({ code })
    road.give(REVIEWER, 'conclude-consultation', AGREED)
  })

  it('[R2.3] is not convened for one unit alone, nor led by a unit', () => {
    const road = new Road().verified()
    expect(road.refused(CLERK, 'convene', { ...MEETING, units: ['mayi', 'mayi'] }).code).toBe(
      'consultation.too-few',
    )
    expect(road.refused(CLERK, 'convene', { ...MEETING, lead: 'zhujian' }).code).toBe(
      'consultation.centre-leads',
    )
    road.give(CLERK, 'convene', MEETING)
  })

  it('[R2.3] minutes are asked for', () => {
    const road = consulting()
    expect(road.refused(REVIEWER, 'conclude-consultation', AGREED, { evidence: [] })).toMatchObject({
      code: 'evidence.missing',
      params: { kind: 'minutes' },
    })
  })

  it('[R1.3] [R2.3] host and assisting unit have each their own breach', () => {
    const road = joint()
      .give(HANDLER, 'unit-sign', {})
      .after(24 * HOUR)
      .tick()
    expect(
      road.order.clocks.filter(({ breachedAt }) => breachedAt !== null).map(({ holder }) => holder),
    ).toEqual(['zhujian'])
  })

  it('[R7.1] is for the first review when the last part has left its unit, whichever that is', () => {
    const hostLast = handIn(handIn(underWay(), 'mayi'), 'zhujian')
    const assistLast = handIn(handIn(underWay(), 'zhujian'), 'mayi')
    expect(handIn(underWay(), 'zhujian').order.stage).toBe('handling')
    for (const { order } of [hostLast, assistLast]) expect(order.stage).toBe('first-review')
  })

  it('[R9.2] sends back the part that is wanting and leaves the other where it is', () => {
    const road = handIn(handIn(underWay(), 'mayi'), 'zhujian').give(REVIEWER, 'first-review', {
      ...REDO,
      parts: [2],
    })
    expect(road.order.assignments.map(({ state, redos }) => [state, redos])).toEqual([
      ['left-unit', 0],
      ['handling', 1],
    ])
    handIn(road, 'mayi').give(REVIEWER, 'first-review', PASS)
    expect(road.order.assignments.every(({ state }) => state === 'passed')).toBe(true)
  })

  it('[G] counts signing and completion for each, the caller’s verdict for the host', () => {
    const { order } = handIn(handIn(underWay(), 'mayi'), 'zhujian')
      .give(REVIEWER, 'first-review', PASS)
      .give(CLERK, 'call-back', { reached: true, solution: 'solved', grade: 'satisfied', note: '' })
    const of = (scope: string) => talliesOf(order).find((tally) => tally.scope === scope)?.counts
    expect(of('zhujian')).toMatchObject({ signedOnTime: 1, completedOnTime: 1, rated: 1, satisfied: 1 })
    expect(of('mayi')).toMatchObject({ signedOnTime: 1, completedOnTime: 1, rated: 0 })
    expect(of('county')).toMatchObject({ signingDue: 3, completionDue: 2, rated: 1 })
  })

  it('[R2.3] another unit may be added to assist, but not one that has a part', () => {
    const road = underWay()
    const basis = { kind: 'nearest-duty', justification: '涉及占道' } as const
    expect(road.refused(CLERK, 'add-assist', { unit: 'mayi', basis }).code).toBe('dispatch.has-part')
    road.give(CLERK, 'add-assist', { unit: 'chengguan', basis })
    expect(road.order.assignments.at(-1)).toMatchObject({ unit: 'chengguan', part: 'assist', no: 3 })
  })

  it('[R16.1] whoever was asked to the consultation reads the order while it lasts, and no longer', () => {
    expect(consulting().order.readers).toContain('unit:chengguan')
    expect(joint().order.readers).not.toContain('unit:chengguan')
    expect(joint().order.readers).toContain('unit:mayi')
  })
})

describe('a disputed order', () => {
  const LED = { ...MEETING, lead: 'zhujian' }
  const disputed = (): Road =>
    new Road().verified().give(CLERK, 'open-dispute', { ground: 'hot', note: '多家单位均称不属其职责' })
  const open = (): Road => disputed().give(CLERK, 'convene', LED)
  const NOT_AGREED = { ...AGREED, agreed: false, host: null, assists: [], note: '会商无果' }

  it('[R4.1] is led by the industry regulator', () => {
    const road = disputed()
    expect(road.refused(CLERK, 'convene', MEETING)).toMatchObject({
      code: 'consultation.lead-missing',
      rule: 'R4.1',
    })
    expect(road.give(CLERK, 'convene', LED).order).toMatchObject({
      stage: 'consulting',
      consultations: [{ kind: 'dispute', lead: 'zhujian', units: ['mayi', 'chengguan'] }],
    })
  })

  it('[R4.1] is not opened where a unit handles it already', () => {
    expect(new Road().dispatched().refused(CLERK, 'open-dispute', { ground: 'hot', note: '争议' }).code).toBe(
      'state.wrong-stage',
    )
  })

  it('[R4.1] a joint consultation that finds no lead becomes a dispute', () => {
    expect(consulting().give(REVIEWER, 'conclude-consultation', NOT_AGREED).order).toMatchObject({
      stage: 'disputed',
      dispute: { ground: 'no-lead' },
    })
  })

  it('[R4.2] without agreement falls to the industry lead, and everyone asked must cooperate', () => {
    const road = open().give(REVIEWER, 'conclude-consultation', NOT_AGREED)
    expect(road.order.assignments).toMatchObject([
      { unit: 'zhujian', part: 'host', returnWithin: null, answersForOutcome: true },
      { unit: 'mayi', part: 'assist', returnWithin: null, answersForOutcome: true },
      { unit: 'chengguan', part: 'assist', returnWithin: null, answersForOutcome: true },
    ])
    road.give(HANDLER, 'unit-sign', {})
    expect(
      road.refused(HANDLER, 'apply-return', {
        ground: 'not-its-duty',
        reason: '不属职责',
        suggestedUnit: null,
        opinion: '不清楚由哪个单位负责',
        form: 'return-form',
      }),
    ).toMatchObject({ code: 'return.must-cooperate', rule: 'R4.2' })
  })

  it('[R4.2] with agreement its parts may be returned like any other', () => {
    const road = open().give(REVIEWER, 'conclude-consultation', AGREED)
    expect(road.order.assignments[0]).toMatchObject({ unit: 'zhujian', answersForOutcome: true })
    expect(road.order.assignments[1]).toMatchObject({ answersForOutcome: false })
    expect(road.order.assignments[0]?.returnWithin).not.toBeNull()
  })

  it('[R4.2] [G] the caller’s verdict counts for every responsible unit, and once for the county', () => {
    const road = open().give(REVIEWER, 'conclude-consultation', NOT_AGREED)
    const units = ['zhujian', 'mayi', 'chengguan'] as const
    for (const unit of units) {
      const [handler, leader] =
        unit === 'mayi' ? [HANDLER, LEADER] : [of(unit, 'handler'), of(unit, 'leader-in-charge')]
      road
        .give(handler, 'unit-sign', {})
        .give(handler, 'submit-feedback', FEEDBACK)
        .give(leader, 'review-in-unit', { pass: true, reasons: '' })
    }
    road
      .give(REVIEWER, 'first-review', PASS)
      .give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
    const rated = talliesOf(road.order).filter(({ counts }) => counts.rated > 0)
    expect(rated.map(({ scope, counts }) => [scope, counts.rated, counts.satisfied])).toEqual([
      ['county', 1, 0],
      ['zhujian', 1, 0],
      ['mayi', 1, 0],
      ['chengguan', 1, 0],
    ])
  })
})

describe('an order nobody can be given', () => {
  const referred = (): Road =>
    new Road().verified().give(CLERK, 'refer-to-leader', { reason: '职责不清，无单位承办' })
  const INSTRUCTION = { leader: '张县长', text: '请马影镇办理', date: '2026-11-24', scan: 'instruction' }

  it('[R2.4] goes to a leader, whose instruction is the basis; it cannot be returned and is flagged', () => {
    const road = referred().give(CLERK, 'record-instruction', INSTRUCTION)
    expect(road.order).toMatchObject({ stage: 'to-dispatch', flags: [{ ground: 'assigned' }] })
    road
      .give(CLERK, 'dispatch', { unit: 'mayi', basis: { kind: 'instruction' } })
      .give(HANDLER, 'unit-sign', {})
    expect(road.order.assignments[0]).toMatchObject({
      basis: { kind: 'instruction', leader: '张县长', date: '2026-11-24' },
      returnWithin: null,
    })
    expect(
      road.refused(HANDLER, 'apply-return', {
        ground: 'not-its-duty',
        reason: '不属职责',
        suggestedUnit: null,
        opinion: '不清楚由哪个单位负责',
        form: 'return-form',
      }),
    ).toMatchObject({ code: 'return.assigned-by-leader', rule: 'R2.4' })
  })

  it('[R2.4] the scan is attached, the leader and the text are named, the date is not to come', () => {
    const road = referred()
    const refused = (change: Partial<typeof INSTRUCTION>, evidence = true) =>
      road.refused(
        CLERK,
        'record-instruction',
        { ...INSTRUCTION, ...change },
        evidence ? {} : { evidence: [] },
      )
    expect(refused({}, false).code).toBe('evidence.missing')
    expect(refused({ leader: ' ', text: '' })).toMatchObject({
      code: 'input.missing',
      params: { fields: ['leader', 'text'] },
    })
    expect(refused({ date: '2026-11-25' }).code).toBe('instruction.date')
    expect(refused({ date: '2026-02-30' }).code).toBe('instruction.date')
    road.give(CLERK, 'record-instruction', INSTRUCTION)
  })

  it('[R2.4] without an instruction there is no dispatch on that basis', () => {
    expect(
      new Road().verified().refused(CLERK, 'dispatch', { unit: 'mayi', basis: { kind: 'instruction' } }),
    ).toMatchObject({ code: 'dispatch.no-instruction' })
  })
})
