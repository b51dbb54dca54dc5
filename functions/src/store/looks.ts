import type { Firestore } from 'firebase-admin/firestore'
import { actingAs, lookForbidden, readable } from '../domain/access'
import type { Instant } from '../domain/instant'
import type { Order } from '../domain/order'
import { postKey } from '../domain/people'
import { no, ok, refuse, type Result } from '../domain/refusal'
import type { CallerDocument, StaffDocument } from '../schema/documents'
import { dataOf, paths, readTogether } from './paths'

/** Who may read the log of looks. */
export const AUDITORS = ['supervision', 'discipline']

/** R16.1: checks, writes down who looks and why, and only then reads what is looked at. */
export const lookAtCaller = async (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  why: string,
  now: Instant,
): Promise<Result<Omit<CallerDocument, 'digest'>>> => {
  const at = paths(db)
  const allowed = await db.runTransaction(async (transaction): Promise<Result<Order>> => {
    const [found, person] = await readTogether<[Order, StaffDocument]>(
      transaction,
      at.order(orderId),
      at.staff.doc(author.uid),
    )
    const who = actingAs(author.uid, person, author.actingAs)
    if (!who.ok) return who
    const order = readable(found, person)
    if (!order.ok) return order
    const refusal = lookForbidden(order.value, who.value, why)
    if (refusal !== null) return no(refusal)
    transaction.create(at.looks.doc(), {
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
  const { digest: _, ...shown } = caller
  return ok(shown)
}
