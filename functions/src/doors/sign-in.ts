import { HttpsError } from 'firebase-functions/https'
import { type AuthUserRecord, beforeUserCreated, beforeUserSignedIn } from 'firebase-functions/identity'
import { now } from '../platform/clock'
import { log, type SignInRefusal } from '../platform/log'
import { database } from '../store/database'
import { dataOf, paths } from '../store/paths'
import { openSession } from '../accounts/sessions'

/**
 * The answer to anybody who may not come in. The reason goes only into the log: it would tell a stranger who works
 * here.
 */
const REFUSED = '该账号不能登录本系统。请联系系统管理员。'

/** Nobody can sign up: administration makes the accounts, and does not come through here. */
export const beforeCreate = beforeUserCreated(() => {
  throw new HttpsError('permission-denied', REFUSED)
})

/** One check before somebody comes in; null when it has no objection. */
type Step = (user: Pick<AuthUserRecord, 'uid' | 'email'>) => Promise<SignInRefusal | null>

/** The account was made here, its invitation claimed, and its address is still the one that was given. */
const isInvited: Step = async ({ uid, email }) => {
  const account = dataOf(await paths(database()).accounts.doc(uid).get())
  if (account === null) return 'not-invited'
  if (account.claimedAt === null) return 'not-claimed'
  return email?.toLowerCase() === account.email ? null : 'other-address'
}

const STEPS: readonly Step[] = [isInvited]

/** A person who may come in has a session from here on. If anything here fails, nobody comes in. */
export const beforeSignIn = beforeUserSignedIn(async ({ data, userAgent, ipAddress }) => {
  for (const step of STEPS) {
    const against = data === undefined ? 'nobody-named' : await step(data)
    if (against === null) continue
    log('sign-in-refused', { uid: data?.uid ?? null, because: against })
    throw new HttpsError('permission-denied', REFUSED)
  }
  if (data === undefined) return {}
  return { sessionClaims: await openSession(database(), data.uid, { userAgent, ipAddress }, await now()) }
})
