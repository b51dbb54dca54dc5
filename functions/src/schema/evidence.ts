import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { EVIDENCE_KINDS, PART_BYTES } from '../domain/evidence/evidence'
import { documentId, onOrder } from './ids'
import { line } from './text'

const id = z.string().regex(/^[0-9a-f]{40}$/)
const index = z.int().min(0).max(100_000)
/** `domain/evidence/file-name.ts` says which characters it may contain. */
const fileName = z.string().min(1).max(LIMITS.fileName)

/** What the `evidence` door takes. */
export const evidenceRequest = z.discriminatedUnion('type', [
  z.strictObject({
    ...onOrder,
    type: z.literal('begin'),
    kind: z.enum(EVIDENCE_KINDS),
    fileName,
    bytes: z.int().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({
    ...onOrder,
    type: z.literal('part'),
    id,
    index,
    data: z.base64().max(Math.ceil(PART_BYTES / 3) * 4),
  }),
  z.strictObject({ ...onOrder, type: z.literal('finish'), id }),
  z.strictObject({ ...onOrder, type: z.literal('discard'), id }),
  z.strictObject({ ...onOrder, type: z.literal('look'), id, why: line() }),
  z.strictObject({ ...onOrder, type: z.literal('read'), id, look: documentId, index }),
])
