import { describe, expect, it, test } from 'vitest'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { UNDOING } from '../../functions/src/domain/commands/undoing'
import type { CommandType } from '../../functions/src/domain/order/command'
import type { Order } from '../../functions/src/domain/order/order'
import type { TakenAct } from '../../functions/src/domain/order/taking-back'
import type { Who } from '../../functions/src/domain/people/people'
import { undoingSentence } from '../../functions/src/domain/words/undoing'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import {
  at,
  CITY,
  CLERK,
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
} from '../support/road'

const WHY = { reason: '误操作' }
const back = (act: TakenAct, no: number | null = null) => ({ act, no, ...WHY })
const MEETING = {
  units: ['mayi', 'zhujian'],
  lead: null,
  place: '县中心',
  meetsAt: at('2026-11-25T15:00:00'),
}
const INSTRUCTION = { leader: '某副县长', text: '请办理', date: '2026-11-24', scan: 'instruction' } as const
const APPEAL = { ground: 'no-basis', reason: '无依据', proof: ['proof'] } as const
const begun = (): Road => new Road().verified()
const signed = (): Road => new Road().signed().after(HOUR)
const called = (): Road => new Road().passed().give(CLERK, 'call-back', UNHAPPY).after(HOUR)
const panel = (): Road =>
  called()
    .give(LEADER, 'request-evaluation', WHY)
    .give(CLERK, 'convene-panel', { ...PANEL, meetsAt: at('2026-11-27T09:00:00') })
const inspected = (): Road => signed().give(CLERK, 'flag', { ground: 'hot', note: '热点' })
const found = (): Road =>
  inspected()
    .give(SUPERVISION, 'open-inspection', {})
    .give(SUPERVISION, 'record-finding', { finding: '无问题', demand: '继续办理', accountability: 'none' })
let earlier = new Road()
const merged = (): Road => {
  earlier = new Road({ cityNumber: 'JJ-EARLIER' }).signed()
  return begun().giveAcross(CLERK, 'merge', { into: 'JJ-EARLIER', ...WHY }, earlier)
}
const OTHER_CLERK = person('clerk-2', 'clerk')

interface Undone {
  /** An order on which the command was just given. */
  readonly given: () => Road
  /** The same order before it. */
  readonly before?: () => Road
  readonly undo: (road: Road) => unknown
  /** The same by somebody, or at a time, that may not. */
  readonly refused: (road: Road) => { readonly code: string }
  /** How the order then stands; else as `before`, in stage, parts and applications. */
  readonly stands?: Partial<Order> | ((order: Order) => unknown)
}
const taken = (
  who: Who,
  act: TakenAct,
  no: number | null,
  before: () => Road,
  give: (road: Road) => Road,
  stranger: Who = of('zhujian', 'handler'),
): Undone => ({
  given: () => give(before()),
  before,
  undo: (road) => road.after(HOUR).give(who, 'take-back', back(act, no)),
  refused: (road) => road.refused(stranger, 'take-back', back(act, no)),
})

/** Each command that can be undone: by the table's command, on an order where it was just given. */
const WALK: { readonly [T in CommandType]: Undone | null } = {
  'centre-sign': null,
  verify: {
    given: begun,
    undo: (road) =>
      road
        .give(CLERK, 'correct-category', { category: 'complaint', ...WHY })
        .give(CLERK, 'correct-matter', { ...VERIFIED, place: '桥头', ...WHY }),
    refused: (road) => road.refused(HANDLER, 'correct-category', { category: 'complaint', ...WHY }),
    stands: { category: 'complaint', place: '桥头' },
  },
  dispatch: {
    given: () => begun().give(CLERK, 'dispatch', REGULATION),
    undo: (road) => road.give(REVIEWER, 'withdraw-dispatch', { no: 1, ...WHY }),
    refused: (road) => road.refused(CLERK, 'withdraw-dispatch', { no: 1, ...WHY }),
    stands: { stage: 'to-dispatch' },
  },
  'unit-sign': null,
  'assign-in-unit': {
    given: () => signed().give(LEADER, 'assign-in-unit', GIVEN),
    undo: (road) => road.give(LEADER, 'assign-in-unit', { ...GIVEN, handlers: [] }),
    refused: (road) => road.refused(HANDLER, 'assign-in-unit', { ...GIVEN, handlers: [] }),
    stands: ({ assignments }) => expect(assignments[0]?.given?.at(-1)?.handlers).toEqual([]),
  },
  'record-step': taken(HANDLER, 'step-recorded', 1, signed, (road) =>
    road.give(HANDLER, 'record-step', { step: 'inform', note: '已联系' }),
  ),
  'submit-feedback': taken(HANDLER, 'feedback-submitted', 1, signed, (road) =>
    road.give(HANDLER, 'submit-feedback', FEEDBACK),
  ),
  'review-in-unit': {
    given: () => signed().feedback(),
    undo: (road) => road.give(LEADER, 'take-back', back('unit-reviewed', 1)),
    refused: (road) => road.refused(HANDLER, 'take-back', back('unit-reviewed', 1)),
    stands: { stage: 'handling' },
  },
  'first-review': {
    given: () => new Road().passed(),
    undo: (road) => road.give(REVIEWER, 'order-redo', { parts: [], reasons: '误通过' }),
    refused: (road) => road.refused(CLERK, 'order-redo', { parts: [], reasons: '误通过' }),
    stands: ({ stage, redos, assignments }) =>
      expect([stage, redos, assignments[0]?.passedAt]).toEqual(['handling', 1, null]),
  },
  'call-back': {
    given: called,
    undo: (road) =>
      road.give(OTHER_CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY }),
    refused: (road) =>
      road.refused(CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY }),
    stands: ({ callbacks }) =>
      expect(callbacks.at(-1)).toMatchObject({ grade: 'satisfied', satisfied: true }),
  },
  'correct-callback': {
    given: () =>
      called().give(OTHER_CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY }),
    undo: (road) =>
      road.give(CLERK, 'correct-callback', { solution: 'unsolved', grade: 'dissatisfied', ...WHY }),
    refused: (road) =>
      road.refused(CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY }),
    stands: ({ callbacks }) => expect(callbacks.at(-1)).toMatchObject({ satisfied: false }),
  },
  'order-redo': {
    given: () => new Road().passed().give(REVIEWER, 'order-redo', { parts: [], reasons: '误' }),
    undo: (road) => road.feedback().give(REVIEWER, 'first-review', PASS),
    refused: (road) => road.refused(of('zhujian', 'handler'), 'submit-feedback', FEEDBACK),
    stands: { stage: 'callback' },
  },
  archive: {
    given: () => new Road().closed(),
    undo: (road) => road.give(REVIEWER, 'reopen', WHY),
    refused: (road) => road.refused(CLERK, 'reopen', WHY),
    stands: { stage: 'to-archive', open: true },
  },

  convene: taken(CLERK, 'convened', null, begun, (road) => road.give(CLERK, 'convene', MEETING)),
  'conclude-consultation': {
    given: () =>
      begun()
        .give(CLERK, 'convene', MEETING)
        .give(CLERK, 'conclude-consultation', {
          agreed: true,
          host: 'mayi',
          assists: ['zhujian'],
          note: '一致',
          minutes: 'minutes',
        }),
    undo: (road) =>
      road
        .give(REVIEWER, 'withdraw-dispatch', { no: 2, ...WHY })
        .give(REVIEWER, 'withdraw-dispatch', { no: 1, ...WHY }),
    refused: (road) => road.refused(CLERK, 'withdraw-dispatch', { no: 1, ...WHY }),
    stands: { stage: 'to-dispatch' },
  },
  'refer-to-leader': taken(CLERK, 'referred-to-leader', null, begun, (road) =>
    road.give(CLERK, 'refer-to-leader', WHY),
  ),
  'record-instruction': {
    given: () =>
      begun().give(CLERK, 'refer-to-leader', WHY).after(HOUR).give(CLERK, 'record-instruction', INSTRUCTION),
    undo: (road) => road.after(HOUR).give(REVIEWER, 'take-back', back('instructed')),
    refused: (road) => road.refused(HANDLER, 'take-back', back('instructed')),
    // That a leader was asked stays flagged (R10.1).
    stands: { stage: 'to-instruct', instruction: null },
  },
  'open-dispute': taken(CLERK, 'disputed', null, begun, (road) =>
    road.give(CLERK, 'open-dispute', { ground: 'hot', note: '热点' }),
  ),
  'add-assist': {
    given: () => signed().give(CLERK, 'add-assist', { ...REGULATION, unit: 'zhujian' }),
    undo: (road) => road.give(REVIEWER, 'withdraw-dispatch', { no: 2, ...WHY }),
    refused: (road) => road.refused(CLERK, 'withdraw-dispatch', { no: 2, ...WHY }),
    stands: ({ assignments }) => expect(assignments[1]?.state).toBe('withdrawn'),
  },
  'withdraw-dispatch': {
    given: () => signed().give(REVIEWER, 'withdraw-dispatch', { no: 1, ...WHY }),
    undo: (road) => road.give(CLERK, 'dispatch', REGULATION),
    refused: (road) => road.refused(HANDLER, 'dispatch', REGULATION),
    stands: { stage: 'handling' },
  },
  'apply-return': taken(HANDLER, 'return-applied', 1, signed, (road) =>
    road.give(HANDLER, 'apply-return', RETURN),
  ),
  'decide-return': {
    given: () =>
      signed()
        .give(HANDLER, 'apply-return', RETURN)
        .give(CLERK, 'decide-return', { no: 1, approve: true, reasons: '' }),
    undo: (road) => road.give(CLERK, 'dispatch', REGULATION),
    refused: (road) => road.refused(HANDLER, 'dispatch', REGULATION),
    stands: { stage: 'handling' },
  },
  'apply-extension': taken(LEADER, 'extension-applied', 1, signed, (road) =>
    road.give(HANDLER, 'apply-extension', EXTENSION),
  ),
  'decide-extension': null,
  'declare-complex': {
    given: () => signed().give(CLERK, 'declare-complex', { complex: true, ...WHY }),
    undo: (road) => road.give(CLERK, 'declare-complex', { complex: false, ...WHY }),
    refused: (road) => road.refused(HANDLER, 'declare-complex', { complex: false, ...WHY }),
    stands: { complex: null },
  },
  'mark-urgent': {
    given: () => begun().give(CLERK, 'mark-urgent', { kind: 'hazard', ...WHY }),
    undo: (road) => road.give(CLERK, 'mark-urgent', { kind: null, ...WHY }),
    refused: (road) => road.refused(HANDLER, 'mark-urgent', { kind: null, ...WHY }),
    stands: { urgent: null },
  },
  'lay-plan': {
    given: () => signed().give(HANDLER, 'lay-plan', { steps: [{ what: '甲', by: '2026-11-26' }] }),
    undo: (road) => road.give(HANDLER, 'lay-plan', { steps: [{ what: '乙', by: '2026-11-27' }] }),
    refused: (road) => road.refused(CLERK, 'lay-plan', { steps: [{ what: '乙', by: '2026-11-27' }] }),
    stands: ({ assignments }) => expect(assignments[0]?.plan?.steps[0]?.what).toBe('乙'),
  },
  'report-progress': {
    given: () =>
      signed()
        .give(HANDLER, 'lay-plan', { steps: [{ what: '甲', by: '2026-11-26' }] })
        .give(HANDLER, 'report-progress', { text: '甲' }),
    undo: (road) => road.give(HANDLER, 'report-progress', { text: '更正：乙' }),
    refused: (road) => road.refused(CLERK, 'report-progress', { text: '更正：乙' }),
    stands: ({ assignments }) => expect(assignments[0]?.progress.at(-1)?.text).toBe('更正：乙'),
  },

  'prepare-appeal': taken(HANDLER, 'appeal-prepared', 1, signed, (road) =>
    road.give(HANDLER, 'prepare-appeal', APPEAL),
  ),
  'approve-appeal': taken(
    PRINCIPAL,
    'appeal-approved',
    1,
    signed,
    (road) =>
      road
        .give(HANDLER, 'prepare-appeal', APPEAL)
        .give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' }),
    HANDLER,
  ),
  'decide-appeal': {
    given: () =>
      signed()
        .give(HANDLER, 'prepare-appeal', APPEAL)
        .give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
        .give(CLERK, 'decide-appeal', { approve: true, document: '市〔2026〕1号', note: '' }),
    undo: (road) => road.give(REVIEWER, 'reopen', WHY),
    refused: (road) => road.refused(CLERK, 'reopen', WHY),
    stands: { stage: 'handling', open: true, undecided: true },
  },
  'request-evaluation': taken(
    LEADER,
    'evaluation-requested',
    1,
    called,
    (road) => road.give(LEADER, 'request-evaluation', WHY),
    HANDLER,
  ),
  'convene-panel': {
    given: panel,
    undo: (road) => road.give(REVIEWER, 'take-back', back('panel-convened')),
    refused: (road) => road.refused(LEADER, 'take-back', back('evaluation-requested', 1)),
    stands: ({ evaluations }) => expect(evaluations.at(-1)?.panel).toBeNull(),
  },
  'record-verdict': {
    given: () =>
      panel()
        .after(3 * DAY)
        .give(CLERK, 'record-verdict', {
          votes: [false, false, true],
          solveBy: null,
          minutes: 'minutes',
          note: '',
        }),
    undo: (road) => road.give(REVIEWER, 'order-redo', { parts: [], reasons: '应当解决' }),
    refused: (road) => road.refused(CLERK, 'order-redo', { parts: [], reasons: '应当解决' }),
    stands: { stage: 'handling' },
  },

  flag: taken(CLERK, 'flagged', 1, signed, (road) =>
    road.give(CLERK, 'flag', { ground: 'hot', note: '热点' }),
  ),
  'direct-inspection': taken(REVIEWER, 'inspection-directed', null, inspected, (road) =>
    road.give(CLERK, 'direct-inspection', { to: 'discipline', unit: 'mayi', ...WHY }),
  ),
  'open-inspection': {
    given: () => inspected().give(SUPERVISION, 'open-inspection', {}),
    undo: (road) =>
      road
        .give(SUPERVISION, 'record-finding', { finding: '误启动', demand: '无', accountability: 'none' })
        .give(SUPERVISION, 'close-inspection', { result: '误启动' }),
    refused: (road) => road.refused(CLERK, 'close-inspection', { result: '误启动' }),
    stands: ({ inspection }) => expect(inspection?.closed).not.toBeNull(),
  },
  'record-finding': {
    given: found,
    undo: (road) =>
      road.give(SUPERVISION, 'record-finding', { finding: '迟缓', demand: '整改', accountability: 'slow' }),
    refused: (road) =>
      road.refused(CLERK, 'record-finding', { finding: '迟缓', demand: '整改', accountability: 'slow' }),
    stands: ({ inspection }) => expect(inspection?.found?.finding).toBe('迟缓'),
  },
  'serve-inspection': null,
  'close-inspection': {
    given: () => found().give(SUPERVISION, 'close-inspection', { result: '无问题' }),
    undo: (road) => road.give(CLERK, 'direct-inspection', { to: 'supervision', unit: null, ...WHY }),
    refused: (road) => road.refused(HANDLER, 'direct-inspection', { to: 'supervision', unit: null, ...WHY }),
    stands: ({ inspection }) => expect(inspection).toBeNull(),
  },

  'name-accused': null,
  'correct-category': {
    given: () => begun().give(CLERK, 'correct-category', { category: 'complaint', ...WHY }),
    undo: (road) => road.give(CLERK, 'correct-category', { category: 'help', ...WHY }),
    refused: (road) => road.refused(HANDLER, 'correct-category', { category: 'help', ...WHY }),
    stands: { category: 'help' },
  },
  'correct-matter': {
    given: () => begun().give(CLERK, 'correct-matter', { ...VERIFIED, place: '桥头', ...WHY }),
    undo: (road) => road.give(CLERK, 'correct-matter', { ...VERIFIED, ...WHY }),
    refused: (road) => road.refused(HANDLER, 'correct-matter', { ...VERIFIED, ...WHY }),
    stands: { place: VERIFIED.place },
  },
  urge: taken(REVIEWER, 'urged', 1, signed, (road) => road.give(CLERK, 'urge', { note: '' }), CITY),
  supplement: taken(
    CITY,
    'supplemented',
    1,
    signed,
    (road) => road.give(CITY, 'supplement', { text: '记错工单' }),
    CLERK,
  ),
  merge: {
    given: merged,
    undo: (road) => road.giveAcross(REVIEWER, 'unmerge', WHY, earlier),
    refused: (road) => road.refused(HANDLER, 'unmerge', WHY),
    stands: { stage: 'to-dispatch', open: true },
  },
  unmerge: {
    given: () => merged().giveAcross(REVIEWER, 'unmerge', WHY, earlier),
    undo: (road) => road.giveAcross(CLERK, 'merge', { into: 'JJ-EARLIER', ...WHY }, earlier),
    refused: (road) => road.refused(HANDLER, 'merge', { into: 'JJ-EARLIER', ...WHY }),
    stands: { stage: 'archived', ending: 'merged' },
  },
  decline: {
    given: () => begun().give(CLERK, 'decline', { ground: 'court', route: '起诉', ...WHY }),
    before: begun,
    undo: (road) => road.after(HOUR).give(REVIEWER, 'reopen', WHY),
    refused: (road) => road.refused(CLERK, 'reopen', WHY),
  },
  recall: {
    given: () => signed().give(CLERK, 'recall', { document: '市〔2026〕3号', ...WHY }),
    before: signed,
    undo: (road) => road.after(HOUR).give(REVIEWER, 'reopen', WHY),
    refused: (road) => road.refused(CLERK, 'reopen', WHY),
  },
  'withdraw-by-caller': {
    given: () => new Road().passed().give(CLERK, 'withdraw-by-caller', WHY),
    before: () => new Road().passed(),
    undo: (road) => road.after(HOUR).give(REVIEWER, 'reopen', WHY),
    refused: (road) => road.refused(CLERK, 'reopen', WHY),
  },
  reopen: {
    given: () => new Road().closed().give(REVIEWER, 'reopen', WHY),
    undo: (road) => road.give(CLERK, 'archive', { note: '' }),
    refused: (road) => road.refused(HANDLER, 'archive', { note: '' }),
    stands: { stage: 'archived', ending: 'done' },
  },
  'take-back': {
    given: () =>
      signed().give(HANDLER, 'apply-return', RETURN).give(HANDLER, 'take-back', back('return-applied', 1)),
    undo: (road) => road.give(HANDLER, 'apply-return', RETURN),
    refused: (road) => road.refused(CLERK, 'apply-return', RETURN),
    stands: { undecided: true },
  },
}

/** What taking back must bring back. */
const standing = ({ stage, assignments, clocks, undecided, flags, directed, ...order }: Order) => ({
  stage,
  parts: assignments.map(({ no, state, steps, draft }) => ({ no, state, steps: steps.length, draft })),
  running: clocks
    .filter(({ stoppedAt }) => stoppedAt === null)
    .map(({ kind, part, nth, dueAt, breachedAt }) => ({ kind, part, nth, dueAt, breachedAt }))
    .sort((a, b) => `${a.kind}${a.nth}`.localeCompare(`${b.kind}${b.nth}`)),
  undecided,
  flags,
  directed: directed ?? null,
  open: order.open,
  ending: order.ending,
  urgings: order.urgings ?? [],
  supplements: order.supplements ?? [],
  referredFor: order.referredFor,
  instruction: order.instruction,
  dispute: order.dispute,
  evaluations: order.evaluations,
  readers: order.readers.filter((reader) => reader !== 'city'),
})

test('[case 26] every command says before it is given whether and by which one it is undone', () => {
  for (const type of COMMAND_TYPES) {
    const undoing = UNDOING[type]
    const said = undoingSentence(type)
    if (undoing === null || undoing.how === 'stands') expect(said, type).toContain('不能撤销')
    else if (undoing.how === 'anew') expect(said).toContain('重新办理')
    else {
      expect(said, type).toContain('如有误')
      for (const by of undoing.by) expect(COMMAND_TYPES).toContain(by)
    }
  }
})

describe('[case 26] what was given in error is undone by a further recorded command:', () => {
  it.each(COMMAND_TYPES.filter((type) => WALK[type] !== null))('%s', (type) => {
    const { given, before, undo, refused, stands } = WALK[type]!
    const road = given()
    expect(refused(road).code).toBeTypeOf('string')
    const { version } = road.order
    undo(road)
    expect(road.order.version).toBeGreaterThan(version)
    if (typeof stands === 'function') stands(road.order)
    else if (stands !== undefined) expect(road.order).toMatchObject(stands)
    if (before === undefined || type === 'request-evaluation') return
    // The clocks that the act had stopped run on with the deadlines they had, and no new one is begun.
    expect(standing(road.order)).toEqual(standing(before().order))
  })

  it('and what has no such command records what happened', () => {
    const without = COMMAND_TYPES.filter((type) => WALK[type] === null)
    const gaps = ['decide-extension', 'name-accused']
    expect(without.filter((type) => UNDOING[type]?.how !== 'stands')).toEqual(gaps)
    // What the page says of a command is what was walked above.
    expect(COMMAND_TYPES.filter((type) => UNDOING[type] === null)).toEqual(gaps)
  })
})

describe('[case 26] taking back wins nobody time:', () => {
  it('a feedback that was handed in and taken back after its deadline is late at that deadline', () => {
    const road = signed().feedback()
    const { dueAt } = road.order.clocks.find(({ kind }) => kind === 'handle')!
    road.until(dueAt + HOUR).give(LEADER, 'take-back', back('unit-reviewed', 1))
    road.tick()
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')?.breachedAt).toBe(dueAt)
    // One hour before it, it is not late, and ends when it would have ended.
    const early = signed()
      .feedback()
      .until(dueAt - HOUR)
    early.give(LEADER, 'take-back', back('unit-reviewed', 1)).tick()
    expect(early.order.clocks.find(({ kind }) => kind === 'handle')).toMatchObject({
      dueAt,
      stoppedAt: null,
      breachedAt: null,
    })
  })

  it('what an urgent order was to be told and shown is not met by a feedback that is taken back', () => {
    const road = new Road().verified().give(CLERK, 'mark-urgent', { kind: 'hazard', ...WHY })
    road.give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {}).after(HOUR).feedback()
    road.after(HOUR).give(LEADER, 'take-back', back('unit-reviewed', 1))
    const runs = road.order.clocks.filter(({ stoppedAt, part }) => stoppedAt === null && part === 1)
    expect(runs.map(({ kind }) => kind).sort()).toEqual(['first-contact', 'handle', 'urgent-progress'])
    // Once the order is not urgent any more, they are nobody's.
    const calm = new Road().verified().give(CLERK, 'mark-urgent', { kind: 'hazard', ...WHY })
    calm.give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {}).after(HOUR).feedback()
    calm.give(CLERK, 'mark-urgent', { kind: null, ...WHY })
    calm.give(LEADER, 'take-back', back('unit-reviewed', 1))
    expect(calm.order.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind }) => kind)).toEqual([
      'handle',
    ])
    // A step has met such a limit, and is not taken back.
    road.give(HANDLER, 'record-step', { step: 'inform', note: '已联系' })
    expect(road.refused(HANDLER, 'take-back', back('step-recorded', 1)).code).toBe('taking-back.nothing')
  })

  it('a referral that is taken back does not begin the limit of the dispatch anew', () => {
    const road = begun()
    const { dueAt } = road.order.clocks.find(({ kind }) => kind === 'dispatch')!
    road.give(CLERK, 'refer-to-leader', WHY).until(dueAt + HOUR)
    road.give(CLERK, 'take-back', back('referred-to-leader')).tick()
    const dispatches = road.order.clocks.filter(({ kind }) => kind === 'dispatch')
    expect(dispatches).toHaveLength(1)
    expect(dispatches[0]).toMatchObject({ dueAt, breachedAt: dueAt, stoppedAt: null })
  })

  it('[R9.2] a redo after the callback does not move the deadline, and counts as a redo', () => {
    const road = called()
    const { dueAt } = road.order.clocks.find(({ kind }) => kind === 'handle')!
    road.give(REVIEWER, 'order-redo', { parts: [], reasons: '未解决' })
    expect(road.order.redos).toBe(1)
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')).toMatchObject({ dueAt, stoppedAt: null })
    road.until(dueAt).tick()
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')?.breachedAt).toBe(dueAt)
  })

  it('[R3.5] a return that was rejected is not taken back, and its ground stays closed', () => {
    const road = signed().give(HANDLER, 'apply-return', RETURN)
    road.give(CLERK, 'decide-return', { no: 1, approve: false, reasons: '属本单位' })
    expect(road.refused(HANDLER, 'take-back', back('return-applied', 1)).code).toBe('taking-back.nothing')
    expect(road.refused(HANDLER, 'apply-return', RETURN).code).toBe('return.ground-closed')
  })

  it('[R5.4] an extension that was taken back does not count', () => {
    const road = signed()
    for (let round = 0; round < 3; round++)
      road
        .give(HANDLER, 'apply-extension', EXTENSION)
        .give(HANDLER, 'take-back', back('extension-applied', 1))
    road.give(HANDLER, 'apply-extension', EXTENSION)
    expect(road.order.assignments[0]?.granted).toEqual([])
  })

  it('[R9.2] nothing is taken back that somebody has acted on', () => {
    const judged = signed().feedback().give(REVIEWER, 'first-review', REDO)
    expect(judged.refused(LEADER, 'take-back', back('unit-reviewed', 1)).code).toBe('taking-back.nothing')
    const opened = inspected().give(SUPERVISION, 'open-inspection', {})
    expect(opened.refused(CLERK, 'take-back', back('flagged', 1)).code).toBe('taking-back.nothing')
    // A threshold's flag is nobody's to take back.
    const twice = signed().feedback().give(REVIEWER, 'first-review', REDO).feedback()
    twice.give(REVIEWER, 'first-review', REDO)
    expect(twice.order.flags.map(({ ground }) => ground)).toEqual(['redos'])
    expect(twice.refused(CLERK, 'take-back', back('flagged', 1)).code).toBe('taking-back.nothing')
  })
})

it('[R16.2] whoever was accused while an order was closed sits at no table when it is opened again', () => {
  const met = (accused: string): Order =>
    begun()
      .give(CLERK, 'convene', MEETING)
      .give(CLERK, 'withdraw-by-caller', WHY)
      .give(CLERK, 'name-accused', { units: [accused], ...WHY })
      .give(REVIEWER, 'reopen', WHY).order
  expect(met('zhujian').stage).toBe('to-dispatch')
  expect(met('chengguan').stage).toBe('consulting')
})

it('[R16.2] a part that is taken when an order is opened again is not late for the time it was closed', () => {
  const closed = signed().give(CLERK, 'recall', { document: '市〔2026〕3号', ...WHY })
  const { dueAt } = closed.order.clocks.find(({ kind }) => kind === 'handle')!
  closed.give(CLERK, 'name-accused', { units: ['mayi'], ...WHY }).until(dueAt + HOUR)
  closed.give(REVIEWER, 'reopen', WHY).tick()
  expect(closed.order.stage).toBe('to-dispatch')
  expect(closed.order.clocks.find(({ kind }) => kind === 'handle')).toMatchObject({
    voided: true,
    breachedAt: null,
  })
})

it('[R16.2] what an appeal ended is not opened again where its unit was accused since: the figures would tell it', () => {
  const ended = (): Road =>
    signed()
      .give(HANDLER, 'prepare-appeal', APPEAL)
      .give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
      .give(CLERK, 'decide-appeal', { approve: true, document: '市〔2026〕1号', note: '' })
  const accused = (unit: string): Road => ended().give(CLERK, 'name-accused', { units: [unit], ...WHY })
  expect(accused('mayi').refused(REVIEWER, 'reopen', WHY).code).toBe('reopen.accused')
  expect(accused('zhujian').give(REVIEWER, 'reopen', WHY).order.open).toBe(true)
})

describe('[case 26] a verdict entered by a slip', () => {
  it('[G] is put right after the order was archived, as a correction of its month', () => {
    const road = new Road().closed(false).until(at('2026-12-03T10:00:00'))
    road.give(OTHER_CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY })
    const satisfied = road.order.counted?.corrections.filter(({ counts }) => counts.satisfied === 1)
    expect(satisfied?.map(({ of: month, in: now, scope }) => [month, now, scope])).toEqual([
      ['2026-11', '2026-12', 'county'],
      ['2026-11', '2026-12', 'mayi'],
    ])
    expect(road.order).toMatchObject({ open: false, ending: 'done' })
  })

  it('[R10.1] counts no more for a second dissatisfaction', () => {
    const slip = (road: Road): Road =>
      road.give(OTHER_CLERK, 'correct-callback', { solution: 'solved', grade: 'satisfied', ...WHY })
    expect(slip(called()).give(CLERK, 'call-back', UNHAPPY).order.flags).toEqual([])
    expect(called().give(CLERK, 'call-back', UNHAPPY).order.flags).toMatchObject([{ ground: 'dissatisfied' }])
  })

  it('[R11.1] is not corrected once an evaluation rests on it, nor where nobody was reached', () => {
    const asked = called().give(LEADER, 'request-evaluation', WHY)
    const RIGHT = { solution: 'solved', grade: 'satisfied', ...WHY } as const
    expect(asked.refused(OTHER_CLERK, 'correct-callback', RIGHT).code).toBe('state.wrong-stage')
    const missed = called().give(CLERK, 'call-back', {
      reached: false,
      solution: null,
      grade: null,
      note: '',
    })
    expect(missed.refused(OTHER_CLERK, 'correct-callback', RIGHT).code).toBe('callback.none')
    // A slip to the worse is put right by whoever made it.
    const better = new Road().passed().give(CLERK, 'call-back', HAPPY)
    better.give(CLERK, 'correct-callback', { solution: 'unsolved', grade: 'dissatisfied', ...WHY })
  })
})
