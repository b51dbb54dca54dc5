import type { CommandData } from '../../functions/src/domain/order/command'
import { DAY, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import type { Outcome } from '../../functions/src/domain/order/outcome'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import type { TakenAct } from '../../functions/src/domain/order/taking-back'
import type { Who } from '../../functions/src/domain/people/people'
import {
  at,
  CITY,
  CLERK,
  DISCIPLINE,
  EXTENSION,
  FEEDBACK,
  GIVEN,
  HANDLER,
  HAPPY,
  LEADER,
  of,
  PANEL,
  PASS,
  person,
  PRINCIPAL,
  REDO,
  REGULATION,
  RETURN,
  REVIEWER,
  Road,
  SUPERVISION,
  UNHAPPY,
  VERIFIED,
} from './road'

/** Orders that went every way there is, so that every kind of event is among theirs. */
const MISSED = { reached: false, solution: null, grade: null, note: '' } as const

const begun = (number: string, more: Partial<CommandData['verify']> = {}): Road =>
  new Road({ cityNumber: number })
    .give(CLERK, 'centre-sign', {})
    .give(CLERK, 'verify', { ...VERIFIED, place: `${number}号`, ...more })

const given = (number: string, more: Partial<CommandData['verify']> = {}): Road =>
  begun(number, more).give(CLERK, 'dispatch', REGULATION)

const signed = (number: string, more: Partial<CommandData['verify']> = {}): Road =>
  given(number, more).after(MINUTE).give(HANDLER, 'unit-sign', {})

const answered = (road: Road, unit: string, outcome: Outcome = { kind: 'solved' }): Road =>
  road
    .give(of(unit, 'handler'), 'submit-feedback', { ...FEEDBACK, outcome })
    .give(of(unit, 'leader-in-charge'), 'review-in-unit', { pass: true, reasons: '' })

const handed = (road: Road, unit: string): Road =>
  answered(road.give(of(unit, 'handler'), 'unit-sign', {}), unit)

const to = (unit: string): CommandData['dispatch'] => ({ ...REGULATION, unit })
const closed = (road: Road): Road => road.give(CLERK, 'call-back', HAPPY).give(CLERK, 'archive', { note: '' })

const plain = (): Road => {
  const road = signed('A01').after(HOUR)
  road.give(LEADER, 'assign-in-unit', GIVEN).give(LEADER, 'assign-in-unit', { ...GIVEN, handlers: [] })
  road.give(HANDLER, 'record-step', { step: 'inform', note: '已联系诉求人' })
  road
    .give(HANDLER, 'submit-feedback', FEEDBACK)
    .give(LEADER, 'review-in-unit', { pass: false, reasons: '不全' })
  return closed(road.feedback().give(REVIEWER, 'first-review', PASS))
}

const late = (): Road => {
  const road = new Road({ cityNumber: 'A02' }).after(25 * HOUR).tick()
  road.give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', { ...VERIFIED, place: 'A02号' })
  road
    .give(CLERK, 'dispatch', REGULATION)
    .after(60 * HOUR)
    .tick()
    .give(HANDLER, 'unit-sign', {})
  answered(road.alarms(at('2026-12-12T09:00:00')), 'mayi', {
    kind: 'in-steps',
    steps: [{ what: '换线', by: '2026-12-30' }],
    told: '已告知分步解决',
  }).give(REVIEWER, 'first-review', REDO)
  road.after(HOUR).feedback().give(REVIEWER, 'first-review', PASS)
  for (let call = 0; call < 3; call++) road.after(HOUR).give(CLERK, 'call-back', MISSED)
  return road.give(CLERK, 'archive', { note: '' })
}

const joint = (): Road => {
  const road = begun('A03', { category: 'complaint' })
    .give(CLERK, 'convene', {
      units: ['mayi', 'zhujian', 'chengguan'],
      lead: null,
      place: '县中心',
      meetsAt: at('2026-11-24T15:00:00'),
    })
    .after(6 * HOUR)
    .give(CLERK, 'conclude-consultation', {
      agreed: true,
      host: 'mayi',
      assists: ['zhujian', 'chengguan'],
      note: '马影镇主办',
      minutes: 'minutes',
    })
  road.give(HANDLER, 'unit-sign', {}).give(of('zhujian', 'handler'), 'unit-sign', {})
  road.give(HANDLER, 'lay-plan', { steps: [{ what: '勘查', by: '2026-11-27' }] })
  road.after(2 * DAY).give(HANDLER, 'report-progress', { text: '已勘查' })
  road.give(of('chengguan', 'handler'), 'unit-sign', {})
  road.give(REVIEWER, 'withdraw-dispatch', { no: 3, reason: '不需协办' })
  road.give(CLERK, 'add-assist', to('jijian'))
  answered(road, 'mayi', { kind: 'not-possible', grounds: '《电力法》', explained: '已当面解释' })
  answered(handed(road, 'jijian'), 'zhujian')
  road.give(REVIEWER, 'first-review', REDO).feedback()
  road.give(REVIEWER, 'first-review', { ...REDO, parts: [1, 2] }).feedback()
  answered(road, 'zhujian').give(REVIEWER, 'first-review', PASS)
  road.give(SUPERVISION, 'open-inspection', {})
  road.give(SUPERVISION, 'record-finding', { finding: '拖延', demand: '整改', accountability: 'slow' })
  road.give(SUPERVISION, 'serve-inspection', {})
  road.give(SUPERVISION, 'close-inspection', { result: '已整改' })
  return closed(road)
}

const disputed = (): Road => {
  const road = given('A04').give(HANDLER, 'unit-sign', {}).give(HANDLER, 'apply-return', RETURN)
  road
    .give(CLERK, 'decide-return', { no: 1, approve: true, reasons: '' })
    .give(CLERK, 'dispatch', to('zhujian'))
  road.give(of('zhujian', 'handler'), 'unit-sign', {}).give(of('zhujian', 'handler'), 'apply-return', RETURN)
  road.after(HOUR).give(CLERK, 'decide-return', { no: 2, approve: true, reasons: '' })
  road.give(CLERK, 'convene', {
    units: ['mayi', 'zhujian'],
    lead: 'chengguan',
    place: '现场',
    meetsAt: at('2026-11-25T09:00:00'),
  })
  road.after(DAY).give(CLERK, 'conclude-consultation', {
    agreed: false,
    host: null,
    assists: [],
    note: '未达成一致',
    minutes: 'minutes',
  })
  for (const unit of ['mayi', 'zhujian', 'chengguan']) handed(road, unit)
  return closed(road.give(REVIEWER, 'first-review', PASS))
}

const extended = (): Road => {
  const road = signed('A05')
    .give(HANDLER, 'apply-return', RETURN)
    .give(CLERK, 'decide-return', { no: 1, approve: false, reasons: '属本单位' })
  road.after(DAY).give(HANDLER, 'apply-extension', EXTENSION)
  road.give(CITY, 'decide-extension', { no: 1, approve: true, document: '', note: '' })
  road.after(DAY).give(HANDLER, 'apply-extension', EXTENSION)
  road.give(CLERK, 'decide-extension', { no: 1, approve: false, document: '市〔2026〕1号', note: '理由不足' })
  road.give(HANDLER, 'apply-extension', { ...EXTENSION, workdays: 6 })
  road.give(CLERK, 'decide-extension', { no: 1, approve: true, document: '市〔2026〕2号', note: '' })
  road.give(LEADER, 'prepare-appeal', { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] })
  road.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
  return road.give(CITY, 'decide-appeal', { approve: true, document: '', note: '' })
}

const instructed = (): Road => {
  const road = begun('A06').give(CLERK, 'refer-to-leader', { reason: '无单位可派' })
  road.give(CLERK, 'record-instruction', {
    leader: '某副县长',
    text: '请马影镇办理',
    date: '2026-11-24',
    scan: 'instruction',
  })
  road
    .give(CLERK, 'dispatch', { unit: 'mayi', basis: { kind: 'instruction' } })
    .give(HANDLER, 'unit-sign', {})
  return closed(road.feedback().give(REVIEWER, 'first-review', PASS))
}

const unhappy = (number: string): Road =>
  signed(number)
    .feedback()
    .give(REVIEWER, 'first-review', PASS)
    .give(CLERK, 'call-back', UNHAPPY)
    .give(LEADER, 'request-evaluation', { reason: '已依规办理' })
    .give(CLERK, 'convene-panel', PANEL)
    .after(2 * DAY)

const solved = (): Road => {
  const road = unhappy('A07').give(CLERK, 'record-verdict', {
    votes: [true, true, false],
    solveBy: '2026-12-02',
    minutes: 'minutes',
    note: '',
  })
  road.feedback().give(REVIEWER, 'first-review', REDO).feedback().give(REVIEWER, 'first-review', PASS)
  return closed(road).give(REVIEWER, 'reopen', { reason: '误归档' }).give(CLERK, 'archive', { note: '' })
}

const unreasonable = (): Road => {
  const road = unhappy('A08').give(CLERK, 'record-verdict', {
    votes: [false, true, false],
    solveBy: null,
    minutes: 'minutes',
    note: '',
  })
  road.give(HANDLER, 'prepare-appeal', { ground: 'judged-unreasonable', reason: '评议', proof: ['proof'] })
  road.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
  road.give(REVIEWER, 'decide-appeal', { approve: false, document: '市〔2026〕3号', note: '不符' })
  return road.give(CLERK, 'archive', { note: '' })
}

/** R16.2: its unit's only principal leader turns out to be accused. */
const passedUp = (): Road => {
  const road = signed('A61')
  road.give(HANDLER, 'prepare-appeal', { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] })
  const { uid } = PRINCIPAL
  road.give(
    CLERK,
    'name-accused',
    { units: [], persons: [uid], reason: '来电人指认' },
    { persons: [{ uid, name: '主要领导' }] },
  )
  road.give(person('county-leader', 'county-leader'), 'approve-appeal', { approve: true, note: '' })
  return road.give(CITY, 'decide-appeal', { approve: true, document: '', note: '' })
}

const accused = (): Road => {
  const road = given('A09', { category: 'report', accused: ['chengguan'] })
  road.give(CLERK, 'name-accused', { units: ['mayi'], reason: '来电人指认' })
  handed(road.give(CLERK, 'dispatch', to('jijian')), 'jijian')
  return closed(road.give(REVIEWER, 'first-review', PASS))
}

const corrected = (): Road => {
  const road = signed('A10', { category: 'consultation' })
  road.after(HOUR).give(CLERK, 'correct-category', { category: 'complaint', reason: '实为投诉' })
  road
    .until(at('2026-12-04T10:00:00'))
    .give(CLERK, 'correct-category', { category: 'help', reason: '实为求助' })
  return closed(road.feedback().give(REVIEWER, 'first-review', PASS))
}

const ended = (number: string, by: Who): Road =>
  by === CITY
    ? given(number).give(CITY, 'recall', { document: '', reason: '重复转办' })
    : signed(number).give(CLERK, 'withdraw-by-caller', { reason: '诉求人撤回' })

const flagged = (): Road =>
  given('A13')
    .give(CLERK, 'flag', { ground: 'hot', note: '涉及民生' })
    .give(SUPERVISION, 'open-inspection', {})
    .give(SUPERVISION, 'record-finding', { finding: '无问题', demand: '继续办理', accountability: 'none' })
    .give(SUPERVISION, 'close-inspection', { result: '无问题' })
    .give(REVIEWER, 'direct-inspection', { to: 'discipline', unit: 'mayi', reason: '又有新的线索' })
    .give(DISCIPLINE, 'open-inspection', {})
    .give(DISCIPLINE, 'record-finding', { finding: '办理迟缓', demand: '限期办结', accountability: 'slow' })
    .give(DISCIPLINE, 'serve-inspection', {})
    .give(DISCIPLINE, 'close-inspection', { result: '已督办' })

const noLead = (): Road =>
  begun('A14')
    .give(CLERK, 'convene', {
      units: ['mayi', 'zhujian'],
      lead: null,
      place: '县中心',
      meetsAt: at('2026-11-24T15:00:00'),
    })
    .give(CLERK, 'conclude-consultation', {
      agreed: false,
      host: null,
      assists: [],
      note: '无人牵头',
      minutes: 'minutes',
    })

/** A unit at the table turns out to be accused: the others meet anew. */
const brokenOff = (): Road => {
  const meeting = { lead: null, place: '县中心', meetsAt: at('2026-11-24T15:00:00') }
  const road = begun('A15')
    .give(CLERK, 'convene', { ...meeting, units: ['mayi', 'zhujian'] })
    .give(CLERK, 'name-accused', { units: ['zhujian'], reason: '来电人指认' })
    .give(CLERK, 'convene', { ...meeting, units: ['mayi', 'chengguan'] })
    .give(CLERK, 'conclude-consultation', {
      agreed: true,
      host: 'mayi',
      assists: ['chengguan'],
      note: '达成一致',
      minutes: 'minutes',
    })
  for (const unit of ['mayi', 'chengguan']) handed(road, unit)
  return closed(road.give(REVIEWER, 'first-review', PASS))
}

/** Declared complex by the centre before it has a host, taken back, declared anew: a plan that comes too late. */
const complex = (): Road => {
  const road = begun('A16').give(CLERK, 'declare-complex', { complex: true, reason: '涉及多户' })
  road.give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
  road.give(REVIEWER, 'declare-complex', { complex: false, reason: '并不复杂' })
  road.after(HOUR).give(CLERK, 'declare-complex', { complex: true, reason: '涉及多个部门' })
  road.after(5 * DAY).give(HANDLER, 'lay-plan', { steps: [{ what: '施工', by: '2026-12-02' }] })
  return closed(road.feedback().give(REVIEWER, 'first-review', PASS))
}

/** The caller presses and adds, and the order turns out to be somewhere else. */
const calledAgain = (): Road => {
  const road = given('A41').give(CITY, 'urge', { note: '' }).give(HANDLER, 'unit-sign', {})
  road.after(HOUR).give(CLERK, 'supplement', { text: '夜里也不亮' })
  road.give(CLERK, 'correct-matter', {
    matter: VERIFIED.matter,
    township: '360429101',
    place: '桥头',
    reason: '地点有误',
  })
  road.feedback().give(CLERK, 'urge', { note: '诉求人着急' })
  return closed(road.give(REVIEWER, 'first-review', PASS))
}

/** The same caller with the same matter: the later order goes on in the earlier; another does not after all. */
const merged = (): Road[] => {
  const main = signed('A43')
  const later = ['A44', 'A45'].map((number) => begun(number, { place: '' }).until(main.now + HOUR))
  for (const road of later)
    road.giveAcross(CLERK, 'merge', { into: 'A43', reason: '同一诉求人同一事项' }, main)
  const [, error] = later
  error!.alarms(main.now + 3 * DAY).giveAcross(REVIEWER, 'unmerge', { reason: '并非同一事项' }, main)
  error!.give(CLERK, 'withdraw-by-caller', { reason: '诉求人撤回' })
  closed(main.feedback().give(REVIEWER, 'first-review', PASS))
  return [main, ...later]
}

/** Recalled, and then transferred once more. */
const again = (): Road[] => {
  const former = given('A46').give(CITY, 'recall', { document: '', reason: '重复转办' })
  const now = former.now + DAY
  const more = new Road({ cityNumber: 'A46', transferredAt: now }, now, DEFAULT_POLICY, former)
  more.give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', { ...VERIFIED, place: 'A46号' })
  more.give(CLERK, 'withdraw-by-caller', { reason: '诉求人撤回' })
  return [former, more]
}

/** Urgent from the transfer on, missed by one unit and met by the other; taken back, and marked anew as another kind. */
const urgent = (): Road => {
  const road = new Road({ cityNumber: 'A50', urgentSaid: 'supply' }).give(CLERK, 'centre-sign', {})
  road.give(CLERK, 'verify', { ...VERIFIED, place: 'A50号' }).give(CLERK, 'dispatch', REGULATION)
  road.alarms(road.now + 90 * MINUTE).give(HANDLER, 'unit-sign', {})
  road.give(CLERK, 'mark-urgent', { kind: null, reason: '已恢复供水' })
  road.give(CLERK, 'mark-urgent', { kind: 'hazard', reason: '路面塌陷' })
  road.give(HANDLER, 'record-step', { step: 'inform', note: '已联系诉求人' })
  road.give(CLERK, 'add-assist', to('zhujian')).give(of('zhujian', 'handler'), 'unit-sign', {})
  road.after(2 * HOUR).give(HANDLER, 'record-step', { step: 'handle', note: '已围挡' })
  road.give(CLERK, 'mark-urgent', { kind: 'life', reason: '有人受伤' })
  answered(road, 'zhujian')
  return closed(road.feedback().give(REVIEWER, 'first-review', PASS))
}

const declined = (): Road =>
  new Road({ cityNumber: 'A42' })
    .give(CLERK, 'centre-sign', {})
    .give(CLERK, 'decline', { ground: 'court', route: '向县人民法院起诉', reason: '已立案' })

/** An evaluator's unit turns out to be accused: others judge, and then the only handler of the unit does, too. */
const judgedAnew = (): Road => {
  const road = unhappy('A30')
    .give(CLERK, 'name-accused', { units: ['chengguan'], reason: '来电人指认' })
    .give(CLERK, 'convene-panel', {
      evaluators: PANEL.evaluators.map((each) => (each.unit === null ? each : { ...each, unit: 'jijian' })),
      place: '县中心',
      meetsAt: at('2026-11-27T09:00:00'),
    })
    .after(DAY)
    .give(CLERK, 'record-verdict', {
      votes: [true, true, false],
      solveBy: '2026-12-02',
      minutes: 'minutes',
      note: '',
    })
    .give(
      CLERK,
      'name-accused',
      { units: [], persons: ['handler'], reason: '来电人指认经办人' },
      { persons: [{ uid: 'handler', name: '经办人' }] },
    )
  handed(road.give(CLERK, 'dispatch', to('zhujian')), 'zhujian')
  return closed(road.give(REVIEWER, 'first-review', PASS))
}

/** Everything of the centre that can be taken back is, and so is what the unit gave in error. */
const takenBack = (): Road => {
  const road = begun('A53')
  const back = (who: Who, act: TakenAct, no: number | null = null): Road =>
    road.after(HOUR).give(who, 'take-back', { act, no, reason: '误操作' })
  road.give(CLERK, 'refer-to-leader', { reason: '无单位可派' })
  back(REVIEWER, 'referred-to-leader').give(CLERK, 'open-dispute', { ground: 'hot', note: '热点' })
  back(CLERK, 'disputed').give(CLERK, 'convene', {
    units: ['mayi', 'zhujian'],
    lead: null,
    place: '县中心',
    meetsAt: at('2026-11-25T15:00:00'),
  })
  back(CLERK, 'convened').after(HOUR).give(CLERK, 'refer-to-leader', { reason: '无单位可派' })
  road.give(CLERK, 'record-instruction', {
    leader: '某副县长',
    text: '请马影镇办理',
    date: '2026-11-24',
    scan: 'instruction',
  })
  back(CLERK, 'instructed').give(CLERK, 'record-instruction', {
    leader: '某县领导',
    text: '请马影镇办理',
    date: '2026-11-24',
    scan: 'instruction',
  })
  road.give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
  road.give(CLERK, 'flag', { ground: 'hot', note: '涉及民生' })
  back(REVIEWER, 'flagged', 2).give(CLERK, 'urge', { note: '' })
  back(CLERK, 'urged', 1).give(CITY, 'supplement', { text: '夜里也不亮' })
  back(CITY, 'supplemented', 1).give(HANDLER, 'record-step', { step: 'inform', note: '已联系' })
  back(HANDLER, 'step-recorded', 1).give(HANDLER, 'apply-return', RETURN)
  back(LEADER, 'return-applied', 1).give(HANDLER, 'apply-extension', EXTENSION)
  back(HANDLER, 'extension-applied', 1)
  road.give(LEADER, 'prepare-appeal', { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] })
  back(HANDLER, 'appeal-prepared', 1)
  road.give(LEADER, 'prepare-appeal', { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] })
  road.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
  back(PRINCIPAL, 'appeal-approved', 1).give(HANDLER, 'submit-feedback', FEEDBACK)
  back(HANDLER, 'feedback-submitted', 1).feedback()
  back(LEADER, 'unit-reviewed', 1).feedback().give(REVIEWER, 'first-review', PASS)
  road.give(CLERK, 'call-back', UNHAPPY).give(LEADER, 'request-evaluation', { reason: '已依规办理' })
  back(LEADER, 'evaluation-requested', 1).give(LEADER, 'request-evaluation', { reason: '已依规办理' })
  road.give(CLERK, 'convene-panel', { ...PANEL, meetsAt: road.now + DAY })
  back(CLERK, 'panel-convened').give(REVIEWER, 'recall', { document: '市〔2026〕4号', reason: '误收' })
  return road.after(HOUR).give(REVIEWER, 'reopen', { reason: '误操作' })
}

/** Said to be solved by a slip, put right after it was archived, opened again and sent back; inspected where it was not to be. */
const redone = (): Road => {
  const road = signed('A54').feedback().give(REVIEWER, 'first-review', PASS)
  closed(road).after(HOUR)
  road.give(CLERK, 'correct-callback', { solution: 'unsolved', grade: 'dissatisfied', reason: '登记有误' })
  road.give(REVIEWER, 'reopen', { reason: '未解决' })
  road.after(HOUR).give(REVIEWER, 'order-redo', { parts: [], reasons: '诉求人反映仍未解决' })
  road.feedback().give(REVIEWER, 'first-review', PASS)
  road.give(CLERK, 'flag', { ground: 'hot', note: '涉及民生' })
  road.give(REVIEWER, 'direct-inspection', { to: 'supervision', unit: null, reason: '请核查' })
  road.give(CLERK, 'take-back', { act: 'inspection-directed', no: null, reason: '误操作' })
  return closed(road)
}

/** Closed by a slip before it was dispatched, and opened again. */
const declinedByASlip = (): Road =>
  begun('A55')
    .give(CLERK, 'decline', { ground: 'abuse', route: '无', reason: '误判' })
    .after(HOUR)
    .give(REVIEWER, 'reopen', { reason: '属受理范围' })
    .give(CLERK, 'dispatch', REGULATION)

/** Three orders on one matter: the third is flagged. */
const repeats = (): Road[] =>
  [0, 1, 2].map((others) =>
    new Road({ cityNumber: `A2${others}` })
      .after(others * HOUR)
      .give(CLERK, 'centre-sign', {})
      .give(CLERK, 'verify', { ...VERIFIED, place: '同一处' }, { sameMatter: others }),
  )

/** How far the export of `everyRoad` reaches: every alarm has rung until then. */
export const END = at('2026-12-21T10:00:00')

export const everyRoad = (): Road[] => {
  const roads = [
    plain(),
    late(),
    joint(),
    disputed(),
    extended(),
    instructed(),
    solved(),
    unreasonable(),
    passedUp(),
    accused(),
    corrected(),
    ended('A11', CITY),
    ended('A12', CLERK),
    flagged(),
    noLead(),
    brokenOff(),
    complex(),
    calledAgain(),
    ...merged(),
    ...again(),
    urgent(),
    declined(),
    judgedAnew(),
    takenBack(),
    redone(),
    declinedByASlip(),
    ...repeats(),
  ]
  for (const road of roads) road.until(END).tick()
  return roads
}
