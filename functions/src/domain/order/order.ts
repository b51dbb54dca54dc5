import type { Appeal } from './appeal'
import type { Heard } from './callback'
import type { Category } from '../matters/category'
import type { CodedMatter } from '../matters/tree'
import type { Counted } from './counts'
import type { Consultation, Dispute, Instruction } from './consultation'
import type { Duties } from './duty'
import type { Evaluation } from './evaluation'
import type { ExtensionApplication } from './extension'
import type { Directed, Flag, Inspection } from './inspection'
import type { Day, Instant } from '../base/instant'
import type { Outcome, OutcomeKind } from './outcome'
import type { ClockKind, Level, UrgentKind } from '../policy/policy'
import type { ReturnApplication } from './return'

/**
 * The stage of an order. Besides the main road: with a county leader for instruction (R2.4), disputed or in
 * consultation (R2.3, R4), or before a third-party panel (R11).
 */
export const STAGES = [
  'to-sign',
  'to-verify',
  'to-dispatch',
  'to-instruct',
  'disputed',
  'consulting',
  'handling',
  'first-review',
  'callback',
  'evaluating',
  'to-archive',
  'archived',
] as const
export type Stage = (typeof STAGES)[number]

/** What a basis outside of the catalogue may name (R2.1). */
export const NAMED_BASES = ['law', 'duty', 'township-list'] as const
export type NamedBasis = (typeof NAMED_BASES)[number]

/** Why a unit was chosen (R2.1–R2.4, R4). */
export type Basis =
  | { readonly kind: 'catalogue'; readonly entry: string; readonly text: string }
  /** A named law 法律法规, a 三定 duty, an item of a township duty list 乡镇履职事项清单. */
  | { readonly kind: NamedBasis; readonly name: string }
  /** Older events do not tell laws and duty lists apart. */
  | { readonly kind: 'regulation'; readonly name: string }
  | { readonly kind: 'nearest-duty'; readonly justification: string }
  | { readonly kind: 'consultation'; readonly consultation: number; readonly agreed: boolean }
  | { readonly kind: 'instruction'; readonly leader: string; readonly date: Day }

/** The unit's inner loop (R6.2): accept 受理 is the signing and complete 办结 the feedback that leaves the unit. */
export const STEPS = ['inform', 'submit', 'handle', 'answer'] as const
export type Step = (typeof STEPS)[number]

/** The three parts of feedback (R7.1), and whom to ask about it. */
export interface Feedback {
  /** 基本情况及现场检查情况 */
  readonly situation: string
  /** 处理结果及与诉求人沟通情况 */
  readonly result: string
  /** 拟答复口径 */
  readonly answer: string
  /**
   * 联系方式: the unit's own office and telephone number, which may be published with the answer. Empty where none is
   * given.
   */
  readonly contact: string
  /** R19. Feedback of an earlier release has none. */
  readonly outcome?: Outcome | null
}

export type AssignmentState =
  'to-sign' | 'handling' | 'in-unit-review' | 'left-unit' | 'passed' | 'returned' | 'withdrawn'

/** A dated step of a complex order's plan (R7.2). */
export interface PlanStep {
  readonly what: string
  readonly by: Day
}

/**
 * R6.2, R17: inside the unit 内部交办 a leader gave the part to a handler, or to a section whose handlers are named.
 * Nobody named: it was given back to the unit.
 */
export interface GivenInUnit {
  readonly handlers: readonly string[]
  /** 股室; empty where it was given to one person. */
  readonly section: string
  /** 批示, empty where none was written. */
  readonly instruction: string
  readonly by: string
  readonly at: Instant
}

/** One unit's part in an order. `no` counts the order's assignments from 1 and never changes. */
export interface Assignment {
  readonly no: number
  readonly unit: string
  readonly part: 'host' | 'assist'
  readonly basis: Basis
  readonly state: AssignmentState
  readonly dispatchedAt: Instant
  readonly limitWorkdays: number
  /** Workdays granted by each approved extension, in order (R5.4). */
  readonly granted: readonly number[]
  readonly extensionsAtMost: number
  /** R5.4: whether one more is possible with the city's document; missing on older parts, where it is not. */
  readonly thirdExtension?: boolean
  /** R5.2: an extension must be applied for at least this long before the deadline, ms. */
  readonly extendBefore: number
  /** R3.1: how long after signing the unit may apply to return it, ms; null where it may not at all (R2.4, R4.2). */
  readonly returnWithin: number | null
  /**
   * Whether the caller's verdict counts for this unit: it counts for the host, and where no lead was agreed on for
   * every unit (R4.2).
   */
  readonly answersForOutcome: boolean
  readonly signedAt: Instant | null
  /** Only the latest ones keep their words (`WORDS_KEPT`), as in `progress`; the events keep them all. */
  readonly steps: readonly {
    readonly step: Step
    readonly note: string
    readonly at: Instant
    readonly by: string
  }[]
  /** The feedback that the unit is reviewing, or has sent back. */
  readonly draft: (Feedback & { readonly author: string; readonly at: Instant }) | null
  /** The feedback that last left the unit; `leftAt` is compared with the handling limit. */
  readonly feedback:
    (Feedback & { readonly author: string; readonly reviewer: string; readonly leftAt: Instant }) | null
  /** When the first review first passed it: completion counts from here. */
  readonly passedAt: Instant | null
  /** R19: the kind of outcome that the first review first passed. The figures keep it, whatever comes later. */
  readonly outcomePassed?: OutcomeKind
  readonly redos: number
  /** R7.2: a complex order is handled by a plan, with regular updates. */
  readonly plan: { readonly steps: readonly PlanStep[]; readonly at: Instant } | null
  readonly progress: readonly { readonly text: string; readonly at: Instant; readonly by: string }[]
  /**
   * Whom the unit's leaders gave it to inside the unit, the latest last; missing where they never did. Only the latest
   * ones keep their words.
   */
  readonly given?: readonly GivenInUnit[]
  /**
   * For a part that was returned or withdrawn: whether its unit may still read the order (`guard.lostOrders` at that
   * time).
   */
  readonly stillReads: boolean
}

/** One thing a clock does by itself. A reminder goes to the handler, a breach to the leader in charge, a climb higher. */
export interface Ring {
  readonly at: Instant
  readonly what: 'remind' | 'breach' | 'climb'
  readonly to: Level
}

/** Which of an order's clocks is meant. */
export interface ClockId {
  readonly kind: ClockKind
  /** The `no` of the assignment it belongs to; null of the centre's own window to sign. */
  readonly part: number | null
  /** Counts the clocks of this kind and part from 1. */
  readonly nth: number
}

/** A running limit. What it still has to do is listed in `rings`, earliest first; a stopped clock does nothing. */
export interface Clock extends ClockId {
  /** `centre` or a unit. */
  readonly holder: string
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** True while the days it counted may still be changed by a notice that is not published. */
  readonly provisional: boolean
  readonly rings: readonly Ring[]
  readonly stoppedAt: Instant | null
  /** Nobody has to meet it any more (returned, withdrawn, recalled): it counts only if it was breached before. */
  readonly voided: boolean
  /** The deadline itself, once it passed unmet. Never erased. */
  readonly breachedAt: Instant | null
  /** How high it has climbed since (R17). */
  readonly climbedTo: Level | null
}

export interface Callback extends Heard {
  readonly at: Instant
  readonly by: string
  readonly note: string
  /** The units whose work the caller judged; an earlier release did not write them down. */
  readonly units?: readonly string[]
  /** When what they said was put right; missing where it stands as it was entered. */
  readonly correctedAt?: Instant
}

/** The city's data of an order at its transfer, without the caller. */
export interface TransferFacts {
  readonly cityNumber: string
  readonly source: 'city-feed' | 'file'
  readonly policyVersion: string
  readonly title: string
  readonly text: string
  readonly category: Category | null
  /** The matter in the city's words; the county chooses the code. */
  readonly matterSaid: string | null
  readonly township: string | null
  readonly place: string | null
  /** Whether the private part holds a way to reach the caller. */
  readonly contactable: boolean
  readonly transferredAt: Instant
  /** When the caller called, where the city says so. */
  readonly calledAt: Instant | null
  /** A deadline that the city sent with the order. */
  readonly cityDeadline: Instant | null
}

/**
 * How an order ended: on the main road, by a city's recall, the caller's withdrawal, an approved appeal (R8.4),
 * because it is not for a hotline, or because it went on as a supplement to an earlier one (R21).
 */
export const ENDINGS = ['done', 'recalled', 'withdrawn', 'excluded', 'not-acceptable', 'merged'] as const
export type Ending = (typeof ENDINGS)[number]

/** Why a matter is not for a hotline 不予受理: it has a road of its own, or there is no demand in it. */
export const DECLINE_GROUNDS = ['emergency', 'court', 'petition', 'secret', 'no-demand', 'abuse'] as const
export type DeclineGround = (typeof DECLINE_GROUNDS)[number]

/** An order that was not accepted: why, and which road the caller was told to take. */
export interface Declined {
  readonly ground: DeclineGround
  readonly route: string
}

/** Case 18: the order is urgent. `reason` is empty where the city said so. */
export interface UrgentMark {
  readonly kind: UrgentKind
  readonly reason: string
  readonly at: Instant
}

/** How an order stood when it was closed without being done: its stage, the clocks that ran, and who closed it. */
export interface Closed {
  readonly stage: Stage
  readonly clocks: readonly ClockId[]
  readonly post: string
}

/** R21: the caller called again to press 催单. `reminded`: the units that had it then, or else the centre. */
export interface Urging {
  readonly at: Instant
  readonly by: string
  readonly reminded: readonly string[]
  /** Whose post recorded it; an earlier release did not write it down. */
  readonly post?: string
}

/** R21: what the caller added 补充. */
export interface Supplement {
  readonly at: Instant
  readonly by: string
  readonly text: string
  /** The later order whose matter this is, where one was merged into this order. */
  readonly from?: string
  readonly post?: string
}

/** A work order 工单: the fold of its events. Personal data is not in here, see `orders/{id}/private`. */
export interface Order extends TransferFacts {
  readonly id: string
  readonly version: number
  /**
   * The version of the latest event that a person's judgement may rest on. What happens by itself does not count: reminders,
   * breaches, and deadlines that moved with the calendar or the policy.
   */
  readonly judgedVersion: number
  readonly stage: Stage
  readonly open: boolean
  readonly centreSignedAt: Instant | null
  readonly verifiedAt: Instant | null
  /** Null until it is verified (R1.2). */
  readonly matter: CodedMatter | null
  /**
   * Township, matter and place in one key: orders with the same key are about the same thing (R10.1). Null without a
   * place.
   */
  readonly matterKey: string | null
  /** R16.2: units accused in it, barred from it in every way. */
  readonly accused: readonly string[]
  /** R16.2: uids of the staff accused in it, barred from it in every post. */
  readonly accusedPersons: readonly string[]
  /** R2.4: given to a county leader because no unit could be given it. */
  readonly referredFor: string | null
  readonly instruction: Instruction | null
  readonly dispute: Dispute | null
  readonly consultations: readonly Consultation[]
  readonly assignments: readonly Assignment[]
  readonly returns: readonly ReturnApplication[]
  readonly extensions: readonly ExtensionApplication[]
  readonly appeals: readonly Appeal[]
  readonly evaluations: readonly Evaluation[]
  readonly flags: readonly Flag[]
  /** R10.2: the latest inspection, until the centre has the order inspected again. */
  readonly inspection: Inspection | null
  /** The closed ones before it; missing where there are none. */
  readonly formerInspections?: readonly Inspection[]
  readonly directed?: Directed | null
  readonly clocks: readonly Clock[]
  readonly callbacks: readonly Callback[]
  /** R7.2: declared complex by the centre; missing or null where it was not, or where that was taken back. */
  readonly complex?: { readonly reason: string; readonly at: Instant } | null
  /** Case 18: missing where it never was urgent, null where the mark was taken back. */
  readonly urgent?: UrgentMark | null
  readonly passedAt: Instant | null
  readonly archivedAt: Instant | null
  readonly ending: Ending | null
  readonly redos: number
  /** What months that are over must not lose; an earlier release did not keep it. */
  readonly counted?: Counted
  /** The closed order that this one is sent again for, and the order that this closed one was sent again as. */
  readonly former?: string
  readonly again?: string
  /** Absent until the caller calls again (R21). */
  readonly urgings?: readonly Urging[]
  /** Only the latest ones keep their words, as in a part's `progress`. Absent until there is one. */
  readonly supplements?: readonly Supplement[]
  /** Set only in an order that ended as not acceptable. */
  readonly declined?: Declined
  /** Set only while it is merged: the order it goes on in. */
  readonly mergedInto?: string
  /** Later orders that go on in this one. Their callers are called back with it; absent until there is one. */
  readonly mergedFrom?: readonly string[]
  /** Set in an order that ended before it was done. */
  readonly closed?: Closed
  /** The other order under the same city number, where a file and the city gave different content. */
  readonly double: string | null
  /** Who has done which of the duties that one person must not combine. */
  readonly duties: Duties
  /** Whether a return, an extension or an appeal waits for a decision. Those who decide find the order by this. */
  readonly undecided: boolean
  readonly readers: readonly string[]
  /** Units that had a part and have none any more. They read only what was their own (`about` of an event). */
  readonly formerReaders: readonly string[]
  /** The deadline a work list sorts by: the running clock's, or the handling limit while the feedback is judged. */
  readonly dueAt: Instant | null
  readonly alarmAt: Instant | null
  /** The version in which `alarmAt` last changed. It names the alarm, so that setting the alarm twice sets it once. */
  readonly alarmVersion: number
  readonly updatedAt: Instant
  readonly hash: string
  /** The latest commands and their results, so that a repeat gets the first answer. */
  readonly recent: readonly { readonly command: string; readonly version: number }[]
}

/** Whether the unit still has this part: it was neither returned nor withdrawn. */
export const isActive = ({ state }: Pick<Assignment, 'state'>): boolean =>
  state !== 'returned' && state !== 'withdrawn'

/** Whether the part is out of its unit's hands and waits for the first review, or has passed it. */
export const isHandedIn = ({ state }: Pick<Assignment, 'state'>): boolean =>
  state === 'left-unit' || state === 'passed'

/** An order or its listing, which says less of each part. */
interface Having<A> {
  readonly assignments: readonly A[]
}

export const activeParts = <A extends Pick<Assignment, 'state'>>(order: Having<A>): A[] =>
  order.assignments.filter(isActive)

/** The assignment that answers for the order as host, if there is one. */
export const hostOf = <A extends Pick<Assignment, 'part' | 'state'>>(order: Having<A>): A | null =>
  order.assignments.findLast((assignment) => assignment.part === 'host' && isActive(assignment)) ?? null

/** The unit's latest assignment in the order, if it has one. */
export const assignmentOf = <A extends Pick<Assignment, 'unit'>>(
  order: Having<A>,
  unit: string | null,
): A | null =>
  unit === null ? null : (order.assignments.findLast((assignment) => assignment.unit === unit) ?? null)

/** The unit of this part. An event never names a part that the order does not have. */
export const unitOfPart = (order: Pick<Order, 'assignments'>, number: number): string => {
  const part = order.assignments.find(({ no }) => no === number)
  if (part === undefined) throw new Error(`There is no part ${number}`)
  return part.unit
}

/** The latest clock of this kind and part, if the order has one. */
export const clockOf = (order: Pick<Order, 'clocks'>, kind: ClockKind, part: ClockId['part']): Clock | null =>
  order.clocks.findLast((clock) => clock.kind === kind && clock.part === part) ?? null
