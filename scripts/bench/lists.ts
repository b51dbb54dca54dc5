import type { Firestore } from 'firebase-admin/firestore'
import { HOUR } from '../../functions/src/domain/base/instant'
import { type Listing, listingOf } from '../../functions/src/domain/listings/listing'
import type { Order } from '../../functions/src/domain/order/order'
import { queueToken } from '../../functions/src/domain/people/queues'
import { paths } from '../../functions/src/store/paths'
import { countDocuments } from './counting'
import { bringInHere, giveHere, MAIN_ROAD } from './road'

const SIZES = [1_000, 10_000, 50_000]
/** As many as a work list shows at a time. */
const PAGE = 50
const BATCH = 500

/** What one page of the clerk's list of open orders costs in a county of so many. Bytes as JSON. */
export interface ListCost {
  readonly orders: number
  readonly documents: number
  readonly bytes: number
  /** The same page when lists read whole orders. */
  readonly bytesOfOrders: number
  /** How many wait in the clerk's first queue, as the server counts them; one read for each thousand. */
  readonly waiting: number
}

const bytesOf = (document: object): number => Buffer.byteLength(JSON.stringify(document))

/** One order at each place of the main road. */
const samples = async (db: Firestore): Promise<Order[]> =>
  Promise.all(
    MAIN_ROAD.map(async (_, length) => {
      const id = `LISTED-${length}`
      await bringInHere(db, id, Date.now())
      let version = 1
      for (const [place, act] of MAIN_ROAD.slice(0, length).entries())
        version = await giveHere(db, id, `${id}-command-${place}`, act, version, Date.now())
      return (await paths(db).order(id).get()).data()!
    }),
  )

/** A county's order by its number: a copy of a sample, an hour younger than the one before. */
const copied = (order: Order, index: number): Order => ({
  ...order,
  id: `COPY-${index}`,
  cityNumber: `COPY-${index}`,
  transferredAt: order.transferredAt + index * HOUR,
  clocks: order.clocks.map((clock) => ({ ...clock, dueAt: clock.dueAt + index * HOUR })),
})

/**
 * Writes listings alone, made by the law of copied orders, and asks for the page as the web does. The emulator judges no time
 * here: what is read and how much of it is the same there and in production.
 */
export const costOfLists = async (db: Firestore): Promise<ListCost[]> => {
  const { listings } = paths(db)
  const originals = await samples(db)
  const bytesById = new Map<string, number>()
  const costs: ListCost[] = []
  let written = (await listings.count().get()).data().count
  for (const size of SIZES) {
    while (written < size) {
      const batch = db.batch()
      for (const end = Math.min(size, written + BATCH); written < end; written++) {
        const order = copied(originals[written % originals.length]!, written)
        bytesById.set(order.id, bytesOf(order))
        batch.set(listings.doc(order.id), listingOf(order))
      }
      await batch.commit()
    }
    costs.push({ orders: size, ...(await pageOf(db, bytesById)) })
  }
  return costs
}

const pageOf = async (
  db: Firestore,
  bytesById: ReadonlyMap<string, number>,
): Promise<Omit<ListCost, 'orders'>> => {
  const { listings } = paths(db)
  const since = countDocuments(db)
  const page = await listings
    .where('readers', 'array-contains-any', ['centre', 'clear:centre'])
    .where('open', '==', true)
    .orderBy('rank')
    .limit(PAGE)
    .get()
  const { reads } = since()
  const shown: Listing[] = page.docs.map((each) => each.data())
  const sum = (bytes: (listing: Listing) => number): number =>
    shown.reduce((total, listing) => total + bytes(listing), 0)
  const waiting = await listings
    .where('queues', 'array-contains-any', [queueToken('clerk', 'sign'), queueToken('clear:clerk', 'sign')])
    .count()
    .get()
  return {
    documents: reads,
    bytes: sum(bytesOf),
    bytesOfOrders: sum(({ id }) => bytesById.get(id) ?? 0),
    waiting: waiting.data().count,
  }
}
