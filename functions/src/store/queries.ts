import { type CollectionGroup, FieldPath, type Firestore, type Query } from 'firebase-admin/firestore'
import type { OrderEvent } from '../domain/order/events'
import type { Instant } from '../domain/base/instant'
import type { LedgerHead } from '../domain/seals/ledger'
import type { Listing } from '../domain/listings/listing'
import type { Order } from '../domain/order/order'
import { INSPECTORS } from '../domain/order/readers'
import { cleared, type Post, postKey, unitAudience } from '../domain/people/people'
import { QUEUES_OF, queueToken } from '../domain/people/queues'
import type {
  AccountDocument,
  CallerDocument,
  EvidenceDocument,
  JobDocument,
  NoticeDocument,
  OutboxDocument,
  SaidDocument,
  StaffDocument,
  StatsDocument,
  UploadDocument,
} from '../schema/documents'
import { paths, type TallyDocument } from './paths'

/** Orders whose alarm should have rung by `now`: what the sweep looks for. Earliest first. */
export const overdueAlarms = (db: Firestore, now: Instant, limit: number): Query<Order> =>
  paths(db).orders.where('alarmAt', '<=', now).orderBy('alarmAt').limit(limit)

/** How many keys one query takes. */
export const KEYS_AT_ONCE = 30

/** R10.1: orders with one of these keys, up to `KEYS_AT_ONCE`, verified since then. */
export const ordersOnMatter = (db: Firestore, matterKeys: readonly string[], since: Instant): Query<Order> =>
  paths(db).orders.where('matterKey', 'in', matterKeys).where('verifiedAt', '>=', since)

/** Orders that anything happened to since then, oldest change first. */
export const ordersUpdatedSince = (db: Firestore, since: Instant): Query<Order> =>
  paths(db).orders.where('updatedAt', '>=', since).orderBy('updatedAt')

/** Deliveries that should have been sent, or whose sender has been silent for too long. Earliest first. */
export const overdueDeliveries = (db: Firestore, now: Instant, limit: number): Query<OutboxDocument> =>
  paths(db).outbox.where('sendAfter', '<=', now).orderBy('sendAfter').limit(limit)

/** Orders with a deadline up to then, the most pressing first: what a morning list counts. Closed ones have none. */
export const ordersDueBy = (db: Firestore, until: Instant): Query<Order> =>
  paths(db).orders.where('dueAt', '<=', until).orderBy('dueAt')

/** Everybody with that post, whether or not they are active. */
export const holdersOf = (db: Firestore, post: string): Query<StaffDocument> =>
  paths(db).staff.where('posts', 'array-contains', post)
/** What waits for a post, as its work list has it, without the orders that accuse somebody. */
export const waitingFor = (db: Firestore, post: Post): readonly Query<Listing>[] => {
  const queues = QUEUES_OF[post.role].map((queue) => queueToken(postKey(post), queue))
  const at = paths(db)
  const lists = INSPECTORS.includes(post.role) ? [at.inspectionListings] : [at.listings]
  return queues.length === 0 ? [] : lists.map((list) => list.where('queues', 'array-contains-any', queues))
}

/** The account that was made for that address. */
export const accountOf = (db: Firestore, email: string): Query<AccountDocument> =>
  paths(db).accounts.where('email', '==', email).limit(1)

/** Orders that accuse this person by name (R16.2). */
export const ordersAccusing = (db: Firestore, uid: string): Query<Order> =>
  paths(db).orders.where('accusedPersons', 'array-contains', uid).limit(1)

/** Orders that accuse this unit (R16.2). */
export const ordersAccusingUnit = (db: Firestore, unit: string): Query<Order> =>
  paths(db).orders.where('accused', 'array-contains', unit)

/** Open orders of a unit that accuse somebody (R16.2), as its own lists have them. */
export const openListingsOf = (db: Firestore, unit: string): Query<Listing> =>
  paths(db)
    .listings.where('readers', 'array-contains-any', [cleared(unitAudience(unit))])
    .where('open', '==', true)
    .orderBy('rank')

/** Orders with an appeal that waits for the unit's principal leader. */
export const waitingForApproval = (db: Firestore, unit: string): Query<Listing> => {
  const post = postKey({ role: 'principal-leader', unit })
  const queues = [post, cleared(post)].map((token) => queueToken(token, 'approve-appeal'))
  return paths(db).listings.where('queues', 'array-contains-any', queues)
}

/** The notices of an order. */
export const noticesOfOrder = (db: Firestore, order: string): Query<NoticeDocument> =>
  paths(db).notices.where('order', '==', order)

/** What of an order is on its way outside the app, or was. */
export const deliveriesOfOrder = (db: Firestore, order: string): Query<OutboxDocument> =>
  paths(db).outbox.where('order', '==', order)

/** The notices of an order that still hold, as far as is written down. */
export const openNoticesOfOrder = (db: Firestore, order: string): Query<NoticeDocument> =>
  noticesOfOrder(db, order).where('settledAt', '==', null)

/** Orders that are not archived, by their id, starting with the one after `after`. */
export const openOrders = (db: Firestore, after: string | null): Query<Order> => {
  const open = paths(db).orders.where('open', '==', true).orderBy(FieldPath.documentId())
  return after === null ? open : open.startAfter(after)
}

/** Walks over the open orders that are not done. */
export const runningJobs = (db: Firestore): Query<JobDocument> =>
  paths(db).jobs.where('state', '==', 'running')

/** Every bucket of a month's figures. */
export const statsOfMonth = (db: Firestore, month: string): Query<StatsDocument> =>
  paths(db).stats.where('month', '==', month)

/** What the figures hold of every order that counts in a month. */
export const talliesOfMonth = (db: Firestore, month: string): Query<TallyDocument> =>
  paths(db).tallies.where('months', 'array-contains', month)

/** An order's evidence, at most `limit` pieces. */
export const evidenceOfOrder = (db: Firestore, order: string, limit: number): Query<EvidenceDocument> =>
  paths(db).evidence(order).limit(limit)

/** The private parts of orders by a caller with one of these keys, transferred since then, the latest first. */
export const callsSince = (db: Firestore, keys: readonly string[], since: Instant): Query<CallerDocument> =>
  (db.collectionGroup('private') as CollectionGroup<CallerDocument>)
    .where('keys', 'array-contains-any', keys)
    .where('transferredAt', '>=', since)
    .orderBy('transferredAt', 'desc')

/** What the caller said later in their own words, at most `limit` times. */
export const saidLater = (db: Firestore, order: string, limit: number): Query<SaidDocument> =>
  paths(db).said(order).orderBy('at').limit(limit)

/** What this person began to upload to the order and has not finished. */
export const uploadsInOrder = (db: Firestore, order: string, by: string): Query<UploadDocument> =>
  paths(db).uploads.where('order', '==', order).where('by', '==', by)

/** An order's whole history. */
export const historyOf = (db: Firestore, order: string): Query<OrderEvent> =>
  paths(db).events(order).orderBy('version')

/** What this person did on the order. */
export const actsOn = (db: Firestore, order: string, by: string): Query<OrderEvent> =>
  paths(db).events(order).where('by', '==', by)

/** Every order there is, by its id. */
export const everyOrder = (db: Firestore): Query<Order> => paths(db).orders.orderBy(FieldPath.documentId())

/** Everybody there is, by their uid. */
export const everybody = (db: Firestore): Query<StaffDocument> =>
  paths(db).staff.orderBy(FieldPath.documentId())

/** Where every chained log stands, by its name. */
export const everyLedger = (db: Firestore): Query<LedgerHead> =>
  paths(db).ledgers.orderBy(FieldPath.documentId())

/** Each query once, with arguments of its kind: the index test derives from this what must be indexed. */
export const EVERY_QUERY: readonly ((db: Firestore) => Query<unknown>)[] = [
  (db) => overdueAlarms(db, 0, 1),
  (db) => ordersOnMatter(db, ['key', 'merged into it'], 0),
  (db) => ordersUpdatedSince(db, 0),
  (db) => overdueDeliveries(db, 0, 1),
  (db) => ordersDueBy(db, 0),
  (db) => holdersOf(db, 'handler@mayi'),
  (db) => waitingFor(db, { role: 'reviewer', unit: null })[0]!,
  (db) => waitingFor(db, { role: 'supervision', unit: null })[0]!,
  (db) => accountOf(db, 'a@hotline.example'),
  (db) => ordersAccusing(db, 'uid'),
  (db) => ordersAccusingUnit(db, 'unit'),
  (db) => openListingsOf(db, 'unit'),
  (db) => waitingForApproval(db, 'unit'),
  (db) => noticesOfOrder(db, 'order'),
  (db) => deliveriesOfOrder(db, 'order'),
  (db) => openNoticesOfOrder(db, 'order'),
  (db) => openOrders(db, null),
  (db) => runningJobs(db),
  (db) => statsOfMonth(db, '2026-11'),
  (db) => talliesOfMonth(db, '2026-11'),
  (db) => evidenceOfOrder(db, 'order', 1),
  (db) => callsSince(db, ['key'], 0),
  (db) => saidLater(db, 'order', 1),
  (db) => uploadsInOrder(db, 'order', 'uid'),
  (db) => historyOf(db, 'order'),
  (db) => actsOn(db, 'order', 'uid'),
  (db) => everyOrder(db),
  (db) => everybody(db),
  (db) => everyLedger(db),
]
