import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { canonical } from '../domain/base/canonical'
import type { Instant } from '../domain/base/instant'
import { ok, refuse, refused, type Result } from '../domain/base/refusal'
import { NO_FACTS } from '../domain/commands/facts'
import { handle } from '../domain/commands/handle'
import { type Apart, withFlags } from '../domain/order/apart'
import type { Command } from '../domain/order/command'
import type { Order } from '../domain/order/order'
import type { Who } from '../domain/people/people'
import { maskedWords } from '../orders/caller-says'
import { whole, write } from '../orders/orders'
import { sha256 } from '../platform/sha256'
import type { CallerDocument, CityMessageDocument, SettingsDocument } from '../schema/documents'
import type { Later } from '../schema/transfer'
import { calendarOf, policyOf, present } from '../store/county'
import { paths, readTogether } from '../store/paths'
import { signatureKept } from './transfers'

/** An order is sent again, or merged, a few times at most. */
const LINKS_AT_MOST = 20

/**
 * The order that the city means by a number: its own where a file had brought in another, the latest of those it sent again. Who calls again
 * about an order that was merged, calls about the one that it goes on in; only a recall is about itself.
 */
const orderMeant = async (
  transaction: Transaction,
  db: Firestore,
  { cityNumber, kind }: Later,
): Promise<Order | null> => {
  const at = paths(db)
  let id = cityNumber
  for (let link = 0; link < LINKS_AT_MOST; link++) {
    const [found, flags] = await readTogether<[Order, Apart]>(transaction, at.order(id), at.flags(id))
    if (found === null) return null
    const order = withFlags(found, flags)
    const citys = order.source === 'file' ? order.double : null
    const next = citys ?? order.again ?? (kind === 'recall' ? undefined : order.mergedInto)
    if (next === undefined) return whole(order, db, transaction)
    id = next
  }
  return null
}

const commandOf = (said: Later, { version }: Order, text: string): Command => {
  // The city judges by what it knows itself, and has seen no version.
  const envelope = { id: `city-${said.id}`, expectedVersion: version }
  switch (said.kind) {
    case 'urge':
      return { ...envelope, type: 'urge', data: { note: text } }
    case 'supplement':
      return { ...envelope, type: 'supplement', data: { text } }
    case 'recall':
      return { ...envelope, type: 'recall', data: { document: said.document, reason: text } }
  }
}

/**
 * What the city says of an order that it sent before: the caller presses or adds something, or the city takes it back. Once for each id of
 * the city's, however often and late it comes. Before the order is there it is refused, so that the city comes again.
 */
export const takeSaid = (
  db: Firestore,
  said: Later,
  { who, now, signature }: { readonly who: Who; readonly now: Instant; readonly signature: string },
): Promise<Result<'new' | 'already'>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const used = at.feedSignatures.doc(sha256(signature))
    const message = at.cityMessages.doc(said.id)
    const digest = sha256(canonical(said))
    const [signed, before, settings] = await readTogether<
      [{ readonly expiresAt: Date }, CityMessageDocument, SettingsDocument]
    >(transaction, used, message, at.settings)
    if (signed !== null) return refused(refuse('feed.replayed'))
    if (before !== null) {
      if (before.digest !== digest) return refused(refuse('feed.other-message', { number: said.id }))
      transaction.create(used, signatureKept(now))
      return ok('already')
    }
    const order = await orderMeant(transaction, db, said)
    if (order === null) return refused(refuse('feed.no-order', { number: said.cityNumber }))
    const county = present(settings)
    const [policy, { guard }, [caller]] = await Promise.all([
      policyOf(db, order.policyVersion),
      policyOf(db, county.policyVersion),
      readTogether<[CallerDocument]>(transaction, at.caller(order.id)),
    ])
    const command = commandOf(said, order, maskedWords(said.text, caller))
    const context = { now, who, policy, guard, calendar: calendarOf(county), caller: null, ...NO_FACTS }
    const handled = handle(order, command, context, sha256)
    if (!handled.ok) return handled
    write(transaction, db, order, handled.value)
    transaction.create(message, { order: order.id, digest, at: now })
    transaction.create(used, signatureKept(now))
    const { version } = handled.value.order
    if (said.text !== '')
      transaction.create(at.said(order.id).doc(String(version)), {
        at: now,
        type: said.kind,
        text: said.text,
      })
    return ok('new')
  })
