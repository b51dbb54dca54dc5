/**
 * What is in the database, as far as the pages read it. Documents that they read whole have types of the domain: orders
 * (`order/order.ts`) and what lies beside them (`order/apart.ts`), events, evidence, units, notices, deliveries,
 * proposals, the policy. The rest is here. What only the server reads is in `schema/documents.ts`, which builds on
 * this.
 */
import type { Administration } from '../domain/administration/administration'
import type { Instant } from '../domain/base/instant'
import type { BrowserFamily, EntryTerms, SystemFamily } from '../domain/people/session'

/** `staff/{uid}`: who a person is, and what the security rules compare. */
export interface Staff extends EntryTerms {
  readonly name: string
  readonly active: boolean
  /** Post keys, as `handler@mayi`. */
  readonly posts: readonly string[]
  readonly tokens: readonly string[]
  /** The queues that this person's posts work on. */
  readonly queues: readonly string[]
  /**
   * What administration and the centre find them by (`domain/people/found-by.ts`). People entered before this field
   * existed lack it until they are saved again.
   */
  readonly foundBy?: readonly string[]
  /** Everything is entered, and takes effect once they claim their invitation. Not active until then. */
  readonly invited?: boolean
}

/**
 * `staff/{uid}/sessions/{id}`: one sign-in, so that its owner can recognise it. Open while the staff document lists its
 * id.
 */
export interface SignedIn {
  readonly at: Instant
  readonly browser: BrowserFamily
  readonly system: SystemFamily
  /** The network's part of the address only. */
  readonly network: string
}

/** `staff/{uid}/marks/{notice}`: this person has read that notice. The one thing a client writes. */
export interface Mark {
  readonly at: Instant
}

/** `jobs/{id}`: a walk over all open orders after a change, and how far it is. */
export interface Job {
  readonly state: 'running' | 'done'
  /** How many orders were open when it began. */
  readonly total: number
  readonly seen: number
  /** Orders it changed. If a page was interrupted and done again, at least this many. */
  readonly changed: number
  /** Orders that could not be written; the nightly check looks at them again. */
  readonly failed: readonly string[]
}

/** `administrations/{id}`: an entry of administration's log, with its place in it. */
export type LogEntry = Administration & { readonly no: number }
