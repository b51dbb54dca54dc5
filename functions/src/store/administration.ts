import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { actingAs } from '../domain/access'
import { type Delivery, revived } from '../domain/delivery'
import type { Instant } from '../domain/instant'
import { no, ok, refuse, type Result } from '../domain/refusal'
import { seated, type Seating, withPerson } from '../domain/seat'
import type { Administration, SetUnit } from '../schema/administration'
import type { ChannelGiven } from '../schema/channels'
import { putChannel } from './channels'
import { openLedger } from './ledger'
import { hoursOf } from './outbox'
import { dataOf, paths } from './paths'
import { ordersAccusing } from './queries'

/** Who may read the log of administration: those who watch the watchers, and the administrators themselves. */
const READERS = ['supervision', 'discipline', 'administration']

const allowed = async (transaction: Transaction, db: Firestore, author: string): Promise<Result<unknown>> =>
  actingAs(author, dataOf(await transaction.get(paths(db).staff.doc(author))), 'administrator')

/** Writes down who did what to whom or to what. */
export type LogAdministration = (
  author: string,
  did: Administration['type'],
  whom: string,
  now: Instant,
) => void

/** The log of administration, open to be written. Reads, so it comes before the transaction's first write. */
export const administrationLog = async (
  transaction: Transaction,
  db: Firestore,
): Promise<LogAdministration> => {
  const ledger = await openLedger(transaction, db, 'administrations', paths(db).administrations)
  return (author, did, whom, now) => {
    ledger.append({ by: author, did, whom, at: now, readers: READERS })
  }
}

/**
 * Makes a person what they are to be: their staff document, which decides at once what they may read and do, and the
 * units they belong to. Nobody takes their own administration away: there must be someone left to give it back.
 */
export const setStaff = (
  db: Firestore,
  author: string,
  uid: string,
  seating: Seating,
  now: Instant,
): Promise<Result<{ readonly uid: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await allowed(transaction, db, author)
    if (!who.ok) return who
    if (uid === author && !(seating.active && seating.posts.includes('administrator')))
      return no(refuse('staff.own-administration', 'access'))
    const units = (await transaction.get(paths(db).units)).docs.map((unit) => unit.data())
    const isAccused = !(await transaction.get(ordersAccusing(db, uid))).empty
    const person = seated(seating, units, isAccused)
    if (!person.ok) return person
    const log = await administrationLog(transaction, db)
    transaction.set(paths(db).staff.doc(uid), person.value)
    for (const unit of units) {
      const changed = withPerson(unit, uid, person.value)
      if (changed.handlers !== unit.handlers || changed.leadersInCharge !== unit.leadersInCharge)
        transaction.set(paths(db).units.doc(unit.id), changed)
    }
    log(author, 'set-staff', uid, now)
    return ok({ uid })
  })

/** Adds a unit, or changes its name, kind or section; its people stay. */
export const setUnit = (
  db: Firestore,
  author: string,
  { id, name, kind, section }: Omit<SetUnit, 'type' | 'actingAs'>,
  now: Instant,
): Promise<Result<{ readonly id: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await allowed(transaction, db, author)
    if (!who.ok) return who
    const before = dataOf(await transaction.get(paths(db).units.doc(id)))
    const { leadersInCharge, handlers } = before ?? { leadersInCharge: [], handlers: [] }
    const log = await administrationLog(transaction, db)
    transaction.set(paths(db).units.doc(id), { id, name, kind, section, leadersInCharge, handlers })
    log(author, 'set-unit', id, now)
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
    const who = await allowed(transaction, db, author)
    if (!who.ok) return who
    const log = await administrationLog(transaction, db)
    const put = await putChannel(transaction, db, author, uid, channel, now)
    if (!put.ok) return put
    log(author, 'set-channel', uid, now)
    return ok({ uid })
  })

/** Has a message that never arrived sent once more. */
export const retryDelivery = async (
  db: Firestore,
  author: string,
  id: string,
  now: Instant,
): Promise<Result<Delivery>> => {
  const hours = await hoursOf(db)
  return db.runTransaction(async (transaction) => {
    const who = await allowed(transaction, db, author)
    if (!who.ok) return who
    const reference = paths(db).outbox.doc(id)
    const dead = dataOf(await transaction.get(reference))
    const delivery = revived(dead, now, hours)
    if (!delivery.ok || dead === null) return delivery
    const log = await administrationLog(transaction, db)
    transaction.set(reference, { ...dead, ...delivery.value })
    log(author, 'retry-delivery', id, now)
    return delivery
  })
}
