import { isExplained } from '../../../functions/src/domain/commands/appealing'
import { openAppealGrounds } from '../../../functions/src/domain/order/appeal'
import { ASKED_BY, SOLUTIONS } from '../../../functions/src/domain/order/callback'
import { GRADES } from '../../../functions/src/domain/policy/grades'
import { givenNow } from '../../../functions/src/domain/order/in-unit'
import { hasNobodyLeft, isBarred, unitsOfPerson } from '../../../functions/src/domain/order/barred'
import { DEFAULT_POLICY } from '../../../functions/src/domain/policy/policy'
import type { Evaluator } from '../../../functions/src/domain/order/evaluation'
import type { MatterTree } from '../../../functions/src/domain/matters/tree'
import { CATEGORIES } from '../../../functions/src/domain/matters/category'
import type { CommandData, CommandType, GivenBasis } from '../../../functions/src/domain/order/command'
import { mergeForbidden } from '../../../functions/src/domain/commands/merging'
import { extensionRoom } from '../../../functions/src/domain/commands/extending'
import { ACCOUNTABILITY, BODIES } from '../../../functions/src/domain/order/inspection'
import { DAY, dayNumberOf, dayOfNumber, type Instant } from '../../../functions/src/domain/base/instant'
import {
  activeParts,
  assignmentOf,
  clockOf,
  DECLINE_GROUNDS,
  type Order,
  STEPS,
} from '../../../functions/src/domain/order/order'
import type { Outcome } from '../../../functions/src/domain/order/outcome'
import { takeableBy } from '../../../functions/src/domain/order/taking-back'
import type { Who } from '../../../functions/src/domain/people/people'
import { openReturnGrounds } from '../../../functions/src/domain/order/return'
import { ACCUSABLE, evidenceId, UNITS } from './people'

/** Two matters of which the county may merge the first into the second. */
export const MERGED = ['010204', '010211'] as const

export interface Case {
  /** The county's other orders that this person may read. */
  readonly others: () => readonly Order[]
  readonly matters: MatterTree
  readonly order: Order
  readonly who: Who
  readonly now: Instant
  /** Numbers in [0, 1). */
  readonly random: () => number
}

const pick = <T>({ random }: Case, from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}
const often = ({ random }: Case, chance: number): boolean => random() < chance
const some = <T>(given: Case, from: readonly T[], least: number, most: number): T[] => {
  const rest = [...from]
  const taken: T[] = []
  const wanted = least + Math.floor(given.random() * (most - least + 1))
  while (taken.length < wanted && rest.length > 0) {
    const [item] = rest.splice(Math.floor(given.random() * rest.length), 1)
    if (item !== undefined) taken.push(item)
  }
  return taken
}
const dayIn = ({ now }: Case, days: number): string => dayOfNumber(dayNumberOf(now) + days)

const units = UNITS.map(({ id }) => id)
/** Units that may be given a part. */
const free = ({ order }: Case): string[] => {
  const busy = activeParts(order).map(({ unit }) => unit)
  return UNITS.filter(({ id }) => !busy.includes(id) && hasSomebody(order, id)).map(({ id }) => id)
}
/** Units that are not accused, and have somebody who is not. */
const hasSomebody = (order: Order, id: string): boolean =>
  !order.accused.includes(id) && UNITS.every((unit) => unit.id !== id || !hasNobodyLeft(order, unit, UNITS))
const welcome = ({ order }: Case): string[] => units.filter((unit) => !order.accused.includes(unit))

/** The section head of a unit that is neither judged nor accused. */
const headOf = (given: Case): Evaluator | null => {
  const judged = given.order.assignments.map(({ unit }) => unit)
  const [unit] = some(
    given,
    welcome(given).filter((each) => !judged.includes(each)),
    0,
    1,
  )
  return unit === undefined ? null : { name: '乙', kind: 'section-head', unit }
}

const basisFor = (given: Case, unit: string): GivenBasis =>
  pick<GivenBasis>(given, [
    ...(unit === 'mayi' ? [{ kind: 'township-list', name: '清单' } as const] : []),
    { kind: 'duty', name: '三定方案' },
    { kind: 'law', name: '《条例》' },
    { kind: 'nearest-duty', justification: '就近处置' },
    { kind: 'catalogue', entry: `entry-${unit}` },
    ...(given.order.instruction === null ? [] : [{ kind: 'instruction' } as const]),
  ])
const charge = (given: Case): CommandData['dispatch'] | null => {
  const [unit] = some(given, free(given), 1, 1)
  return unit === undefined ? null : { unit, basis: basisFor(given, unit), overridden: '主管部门已委托' }
}

/** Photos of the work, which some attach. */
const proofIfAny = (given: Case): string[] => (often(given, 0.3) ? [evidenceId(given.who, 'proof')] : [])

/** For each command, data that its clause accepts from this person now; null where the county has none (no unit left). */
const RIGHT: { readonly [T in CommandType]: (given: Case) => CommandData[T] | null } = {
  'centre-sign': () => ({}),
  verify: (given) => ({
    title: '路灯不亮',
    category: pick(given, CATEGORIES),
    matter: pick(
      given,
      MERGED.filter((code) => given.matters.entries.get(code)?.state === 'in-use'),
    ),
    township: '360429102',
    // Spelt one way or another, it is the same place.
    place: pick(given, ['村口', '村 口', '桥头']),
    accused: often(given, 0.3) ? some(given, units, 1, 2) : [],
    persons: often(given, 0.3) ? some(given, ACCUSABLE, 1, 2) : [],
  }),
  dispatch: charge,
  'unit-sign': () => ({}),
  'assign-in-unit': (given) => {
    const unit = UNITS.find(({ id }) => id === given.who.post.unit)
    const part = assignmentOf(given.order, given.who.post.unit)
    if (unit === undefined || part === null) return null
    const able = unit.handlers.filter(
      (uid) => !isBarred(given.order, { uid, units: unitsOfPerson(uid, UNITS) }),
    )
    const back = givenNow(part) !== null && often(given, 0.3)
    const handlers = back ? [] : some(given, able, 1, 2)
    if (handlers.length === 0 && !back) return null
    const section = handlers.length > 1 ? '执法股' : ''
    return { handlers, section, instruction: often(given, 0.5) ? '请三日内办结' : '' }
  },
  'record-step': (given) => ({ step: pick(given, STEPS), note: '已办', proof: proofIfAny(given) }),
  'submit-feedback': (given) => ({
    situation: '现场已查看',
    result: '已修好',
    answer: '路灯已修好',
    contact: pick(given, ['', '党政办 0792-6332000']),
    proof: proofIfAny(given),
    outcome: pick<Outcome>(given, [
      { kind: 'solved' },
      { kind: 'in-steps', steps: [{ what: '施工', by: dayIn(given, 3) }], told: '已告知分步安排' },
      { kind: 'not-possible', grounds: '《物业管理条例》', explained: '已当面解释' },
    ]),
  }),
  'review-in-unit': (given) => ({ pass: often(given, 0.8), reasons: '再写清楚些' }),
  'first-review': (given) => {
    const pass = often(given, 0.5)
    const left = activeParts(given.order).filter(({ state }) => state === 'left-unit')
    return {
      pass,
      complete: pass,
      reasonable: true,
      wellFormed: true,
      outcomeFits: true,
      reasons: '未说明完工时间',
      parts: pass
        ? []
        : some(
            given,
            left.map(({ no }) => no),
            0,
            left.length,
          ),
    }
  },
  'call-back': (given) => {
    const reached = often(given, 0.7)
    return {
      reached,
      solution: reached ? pick(given, SOLUTIONS) : null,
      grade: reached ? pick(given, GRADES) : null,
      askedBy: pick(given, ASKED_BY),
      note: '',
    }
  },
  'correct-callback': (given) => {
    const call = given.order.callbacks.at(-1)
    const answers = GRADES.flatMap((grade) => SOLUTIONS.map((solution) => ({ grade, solution })))
    const isOwn = call?.by === given.who.uid && call.satisfied === false
    return {
      ...pick(
        given,
        answers.filter(
          ({ grade, solution }) =>
            (grade !== call?.grade || solution !== call.solution) &&
            (!isOwn || grade === 'very-dissatisfied' || grade === 'dissatisfied'),
        ),
      ),
      reason: '登记有误',
    }
  },
  'order-redo': (given) => {
    const passed = activeParts(given.order).map(({ no }) => no)
    return { parts: some(given, passed, 0, passed.length), reasons: '诉求人反映没有解决' }
  },
  archive: () => ({ note: '' }),

  'refer-to-leader': () => ({ reason: '无单位可分' }),
  'record-instruction': (given) => ({
    leader: '县领导',
    text: '请研究办理',
    date: dayOfNumber(
      Math.max(
        dayNumberOf(given.order.transferredAt),
        dayNumberOf(given.now) - Math.floor(given.random() * 3),
      ),
    ),
    scan: evidenceId(given.who, 'instruction'),
  }),
  'open-dispute': (given) => ({ ground: pick(given, ['no-lead', 'hot']), note: '无人牵头' }),
  convene: (given) => {
    const asked = some(given, welcome(given), 2, 4)
    if (asked.length < 2) return null
    const lead = given.order.stage === 'disputed' ? (asked[0] ?? null) : null
    return { units: lead === null ? asked : asked.slice(1), lead, place: '会议室', meetsAt: given.now + DAY }
  },
  'conclude-consultation': (given) => {
    const meeting = given.order.consultations.at(-1)
    if (meeting === undefined) return null
    const { lead, units: asked, kind } = meeting
    const took = [...(lead === null ? [] : [lead]), ...asked]
    const able = took.filter((unit) => units.includes(unit) && hasSomebody(given.order, unit))
    const [host] = some(given, able, 1, 1)
    const others = able.filter((unit) => unit !== host)
    // Without agreement everyone who was asked takes part, and each must be ready.
    const mayFail = kind === 'joint' || able.length === took.length
    const agreed = host !== undefined && others.length > 0 && (!mayFail || often(given, 0.6))
    return !agreed && !mayFail
      ? null
      : {
          agreed,
          host: agreed ? host : null,
          assists: agreed ? some(given, others, kind === 'joint' ? 1 : 0, others.length) : [],
          note: '会商意见',
          minutes: evidenceId(given.who, 'minutes'),
        }
  },
  'add-assist': charge,
  'withdraw-dispatch': (given) => ({ no: pick(given, activeParts(given.order)).no, reason: '派错单位' }),

  'apply-return': (given) => {
    const open = openReturnGrounds(given.order, given.who.post.unit)
    // All others may be accused.
    const others = welcome(given).filter((unit) => unit !== given.who.post.unit)
    return {
      ground: pick(given, open),
      reason: '不属本单位职责',
      suggestedUnit: others.length > 0 && often(given, 0.5) ? pick(given, others) : null,
      opinion: '该路段产权单位不清楚',
      form: evidenceId(given.who, 'return-form'),
    }
  },
  'decide-return': (given) => {
    const open = given.order.returns.filter(({ decision }) => decision === null)
    return { no: pick(given, open).no, approve: often(given, 0.6), reasons: '理由不充分' }
  },
  'apply-extension': (given) => {
    const part = assignmentOf(given.order, given.who.post.unit)
    if (part === null) return null
    const { workdays, needsDocument } = extensionRoom(given.order, part)
    return {
      workdays: 1 + Math.floor(given.random() * workdays),
      reason: '需采购',
      expectedOn: dayIn(given, 9),
      document: needsDocument ? '市中心〔2026〕4号' : '',
    }
  },
  'decide-extension': (given) => {
    const open = pick(
      given,
      given.order.extensions.filter(({ decision }) => decision === null),
    )
    const part = given.order.assignments.find(({ no }) => no === open.no)
    const runs = (clockOf(given.order, 'handle', open.no)?.dueAt ?? 0) > given.now
    const fits = open.workdays <= (part?.limitWorkdays ?? 0)
    return {
      no: open.no,
      approve: runs && fits && often(given, 0.7),
      document: '市中心〔2026〕1号',
      note: '意见',
    }
  },
  'declare-complex': ({ order }) => ({ complex: order.complex == null, reason: '涉及多方' }),
  'mark-urgent': (given) => {
    const marked = given.order.urgent?.kind.code
    const kinds = DEFAULT_POLICY.urgency.kinds.map(({ code }) => code).filter((code) => code !== marked)
    return {
      kind: marked !== undefined && often(given, 0.5) ? null : pick(given, kinds),
      reason: '来电人告知',
    }
  },
  'lay-plan': (given) => ({
    steps: [
      { what: '勘查', by: dayIn(given, 1) },
      { what: '施工', by: dayIn(given, 4) },
    ],
  }),
  'report-progress': (given) => ({ text: '正在施工', proof: proofIfAny(given) }),

  'prepare-appeal': (given) => {
    const part = assignmentOf(given.order, given.who.post.unit)
    const open = openAppealGrounds(given.order).filter(
      (ground) => ground !== 'suggestion-explained' || (part !== null && isExplained(given.order, part)),
    )
    if (open.length === 0) return null
    return { ground: pick(given, open), reason: '依法依规', proof: [evidenceId(given.who, 'proof')] }
  },
  'approve-appeal': (given) => ({ approve: often(given, 0.7), note: '意见' }),
  'decide-appeal': (given) => ({ approve: often(given, 0.3), document: '市中心〔2026〕2号', note: '意见' }),

  'request-evaluation': () => ({ reason: '已妥善处置' }),
  'convene-panel': (given) => ({
    evaluators: [
      { name: '甲', kind: 'deputy', unit: null },
      headOf(given) ?? { name: '乙', kind: 'lawyer', unit: null },
      { name: '丙', kind: pick(given, ['teacher', 'retired-cadre', 'cppcc-member', 'other']), unit: null },
    ],
    place: '会议室',
    meetsAt: given.now + DAY,
  }),
  'record-verdict': (given) => {
    const reasonable = often(given, 0.6)
    return {
      votes: (given.order.evaluations.at(-1)?.panel?.evaluators ?? []).map((_each, index) =>
        index === 0 ? !reasonable : reasonable,
      ),
      solveBy: reasonable ? dayIn(given, 1 + Math.floor(given.random() * 10)) : null,
      minutes: evidenceId(given.who, 'minutes'),
      note: '',
    }
  },

  flag: (given) => ({
    ground: pick(
      given,
      (['hot', 'repeated'] as const).filter(
        (ground) => !given.order.flags.some((each) => each.ground === ground),
      ),
    ),
    note: '多人反映',
  }),
  'direct-inspection': (given) => {
    const { assignments, accused } = given.order
    const concerned = [...assignments.map(({ unit }) => unit), ...accused]
    const to = concerned.length === 0 ? 'supervision' : pick(given, BODIES)
    return { to, unit: to === 'discipline' ? pick(given, concerned) : null, reason: '请核查' }
  },
  'open-inspection': () => ({}),
  'record-finding': (given) => ({
    finding: '办理迟缓',
    demand: '限期整改',
    accountability: pick(given, ACCOUNTABILITY),
  }),
  'serve-inspection': () => ({}),
  'close-inspection': (given) => {
    const { found, servedAt } = given.order.inspection ?? {}
    return found?.accountability !== 'none' && servedAt === null ? null : { result: '已整改' }
  },

  'name-accused': (given) => {
    const left = welcome(given)
    const people = ACCUSABLE.filter((uid) => !given.order.accusedPersons.includes(uid))
    const reason = '来电人举报'
    if (people.length > 0 && often(given, 0.4))
      return { units: [], persons: some(given, people, 1, 1), reason }
    return left.length < 2 ? null : { units: some(given, left, 1, 1), reason }
  },
  'correct-category': (given) => ({
    category: pick(
      given,
      CATEGORIES.filter((category) => category !== given.order.category),
    ),
    reason: '类别有误',
  }),
  'correct-matter': (given) => {
    const usable = MERGED.filter((code) => given.matters.entries.get(code)?.state === 'in-use')
    const { matter, township } = given.order
    const choices = ['村口', '村 口', '桥头'].flatMap((place) =>
      usable.map((code) => ({ matter: code, place })),
    )
    const others = choices.filter(
      (each) => each.matter !== matter?.code || each.place !== given.order.place || township === null,
    )
    return { ...pick(given, others), township: '360429102', reason: '地点有误' }
  },
  urge: () => ({ note: '' }),
  supplement: () => ({ text: '夜里也不亮' }),
  merge: (given) => {
    const into = given.others().filter((other) => mergeForbidden(given.order, other) === null)
    return into.length === 0 ? null : { into: pick(given, into).id, reason: '同一诉求' }
  },
  unmerge: (given) =>
    given.others().some(({ id }) => id === given.order.mergedInto) ? { reason: '并非同一诉求' } : null,
  decline: (given) => ({ ground: pick(given, DECLINE_GROUNDS), route: '拨打 110', reason: '不属受理范围' }),
  recall: () => ({ document: '市中心〔2026〕3号', reason: '重复转办' }),
  'withdraw-by-caller': () => ({ reason: '来电人撤回' }),
  reopen: () => ({ reason: '误归档' }),
  'take-back': (given) => ({ ...pick(given, takeableBy(given.order, given.who.post)), reason: '误操作' }),
}

export const rightData = <T extends CommandType>(type: T, given: Case): CommandData[T] | null =>
  RIGHT[type](given)
