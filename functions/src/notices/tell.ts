import type { Firestore } from 'firebase-admin/firestore'
import type { Notice } from '../domain/notices/notices'
import { generalReaders } from '../domain/order/readers'
import { isAlreadyThere } from '../platform/already-there'
import { paths } from '../store/paths'

/** Writes a notice unless it was written before, and says whether it did. */
export const tell = async (
  db: Firestore,
  notice: Notice,
  readers: readonly string[] = generalReaders(notice),
): Promise<boolean> => {
  try {
    await paths(db)
      .notices.doc(notice.id)
      .create({ ...notice, settledAt: null, readers })
    return true
  } catch (error) {
    if (isAlreadyThere(error)) return false
    throw error
  }
}
