import type { Auth } from 'firebase-admin/auth'
import type { Firestore } from 'firebase-admin/firestore'
import { standingOf } from '../../functions/src/domain/people'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy'
import { paths } from '../../functions/src/store/paths'

/** There is one already; further ones are that one's to make. */
export class AdministratorExists extends Error {
  override readonly name = 'AdministratorExists'
}

/**
 * Puts the first administrator and the default policy into an empty project. Everything after that goes through the
 * `administer` door, which needs an administrator to open. Returns the link by which the password is set.
 */
export const makeFirstAdministrator = async (
  db: Firestore,
  auth: Auth,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string> => {
  const at = paths(db)
  const account = await auth.getUserByEmail(email).catch(() => auth.createUser({ email, displayName: name }))
  const post = { role: 'administrator', unit: null } as const
  await db.runTransaction(async (transaction) => {
    const staff = await transaction.get(at.staff)
    if (staff.docs.some((each) => each.data().active && each.data().posts.includes('administrator')))
      throw new AdministratorExists()
    const settings = await transaction.get(at.settings)
    transaction.set(at.staff.doc(account.uid), {
      name,
      active: true,
      posts: ['administrator'],
      ...standingOf([post], true, false),
    })
    if (settings.exists) return
    transaction.set(at.policies.doc(DEFAULT_POLICY.version), DEFAULT_POLICY)
    transaction.set(at.settings, {
      policyVersion: DEFAULT_POLICY.version,
      policyForOpen: null,
      calendarVersion: 0,
      calendarYears: [],
      calendarDays: [],
    })
  })
  return auth.generatePasswordResetLink(email)
}
