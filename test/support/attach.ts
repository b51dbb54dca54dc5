import type { EvidenceKind } from '../../functions/src/domain/evidence/evidence'
import { call } from './county'
import { FILES, hashOf } from './files'
import type { Acting, CallAnswer } from './system'

/** The evidence door, as a person in a post. */
export const evidence = <T = unknown>(
  [uid, actingAs]: Acting,
  order: string,
  request: Readonly<Record<string, unknown>>,
): Promise<CallAnswer<T>> => call<T>(uid, 'evidence', { order, actingAs, ...request })

/** Begins to upload a small file; gives its id. */
export const begin = async (who: Acting, order: string, kind: EvidenceKind = 'proof'): Promise<string> => {
  const file = FILES.pdf
  const answer = await evidence<{ id: string }>(who, order, {
    type: 'begin',
    kind,
    fileName: '说明.pdf',
    bytes: file.length,
    sha256: hashOf(file),
  })
  if (!answer.ok) throw new Error(`an upload to ${order} was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.result.id
}

export const partOf = (id: string) =>
  ({ type: 'part', id, index: 0, data: FILES.pdf.toString('base64') }) as const

/** Uploads a small file whole; gives its id. */
export const attach = async (who: Acting, order: string, kind: EvidenceKind = 'proof'): Promise<string> => {
  const id = await begin(who, order, kind)
  for (const request of [partOf(id), { type: 'finish', id }]) {
    const answer = await evidence(who, order, request)
    if (!answer.ok) throw new Error(`evidence of ${order} was refused: ${JSON.stringify(answer.refusal)}`)
  }
  return id
}
