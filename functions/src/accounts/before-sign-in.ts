import { beforeUserSignedIn } from 'firebase-functions/identity'
import { now } from '../platform/clock'
import { database } from '../store/database'
import { openSession } from '../store/sessions'

/** Runs before every sign-in's first token is made; what fails here lets nobody in. */
export const beforeSignIn = beforeUserSignedIn(async ({ data, userAgent, ipAddress }) => {
  if (data === undefined) return {}
  return { sessionClaims: await openSession(database(), data.uid, { userAgent, ipAddress }, await now()) }
})
