import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { storedZip } from '../../scripts/local/stored-zip'

/** Files of every kind that is let in, as small as they can be and still be of their kind. */
const bytes = (...parts: readonly (string | readonly number[] | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = {
  word: ['word/document.xml', 'wordprocessingml.document.main+xml', '<w:document/>'],
  xl: ['xl/workbook.xml', 'spreadsheetml.sheet.main+xml', '<workbook/>'],
} as const

export const relationships = (...each: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${RELATIONSHIPS}">${each.join('')}</Relationships>`
export const relationship = (kind: string, target: string, more = ''): string =>
  `<Relationship Id="r${kind}" Type="${OFFICE}/${kind}" Target="${target}"${more}/>`

/** The parts of a small Word or Excel file, with others beside them or in place of them. */
export const officeParts = (
  kind: keyof typeof MAIN,
  more: Readonly<Record<string, string | Buffer>> = {},
): Record<string, Buffer> => {
  const [main, type, root] = MAIN[kind]
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml':
      '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}"/></Types>`,
    '_rels/.rels': relationships(relationship('officeDocument', main)),
    [main]: root,
    ...more,
  }
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, Buffer.from(part)]))
}
const office = (...given: Parameters<typeof officeParts>): Buffer => storedZip(officeParts(...given))

/** A PDF of these objects, the first of which is its catalogue; `more` goes into its trailer. */
export const pdfOf = (objects: readonly (string | Buffer)[], more = ''): Buffer => {
  const parts: Buffer[] = [bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], '\n')]
  const offsets: number[] = []
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0)
  for (const [index, object] of objects.entries()) {
    offsets.push(length())
    parts.push(bytes(`${String(index + 1)} 0 obj\n`, object, '\nendobj\n'))
  }
  const start = length()
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  const count = String(objects.length + 1)
  parts.push(
    bytes(
      `xref\n0 ${count}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${count}/Root 1 0 R${more}>>\n`,
      `startxref\n${String(start)}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
export const PAGES = [
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
]
const CATALOGUE = '<</Type/Catalog/Pages 2 0 R>>'

/** A stream object, packed. */
export const packed = (dictionary: string, content: string | Buffer): Buffer => {
  const data = deflateSync(Buffer.from(content))
  return bytes(
    `<<${dictionary}/Filter/FlateDecode/Length ${String(data.length)}>>\nstream\n`,
    data,
    '\nendstream',
  )
}

const chunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(data, crc32(Buffer.from(type))))
  return Buffer.concat([length, Buffer.from(type), data, sum])
}
/** A PNG that says it has this many pixels each way, and has as many rows of one colour as `rows`. */
export const pngOf = (width: number, height: number, rows = height): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Two frames of silence. */
const frames = Buffer.concat(
  Array.from({ length: 2 }, () => bytes([0xff, 0xfb, 0x90, 0x64], Buffer.alloc(413))),
)
export const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const inside = Buffer.concat(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(inside.length + 8)
  return bytes(length, type, inside)
}
const film = (brand: string, ...moov: readonly Buffer[]): Buffer =>
  Buffer.concat([
    box('ftyp', bytes(brand, [0, 0, 2, 0], 'isom')),
    box('moov', ...moov),
    box('mdat', Buffer.alloc(64)),
  ])

/** A sound recording of so many bytes, no two of its parts alike. */
export const recording = (length: number, seed = 0): Buffer => {
  const made = Buffer.alloc(length)
  for (let at = 0; at < length; at++) made[at] = (at * 31 + (at >> 8) * 7 + seed) & 0xff
  const head = bytes(
    'RIFF',
    Buffer.alloc(4),
    'WAVEfmt ',
    [16, 0, 0, 0, 1, 0, 1, 0],
    Buffer.alloc(12),
    'data',
    Buffer.alloc(4),
  )
  head.writeUInt32LE(length - 8, 4)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt32LE(0x100002, 32)
  head.writeUInt32LE(length - head.length, 40)
  head.copy(made)
  return made
}

export const filmWith = film

/** 64 by 48 brown pixels, made with `heif-enc -q 10` (Debian's libheif-examples): no npm package makes one. */
const HEIC =
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA' +
  'AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAGAACAAEAAAAAAAAA' +
  'AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAA' +
  'ALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQED' +
  'cAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlz' +
  'cGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGlt' +
  'ZwACAAEAAQAAACBtZGF0AAAAFCgBrwQY+Mpx1//zah+QgLUUSEec'

export const FILES = {
  jpeg: await sharp({ create: { width: 8, height: 8, channels: 3, background: '#407040' } })
    .jpeg()
    .toBuffer(),
  png: pngOf(8, 8),
  heic: Buffer.from(HEIC, 'base64'),
  pdf: pdfOf([CATALOGUE, ...PAGES]),
  mp3: bytes('ID3', [3, 0, 0, 0, 0, 0, 0], frames),
  mp3Bare: frames,
  m4a: film('M4A '),
  wav: recording(200),
  amr: bytes('#!AMR\n', [0x3c], Buffer.alloc(31), [0x3c], Buffer.alloc(31)),
  mp4: film('isom'),
  mov: film('qt  '),
  '3gp': film('3gp4'),
  docx: office('word'),
  xlsx: office('xl', { 'xl/printerSettings/printerSettings1.bin': 'paper' }),
} as const

/** Files that are not let in, as their first and last bytes tell. */
export const OTHER_FILES = {
  nothing: bytes(),
  text: bytes('请看材料'),
  page: bytes('<!doctype html><script>alert(1)</script>'),
  drawing: bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  program: bytes('MZ', [0x90, 0, 3, 0, 0, 0]),
  script: bytes('#!/bin/sh\n'),
  commands: bytes('@echo off\r\ndel /q *.*\r\n'),
  gif: bytes('GIF89a'),
  avif: bytes([0, 0, 0, 24], 'ftypavif', [0, 0, 0, 0]),
  utf16: bytes([0xff, 0xfe, 0x61, 0]),
  avi: bytes('RIFF', [36, 0, 0, 0], 'AVI LIST'),
  pdfFurtherOn: bytes('MZ', [0x90, 0], '%PDF-1.7'),
  archive: storedZip({ 'setup.exe': Buffer.from('MZ') }),
  slides: storedZip({
    '[Content_Types].xml': Buffer.from('<x/>'),
    'ppt/presentation.xml': Buffer.from('<x/>'),
  }),
  notQuiteDocument: storedZip({ 'word/document.xml': Buffer.from('<x/>') }),
  documentCutOff: office('word').subarray(0, -30),
} as const

export const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex')
