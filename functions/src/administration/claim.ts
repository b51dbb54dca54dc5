import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { seated } from '../domain/people/seat'
import type { AccountDocument, StaffDocument } from '../schema/documents'
import { paths, readTogether } from '../store/paths'
import { administrationLog } from './administration'
import { isAccusedIn, put, seatedIn } from './seats'

/**
 * An invitation is claimed, once: from now on the person is what administration made them. `open` sets the password and
 * opens the account, or refuses the password. It runs while the invitation is held, so that of two who claim it at once
 * only one sets a password.
 */
export const claim = (
  db: Firestore,
  { uid, hash }: { readonly uid: string; readonly hash: string },
  now: Instant,
  open: (email: string) => Promise<Result<unknown>>,
): Promise<Result<{ readonly uid: string }>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [person, account] = await readTogether<[StaffDocument, AccountDocument]>(
      transaction,
      at.staff.doc(uid),
      at.accounts.doc(uid),
    )
    const invitation = account?.invitation ?? null
    if (account === null || invitation === null || invitation.hash !== hash || invitation.until <= now)
      return refused(refuse('invitation.over'))
    if (person?.invited !== true) return refused(refuse('invitation.over'))
    const units = (await transaction.get(at.units)).docs.map((unit) => unit.data())
    const { name, posts } = person
    const member = seated(uid, { name, posts, active: true }, units, await isAccusedIn(transaction, db, uid))
    if (!member.ok) return member
    const log = await administrationLog(transaction, db)
    const opened = await open(account.email)
    if (!opened.ok) return opened
    put(transaction, db, uid, units, { ...person, ...member.value, invited: false })
    transaction.set(at.accounts.doc(uid), { ...account, invitation: null, claimedAt: now })
    const after = { name, posts, active: true, invited: false }
    log({ uid, name }, uid, { did: 'claim-invitation', before: seatedIn(person), after }, now)
    return ok({ uid })
  })
