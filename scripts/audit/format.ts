/** The export's lines as docs/export.md describes them, as far as the auditor reads them. */
import type { Kind } from './law'

/** Case 18. */
export interface UrgentKindSaid {
  readonly code: string
  readonly name: string
}

export interface RingSaid {
  readonly at: number
  readonly what: 'remind' | 'breach' | 'climb'
  readonly to: string
}

/** Which of an order's clocks; `part` is null of the centre's own window to sign, `nth` counts those of a kind and part. */
export interface ClockIdSaid {
  readonly kind: Kind
  readonly part: number | null
  readonly nth: number
}

export interface ClockSaid extends ClockIdSaid {
  readonly holder: string
  readonly startedAt: number
  readonly dueAt: number
  readonly provisional: boolean
  readonly rings: readonly RingSaid[]
  readonly stoppedAt: number | null
  readonly voided: boolean
  readonly breachedAt: number | null
  readonly climbedTo?: string | null
}

export interface BasisSaid {
  readonly kind: string
  readonly entry?: string
  readonly name?: string
  readonly justification?: string
  readonly consultation?: number
  readonly agreed?: boolean
  readonly leader?: string
}

export interface RescheduledSaid {
  readonly clocks: readonly ClockSaid[]
  readonly parts: readonly { readonly no: number; readonly limitWorkdays: number }[]
  readonly before: readonly (ClockIdSaid & { readonly dueAt: number })[]
}

export interface FindingSaid {
  readonly finding: string
  readonly demand: string
  readonly accountability: string
}

/** R19: which outcome a unit says it is, with what that kind carries. */
export interface OutcomeSaid {
  readonly kind: string
  readonly steps?: readonly { readonly what: string; readonly by: string }[]
  readonly told?: string
  readonly grounds?: string
  readonly explained?: string
}

/** A line of `matters.jsonl`. */
export interface MattersSaid {
  readonly version: number
  /** The first day on which it holds. */
  readonly from: string
  readonly entries: readonly {
    readonly code: string
    readonly name: string
    readonly state: string
    readonly mergedInto: string | null
  }[]
}

export interface EventData {
  transferred: {
    readonly cityNumber: string
    readonly policyVersion: string
    readonly title: string
    readonly text: string
    readonly category: string | null
    readonly transferredAt: number
    readonly cityDeadline: number | null
    readonly clock: ClockSaid
    readonly urgent?: { readonly kind: UrgentKindSaid; readonly clock: ClockSaid }
  }
  'centre-signed': object
  verified: {
    readonly title: string
    readonly category: string
    readonly matter: { readonly code: string; readonly version: number; readonly names: readonly string[] }
    readonly township: string
    readonly place: string | null
    readonly matterKey: string | null
    readonly accused: readonly string[]
    readonly accusedPersons: readonly string[]
  }
  dispatched: {
    readonly unit: string
    readonly part: 'host' | 'assist'
    readonly basis: BasisSaid
    readonly overridden?: string
    readonly limitWorkdays: number
    readonly extensionsAtMost: number
    readonly thirdExtension?: boolean
    readonly extendBefore: number
    readonly returnWithin: number | null
    readonly answersForOutcome: boolean
    readonly sign: ClockSaid
    readonly handle: ClockSaid
    readonly plan?: ClockSaid
    readonly urgent?: readonly ClockSaid[]
    readonly afterCityDeadline: boolean
  }
  'unit-signed': { readonly no: number }
  'assigned-in-unit': {
    readonly no: number
    readonly handlers: readonly string[]
    readonly section: string
    readonly instruction: string
  }
  'step-recorded': {
    readonly no: number
    readonly step: string
    readonly note: string
    readonly proof?: readonly string[]
  }
  'feedback-submitted': {
    readonly no: number
    readonly situation: string
    readonly result: string
    readonly answer: string
    readonly contact: string
    readonly proof?: readonly string[]
    readonly outcome?: OutcomeSaid | null
  }
  'unit-reviewed': { readonly no: number; readonly passed: boolean; readonly reasons: string }
  'first-reviewed': {
    readonly parts: readonly number[]
    readonly passed: boolean
    readonly complete: boolean
    readonly reasonable: boolean
    readonly wellFormed: boolean
    readonly outcomeFits?: boolean | null
    readonly reasons: string
    readonly clocks: readonly ClockSaid[]
  }
  'called-back': {
    readonly reached: boolean
    readonly solved: boolean | null
    readonly satisfied: boolean | null
    readonly solution?: string | null
    readonly grade?: string | null
    readonly askedBy?: string
    readonly done: boolean
  }
  /** `missed`: a reminder that came too late to be given. */
  rang: Omit<RingSaid, 'what'> &
    ClockIdSaid & {
      readonly what: RingSaid['what'] | 'missed'
      readonly holder: string
      readonly dueAt: number
    }
  archived: {
    readonly ending: 'done' | 'recalled' | 'withdrawn' | 'excluded' | 'not-acceptable' | 'merged'
    readonly note: string
    readonly declined?: { readonly ground: string; readonly route: string }
    /** R21: the order that it goes on in. */
    readonly into?: string
    readonly closed?: {
      readonly stage: string
      readonly clocks: readonly ClockIdSaid[]
      readonly post: string
    }
  }
  'callback-corrected': {
    readonly solved: boolean
    readonly satisfied: boolean | null
    readonly solution: string
    readonly grade: string
    readonly reason: string
  }
  'redo-ordered': {
    readonly parts: readonly number[]
    readonly reasons: string
    readonly clocks: readonly ClockSaid[]
  }
  'taken-back': {
    readonly act: string
    readonly no: number | null
    readonly givenAt: number | null
    readonly reason: string
    readonly clocks: readonly ClockSaid[]
  }
  'referred-to-leader': { readonly reason: string }
  instructed: { readonly leader: string; readonly text: string; readonly date: string; readonly scan: string }
  disputed: { readonly ground: string; readonly note: string }
  convened: {
    readonly no: number
    readonly kind: 'joint' | 'dispute'
    readonly lead: string | null
    readonly units: readonly string[]
    readonly place: string
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
    readonly ground: string
    readonly reason: string
    readonly suggestedUnit: string | null
    /** Missing in events from before it was asked for. */
    readonly opinion?: string
    readonly form: string
    readonly decide: ClockSaid
  }
  'return-decided': {
    readonly no: number
    readonly approved: boolean
    readonly reasons: string
    readonly stillReads: boolean
  }
  'dispatch-withdrawn': { readonly no: number; readonly reason: string; readonly stillReads: boolean }
  'extension-applied': {
    readonly no: number
    readonly workdays: number
    readonly reason: string
    readonly expectedOn: string
    readonly document?: string
  }
  'extension-decided': {
    readonly no: number
    readonly approved: boolean
    readonly document: string
    readonly note: string
    readonly clock: ClockSaid | null
  }
  'complex-declared': { readonly complex: boolean; readonly reason: string; readonly clock: ClockSaid | null }
  'marked-urgent': {
    readonly kind: UrgentKindSaid | null
    readonly reason: string
    readonly clocks: readonly ClockSaid[]
  }
  'plan-laid': {
    readonly no: number
    readonly steps: readonly { readonly what: string; readonly by: string }[]
    readonly clock: ClockSaid
  }
  'progress-reported': {
    readonly no: number
    readonly text: string
    readonly proof?: readonly string[]
    readonly clock: ClockSaid
  }
  'appeal-prepared': {
    readonly no: number
    readonly ground: string
    readonly reason: string
    readonly proof: readonly string[]
  }
  'appeal-passed-up': { readonly no: number }
  'appeal-approved': { readonly no: number; readonly approved: boolean; readonly note: string }
  'appeal-decided': { readonly no: number; readonly approved: boolean; readonly document: string }
  'evaluation-requested': { readonly no: number; readonly reason: string }
  'panel-convened': {
    readonly evaluators: readonly {
      readonly name: string
      readonly kind: string
      readonly unit: string | null
    }[]
  }
  'panel-broken-off': object
  judged: {
    readonly votes: readonly boolean[]
    readonly reasonable: boolean
    readonly solveBy: string | null
    readonly minutes: string
    readonly clock: ClockSaid | null
    readonly update?: ClockSaid | null
  }
  flagged: { readonly ground: string; readonly note: string; readonly to?: string; readonly post?: string }
  'inspection-directed': {
    readonly to: string
    readonly unit: string | null
    readonly group: string | null
    readonly reason: string
    readonly post?: string
  }
  'inspection-opened': { readonly by: string }
  'inspection-found': FindingSaid
  'inspection-served': FindingSaid
  'inspection-closed': { readonly result: string }
  'accused-named': {
    readonly units: readonly string[]
    readonly persons: readonly string[]
    readonly reason: string
  }
  'category-corrected': RescheduledSaid & { readonly category: string; readonly reason: string }
  'matter-corrected': {
    readonly matter: { readonly code: string; readonly version: number; readonly names: readonly string[] }
    readonly township: string
    readonly place: string | null
    readonly matterKey: string | null
    readonly reason: string
  }
  urged: { readonly note: string; readonly reminded: readonly string[]; readonly post?: string }
  supplemented: {
    readonly text: string
    readonly reminded: readonly string[]
    /** Whose post recorded it; missing in older events, and where it was merged. */
    readonly post?: string
    /** R21: the later order that was merged into this one. */
    readonly from?: string
  }
  unmerged: {
    readonly into: string | null
    readonly from: string | null
    readonly reason: string
    readonly clocks: readonly ClockSaid[]
  }
  rescheduled: RescheduledSaid & { readonly policyVersion: string }
  reopened: { readonly reason: string; readonly taken?: readonly number[] }
  doubled: { readonly other: string }
  'sent-again': { readonly former: string | null; readonly again: string | null }
}

export type EventType = keyof EventData

interface Envelope {
  readonly version: number
  readonly at: number
  readonly recordedAt: number
  readonly by: string
  readonly actingAs: string
  readonly command: string | null
  readonly readers: readonly string[]
  readonly about: string | null
  readonly prevHash: string
  readonly hash: string
  /** The limit of the stage that the order comes to; absent in events of releases before there was one. */
  readonly limit?: ClockSaid | null
  /** The export's own: both times for people. */
  readonly times: { readonly at: string; readonly recordedAt: string }
}
export type EventOf<T extends EventType> = {
  [E in T]: Envelope & { readonly type: E; readonly data: EventData[E] }
}[T]
export type Event = EventOf<EventType>

/**
 * Whether the event was written by a release before the stages had limits (R18). Closed months did not stand still then,
 * and what is asked of an appeal's explanation (R8.1) was not asked.
 */
export const isFromBefore = ({ limit }: Pick<Event, 'limit'>): boolean => limit === undefined

export interface PartSaid {
  readonly no: number
  readonly unit: string
  readonly part: string
  readonly state: string
  readonly limitWorkdays: number
  readonly granted: readonly number[]
  readonly signedAt: number | null
  readonly redos: number
}

export interface CountedSaid {
  readonly until: number
  readonly cause: string
  readonly corrections: readonly {
    readonly of: string
    readonly in: string | null
    readonly scope: string
    readonly category: string
    readonly reason: string
    readonly counts: Readonly<Record<string, number>>
  }[]
}

interface InspectionSaid {
  readonly by: string
  readonly inspectors: readonly string[]
  readonly servedAt: number | null
  readonly closed: object | null
}

export interface OrderSaid {
  readonly id: string
  readonly version: number
  readonly hash: string
  readonly stage: string
  readonly open: boolean
  readonly ending: string | null
  readonly category: string | null
  readonly policyVersion: string
  readonly accused: readonly string[]
  readonly accusedPersons: readonly string[]
  readonly duties: Readonly<Record<string, readonly string[]>>
  readonly inspection: InspectionSaid | null
  readonly formerInspections?: readonly InspectionSaid[]
  readonly readers: readonly string[]
  readonly formerReaders: readonly string[]
  readonly assignments: readonly PartSaid[]
  readonly clocks: readonly ClockSaid[]
  readonly redos: number
  /** Absent until the first event of a release in which closed months stand still. */
  readonly counted?: CountedSaid
  readonly former?: string
  readonly again?: string
  readonly urgings?: readonly { readonly at: number; readonly reminded: readonly string[] }[]
  readonly supplements?: readonly { readonly at: number; readonly text: string }[]
  readonly declined?: { readonly ground: string; readonly route: string }
  readonly mergedInto?: string
  readonly mergedFrom?: readonly string[]
  readonly urgent?: { readonly kind: UrgentKindSaid; readonly reason: string; readonly at: number } | null
  readonly township: string | null
  readonly place: string | null
  readonly matter: { readonly code: string } | null
  readonly matterKey: string | null
  readonly double: string | null
  readonly passedAt: number | null
  readonly archivedAt: number | null
}

interface FractionSaid {
  readonly numerator: number
  readonly denominator: number
}
export interface RatesSaid {
  readonly signing: FractionSaid
  readonly completion: FractionSaid
  readonly satisfaction: FractionSaid
  /** What is counted beside the rates. */
  readonly counts?: Readonly<Record<string, number>>
}
/** What became certain in the month, and what was corrected in it of earlier ones. */
export interface FigureSaid extends RatesSaid {
  readonly corrections?: readonly (RatesSaid & { readonly of: string; readonly reason: string })[]
}
/** Month → scope → category. */
export type StatsSaid = Readonly<Record<string, Record<string, Record<string, FigureSaid>>>>
