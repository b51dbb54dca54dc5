import type { Category } from './category'
import type { Instant } from './instant'
import type { Level } from './policy'

/** Where an order is on its main road. */
export const STAGES = [
  'to-sign',
  'to-verify',
  'to-dispatch',
  'handling',
  'first-review',
  'callback',
  'to-archive',
  'archived',
] as const
export type Stage = (typeof STAGES)[number]

/** Why a unit was chosen (R2.1, R2.2). */
export type Basis =
  | { readonly kind: 'catalogue'; readonly entry: string; readonly text: string }
  | { readonly kind: 'regulation'; readonly name: string }
  | { readonly kind: 'nearest-duty'; readonly justification: string }

/** The unit's inner loop (R6.2): accept 受理 is the signing and complete 办结 the feedback that leaves the unit. */
export const STEPS = ['inform', 'submit', 'handle', 'answer'] as const
export type Step = (typeof STEPS)[number]

/** The three parts of feedback (R7.1). */
export interface Feedback {
  /** 基本情况及现场检查情况 */
  readonly situation: string
  /** 处理结果及与诉求人沟通情况 */
  readonly result: string
  /** 拟答复口径 */
  readonly answer: string
}

export type AssignmentState = 'to-sign' | 'handling' | 'in-unit-review' | 'left-unit' | 'passed'

/** One unit's part in an order. `no` counts the order's assignments from 1 and never changes. */
export interface Assignment {
  readonly no: number
  readonly unit: string
  readonly part: 'host' | 'assist'
  readonly basis: Basis
  readonly state: AssignmentState
  readonly dispatchedAt: Instant
  readonly limitWorkdays: number
  readonly signedAt: Instant | null
  readonly steps: readonly {
    readonly step: Step
    readonly note: string
    readonly at: Instant
    readonly by: string
  }[]
  /** The feedback being reviewed inside the unit, or sent back by it. */
  readonly draft: (Feedback & { readonly author: string; readonly at: Instant }) | null
  /** The feedback that last left the unit; `leftAt` is what the handling limit is held against. */
  readonly feedback:
    (Feedback & { readonly author: string; readonly reviewer: string; readonly leftAt: Instant }) | null
  readonly redos: number
}

/** One thing a clock does by itself. A reminder goes to the handler, a breach to the leader in charge, a climb higher. */
export interface Ring {
  readonly at: Instant
  readonly what: 'remind' | 'breach' | 'climb'
  readonly to: Level
}

/** A running limit. What it still has to do is listed in `rings`, earliest first; a stopped clock does nothing. */
export interface Clock {
  /** `sign:centre`, `sign:2`, `handle:2`: its kind and the assignment it belongs to. */
  readonly id: string
  readonly kind: 'sign' | 'handle'
  /** `centre` or a unit. */
  readonly holder: string
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** True while the days it counted may still be changed by a notice that is not published. */
  readonly provisional: boolean
  readonly rings: readonly Ring[]
  readonly stoppedAt: Instant | null
  /** The deadline itself, once it passed unmet. Never erased. */
  readonly breachedAt: Instant | null
  /** How high it has climbed since (R17). */
  readonly climbedTo: Level | null
}

export interface Callback {
  readonly at: Instant
  readonly by: string
  readonly reached: boolean
  readonly solved: boolean | null
  readonly satisfied: boolean | null
  readonly note: string
}

/** What the city says of an order when it hands it over, less the caller. */
export interface TransferFacts {
  readonly cityNumber: string
  readonly source: 'city-feed' | 'file'
  readonly policyVersion: string
  readonly title: string
  readonly text: string
  readonly category: Category | null
  readonly matter: string | null
  readonly township: string | null
  readonly place: string | null
  /** Whether the private part holds a way to reach the caller. */
  readonly contactable: boolean
  readonly transferredAt: Instant
  /** When the caller called, where the city says so. */
  readonly calledAt: Instant | null
  /** A deadline that came with the order from the city. */
  readonly cityDeadline: Instant | null
}

/** A work order 工单: the fold of its events. Personal data is not in here, see `orders/{id}/private`. */
export interface Order extends TransferFacts {
  readonly id: string
  readonly version: number
  /** The version of the latest event that a person's judgement may rest on: reminders and breaches do not count. */
  readonly judgedVersion: number
  readonly stage: Stage
  readonly open: boolean
  readonly centreSignedAt: Instant | null
  readonly verifiedAt: Instant | null
  readonly assignments: readonly Assignment[]
  readonly clocks: readonly Clock[]
  readonly callbacks: readonly Callback[]
  readonly passedAt: Instant | null
  readonly archivedAt: Instant | null
  readonly redos: number
  readonly readers: readonly string[]
  /** The deadline a work list sorts by: the running clock's, or the handling limit while the feedback is judged. */
  readonly dueAt: Instant | null
  readonly alarmAt: Instant | null
  /** The version in which `alarmAt` last changed: it names the alarm, so that arming twice arms once. */
  readonly alarmVersion: number
  readonly updatedAt: Instant
  readonly hash: string
  /** The latest commands and what they made, so that a repeat answers as the first did. */
  readonly recent: readonly { readonly command: string; readonly version: number }[]
}

/** The assignment that answers for the order as host, if there is one. */
export const hostOf = (order: Order): Assignment | null =>
  order.assignments.findLast((assignment) => assignment.part === 'host') ?? null

/** The unit's latest assignment in the order, if it has one. */
export const assignmentOf = (order: Order, unit: string | null): Assignment | null =>
  unit === null ? null : (order.assignments.findLast((assignment) => assignment.unit === unit) ?? null)
