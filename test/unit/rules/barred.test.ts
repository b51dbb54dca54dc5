import { describe, expect, it } from 'vitest'
import { type Held, heldAfter, sharesOf } from '../../../functions/src/domain/figures/shares'
import type { Count, Tally } from '../../../functions/src/domain/order/counts'
import { hasNobodyLeft } from '../../../functions/src/domain/order/barred'
import { happenAll } from '../../../functions/src/domain/commands/handle'
import { leftToNobody, mayBeLeft } from '../../../functions/src/domain/commands/left-to-nobody'
import { may } from '../../../functions/src/domain/commands/may'
import { queueFor } from '../../../functions/src/domain/listings/awaited'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { isRunning } from '../../../functions/src/domain/order/clocks'
import type { Happening } from '../../../functions/src/domain/order/events'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { activeParts, type Order } from '../../../functions/src/domain/order/order'
import type { Who } from '../../../functions/src/domain/people/people'
import type { Unit } from '../../../functions/src/domain/people/unit'
import {
  CLERK,
  FEEDBACK,
  HANDLER,
  LEADER,
  MAYI,
  of,
  OTHER_UNITS,
  PASS,
  person,
  PRINCIPAL,
  REGULATION,
  REVIEWER,
  Road,
  sha256,
  VERIFIED,
} from '../../support/road'

const STAFF = {
  persons: [
    { uid: 'handler', name: '张三' },
    { uid: 'leader', name: '李 四' },
    { uid: 'county-leader', name: '王五' },
  ],
}
const accusing = (more: { units?: readonly string[]; persons?: readonly string[] }) => ({
  units: more.units ?? [],
  persons: more.persons ?? [],
  reason: '诉求人补充举报',
})
const COLLEAGUE: Who = { ...HANDLER, uid: 'colleague' }
/** 马影镇 with somebody beside its one handler. */
const WITH_COLLEAGUE = { units: [{ ...MAYI, handlers: ['handler', 'colleague'] }, ...OTHER_UNITS] }
const units = (order: Order): string[] => activeParts(order).map(({ unit }) => unit)
const types = (road: Road, from: number): string[] => road.events.slice(from).map(({ type }) => type)

describe('[R16.2] the accused are not named where a unit or a person is chosen', () => {
  const verified = (more: Partial<CommandData['verify']>): Road =>
    new Road().give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', { ...VERIFIED, ...more }, STAFF)
  const to = (unit: string) => ({ ...REGULATION, unit })

  it('for a part: neither an accused unit nor one of which nobody else is left', () => {
    const road = verified({ accused: ['zhujian'], persons: ['handler'] })
    expect(road.refused(CLERK, 'dispatch', to('zhujian'), STAFF).code).toBe('dispatch.accused')
    expect(road.refused(CLERK, 'dispatch', to('mayi'), STAFF).code).toBe('dispatch.nobody-left')
    road.give(CLERK, 'dispatch', to('mayi'), WITH_COLLEAGUE)
    expect(road.refused(CLERK, 'add-assist', to('zhujian')).code).toBe('dispatch.accused')
    road.give(CLERK, 'add-assist', to('chengguan'))
  })

  it('for a part: nor one whose people belong to an accused unit as well', () => {
    const road = verified({ accused: ['zhujian'] })
    const shared = (handlers: readonly string[]) => ({
      units: [MAYI, ...OTHER_UNITS.map((unit) => (unit.id === 'chengguan' ? { ...unit, handlers } : unit))],
    })
    expect(road.refused(CLERK, 'dispatch', to('chengguan'), shared(['handler-zhujian'])).code).toBe(
      'dispatch.nobody-left',
    )
    road.give(CLERK, 'dispatch', to('chengguan'), shared(['handler-zhujian', 'handler-chengguan']))
  })

  it('for a consultation', () => {
    const meeting = (...asked: string[]) => ({
      units: asked,
      lead: null,
      place: '县12345热线中心',
      meetsAt: new Road().now + 3_600_000,
    })
    const road = verified({ accused: ['zhujian'] })
    expect(road.refused(CLERK, 'convene', meeting('mayi', 'zhujian')).code).toBe('dispatch.accused')
    road.give(CLERK, 'convene', meeting('mayi', 'chengguan'))
  })

  it('for a unit that another one would rather see handle it', () => {
    const road = verified({ accused: ['zhujian'] }).give(CLERK, 'dispatch', to('mayi'))
    road.give(HANDLER, 'unit-sign', {})
    const back = (suggestedUnit: string) =>
      ({
        ground: 'not-its-duty',
        reason: '不属本镇职责',
        suggestedUnit,
        opinion: '',
        form: 'return-form',
      }) as const
    expect(road.refused(HANDLER, 'apply-return', back('zhujian')).code).toBe('return.suggests-accused')
    road.give(HANDLER, 'apply-return', back('chengguan'))
  })

  it('for the leader who instructs', () => {
    const road = verified({ persons: ['county-leader'] }).give(CLERK, 'refer-to-leader', { reason: '无单位' })
    const by = (leader: string) => ({ leader, text: '请研究办理', date: '2026-11-24', scan: 'instruction' })
    expect(road.refused(CLERK, 'record-instruction', by('王 五'), STAFF).code).toBe('instruction.accused')
    road.give(CLERK, 'record-instruction', by('赵六'), STAFF)
  })

  it('for a panel', () => {
    const road = evaluating({ accused: ['zhujian'], persons: ['leader'] })
    expect(road.refused(CLERK, 'convene-panel', panel('乙', 'zhujian'), STAFF)).toMatchObject({
      code: 'panel.accused',
      params: { name: '乙' },
    })
    expect(road.refused(CLERK, 'convene-panel', panel('李四', null), STAFF).code).toBe('panel.accused')
    road.give(CLERK, 'convene-panel', panel('乙', 'chengguan'), STAFF)
  })

  function evaluating(more: Partial<CommandData['verify']>): Road {
    const principal = of('mayi', 'principal-leader')
    return verified(more)
      .give(CLERK, 'dispatch', to('mayi'))
      .give(HANDLER, 'unit-sign', {})
      .feedback(principal)
      .give(REVIEWER, 'first-review', PASS)
      .give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
      .give(principal, 'request-evaluation', { reason: '已妥善办理' })
  }

  const panel = (second: string, unit: string | null): CommandData['convene-panel'] => ({
    evaluators: [
      { name: '甲', kind: 'deputy', unit: null },
      { name: second, kind: unit === null ? 'lawyer' : 'section-head', unit },
      { name: '丙', kind: 'teacher', unit: null },
    ],
    place: '县12345热线中心',
    meetsAt: new Road().now + 3_600_000,
  })

  it('and a panel in which one turns out to be accused is convened anew', () => {
    const convened = () => evaluating({}).give(CLERK, 'convene-panel', panel('张三', 'zhujian'), STAFF)
    for (const more of [{ units: ['zhujian'] }, { persons: ['handler'] }]) {
      const road = convened()
      const before = road.events.length
      road.give(CLERK, 'name-accused', accusing(more), { ...STAFF, ...WITH_COLLEAGUE })
      expect(types(road, before)).toEqual(['accused-named', 'panel-broken-off'])
      expect(may(road.order, CLERK, road.now)).toContain('convene-panel')
      expect(may(road.order, CLERK, road.now)).not.toContain('record-verdict')
      road.give(CLERK, 'convene-panel', panel('乙', 'chengguan'), { ...STAFF, ...WITH_COLLEAGUE })
    }
    const road = convened().give(CLERK, 'name-accused', accusing({ units: ['chengguan'] }), STAFF)
    expect(road.order.evaluations.at(-1)?.panel?.evaluators).toHaveLength(3)
    expect(may(road.order, CLERK, road.now)).toContain('record-verdict')
  })
})

describe('[R16.2] what an accused person had', () => {
  it('is for the others of the unit, at once', () => {
    const road = new Road().signed()
    road.give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), { ...STAFF, ...WITH_COLLEAGUE })
    expect(units(road.order)).toEqual(['mayi'])
    expect(may(road.order, HANDLER, road.now)).toEqual([])
    expect(may(road.order, COLLEAGUE, road.now)).toContain('submit-feedback')
    expect(road.refused(HANDLER, 'record-step', { step: 'handle', note: '已办' }).code).toBe(
      'access.unknown-order',
    )
    road.give(COLLEAGUE, 'record-step', { step: 'handle', note: '已办' })
  })

  it('goes back to the centre where nobody of the unit is left, with the reason, and its clocks are void', () => {
    const road = new Road().signed()
    const before = road.events.length
    road.give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), STAFF)
    expect(types(road, before)).toEqual(['accused-named', 'dispatch-withdrawn'])
    expect(road.events.at(-1)).toMatchObject({ data: { no: 1, reason: '诉求人补充举报', stillReads: false } })
    expect(road.order).toMatchObject({ stage: 'to-dispatch', assignments: [{ state: 'withdrawn' }] })
    expect(road.order.clocks.filter(({ part }) => part === 1)).toMatchObject([
      { kind: 'sign' },
      { kind: 'handle', voided: true },
    ])
    expect(road.order.readers.some((reader) => reader.includes('mayi'))).toBe(false)
    road.give(CLERK, 'dispatch', { ...REGULATION, unit: 'chengguan' }, STAFF)
  })

  it('is reviewed by the principal leader where the leader in charge is accused', () => {
    const road = new Road().signed().give(CLERK, 'name-accused', accusing({ persons: ['leader'] }), STAFF)
    expect(units(road.order)).toEqual(['mayi'])
    expect(may(road.order, LEADER, road.now)).toEqual([])
    road.feedback(of('mayi', 'principal-leader'))
    expect(road.order.stage).toBe('first-review')
  })

  it('is taken when the order is opened again, if the accusation came after its end', () => {
    const closed = () => new Road().closed()
    const accused = closed().give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), STAFF)
    expect(units(accused.order)).toEqual(['mayi'])
    accused.give(REVIEWER, 'reopen', { reason: '误归档' }, STAFF)
    expect(accused.order).toMatchObject({ stage: 'to-dispatch', open: true })
    expect(closed().give(REVIEWER, 'reopen', { reason: '误归档' }).order.stage).toBe('to-archive')
  })
})

describe('[R16.2] whether somebody of a unit is left', () => {
  const order = { accused: ['zhujian'], accusedPersons: ['a'] }
  const unit = (more: Partial<Unit>): Unit => ({
    ...MAYI,
    handlers: ['h'],
    leadersInCharge: ['l'],
    principalLeaders: ['p'],
    ...more,
  })
  it.each([
    ['nobody of it is accused', {}, false],
    ['its only handler is', { handlers: ['a'] }, true],
    ['one of its handlers is', { handlers: ['a', 'h'] }, false],
    ['its leader in charge is', { leadersInCharge: ['a'] }, false],
    ['all its leaders are', { leadersInCharge: ['a'], principalLeaders: ['a'] }, true],
    [
      'its leader in charge is, and it has no principal leader',
      { leadersInCharge: ['a'], principalLeaders: [] },
      true,
    ],
    ['its handler works for an accused unit, too', { handlers: ['handler-zhujian'] }, true],
    ['it has no handler anyway', { handlers: [] }, false],
  ] as const)('where %s', (_what, more, expected) => {
    const one = unit(more)
    expect(hasNobodyLeft(order, one, [one, ...OTHER_UNITS])).toBe(expected)
    expect(hasNobodyLeft({ accused: [], accusedPersons: [] }, one, [one, ...OTHER_UNITS])).toBe(false)
  })

  it('is not doubted of a unit that does not say yet who its principal leader is', () => {
    const { principalLeaders: _unsaid, ...old } = unit({ leadersInCharge: ['a'] })
    expect(hasNobodyLeft(order, old, [old])).toBe(false)
  })
})

describe('[R16.2] the figures of an order that accuses somebody', () => {
  const sum = (tallies: readonly Tally[], name: Count): number =>
    tallies.reduce((total, { scope, counts }) => total + (scope === 'mayi' ? (counts[name] ?? 0) : 0), 0)

  it('stand still for everybody from then on, and go on for those who have it in their lists', () => {
    const road = new Road().signed()
    const before = heldAfter(null, road.order)
    expect(sharesOf(before).accusing).toEqual([])
    expect(sum(sharesOf(before).plain, 'signedOnTime')).toBe(1)
    road.give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), { ...STAFF, ...WITH_COLLEAGUE })
    const named = heldAfter(before, road.order)
    expect(sharesOf(named)).toEqual({ plain: sharesOf(before).plain, accusing: [] })

    const completed = (accuses: boolean): Held => {
      const on = new Road().signed()
      const held = heldAfter(null, on.order)
      if (accuses)
        on.give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), { ...STAFF, ...WITH_COLLEAGUE })
      on.give(COLLEAGUE, 'submit-feedback', FEEDBACK).give(LEADER, 'review-in-unit', {
        pass: true,
        reasons: '',
      })
      return heldAfter(heldAfter(held, on.order), on.give(REVIEWER, 'first-review', PASS).order)
    }
    const hidden = completed(true)
    expect(sum(sharesOf(hidden).plain, 'completedOnTime')).toBe(0)
    expect(sum(sharesOf(hidden).accusing, 'completedOnTime')).toBe(1)
    const open = completed(false)
    expect(sum(sharesOf(open).plain, 'completedOnTime')).toBe(1)
    expect(sharesOf(open).accusing).toEqual([])
    // Both shares together are the whole, as the auditor counts it.
    expect(hidden.tallies).toEqual(open.tallies)
  })

  it('and nothing of it is for everybody where it accused from the beginning', () => {
    const road = new Road().give(CLERK, 'centre-sign', {})
    const signed = heldAfter(null, road.order)
    road.give(CLERK, 'verify', { ...VERIFIED, persons: ['handler'] }, STAFF)
    road.give(CLERK, 'dispatch', { ...REGULATION, unit: 'mayi' }, WITH_COLLEAGUE)
    road.give(COLLEAGUE, 'unit-sign', {})
    const { plain, accusing: rest } = sharesOf(heldAfter(signed, road.order))
    expect(sum(plain, 'signingDue')).toBe(0)
    expect(sum(rest, 'signingDue')).toBe(1)
  })
})

describe('[R16.2] [R8.2] an appeal that no principal leader of the unit may approve', () => {
  const APPEAL = { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] } as const
  const YES = { approve: true, note: '' }
  const COUNTY = person('county-leader', 'county-leader')
  const BOSS = { uid: PRINCIPAL.uid, name: '赵主任' }
  const staff = { persons: [...STAFF.persons, BOSS] }
  const accusingBoss = accusing({ persons: [BOSS.uid] })
  const second = { units: [{ ...MAYI, principalLeaders: [BOSS.uid, 'deputy'] }, ...OTHER_UNITS] }
  const DEPUTY: Who = { ...PRINCIPAL, uid: 'deputy' }

  it('is approved by a county leader, whether they are accused before or after it', () => {
    const before = new Road().signed().give(CLERK, 'name-accused', accusingBoss, staff)
    before.give(HANDLER, 'prepare-appeal', APPEAL)
    const after = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    expect(may(after.order, COUNTY, after.now)).not.toContain('approve-appeal')
    expect(after.refused(COUNTY, 'approve-appeal', YES).code).toBe('appeal.none')
    after.give(CLERK, 'name-accused', accusingBoss, staff)
    for (const road of [before, after]) {
      expect(types(road, road.events.length - 1)).toEqual(['appeal-passed-up'])
      expect(road.refused(PRINCIPAL, 'approve-appeal', YES).code).toBe('access.unknown-order')
      expect(queueFor(road.order, COUNTY)).toBe('approve-appeal')
      expect(noticesOf(road.order, road.events.at(-1)!).map(({ kind, to }) => [kind, to])).toEqual([
        ['appeal-to-approve', 'county-leader'],
      ])
      road.give(COUNTY, 'approve-appeal', YES)
      expect(road.order.readers).toContain('clear:city')
    }
  })

  it('or the reviewer enters what a county leader said, and whose word it is', () => {
    const road = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    expect(road.refused(REVIEWER, 'approve-appeal', { approve: true, note: '王县长同意' }).code).toBe(
      'appeal.none',
    )
    road.give(CLERK, 'name-accused', accusingBoss, staff)
    expect(road.refused(REVIEWER, 'approve-appeal', YES).code).toBe('input.missing')
    road.give(REVIEWER, 'approve-appeal', { approve: true, note: '王县长同意' })
  })

  it('is for another principal leader where the unit has one', () => {
    const road = new Road().signed().give(CLERK, 'name-accused', accusingBoss, { ...staff, ...second })
    road.give(HANDLER, 'prepare-appeal', APPEAL, second)
    expect(types(road, road.events.length - 1)).toEqual(['appeal-prepared'])
    expect(may(road.order, COUNTY, road.now)).not.toContain('approve-appeal')
    expect(may(road.order, DEPUTY, road.now)).toContain('approve-appeal')
    // Until that one leaves.
    expect(leftToNobody(road.order, second.units, road.now, '无人')).toEqual([])
    expect(leftToNobody(road.order, [MAYI, ...OTHER_UNITS], road.now, '无人')).toEqual([
      { type: 'appeal-passed-up', at: road.now, data: { no: 1 } },
    ])
  })

  it('is passed up once, and not where the part goes back to the centre', () => {
    const road = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    const gone = [{ ...MAYI, principalLeaders: [] }, ...OTHER_UNITS]
    expect(leftToNobody(road.order, gone, road.now, '无人')).toHaveLength(1)
    road.give(CLERK, 'name-accused', accusingBoss, staff)
    expect(leftToNobody(road.order, gone, road.now, '无人')).toEqual([])
    const taken = new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
    const from = taken.events.length
    const both = accusing({ persons: [BOSS.uid, 'handler'] })
    taken.give(CLERK, 'name-accused', both, staff)
    expect(types(taken, from)).toEqual(['accused-named', 'dispatch-withdrawn'])
  })
})

describe('[R16.2] when people of a unit leave', () => {
  const left = (road: Road, handlers: readonly string[]): Happening[] =>
    leftToNobody(road.order, [{ ...MAYI, handlers }, ...OTHER_UNITS], road.now, '本单位已无人可以经办')

  it('and only the accused are left, the part goes back to the centre, with the limit of that stage', () => {
    const road = new Road().signed()
    road.give(CLERK, 'name-accused', accusing({ persons: ['handler'] }), { ...STAFF, ...WITH_COLLEAGUE })
    expect(left(road, ['handler', 'colleague'])).toEqual([])
    const happenings = left(road, ['handler'])
    expect(happenings).toMatchObject([{ type: 'dispatch-withdrawn', data: { no: 1, stillReads: false } }])
    const { order, events } = happenAll(
      road.order,
      happenings,
      { now: road.now, policy: DEFAULT_POLICY, calendar: officialCalendar() },
      sha256,
    )
    expect(events).toMatchObject([{ by: 'system', command: null }])
    expect(order.stage).toBe('to-dispatch')
    expect(order.clocks.filter(isRunning).map(({ kind }) => kind)).toContain('reassign')
    expect(mayBeLeft(order)).toBe(true)
    expect(leftToNobody(order, [MAYI, ...OTHER_UNITS], road.now, '无人')).toEqual([])
  })

  it('and nobody is accused, it stays: a unit without people is not ready, which is told', () => {
    const road = new Road().signed()
    expect(mayBeLeft(road.order)).toBe(false)
    expect(left(road, [])).toEqual([])
  })
})
