import { getAuth } from 'firebase-admin/auth'
import { passwordProblem } from '../domain/people/password'
import { refused, ok } from '../domain/base/refusal'
import { ensureApp } from '../platform/app'
import { openDoor } from '../platform/door'
import { database } from '../store/database'
import { claim } from '../administration/claim'
import { openAccount } from '../accounts/accounts'
import { readInvitation } from '../accounts/invitation'

/** An invited person sets their password. Whoever holds the token is whom administration handed it to. */
export const claimInvitation = openDoor('claimInvitation', ({ token, password }, now) => {
  const invitation = readInvitation(token)
  return claim(database(), invitation, now, async (email) => {
    const problem = passwordProblem(password, { email })
    if (problem !== null) return refused(problem)
    await openAccount(getAuth(ensureApp()), invitation.uid, password)
    return ok(null)
  })
})
