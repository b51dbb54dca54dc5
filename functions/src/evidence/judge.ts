import { nameForbidden, nameOtherwise } from '../domain/evidence/file-name'
import { DOCX, fileTypeOf, type FileType, HEAD_BYTES, TAIL_BYTES, XLSX } from '../domain/evidence/file-type'
import { isRecording, takeOutPlaces } from '../domain/evidence/recording'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { scanForbidden } from '../platform/scanner'
import type { Judge, Judged } from './evidence'
import { officeForbidden } from './office'
import { pdfForbidden } from './pdf'
import { redrawn, redrawnAsJpeg } from './picture'

/** What others call these types. */
const ALSO: Readonly<Record<string, FileType>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'image/heif': 'image/heic',
}

/**
 * A second opinion, from a library that knows what other types begin the same way. Archives are not checked with it: we
 * open them ourselves.
 */
const isSeenAs = async (whole: Buffer, type: FileType): Promise<boolean> => {
  const { fileTypeFromBuffer } = await import('file-type')
  const seen = (await fileTypeFromBuffer(whole.subarray(0, TAIL_BYTES)))?.mime ?? ''
  return (ALSO[seen] ?? seen) === type
}

const content = async (whole: Buffer, type: FileType): Promise<Result<Judged>> => {
  if (type === DOCX || type === XLSX) {
    const refusal = await officeForbidden(whole, type)
    return refusal === null ? ok({ type, bytes: whole }) : refused(refusal)
  }
  if (!(await isSeenAs(whole, type))) return refused(refuse('evidence.wrong-type'))
  if (type === 'application/pdf') {
    const refusal = await pdfForbidden(whole)
    return refusal === null ? ok({ type, bytes: whole }) : refused(refusal)
  }
  if (type === 'image/jpeg' || type === 'image/png') {
    const bytes = await redrawn(whole, type)
    return bytes.ok ? ok({ type, bytes: bytes.value }) : bytes
  }
  if (type === 'image/heic') {
    const bytes = await redrawnAsJpeg(whole)
    return bytes.ok ? ok({ type: 'image/jpeg', bytes: bytes.value }) : bytes
  }
  if (!isRecording(whole, type)) return refused(refuse('evidence.unreadable'))
  takeOutPlaces(whole)
  return ok({ type, bytes: whole })
}

/**
 * Judges a file that has arrived whole: its name, the scanner's word where there is one, and its content. It answers
 * the bytes to keep: pictures are drawn anew and places are taken out. For this it may change `whole`.
 */
export const judge: Judge = async (whole, name) => {
  const type = fileTypeOf(whole.subarray(0, HEAD_BYTES), whole.subarray(-TAIL_BYTES))
  if (type === null) return refused(refuse('evidence.wrong-type'))
  const refusal = nameForbidden(name) ?? nameOtherwise(name, type) ?? (await scanForbidden(whole))
  return refusal === null ? content(whole, type) : refused(refusal)
}
