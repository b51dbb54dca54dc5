import type { Category } from './category'
import type { Instant } from './instant'
import type { Basis, Clock, Feedback, Ring, Step, TransferFacts } from './order'

export interface Transferred extends TransferFacts {
  readonly clock: Clock
}

export interface Verified {
  readonly title: string
  readonly category: Category
  readonly matter: string
  readonly township: string
  readonly place: string | null
}

/** What can happen to an order. An event carries what was worked out, so folding needs neither policy nor calendar. */
export interface Happenings {
  transferred: Transferred
  'centre-signed': Record<string, never>
  verified: Verified
  dispatched: {
    readonly unit: string
    readonly part: 'host' | 'assist'
    readonly basis: Basis
    readonly limitWorkdays: number
    readonly sign: Clock
    readonly handle: Clock
    /** Whether the handling limit ends after the deadline the city set. */
    readonly afterCityDeadline: boolean
  }
  'unit-signed': { readonly no: number }
  'step-recorded': { readonly no: number; readonly step: Step; readonly note: string }
  'feedback-submitted': Feedback & { readonly no: number }
  'unit-reviewed': { readonly no: number; readonly passed: boolean; readonly reasons: string }
  'first-reviewed': {
    readonly no: number
    readonly passed: boolean
    readonly complete: boolean
    readonly reasonable: boolean
    readonly wellFormed: boolean
    readonly reasons: string
  }
  'called-back': {
    readonly reached: boolean
    readonly solved: boolean | null
    readonly satisfied: boolean | null
    readonly note: string
    /** Whether this ends the calling: the caller was reached, or was tried often enough. */
    readonly done: boolean
  }
  archived: { readonly note: string }
  rang: Ring & {
    readonly clock: string
    readonly kind: Clock['kind']
    readonly holder: string
    readonly dueAt: Instant
  }
}

export type EventType = keyof Happenings
/** Something that happened, and when. A breach happened at its deadline, however late it is recorded. */
export type Happening = {
  [T in EventType]: { readonly type: T; readonly at: Instant; readonly data: Happenings[T] }
}[EventType]

/** A happening as it is kept: numbered, signed for, and chained to the one before. */
export type OrderEvent = Happening & {
  readonly version: number
  /** When it was written down. */
  readonly recordedAt: Instant
  readonly by: string
  readonly actingAs: string
  /** The command that made it; null for what happens by itself. */
  readonly command: string | null
  readonly readers: readonly string[]
  readonly prevHash: string
  readonly hash: string
}
