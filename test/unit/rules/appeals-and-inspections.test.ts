import { describe, expect, it } from 'vitest'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { APPEAL_GROUNDS, openAppealGrounds } from '../../../functions/src/domain/order/appeal'
import { apart, forInspectors, together } from '../../../functions/src/domain/order/apart'
import { dutyForbidden } from '../../../functions/src/domain/order/duties'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import { may } from '../../../functions/src/domain/commands/may'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { clockOf, type Order } from '../../../functions/src/domain/order/order'
import {
  at,
  CITY,
  CLERK,
  DISCIPLINE,
  HANDLER,
  LEADER,
  MAYI,
  OTHER_UNITS,
  PASS,
  person,
  PRINCIPAL,
  REDO,
  REGULATION,
  REVIEWER,
  Road,
  SUPERVISION,
  VERIFIED,
  said,
} from '../../support/road'

const APPEAL: CommandData['prepare-appeal'] = {
  ground: 'no-basis',
  reason: '诉求无政策依据',
  proof: ['proof'],
}
const YES = { approve: true, note: '' }
const EXPLAINED = { step: 'answer', note: '已向诉求人解释' } as const
const CITY_YES = { approve: true, document: '', note: '' }

describe('an appeal', () => {
  const prepared = (): Road => new Road().signed().give(HANDLER, 'prepare-appeal', APPEAL)
  const submitted = (): Road => prepared().give(PRINCIPAL, 'approve-appeal', YES)

  it.each(APPEAL_GROUNDS.filter((ground) => ground !== 'judged-unreasonable'))(
    '[R8.1] may rest on %s',
    (ground) => {
      const road = new Road().signed().give(HANDLER, 'record-step', EXPLAINED)
      expect(road.give(HANDLER, 'prepare-appeal', { ...APPEAL, ground }).order.appeals).toHaveLength(1)
    },
  )

  it('[R8.1] [R11.2] may not rest on a judgement that was not given', () => {
    expect(
      new Road().signed().refused(HANDLER, 'prepare-appeal', { ...APPEAL, ground: 'judged-unreasonable' })
        .code,
    ).toBe('appeal.not-judged')
  })

  it('[R8.2] carries evidence and reaches the city only with the principal leader’s approval', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'prepare-appeal', APPEAL, { evidence: [] }).code).toBe('evidence.missing')
    expect(road.refused(HANDLER, 'prepare-appeal', { ...APPEAL, proof: [] }).code).toBe('evidence.missing')
    road.give(HANDLER, 'prepare-appeal', APPEAL)
    expect(road.order.readers).not.toContain('city')
    expect(road.refused(CITY, 'decide-appeal', CITY_YES).code).toBe('appeal.none')
    expect(road.refused(LEADER, 'approve-appeal', YES).code).toBe('access.wrong-role')
    road.give(PRINCIPAL, 'approve-appeal', YES)
    expect(road.order.readers).toContain('city')
    expect(may(road.order, CITY, road.now)).toContain('decide-appeal')
  })

  it('[R8.2] a leader who refuses says why, and nothing leaves the unit', () => {
    const road = prepared()
    expect(road.refused(PRINCIPAL, 'approve-appeal', { approve: false, note: '' }).code).toBe('input.missing')
    road.give(PRINCIPAL, 'approve-appeal', { approve: false, note: '材料不足' })
    expect(road.refused(CITY, 'decide-appeal', CITY_YES).code).toBe('appeal.none')
    road.give(HANDLER, 'prepare-appeal', APPEAL)
  })

  it('[R8.3] the city decides, or the centre records it with the document', () => {
    const road = submitted()
    expect(road.refused(CLERK, 'decide-appeal', CITY_YES).code).toBe('city.document-missing')
    expect(road.refused(PRINCIPAL, 'decide-appeal', CITY_YES).code).toBe('access.wrong-role')
    road.give(CLERK, 'decide-appeal', { ...CITY_YES, document: '九热线函〔2026〕3号' })
  })

  it('[R8.4] [G] approved: archived, counted in completion and not in satisfaction', () => {
    const road = new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
    const rated = () => talliesOf(road.order).find(({ scope }) => scope === 'mayi')?.counts
    expect(rated()).toMatchObject({ rated: 1, satisfied: 0, completionDue: 1 })
    road
      .give(HANDLER, 'prepare-appeal', APPEAL)
      .give(PRINCIPAL, 'approve-appeal', YES)
      .give(CITY, 'decide-appeal', CITY_YES)
    expect(road.order).toMatchObject({ stage: 'archived', ending: 'excluded', alarmAt: null })
    expect(rated()).toMatchObject({ rated: 0, signingDue: 1, completionDue: 1, completedOnTime: 1 })
  })

  it('[R8.4] rejected: the order goes on as it was, and that ground is closed', () => {
    const road = submitted().give(HANDLER, 'record-step', EXPLAINED)
    const before = road.order.stage
    expect(road.refused(CITY, 'decide-appeal', { ...CITY_YES, approve: false }).code).toBe('input.missing')
    road.give(CITY, 'decide-appeal', { approve: false, document: '', note: '有政策依据' })
    expect(road.order).toMatchObject({ stage: before, open: true })
    expect(clockOf(road.order, 'handle', 1)?.stoppedAt).toBeNull()
    expect(road.refused(HANDLER, 'prepare-appeal', APPEAL).code).toBe('appeal.ground-closed')
    for (const ground of openAppealGrounds(road.order)) {
      road.give(HANDLER, 'prepare-appeal', { ...APPEAL, ground }).give(PRINCIPAL, 'approve-appeal', YES)
      road.give(CITY, 'decide-appeal', { approve: false, document: '', note: '不符' })
    }
    expect(road.refused(HANDLER, 'prepare-appeal', APPEAL).code).toBe('appeal.all-grounds-closed')
    expect(may(road.order, HANDLER, road.now)).not.toContain('prepare-appeal')
  })

  it('[R8.3] an order is not archived over an appeal that is not decided', () => {
    const road = new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, solution: 'solved', grade: 'satisfied', note: '' })
      .give(HANDLER, 'prepare-appeal', APPEAL)
    expect(road.refused(CLERK, 'archive', { note: '' }).code).toBe('appeal.undecided')
    road
      .give(PRINCIPAL, 'approve-appeal', { approve: false, note: '不申诉' })
      .give(CLERK, 'archive', { note: '' })
  })
})

describe('third-party evaluation', () => {
  const dissatisfied = (): Road =>
    new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
  const PANEL: CommandData['convene-panel'] = {
    evaluators: [
      { name: '甲', kind: 'lawyer', unit: null },
      { name: '乙', kind: 'deputy', unit: null },
      { name: '丙', kind: 'section-head', unit: 'chengguan' },
    ],
    place: '热线中心会议室',
    meetsAt: at('2026-11-26T09:00:00'),
  }
  const VERDICT: CommandData['record-verdict'] = {
    votes: [true, true, false],
    solveBy: '2026-12-10',
    minutes: 'minutes',
    note: '',
  }
  const requested = (): Road => dissatisfied().give(LEADER, 'request-evaluation', { reason: '已依规办理' })
  const convened = (): Road => requested().give(CLERK, 'convene-panel', PANEL)

  it('[R11.1] is asked for when the caller is dissatisfied, and only then', () => {
    const satisfied = new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, solution: 'solved', grade: 'satisfied', note: '' })
    expect(satisfied.refused(LEADER, 'request-evaluation', { reason: '已办理' }).code).toBe(
      'evaluation.not-dissatisfied',
    )
    expect(requested().order.stage).toBe('evaluating')
  })

  it.each([
    ['too few', { evaluators: PANEL.evaluators.slice(0, 1) }, 'panel.size'],
    ['an even number', { evaluators: PANEL.evaluators.slice(0, 2) }, 'panel.size'],
    [
      'one kind alone',
      { evaluators: PANEL.evaluators.map((each) => ({ ...each, kind: 'lawyer' as const })) },
      'panel.kinds',
    ],
    [
      'someone of the unit judged',
      {
        evaluators: [
          ...PANEL.evaluators.slice(0, 2),
          { name: '丁', kind: 'section-head' as const, unit: 'mayi' },
        ],
      },
      'panel.conflict',
    ],
    [
      'a section head of no unit',
      {
        evaluators: [
          ...PANEL.evaluators.slice(0, 2),
          { name: '丁', kind: 'section-head' as const, unit: null },
        ],
      },
      'panel.unit-missing',
    ],
    [
      'the same person twice',
      { evaluators: [...PANEL.evaluators.slice(0, 2), PANEL.evaluators[0]!] },
      'panel.names',
    ],
  ])('[R11.1] refuses a panel with %s', (_what, change, code) => {
    const road = requested()
    expect(road.refused(CLERK, 'convene-panel', { ...PANEL, ...change })).toMatchObject({
      code,
      rule: 'R11.1',
    })
    road.give(CLERK, 'convene-panel', PANEL)
  })

  it('[R11.2] reasonable: the unit must solve it by a set date, whose clock runs', () => {
    const road = convened()
    expect(road.refused(CLERK, 'record-verdict', { ...VERDICT, solveBy: null }).code).toBe('panel.solve-by')
    expect(road.refused(CLERK, 'record-verdict', { ...VERDICT, votes: [true] }).code).toBe('panel.votes')
    road.give(CLERK, 'record-verdict', VERDICT)
    expect(road.order).toMatchObject({ stage: 'handling', assignments: [{ state: 'handling' }] })
    expect(clockOf(road.order, 'solve', 1)?.dueAt).toBe(at('2026-12-11T00:00:00'))
    const passedAt = road.order.passedAt
    road.after(1000).feedback().give(REVIEWER, 'first-review', PASS)
    expect(clockOf(road.order, 'solve', 1)).toMatchObject({ breachedAt: null, stoppedAt: road.now })
    expect(road.order.passedAt).toBe(passedAt)
  })

  it('[R11.2] [R17] the set date passes like any other limit: breached at the very deadline', () => {
    const road = convened().give(CLERK, 'record-verdict', VERDICT).until(at('2026-12-11T00:00:00')).tick()
    expect(clockOf(road.order, 'solve', 1)?.breachedAt).toBe(at('2026-12-11T00:00:00'))
  })

  it('[R9.2] [R11.2] a redo after the verdict sets the set date going again, not the old limit', () => {
    const road = convened()
      .give(CLERK, 'record-verdict', VERDICT)
      .feedback()
      .give(REVIEWER, 'first-review', REDO)
    expect(clockOf(road.order, 'solve', 1)?.stoppedAt).toBeNull()
    expect(clockOf(road.order, 'handle', 1)?.stoppedAt).not.toBeNull()
  })

  it.each([
    ['flags it', false, [{ ground: 'dissatisfied' }]],
    ['is satisfied now, and flags nothing', true, []],
  ])('[R10.1] a caller who is asked again after the verdict %s', (_, satisfied, flags) => {
    const road = convened().give(CLERK, 'record-verdict', VERDICT).after(1000).feedback()
    road.give(REVIEWER, 'first-review', PASS)
    expect(road.order.flags).toEqual([])
    road.give(CLERK, 'call-back', { reached: true, ...said(satisfied), note: '' })
    expect(road.order.flags.map(({ ground }) => ({ ground }))).toEqual(flags)
  })

  it('[R11.2] unreasonable: the unit may appeal on that ground', () => {
    const road = convened()
    const unreasonable = { ...VERDICT, votes: [false, false, true] }
    expect(road.refused(CLERK, 'record-verdict', unreasonable).code).toBe('panel.nothing-to-solve')
    road.give(CLERK, 'record-verdict', { ...unreasonable, solveBy: null })
    expect(road.order.stage).toBe('to-archive')
    road.give(HANDLER, 'prepare-appeal', { ...APPEAL, ground: 'judged-unreasonable' })
    expect(road.refused(LEADER, 'request-evaluation', { reason: '再评' }).code).toBe('evaluation.once')
  })
})

describe('elevated inspection', () => {
  const FINDING: CommandData['record-finding'] = {
    finding: '两次反馈均未到现场',
    demand: '三日内重新核查',
    accountability: 'perfunctory',
  }
  const flagged = (): Road => new Road().signed().give(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
  const found = (): Road =>
    flagged().give(SUPERVISION, 'open-inspection', {}).give(SUPERVISION, 'record-finding', FINDING)

  it('[R10.1] several redos flag an order by themselves', () => {
    const road = new Road().answered().give(REVIEWER, 'first-review', REDO)
    expect(road.order.flags).toEqual([])
    road.feedback().give(REVIEWER, 'first-review', REDO)
    expect(road.order.flags).toMatchObject([{ ground: 'redos' }])
    expect(road.order.readers).toContain('supervision')
  })

  const flagsBesides = (others: number, place: string) =>
    new Road()
      .give(CLERK, 'centre-sign', {})
      .give(CLERK, 'verify', { ...VERIFIED, place }, { sameMatter: others }).order.flags

  it('[R10.1] so does the third order on one matter', () => {
    expect(flagsBesides(1, '同一处')).toEqual([])
    expect(flagsBesides(2, '同一处')).toMatchObject([{ ground: 'repeated' }])
  })

  it('[R10.1] without a place no two orders are on one matter', () => {
    expect(flagsBesides(2, '')).toEqual([])
  })

  it('[R10.1] an order that is not flagged is not inspected', () => {
    expect(new Road().signed().refused(SUPERVISION, 'open-inspection', {}).code).toBe(
      'inspection.not-flagged',
    )
    flagged().give(DISCIPLINE, 'open-inspection', {})
  })

  it('[R10.2] what it says is nothing for the unit before it is served', () => {
    const road = found()
    const said = road.events.filter(({ type }) => type.startsWith('inspection-'))
    expect(said.map(({ type }) => type)).toEqual(['inspection-opened', 'inspection-found'])
    for (const { readers } of said) expect(readers.some((reader) => reader.startsWith('unit:'))).toBe(false)
    road.give(SUPERVISION, 'serve-inspection', {})
    expect(road.events.at(-1)).toMatchObject({ type: 'inspection-served', data: FINDING })
    expect(road.events.at(-1)?.readers).toContain('unit:mayi')
  })

  it('[R10.2] belongs to whoever opened it', () => {
    const road = flagged().give(SUPERVISION, 'open-inspection', {})
    expect(road.refused(DISCIPLINE, 'record-finding', FINDING).code).toBe('inspection.of-another')
    expect(road.refused(CLERK, 'record-finding', FINDING).code).toBe('access.wrong-role')
    road.give(SUPERVISION, 'record-finding', FINDING)
  })

  it('[R10.2] is closed with a result; a unit held to account has been told first', () => {
    const road = found()
    expect(road.refused(SUPERVISION, 'close-inspection', { result: '已整改' }).code).toBe(
      'inspection.not-served',
    )
    road.give(SUPERVISION, 'serve-inspection', {})
    expect(road.refused(SUPERVISION, 'close-inspection', { result: ' ' }).code).toBe('input.missing')
    road.give(SUPERVISION, 'close-inspection', { result: '已整改' })
    expect(road.refused(SUPERVISION, 'record-finding', FINDING).code).toBe('inspection.closed')
    const nothing = flagged()
      .give(SUPERVISION, 'open-inspection', {})
      .give(SUPERVISION, 'record-finding', { ...FINDING, accountability: 'none' })
      .give(SUPERVISION, 'close-inspection', { result: '未发现问题' })
    expect(nothing.order.inspection?.closed).not.toBeNull()
  })

  it('[R10.2] the centre says which body inspects; until it does, the policy does', () => {
    const TO = { to: 'discipline', unit: 'mayi', reason: '涉及作风问题' } as const
    const units = [{ ...MAYI, disciplineGroup: '第一派驻纪检组' }, ...OTHER_UNITS]
    expect(new Road().signed().refused(CLERK, 'direct-inspection', TO).code).toBe('inspection.not-flagged')
    const road = flagged()
    expect(road.refused(SUPERVISION, 'direct-inspection', TO).code).toBe('access.wrong-role')
    expect(road.refused(CLERK, 'direct-inspection', { ...TO, unit: null })).toMatchObject({
      code: 'inspection.whose-line',
      rule: 'R10.2',
    })
    expect(road.refused(CLERK, 'direct-inspection', { ...TO, unit: 'zhujian' }).code).toBe(
      'inspection.whose-line',
    )
    expect(road.refused(CLERK, 'direct-inspection', { ...TO, reason: '' }).code).toBe('input.missing')
    road.give(CLERK, 'direct-inspection', TO, { units })
    expect(road.order.directed).toMatchObject({ to: 'discipline', group: '第一派驻纪检组' })
    expect(may(road.order, SUPERVISION, road.now)).not.toContain('open-inspection')
    expect(road.refused(SUPERVISION, 'open-inspection', {}).code).toBe('inspection.of-another')
    road.give(DISCIPLINE, 'open-inspection', {})
    expect(road.refused(CLERK, 'direct-inspection', TO).code).toBe('inspection.under-way')

    const policy = { ...DEFAULT_POLICY, inspectedBy: 'supervision' } as const
    const one = new Road().signed().give(CLERK, 'flag', { ground: 'hot', note: '热点' }, { policy })
    expect(one.refused(DISCIPLINE, 'open-inspection', {}).code).toBe('inspection.of-another')
    one.give(CLERK, 'direct-inspection', { ...TO, to: 'supervision', unit: null })
    one.give(SUPERVISION, 'open-inspection', {})
  })

  it('[R10.2] it may be inspected again once the first is closed, which stands', () => {
    const road = flagged()
      .give(SUPERVISION, 'open-inspection', {})
      .give(SUPERVISION, 'record-finding', FINDING)
    road.give(SUPERVISION, 'serve-inspection', {}).give(SUPERVISION, 'close-inspection', { result: '已整改' })
    expect(road.refused(SUPERVISION, 'open-inspection', {}).code).toBe('inspection.already')
    const first = road.order.inspection
    const before = JSON.stringify(apart(road.order).shown.inspection)
    road.give(REVIEWER, 'direct-inspection', { to: 'supervision', unit: null, reason: '又有反映' })
    expect(road.order).toMatchObject({ inspection: null, formerInspections: [first] })
    // The unit goes on reading what was served on it, and does not see that it is to be inspected again.
    const shown = (): Order => apart(road.order).shown
    expect(JSON.stringify(shown().inspection)).toBe(before)
    road.give(SUPERVISION, 'open-inspection', {}).give(SUPERVISION, 'record-finding', {
      ...FINDING,
      finding: '第二次核查',
    })
    expect(JSON.stringify(shown())).not.toContain('第二次核查')
    expect(JSON.stringify(shown().inspection)).toBe(before)
    expect(shown().formerInspections).toBeUndefined()
    expect(dutyForbidden('convene-panel', road.order, SUPERVISION)?.code).toBe('duty.separate')
    road.give(SUPERVISION, 'serve-inspection', {})
    expect(shown().inspection?.found?.finding).toBe('第二次核查')
    expect(shown().formerInspections).toHaveLength(1)
    const { shown: document, records } = apart(road.order)
    expect(together(document, records)).toEqual(road.order)
    expect(forInspectors(road.order)?.formerInspections?.[0]?.closed?.result).toBe('已整改')
  })
})

describe('accusations', () => {
  const REPORT = { ...VERIFIED, category: 'report' as const, accused: ['mayi'] }
  const accused = (): Road => new Road().give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', REPORT)

  it('[R16.2] an accused unit neither hosts, assists nor is asked; another, or discipline, handles it', () => {
    const road = accused()
    expect(road.refused(CLERK, 'dispatch', REGULATION)).toMatchObject({
      code: 'dispatch.accused',
      rule: 'R16.2',
    })
    expect(
      road.refused(CLERK, 'convene', {
        units: ['mayi', 'zhujian'],
        lead: null,
        place: '会议室',
        meetsAt: road.now,
      }).code,
    ).toBe('dispatch.accused')
    road.give(CLERK, 'dispatch', { ...REGULATION, unit: 'jijian' })
    expect(road.order.readers).not.toContain('unit:mayi')
  })

  it('[R16.2] is counted nowhere in what the accused unit sees', () => {
    const { order } = accused().give(CLERK, 'dispatch', { ...REGULATION, unit: 'jijian' })
    expect(talliesOf(order).some(({ scope }) => scope === 'mayi')).toBe(false)
  })

  it('[R16.2] an accused unit that was overlooked loses its part and reads nothing any more', () => {
    const road = new Road().signed()
    expect(road.order.readers).toContain('unit:mayi')
    expect(road.refused(CLERK, 'name-accused', { units: ['nobody'], reason: '补充' }).code).toBe(
      'accused.unknown-unit',
    )
    const before = road.order.version
    road.give(CLERK, 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
    expect(road.order).toMatchObject({ stage: 'to-dispatch', assignments: [{ state: 'withdrawn' }] })
    expect(road.order.readers).not.toContain('unit:mayi')
    for (const { readers } of road.events.slice(before)) expect(readers).not.toContain('unit:mayi')
    expect(road.refused(CLERK, 'dispatch', REGULATION).code).toBe('dispatch.accused')
  })

  const MEETING = { lead: null, place: '县中心', meetsAt: at('2026-11-24T15:00:00') }
  const CONCLUDED = { agreed: true, host: 'mayi', assists: ['zhujian'], note: '一致', minutes: 'minutes' }

  it('[R16.2] a consultation at which the accused unit sits is broken off, and the others are told and meet anew', () => {
    const road = new Road().verified().give(CLERK, 'convene', { ...MEETING, units: ['mayi', 'zhujian'] })
    road.give(CLERK, 'name-accused', { units: ['zhujian'], reason: '诉求人补充举报' })
    expect(road.order).toMatchObject({
      stage: 'to-dispatch',
      consultations: [{ outcome: null, brokenOffAt: road.now }],
    })
    expect(road.order.readers.filter((reader) => reader.startsWith('unit:'))).toEqual([])
    expect(noticesOf(road.order, road.events.at(-1)!).map(({ to }) => to)).toEqual([
      'handler@mayi',
      'leader-in-charge@mayi',
      'reviewer',
    ])
    expect(road.refused(CLERK, 'conclude-consultation', CONCLUDED).code).toBe('state.wrong-stage')
    expect(road.refused(CLERK, 'convene', { ...MEETING, units: ['mayi', 'zhujian'] }).code).toBe(
      'dispatch.accused',
    )
    road.give(CLERK, 'convene', { ...MEETING, units: ['mayi', 'chengguan'] })
    road.give(CLERK, 'conclude-consultation', { ...CONCLUDED, assists: ['chengguan'] })
    expect(road.order).toMatchObject({ stage: 'handling', consultations: [{ no: 1 }, { no: 2 }] })
  })

  it('[R16.2] a dispute stays one when its consultation is broken off', () => {
    const road = new Road().verified().give(CLERK, 'open-dispute', { ground: 'hot', note: '无人认领' })
    road.give(CLERK, 'convene', { ...MEETING, lead: 'chengguan', units: ['mayi', 'zhujian'] })
    road.give(CLERK, 'name-accused', { units: ['chengguan'], reason: '诉求人补充举报' })
    expect(road.order).toMatchObject({ stage: 'disputed', dispute: { ground: 'hot' } })
  })

  it('[R16.2] a consultation goes on when the accused unit does not sit at it', () => {
    const road = new Road().verified().give(CLERK, 'convene', { ...MEETING, units: ['mayi', 'zhujian'] })
    road.give(CLERK, 'name-accused', { units: ['chengguan'], reason: '诉求人补充举报' })
    expect(road.order.stage).toBe('consulting')
    road.give(CLERK, 'conclude-consultation', CONCLUDED)
    expect(road.order.stage).toBe('handling')
  })
})

describe('mistakes and withdrawals', () => {
  it('[R2.1] a dispatch in error is taken back with its reason, and the order is dispatched anew', () => {
    const road = new Road().signed()
    expect(road.refused(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '' }).code).toBe('input.missing')
    expect(road.refused(REVIEWER, 'withdraw-dispatch', { no: 2, reason: '错派' }).code).toBe(
      'state.no-such-part',
    )
    road.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '错派' })
    expect(road.order).toMatchObject({ stage: 'to-dispatch' })
    // R18: nothing runs but the centre's own limit.
    expect(road.order.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind }) => kind)).toEqual([
      'reassign',
    ])
    road.give(CLERK, 'dispatch', REGULATION)
    expect(road.order.assignments.at(-1)).toMatchObject({ no: 2, state: 'to-sign' })
  })

  it('the city recalls an order: nothing is due of it any more, and what was late stays late', () => {
    const road = new Road().dispatched().after(48 * 3_600_000)
    expect(road.refused(CLERK, 'recall', { document: '', reason: '市里自办' })).toMatchObject({
      params: { fields: ['document'] },
    })
    road.give(CITY, 'recall', { document: '', reason: '市里自办' })
    expect(road.order).toMatchObject({ ending: 'recalled', open: false, alarmAt: null })
    expect(clockOf(road.order, 'sign', 1)?.breachedAt).not.toBeNull()
    expect(talliesOf(road.order).find(({ scope }) => scope === 'mayi')?.counts).toMatchObject({
      signingDue: 1,
      signedOnTime: 0,
      completionDue: 0,
    })
  })

  it('a caller withdraws', () => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'withdraw-by-caller', { reason: '不办了' }).code).toBe('access.wrong-role')
    road.give(CLERK, 'withdraw-by-caller', { reason: '诉求人来电撤回' })
    expect(road.order).toMatchObject({ ending: 'withdrawn', open: false })
  })

  it('an order archived in error is opened again by a further command', () => {
    const road = new Road().closed()
    expect(road.refused(CLERK, 'reopen', { reason: '误归档' }).code).toBe('access.wrong-role')
    road.give(REVIEWER, 'reopen', { reason: '误归档' })
    expect(road.order).toMatchObject({ stage: 'to-archive', open: true, ending: null })
    const recalled = new Road().signed().give(CITY, 'recall', { document: '', reason: '收回' })
    expect(recalled.refused(REVIEWER, 'reopen', { reason: '误' }).code).toBe('reopen.by-the-city')
    expect(road.refused(person('x', 'city'), 'reopen', { reason: '误' }).code).toBe('access.wrong-role')
  })
})
