import { z } from 'zod'
import { EVIDENCE_KINDS, PART_BYTES } from '../domain/evidence/evidence'
import { documentId } from './commands'
import { line } from './text'

const envelope = { order: documentId, actingAs: z.string().max(100) }
const id = z.string().regex(/^[0-9a-f]{40}$/)
const index = z.int().min(0).max(100_000)
/** What may stand in it is said sign by sign: `domain/evidence/file-name.ts`. */
const fileName = z.string().min(1).max(150)

/** What the `evidence` door takes. */
export const evidenceRequest = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('begin'),
    kind: z.enum(EVIDENCE_KINDS),
    fileName,
    bytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal('part'),
    id,
    index,
    data: z.base64().max(Math.ceil(PART_BYTES / 3) * 4),
  }),
  z.strictObject({ ...envelope, type: z.literal('finish'), id }),
  z.strictObject({ ...envelope, type: z.literal('discard'), id }),
  z.strictObject({ ...envelope, type: z.literal('look'), id, why: line() }),
  z.strictObject({ ...envelope, type: z.literal('read'), id, look: documentId, index }),
])
export type EvidenceRequest = z.infer<typeof evidenceRequest>
export type EvidenceBeginning = Omit<
  Extract<EvidenceRequest, { type: 'begin' }>,
  'type' | 'order' | 'actingAs'
>
