import type { Auth } from 'firebase-admin/auth'
import type { Firestore, QuerySnapshot } from 'firebase-admin/firestore'
import { makeAccount } from '../../functions/src/accounts/accounts'
import { newInvitation } from '../../functions/src/accounts/invitation'
import { WAITS_FOR } from '../../functions/src/domain/administration/administration'
import { foundBy } from '../../functions/src/domain/people/found-by'
import { standingOf } from '../../functions/src/domain/people/people'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import type { StaffDocument } from '../../functions/src/schema/documents'
import { administrationLog } from '../../functions/src/administration/administration'
import { paths } from '../../functions/src/store/paths'
import { holdersOf } from '../../functions/src/store/queries'

/** There are two already; further ones are theirs to make. */
export class AdministratorExists extends Error {
  override readonly name = 'AdministratorExists'
}

/** The address belongs to somebody who was entered before. */
export class AddressTaken extends Error {
  override readonly name = 'AddressTaken'
}

/** Two, because some changes need two administrators. */
const MADE_HERE = 2
const SET_UP = { uid: 'set-up', name: '系统部署' }

/**
 * Puts an administrator into a project, with the default policy and the official tree of matters if it is empty. It makes
 * the first and the second: without a second, nobody could agree to what the first proposes. Everything after that goes
 * through the `administer` door. Returns the invitation's token, by which the password is set. An existing account at the
 * address is never taken over.
 */
export const makeFirstAdministrator = async (
  db: Firestore,
  auth: Auth,
  { email: given, name }: { readonly email: string; readonly name: string },
): Promise<string> => {
  const at = paths(db)
  const email = given.trim().toLowerCase()
  const uid = at.staff.doc().id
  const { token, hash } = newInvitation(uid)
  const administrators = holdersOf(db, 'administrator')
  refuseThird(await administrators.get())
  if (!(await makeAccount(auth, db, uid, email)).ok) throw new AddressTaken()
  await db.runTransaction(async (transaction) => {
    refuseThird(await transaction.get(administrators))
    const settings = await transaction.get(at.settings)
    const log = await administrationLog(transaction, db)
    const now = Date.now()
    const posts = ['administrator']
    transaction.set(at.staff.doc(uid), {
      name,
      active: false,
      invited: true,
      posts,
      foundBy: foundBy(name, posts),
      ...standingOf(uid, [], false, false),
    })
    transaction.set(at.accounts.doc(uid), {
      email,
      invitedAt: now,
      invitation: { hash, until: now + WAITS_FOR },
      claimedAt: null,
    })
    const after = { name, active: false, invited: true, posts }
    log(SET_UP, uid, { did: 'set-staff', before: null, after }, now)
    if (settings.exists) return
    transaction.set(at.policies.doc(DEFAULT_POLICY.version), DEFAULT_POLICY)
    transaction.set(at.settings, {
      policyVersion: DEFAULT_POLICY.version,
      policyForOpen: null,
      calendarVersion: 0,
      calendarYears: [],
      calendarDays: [],
      matters: [{ version: FIRST_MATTERS.version, from: FIRST_MATTERS.from }],
    })
    transaction.set(at.matters.doc(String(FIRST_MATTERS.version)), FIRST_MATTERS)
  })
  return token
}

const refuseThird = ({ docs }: QuerySnapshot<StaffDocument>): void => {
  const there = docs.filter((each) => each.data().active || each.data().invited === true)
  if (there.length >= MADE_HERE) throw new AdministratorExists()
}
