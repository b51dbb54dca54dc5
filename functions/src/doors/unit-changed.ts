import { onDocumentWritten } from 'firebase-functions/firestore'
import type { Unit } from '../domain/people/unit'
import { now } from '../platform/clock'
import { database } from '../store/database'
import { peopleMoved } from '../jobs/people-moved'

/** What this misses, the nightly check finds. */
export const unitChanged = onDocumentWritten(
  { document: 'units/{unit}', retry: true, timeoutSeconds: 300 },
  async ({ data }) => {
    const unit = (side: 'before' | 'after'): Unit | null => (data?.[side].data() ?? null) as Unit | null
    await peopleMoved(database(), unit('before'), unit('after'), await now())
  },
)
