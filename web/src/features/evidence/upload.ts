/** One file's way to the order. A lost line costs only the part under way: the next try sends what is missing. */
import type { Answers, Asks } from '@contract/callables'
import { LIMITS } from '@contract/limits'
import type { EvidenceKind } from '@domain/evidence/evidence'
import { nameForbidden, nameOtherwise } from '@domain/evidence/file-name'
import { fileTypeOf, HEAD_BYTES, TAIL_BYTES } from '@domain/evidence/file-type'
import { type AnsweredRefusal, refuse } from '@domain/base/refusal'
import { persist } from '../../asking/persist'
import type { Answer } from '../../firebase/doors'
import { base64Of, hashOf, sliceOf } from './bytes'

/** The door of evidence. */
export type EvidenceDoor = <const A extends Asks<'evidence'>>(
  asks: A,
) => Promise<Answer<Answers<'evidence', A>>>

export interface Place {
  readonly order: string
  readonly actingAs: string
  readonly kind: EvidenceKind
}

export type Uploaded =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'refused'; readonly refusal: AnsweredRefusal }
  /** The line is down for longer than was waited; asking again goes on where it broke. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'stopped' }

export interface Watch {
  /** How much of the file is over there. */
  readonly sent: (bytes: number) => void
  readonly begun: (id: string) => void
  readonly isStopped: () => boolean
  /** Before the next try after one that was lost, the first after 0; false when it is time to give up. */
  readonly wait: (tries: number) => Promise<boolean>
}

/** Until the line is up again, or a little longer each time. */
export const waitForLine = (tries: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (tries >= 4) {
      resolve(false)
      return
    }
    const on = (): void => {
      clearTimeout(timer)
      removeEventListener('online', on)
      resolve(true)
    }
    const timer = setTimeout(on, 1000 * 2 ** tries)
    addEventListener('online', on)
  })

/** The end of a long name, where its extension is. */
const nameOf = (file: File): string => file.name.trim().slice(-LIMITS.fileName)

export const upload = async (
  file: File,
  { order, actingAs, kind }: Place,
  door: EvidenceDoor,
  watch: Watch,
): Promise<Uploaded> => {
  const at = { order, actingAs }
  const ask = <const A extends Asks<'evidence'>>(asks: A): Promise<Answer<Answers<'evidence', A>>> =>
    persist(
      () => door(asks),
      (tries) => !watch.isStopped() && watch.wait(tries),
    )

  let sha256: string
  try {
    const head = await sliceOf(file, 0, HEAD_BYTES)
    const tail = await sliceOf(file, Math.max(0, file.size - TAIL_BYTES), file.size)
    // The server judges this as well, but only when all has been sent.
    const type = fileTypeOf(head, tail)
    const name = nameOf(file)
    const refusal =
      type === null ? refuse('evidence.wrong-type') : (nameForbidden(name) ?? nameOtherwise(name, type))
    if (refusal !== null) return { kind: 'refused', refusal }
    sha256 = await hashOf(file)
  } catch {
    return { kind: 'unreadable' }
  }
  if (watch.isStopped()) return { kind: 'stopped' }

  const begun = await ask({
    ...at,
    type: 'begin',
    kind,
    fileName: nameOf(file),
    bytes: file.size,
    sha256,
  })
  if (begun.kind !== 'done') return begun
  const { id, partBytes, received, done } = begun.value
  watch.begun(id)
  if (done) return { kind: 'done', id }

  const count = Math.ceil(file.size / partBytes)
  const missing = Array.from({ length: count }, (_, index) => index).filter(
    (index) => !received.includes(index),
  )
  const lengthOf = (index: number): number => Math.min(partBytes, file.size - index * partBytes)
  let sent = received.reduce((sum, index) => sum + lengthOf(index), 0)
  watch.sent(sent)
  for (const index of missing) {
    if (watch.isStopped()) return { kind: 'stopped' }
    const data = await base64Of(file.slice(index * partBytes, (index + 1) * partBytes)).catch(() => null)
    if (data === null) return { kind: 'unreadable' }
    const answer = await ask({ ...at, type: 'part', id, index, data })
    if (answer.kind !== 'done') return answer
    sent += lengthOf(index)
    watch.sent(sent)
  }
  if (watch.isStopped()) return { kind: 'stopped' }
  const finished = await ask({ ...at, type: 'finish', id })
  return finished.kind === 'done' ? { kind: 'done', id } : finished
}
