import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { EvidenceShown } from '../contract/evidence'
import { actingAs, readable } from '../domain/order/access'
import { type Apart, withFlags } from '../domain/order/apart'
import { partLength } from '../domain/evidence/evidence'
import { evidenceLookForbidden } from '../domain/confidential/evidence-access'
import { servedName } from '../domain/evidence/file-name'
import { type Instant, MINUTE } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import type { Who } from '../domain/people/people'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import type { EvidenceDocument, LookDocument, StaffDocument } from '../schema/documents'
import { readPart } from '../platform/bytes'
import type { Author } from './evidence'
import { noteRefused, takeLook } from '../confidential/looks'
import { dataOf, paths, readTogether } from '../store/paths'

/** How long the rest of a file can be read under one look: the time a large recording needs over a slow line. */
const LASTS = 10 * MINUTE

const lookedAt = async (
  transaction: Transaction,
  db: Firestore,
  author: Author,
  orderId: string,
  id: string,
  why: string | null,
): Promise<Result<{ readonly order: Order; readonly evidence: EvidenceDocument; readonly who: Who }>> => {
  const at = paths(db)
  const [found, flags, person, evidence] = await readTogether<
    [Order, Apart, StaffDocument, EvidenceDocument]
  >(transaction, at.order(orderId), at.flags(orderId), at.staff.doc(author.uid), at.evidence(orderId).doc(id))
  const who = actingAs(author.uid, person, author.actingAs)
  if (!who.ok) return who
  const order = readable(withFlags(found, flags), who.value)
  if (!order.ok) return order
  const refusal = evidenceLookForbidden(order.value, evidence, who.value, why)
  if (refusal !== null) return refused(refusal)
  return evidence === null
    ? refused(refuse('evidence.unknown'))
    : ok({ order: order.value, evidence, who: who.value })
}

/** R16.1: checks, writes down who looks at what and why, and only then reads the bytes. */
export const look = async (
  db: Firestore,
  author: Author,
  orderId: string,
  { id, why }: { readonly id: string; readonly why: string },
  now: Instant,
): Promise<Result<EvidenceShown>> => {
  const allowed = await db.runTransaction(async (transaction) => {
    const found = await lookedAt(transaction, db, author, orderId, id, why)
    if (!found.ok) {
      if (found.refusal.code === 'access.unknown-order') await noteRefused(transaction, db, author.uid, now)
      return found
    }
    const { order, who, evidence } = found.value
    const about = { order: orderId, what: 'evidence', evidence: id, why } as const
    const taken = await takeLook(transaction, db, who, order, about, now)
    return taken.ok ? ok({ evidence, ...taken.value }) : taken
  })
  if (!allowed.ok) return allowed
  const { object, type, bytes } = allowed.value.evidence
  const data = await readPart(object, bytes, 0)
  const { entry, left, evidence } = allowed.value
  const name = servedName(evidence)
  return ok({ look: entry, left, name, type, bytes, data: data.toString('base64') })
}

/** One more part of the file of a look. The right to it is checked every time. */
export const read = async (
  db: Firestore,
  author: Author,
  orderId: string,
  { id, look: lookId, index }: { readonly id: string; readonly look: string; readonly index: number },
  now: Instant,
): Promise<Result<{ readonly data: string }>> => {
  const entry = dataOf(await paths(db).looks.doc(lookId).get())
  const isOver = entry === null || !covers(entry, author, orderId, id) || now - entry.at > LASTS
  // The right to the order is checked first: an answer about the look would tell that the order exists.
  const allowed = await db.runTransaction(
    (transaction) => lookedAt(transaction, db, author, orderId, id, null),
    { readOnly: true },
  )
  if (!allowed.ok) return allowed
  if (isOver) return refused(refuse('evidence.look-over'))
  const { object, bytes } = allowed.value.evidence
  if (partLength(bytes, index) === 0) return refused(refuse('input.invalid', { fields: ['index'] }))
  return ok({ data: (await readPart(object, bytes, index)).toString('base64') })
}

const covers = (entry: LookDocument, author: Author, order: string, id: string): boolean =>
  entry.what === 'evidence' &&
  entry.evidence === id &&
  entry.order === order &&
  entry.by === author.uid &&
  entry.actingAs === author.actingAs
