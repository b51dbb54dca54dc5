import { randomUUID } from 'node:crypto'
import type { Firestore } from 'firebase-admin/firestore'
import type { WhichSession } from '../contract/account'
import type { Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { deviceOf, networkOf, secondFactorAsked, type Session, withSession } from '../domain/people/session'
import type { SettingsDocument, StaffDocument } from '../schema/documents'
import { policyOf, present } from '../store/county'
import { dataOf, paths, readTogether } from '../store/paths'

/** What the sign-in itself says. */
export interface SignInFacts {
  readonly userAgent: string
  readonly ipAddress: string
}

/** Goes into every token of the session. Empty for a person who is not staff: they have no session to end. */
export interface SessionClaims {
  readonly session?: string
}

/**
 * Writes down that a person signed in, with what lets the owner tell this session from others. Also sets what the
 * policy in force asks of them. To be called before the first token is made.
 */
export const openSession = (
  db: Firestore,
  uid: string,
  { userAgent, ipAddress }: SignInFacts,
  now: Instant,
): Promise<SessionClaims> =>
  db.runTransaction(async (transaction): Promise<SessionClaims> => {
    const at = paths(db)
    const [person, settings] = await readTogether<[StaffDocument, SettingsDocument]>(
      transaction,
      at.staff.doc(uid),
      at.settings,
    )
    if (person?.active !== true) return {}
    const { guard } = await policyOf(db, present(settings).policyVersion)
    const id = randomUUID()
    const { sessions, ended } = withSession(person.sessions ?? [], id)
    transaction.update(at.staff.doc(uid), {
      sessions,
      needsSecondFactor: secondFactorAsked(person.posts, guard.secondFactorOf),
    })
    const device = { ...deviceOf(userAgent), network: networkOf(ipAddress) }
    transaction.set(at.sessions(uid).doc(id), { at: now, ...device })
    for (const old of ended) transaction.delete(at.sessions(uid).doc(old))
    return { session: id }
  })

/** Ends sessions of the person who asks. From then on their tokens open nothing, even before they expire. */
export const endSessions = (
  db: Firestore,
  uid: string,
  { id: own }: Session,
  which: WhichSession,
): Promise<Result<{ readonly ended: number }>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const person = dataOf(await transaction.get(at.staff.doc(uid)))
    const open = person?.sessions ?? []
    const isMeant = (id: string): boolean =>
      which === 'this' ? id === own : which === 'others' ? id !== own : id === which.id
    const ended = open.filter(isMeant)
    if (typeof which === 'object' && ended.length === 0) return refused(refuse('session.unknown'))
    if (ended.length > 0) {
      transaction.update(at.staff.doc(uid), { sessions: open.filter((id) => !isMeant(id)) })
      for (const id of ended) transaction.delete(at.sessions(uid).doc(id))
    }
    return ok({ ended: ended.length })
  })

/** After the owner changed the password: it need not be changed any more, and every session begins anew. */
export const passwordChanged = (db: Firestore, uid: string): Promise<void> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const person = dataOf(await transaction.get(at.staff.doc(uid)))
    if (person === null) return
    transaction.update(at.staff.doc(uid), { mustChangePassword: false, sessions: [] })
    for (const id of person.sessions ?? []) transaction.delete(at.sessions(uid).doc(id))
  })
