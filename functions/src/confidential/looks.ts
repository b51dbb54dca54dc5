import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { CallerShown } from '../contract/looks'
import { actingAs, lookForbidden, readable } from '../domain/order/access'
import type { Instant } from '../domain/base/instant'
import {
  type Home,
  isNeighbour,
  judgeLook,
  judgeRefused,
  type LookCounts,
  type LookJudged,
  looksLeft,
  type RecentLook,
  needShows,
  NO_LOOKS,
} from '../domain/confidential/looks'
import type { Order } from '../domain/order/order'
import { type Acting, postKey, type Who } from '../domain/people/people'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import type { AccountDocument, LookDocument, SettingsDocument, StaffDocument } from '../schema/documents'
import { policyOf, present } from '../store/county'
import { openLedger } from '../store/ledger'
import { dataOf, paths, readTogether } from '../store/paths'
import { actsOn, saidLater } from '../store/queries'

/** Who may read the log of looks. */
export const AUDITORS = ['supervision', 'discipline']

/** What one look is for, as the log keeps it. */
type Look = Pick<LookDocument, 'order' | 'why'> & {
  readonly what: RecentLook['what']
  readonly evidence?: string
}

/** A look that may go on: its entry in the log, and how many more there may be. */
export interface Taken {
  readonly entry: string
  readonly left: number
}

/**
 * Counts one look against what the person may take, writes it down, and, if it is unusual, tells those who watch over
 * confidentiality. All of it is in the transaction that allows the look. Each person has their own chain, so that no
 * look waits for another person's.
 */
export const takeLook = async (
  transaction: Transaction,
  db: Firestore,
  who: Who,
  order: Order,
  look: Look,
  now: Instant,
): Promise<Result<Taken>> => {
  const at = paths(db)
  const [settings, before, account] = await readTogether<[SettingsDocument, LookCounts, AccountDocument]>(
    transaction,
    at.settings,
    at.lookCounts.doc(who.uid),
    at.accounts.doc(who.uid),
  )
  const { looks: limits } = (await policyOf(db, present(settings).policyVersion)).guard
  const acts =
    who.post.role === 'handler' ? await transaction.get(actsOn(db, order.id, who.uid).limit(1)) : null
  const needed = needShows(order, who, acts?.empty === false)
  const log = await openLedger(transaction, db, `looks~${who.uid}`, at.looks)
  const recent = { at: now, order: order.id, what: look.what, needed }
  const near = await isNear(transaction, db, account?.home, order)
  const { refusal, ...judged } = judgeLook(before ?? NO_LOOKS, recent, who.uid, limits, near)
  remember(transaction, db, who.uid, judged)
  if (refusal !== null) return refused(refusal)
  const entry = log.append({
    ...look,
    why: look.why.trim(),
    by: who.uid,
    actingAs: postKey(who.post),
    at: now,
    readers: AUDITORS,
  })
  return ok({ entry, left: looksLeft(judged.counts.recent, limits, now) })
}

/** Without an entered home, nothing of the caller is read for this. */
const isNear = async (
  transaction: Transaction,
  db: Firestore,
  home: Home | undefined,
  order: Order,
): Promise<boolean> => {
  if (home === undefined) return false
  const caller = dataOf(await transaction.get(paths(db).caller(order.id)))
  return isNeighbour(home, order, caller?.address ?? '')
}

/** Stores what is now known of a person's looks, and what to tell those who watch over confidentiality. */
const remember = (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  { counts, notices }: Omit<LookJudged, 'refusal'>,
): void => {
  transaction.set(paths(db).lookCounts.doc(uid), counts)
  for (const notice of notices)
    transaction.set(paths(db).notices.doc(notice.id), { ...notice, readers: [notice.to] })
}

/** Remembers that somebody tried to look at an order they may not read; the same for an order that does not exist. */
export const noteRefused = async (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  now: Instant,
): Promise<void> => {
  const before = dataOf(await transaction.get(paths(db).lookCounts.doc(uid)))
  remember(transaction, db, uid, judgeRefused(before ?? NO_LOOKS, uid, now))
}

/** The order, and who asks: for whoever may read it. A try by anybody else is remembered. */
export const orderLookedAt = async (
  transaction: Transaction,
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  now: Instant,
): Promise<Result<{ readonly order: Order; readonly who: Acting }>> => {
  const at = paths(db)
  const [found, person] = await readTogether<[Order, StaffDocument]>(
    transaction,
    at.order(orderId),
    at.staff.doc(author.uid),
  )
  const who = actingAs(author.uid, person, author.actingAs)
  if (!who.ok) return who
  const order = readable(found, who.value)
  if (order.ok) return ok({ order: order.value, who: who.value })
  await noteRefused(transaction, db, author.uid, now)
  return order
}

/** More than an order takes of either. */
const SAID_AT_MOST = 300

/** R16.1: checks, writes down who looks and why, and only then reads what is looked at. */
export const lookAtCaller = async (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  why: string,
  now: Instant,
): Promise<Result<CallerShown>> => {
  const at = paths(db)
  const allowed = await db.runTransaction(async (transaction): Promise<Result<Taken>> => {
    const asked = await orderLookedAt(transaction, db, author, orderId, now)
    if (!asked.ok) return asked
    const { order, who } = asked.value
    const refusal = lookForbidden(order, who, why)
    if (refusal !== null) return refused(refusal)
    return takeLook(transaction, db, who, order, { order: orderId, what: 'caller', why }, now)
  })
  if (!allowed.ok) return allowed
  const [stored, later] = await Promise.all([
    at.caller(orderId).get().then(dataOf),
    saidLater(db, orderId, SAID_AT_MOST).get(),
  ])
  if (stored === null) return refused(refuse('access.unknown-order'))
  const { digest: _digest, refused: _refused, keys: _keys, transferredAt: _transferredAt, ...caller } = stored
  const said = later.docs.map((each) => each.data()).map(({ at: when, text }) => ({ at: when, text }))
  return ok({ caller: { ...caller, said }, left: allowed.value.left })
}
