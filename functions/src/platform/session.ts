import { getFirestore } from 'firebase-admin/firestore'
import { ensureApp } from './app'

/**
 * Whether the sign-in behind a token still counts, as the security rules ask it too: a new invitation ends those before
 * it. `authTime` in seconds. A token alone does not tell: it is good for an hour, whatever was revoked meanwhile.
 */
export const signInCounts = async (uid: string, authTime: number): Promise<boolean> => {
  const person = await getFirestore(ensureApp()).doc(`staff/${uid}`).get()
  const after: unknown = person.get('signedInAfter')
  return typeof after !== 'number' || authTime > after
}
