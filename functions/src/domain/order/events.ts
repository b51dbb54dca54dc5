import type { AppealGround } from './appeal'
import type { Heard, Solution } from './callback'
import type { Category } from '../matters/category'
import type { Grade } from '../policy/grades'
import type { CodedMatter } from '../matters/tree'
import type { DisputeGround } from './consultation'
import type { Evaluator } from './evaluation'
import type { Body, FlagGround, InspectionFinding } from './inspection'
import type { Day, Instant } from '../base/instant'
import type {
  Basis,
  Clock,
  ClockId,
  Closed,
  Declined,
  Ending,
  Feedback,
  PlanStep,
  Ring,
  Step,
  TransferFacts,
} from './order'
import type { ReturnGround } from './return'
import type { UrgentKind } from '../policy/policy'
import type { TakenAct } from './taking-back'

export interface Transferred extends TransferFacts {
  readonly clock: Clock
  /** Case 18: the city says that it is urgent, and the centre's window to sign it. */
  readonly urgent?: { readonly kind: UrgentKind; readonly clock: Clock }
}

export interface Verified {
  readonly title: string
  readonly category: Category
  readonly matter: CodedMatter
  readonly township: string
  readonly place: string | null
  readonly matterKey: string | null
  readonly accused: readonly string[]
  readonly accusedPersons: readonly string[]
}

export interface Dispatched {
  readonly unit: string
  readonly part: 'host' | 'assist'
  readonly basis: Basis
  /** R2.1: why a township got what is not on its duty list. */
  readonly overridden?: string
  readonly limitWorkdays: number
  readonly extensionsAtMost: number
  /** Older events have none. */
  readonly thirdExtension?: boolean
  readonly extendBefore: number
  readonly returnWithin: number | null
  readonly answersForOutcome: boolean
  readonly sign: Clock
  readonly handle: Clock
  /** R7.2: until when the host of an order that the centre declared complex must have a plan. */
  readonly plan?: Clock
  /** Case 18: the clocks that an urgent order's part has besides. */
  readonly urgent?: readonly Clock[]
  /** Whether the handling limit ends after the deadline the city set. */
  readonly afterCityDeadline: boolean
}

/** Limits computed anew from their start: the clocks as they are now, and the deadlines they had. */
export interface Rescheduled {
  readonly clocks: readonly Clock[]
  readonly parts: readonly { readonly no: number; readonly limitWorkdays: number }[]
  readonly before: readonly (ClockId & {
    readonly dueAt: Instant
    readonly breachedAt: Instant | null
  })[]
}

/** The evidence that shows what the unit did, by id. Events from before it could be attached have none. */
interface Proved {
  readonly proof?: readonly string[]
}

/** What can happen to an order. An event carries computed results, so folding needs neither policy nor calendar. */
export interface Happenings {
  transferred: Transferred
  'centre-signed': Record<string, never>
  verified: Verified
  dispatched: Dispatched
  'unit-signed': { readonly no: number }
  /** Nobody named: given back to the unit. */
  'assigned-in-unit': {
    readonly no: number
    readonly handlers: readonly string[]
    readonly section: string
    readonly instruction: string
  }
  'step-recorded': { readonly no: number; readonly step: Step; readonly note: string } & Proved
  'feedback-submitted': Feedback & { readonly no: number } & Proved
  'unit-reviewed': { readonly no: number; readonly passed: boolean; readonly reasons: string }
  'first-reviewed': {
    /** The parts it is about: all that are passed, or those sent back. */
    readonly parts: readonly number[]
    readonly passed: boolean
    readonly complete: boolean
    readonly reasonable: boolean
    readonly wellFormed: boolean
    /** R19; null where no feedback said which outcome it is, absent in events of an earlier release. */
    readonly outcomeFits?: boolean | null
    readonly reasons: string
    /** R7.2: new update clocks of complex parts that are sent back. */
    readonly clocks: readonly Clock[]
  }
  'called-back': Heard & {
    readonly note: string
    /** Whether calling ends here: the caller was reached, or was tried often enough. */
    readonly done: boolean
  }
  /** What the caller said in the latest call was entered by a slip: this is what they said. */
  'callback-corrected': {
    readonly solved: boolean
    readonly satisfied: boolean | null
    readonly solution: Solution
    readonly grade: Grade
    readonly reason: string
  }
  /** Sent back for redo after it had passed: after the callback, or after it was opened again. */
  'redo-ordered': {
    readonly parts: readonly number[]
    readonly reasons: string
    /** R7.2: new update clocks of complex parts. */
    readonly clocks: readonly Clock[]
  }
  /** `missed`: a reminder that could not be given in time. */
  rang: Omit<Ring, 'what'> &
    ClockId & { readonly what: Ring['what'] | 'missed'; readonly holder: string; readonly dueAt: Instant }
  archived: {
    readonly note: string
    readonly ending: Ending
    /** Only where it ended as not acceptable. */
    readonly declined?: Declined
    /** Only where it was merged: the order it goes on in. */
    readonly into?: string
    /** What opening it again would restore. Older events have none. */
    readonly closed?: Closed
  }

  'referred-to-leader': { readonly reason: string }
  instructed: { readonly leader: string; readonly text: string; readonly date: Day; readonly scan: string }
  disputed: { readonly ground: DisputeGround; readonly note: string }
  convened: {
    readonly no: number
    readonly kind: 'joint' | 'dispute'
    readonly lead: string | null
    readonly units: readonly string[]
    readonly place: string
    readonly meetsAt: Instant
  }
  consulted: {
    readonly no: number
    readonly agreed: boolean
    readonly note: string
    readonly minutes: string
  }
  'consultation-broken-off': { readonly no: number }

  'return-applied': {
    readonly no: number
    readonly ground: ReturnGround
    readonly reason: string
    readonly suggestedUnit: string | null
    /** Older events have none. */
    readonly opinion?: string
    readonly form: string
    readonly decide: Clock
  }
  'return-decided': {
    readonly no: number
    readonly approved: boolean
    readonly reasons: string
    /** Whether the unit may still read the order after it lost its part. */
    readonly stillReads: boolean
  }
  'dispatch-withdrawn': { readonly no: number; readonly reason: string; readonly stillReads: boolean }

  'extension-applied': {
    readonly no: number
    readonly workdays: number
    readonly reason: string
    readonly expectedOn: Day
    /** R5.4: the city's document, where it goes beyond what is granted in principle. */
    readonly document?: string
  }
  'extension-decided': {
    readonly no: number
    readonly approved: boolean
    readonly document: string
    readonly note: string
    /** The handling clock with its new deadline; null when it was not approved. */
    readonly clock: Clock | null
  }

  'complex-declared': {
    /** False: the centre takes it back. */
    readonly complex: boolean
    readonly reason: string
    /** R7.2: until when the host must have a plan; null where nobody has to lay one now. */
    readonly clock: Clock | null
  }
  /** Case 18. `kind`: null takes the mark back. `clocks`: of the parts that units have in hand. */
  'marked-urgent': {
    readonly kind: UrgentKind | null
    readonly reason: string
    readonly clocks: readonly Clock[]
  }
  'plan-laid': { readonly no: number; readonly steps: readonly PlanStep[]; readonly clock: Clock }
  'progress-reported': { readonly no: number; readonly text: string; readonly clock: Clock } & Proved

  'appeal-prepared': {
    readonly no: number
    readonly ground: AppealGround
    readonly reason: string
    readonly proof: readonly string[]
  }
  /** R16.2: no principal leader of the unit may approve it, so the county does. */
  'appeal-passed-up': { readonly no: number }
  'appeal-approved': { readonly no: number; readonly approved: boolean; readonly note: string }
  'appeal-decided': {
    readonly no: number
    readonly approved: boolean
    readonly document: string
    readonly note: string
  }

  'evaluation-requested': { readonly no: number; readonly reason: string }
  'panel-convened': {
    readonly evaluators: readonly Evaluator[]
    readonly place: string
    readonly meetsAt: Instant
  }
  /** R16.2: one of the evaluators turned out to be accused, or of an accused unit. Another panel is convened. */
  'panel-broken-off': Record<string, never>
  judged: {
    readonly votes: readonly boolean[]
    readonly reasonable: boolean
    readonly solveBy: Day | null
    readonly minutes: string
    readonly note: string
    /** R11.2: the clock of the set date; null where the demand is unreasonable. */
    readonly clock: Clock | null
    /** R7.2: the next update of a complex part that goes on. */
    readonly update: Clock | null
  }

  flagged: {
    readonly ground: FlagGround
    readonly note: string
    /** The body that the policy sends it to; missing where it goes to both. */
    readonly to?: Body
    /** Whose post named it; missing where a threshold did. */
    readonly post?: string
  }
  'inspection-directed': {
    readonly to: Body
    readonly unit: string | null
    readonly group: string | null
    readonly reason: string
    /** Older events have none. */
    readonly post?: string
  }
  'inspection-opened': { readonly by: Body }
  'inspection-found': InspectionFinding
  /** The finding, repeated here because this is the event that the unit reads. */
  'inspection-served': InspectionFinding
  'inspection-closed': { readonly result: string }

  'accused-named': {
    readonly units: readonly string[]
    readonly persons: readonly string[]
    readonly reason: string
  }
  'category-corrected': Rescheduled & { readonly category: Category; readonly reason: string }
  'matter-corrected': {
    readonly matter: CodedMatter
    readonly township: string
    readonly place: string | null
    readonly matterKey: string | null
    readonly reason: string
  }
  /** R21. `reminded`: the units that have a part and have not handed it in; without one, the centre. */
  urged: { readonly note: string; readonly reminded: readonly string[]; readonly post?: string }
  supplemented: {
    readonly text: string
    readonly reminded: readonly string[]
    /** Whose post recorded it; missing in older events, and where it was merged. */
    readonly post?: string
    /** The later order that was merged into this one; absent where the caller just added something. */
    readonly from?: string
  }
  /**
   * A merge is taken back, in both orders: `into` names the earlier one in the later order, which goes on with its
   * `clocks` as they were; `from` names the later one in the earlier.
   */
  unmerged: {
    readonly into: string | null
    readonly from: string | null
    readonly reason: string
    readonly clocks: readonly Clock[]
  }
  /** By itself, after a year was published, or the county's days or the policy in force changed. */
  rescheduled: Rescheduled & { readonly policyVersion: string }
  reopened: {
    readonly reason: string
    /** The parts that are taken with it: their clocks stay as they ended. Missing where there is none. */
    readonly taken?: readonly number[]
  }
  /** An act given in error, taken back by the post that gave it. `clocks`: those that run on from their old deadlines. */
  'taken-back': {
    readonly act: TakenAct
    readonly no: number | null
    /** When an entry that has a place in its list was recorded; null of the other acts. */
    readonly givenAt: Instant | null
    readonly reason: string
    readonly clocks: readonly Clock[]
  }
  /** By itself, when the city pushed an order with other content under a number that a file had brought in before. */
  doubled: { readonly other: string }
  /**
   * By itself, in both orders, when the city transferred a closed order once more: `former` names the closed one in the
   * new order, `again` the new order in the closed one.
   */
  'sent-again': { readonly former: string | null; readonly again: string | null }
}

export type EventType = keyof Happenings
/** Something that happened, and when. A breach happened at its deadline, however late it is recorded. */
export type Happening = {
  [T in EventType]: {
    readonly type: T
    readonly at: Instant
    readonly data: Happenings[T]
    /** R18: the limit of the stage that the order comes to with it. Events of earlier releases have none. */
    readonly limit?: Clock | null
  }
}[EventType]

/** A happening as it is stored: numbered, with its author, and chained to the one before. */
export type OrderEvent = Happening & {
  readonly version: number
  /** When it was written down. */
  readonly recordedAt: Instant
  readonly by: string
  readonly actingAs: string
  /** The command that caused it; null for what happens by itself. */
  readonly command: string | null
  readonly readers: readonly string[]
  /**
   * The audience of the one unit whose own part the event is about. That unit reads it even after it has lost the
   * order.
   */
  readonly about: string | null
  readonly prevHash: string
  readonly hash: string
}
