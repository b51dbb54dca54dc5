import type { EvidenceKind } from '../domain/evidence/evidence'
import type { Ask, Nothing, OnOrder } from './ask'

/** A file as its uploader declares it. */
export interface EvidenceDeclared {
  readonly kind: EvidenceKind
  readonly fileName: string
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
}

export interface EvidenceBegun {
  readonly id: string
  readonly partBytes: number
  /** Parts that are there already. */
  readonly received: readonly number[]
  /** It is there whole already. */
  readonly done: boolean
}

export interface EvidenceAttached {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: number
}

export interface EvidenceShown {
  /** The id of the look; the other parts are read under it. */
  readonly look: string
  /** How many more looks there may be now. */
  readonly left: number
  /** The name we give the file. */
  readonly name: string
  readonly type: string
  readonly bytes: number
  /** The first part, base64. */
  readonly data: string
}

type On<Type extends string, Said> = OnOrder & { readonly type: Type } & Said
interface OfFile {
  readonly id: string
}

/** The only way for evidence, in and out (R16.1). */
export type EvidenceAsk =
  | Ask<On<'begin', EvidenceDeclared>, EvidenceBegun>
  | Ask<On<'part', OfFile & { readonly index: number; readonly data: string }>, Nothing>
  | Ask<On<'finish', OfFile>, EvidenceAttached>
  | Ask<On<'discard', OfFile>, Nothing>
  | Ask<On<'look', OfFile & { readonly why: string }>, EvidenceShown>
  | Ask<On<'read', OfFile & { readonly look: string; readonly index: number }>, { readonly data: string }>
