import type { Firestore } from 'firebase-admin/firestore'
import type { LeavePostsAsk, LeftOpen } from '../contract/administration'
import { actingAs } from '../domain/order/access'
import { postOfKey } from '../domain/people/people'
import { ok, type Result } from '../domain/base/refusal'
import { holdersOf, waitingFor } from '../store/queries'
import { administratorIn } from './administration'

/**
 * What waits for these posts, and who else holds them: shown before somebody leaves them, and of a unit that is not
 * ready. An administrator reads no orders, so these are counts, and orders that accuse somebody are not among them (R16.2).
 */
export const leaving = async (
  db: Firestore,
  author: string,
  { uid, posts }: Pick<LeavePostsAsk, 'uid' | 'posts'>,
): Promise<Result<LeftOpen>> => {
  const who = await db.runTransaction((transaction) => administratorIn(transaction, db, author), {
    readOnly: true,
  })
  if (!who.ok) return who
  return ok({
    posts: await Promise.all(
      posts.map(async (key) => {
        const post = postOfKey(key)
        const queries = post === null ? [] : waitingFor(db, post)
        const [holders, ...counts] = await Promise.all([
          holdersOf(db, key).get(),
          ...queries.map((query) => query.count().get()),
        ])
        return {
          post: key,
          others: holders.docs.filter(
            (person) => person.id !== uid && actingAs(person.id, person.data(), key).ok,
          ).length,
          waiting: counts.reduce((sum, each) => sum + each.data().count, 0),
        }
      }),
    ),
  })
}
