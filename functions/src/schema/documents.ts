/**
 * What lies in the database, collection by collection. Orders are `domain/order/order.ts`, what lies
 * beside them `domain/order/apart.ts`, events `domain/order/events.ts`, units and the catalogue `domain/people/unit.ts`. Everything here is written by the server only, but for read marks.
 */
import type { Administration, Proposal } from '../domain/administration/administration'
import type { Channel } from '../domain/notices/channels'
import type { Delivery } from '../domain/notices/delivery'
import type { CountyCalendar } from '../domain/time/county-calendar'
import type { CountyRules } from '../domain/administration/county-rules'
import type { Evidence, EvidenceKind } from '../domain/evidence/evidence'
import type { Counts } from '../domain/figures/figures'
import type { Instant } from '../domain/base/instant'
import type { Link } from '../domain/seals/ledger'
import type { Notice } from '../domain/notices/notices'
import type { Standing } from '../domain/people/people'
import type { Caller } from '../domain/people/personal-data'
import type { BrowserFamily, EntryTerms, SystemFamily } from '../domain/people/session'

/** `staff/{uid}`: who a person is, and what follows from it (`standingOf`): the security rules compare that, so taking it away works at once. */
export interface StaffDocument extends Standing, EntryTerms {
  readonly name: string
  readonly active: boolean
  /** Post keys, as `handler@mayi`. */
  readonly posts: readonly string[]
  /** What administration and the centre look for them by (`domain/people/found-by.ts`). Whoever was entered before there was this lacks it until they are saved again. */
  readonly foundBy?: readonly string[]
  /** Everything is given, and holds once they claim their invitation; not active meanwhile. */
  readonly invited?: boolean
}

/**
 * `accounts/{uid}`: an account that administration made, closed to clients. Whoever has none cannot sign in. The address
 * is the one that was given: what its owner makes of it at the sign-in service changes nothing here.
 */
export interface AccountDocument {
  /** In small letters. */
  readonly email: string
  readonly invitedAt: Instant
  /** The one way to set the password; null once it was used. `hash` is the token's SHA-256. */
  readonly invitation: { readonly hash: string; readonly until: Instant } | null
  readonly claimedAt: Instant | null
}

/** `proposals/{id}`: what waits for a second administrator, or did. */
export type ProposalDocument = Proposal & {
  readonly readers: readonly string[]
  /** When the database forgets it; the log does not. */
  readonly expiresAt: Date
}

/** `staff/{uid}/sessions/{id}`: one sign-in, for its owner to know it again. Open while the staff document lists its id. */
export interface SessionDocument {
  readonly at: Instant
  readonly browser: BrowserFamily
  readonly system: SystemFamily
  /** The network's part of the address only. */
  readonly network: string
}

/** `staff/{uid}/marks/{notice}`: this person has read that notice. The one thing a client writes. */
export interface MarkDocument {
  readonly at: Instant
}

/**
 * `settings/county`: what is in force for new decisions, in one document so that every command reads it whole.
 * `policies/{version}` and `calendars/{version}` keep each version of either.
 */
export type SettingsDocument = CountyRules

/** `calendars/{version}`: what the county had entered with this change. Never changed. */
export interface CalendarDocument extends CountyCalendar {
  readonly version: number
  readonly by: string
  readonly at: Instant
  readonly did: 'publish-year' | 'set-county-days'
}

/**
 * `jobs/{id}`: a walk over all open orders after a change. It says how far it is, so that whoever goes on knows where;
 * `jobs/calendar-3`, `jobs/policy-2026-2`: made once for each change.
 */
export interface JobDocument {
  readonly id: string
  readonly state: 'running' | 'done'
  /** How many orders were open when it began. */
  readonly total: number
  readonly seen: number
  /** Orders changed by it. After a page was interrupted and done again, at least so many. */
  readonly changed: number
  /** The last order looked at. */
  readonly cursor: string | null
  /** Orders that could not be written; the nightly check looks at them again. */
  readonly failed: readonly string[]
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly readers: readonly string[]
}

/** `orders/{id}/private/caller`: what only a logged look may show (R16.1), with the text as the caller gave it. */
export interface CallerDocument extends Caller {
  readonly title: string
  readonly text: string
  /** Of the whole transfer, to tell a repeat from a different order under the same number. */
  readonly digest: string
  /** Whose words on this order were refused for naming the caller, on which day (its number) and how often. */
  readonly refused?: Readonly<Record<string, { readonly day: number; readonly times: number }>>
}

/** `looks/{id}`: who looked at whose data, when and why. Written before the look is answered; chained for each person. */
export interface LookDocument extends Link {
  readonly order: string
  readonly what: 'caller' | 'evidence'
  /** Which piece of it, where it was evidence. */
  readonly evidence?: string
  readonly by: string
  readonly actingAs: string
  readonly at: Instant
  readonly why: string
  readonly readers: readonly string[]
}

/** `orders/{id}/evidence/{id}`: evidence that is there whole. `object` is where its bytes lie; clients reach nothing there. */
export interface EvidenceDocument extends Evidence {
  readonly object: string
  /** Of the bytes that are kept, where `sha256` is of the file as its uploader had it: pictures are drawn anew, places taken out. */
  readonly storedSha256: string
  readonly readers: readonly string[]
}

/** `uploads/{id}`: a file that is on its way, as its uploader declared it. Its parts lie in the bucket meanwhile. */
export interface UploadDocument {
  readonly order: string
  readonly kind: EvidenceKind
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  readonly by: string
  readonly actingAs: string
  /** Until when whoever broke off can go on. */
  readonly until: Instant
  /** The same for the database, which forgets it after that. */
  readonly expiresAt: Date
}

/** `administrations/{id}`: who did what to whom or to what, and what it was before. One chain. */
export type AdministrationDocument = Link & Administration & { readonly readers: readonly string[] }

/** `notices/{id}`: `readers` is the one post it is for. */
export interface NoticeDocument extends Notice {
  readonly readers: readonly string[]
}

/** `channels/{uid}`: how a person is told outside the app. Its address and secret are read by the server only. */
export type ChannelDocument = Channel & { readonly by: string; readonly at: Instant }

/** `outbox/{id}`: what is on its way outside the app, and what never arrived. Administration sees to the latter. */
export interface OutboxDocument extends Delivery {
  readonly readers: readonly string[]
}

/** `stats/{month~scope~bucket}`: a share of the figures; a month's figures are the sum over its buckets. */
export interface StatsDocument {
  readonly month: string
  readonly scope: string
  readonly bucket: number
  readonly categories: Readonly<Record<string, Counts>>
  readonly readers: readonly string[]
}
