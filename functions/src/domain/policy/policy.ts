import type { Category } from '../matters/category'
import { type Grade, SATISFIED_GRADES } from './grades'
import { DAY, HOUR, MINUTE } from '../base/instant'

/** Who is told of an overdue clock, from the nearest to the highest (R17). */
export const LEVELS = ['handler', 'leader-in-charge', 'principal-leader', 'county'] as const
export type Level = (typeof LEVELS)[number]

/** R18: the limits of the centre for each stage that waits for it, in workdays of the policy. */
export const STAGE_WORKDAY_KINDS = [
  'dispatch',
  'reassign',
  'instruct',
  'convene',
  'consult',
  'first-review',
  'call-back',
  'evaluate',
  'archive',
] as const
export type StageWorkdayKind = (typeof STAGE_WORKDAY_KINDS)[number]

/** R1.2, R18: the same with the verification, which has the window to sign. */
export const STAGE_KINDS = ['verify', ...STAGE_WORKDAY_KINDS] as const
export type StageKind = (typeof STAGE_KINDS)[number]

/** Case 18: what runs besides the ordinary limits while an order is urgent, in natural time, day and night. */
export const URGENT_CLOCK_KINDS = ['urgent-sign', 'first-contact', 'urgent-progress'] as const
export type UrgentClockKind = (typeof URGENT_CLOCK_KINDS)[number]

/**
 * The limits that are timed: signing, handling, the centre's decision on a return, a complex order's updates, an
 * evaluated demand, the centre's own stages, and those of an urgent order.
 */
export const CLOCK_KINDS = [
  'sign',
  'handle',
  'decide-return',
  'progress',
  'solve',
  ...STAGE_KINDS,
  ...URGENT_CLOCK_KINDS,
] as const
export type ClockKind = (typeof CLOCK_KINDS)[number]

export const isUrgentClock = (kind: ClockKind): kind is UrgentClockKind =>
  (URGENT_CLOCK_KINDS as readonly ClockKind[]).includes(kind)

/** A kind of urgency 紧急情形: the county's code for it, and what the screen shows. */
export interface UrgentKind {
  readonly code: string
  readonly name: string
}

/** Case 18 choice: which orders may be urgent, and the windows of their clocks, ms. A policy from before has the default. */
export interface Urgency {
  readonly kinds: readonly UrgentKind[]
  /** From the transfer for the centre, from the dispatch for a unit. */
  readonly signWithin: number
  /** From the dispatch until the unit has told the caller (R6.2). */
  readonly contactWithin: number
  /** From the dispatch until a step of the handling, a progress update or the feedback. */
  readonly progressWithin: number
}

/** What a clock does besides running out: it reminds before its deadline and climbs after it. Durations in ms. */
export interface Alarms {
  /** How long before the deadline the handler is reminded; longest first, all distinct. */
  readonly remindBefore: readonly number[]
  /** How long after the deadline it climbs, and to whom; shortest first, all distinct. */
  readonly climbAfter: readonly { readonly after: number; readonly to: Level }[]
}

/** Who needs a second factor to sign in: nobody, administrators, or also the posts that may look at callers. */
export const SECOND_FACTOR_OF = ['nobody', 'administrators', 'lookers'] as const
export type SecondFactorOf = (typeof SECOND_FACTOR_OF)[number]

/** What a unit may read of an order that it lost: what it did itself, or the order's text as well. */
export const LOST_ORDERS = ['own-acts', 'text'] as const
export type LostOrders = (typeof LOST_ORDERS)[number]

/** Which body inspects flagged orders: either of both, or one of them. */
export const INSPECTED_BY = ['both', 'supervision', 'discipline'] as const
export type InspectedBy = (typeof INSPECTED_BY)[number]

/** R16 choice: what guards people and their data. It belongs to no single order: always the policy in force decides. */
export interface Guard {
  /**
   * Posts that see callers or accusations, and changes to an administrator, take effect only when a second
   * administrator agrees.
   */
  readonly secondPerson: boolean
  readonly lostOrders: LostOrders
  /** How many callers and pieces of evidence one person may look at. */
  readonly looks: { readonly perHour: number; readonly perDay: number }
  /** Minutes without a touch after which a page signs its user out. */
  readonly idleMinutes: number
  readonly secondFactorOf: SecondFactorOf
}

/**
 * The settings of the county. They have versions: an order keeps the version it began under. Every default names its
 * rule; where the plan is silent it is the county's choice.
 */
export interface Policy {
  readonly version: string
  /** R1.1, R1.3: the window to sign, ms (natural hours). */
  readonly signWithin: number
  /**
   * R1.1 choice: how long after its transfer the city's door takes an order, ms. Later it would be in breach at once, in months
   * that are long over. A policy published before the choice has none and takes the default.
   */
  readonly takenWithin: number
  /** R5.1: handling limits in workdays. report and suggestion are the county's choice. */
  readonly handlingWorkdays: Readonly<Record<Category, number>>
  /** R5.1 choice: minutes after 00:00 at which a limit ends on its last workday; 1440 is 24:00. */
  readonly dayEndsAtMinute: number
  /** R5.2: an extension must be applied for at least this long before the deadline, ms. */
  readonly extendBefore: number
  /** R5.4: how many extensions a part gets in principle. */
  readonly extensionsAtMost: number
  /**
   * R5.4 choice: whether one more may be granted where the city's document is named. A policy published before the choice
   * has none, and allows none.
   */
  readonly thirdExtension: boolean
  /** R3.1: how long after signing a unit may apply to return, ms. */
  readonly returnWithin: number
  /** R3.3: workdays the centre has to decide a return. */
  readonly decideReturnWorkdays: number
  /**
   * R18 choice: workdays for each stage that waits for the centre: dispatch after verification, reassign after a part
   * came back, instruct for a leader's instruction, convene for a dispute, consult from the call to the result,
   * first-review, call-back, evaluate for a panel, archive.
   */
  readonly stageWorkdays: Readonly<Record<StageWorkdayKind, number>>
  readonly urgency: Urgency
  /** R4.1 choice: after this many approved returns an order is disputed by itself. */
  readonly disputeAfterReturns: number
  /** R7.2 choice: workdays between two progress updates of a complex order. */
  readonly progressEveryWorkdays: number
  /**
   * R10.1 choice: an order is flagged after this many orders on one matter within `repeatWithin` ms, dissatisfied
   * answers of its caller, redos, or approved returns.
   */
  readonly inspectAfter: {
    readonly repeats: number
    readonly repeatWithin: number
    readonly dissatisfied: number
    readonly redos: number
    readonly returns: number
  }
  /**
   * R10.2 choice: where a flagged order goes while the centre has named no body. A policy published before the choice has
   * none, and sends it to both.
   */
  readonly inspectedBy: InspectedBy
  /**
   * R21 choice: how far back orders of the same caller are proposed as the same matter, ms; closed ones not as far. A policy
   * published before the choice has none and takes the default.
   */
  readonly sameCaller: { readonly within: number; readonly closedWithin: number }
  /** R11.1 choice: the fewest evaluators of a panel. */
  readonly panelAtLeast: number
  /**
   * R11.1 choice: whether its number must be odd, whether two kinds must be among it, and whether nobody may be of a unit
   * that is judged. A policy published before the choice has none and demands all three.
   */
  readonly panel?: { readonly odd: boolean; readonly twoKinds: boolean; readonly notJudged: boolean }
  /** G choice: the grades that count as satisfied. A policy published before the choice has none: the best three do. */
  readonly satisfiedGrades?: readonly Grade[]
  /** Office hours on workdays, minutes after 00:00: outside of them nobody is reminded. */
  readonly officeHours: { readonly from: number; readonly to: number }
  /** R17, per kind of clock. */
  readonly alarms: Readonly<Record<ClockKind, Alarms>>
  /** Choice: after this many fruitless calls an order may be archived without an evaluation. */
  readonly callbackAttempts: number
  /** Choice: the largest size of one piece of evidence, bytes, and the most pieces an order may have. */
  readonly evidence: { readonly maxBytes: number; readonly perOrder: number }
  readonly guard: Guard
}

/** A stage's limit ends at 24:00 as a rule: the reminder comes in the afternoon before. */
const OF_A_STAGE: Alarms = {
  remindBefore: [8 * HOUR],
  climbAfter: [
    { after: 12 * HOUR, to: 'principal-leader' },
    { after: 36 * HOUR, to: 'county' },
  ],
}

/** Half an hour or an hour in all: somebody must hear of it while it can still be met. */
const OF_AN_URGENT_ACT: Alarms = {
  remindBefore: [15 * MINUTE],
  climbAfter: [
    { after: 30 * MINUTE, to: 'principal-leader' },
    { after: 2 * HOUR, to: 'county' },
  ],
}

export const DEFAULT_POLICY: Policy = {
  version: '2026-1',
  signWithin: 24 * HOUR,
  takenWithin: 30 * DAY,
  handlingWorkdays: { consultation: 2, help: 6, complaint: 8, report: 8, suggestion: 2 },
  dayEndsAtMinute: 24 * 60,
  extendBefore: 24 * HOUR,
  extensionsAtMost: 2,
  thirdExtension: false,
  returnWithin: 24 * HOUR,
  decideReturnWorkdays: 1,
  stageWorkdays: {
    dispatch: 1,
    reassign: 1,
    instruct: 2,
    convene: 1,
    consult: 2,
    'first-review': 1,
    'call-back': 2,
    evaluate: 5,
    archive: 1,
  },
  urgency: {
    kinds: [
      { code: 'life', name: '人身安全' },
      { code: 'hazard', name: '安全隐患' },
      { code: 'supply', name: '水电气中断' },
      { code: 'traffic', name: '交通中断' },
      { code: 'crowd', name: '群体聚集' },
    ],
    signWithin: 30 * MINUTE,
    contactWithin: HOUR,
    progressWithin: 24 * HOUR,
  },
  disputeAfterReturns: 2,
  progressEveryWorkdays: 3,
  inspectAfter: { repeats: 3, repeatWithin: 90 * DAY, dissatisfied: 2, redos: 2, returns: 2 },
  inspectedBy: 'both',
  sameCaller: { within: 90 * DAY, closedWithin: 30 * DAY },
  panelAtLeast: 3,
  panel: { odd: true, twoKinds: true, notJudged: true },
  satisfiedGrades: SATISFIED_GRADES,
  officeHours: { from: 8 * 60 + 30, to: 17 * 60 + 30 },
  alarms: {
    sign: {
      remindBefore: [4 * HOUR],
      climbAfter: [
        { after: 2 * HOUR, to: 'principal-leader' },
        { after: 24 * HOUR, to: 'county' },
      ],
    },
    handle: {
      remindBefore: [48 * HOUR, 24 * HOUR],
      climbAfter: [
        { after: 24 * HOUR, to: 'principal-leader' },
        { after: 72 * HOUR, to: 'county' },
      ],
    },
    'decide-return': {
      remindBefore: [4 * HOUR],
      climbAfter: [
        { after: 4 * HOUR, to: 'principal-leader' },
        { after: 24 * HOUR, to: 'county' },
      ],
    },
    progress: { remindBefore: [24 * HOUR], climbAfter: [{ after: 24 * HOUR, to: 'principal-leader' }] },
    solve: {
      remindBefore: [48 * HOUR, 24 * HOUR],
      climbAfter: [
        { after: 24 * HOUR, to: 'principal-leader' },
        { after: 72 * HOUR, to: 'county' },
      ],
    },
    verify: {
      remindBefore: [2 * HOUR],
      climbAfter: [
        { after: 2 * HOUR, to: 'principal-leader' },
        { after: 24 * HOUR, to: 'county' },
      ],
    },
    dispatch: OF_A_STAGE,
    reassign: OF_A_STAGE,
    instruct: OF_A_STAGE,
    convene: OF_A_STAGE,
    consult: OF_A_STAGE,
    'first-review': OF_A_STAGE,
    'call-back': OF_A_STAGE,
    evaluate: OF_A_STAGE,
    archive: OF_A_STAGE,
    'urgent-sign': OF_AN_URGENT_ACT,
    'first-contact': OF_AN_URGENT_ACT,
    'urgent-progress': {
      remindBefore: [4 * HOUR],
      climbAfter: [
        { after: 2 * HOUR, to: 'principal-leader' },
        { after: 12 * HOUR, to: 'county' },
      ],
    },
  },
  callbackAttempts: 3,
  evidence: { maxBytes: 100 * 1024 * 1024, perOrder: 30 },
  guard: {
    secondPerson: true,
    lostOrders: 'own-acts',
    looks: { perHour: 40, perDay: 150 },
    idleMinutes: 30,
    secondFactorOf: 'nobody',
  },
}

/**
 * The policy as it is used. One that was published before an entry existed gets the default for it, so that no stage of
 * an open order is left without a limit (R18).
 */
export const completed = (stored: Policy): Policy => ({
  ...stored,
  stageWorkdays: { ...DEFAULT_POLICY.stageWorkdays, ...stored.stageWorkdays },
  urgency: (stored as Partial<Policy>).urgency ?? DEFAULT_POLICY.urgency,
  alarms: { ...DEFAULT_POLICY.alarms, ...stored.alarms },
  sameCaller: { ...DEFAULT_POLICY.sameCaller, ...stored.sameCaller },
  takenWithin: (stored as Partial<Policy>).takenWithin ?? DEFAULT_POLICY.takenWithin,
})
