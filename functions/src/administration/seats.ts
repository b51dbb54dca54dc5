/** A person's place among the staff, as it is read and written. */
import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { Seated } from '../domain/administration/administration'
import { postOfKey } from '../domain/people/people'
import { rosterEntries } from '../domain/people/roster'
import { isMoved, withPerson } from '../domain/people/seat'
import type { Unit } from '../domain/people/unit'
import type { StaffDocument } from '../schema/documents'
import { paths } from '../store/paths'
import { ordersAccusing } from '../store/queries'

export const seatedIn = ({ name, active, posts, invited = false }: StaffDocument): Seated => ({
  name,
  active,
  posts,
  invited,
})

/** R16.2: whether any order accuses this person by name. */
export const isAccusedIn = async (transaction: Transaction, db: Firestore, uid: string): Promise<boolean> =>
  !(await transaction.get(ordersAccusing(db, uid))).empty

/** The staff document, the units the person belongs to, and their place on the rosters of these. */
export const put = (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  units: readonly Unit[],
  person: StaffDocument,
): void => {
  transaction.set(paths(db).staff.doc(uid), person)
  const posts = person.posts.flatMap((key) => postOfKey(key) ?? [])
  for (const entry of rosterEntries(uid, person.name, posts))
    transaction.set(paths(db).rosters.doc(entry.unit), entry, { merge: true })
  for (const unit of units) {
    const changed = withPerson(unit, uid, person)
    if (isMoved(unit, changed)) transaction.set(paths(db).units.doc(unit.id), changed)
  }
}
