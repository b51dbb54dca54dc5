/**
 * Opens Word and Excel files, which are zips. It never trusts what the zip says of itself and never goes past a bound.
 */
import { DOCX, type FileType, XLSX } from '../domain/evidence/file-type'
import { refused, ok, type Refusal, refuse, type Result } from '../domain/base/refusal'
import { unsafe, type Unsafe, unsafeInOffice, unsafePlace } from '../domain/evidence/unsafe-content'

const MIB = 1024 * 1024
/** More than any report has. A file beyond this is a bomb or a mistake. */
const MOST = { parts: 4000, partBytes: 64 * MIB, bytes: 256 * MIB, ratio: 150, ratioFrom: 8 * MIB }

const END = 0x06054b50
const END_BYTES = 22
const HAS_DESCRIPTOR = 8
const DESCRIPTOR = 0x08074b50

type ZipFile = Awaited<ReturnType<(typeof import('yauzl'))['fromBufferPromise']>>
type Entry = import('yauzl').Entry

/** Where the list of entries begins. Null unless the file ends with the list and nothing lies between or behind. */
const listStart = (whole: Buffer): number | null => {
  const end = whole.length - END_BYTES
  if (end < 0 || whole.readUInt32LE(end) !== END || whole.readUInt32LE(end + 4) !== 0) return null
  const start = whole.readUInt32LE(end + 16)
  return start + whole.readUInt32LE(end + 12) === end ? start : null
}

/** Whether the bytes after an entry's data are the record of its sizes, in one of its possible lengths. */
const isDescriptor = (whole: Buffer, entry: Entry, from: number, to: number): boolean => {
  const length = to - from
  const isSigned = length % 8 === 0
  if (![12, 16, 20, 24].includes(length)) return false
  return (
    (!isSigned || whole.readUInt32LE(from) === DESCRIPTOR) &&
    whole.readUInt32LE(isSigned ? from + 4 : from) === entry.crc32
  )
}

/**
 * The entries, if they lie one behind the other from the first byte to the list, each with the same head as in the
 * list. So nothing is hidden that only another program's way of reading would find.
 */
const entriesOf = async (zip: ZipFile, whole: Buffer): Promise<Entry[] | null> => {
  const end = listStart(whole)
  if (end === null || zip.entryCount > MOST.parts) return null
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  const inPlace = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  let at = 0
  for (const [index, entry] of inPlace.entries()) {
    if (entry.relativeOffsetOfLocalHeader !== at) return null
    const head = await zip.readLocalFileHeaderPromise(entry)
    const hasDescriptor = (entry.generalPurposeBitFlag & HAS_DESCRIPTOR) !== 0
    const isAsListed =
      head.fileName.equals(entry.fileNameRaw) &&
      head.compressionMethod === entry.compressionMethod &&
      head.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
      (hasDescriptor ||
        (head.compressedSize === entry.compressedSize &&
          head.uncompressedSize === entry.uncompressedSize &&
          head.crc32 === entry.crc32))
    if (!isAsListed || entry.isEncrypted() || ![0, 8].includes(entry.compressionMethod)) return null
    const dataEnd = head.fileDataStart + entry.compressedSize
    const next = inPlace[index + 1]?.relativeOffsetOfLocalHeader ?? end
    if (hasDescriptor ? !isDescriptor(whole, entry, dataEnd, next) : dataEnd !== next) return null
    at = next
  }
  const names = new Set(entries.map(({ fileName }) => fileName.toLowerCase()))
  return at === end && names.size === entries.length ? entries : null
}

const isTooMuch = (entries: readonly Entry[]): boolean =>
  entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0) > MOST.bytes ||
  entries.some(
    ({ uncompressedSize, compressedSize }) =>
      uncompressedSize > MOST.partBytes ||
      (uncompressedSize > MOST.ratioFrom && uncompressedSize > compressedSize * MOST.ratio),
  )

/** The entry unpacked. If more comes than the list says, yauzl ends with an error. */
const unpacked = async (zip: ZipFile, entry: Entry): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const PICTURE_STARTS = [
  'ffd8ff',
  '89504e47',
  '47494638',
  '424d',
  '49492a00',
  '4d4d002a',
  '52494646',
  '4949bc01',
  'd7cdc69a',
  '01000900',
  '01000000',
]
const PROGRAM_STARTS = ['d0cf11e0', '4d5a', '504b0304', '7f454c46', '25504446', '2321', '7b5c7274']
const startsAs = (bytes: Buffer, starts: readonly string[]): boolean => {
  const start = bytes.toString('hex', 0, 4)
  return starts.some((each) => start.startsWith(each))
}

/** What is wrong with one part, by its name and content; null if nothing is. A part of an unknown kind is refused. */
const unsafePart = (name: string, bytes: Buffer): Unsafe | null => {
  const place = unsafePlace(name)
  if (place !== null) return place
  if (name.endsWith('/')) return bytes.length === 0 ? null : 'hidden'
  if (/\.(xml|rels|vml|svg)$/i.test(name)) return unsafeInOffice(name, bytes.toString('latin1'))
  if (/\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|webp)$/i.test(name))
    return startsAs(bytes, PICTURE_STARTS) ? null : 'embedded'
  // Fonts are kept scrambled, and Excel keeps the settings of the printer in a `.bin`.
  if (/\/fonts\/[^/]+\.odttf$|\/printerSettings\/[^/]+\.bin$/.test(name))
    return startsAs(bytes, PROGRAM_STARTS) ? 'embedded' : null
  return 'embedded'
}

/** The kind of the main part, as the list of contents names it. */
const MAIN: Readonly<Record<string, string>> = {
  [DOCX]: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  [XLSX]: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
}

/** Why an Office file of that type is not let in; null if it is. */
export const officeForbidden = async (whole: Buffer, type: FileType): Promise<Refusal | null> => {
  const opened = await open(whole)
  if (!opened.ok) return opened.refusal
  const { zip, entries } = opened.value
  if (isTooMuch(entries)) return unsafe('too-much')
  try {
    for (const entry of entries) {
      const bytes = await unpacked(zip, entry)
      const what = unsafePart(entry.fileName, bytes)
      if (what !== null) return unsafe(what)
      if (entry.fileName === '[Content_Types].xml' && !bytes.includes(MAIN[type] ?? '\0'))
        return refuse('evidence.unreadable')
    }
  } catch {
    return refuse('evidence.unreadable')
  }
  return null
}

const open = async (
  whole: Buffer,
): Promise<Result<{ readonly zip: ZipFile; readonly entries: readonly Entry[] }>> => {
  const { fromBufferPromise } = await import('yauzl')
  try {
    const zip = await fromBufferPromise(whole, { lazyEntries: true, strictFileNames: true, autoClose: false })
    const entries = await entriesOf(zip, whole)
    return entries === null ? refused(unsafe('hidden')) : ok({ zip, entries })
  } catch {
    return refused(refuse('evidence.unreadable'))
  }
}
