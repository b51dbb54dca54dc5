import { getAuth, type UserRecord } from 'firebase-admin/auth'
import { actingAs } from '../domain/access'
import { no, ok, refuse, type Result } from '../domain/refusal'
import { armDelivery } from '../notices/arm'
import { ensureApp } from '../platform/app'
import { door } from '../platform/door'
import { administration, type SetStaff } from '../schema/administration'
import { resetSignIn, retryDelivery, setChannel, setStaff, setUnit } from '../store/administration'
import { database } from '../store/database'
import { dataOf, paths } from '../store/paths'
import { changeRules } from '../store/rules'

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'auth/user-not-found'

const existing = (account: Promise<UserRecord>): Promise<UserRecord | null> =>
  account.catch((error: unknown) => {
    if (!isNotFound(error)) throw error
    return null
  })

/** The account of who is there already – null for a stranger –, or the one behind an e-mail address, made if need be. */
const accountOf = async ({ uid, email = '', name }: SetStaff): Promise<UserRecord | null> => {
  const auth = getAuth(ensureApp())
  if (uid !== undefined) return existing(auth.getUser(uid))
  return (await existing(auth.getUserByEmail(email))) ?? auth.createUser({ email, displayName: name })
}

/** With which the owner of an account sets a password; null once there is one. */
const passwordLink = async ({ email, providerData }: UserRecord): Promise<string | null> =>
  email === undefined || providerData.some(({ providerId }) => providerId === 'password')
    ? null
    : await getAuth(ensureApp()).generatePasswordResetLink(email)

interface Administered {
  /** Of the person or the unit; of the policy or the calendar its version. */
  readonly id: string
  readonly passwordLink: string | null
  /** The walk that brings open orders in line with a change, to follow in `jobs`. */
  readonly job: string | null
}

/** Administration's door: people, their posts, units, the policy and the calendar. Nothing else writes them. */
export const administer = door(
  administration,
  async (author, request, now): Promise<Result<Administered>> => {
    const db = database()
    if (request.type === 'set-unit') {
      const unit = await setUnit(db, author, request, now)
      return unit.ok ? ok({ id: unit.value.id, passwordLink: null, job: null }) : unit
    }
    if (request.type === 'set-channel') {
      const channel = await setChannel(db, author, request.uid, request.channel, now)
      return channel.ok ? ok({ id: request.uid, passwordLink: null, job: null }) : channel
    }
    if (request.type === 'retry-delivery') {
      const retried = await retryDelivery(db, author, request.delivery, now)
      if (!retried.ok) return retried
      await armDelivery(retried.value, now)
      return ok({ id: request.delivery, passwordLink: null, job: null })
    }
    if (request.type === 'require-password-change' || request.type === 'remove-second-factor') {
      const { type, uid } = request
      const reset = await resetSignIn(db, author, uid, type, now)
      if (!reset.ok) return reset
      const auth = getAuth(ensureApp())
      if (type === 'remove-second-factor')
        await auth.updateUser(uid, { multiFactor: { enrolledFactors: null } })
      await auth.revokeRefreshTokens(uid)
      return ok({ id: uid, passwordLink: null, job: null })
    }
    if (request.type !== 'set-staff') {
      const change = await changeRules(db, author, request, now)
      return change.ok ? ok({ id: change.value.version, passwordLink: null, job: change.value.job }) : change
    }
    // Asked before an account is made, and again where the staff document is written.
    const who = actingAs(author, dataOf(await paths(db).staff.doc(author).get()), request.actingAs)
    if (!who.ok) return who
    const account = await accountOf(request)
    if (account === null) return no(refuse('input.invalid', 'input', { fields: ['uid'] }))
    const { uid } = account
    const staff = await setStaff(db, author, uid, request, now)
    if (!staff.ok) return staff
    const auth = getAuth(ensureApp())
    await auth.updateUser(uid, { disabled: !request.active })
    if (!request.active) await auth.revokeRefreshTokens(uid)
    return ok({ id: uid, passwordLink: request.active ? await passwordLink(account) : null, job: null })
  },
)
