import { movesOf, policyVersionAfter } from '../domain/administration/moves'
import { ok } from '../domain/base/refusal'
import { door } from '../platform/door'
import { calendarOf, policyOf } from '../store/county'
import { database } from '../store/database'
import { openOrders } from '../store/queries'
import { judgeChange } from '../administration/rules'

/** Orders looked at in one call, which keeps it well under the caller's patience. */
const PAGE = 500
/** Moves shown of one page; all are counted. */
const SHOWN = 100

/**
 * Which deadlines of open orders a change would move, a page at a time, before anybody makes it. Writes nothing.
 * What an administrator reads of an order here is its number and its deadlines: they are no reader of orders.
 */
export const previewAdministration = door(
  'previewAdministration',
  async (author, { after, ...change }, now) => {
    const db = database()
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
  },
)
