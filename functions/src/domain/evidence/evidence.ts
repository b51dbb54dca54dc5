import type { Instant } from '../base/instant'

/** What a piece of evidence 佐证材料 is for; a command asks for the kinds its clause names. */
export const EVIDENCE_KINDS = [
  'return-form', // R3.2: the signed and sealed 工单退回申请表
  'instruction', // R2.4: the leader's signed instruction 领导批示
  'minutes', // R2.3, R4.1, R11: minutes of a consultation or a panel 会议纪要
  'approval', // R8.2: the principal leader's approval 主要领导审核意见
  'city-reply', // R5.3, R8.3: the city centre's written decision 市中心批复
  'proof', // everything that shows how an order was handled: photos, recordings, legal texts 证明材料
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]

/**
 * A file that was uploaded whole and checked, as a decision sees it. Its bytes lie where no client reaches them
 * (R16.1).
 */
export interface Evidence {
  readonly id: string
  readonly order: string
  readonly kind: EvidenceKind
  /** The name of the uploader's file. */
  readonly name: string
  /** By its content, not its name: `image/jpeg`, `application/pdf` … */
  readonly type: string
  /** Size of the kept file, bytes. A picture is drawn anew, so its size differs from the upload. */
  readonly bytes: number
  /** Hash of the file as its uploader had it, in hexadecimal. */
  readonly sha256: string
  readonly by: string
  /** The uploader's unit; null for the centre and the county's bodies. */
  readonly unit: string | null
  readonly at: Instant
}

/**
 * Small enough to arrive over a village's slow line before anyone gives up. A broken connection costs one part, not the
 * file.
 */
export const PART_BYTES = 1024 * 1024

export const partCount = (bytes: number): number => Math.ceil(bytes / PART_BYTES)

/** How long a part must be: all but the last are full. Zero for a part number that the file does not have. */
export const partLength = (bytes: number, index: number): number =>
  Math.max(0, Math.min(PART_BYTES, bytes - index * PART_BYTES))
