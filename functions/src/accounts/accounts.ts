/**
 * Accounts at the sign-in service. Each is made for a person, with an id of ours. None is ever found by its address:
 * anybody may have registered that address, and its owner may change it.
 */
import { randomBytes } from 'node:crypto'
import type { Auth, UserRecord } from 'firebase-admin/auth'
import type { Firestore } from 'firebase-admin/firestore'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { paths } from '../store/paths'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)

const unlessMissing = (error: unknown): null => {
  if (codeOf(error) !== 'auth/user-not-found') throw error
  return null
}

/** A password that nobody knows: one is set by claiming the invitation. */
const unknowable = (): string => randomBytes(32).toString('base64url')

const isOurs = async (db: Firestore, uid: string): Promise<boolean> => {
  const at = paths(db)
  const found = await db.getAll(at.accounts.doc(uid), at.staff.doc(uid))
  return found.some(({ exists }) => exists)
}

const remove = async (auth: Auth, { uid }: UserRecord): Promise<void> => {
  await auth.updateUser(uid, { disabled: true })
  await auth.revokeRefreshTokens(uid)
  await auth.deleteUser(uid)
}

/**
 * Makes the account of a new person, closed until its invitation is claimed. If an account already stands at the
 * address and administration did not make it, it is a stranger's: it is removed, and its uid is the answer.
 */
export const makeAccount = async (
  auth: Auth,
  db: Firestore,
  uid: string,
  email: string,
): Promise<Result<{ readonly removed: string | null }>> => {
  const there = await auth.getUserByEmail(email).catch(unlessMissing)
  if (there !== null && (await isOurs(db, there.uid))) return refused(refuse('staff.address-taken'))
  if (there !== null) await remove(auth, there)
  try {
    await auth.createUser({ uid, email, password: unknowable(), emailVerified: false, disabled: true })
  } catch (error) {
    // Another attempt made it a moment earlier.
    if (codeOf(error) !== 'auth/email-already-exists') throw error
    return refused(refuse('staff.address-taken'))
  }
  return ok({ removed: there?.uid ?? null })
}

/**
 * Brings an account back to what it was before anybody claimed it; a lost one is made again. Sign-ins up to the
 * answered time, in seconds, are over.
 */
export const lockAccount = async (auth: Auth, uid: string, email: string): Promise<number> => {
  const there = await auth.getUser(uid).catch(unlessMissing)
  const closed = { email, emailVerified: false, password: unknowable(), disabled: true }
  if (there === null) await auth.createUser({ uid, ...closed })
  else
    await auth.updateUser(uid, {
      ...closed,
      phoneNumber: null,
      multiFactor: { enrolledFactors: null },
      providersToUnlink: there.providerData
        .map(({ providerId }) => providerId)
        .filter((provider) => provider !== 'password'),
    })
  await auth.revokeRefreshTokens(uid)
  const { tokensValidAfterTime } = await auth.getUser(uid)
  if (tokensValidAfterTime === undefined) throw new Error('revoked tokens have no time')
  return Math.ceil(Date.parse(tokensValidAfterTime) / 1000)
}

/**
 * Opens an account to the person who claimed its invitation. They read mail at the address, or somebody who vouches for
 * them handed them the link.
 */
export const openAccount = async (auth: Auth, uid: string, password: string): Promise<void> => {
  await auth.updateUser(uid, { password, emailVerified: true, disabled: false })
}

/** Lets a person sign in, or no longer. A lost account stays lost until its owner is invited again. */
export const setOpen = async (auth: Auth, uid: string, open: boolean): Promise<void> => {
  const there = await auth.updateUser(uid, { disabled: !open }).catch(unlessMissing)
  if (!open && there !== null) await auth.revokeRefreshTokens(uid)
}
