/**
 * Everything the web reads, and the one thing it writes. A list query carries the same condition on `readers` as the
 * security rules and asks for one page; each shape here has its index in `firestore.indexes.json`.
 */
import {
  collection,
  doc,
  documentId,
  type DocumentReference,
  FieldPath,
  endAt,
  type Firestore,
  getCountFromServer,
  limit,
  onSnapshot,
  orderBy,
  query,
  type Query,
  type QueryConstraint,
  setDoc,
  startAfter,
  where,
} from 'firebase/firestore'
import type { Job, LogEntry, Mark, SignedIn, Staff } from '@contract/documents'
import type { Proposal } from '@domain/administration/administration'
import type { Apart } from '@domain/order/apart'
import type { CountyRules } from '@domain/administration/county-rules'
import type { OrderEvent } from '@domain/order/events'
import type { Delivery } from '@domain/notices/delivery'
import type { Evidence } from '@domain/evidence/evidence'
import type { Instant } from '@domain/base/instant'
import type { Notice } from '@domain/notices/notices'
import type { Listing } from '@domain/listings/listing'
import type { MattersVersion } from '@domain/matters/tree'
import type { Order } from '@domain/order/order'
import type { Queue } from '@domain/people/queues'
import type { Policy } from '@domain/policy/policy'
import type { Roster } from '@domain/people/roster'
import type { CatalogueEntry, Unit } from '@domain/people/unit'
import type { Place, Range } from './pages'
import { data } from './data'

/** What a list shows of it, with the document's id. */
type Listed<T> = T & { readonly id: string }

/** What a listener hears. `stale` while the connection is broken and only what was seen before can be shown. */
export interface Listener<T> {
  readonly next: (value: T, stale: boolean) => void
  readonly failed: (why: 'denied' | 'failed') => void
}
/** Starts listening; gives back how to stop. */
export type Source<T> = (listener: Listener<T>) => () => void

/** A list that is read page by page, by a cursor: `ui/use-pages.ts`. */
export interface Paged<T> {
  readonly page: (range: Range) => Source<readonly T[]>
  /** Where an entry stands in it. */
  readonly place: (entry: T) => Place
}

/** Rules let lists grow to 200 a page, and to 500 what one screen needs whole. */
const MOST = 200
const WHOLE = 500
const TOKENS = 30

const listen =
  <T>(start: (firestore: Firestore, listener: Listener<T>) => () => void): Source<T> =>
  (listener) => {
    let stopped = false
    let stop = (): void => undefined
    data()
      .then(({ firestore }) => {
        if (!stopped) stop = start(firestore, listener)
      })
      .catch(() => listener.failed('failed'))
    return () => {
      stopped = true
      stop()
    }
  }

const why = (error: unknown): 'denied' | 'failed' =>
  error instanceof Error && 'code' in error && error.code === 'permission-denied' ? 'denied' : 'failed'

const document = <T>(refer: (firestore: Firestore) => DocumentReference): Source<T | null> =>
  listen((firestore, { next, failed }) =>
    onSnapshot(
      refer(firestore),
      { includeMetadataChanges: true },
      (snapshot) => {
        // Not found in an empty cache says nothing about the server.
        if (snapshot.exists() || !snapshot.metadata.fromCache)
          next((snapshot.data() as T | undefined) ?? null, snapshot.metadata.fromCache)
      },
      (error) => failed(why(error)),
    ),
  )

const list = <T>(ask: (firestore: Firestore) => Query): Source<readonly T[]> =>
  listen((firestore, { next, failed }) =>
    onSnapshot(
      ask(firestore),
      { includeMetadataChanges: true },
      (snapshot) => {
        if (!snapshot.empty || !snapshot.metadata.fromCache)
          next(
            snapshot.docs.map((each) => ({ id: each.id, ...each.data() }) as T),
            snapshot.metadata.fromCache,
          )
      },
      (error) => failed(why(error)),
    ),
  )

const count = (ask: (firestore: Firestore) => Query): Source<number> =>
  listen((firestore, { next, failed }) => {
    let stopped = false
    getCountFromServer(ask(firestore)).then(
      (answer) => stopped || next(answer.data().count, false),
      (error: unknown) => stopped || failed(why(error)),
    )
    return () => {
      stopped = true
    }
  })

type Direction = 'asc' | 'desc'

/**
 * A list page by page, sorted by these fields and then by the entries' ids in the direction of the last one, so that each
 * entry has a place of its own and an index of those fields serves.
 */
const inPages = <T extends { readonly id: string }>(
  path: readonly [string, ...string[]],
  sortedBy: readonly (readonly [field: keyof T & string, Direction])[],
  ...wanted: readonly QueryConstraint[]
): Paged<T> => ({
  page: ({ after, upTo, most }) =>
    list((db) =>
      query(
        collection(db, ...path),
        ...wanted,
        ...sortedBy.map(([field, direction]) => orderBy(field, direction)),
        orderBy(documentId(), sortedBy.at(-1)?.[1] ?? 'asc'),
        ...(after === null ? [] : [startAfter(...after)]),
        ...(upTo === null ? [] : [endAt(...upTo)]),
        limit(most),
      ),
    ),
  place: (entry) => [...sortedBy.map(([field]) => entry[field] as Place[number]), entry.id],
})

const readable = (tokens: readonly string[]): QueryConstraint =>
  where('readers', 'array-contains-any', tokens.slice(0, TOKENS))

export const staff = (uid: string): Source<Staff | null> => document((db) => doc(db, 'staff', uid))

/** The same of another person, for administrators who manage the staff. */
export const person =
  (uid: string): Source<(Staff & { readonly id: string }) | null> =>
  ({ next, failed }) =>
    staff(uid)({ next: (value, stale) => next(value && { ...value, id: uid }, stale), failed })

export const units = (): Paged<Unit> => inPages(['units'], [])

/** The names of the people of one's own units. */
export const rosters = (tokens: readonly string[]): Source<readonly Roster[]> =>
  list((db) => query(collection(db, 'rosters'), readable(tokens), limit(MOST)))

export const catalogue = (): Paged<CatalogueEntry> => inPages(['catalogue'], [])

/** Where a post's orders lie. Inspectors have the flagged orders, whole, in a place of their own (R10.1). */
export type Shelf = 'orders' | 'inspections'

export const order = (shelf: Shelf, id: string): Source<Order | null> => document((db) => doc(db, shelf, id))

/** The documents beside the order that these tokens may read. Not every reader of the order may read them. */
export const apartFrom = (id: string, tokens: readonly string[]): Source<readonly Apart[]> =>
  list((db) => query(collection(db, 'orders', id, 'restricted'), readable(tokens), limit(WHOLE)))

/** An order's history from one version up to another, both included. A page is a range, so no version falls between two. */
export const eventsOf = (
  id: string,
  tokens: readonly string[],
  from: number,
  to: number,
): Source<readonly OrderEvent[]> =>
  list((db) =>
    query(
      collection(db, 'orders', id, 'events'),
      readable(tokens),
      where('version', '>=', from),
      where('version', '<=', to),
      orderBy('version'),
      limit(WHOLE),
    ),
  )

/** What an order's history says of the part that this unit had and lost, which is all it reads of the order. */
export const eventsOfLostPart = (id: string, audience: string): Source<readonly OrderEvent[]> =>
  list((db) =>
    query(
      collection(db, 'orders', id, 'events'),
      where('readers', 'array-contains', audience),
      where('about', '==', audience),
      orderBy('version'),
      limit(WHOLE),
    ),
  )

/** The list of an order's evidence, as far as these tokens may know of it. Its content takes a logged look (R16.1). */
export const evidenceOf = (id: string, tokens: readonly string[]): Source<readonly Evidence[]> =>
  list((db) => query(collection(db, 'orders', id, 'evidence'), readable(tokens), orderBy('at'), limit(WHOLE)))

/** Where the listings of a shelf's orders lie. */
const LISTINGS: Readonly<Record<Shelf, string>> = { orders: 'listings', inspections: 'inspectionListings' }

/** Rules let no more be counted at once. */
const COUNTED_AT_MOST = 10_000

/** Orders that wait in these queues, most pressing first: one post's queue, with orders that accuse somebody too (R16.2). */
export const waitingListings = (shelf: Shelf, queues: readonly string[]): Paged<Listing> =>
  inPages([LISTINGS[shelf]], [['rank', 'asc']], where('queues', 'array-contains-any', queues))

/** How many there are. Asked once, not followed. */
export const countWaiting = (shelf: Shelf, queues: readonly string[]): Source<number> =>
  count((db) =>
    query(
      collection(db, LISTINGS[shelf]),
      where('queues', 'array-contains-any', queues),
      limit(COUNTED_AT_MOST),
    ),
  )

/** How many of these orders this person must leave to somebody else. Asked once, not followed. */
export const countExcepted = (
  shelf: Shelf,
  queues: readonly string[],
  queue: Queue,
  uid: string,
): Source<number> =>
  count((db) =>
    query(
      collection(db, LISTINGS[shelf]),
      where('queues', 'array-contains-any', queues),
      where(new FieldPath('except', queue, uid), '==', true),
      limit(COUNTED_AT_MOST),
    ),
  )

/** By a post's tokens: the plain one and, where the person has it, the clear one for orders that accuse somebody (R16.2). */
export const openListings = (shelf: Shelf, tokens: readonly string[]): Paged<Listing> =>
  inPages([LISTINGS[shelf]], [['rank', 'asc']], readable(tokens), where('open', '==', true))

/** What was archived, the latest first. */
export const archivedListings = (shelf: Shelf, tokens: readonly string[]): Paged<Listing> =>
  inPages([LISTINGS[shelf]], [['archivedAt', 'desc']], readable(tokens), where('open', '==', false))

/** Orders under this city number, in capitals. There are two where a file and the city disagree (R1.1). */
export const listingsNumbered = (
  shelf: Shelf,
  tokens: readonly string[],
  number: string,
): Source<readonly Listing[]> =>
  list((db) =>
    query(
      collection(db, LISTINGS[shelf]),
      where('readers', 'array-contains-any', tokens),
      where('sought', '==', number),
      limit(MOST),
    ),
  )

export const notices = (tokens: readonly string[]): Paged<Notice> =>
  inPages(['notices'], [['at', 'desc']], readable(tokens))

/** Messages that never arrived, the latest first: administration's to see to. */
export const undelivered = (tokens: readonly string[]): Paged<Delivery> =>
  inPages(['outbox'], [['endedAt', 'desc']], readable(tokens), where('state', '==', 'dead'))

/** Changes that still wait for a second administrator, the latest first. */
export const openProposals = (audience: string): Paged<Proposal> =>
  inPages(
    ['proposals'],
    [['at', 'desc']],
    where('readers', 'array-contains', audience),
    where('state', '==', 'open'),
  )

/** Administration's log, the latest first. */
export const administrations = (audience: string): Paged<Listed<LogEntry>> =>
  inPages(['administrations'], [['no', 'desc']], where('readers', 'array-contains', audience))

/** Which notices this person has read, the latest marks first. */
export const marks = (uid: string): Paged<Listed<Mark>> => inPages(['staff', uid, 'marks'], [['at', 'desc']])

/** Where this person is signed in, the latest first. */
export const sessionsOf = (uid: string): Paged<Listed<SignedIn>> =>
  inPages(['staff', uid, 'sessions'], [['at', 'desc']])

export const countyRules: Source<CountyRules | null> = document((db) => doc(db, 'settings', 'county'))

export const policy = (version: string): Source<Policy | null> =>
  document((db) => doc(db, 'policies', version))

export const matters = (version: string): Source<MattersVersion | null> =>
  document((db) => doc(db, 'matters', version))

export const job = (id: string): Source<Job | null> => document((db) => doc(db, 'jobs', id))

/** The staff, active ones first. With words, only people found by one of them (`found-by.ts`). */
export const people = (words: readonly string[]): Paged<Staff & { readonly id: string }> =>
  inPages(
    ['staff'],
    [
      ['active', 'desc'],
      ['name', 'asc'],
    ],
    ...(words.length === 0 ? [] : [where('foundBy', 'array-contains-any', words)]),
  )

/** Of the staff those with these ids. */
export const peopleWith = (uids: readonly string[]): Source<readonly (Staff & { readonly id: string })[]> =>
  list((db) => query(collection(db, 'staff'), where(documentId(), 'in', uids.slice(0, TOKENS)), limit(MOST)))

export const mark = async (uid: string, notice: string, at: Instant): Promise<void> => {
  const { firestore } = await data()
  await setDoc(doc(firestore, 'staff', uid, 'marks', notice), { at })
}
