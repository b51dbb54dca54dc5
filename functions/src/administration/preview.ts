import type { Firestore } from 'firebase-admin/firestore'
import type { PreviewPage } from '../contract/administration'
import type { CountyChange } from '../domain/administration/county-rules'
import { movesOf, policyVersionAfter } from '../domain/administration/moves'
import type { Instant } from '../domain/base/instant'
import { ok, type Result } from '../domain/base/refusal'
import { calendarOf, policyOf } from '../store/county'
import { openOrders } from '../store/queries'
import { judgeChange } from './rules'

/** Orders looked at in one call, which keeps it well under the caller's patience. */
const PAGE = 500
/** Moves of one page that are shown; all are counted. */
const SHOWN = 100

/**
 * Which deadlines of open orders a change would move, starting with the order after `after`. Writes nothing. An
 * administrator may not read orders, so of each order only the number and the deadlines are shown here.
 */
export const previewPage = async (
  db: Firestore,
  author: string,
  change: CountyChange,
  after: string | null,
  now: Instant,
): Promise<Result<PreviewPage>> => {
  const judged = await judgeChange(db, author, change, now)
  if (!judged.ok) return judged
  const { rules, policy, isForOpen } = judged.value
  if (!isForOpen) return ok({ moves: [], orders: 0, seen: 0, after: null })
  const calendar = calendarOf(rules)
  const page = (await openOrders(db, after).limit(PAGE).get()).docs.map((order) => order.data())
  const moved = await Promise.all(
    page.map(async (order) => {
      const version = policyVersionAfter(order, rules.policyForOpen)
      const its = version === policy.version ? policy : await policyOf(db, version)
      return movesOf(order, its, calendar, now)
    }),
  )
  return ok({
    moves: moved.flat().slice(0, SHOWN),
    orders: moved.filter((moves) => moves.length > 0).length,
    seen: page.length,
    after: page.length < PAGE ? null : page.at(-1)!.id,
  })
}
