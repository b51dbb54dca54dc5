import type { Calendar } from '../calendar'
import type { Category } from '../category'
import type { Happening } from '../events'
import type { Instant } from '../instant'
import type { Basis, Feedback, Order, Step } from '../order'
import type { Role, Who } from '../people'
import type { Policy } from '../policy'
import type { Refusal, Result } from '../refusal'
import type { CatalogueEntry, Unit } from '../unit'

/** What a command says beyond its type. */
export interface CommandData {
  'centre-sign': Record<string, never>
  verify: {
    readonly title: string
    readonly category: Category | null
    readonly matter: string
    readonly township: string
    readonly place: string
  }
  dispatch: {
    readonly unit: string
    readonly basis:
      { readonly kind: 'catalogue'; readonly entry: string } | Exclude<Basis, { readonly kind: 'catalogue' }>
  }
  'unit-sign': Record<string, never>
  'record-step': { readonly step: Step; readonly note: string }
  'submit-feedback': Feedback
  'review-in-unit': { readonly pass: boolean; readonly reasons: string }
  'first-review': {
    readonly pass: boolean
    readonly complete: boolean
    readonly reasonable: boolean
    readonly wellFormed: boolean
    readonly reasons: string
  }
  'call-back': {
    readonly reached: boolean
    readonly solved: boolean | null
    readonly satisfied: boolean | null
    readonly note: string
  }
  archive: { readonly note: string }
}
export type CommandType = keyof CommandData

/** A command as a person gave it. */
export type Command = {
  [T in CommandType]: {
    /** Chosen by the giver; a repeat with the same id answers as the first did. */
    readonly id: string
    readonly type: T
    /** The version the giver saw; needed where the judgement rests on what was seen. */
    readonly expectedVersion: number | null
    readonly data: CommandData[T]
  }
}[CommandType]

/** What a decision needs besides the order: gathered by the door, never by the domain. */
export interface Context {
  readonly now: Instant
  readonly who: Who
  readonly policy: Policy
  readonly calendar: Calendar
  /** The unit a dispatch names, if it exists. */
  readonly unit: Unit | null
  /** The catalogue entry a dispatch rests on, if it exists. */
  readonly catalogueEntry: CatalogueEntry | null
}

/** One row of the table that `decide` checks and `may` shows. */
export interface CommandRule<T extends CommandType> {
  readonly roles: readonly Role[]
  /** Whether the judgement rests on what was seen, so that the version seen must be the current one. */
  readonly judges: boolean
  /** Why this order, as it is, does not allow it to this person; null if it does. Knows nothing of the data. */
  readonly when: (order: Order, who: Who) => Refusal | null
  readonly decide: (order: Order, data: CommandData[T], context: Context) => Result<readonly Happening[]>
}
