import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { isMoved } from '../domain/people/seat'
import type { Unit } from '../domain/people/unit'
import { paths, readAll } from '../store/paths'
import { openListingsOf, ordersAccusingUnit, waitingForApproval } from '../store/queries'
import { bringAllInLine, type InLine } from './rescheduling'

const READ_AT_ONCE = 100

/**
 * R16.2: people of a unit have come or gone. Orders in which only the barred are left now, or that wait for a principal
 * leader who is gone, go on elsewhere. Read are only the few that accuse somebody, or wait for such an approval.
 */
export const peopleMoved = async (
  db: Firestore,
  before: Unit | null,
  after: Unit | null,
  now: Instant,
): Promise<InLine> => {
  if (after === null || (before !== null && !isMoved(before, after))) return { changed: 0, failed: [] }
  const found = await Promise.all([
    openListingsOf(db, after.id).get(),
    waitingForApproval(db, after.id).get(),
    ordersAccusingUnit(db, after.id).get(),
  ])
  const ids = [...new Set(found.flatMap(({ docs }) => docs.map(({ id }) => id)))]
  let changed = 0
  const failed: string[] = []
  for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
    const orders = await readAll(
      db as unknown as Pick<Transaction, 'getAll'>,
      ids.slice(from, from + READ_AT_ONCE).map((id) => paths(db).order(id)),
    )
    const done = await bringAllInLine(db, orders, now)
    changed += done.changed
    failed.push(...done.failed)
  }
  return { changed, failed }
}
