import { describe, expect, it } from 'vitest'
import { brokenAt } from '../../functions/src/domain/order/chain'
import { evolve } from '../../functions/src/domain/order/evolve'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import { mustSayWhy } from '../../functions/src/domain/commands/dispatching'
import { may } from '../../functions/src/domain/commands/may'
import { mechanismsRefused, MECHANISMS, unfiled } from '../../functions/src/domain/people/unit'
import { clockOf, hostOf, type Order } from '../../functions/src/domain/order/order'
import {
  at,
  CLERK,
  FEEDBACK,
  HANDLER,
  LAMPS,
  LEADER,
  MAYI,
  OTHER_UNITS,
  PASS,
  person,
  REDO,
  REGULATION,
  REVIEWER,
  Road,
  sha256,
  TUESDAY,
  VERIFIED,
} from '../support/road'

const codes = (road: Road): string[] => road.events.map(({ type }) => type)

describe('the main road', () => {
  it('[R1.1] [R1.3] [R5.1] [R9.2] leads from the transfer to the archive, one event a command', () => {
    const road = new Road().closed()
    expect(codes(road)).toEqual([
      'transferred',
      'centre-signed',
      'verified',
      'dispatched',
      'unit-signed',
      'feedback-submitted',
      'unit-reviewed',
      'first-reviewed',
      'called-back',
      'archived',
    ])
    expect(road.order).toMatchObject({
      stage: 'archived',
      open: false,
      alarmAt: null,
      dueAt: null,
      version: 10,
    })
  })

  it('goes only forward: what waited for another act bears no earlier time, and late is late', () => {
    const road = new Road().give(CLERK, 'centre-sign', {})
    const before = road.now
    road.after(24 * HOUR - 1).give(CLERK, 'verify', VERIFIED, { now: before - 1 })
    expect(road.events.map(({ at, recordedAt }) => [at, recordedAt]).slice(-2)).toEqual([
      [before, before],
      [before, before],
    ])

    const late = new Road()
    const rang = late.now + 24 * HOUR + 5000
    late.after(24 * HOUR + 5000).tick()
    late.give(CLERK, 'centre-sign', {}, { now: late.now - 1 })
    expect(late.events.at(-1)).toMatchObject({ type: 'centre-signed', at: rang, recordedAt: rang })
    expect(late.order.updatedAt).toBe(rang)
  })

  it('is the fold of its events, and their chain is whole', () => {
    const road = new Road()
      .answered()
      .give(REVIEWER, 'first-review', REDO)
      .after(30 * DAY)
      .tick()
      .feedback()
    const folded = road.events.reduce<Order | null>(
      (order, event) => evolve(order, event, road.order.id),
      null,
    )
    expect(folded).toEqual(road.order)
    expect(brokenAt(road.events, sha256)).toBeNull()
  })

  it.each([
    [
      'a changed fact',
      (events: Road['events']) => events.map((e, i) => (i === 3 ? { ...e, at: e.at + 1 } : e)),
      4,
    ],
    ['a missing event', (events: Road['events']) => events.filter((_, i) => i !== 2), 4],
    [
      'a changed reader',
      (events: Road['events']) => events.map((e, i) => (i === 1 ? { ...e, readers: ['x'] } : e)),
      2,
    ],
  ])('shows %s in its chain', (_what, tamper, version) => {
    expect(brokenAt(tamper(new Road().closed().events), sha256)).toBe(version)
  })
})

describe('signing and verifying in the centre', () => {
  it('[R1.1] records the breach at the very deadline, and a later signing does not erase it', () => {
    const road = new Road().after(24 * HOUR)
    road.give(CLERK, 'centre-sign', {})
    const [clock] = road.order.clocks
    expect(clock).toMatchObject({
      kind: 'sign',
      part: null,
      nth: 1,
      breachedAt: TUESDAY + 24 * HOUR,
      stoppedAt: road.now,
    })
    expect(road.events.find((event) => event.type === 'rang' && event.data.what === 'breach')).toMatchObject({
      at: TUESDAY + 24 * HOUR,
      by: 'system',
    })
  })

  it('[R1.1] is in time a millisecond before the deadline', () => {
    const road = new Road().after(24 * HOUR - 1).give(CLERK, 'centre-sign', {})
    expect(road.order.clocks[0]).toMatchObject({ breachedAt: null })
  })

  it('[R1.1] runs from the transfer and not from our hearing of it', () => {
    const road = new Road({ transferredAt: TUESDAY - 30 * HOUR }).tick()
    expect(road.order.clocks[0]).toMatchObject({ breachedAt: TUESDAY - 6 * HOUR })
  })

  it('[R1.1] the centre signs, nobody else, and once', () => {
    const road = new Road()
    expect(road.refused(HANDLER, 'centre-sign', {}).code).toBe('access.wrong-role')
    road.give(CLERK, 'centre-sign', {})
    expect(road.refused(CLERK, 'centre-sign', {}).code).toBe('state.wrong-stage')
  })

  it('[R1.2] names what is missing, field by field', () => {
    const road = new Road().give(CLERK, 'centre-sign', {})
    const refusal = road.refused(CLERK, 'verify', { ...VERIFIED, category: null, matter: ' ', township: '' })
    expect(refusal).toMatchObject({
      code: 'verify.missing',
      params: { fields: ['matter', 'township', 'category'] },
    })
    road.give(CLERK, 'verify', VERIFIED)
  })

  it('[R1.2] cannot be dispatched before it is verified', () => {
    const road = new Road().give(CLERK, 'centre-sign', {})
    expect(road.refused(CLERK, 'dispatch', REGULATION)).toMatchObject({
      code: 'dispatch.not-verified',
      rule: 'R1.2',
    })
    road.give(CLERK, 'verify', VERIFIED).give(CLERK, 'dispatch', REGULATION)
  })

  it('[R1.2] knows the county’s townships and no others', () => {
    const road = new Road().give(CLERK, 'centre-sign', {})
    expect(road.refused(CLERK, 'verify', { ...VERIFIED, township: '360429999' }).code).toBe(
      'verify.unknown-township',
    )
    expect(road.refused(CLERK, 'verify', { ...VERIFIED, township: 'toString' }).code).toBe(
      'verify.unknown-township',
    )
    road.give(CLERK, 'verify', VERIFIED)
  })
})

describe('dispatching', () => {
  it('[R2.1] records a catalogue entry as basis, and only one of that unit', () => {
    const road = new Road().verified()
    const data = { unit: 'mayi', basis: { kind: 'catalogue', entry: 'lamps' } } as const
    const entry = { id: 'lamps', code: LAMPS, matter: '路灯', unit: 'mayi', basis: '乡镇履职事项清单' }
    expect(road.refused(CLERK, 'dispatch', data).code).toBe('dispatch.unknown-entry')
    expect(road.refused(CLERK, 'dispatch', data, { catalogue: [{ ...entry, unit: 'liusi' }] }).code).toBe(
      'dispatch.entry-of-another-unit',
    )
    road.give(CLERK, 'dispatch', data, { catalogue: [entry] })
    expect(hostOf(road.order)?.basis).toEqual({ kind: 'catalogue', entry: 'lamps', text: '乡镇履职事项清单' })
  })

  it('[R2.1] tells a law, a 三定 duty and a township’s list apart; a list is a township’s', () => {
    for (const kind of ['law', 'duty', 'township-list'] as const)
      expect(
        hostOf(
          new Road().verified().give(CLERK, 'dispatch', { unit: 'mayi', basis: { kind, name: ' 甲 ' } })
            .order,
        )?.basis,
      ).toEqual({ kind, name: '甲' })
    const basis = { kind: 'township-list', name: '甲' } as const
    expect(new Road().verified().refused(CLERK, 'dispatch', { unit: 'zhujian', basis })).toMatchObject({
      code: 'dispatch.not-a-township',
      rule: 'R2.1',
    })
  })

  it('[R2.1] what is not on a township’s duty list goes to it only with a reason', () => {
    const listing = (duties: readonly string[]) => ({ units: [{ ...MAYI, duties }, ...OTHER_UNITS] })
    const road = new Road().verified()
    const offList = listing(['1002'])
    expect(mustSayWhy(road.order, offList.units[0]!, 'law')).toBe(true)
    expect(road.refused(CLERK, 'dispatch', REGULATION, offList)).toMatchObject({
      code: 'dispatch.not-on-list',
      rule: 'R2.1',
    })
    road.give(CLERK, 'dispatch', { ...REGULATION, overridden: ' 县城管局已书面委托 ' }, offList)
    expect(road.events.at(-1)?.data).toMatchObject({ overridden: '县城管局已书面委托' })
    // On the list, the matter itself or a group above it; another unit; a basis that settles or says it anyway.
    for (const duties of [[LAMPS], ['0102']])
      new Road().verified().give(CLERK, 'dispatch', REGULATION, listing(duties))
    new Road().verified().give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' }, offList)
    new Road()
      .verified()
      .give(
        CLERK,
        'dispatch',
        { unit: 'mayi', basis: { kind: 'nearest-duty', justification: '事发地在该镇' } },
        offList,
      )
    // No list is kept: nothing can be said.
    new Road().verified().give(CLERK, 'dispatch', REGULATION)
    const assist = new Road().verified().give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
    expect(assist.refused(CLERK, 'add-assist', REGULATION, offList).code).toBe('dispatch.not-on-list')
  })

  it('[R6.1] mechanisms that are not filed are named and stop nothing', () => {
    const filed = MECHANISMS.filter((kind) => kind !== 'secrecy').map((kind) => ({
      kind,
      document: '县热办〔2026〕3号',
      on: '2026-03-02',
    }))
    expect(unfiled({ mechanisms: filed })).toEqual(['secrecy'])
    expect(unfiled({})).toEqual(MECHANISMS)
    new Road().verified().give(CLERK, 'dispatch', REGULATION, { units: [{ ...MAYI, mechanisms: filed }] })
    const [first] = filed
    expect(mechanismsRefused(filed, TUESDAY)).toBeNull()
    expect(mechanismsRefused([...filed, first!], TUESDAY)?.code).toBe('unit.mechanism-twice')
    expect(mechanismsRefused([{ ...first!, on: '2026-11-25' }], TUESDAY)?.code).toBe('unit.mechanism-day')
    expect(mechanismsRefused([{ ...first!, on: '2026-11-24' }], TUESDAY)).toBeNull()
  })

  it('[R2.1] refuses a law without a name', () => {
    const road = new Road().verified()
    const unnamed = { ...REGULATION, basis: { kind: 'law', name: ' ' } } as const
    expect(road.refused(CLERK, 'dispatch', unnamed)).toMatchObject({
      code: 'dispatch.basis-missing',
      rule: 'R2.1',
    })
    road.give(CLERK, 'dispatch', REGULATION)
  })

  it('[R2.2] asks for a written justification of the nearest duty', () => {
    const road = new Road().verified()
    const nearest = (justification: string) =>
      ({ unit: 'mayi', basis: { kind: 'nearest-duty', justification } }) as const
    expect(road.refused(CLERK, 'dispatch', nearest('')).rule).toBe('R2.2')
    road.give(CLERK, 'dispatch', nearest('地处该镇'))
  })

  it.each([
    ['no leader in charge', { leadersInCharge: [] }, 'leader-in-charge'],
    ['no section', { section: ' ' }, 'section'],
    ['no handler', { handlers: [] }, 'handler'],
  ])('[R6.1] refuses a unit with %s', (_what, lack, name) => {
    const road = new Road().verified()
    const refusal = road.refused(CLERK, 'dispatch', REGULATION, { units: [{ ...MAYI, ...lack }] })
    expect(refusal).toMatchObject({
      code: 'dispatch.unit-not-ready',
      params: { unit: '马影镇', lacks: [name] },
    })
    road.give(CLERK, 'dispatch', REGULATION)
  })

  it('refuses a unit that does not exist', () => {
    const road = new Road().verified()
    expect(road.refused(CLERK, 'dispatch', REGULATION, { units: [] }).code).toBe('dispatch.unknown-unit')
  })

  it.each([
    ['consultation', '2026-11-27T00:00:00'],
    ['help', '2026-12-03T00:00:00'],
    ['complaint', '2026-12-05T00:00:00'],
  ] as const)('[R5.1] gives %s until %s when dispatched on Tuesday', (category, end) => {
    const road = new Road()
      .give(CLERK, 'centre-sign', {})
      .give(CLERK, 'verify', { ...VERIFIED, category })
      .give(CLERK, 'dispatch', REGULATION)
    expect(clockOf(road.order, 'handle', 1)?.dueAt).toBe(at(end))
  })

  it('[R5.1] marks a deadline that reaches into an unpublished year as provisional', () => {
    const road = new Road(
      { transferredAt: at('2026-12-28T09:00:00') },
      at('2026-12-28T09:00:00'),
    ).dispatched()
    expect(clockOf(road.order, 'handle', 1)?.provisional).toBe(true)
    expect(clockOf(new Road().dispatched().order, 'handle', 1)?.provisional).toBe(false)
  })

  it('[R5.1] flags a limit that ends after the city’s own deadline', () => {
    const flag = (cityDeadline: number): unknown =>
      new Road({ cityDeadline }).dispatched().events.find((event) => event.type === 'dispatched')?.data
    expect(flag(at('2026-12-02T00:00:00'))).toMatchObject({ afterCityDeadline: true })
    expect(flag(at('2026-12-03T00:00:00'))).toMatchObject({ afterCityDeadline: false })
  })

  it('[R17] lets the unit read the order from its dispatch on, and no other unit', () => {
    expect(new Road().verified().order.readers).toEqual(['centre', 'leaders'])
    expect(new Road().dispatched().order.readers).toEqual(['centre', 'leaders', 'unit:mayi'])
  })
})

describe('in the unit', () => {
  it('[R1.3] has its own window of 24 h and its own breach', () => {
    const late = new Road()
      .dispatched()
      .after(24 * HOUR)
      .give(HANDLER, 'unit-sign', {})
    expect(clockOf(late.order, 'sign', 1)?.breachedAt).toBe(TUESDAY + 24 * HOUR)
    const inTime = new Road()
      .dispatched()
      .after(24 * HOUR - 1)
      .give(HANDLER, 'unit-sign', {})
    expect(clockOf(inTime.order, 'sign', 1)?.breachedAt).toBeNull()
  })

  it('[R1.3] signs for itself and for nobody else', () => {
    const road = new Road().dispatched()
    expect(road.refused(person('x', 'handler@liusi'), 'unit-sign', {}).code).toBe('access.not-your-order')
    expect(road.refused(CLERK, 'unit-sign', {}).code).toBe('access.wrong-role')
    road.give(HANDLER, 'unit-sign', {})
  })

  it('[R6.2] records the steps of the inner loop after signing', () => {
    const road = new Road().dispatched()
    const step = { step: 'inform', note: '已电话告知诉求人' } as const
    expect(road.refused(HANDLER, 'record-step', step)).toMatchObject({ params: { state: 'to-sign' } })
    road.give(HANDLER, 'unit-sign', {})
    expect(road.refused(HANDLER, 'record-step', { ...step, note: '' }).rule).toBe('R6.2')
    road
      .give(HANDLER, 'record-step', step)
      .give(HANDLER, 'record-step', { step: 'submit', note: '呈分管领导' })
    expect(hostOf(road.order)?.steps.map(({ step, by }) => [step, by])).toEqual([
      ['inform', 'handler'],
      ['submit', 'handler'],
    ])
  })

  it('[R6.2] [R7.1] [R7.2] takes photos of the work with a step, an update and the feedback', () => {
    const road = new Road().signed()
    const step = { step: 'handle', note: '已到现场' } as const
    const plan = { steps: [{ what: '施工', by: '2026-12-01' }] }
    road.give(HANDLER, 'record-step', { ...step, proof: ['proof'] }).give(HANDLER, 'lay-plan', plan)
    road.give(HANDLER, 'report-progress', { text: '正在施工', proof: ['proof'] })
    for (const proof of [['minutes'], ['proof', 'nothing']]) {
      const code = proof.length === 1 ? 'evidence.other-kind' : 'evidence.missing'
      expect(road.refused(HANDLER, 'record-step', { ...step, proof })).toMatchObject({ code, rule: 'R6.2' })
      expect(road.refused(HANDLER, 'report-progress', { text: '施工', proof })).toMatchObject({
        code,
        rule: 'R7.2',
      })
      expect(road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, proof })).toMatchObject({
        code,
        rule: 'R7.1',
      })
    }
    road.give(HANDLER, 'submit-feedback', { ...FEEDBACK, proof: ['proof'] })
    expect(road.events.flatMap(({ data }) => ('proof' in data ? [data.proof] : []))).toEqual([
      ['proof'],
      ['proof'],
      ['proof'],
    ])
    expect(hostOf(road.order)?.draft).not.toHaveProperty('proof')
  })

  it('[R7.1] names the part of the feedback that is missing', () => {
    const road = new Road().signed()
    expect(
      road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, situation: '', answer: ' ' }),
    ).toMatchObject({
      code: 'feedback.missing',
      params: { fields: ['situation', 'answer'] },
    })
    road.give(HANDLER, 'submit-feedback', FEEDBACK)
  })

  it('[R9.1] has feedback reviewed by someone other than its author, whichever post they act in', () => {
    const road = new Road().signed().give(LEADER, 'submit-feedback', FEEDBACK)
    const pass = { pass: true, reasons: '' }
    expect(road.refused(LEADER, 'review-in-unit', pass).code).toBe('review.own-feedback')
    const sameAsPrincipal = person('leader', 'principal-leader@mayi')
    expect(road.refused(sameAsPrincipal, 'review-in-unit', pass).code).toBe('review.own-feedback')
    road.give(person('other', 'leader-in-charge@mayi'), 'review-in-unit', pass)
    expect(road.order.stage).toBe('first-review')
  })

  it('[R9.1] sends feedback back with reasons, and the clock was running all the while', () => {
    const road = new Road().signed().give(HANDLER, 'submit-feedback', FEEDBACK)
    expect(road.refused(LEADER, 'review-in-unit', { pass: false, reasons: '' }).code).toBe(
      'review.reasons-missing',
    )
    road.give(LEADER, 'review-in-unit', { pass: false, reasons: '缺照片' })
    expect(hostOf(road.order)).toMatchObject({ state: 'handling', draft: { author: 'handler' } })
    expect(clockOf(road.order, 'handle', 1)?.stoppedAt).toBeNull()
  })

  it('[R7.1] is held to the limit by the moment its feedback leaves the unit', () => {
    const due = at('2026-12-03T00:00:00')
    const inTime = new Road()
      .signed()
      .until(due - 1)
      .feedback()
    expect(clockOf(inTime.order, 'handle', 1)).toMatchObject({ breachedAt: null })
    const late = new Road()
      .signed()
      .until(due - 1)
      .give(HANDLER, 'submit-feedback', FEEDBACK)
    late.until(due).give(LEADER, 'review-in-unit', { pass: true, reasons: '' })
    expect(clockOf(late.order, 'handle', 1)).toMatchObject({ breachedAt: due })
  })

  it('[R16.1] refuses a telephone in feedback, naming the field and where the unit’s own belongs', () => {
    const road = new Road().signed()
    const telling = { ...FEEDBACK, result: '已联系 138 0013 8000。' }
    expect(road.refused(HANDLER, 'submit-feedback', telling)).toMatchObject({
      code: 'feedback.telephone',
      params: { field: 'result' },
    })
    for (const result of ['办公电话 0792-6332345。', '请拨打电话6332345咨询。'])
      expect(road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, result })).toMatchObject({
        code: 'feedback.telephone',
        params: { field: 'result' },
      })
    expect(road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, contact: '党政办' }).code).toBe(
      'feedback.contact',
    )
    expect(
      road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, contact: '36042919900101123x' }),
    ).toMatchObject({ code: 'text.personal-data', params: { field: 'contact' } })
    road.give(HANDLER, 'submit-feedback', {
      ...FEEDBACK,
      result: '可拨打12345或400-820-8820咨询。',
      contact: '党政办李主任 138 0013 8001',
    })
  })
})

describe('first review', () => {
  it('[R9.2] passes with every box ticked and only then', () => {
    const road = new Road().answered()
    expect(road.refused(REVIEWER, 'first-review', { ...PASS, wellFormed: false }).code).toBe(
      'review.checklist-open',
    )
    expect(road.refused(CLERK, 'first-review', PASS).code).toBe('access.wrong-role')
    road.give(REVIEWER, 'first-review', PASS)
    expect(road.order.stage).toBe('callback')
  })

  it('[R9.2] sends back for redo with its reasons, and the deadline is not moved', () => {
    const road = new Road().answered()
    expect(road.refused(REVIEWER, 'first-review', { ...REDO, reasons: ' ' }).code).toBe(
      'review.reasons-missing',
    )
    expect(road.refused(REVIEWER, 'first-review', { ...REDO, complete: true }).code).toBe(
      'review.nothing-wrong',
    )
    const due = clockOf(road.order, 'handle', 1)?.dueAt
    road.give(REVIEWER, 'first-review', REDO)
    expect(road.order).toMatchObject({ stage: 'handling', redos: 1, dueAt: due })
    expect(clockOf(road.order, 'handle', 1)).toMatchObject({
      stoppedAt: null,
      dueAt: due,
    })
  })

  it('[R9.2] a redo after the deadline is late from the deadline on', () => {
    const due = at('2026-12-03T00:00:00')
    const road = new Road()
      .signed()
      .until(due - HOUR)
      .feedback()
    road.until(due + HOUR).give(REVIEWER, 'first-review', REDO)
    expect(road.order.alarmAt).toBeLessThanOrEqual(road.now)
    road.tick()
    expect(clockOf(road.order, 'handle', 1)?.breachedAt).toBe(due)
  })
})

describe('callback', () => {
  it('[G] records solved and satisfied only of a caller who was reached', () => {
    const road = new Road().passed()
    const reached = { reached: true, solution: 'solved', grade: null, note: '' } as const
    expect(road.refused(CLERK, 'call-back', reached).code).toBe('callback.answers-missing')
    expect(road.refused(CLERK, 'call-back', { ...reached, reached: false }).code).toBe('callback.not-reached')
    road.give(CLERK, 'call-back', { ...reached, grade: 'dissatisfied' })
    expect(road.order.stage).toBe('to-archive')
  })

  it('[G] lets an order go after three fruitless calls, and not before', () => {
    const road = new Road().passed()
    const missed = { reached: false, solution: null, grade: null, note: '无人接听' }
    road.give(CLERK, 'call-back', missed).give(CLERK, 'call-back', missed)
    expect(road.refused(CLERK, 'archive', { note: '' }).code).toBe('state.wrong-stage')
    road.give(CLERK, 'call-back', missed).give(CLERK, 'archive', { note: '' })
    expect(road.order.stage).toBe('archived')
  })
})

describe('commands', () => {
  it('refuses a judgement on an order that has changed since, and says from what to what', () => {
    const road = new Road().signed().give(HANDLER, 'submit-feedback', FEEDBACK)
    const seen = road.order.version
    road
      .give(LEADER, 'review-in-unit', { pass: false, reasons: '缺照片' })
      .give(HANDLER, 'submit-feedback', FEEDBACK)
    const pass = { pass: true, reasons: '' }
    expect(road.refused(LEADER, 'review-in-unit', pass, { expectedVersion: seen })).toMatchObject({
      code: 'version.changed',
      params: { seen, current: road.order.version },
    })
    expect(road.refused(LEADER, 'review-in-unit', pass, { expectedVersion: null }).code).toBe(
      'version.missing',
    )
    expect(road.refused(LEADER, 'review-in-unit', pass, { expectedVersion: 99 }).code).toBe('version.unknown')
    road.give(LEADER, 'review-in-unit', pass)
  })

  it('a reminder in between does not spoil a judgement', () => {
    const judged = new Road().signed().give(HANDLER, 'submit-feedback', FEEDBACK)
    const seen = judged.order.version
    judged.until(at('2026-12-01T12:00:00')).tick()
    expect(judged.order.version).toBeGreaterThan(seen)
    judged.give(LEADER, 'review-in-unit', { pass: true, reasons: '' }, { expectedVersion: seen })
  })

  it('[R17] shows exactly what would be accepted: nobody handles an archived order any more', () => {
    const { order } = new Road().closed()
    for (const who of [HANDLER, LEADER]) expect(may(order, who, TUESDAY)).toEqual([])
    expect(may(order, CLERK, TUESDAY)).toEqual(['correct-callback', 'flag', 'name-accused'])
    expect(may(order, REVIEWER, TUESDAY)).toEqual(['correct-callback', 'flag', 'name-accused', 'reopen'])
    expect(may(new Road().order, CLERK, TUESDAY)).toEqual([
      'centre-sign',
      'flag',
      'urge',
      'supplement',
      'recall',
      'withdraw-by-caller',
    ])
    expect(may(new Road().dispatched().order, HANDLER, TUESDAY)).toEqual(['unit-sign'])
    expect(may(new Road().dispatched().order, person('x', 'county-leader'), TUESDAY)).toEqual(['flag'])
  })
})
