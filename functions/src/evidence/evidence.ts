import { randomUUID } from 'node:crypto'
import type { Firestore, Transaction } from 'firebase-admin/firestore'
import type { Nothing } from '../contract/ask'
import type { EvidenceAttached, EvidenceBegun, EvidenceDeclared } from '../contract/evidence'
import { actingAs, readable } from '../domain/order/access'
import { type Apart, withFlags } from '../domain/order/apart'
import { PART_BYTES, partCount, partLength } from '../domain/evidence/evidence'
import {
  attachForbidden,
  beyondLimits,
  discardForbidden,
  evidenceReaders,
  mayLookAt,
} from '../domain/confidential/evidence-access'
import { nameForbidden, servedName } from '../domain/evidence/file-name'
import type { FileType } from '../domain/evidence/file-type'
import { DAY, type Instant } from '../domain/base/instant'
import type { Order } from '../domain/order/order'
import type { Who } from '../domain/people/people'
import { personalDataIn } from '../domain/people/personal-data'
import { refused, ok, refuse, type Refusal, type Result } from '../domain/base/refusal'
import { sha256 } from '../platform/sha256'
import type { EvidenceDocument, StaffDocument, UploadDocument } from '../schema/documents'
import * as bytes from '../platform/bytes'
import { policyOf } from '../store/county'
import { paths, readTogether } from '../store/paths'
import { evidenceOfOrder, historyOf, uploadsInOrder } from '../store/queries'

export interface Author {
  readonly uid: string
  readonly actingAs: string
}

/** How long a broken-off upload can be taken up again. */
const KEPT = 7 * DAY

interface Scene {
  readonly order: Order
  readonly who: Who
  readonly evidence: EvidenceDocument | null
  /** The upload under that id, begun by this person in this post. */
  readonly upload: UploadDocument | null
}

/**
 * The order and what there is under the id, for a person in their post. Whether they may read the order is checked
 * first. If they may not, an order that exists gets the same answer as one that does not (R16.2).
 */
const scene = async (
  transaction: Transaction,
  db: Firestore,
  author: Author,
  orderId: string,
  id: string,
): Promise<Result<Scene>> => {
  const at = paths(db)
  const [found, flags, person, evidence, upload] = await readTogether<
    [Order, Apart, StaffDocument, EvidenceDocument, UploadDocument]
  >(
    transaction,
    at.order(orderId),
    at.flags(orderId),
    at.staff.doc(author.uid),
    at.evidence(orderId).doc(id),
    at.uploads.doc(id),
  )
  const who = actingAs(author.uid, person, author.actingAs)
  if (!who.ok) return who
  const order = readable(withFlags(found, flags), who.value)
  if (!order.ok) return order
  const isOwn = upload?.order === orderId && upload.by === author.uid && upload.actingAs === author.actingAs
  return ok({ order: order.value, who: who.value, evidence, upload: isOwn ? upload : null })
}

const read = (db: Firestore, author: Author, order: string, id: string): Promise<Result<Scene>> =>
  db.runTransaction((transaction) => scene(transaction, db, author, order, id), { readOnly: true })

/**
 * The id is the same for the same file, person and purpose. So a resumed upload finds its parts, and a file sent twice
 * is one piece of evidence.
 */
const idOf = (author: Author, order: string, { kind, sha256: hash }: EvidenceDeclared): string =>
  sha256(JSON.stringify([order, author.uid, author.actingAs, kind, hash])).slice(0, 40)

export const begin = async (
  db: Firestore,
  author: Author,
  orderId: string,
  declared: EvidenceDeclared,
  now: Instant,
): Promise<Result<EvidenceBegun>> => {
  const id = idOf(author, orderId, declared)
  const found = await read(db, author, orderId, id)
  if (!found.ok) return found
  const { order, who, evidence } = found.value
  const refusal =
    attachForbidden(order, who, declared.kind) ??
    nameForbidden(declared.fileName) ??
    namePersonal(declared.fileName)
  if (refusal !== null) return refused(refusal)
  if (evidence !== null) return ok({ id, partBytes: PART_BYTES, received: [], done: true })

  const policy = await policyOf(db, order.policyVersion)
  const [present, uploads] = await Promise.all([
    evidenceOfOrder(db, orderId, policy.evidence.perOrder).get(),
    uploadsInOrder(db, orderId, author.uid).get(),
  ])
  // Unfinished uploads count as well: otherwise somebody could fill the bucket by beginning without end.
  const begun = uploads.docs.filter((each) => each.id !== id && isAlive(each.data(), now)).length
  const beyond = beyondLimits(policy, declared.bytes, present.size + begun)
  if (beyond !== null) return refused(beyond)
  await paths(db)
    .uploads.doc(id)
    .set({
      order: orderId,
      kind: declared.kind,
      name: declared.fileName,
      bytes: declared.bytes,
      sha256: declared.sha256,
      by: author.uid,
      actingAs: author.actingAs,
      until: now + KEPT,
      expiresAt: new Date(now + KEPT),
    })
  const received = await bytes.receivedParts(id, declared.bytes)
  return ok({ id, partBytes: PART_BYTES, received, done: false })
}

const namePersonal = (fileName: string): Refusal | null =>
  personalDataIn({ fileName }) === null ? null : refuse('text.personal-data', { field: 'fileName' })

const isAlive = ({ until }: UploadDocument, now: Instant): boolean => until > now

/** The upload that this person is in the middle of, if they may still attach it. */
const underway = ({ order, who, upload }: Scene, now: Instant): Result<UploadDocument> => {
  if (upload === null || !isAlive(upload, now)) return refused(refuse('evidence.not-begun'))
  const refusal = attachForbidden(order, who, upload.kind)
  return refusal === null ? ok(upload) : refused(refusal)
}

export const takePart = async (
  db: Firestore,
  author: Author,
  orderId: string,
  { id, index, data }: { readonly id: string; readonly index: number; readonly data: string },
  now: Instant,
): Promise<Result<Nothing>> => {
  const found = await read(db, author, orderId, id)
  if (!found.ok) return found
  const upload = underway(found.value, now)
  if (!upload.ok) return upload
  const part = Buffer.from(data, 'base64')
  if (part.length === 0 || part.length !== partLength(upload.value.bytes, index))
    return refused(refuse('evidence.wrong-part'))
  await bytes.writePart(id, index, part)
  return ok({})
}

const attached = ({ id, name, type, bytes: size }: EvidenceDocument): EvidenceAttached => ({
  id,
  name,
  type,
  bytes: size,
})

/** What is kept of a file that was let in. */
export interface Judged {
  readonly type: FileType
  readonly bytes: Buffer
}
/** Judges a whole file: what of it is kept, or why it is refused. It may change the bytes it is given. */
export type Judge = (whole: Buffer, name: string) => Promise<Result<Judged>>

/** Joins the parts, judges the whole, and only then makes it evidence. Asked again, it gives the same answer. */
export const finish = async (
  db: Firestore,
  author: Author,
  orderId: string,
  id: string,
  judge: Judge,
  now: Instant,
): Promise<Result<EvidenceAttached>> => {
  const found = await read(db, author, orderId, id)
  if (!found.ok) return found
  if (found.value.evidence?.by === author.uid) return ok(attached(found.value.evidence))
  const upload = underway(found.value, now)
  if (!upload.ok) return upload
  const { bytes: size, sha256: declared, name, kind } = upload.value
  const missing = partCount(size) - (await bytes.receivedParts(id, size)).length
  if (missing > 0) return refused(refuse('evidence.incomplete', { missing }))

  const whole = await bytes.wholeOf(id, size)
  const judged: Result<Judged> =
    sha256(whole) === declared ? await judge(whole, name) : refused(refuse('evidence.other-content'))
  if (!judged.ok) {
    // A file that could not be scanned stays where it is; any other refused file is removed at once.
    if (judged.refusal.code !== 'evidence.not-scanned')
      await Promise.all([bytes.dropParts(id), paths(db).uploads.doc(id).delete()])
    return judged
  }
  const { type, bytes: kept } = judged.value
  // Each try has its own name, so a second try at the same time, or a late part, can never change what was judged.
  const object = `evidence/${orderId}/${id}/${randomUUID()}`
  await bytes.keep(object, kept, type, servedName({ order: orderId, kind, id, type }))
  const stored = { type, object, bytes: kept.length, storedSha256: sha256(kept) }
  const result = await admit(db, author, orderId, id, stored, now)
  if (!result.ok || result.value.object !== object) await bytes.dropObject(object)
  if (!result.ok) return result
  await bytes.dropParts(id)
  return ok(attached(result.value))
}

/** Writes the evidence down, once, if the order still takes it at that moment. */
const admit = (
  db: Firestore,
  author: Author,
  orderId: string,
  id: string,
  stored: Pick<EvidenceDocument, 'type' | 'object' | 'bytes' | 'storedSha256'>,
  now: Instant,
): Promise<Result<EvidenceDocument>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const found = await scene(transaction, db, author, orderId, id)
    if (!found.ok) return found
    if (found.value.evidence !== null) return ok(found.value.evidence)
    const upload = underway(found.value, now)
    if (!upload.ok) return upload
    const { order, who } = found.value
    const policy = await policyOf(db, order.policyVersion)
    const present = await transaction.get(evidenceOfOrder(db, orderId, policy.evidence.perOrder))
    const beyond = beyondLimits(policy, upload.value.bytes, present.size)
    if (beyond !== null) return refused(beyond)
    const { kind, name, sha256: hash } = upload.value
    const { unit } = who.post
    const document: EvidenceDocument = {
      id,
      order: orderId,
      kind,
      name,
      ...stored,
      sha256: hash,
      by: author.uid,
      unit,
      at: now,
      readers: evidenceReaders(order, { unit }),
    }
    transaction.create(at.evidence(orderId).doc(id), document)
    transaction.delete(at.uploads.doc(id))
    return ok(document)
  })

/** Removes a file that no command has named yet, whether its upload is complete or not. */
export const discard = async (
  db: Firestore,
  author: Author,
  orderId: string,
  id: string,
): Promise<Result<Nothing>> => {
  const taken = await db.runTransaction(
    async (transaction): Promise<Result<Pick<EvidenceDocument, 'object'> | null>> => {
      const found = await scene(transaction, db, author, orderId, id)
      if (!found.ok) return found
      const { order, who, evidence, upload } = found.value
      const mine = evidence ?? upload
      if (mine === null || (evidence !== null && !mayLookAt(order, evidence, who)))
        return refused(refuse('evidence.unknown'))
      const events = await transaction.get(historyOf(db, orderId))
      const refusal =
        attachForbidden(order, who, mine.kind) ??
        discardForbidden(
          { id, by: mine.by },
          author.uid,
          events.docs.map((event) => event.data()),
        )
      if (refusal !== null) return refused(refusal)
      transaction.delete(paths(db).evidence(orderId).doc(id))
      transaction.delete(paths(db).uploads.doc(id))
      return ok(evidence)
    },
  )
  if (!taken.ok) return taken
  if (taken.value !== null) await bytes.dropObject(taken.value.object)
  await bytes.dropParts(id)
  return ok({})
}
