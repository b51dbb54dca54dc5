import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { ChannelGiven } from '../contract/account'
import type { SetUnit } from '../contract/administration'
import { actingAs } from '../domain/order/access'
import type { Deed, Warrant } from '../domain/administration/administration'
import { type Delivery, revived } from '../domain/notices/delivery'
import { mayBeUnitId } from '../domain/people/people'
import { mechanismsRefused, unitShown } from '../domain/people/unit'
import type { Instant } from '../domain/base/instant'
import type { Notice } from '../domain/notices/notices'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import type { Home } from '../domain/confidential/looks'
import type { AccountDocument, StaffDocument } from '../schema/documents'
import { putChannel } from '../notices/channels'
import { openLedger } from '../store/ledger'
import { hoursOf } from '../notices/outbox'
import { dataOf, paths, readAll, readTogether } from '../store/paths'

/** Who may read what administration does and proposes: those who watch the administrators, and the administrators. */
export const WATCHERS: readonly string[] = ['supervision', 'discipline', 'administration']

/** Who acts: an active administrator, and their name. */
export interface Author {
  readonly uid: string
  readonly name: string
}

export const administratorIn = async (
  read: Pick<Transaction, 'getAll'>,
  db: Firestore,
  uid: string,
): Promise<Result<Author>> => {
  const [person] = await readAll(read, [paths(db).staff.doc(uid)])
  const who = actingAs(uid, person ?? null, 'administrator')
  return who.ok && person !== undefined ? ok({ uid, name: person.name }) : refused(refuseNotAdministrator)
}
const refuseNotAdministrator = refuse('access.no-post', { post: 'administrator' })

/** Writes down who did what to which person or thing, and answers the entry's id. */
export type LogAdministration = (author: Author, whom: string, deed: Deed & Warrant, now: Instant) => string

/** The log of administration, open to be written. Reads, so it comes before the transaction's first write. */
export const administrationLog = async (
  transaction: Transaction,
  db: Firestore,
): Promise<LogAdministration> => {
  const ledger = await openLedger(transaction, db, 'administrations', paths(db).administrations)
  return (author, whom, deed, now) =>
    ledger.append({ ...deed, by: author.uid, byName: author.name, whom, at: now, readers: [...WATCHERS] })
}

/** Tells the watchers in the same transaction that makes the change. */
export const tellWatchers = (transaction: Transaction, db: Firestore, notices: readonly Notice[]): void => {
  for (const notice of notices)
    transaction.set(paths(db).notices.doc(notice.id), { ...notice, readers: [notice.to] })
}

/** What makes a person who cannot safely sign in as before prove anew who they are. */
const SIGN_IN_AGAIN = {
  /** The password is known to somebody else, or may be: it is changed before anything else is read. */
  'require-password-change': { mustChangePassword: true, sessions: [] },
  /** The telephone with the second factor is lost. Taking it off the account is the caller's part. */
  'remove-second-factor': { sessions: [] },
} as const

/**
 * Ends every sign-in of a person up to `until`, by the clock of the tokens, and sets what the next sign-in must meet.
 */
export const resetSignIn = (
  db: Firestore,
  author: string,
  uid: string,
  did: keyof typeof SIGN_IN_AGAIN,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<Result<{ readonly uid: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const reference = paths(db).staff.doc(uid)
    const person = dataOf(await transaction.get(reference))
    if (person === null) return refused(refuse('staff.unknown'))
    const log = await administrationLog(transaction, db)
    transaction.update(reference, { ...SIGN_IN_AGAIN[did], signedInAfter: Math.floor(until / 1000) })
    log(who.value, uid, { did, before: null, after: { name: person.name } }, now)
    return ok({ uid })
  })

/** Stores where a person lives, or removes it. Used only to notice looks at neighbours. */
export const setHome = (
  db: Firestore,
  author: string,
  uid: string,
  home: Home | null,
  now: Instant,
): Promise<Result<{ readonly id: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const at = paths(db)
    const [person, account] = await readTogether<[StaffDocument, AccountDocument]>(
      transaction,
      at.staff.doc(uid),
      at.accounts.doc(uid),
    )
    if (person === null || account === null) return refused(refuse('staff.unknown'))
    const log = await administrationLog(transaction, db)
    const { home: _, ...rest } = account
    const kept: AccountDocument = home === null ? rest : { ...rest, home }
    transaction.set(at.accounts.doc(uid), kept)
    log(who.value, uid, { did: 'set-home', before: null, after: { name: person.name } }, now)
    return ok({ id: uid })
  })

/** Adds a unit, or changes what is given of it; its people stay, and what is left out. */
export const setUnit = (
  db: Firestore,
  author: string,
  { id, name, kind, section, duties, disciplineGroup, mechanisms }: Omit<SetUnit, 'type'>,
  now: Instant,
): Promise<Result<{ readonly id: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    if (!mayBeUnitId(id)) return refused(refuse('unit.id-taken'))
    const misfiled = mechanismsRefused(mechanisms ?? [], now)
    if (misfiled !== null) return refused(misfiled)
    const before = dataOf(await transaction.get(paths(db).units.doc(id)))
    const people = before ?? { leadersInCharge: [], handlers: [], principalLeaders: [] }
    const log = await administrationLog(transaction, db)
    const given = { name, kind, section, duties, disciplineGroup, mechanisms }
    const unit = { ...(before === null ? {} : unitShown(before)), ...unitShown(given) }
    transaction.set(paths(db).units.doc(id), { ...people, ...unit, id })
    log(
      who.value,
      id,
      { did: 'set-unit', before: before === null ? null : unitShown(before), after: unit },
      now,
    )
    return ok({ id })
  })

/** Sets how a person is told outside the app. */
export const setChannel = (
  db: Firestore,
  author: string,
  uid: string,
  channel: ChannelGiven,
  now: Instant,
): Promise<Result<{ readonly uid: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const kind = dataOf(await transaction.get(paths(db).channels.doc(uid)))?.kind ?? 'none'
    const log = await administrationLog(transaction, db)
    const put = await putChannel(transaction, db, author, uid, channel, now)
    if (!put.ok) return put
    log(who.value, uid, { did: 'set-channel', before: { kind }, after: { kind: channel.kind } }, now)
    return ok({ uid })
  })

/** Sends a message that never arrived once more. */
export const retryDelivery = async (
  db: Firestore,
  author: string,
  id: string,
  now: Instant,
): Promise<Result<Delivery>> => {
  const hours = await hoursOf(db)
  return db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const reference = paths(db).outbox.doc(id)
    const dead = dataOf(await transaction.get(reference))
    const delivery = revived(dead, now, hours)
    if (!delivery.ok || dead === null) return delivery
    const log = await administrationLog(transaction, db)
    transaction.set(reference, { ...dead, ...delivery.value })
    log(who.value, id, { did: 'retry-delivery', before: null, after: null }, now)
    return delivery
  })
}
