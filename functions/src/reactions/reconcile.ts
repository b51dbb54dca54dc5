import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { addTo, type Figures, linesOf, talliesOf } from '../domain/figures/figures'
import { difference } from '../domain/order/counts'
import { canonical } from '../domain/base/canonical'
import { DAY, type Instant, monthOf } from '../domain/base/instant'
import { type Listing, listingOf } from '../domain/listings/listing'
import type { Order } from '../domain/order/order'
import { foundBy } from '../domain/people/found-by'
import { type Post, postOfKey, queuesOfPosts } from '../domain/people/people'
import { type Roster, rosterEntries } from '../domain/people/roster'
import { isMoved, withPerson } from '../domain/people/seat'
import type { Unit } from '../domain/people/unit'
import { relist } from '../orders/orders'
import type { StaffDocument } from '../schema/documents'
import { reflect } from './reflect'
import { paged, pagesOf } from '../store/paged'
import { dataOf, paths, readAll } from '../store/paths'
import { everybody, everyOrder, ordersUpdatedSince, talliesOfMonth } from '../store/queries'
import { figuresOf } from './stats'

/** Two months: the figures of this month and the last can only depend on these. */
const LOOK_BACK = 62 * DAY
const PEOPLE_AT_ONCE = 100

/** Something in the figures or lists that does not match the orders. */
export interface Drift {
  readonly what: 'tally' | 'figures' | 'listing' | 'person'
  /** The order, `month|scope|category`, or the person. */
  readonly where: string
}

/**
 * Counts again, from the orders themselves, what the reactions have kept: every order touched in two months against its
 * tally, and the figures of this and the last month against the sum of the tallies. A tally that is behind is mended:
 * its reaction may have been lost. Either kind of difference is a fault to be looked into.
 */
export const reconcile = async (db: Firestore, now: Instant): Promise<Drift[]> => {
  const drift: Drift[] = []
  for await (const order of paged(ordersUpdatedSince(db, now - LOOK_BACK))) {
    const held = (await paths(db).tallies.doc(order.id).get()).data()
    if (difference(held?.tallies ?? [], talliesOf(order)).length === 0) continue
    drift.push({ what: 'tally', where: order.id })
    await reflect(db, order.id)
  }
  for (const month of new Set([monthOf(now), monthOf(now - 31 * DAY)])) {
    const counted: Figures = new Map()
    for await (const { tallies } of paged(talliesOfMonth(db, month)))
      for (const tally of tallies) if (tally.month === month) addTo(counted, tally)
    const off = difference(linesOf(month, counted), linesOf(month, await figuresOf(db, month)))
    for (const { scope, category } of off)
      drift.push({ what: 'figures', where: `${month}|${scope}|${category}` })
  }
  return [...drift, ...(await relistAll(db, now)), ...(await restaffAll(db))]
}

/**
 * Compares the listings with their orders, and writes anew those that differ or are missing. Listings are written with
 * their order, so normally this finds nothing. There are two exceptions: a release whose listings say more than before,
 * and a county whose orders are older than its listings. Therefore every order is looked at.
 */
const relistAll = async (db: Firestore, now: Instant): Promise<Drift[]> => {
  const at = paths(db)
  const [orders, listings] = await Promise.all([at.orders.count().get(), at.listings.count().get()])
  const areAllListed = orders.data().count === listings.data().count
  const drift: Drift[] = []
  for await (const order of paged(areAllListed ? ordersUpdatedSince(db, now - LOOK_BACK) : everyOrder(db))) {
    if (await isListed(db, order)) continue
    drift.push({ what: 'listing', where: order.id })
    await relist(db, order.id)
  }
  return drift
}

const isListed = async (db: Firestore, order: Order): Promise<boolean> => {
  const at = paths(db)
  const [listing, inspected, inspectionListing] = await Promise.all([
    at.listings.doc(order.id).get(),
    at.inspections.doc(order.id).get(),
    at.inspectionListings.doc(order.id).get(),
  ])
  const inspection = dataOf(inspected)
  return (
    isSame(dataOf(listing), listingOf(order)) &&
    isSame(dataOf(inspectionListing), inspection && listingOf(inspection))
  )
}

const isSame = (one: Listing | null, other: Listing | null): boolean => canonical(one) === canonical(other)

/**
 * Gives each person the queues of their posts and what they are found by, and their unit its principal leader and their name. All are
 * written with the person, but a release may bring something new. People entered earlier then lack it.
 */
const restaffAll = async (db: Firestore): Promise<Drift[]> => {
  const drift: Drift[] = []
  for await (const page of pagesOf(everybody(db), PEOPLE_AT_ONCE))
    for (const { id, ref } of page) {
      const isBehind = await db.runTransaction(async (transaction) => {
        const person = dataOf(await transaction.get(ref))
        if (person === null) return false
        const posts = person.posts.flatMap((key) => postOfKey(key) ?? [])
        const queues = queuesOfPosts(id, posts, person.tokens)
        const found = foundBy(person.name, person.posts)
        const units = await unitsWithout(transaction, db, id, person)
        const rosters = await rostersWithout(transaction, db, id, person.name, posts)
        for (const unit of units) transaction.set(paths(db).units.doc(unit.id), unit)
        for (const entry of rosters)
          transaction.set(paths(db).rosters.doc(entry.unit), entry, { merge: true })
        if (
          units.length + rosters.length === 0 &&
          canonical(queues) === canonical(person.queues) &&
          canonical(found) === canonical(person.foundBy ?? null)
        )
          return false
        transaction.update(ref, { queues, foundBy: found })
        return true
      })
      if (isBehind) drift.push({ what: 'person', where: id })
    }
  return drift
}

/** What the rosters of the person's units do not say of them as it is. */
const rostersWithout = async (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  name: string,
  posts: readonly Post[],
): Promise<Roster[]> => {
  const entries = rosterEntries(uid, name, posts)
  const there = await readAll(
    transaction,
    entries.map(({ unit }) => paths(db).rosters.doc(unit)),
  )
  return entries.filter(({ unit }) => there.find((each) => each.unit === unit)?.people[uid] !== name)
}

/** Units that do not say yet that this person is their principal leader, as they should be. */
const unitsWithout = async (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  person: StaffDocument,
): Promise<Unit[]> => {
  const led = person.posts.flatMap((key) => {
    const post = postOfKey(key)
    return post?.role === 'principal-leader' && post.unit !== null ? [paths(db).units.doc(post.unit)] : []
  })
  const units = await readAll(transaction, led)
  return units.flatMap((unit) => {
    const changed = withPerson(unit, uid, person)
    return isMoved(unit, changed) ? [changed] : []
  })
}
