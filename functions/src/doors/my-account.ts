import { getAuth } from 'firebase-admin/auth'
import { passwordProblem } from '../domain/people/password'
import { refused, ok, refuse } from '../domain/base/refusal'
import { isProvedNow } from '../domain/people/session'
import { ensureApp } from '../platform/app'
import { realNow } from '../platform/clock'
import { door } from '../platform/door'
import { database } from '../store/database'
import { endSessions, passwordChanged } from '../accounts/sessions'

/**
 * A person's own sign-in: their password and their sessions. Also open to a person who must change the password or
 * lacks the second factor. To change the password they must have proved who they are in the last five minutes
 * (`PROOF_LASTS`); the change ends every session, the caller's own too.
 */
export const myAccount = door(
  'myAccount',
  async (uid, request, _now, session) => {
    if (request.type === 'end-sessions') return endSessions(database(), uid, session, request.which)
    if (!isProvedNow(session, realNow())) return refused(refuse('access.not-proved'))
    const auth = getAuth(ensureApp())
    const { email = '' } = await auth.getUser(uid)
    const problem = passwordProblem(request.password, { email })
    if (problem !== null) return refused(problem)
    await auth.updateUser(uid, { password: request.password })
    await auth.revokeRefreshTokens(uid)
    await passwordChanged(database(), uid)
    return ok({ ended: 'all' })
  },
  { opens: 'own-account' },
)
