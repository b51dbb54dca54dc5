import type {
  CollectionReference,
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Transaction,
} from 'firebase-admin/firestore'
import { type Apart, FLAGS } from '../domain/order/apart'
import type { OrderEvent } from '../domain/order/events'
import type { Held } from '../domain/figures/shares'
import type { LedgerHead } from '../domain/seals/ledger'
import type { Listing } from '../domain/listings/listing'
import type { LookCounts } from '../domain/confidential/looks'
import type { Order } from '../domain/order/order'
import type { SignedIn } from '../contract/documents'
import type { MattersVersion } from '../domain/matters/tree'
import type { Policy } from '../domain/policy/policy'
import type { Roster } from '../domain/people/roster'
import type { CatalogueEntry, Unit } from '../domain/people/unit'
import type {
  AccountDocument,
  AdministrationDocument,
  CalendarDocument,
  CallerDocument,
  CityMessageDocument,
  ChannelDocument,
  JobDocument,
  EvidenceDocument,
  LookDocument,
  NoticeDocument,
  ProposalDocument,
  OutboxDocument,
  SaidDocument,
  SettingsDocument,
  StaffDocument,
  StatsDocument,
  UploadDocument,
} from '../schema/documents'

/** `tallies/{order}`: what the figures hold of an order, and up to which version its notices were made. */
export interface TallyDocument extends Held {
  readonly noticed: number
  /** The months among `tallies`, so that a month can be counted again. */
  readonly months: readonly string[]
}

const collection = <T>(db: Firestore, path: string): CollectionReference<T> =>
  db.collection(path) as CollectionReference<T>

/**
 * Where everything lies. Only the server writes here, so what is read has the right shape; types are stated, not
 * checked.
 */
export const paths = (db: Firestore) => ({
  orders: collection<Order>(db, 'orders'),
  order: (id: string): DocumentReference<Order> => collection<Order>(db, 'orders').doc(id),
  events: (order: string) => collection<OrderEvent>(db, `orders/${order}/events`),
  caller: (order: string) => collection<CallerDocument>(db, `orders/${order}/private`).doc('caller'),
  /** What the caller said later in their own words, by the event's version; beside the caller, and as closed. */
  said: (order: string) => collection<SaidDocument>(db, `orders/${order}/private/caller/said`),
  /** The parts of an order that not all its readers may read. */
  apart: (order: string) => collection<Apart>(db, `orders/${order}/restricted`),
  /** Whether the order is flagged, stored beside it: inspectors may read the order only if it is. */
  flags: (order: string): DocumentReference<Apart> =>
    collection<Apart>(db, `orders/${order}/restricted`).doc(FLAGS),
  /** Flagged orders, whole, for those who inspect. */
  inspections: collection<Order>(db, 'inspections'),
  /** What lists show of each order; `inspectionListings` is the same for those who inspect. */
  listings: collection<Listing>(db, 'listings'),
  inspectionListings: collection<Listing>(db, 'inspectionListings'),
  evidence: (order: string) => collection<EvidenceDocument>(db, `orders/${order}/evidence`),
  uploads: collection<UploadDocument>(db, 'uploads'),
  staff: collection<StaffDocument>(db, 'staff'),
  sessions: (uid: string) => collection<SignedIn>(db, `staff/${uid}/sessions`),
  accounts: collection<AccountDocument>(db, 'accounts'),
  proposals: collection<ProposalDocument>(db, 'proposals'),
  units: collection<Unit>(db, 'units'),
  /** The names of each unit's people, for that unit. */
  rosters: collection<Roster>(db, 'rosters'),
  catalogue: collection<CatalogueEntry>(db, 'catalogue'),
  settings: collection<SettingsDocument>(db, 'settings').doc('county'),
  policies: collection<Policy>(db, 'policies'),
  calendars: collection<CalendarDocument>(db, 'calendars'),
  matters: collection<MattersVersion>(db, 'matters'),
  jobs: collection<JobDocument>(db, 'jobs'),
  administrations: collection<AdministrationDocument>(db, 'administrations'),
  looks: collection<LookDocument>(db, 'looks'),
  /** Where the chained logs stand: one for all administrations, one for each person's looks. */
  ledgers: collection<LedgerHead>(db, 'ledgers'),
  /** Each person's looks of the last day, as far as they matter for judging the next. */
  lookCounts: collection<LookCounts>(db, 'lookCounts'),
  notices: collection<NoticeDocument>(db, 'notices'),
  channels: collection<ChannelDocument>(db, 'channels'),
  outbox: collection<OutboxDocument>(db, 'outbox'),
  tallies: collection<TallyDocument>(db, 'tallies'),
  stats: collection<StatsDocument>(db, 'stats'),
  /** What the city said later of its orders, by the city's id, so that it is done once. */
  cityMessages: collection<CityMessageDocument>(db, 'cityMessages'),
  /** Signatures of accepted pushes, until they are too old to be played again. */
  feedSignatures: collection<{ readonly expiresAt: Date }>(db, 'feedSignatures'),
})

/** The document's data, or null where there is none. */
export const dataOf = <T>(snapshot: DocumentSnapshot<T>): T | null => snapshot.data() ?? null

type Documents<T extends readonly unknown[]> = { readonly [K in keyof T]: T[K] | null }

/** Reads documents of different kinds in one round trip of the transaction. */
export const readTogether = async <T extends readonly unknown[]>(
  transaction: Transaction,
  ...references: { readonly [K in keyof T]: DocumentReference<T[K]> }
): Promise<Documents<T>> => {
  const snapshots = await transaction.getAll(...(references as unknown as DocumentReference<unknown>[]))
  return snapshots.map(dataOf) as unknown as Documents<T>
}

/** An order's events of these versions, both included; an event's id is its version. */
export const eventsBetween = (
  db: Firestore,
  order: string,
  from: number,
  to: number,
): DocumentReference<OrderEvent>[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    paths(db)
      .events(order)
      .doc(String(from + index)),
  )

/** Reads documents of one kind in one round trip, none when there are none; those that are not there are left out. */
export const readAll = async <T>(
  reader: Pick<Transaction, 'getAll'>,
  references: readonly DocumentReference<T>[],
): Promise<T[]> => {
  if (references.length === 0) return []
  const snapshots = await reader.getAll(...references)
  return snapshots.flatMap((snapshot) => snapshot.data() ?? [])
}
