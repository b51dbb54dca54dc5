import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { actingAs, readable } from '../domain/access'
import type { Command } from '../domain/commands/command'
import { handle, type Handled, repeated, ringDue } from '../domain/handle'
import type { Instant } from '../domain/instant'
import type { Order } from '../domain/order'
import { ok, type Result } from '../domain/refusal'
import { sha256 } from '../platform/sha256'
import type { SettingsDocument, StaffDocument } from '../schema/documents'
import { calendarOf, policyOf, present } from './county'
import { dataOf, paths, readTogether } from './paths'

/** Writes what was decided: the order and its new events. An event that is already there makes the whole fail. */
export const write = (
  writer: Pick<Transaction, 'set' | 'create'>,
  db: Firestore,
  { order, events }: Handled,
): void => {
  writer.set(paths(db).order(order.id), order)
  for (const event of events) writer.create(paths(db).events(order.id).doc(String(event.version)), event)
}

export interface Answer {
  readonly version: number
  /** The command had been done before; nothing was done now. */
  readonly repeated: boolean
}

/** One person's command on one order, from the rights it is given with to the last write, in one transaction. */
export const command = (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  orderId: string,
  command: Command,
  now: Instant,
): Promise<Result<Answer>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [found, person, settings] = await readTogether<[Order, StaffDocument, SettingsDocument]>(
      transaction,
      at.order(orderId),
      at.staff.doc(author.uid),
      at.settings,
    )
    const who = actingAs(author.uid, person, author.actingAs)
    if (!who.ok) return who
    const order = readable(found, person)
    if (!order.ok) return order
    const before = repeated(order.value, command.id)
    if (before !== null) return ok({ version: before, repeated: true })

    const handled = handle(
      order.value,
      command,
      {
        now,
        who: who.value,
        policy: await policyOf(db, order.value.policyVersion),
        calendar: calendarOf(present(settings)),
        ...(await dispatchFacts(transaction, db, command)),
      },
      sha256,
    )
    if (!handled.ok) return handled
    write(transaction, db, handled.value)
    return ok({ version: handled.value.order.version, repeated: false })
  })

/** What only a dispatch needs to know, so that other commands do not read it. */
const dispatchFacts = async (transaction: Transaction, db: Firestore, command: Command) => {
  if (command.type !== 'dispatch') return { unit: null, catalogueEntry: null }
  const { unit, basis } = command.data
  const at = paths(db)
  const [unitRead, entryRead] = await Promise.all([
    transaction.get(at.units.doc(unit)),
    basis.kind === 'catalogue' ? transaction.get(at.catalogue.doc(basis.entry)) : null,
  ])
  return { unit: dataOf(unitRead), catalogueEntry: entryRead === null ? null : dataOf(entryRead) }
}

/** What an alarm does: rings everything due by `now`. Says when the order must be rung next, and what that alarm is called. */
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
    const order = dataOf(await transaction.get(paths(db).order(orderId)))
    if (order === null) return null
    const rung = ringDue(order, now, sha256)
    if (rung.events.length > 0) write(transaction, db, rung)
    const { alarmAt, alarmVersion } = rung.order
    return { rang: rung.events.length, alarmAt, alarmVersion }
  })
