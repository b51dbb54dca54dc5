import type { Firestore } from 'firebase-admin/firestore'
import { actingAs } from '../domain/order/access'
import type { Calendar } from '../domain/time/calendar'
import { canonical } from '../domain/base/canonical'
import { besideImport, isAfterItsEnd, sentAgain, type Transfer } from '../domain/commands/transfer'
import { receive, receiveAgain, receiveBeside } from '../domain/commands/handle'
import { type Instant, MINUTE } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import { CENTRE_ROLES, type Who } from '../domain/people/people'
import { callerIds } from '../domain/people/caller-ids'
import type { CallerKeys } from '../platform/caller-keys'
import { type Caller, masked } from '../domain/people/personal-data'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { isAlreadyThere } from '../platform/already-there'
import { sha256 } from '../platform/sha256'
import type { Policy } from '../domain/policy/policy'
import type { CallerDocument } from '../schema/documents'
import { calendarOf, policyOf, readSettings } from '../store/county'
import { whole, write } from '../orders/orders'
import { dataOf, paths, readTogether } from '../store/paths'

/** A work order as the city sends it, with the caller in it. */
export interface Incoming extends Omit<Transfer, 'contactable' | 'source' | 'matterSaid' | 'urgentSaid'> {
  /** In the city's own words. */
  readonly matter: string | null
  /** In the city's own words; null where it says none. */
  readonly urgent: string | null
  readonly caller: Caller
  /** Set where a list does not say when it was transferred: then it is never a new transfer of a closed order. */
  readonly undated?: true
}

/** How long an accepted signature is kept: longer than it could be played again. */
const SIGNATURE_KEPT = 15 * MINUTE

export const signatureKept = (now: Instant): { readonly expiresAt: Date } => ({
  expiresAt: new Date(now + SIGNATURE_KEPT),
})

/** The policy and the calendar that orders begin under now. */
export const inForce = async (
  db: Firestore,
): Promise<{ readonly policy: Policy; readonly calendar: Calendar }> => {
  const settings = await readSettings(db)
  return { policy: await policyOf(db, settings.policyVersion), calendar: calendarOf(settings) }
}

/** Tells a repeat from another order with the same number, without storing the content a second time. */
const digestOf = (incoming: Incoming): string =>
  // A file need not say when it was transferred; then the time differs each time it is read.
  sha256(
    canonical({
      ...incoming,
      transferredAt: undefined,
      undated: undefined,
      // An earlier release had no such field, and its orders are to be known again.
      urgent: incoming.urgent ?? undefined,
    }),
  )

const isNewTransfer = (
  { undated, transferredAt }: Incoming,
  order: Pick<Order, 'archivedAt'> | null,
): boolean => undated !== true && order !== null && isAfterItsEnd(order, transferredAt)

const repeated = (digest: string | undefined, incoming: Incoming): Result<'already'> =>
  digest === digestOf(incoming)
    ? ok('already')
    : refused(refuse('transfer.other-content', { number: incoming.cityNumber }))

/**
 * For each number whose order exists already: the answer to taking it in again; null where that has to be looked at, since
 * it may be a new transfer of a closed order.
 */
export const repeats = async (
  db: Firestore,
  all: readonly Incoming[],
): Promise<(incoming: Incoming) => Result<'already'> | null> => {
  const callers = all.map(({ cityNumber }) => paths(db).caller(cityNumber))
  if (callers.length === 0) return () => null
  const [snapshots, orders] = await Promise.all([
    db.getAll(...callers, { fieldMask: ['digest'] }),
    db.getAll(...all.map(({ cityNumber }) => paths(db).order(cityNumber)), { fieldMask: ['archivedAt'] }),
  ])
  const endOf = new Map(
    orders.map((each) => [each.id, { archivedAt: (each.get('archivedAt') as number | undefined) ?? null }]),
  )
  const digests = new Map(
    snapshots.flatMap((each, index) =>
      each.exists ? [[all[index]!.cityNumber, each.get('digest') as string]] : [],
    ),
  )
  return (incoming) => {
    const digest = digests.get(incoming.cityNumber)
    if (digest === undefined || isNewTransfer(incoming, endOf.get(incoming.cityNumber) ?? null)) return null
    return repeated(digest, incoming)
  }
}

type Intake = {
  readonly keys: CallerKeys
  readonly who: Who
  readonly now: Instant
  readonly policy: Policy
  readonly calendar: Calendar
}

/** What the order says, with the caller masked out of it. */
const factsOf = (
  { caller, matter, urgent, undated: _undated, ...facts }: Incoming,
  source: Transfer['source'],
): Transfer => ({
  ...facts,
  title: masked(facts.title, caller),
  text: masked(facts.text, caller),
  urgentSaid: urgent,
  matterSaid: matter === null ? null : masked(matter, caller),
  place: facts.place === null ? null : masked(facts.place, caller),
  contactable: caller.phone.trim() !== '',
  source,
})

const privatePart = (incoming: Incoming, { keys }: Pick<Intake, 'keys'>): CallerDocument => ({
  ...incoming.caller,
  keys: keys.stored(callerIds(incoming.caller)),
  transferredAt: incoming.transferredAt,
  title: incoming.title,
  text: incoming.text,
  digest: digestOf(incoming),
})

const commandOf = ({ cityNumber }: Incoming): string => `transfer-${cityNumber}`

const replayed = (): Result<never> => refused(refuse('feed.replayed'))

/**
 * Takes a city transfer in, once: the order with its text masked, its first event, and the caller's data in the private
 * part. All of it is one write, which fails as a whole if the number is already there. The same transfer again is
 * `already`. Other content under a used number is refused, and so is a signature that was used before. If the number
 * came from a file and the city sends other content, both are kept: see `takeInBeside`.
 */
export const takeIn = async (
  db: Firestore,
  incoming: Incoming,
  source: Transfer['source'],
  context: Intake,
  signature: string | null = null,
): Promise<Result<'new' | 'already'>> => {
  const { cityNumber } = incoming
  const facts = factsOf(incoming, source)
  const received = receive(cityNumber, commandOf(incoming), facts, context, sha256)
  if (!received.ok) return received
  const at = paths(db)
  const batch = db.batch()
  const used = signature === null ? null : at.feedSignatures.doc(sha256(signature))
  const signed = signatureKept(context.now)
  if (used !== null) batch.create(used, signed)
  write(batch, db, null, received.value)
  batch.create(at.caller(cityNumber), privatePart(incoming, context))
  try {
    await batch.commit()
    return ok('new')
  } catch (error) {
    if (!isAlreadyThere(error)) throw error
  }
  if (used !== null) {
    try {
      await used.create(signed)
    } catch (error) {
      if (isAlreadyThere(error)) return replayed()
      throw error
    }
  }
  const first = dataOf(await at.order(cityNumber).get())
  if (isNewTransfer(incoming, first)) return takeInAgain(db, incoming, facts, context)
  const again = repeated(dataOf(await at.caller(cityNumber).get())?.digest, incoming)
  return again.ok || source === 'file' ? again : takeInBeside(db, incoming, facts, context, again)
}

/**
 * A push by the city is stronger than an import: the city's order comes in beside the imported one, and both say so.
 * Under a number that the city itself pushed, other content stays refused.
 */
const takeInBeside = (
  db: Firestore,
  incoming: Incoming,
  facts: Transfer,
  context: Intake,
  otherwise: Result<'new' | 'already'>,
): Promise<Result<'new' | 'already'>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const id = besideImport(incoming.cityNumber)
    const [order, beside] = await readTogether<[Order, CallerDocument]>(
      transaction,
      at.order(incoming.cityNumber),
      at.caller(id),
    )
    if (beside !== null) return repeated(beside.digest, incoming)
    if (order?.source !== 'file') return otherwise
    const imported = await whole(order, db, transaction)
    const both = receiveBeside(imported, id, commandOf(incoming), facts, context, sha256)
    if (!both.ok) return both
    write(transaction, db, null, both.value.pushed)
    transaction.create(at.caller(id), privatePart(incoming, context))
    write(transaction, db, imported, both.value.imported)
    return ok('new')
  })

/**
 * The city transfers an order again that is closed: a new order with a window of its own, linked to the former. Which of
 * its orders a transfer belongs to, its time decides: so a repeat, however late, changes nothing.
 */
const takeInAgain = (
  db: Firestore,
  incoming: Incoming,
  facts: Transfer,
  context: Intake,
): Promise<Result<'new' | 'already'>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    let id = incoming.cityNumber
    for (let nth = 2; ; nth++) {
      const [order, caller] = await readTogether<[Order, CallerDocument]>(
        transaction,
        at.order(id),
        at.caller(id),
      )
      if (order === null) throw new Error(`order ${id} is named and not there`)
      if (!isNewTransfer(incoming, order)) return repeated(caller?.digest, incoming)
      if (order.again !== undefined) {
        id = order.again
        continue
      }
      const closed = await whole(order, db, transaction)
      id = sentAgain(incoming.cityNumber, nth)
      const both = receiveAgain(closed, id, `${commandOf(incoming)}-${nth}`, facts, context, sha256)
      if (!both.ok) return both
      write(transaction, db, null, both.value.again)
      transaction.create(at.caller(id), privatePart(incoming, context))
      write(transaction, db, closed, both.value.closed)
      return ok('new')
    }
  })

/** The author as a person of the county centre: only the centre brings orders in from lists. */
export const clerk = async (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
): Promise<Result<Who>> => {
  const person = dataOf(await paths(db).staff.doc(author.uid).get())
  const who = actingAs(author.uid, person, author.actingAs)
  if (!who.ok || (CENTRE_ROLES as readonly string[]).includes(who.value.post.role)) return who
  return refused(refuse('access.wrong-role', { role: who.value.post.role }))
}
