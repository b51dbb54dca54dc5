import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { LikelySameFound } from '../contract/looks'
import type { Instant } from '../domain/base/instant'
import { ok, refuse, refused, type Result } from '../domain/base/refusal'
import { likelySame as among } from '../domain/commands/likely-same'
import type { Order } from '../domain/order/order'
import { callerIds } from '../domain/people/caller-ids'
import { type Acting, CENTRE_ROLES, postKey } from '../domain/people/people'
import type { CallerKeys } from '../platform/caller-keys'
import { policyOf, readSettings } from '../store/county'
import { openLedger } from '../store/ledger'
import { dataOf, paths, readAll } from '../store/paths'
import { callsSince } from '../store/queries'
import { AUDITORS, orderLookedAt } from './looks'

/** So many of a caller's latest orders are looked at. With the order itself, who asks and the log at most 50 documents are read. */
const CALLS_AT_MOST = 20
/** What the log says: the look is for this alone. */
const WHY = '查找同一诉求人的工单'

/**
 * R21: orders that are likely the same matter and caller. Writes down who looked before it looks (R16.1), and compares keyed
 * hashes: whoever asks sees orders that they may read anyway, and never who called.
 */
export const likelySame = async (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  { keys, now }: { readonly keys: CallerKeys; readonly now: Instant },
): Promise<Result<LikelySameFound>> => {
  const at = paths(db)
  const allowed = await db.runTransaction(
    async (transaction): Promise<Result<{ readonly order: Order; readonly who: Acting }>> => {
      const asked = await orderLookedAt(transaction, db, author, orderId, now)
      if (!asked.ok) return asked
      const { post } = asked.value.who
      if (!(CENTRE_ROLES as readonly string[]).includes(post.role))
        return refused(refuse('look.not-yours', { post: postKey(post) }))
      const log = await openLedger(transaction, db, `looks~${author.uid}`, at.looks)
      log.append({
        order: orderId,
        what: 'calls',
        why: WHY,
        by: author.uid,
        actingAs: postKey(post),
        at: now,
        readers: AUDITORS,
      })
      return asked
    },
  )
  if (!allowed.ok) return allowed
  const { order, who } = allowed.value
  const [caller, settings] = await Promise.all([at.caller(orderId).get().then(dataOf), readSettings(db)])
  const ids = caller === null ? [] : callerIds(caller)
  if (ids.length === 0) return ok({ orders: [] })
  const { sameCaller } = await policyOf(db, settings.policyVersion)
  const calls = await callsSince(db, keys.sought(ids), now - sameCaller.within)
    .limit(CALLS_AT_MOST)
    .get()
  const others = await readAll(
    db as unknown as Pick<Transaction, 'getAll'>,
    calls.docs.flatMap(({ ref }) => ref.parent.parent?.id ?? []).map((id) => at.order(id)),
  )
  return ok({
    orders: among(order, others, who, { now, closedWithin: sameCaller.closedWithin }),
  })
}
