import { isDeepStrictEqual } from 'node:util'
import type { Firestore } from 'firebase-admin/firestore'
import { listingsOf } from '../../functions/src/domain/listings/listing'
import { whole } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'

/** Every listing that is missing, says other than its order as it stands, or has no order. */
export const wrongListings = async (db: Firestore): Promise<readonly string[]> => {
  const at = paths(db)
  // Read together: what still rings meanwhile writes both at once.
  return db.runTransaction(
    async (transaction) => {
      const [orders, listings, inspections] = await Promise.all([
        transaction.get(at.orders),
        transaction.get(at.listings),
        transaction.get(at.inspectionListings),
      ])
      const expected = new Map<string, unknown>()
      for (const order of orders.docs) {
        const { listing, inspection } = listingsOf(await whole(order.data(), db, transaction))
        expected.set(`listings/${order.id}`, listing)
        if (inspection !== null) expected.set(`inspectionListings/${order.id}`, inspection)
      }
      const found = new Map(
        [...listings.docs, ...inspections.docs].map((each) => [each.ref.path, each.data()]),
      )
      return [...new Set([...expected.keys(), ...found.keys()])].filter(
        (path) => !isDeepStrictEqual(expected.get(path), found.get(path)),
      )
    },
    { readOnly: true },
  )
}
