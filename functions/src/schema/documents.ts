/**
 * What lies in the database, collection by collection. Orders are `domain/order/order.ts`, what lies beside them
 * `domain/order/apart.ts`, events `domain/order/events.ts`, units and the catalogue `domain/people/unit.ts`; what the pages
 * read of the rest is `contract/documents.ts`. Everything is written by the server only, but for read marks.
 */
import type { Job, LogEntry, Staff } from '../contract/documents'
import type { Proposal } from '../domain/administration/administration'
import type { Channel } from '../domain/notices/channels'
import type { Delivery } from '../domain/notices/delivery'
import type { CountyCalendar } from '../domain/time/county-calendar'
import type { CountyRules } from '../domain/administration/county-rules'
import type { Evidence, EvidenceKind } from '../domain/evidence/evidence'
import type { Home } from '../domain/confidential/looks'
import type { CorrectionReason, Counts } from '../domain/order/counts'
import type { Instant } from '../domain/base/instant'
import type { Link } from '../domain/seals/ledger'
import type { Notice } from '../domain/notices/notices'
import type { Standing } from '../domain/people/people'
import type { Caller } from '../domain/people/personal-data'

/** `staff/{uid}`: with what follows from the posts (`standingOf`), so taking one away works at once. */
export interface StaffDocument extends Staff, Standing {}

/**
 * `accounts/{uid}`: an account that administration made, closed to clients. A person without one cannot sign in. The
 * address is the one administration gave: if its owner changes it at the sign-in service, nothing changes here.
 */
export interface AccountDocument {
  /** In small letters. */
  readonly email: string
  readonly invitedAt: Instant
  /** The one way to set the password; null once it was used. `hash` is the token's SHA-256. */
  readonly invitation: { readonly hash: string; readonly until: Instant } | null
  readonly claimedAt: Instant | null
  /** Never shown again; see `isNeighbour`. */
  readonly home?: Home
}

/** `proposals/{id}`: what waits for a second administrator, or did. */
export type ProposalDocument = Proposal & {
  readonly readers: readonly string[]
  /** When the database forgets it; the log does not. */
  readonly expiresAt: Date
}

/**
 * `settings/county`: what is in force for new decisions, in one document so that every command reads it whole.
 * `policies/{version}` and `calendars/{version}` keep each version of either.
 */
export type SettingsDocument = CountyRules

/** `calendars/{version}`: the county's entries after this change. Never changed. */
export interface CalendarDocument extends CountyCalendar {
  readonly version: number
  readonly by: string
  readonly at: Instant
  readonly did: 'publish-year' | 'set-county-days'
}

/**
 * `jobs/calendar-3`, `jobs/policy-2026-2`: made once for each change. It holds the place, so that another run can go on
 * from it.
 */
export interface JobDocument extends Job {
  readonly id: string
  /** The last order looked at. */
  readonly cursor: string | null
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
  /** Keyed hashes of the caller's telephone and id number, and the transfer's time; missing in orders of before. */
  readonly keys?: readonly string[]
  readonly transferredAt?: Instant
  /** Whose words on this order were refused for naming the caller, on which day (its number) and how often. */
  readonly refused?: Readonly<Record<string, { readonly day: number; readonly times: number }>>
}

/** `orders/{id}/private/caller/said/{version}`: what the caller said later (R21), before it was masked for the order. */
export interface SaidDocument {
  readonly at: Instant
  readonly type: 'urge' | 'supplement' | 'recall'
  readonly text: string
}

/** `cityMessages/{id}`: what the city said later of an order was done; `digest` tells a repeat from something else. */
export interface CityMessageDocument {
  readonly order: string
  readonly digest: string
  readonly at: Instant
}

/** `looks/{id}`: who looked at whose data, when and why. Written before the look is answered; chained for each person. */
export interface LookDocument extends Link {
  readonly order: string
  /** `calls`: which other orders are the same caller's. */
  readonly what: 'caller' | 'evidence' | 'calls'
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
  /** Until when a broken-off upload can be continued. */
  readonly until: Instant
  /** The same time for the database, which deletes it afterwards. */
  readonly expiresAt: Date
}

/** `administrations/{id}`: who did what to which person or thing, and what it was before. One chain. */
export type AdministrationDocument = Link & LogEntry & { readonly readers: readonly string[] }

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
  readonly categories?: Readonly<Record<string, Partial<Counts>>>
  /** Category → the month that is corrected → why → what was corrected. */
  readonly corrections?: Readonly<
    Record<string, Readonly<Record<string, Readonly<Partial<Record<CorrectionReason, Partial<Counts>>>>>>>
  >
  readonly readers: readonly string[]
}
