import type { DecodedIdToken } from 'firebase-admin/auth'
import { getFirestore } from 'firebase-admin/firestore'
import type { EntryTerms, Session } from '../domain/people/session'
import { ensureApp } from './app'

/** What the verified token says of its session. */
export const sessionOf = (token: DecodedIdToken): Session => {
  const id: unknown = token['session']
  // A test's token may have none of it.
  const firebase = token.firebase as Partial<DecodedIdToken['firebase']> | undefined
  return {
    id: typeof id === 'string' ? id : null,
    secondFactor: firebase?.sign_in_second_factor !== undefined,
    provedAt: token.auth_time * 1000,
  }
}

/**
 * What is asked of a person who comes in; null for a stranger. The token alone cannot tell: it is valid for an hour,
 * whatever was ended meanwhile.
 */
export const entryTermsOf = async (uid: string): Promise<EntryTerms | null> => {
  const person = await getFirestore(ensureApp()).doc(`staff/${uid}`).get()
  return (person.data() as EntryTerms | undefined) ?? null
}
