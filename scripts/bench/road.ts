import type { Firestore } from 'firebase-admin/firestore'
import { type Act, actsOn, entryFor } from '../../emulator-data/acts'
import { SAMPLE_MESSAGES } from '../../emulator-data/messages'
import type { Command } from '../../functions/src/domain/order/command'
import type { Instant } from '../../functions/src/domain/base/instant'
import { postKey } from '../../functions/src/domain/people/people'
import { personIn } from '../../emulator-data/crew'
import { carryOut } from '../../functions/src/orders/orders'
import { clerk, inForce, repeats, takeIn } from '../../functions/src/intake/transfers'

const MESSAGE = SAMPLE_MESSAGES.find(({ township }) => township === '360429102')!
const { title, text, category, matter, township, place, caller } = MESSAGE

export const ACTS = actsOn({
  title,
  category,
  township,
  place: place ?? '',
  entry: entryFor(matter, township),
})

/** An order that goes well, from the transfer to the archive, with two of the unit's steps recorded on the way. */
export const MAIN_ROAD: readonly Act[] = [
  ACTS.centreSigns,
  ACTS.verifies,
  ACTS.dispatches,
  ACTS.unitSigns,
  ACTS.informs,
  ACTS.looks,
  ACTS.answers,
  ACTS.leaderPasses,
  ACTS.passes,
  ACTS.hearsSatisfied,
  ACTS.archives,
]

export const rowOf = (cityNumber: string) => ({
  cityNumber,
  title,
  text,
  category,
  matter,
  township,
  place,
  transferredAt: null,
  calledAt: null,
  cityDeadline: null,
  urgent: null,
  caller,
})

/** The bench looks for nobody's calls. */
const NO_KEYS = { stored: () => [], sought: () => [] }

/** What the door for lists does with a list of one, without the door. */
export const bringInHere = async (db: Firestore, cityNumber: string, now: Instant): Promise<void> => {
  const incoming = { ...rowOf(cityNumber), transferredAt: now }
  const who = await clerk(db, { uid: 'clerk', actingAs: 'clerk' })
  const [rules, repeat] = await Promise.all([inForce(db), repeats(db, [incoming])])
  const taken = who.ok
    ? (repeat(incoming) ??
      (await takeIn(db, incoming, 'file', { who: who.value, now, keys: NO_KEYS, ...rules })))
    : who
  if (!taken.ok) throw new Error(`${cityNumber} was not taken in: ${taken.refusal.code}`)
}

/** What the door for commands does, without the door. */
export const giveHere = async (
  db: Firestore,
  order: string,
  id: string,
  { by, type, data }: Act,
  expectedVersion: number,
  now: Instant,
): Promise<number> => {
  const author = { uid: personIn(by).uid, actingAs: postKey(by) }
  const given = { id, type, expectedVersion, data } as Command
  const done = await carryOut(db, author, order, given, now)
  if (!done.ok) throw new Error(`${type} was refused: ${done.refusal.code}`)
  return done.value.version
}
