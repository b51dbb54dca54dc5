import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { actingAs, lookForbidden, readable } from '../domain/access'
import type { Instant } from '../domain/instant'
import type { Order } from '../domain/order'
import { postKey } from '../domain/people'
import { no, ok, refuse, type Result } from '../domain/refusal'
import type { CallerDocument, LookDocument, StaffDocument } from '../schema/documents'
import { type Ledger, openLedger } from './ledger'
import { dataOf, paths, readTogether } from './paths'

/** Who may read the log of looks. */
export const AUDITORS = ['supervision', 'discipline']

/** A person's looks, open to be written. One chain each, so that no look waits for another person's. */
export const looksOf = (
  transaction: Transaction,
  db: Firestore,
  uid: string,
): Promise<Ledger<LookDocument>> => openLedger(transaction, db, `looks~${uid}`, paths(db).looks)

/** R16.1: checks, writes down who looks and why, and only then reads what is looked at. */
export const lookAtCaller = async (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  why: string,
  now: Instant,
): Promise<Result<Omit<CallerDocument, 'digest' | 'refused'>>> => {
  const at = paths(db)
  const allowed = await db.runTransaction(async (transaction): Promise<Result<Order>> => {
    const [found, person] = await readTogether<[Order, StaffDocument]>(
      transaction,
      at.order(orderId),
      at.staff.doc(author.uid),
    )
    const who = actingAs(author.uid, person, author.actingAs)
    if (!who.ok) return who
    const order = readable(found, who.value)
    if (!order.ok) return order
    const refusal = lookForbidden(order.value, who.value, why)
    if (refusal !== null) return no(refusal)
    const log = await looksOf(transaction, db, author.uid)
    log.append({
      order: orderId,
      what: 'caller',
      by: author.uid,
      actingAs: postKey(who.value.post),
      at: now,
      why: why.trim(),
      readers: AUDITORS,
    })
    return order
  })
  if (!allowed.ok) return allowed
  const caller = dataOf(await at.caller(orderId).get())
  if (caller === null) return no(refuse('access.unknown-order', 'access'))
  const { digest: _digest, refused: _refused, ...shown } = caller
  return ok(shown)
}
