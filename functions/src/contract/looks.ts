import type { Caller } from '../domain/people/personal-data'
import type { Instant } from '../domain/base/instant'
import type { LikelySame } from '../domain/commands/likely-same'
import type { OnOrder } from './ask'

/** Which other orders the same caller has, of the same matter (R21). */
export type LikelySameAsk = OnOrder

export interface LikelySameFound {
  readonly orders: readonly LikelySame[]
}

/** A look at who called, with its reason (R16.1). */
export type LookAsk = OnOrder & { readonly why: string }

export interface CallerShown {
  readonly caller: Caller & {
    /** As the caller gave them. */
    readonly title: string
    readonly text: string
    /** What they said later, the earliest first. */
    readonly said: readonly { readonly at: Instant; readonly text: string }[]
  }
  /** How many more looks there may be now. */
  readonly left: number
}
