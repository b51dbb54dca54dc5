import {
  type DocumentReference,
  FieldPath,
  type Firestore,
  type Transaction,
  type WithFieldValue,
} from 'firebase-admin/firestore'
import type { CommandDone } from '../contract/command'
import { actingAs, readable } from '../domain/order/access'
import {
  type Apart,
  apart,
  FLAGS,
  forInspectors,
  recordsBeside,
  together,
  withFlags,
} from '../domain/order/apart'
import type { CallerAtHand } from '../domain/order/caller-words'
import type { Command, Facts } from '../domain/order/command'
import { namesIn } from '../domain/commands/facts'
import { withoutCallersWords } from './caller-says'
import { wordsIn } from '../domain/commands/written'
import { handle, type Handled, repeated, ringDue } from '../domain/commands/handle'
import { canonical } from '../domain/base/canonical'
import { dayNumberOf, type Instant } from '../domain/base/instant'
import { type Listing, listingsOf } from '../domain/listings/listing'
import { matterKeysOf, type MatterSomewhere } from '../domain/matters/matter'
import { type MatterTree, NO_MATTERS } from '../domain/matters/tree'
import type { Order } from '../domain/order/order'
import { type Acting, postOfKey, standingOf } from '../domain/people/people'
import type { Policy } from '../domain/policy/policy'
import { ok, type Result } from '../domain/base/refusal'
import { sha256 } from '../platform/sha256'
import type { SettingsDocument, StaffDocument } from '../schema/documents'
import { calendarOf, mattersInForce, policyOf, present } from '../store/county'
import { dataOf, paths, readAll, readTogether } from '../store/paths'
import { KEYS_AT_ONCE, ordersOnMatter } from '../store/queries'

/** A transaction or a batch. */
interface Writer {
  readonly create: <T>(reference: DocumentReference<T>, document: WithFieldValue<T>) => unknown
  readonly set: <T>(reference: DocumentReference<T>, document: WithFieldValue<T>) => unknown
  readonly delete: (reference: DocumentReference) => unknown
}

/**
 * Writes what was decided: the order with its listings, and its new events. The one way in which an order is written.
 * `before` is the order as it was, whole; an order or an event that is there and should not be makes the whole fail.
 */
export const write = (
  writer: Writer,
  db: Firestore,
  before: Order | null,
  { order, events }: Handled,
): void => {
  const at = paths(db)
  const { shown, records } = apart(order)
  if (before === null) writer.create(at.order(order.id), shown)
  else writer.set(at.order(order.id), shown)
  for (const record of records) writer.set(at.apart(order.id).doc(record.id), record)
  const inspected = forInspectors(order)
  if (inspected !== null) writer.set(at.inspections.doc(order.id), inspected)
  else if (before !== null && forInspectors(before) !== null) {
    // The only flag was taken back: nobody inspects it any more.
    writer.delete(at.inspections.doc(order.id))
    writer.delete(at.inspectionListings.doc(order.id))
    writer.delete(at.apart(order.id).doc(FLAGS))
  }
  writeListings(writer, db, before, order)
  for (const event of events) writer.create(at.events(order.id).doc(String(event.version)), event)
}

/** A listing that says the same as before is not written again: most reminders and steps change none. */
const writeListings = (writer: Writer, db: Firestore, before: Order | null, after: Order): void => {
  const at = paths(db)
  const [was, is] = [before && listingsOf(before), listingsOf(after)]
  const isNew = (one: Listing | null | undefined, other: Listing | null): other is Listing =>
    other !== null && (one == null || canonical(one) !== canonical(other))
  if (isNew(was?.listing, is.listing)) writer.set(at.listings.doc(after.id), is.listing)
  if (isNew(was?.inspection, is.inspection)) writer.set(at.inspectionListings.doc(after.id), is.inspection)
}

/** Writes an order's listings as the order has them, whatever they say; for the nightly check, and for orders that have none. */
export const relist = (db: Firestore, orderId: string): Promise<void> =>
  db.runTransaction(async (transaction) => {
    const found = dataOf(await transaction.get(paths(db).order(orderId)))
    if (found !== null) writeListings(transaction, db, null, await whole(found, db, transaction))
  })

/**
 * The order whole again, with what lies beside it. Its document does not say whether it is flagged, so the flags are
 * looked for each time. The rest costs one more read only where it exists, and most orders have none.
 */
export const whole = async (
  document: Order,
  db: Firestore,
  // Firestore reads many as its transactions do, though its type is not as general.
  reader = db as unknown as Pick<Transaction, 'getAll'>,
): Promise<Order> => {
  const [flags] = await readAll(reader, [paths(db).flags(document.id)])
  return withRest(withFlags(document, flags ?? null), db, reader)
}

const withRest = async (order: Order, db: Firestore, reader: Pick<Transaction, 'getAll'>): Promise<Order> => {
  const beside = recordsBeside(order).map((id) => paths(db).apart(order.id).doc(id))
  return together(order, await readAll(reader, beside))
}

/** One person's command on one order, from the rights it is given with to the last write, in one transaction. */
export const carryOut = (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  command: Command,
  now: Instant,
): Promise<Result<CommandDone>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [found, flags, person, settings] = await readTogether<
      [Order, Apart, StaffDocument, SettingsDocument]
    >(transaction, at.order(orderId), at.flags(orderId), at.staff.doc(author.uid), at.settings)
    const who = actingAs(author.uid, person, author.actingAs)
    if (!who.ok) return who
    const order = readable(withFlags(found, flags), who.value)
    if (!order.ok) return order
    const before = repeated(order.value, command.id)
    if (before !== null) return ok({ version: before, repeated: true })

    const county = present(settings)
    const [policy, { guard }] = await Promise.all([
      policyOf(db, order.value.policyVersion),
      policyOf(db, county.policyVersion),
    ])
    const [complete, { facts, named }, caller] = await Promise.all([
      withRest(order.value, db, transaction),
      factsFor(transaction, db, order.value, command, { policy, county, now, who: who.value }),
      callerFor(transaction, db, order.value, command, { uid: author.uid, now }),
    ])
    const told = withoutCallersWords(command, caller?.data ?? null)
    const handled = handle(
      complete,
      told,
      {
        now,
        who: who.value,
        policy,
        guard,
        calendar: calendarOf(county),
        caller: told === command ? caller : null,
        ...facts,
      },
      sha256,
    )
    if (!handled.ok) {
      if (handled.refusal.code === 'text.caller-data')
        countRefusal(transaction, db, order.value, author.uid, { day: dayNumberOf(now), before: caller })
      return handled
    }
    write(transaction, db, complete, handled.value)
    if (handled.value.other !== null) write(transaction, db, facts.other, handled.value.other)
    const { version } = handled.value.order
    if (command.type === 'supplement')
      transaction.create(at.said(orderId).doc(String(version)), {
        at: now,
        type: command.type,
        text: command.data.text.trim(),
      })
    withhold(transaction, db, newlyAccused(complete, handled.value.order, named))
    return ok({ version, repeated: false })
  })

interface NamedPerson {
  readonly uid: string
  readonly staff: StaffDocument
}

/** Of the staff that a command names, those whom the order accuses since. */
const newlyAccused = (before: Order, after: Order, named: readonly NamedPerson[]): NamedPerson[] =>
  named.filter(({ uid }) => after.accusedPersons.includes(uid) && !before.accusedPersons.includes(uid))

/** R16.2: from now on, orders that accuse somebody are left out of these persons' lists. */
const withhold = (writer: Pick<Transaction, 'set'>, db: Firestore, accused: readonly NamedPerson[]): void => {
  for (const { uid, staff } of accused) {
    const posts = staff.posts.flatMap((key) => postOfKey(key) ?? [])
    writer.set(paths(db).staff.doc(uid), { ...staff, ...standingOf(uid, posts, staff.active, true) })
  }
}

/** Reads the facts that the command's rule declares and nothing else. Most commands need none. */
const factsFor = async (
  transaction: Transaction,
  db: Firestore,
  order: Order,
  command: Command,
  {
    policy,
    county,
    now,
    who,
  }: {
    readonly policy: Policy
    readonly county: SettingsDocument
    readonly now: Instant
    readonly who: Acting
  },
): Promise<{ readonly facts: Facts; readonly named: readonly NamedPerson[] }> => {
  const at = paths(db)
  const names = namesIn(order, command)
  const matters = names.matters ? await mattersInForce(db, county, now) : NO_MATTERS
  const [units, named, entry, evidence, sameMatter, other] = await Promise.all([
    readAll(
      transaction,
      names.units.map((unit) => at.units.doc(unit)),
    ),
    personsNamed(transaction, db, names.persons),
    names.catalogueEntry === null ? null : transaction.get(at.catalogue.doc(names.catalogueEntry)),
    readAll(
      transaction,
      names.evidence.map((id) => at.evidence(order.id).doc(id)),
    ),
    names.sameMatter === null ? 0 : countSameMatter(db, order, names.sameMatter, { matters, policy, now }),
    names.other === null ? null : otherOrder(transaction, db, names.other, who),
  ])
  return {
    facts: {
      units,
      persons: named.map(({ uid, staff: { name } }) => ({ uid, name })),
      catalogueEntry: entry === null ? null : dataOf(entry),
      evidence,
      matters,
      sameMatter,
      other,
    },
    named,
  }
}

/** The other order that a command names, whole, if its author may read that one, too. */
const otherOrder = async (
  transaction: Transaction,
  db: Firestore,
  id: string,
  who: Acting,
): Promise<Order | null> => {
  const at = paths(db)
  const [found, flags] = await readTogether<[Order, Apart]>(transaction, at.order(id), at.flags(id))
  const order = readable(withFlags(found, flags), who)
  return order.ok ? withRest(order.value, db, transaction) : null
}

/** Who the order is about, to compare a command's words with (R16.1). One more read, only if the command has words. */
const callerFor = async (
  transaction: Transaction,
  db: Firestore,
  order: Order,
  command: Command,
  { uid, now }: { readonly uid: string; readonly now: Instant },
): Promise<CallerAtHand | null> => {
  if (Object.keys(wordsIn(command)).length === 0) return null
  const found = dataOf(await transaction.get(paths(db).caller(order.id)))
  if (found === null) return null
  const before = found.refused?.[uid]
  return { data: found, refusedToday: before?.day === dayNumberOf(now) ? before.times : 0 }
}

/** The only trace of a refusal: it is counted, so that nobody can go on guessing who called. */
const countRefusal = (
  transaction: Transaction,
  db: Firestore,
  order: Order,
  uid: string,
  { day, before }: { readonly day: number; readonly before: CallerAtHand | null },
): void => {
  const times = (before?.refusedToday ?? 0) + 1
  transaction.update(paths(db).caller(order.id), new FieldPath('refused', uid), { day, times })
}

const personsNamed = async (
  transaction: Transaction,
  db: Firestore,
  uids: readonly string[],
): Promise<NamedPerson[]> => {
  if (uids.length === 0) return []
  const people = await transaction.getAll(...[...new Set(uids)].map((uid) => paths(db).staff.doc(uid)))
  return people.flatMap((person) => {
    const staff = dataOf(person)
    return staff === null ? [] : { uid: person.id, staff }
  })
}

/** How many other orders on the same matter there are. Outside the transaction: a count must not hold up other verifications. */
const countSameMatter = async (
  db: Firestore,
  order: Order,
  where: MatterSomewhere,
  {
    matters,
    policy: { inspectAfter },
    now,
  }: { readonly matters: MatterTree; readonly policy: Policy; readonly now: Instant },
): Promise<number> => {
  const keys = matterKeysOf(matters, where)
  const found: string[] = []
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = ordersOnMatter(
      db,
      keys.slice(from, from + KEYS_AT_ONCE),
      now - inspectAfter.repeatWithin,
    ).limit(inspectAfter.repeats + 1)
    found.push(...(await some.get()).docs.map(({ id }) => id))
  }
  return found.filter((id) => id !== order.id).length
}

/**
 * What an alarm does: rings everything due by `now`. Says when the order must be rung next, and the name of that alarm.
 */
export const ring = (
  db: Firestore,
  orderId: string,
  now: Instant,
): Promise<{
  readonly rang: number
  readonly alarmAt: Instant | null
  readonly alarmVersion: number
} | null> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [found, settings] = await readTogether<[Order, SettingsDocument]>(
      transaction,
      at.order(orderId),
      at.settings,
    )
    if (found === null) return null
    const order = await whole(found, db, transaction)
    const office = {
      policy: await policyOf(db, order.policyVersion),
      calendar: calendarOf(present(settings)),
    }
    const rung = ringDue(order, now, office, sha256)
    if (rung.events.length > 0) write(transaction, db, order, rung)
    const { alarmAt, alarmVersion } = rung.order
    return { rang: rung.events.length, alarmAt, alarmVersion }
  })
