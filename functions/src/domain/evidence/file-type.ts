/**
 * What kind of file some bytes are. A name can claim anything. Only the kinds that these offices use as evidence are
 * let in, and a program disguised as a photo is not. This is the first check, which the web runs too; the server opens
 * the file.
 */
export const FILE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/heic',
  'application/pdf',
  'audio/mpeg',
  'audio/mp4',
  'audio/wav',
  'audio/amr',
  'video/mp4',
  'video/quicktime',
  'video/3gpp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const
export type FileType = (typeof FILE_TYPES)[number]

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/**
 * The extensions of such a file, the usual one first. Telephones name sound `.m4a` and film `.mp4` although the
 * container belongs to another family.
 */
export const EXTENSIONS: Readonly<Record<FileType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'audio/wav': ['wav'],
  'audio/amr': ['amr'],
  'video/mp4': ['mp4', 'm4a'],
  'video/quicktime': ['mov'],
  'video/3gpp': ['3gp', 'mp4'],
  [DOCX]: ['docx'],
  [XLSX]: ['xlsx'],
}

/** How many bytes of a file's beginning and of its end are needed to tell. A shorter file is given whole, twice. */
export const HEAD_BYTES = 64
export const TAIL_BYTES = 256 * 1024

const ascii = (bytes: Uint8Array, from: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** The sync word of an MPEG layer III frame, with no field set to what the standard reserves. */
const isMp3Frame = ([first, second = 0, third = 0]: Uint8Array): boolean => {
  const version = (second >> 3) & 3
  const layer = (second >> 1) & 3
  const bitrate = third >> 4
  const rate = (third >> 2) & 3
  return (
    first === 0xff && second >> 5 === 7 && version !== 1 && layer === 1 && bitrate % 15 !== 0 && rate !== 3
  )
}

/** The text after `ftyp`, by kind of file. */
const BRANDS: readonly (readonly [FileType, RegExp])[] = [
  ['audio/mp4', /^M4[AB] $/],
  ['video/mp4', /^(isom|iso[2-6]|mp4[12]|avc1|M4V |MSNV)$/],
  ['video/quicktime', /^qt {2}$/],
  ['video/3gpp', /^3g[egprs][4-9]$/],
  ['image/heic', /^(hei[cx]|mif1)$/],
]

/** A zip's list of entries lies at its end. After it comes only a record that says where the list begins. */
const zipNames = (tail: Uint8Array): readonly string[] | null => {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const end = lastIndexOf(view, END_OF_LIST)
  if (end < 0 || end + 22 > tail.length) return null
  const start = end - view.getUint32(end + 12, true)
  const names: string[] = []
  let at = start
  while (at >= 0 && at + 46 <= end && view.getUint32(at, true) === LIST_ENTRY) {
    const name = view.getUint16(at + 28, true)
    names.push(ascii(tail, at + 46, Math.min(name, 1024)))
    at += 46 + name + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return at === end ? names : null
}
const END_OF_LIST = 0x06054b50
const LIST_ENTRY = 0x02014b50

const lastIndexOf = (view: DataView, signature: number): number => {
  for (let at = view.byteLength - 22; at >= 0; at--) if (view.getUint32(at, true) === signature) return at
  return -1
}

const officeType = (tail: Uint8Array): FileType | null => {
  const names = zipNames(tail)
  if (names === null || !names.includes('[Content_Types].xml')) return null
  if (names.includes('word/document.xml')) return DOCX
  return names.includes('xl/workbook.xml') ? XLSX : null
}

/** The type by the first and last bytes of the file; null for everything that is not let in. */
export const fileTypeOf = (head: Uint8Array, tail: Uint8Array): FileType | null => {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (ascii(head, 0, 5) === '%PDF-') return 'application/pdf'
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WAVE') return 'audio/wav'
  if (ascii(head, 0, 6) === '#!AMR\n' || ascii(head, 0, 9) === '#!AMR-WB\n') return 'audio/amr'
  if (ascii(head, 0, 3) === 'ID3' && (head[3] ?? 0xff) < 0xff && (head[4] ?? 0xff) < 0xff) return 'audio/mpeg'
  if (isMp3Frame(head)) return 'audio/mpeg'
  if (ascii(head, 4, 4) === 'ftyp') {
    const brand = ascii(head, 8, 4)
    return BRANDS.find(([, brands]) => brands.test(brand))?.[0] ?? null
  }
  return startsWith(head, 0x50, 0x4b, 0x03, 0x04) ? officeType(tail) : null
}
