/**
 * Looks into PDF files. Dictionaries say what a PDF does. They lie either open in the file or packed in object streams:
 * both are read as text, within a bound. Then a parser reads the document as a viewer would.
 */
import { constants, inflateRawSync } from 'node:zlib'
import { type Refusal, refuse } from '../domain/base/refusal'
import { unsafe, type Unsafe, unsafeInPdf } from '../domain/evidence/unsafe-content'

const MIB = 1024 * 1024
const MOST = { streams: 100_000, stream: 32 * MIB, all: 512 * MIB }
/**
 * How many packed bytes to unpack to see how a stream begins. Fewer are tried where the following bytes are damaged,
 * which viewers forgive.
 */
const TASTES = [512, 128, 48, 24]

const unreadable = (): Refusal => refuse('evidence.unreadable')

/** Without the sum at the end, which viewers do not look at. */
const inflate = (packed: Buffer, most: number): Buffer | null => {
  try {
    return inflateRawSync(packed.subarray(2), {
      maxOutputLength: most,
      finishFlush: constants.Z_SYNC_FLUSH,
    })
  } catch {
    return null
  }
}

const isPacked = (bytes: Buffer): boolean =>
  bytes.length > 2 && (bytes[0]! & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0

/** Object streams begin with the numbers of their objects. Any other stream that begins so is read as well. */
const mayHoldObjects = (start: Buffer): boolean =>
  /^[\s\0]*(?:%|\d+[\s\0]+\d)/.test(start.toString('latin1', 0, 64))

/** What is unsafe in packed objects, or why that cannot be known. */
const inStreams = (whole: Buffer, text: string): Refusal | null => {
  let left = MOST.all
  let streams = 0
  for (const { 0: sign, index } of text.matchAll(/stream\r?\n?/g)) {
    const packed = whole.subarray(index + sign.length)
    if (!isPacked(packed)) continue
    let start: Buffer | null = null
    for (const length of TASTES) start ??= inflate(packed.subarray(0, length), MIB)
    left -= start?.length ?? 0
    if (++streams > MOST.streams || left < 0) return unsafe('too-much')
    if (start === null || !mayHoldObjects(start)) continue
    const objects = inflate(packed, Math.min(MOST.stream, left))
    if (objects === null) return unsafe('too-much')
    left -= objects.length
    const what = unsafeInPdf(objects.toString('latin1'))
    if (what !== null) return unsafe(what)
  }
  return null
}

/**
 * The parser unpacks object and cross-reference streams without a bound, so they are unpacked here first, with one. All
 * programs pack them in the same way; another way could be used to evade this check, so it is refused.
 */
const unpackedByParser = (whole: Buffer, text: string): Refusal | null => {
  let left = MOST.all
  let streams = 0
  for (const { index } of text.matchAll(/\/(?:ObjStm|XRef)(?![A-Za-z])/g)) {
    const from = Math.max(0, index - REACH)
    const about = text.slice(from, index + REACH)
    const begin = about.lastIndexOf('obj', index - from) + 3
    const stream = /stream\r?\n?/.exec(about.slice(index - from))
    const end = stream === null ? about.length : index - from + stream.index
    if (/\/(?:ASCIIHex|ASCII85|LZW|RunLength|Crypt|AHx|A85|RL)/.test(about.slice(begin, end)))
      return unreadable()
    const packed = whole.subarray(from + end + (stream?.[0].length ?? 0))
    const unpacked = isPacked(packed) ? inflate(packed, Math.min(MOST.stream, left)) : null
    if (isPacked(packed) && unpacked === null) return unsafe('too-much')
    left -= unpacked?.length ?? 0
    if (++streams > MOST.streams || left <= 0) return unsafe('too-much')
  }
  return null
}
const REACH = 2000

/** Why a PDF is not let in; null if it is. */
export const pdfForbidden = async (whole: Buffer): Promise<Refusal | null> => {
  const text = whole.toString('latin1')
  const what: Unsafe | null = unsafeInPdf(text)
  if (what !== null) return unsafe(what)
  return inStreams(whole, text) ?? unpackedByParser(whole, text) ?? parsedForbidden(whole)
}

const parsedForbidden = async (whole: Buffer): Promise<Refusal | null> => {
  const { EncryptedPDFError, ParseSpeeds, PDFDocument, PDFStream } = await import('@cantoo/pdf-lib')
  try {
    const document = await PDFDocument.load(whole, {
      updateMetadata: false,
      throwOnInvalidObject: false,
      parseSpeed: ParseSpeeds.Fastest,
    })
    if (document.getPageCount() === 0) return unreadable()
    for (const [, object] of document.context.enumerateIndirectObjects()) {
      const what = unsafeInPdf(object instanceof PDFStream ? object.dict.toString() : object.toString())
      if (what !== null) return unsafe(what)
    }
    return null
  } catch (error) {
    return error instanceof EncryptedPDFError ? unsafe('encrypted') : unreadable()
  }
}
