import { onDocumentWritten } from 'firebase-functions/firestore'
import type { Order } from '../domain/order/order'
import { now } from '../platform/clock'
import { database } from '../store/database'
import { orderChanged as react } from '../reactions/order-changed'

/** The platform tries a failure again; doing again what was done before the failure does no harm. */
export const orderChanged = onDocumentWritten(
  { document: 'orders/{order}', retry: true },
  async ({ data }) => {
    await react(
      database(),
      (data?.before.data() ?? null) as Order | null,
      (data?.after.data() ?? null) as Order | null,
      now,
    )
  },
)
