import type { Caller } from '../domain/people/personal-data'
import type { OnOrder } from './ask'

/** A look at who called, with its reason (R16.1). */
export type LookAsk = OnOrder & { readonly why: string }

export interface CallerShown {
  readonly caller: Caller & {
    /** As the caller gave them. */
    readonly title: string
    readonly text: string
  }
  /** How many more looks there may be now. */
  readonly left: number
}
