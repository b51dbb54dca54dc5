import { createHash } from 'node:crypto'
import { storedZip } from '../../scripts/local/stored-zip'

/** Files of every kind that is let in, as small as they can be and still be of their kind. */
const bytes = (...parts: readonly (string | readonly number[])[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )

const office = (...names: readonly string[]): Buffer =>
  storedZip(Object.fromEntries(['[Content_Types].xml', ...names].map((name) => [name, Buffer.from('<x/>')])))

export const FILES = {
  jpeg: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF\0'),
  png: bytes([0x89], 'PNG\r\n', [0x1a, 0x0a, 0, 0, 0, 13], 'IHDR'),
  pdf: bytes('%PDF-1.7\n%', [0xe2, 0xe3], '\n1 0 obj'),
  mp3: bytes('ID3', [3, 0, 0, 0, 0, 0, 0]),
  mp3Bare: bytes([0xff, 0xfb, 0x90, 0x64, 0, 0]),
  m4a: bytes([0, 0, 0, 28], 'ftypM4A ', [0, 0, 0, 0]),
  wav: bytes('RIFF', [36, 0, 0, 0], 'WAVEfmt '),
  mp4: bytes([0, 0, 0, 32], 'ftypisom', [0, 0, 2, 0]),
  docx: office('_rels/.rels', 'word/document.xml'),
  xlsx: office('xl/workbook.xml', 'xl/printerSettings/printerSettings1.bin'),
} as const

/** What is not let in. */
export const OTHER_FILES = {
  nothing: bytes(),
  text: bytes('请看材料'),
  page: bytes('<!doctype html><script>alert(1)</script>'),
  drawing: bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  program: bytes('MZ', [0x90, 0, 3, 0, 0, 0]),
  script: bytes('#!/bin/sh\n'),
  gif: bytes('GIF89a'),
  heic: bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0]),
  utf16: bytes([0xff, 0xfe, 0x61, 0]),
  avi: bytes('RIFF', [36, 0, 0, 0], 'AVI LIST'),
  pdfFurtherOn: bytes('MZ', [0x90, 0], '%PDF-1.7'),
  archive: storedZip({ 'setup.exe': Buffer.from('MZ') }),
  slides: office('ppt/presentation.xml'),
  documentWithMacros: office('word/document.xml', 'word/vbaProject.bin'),
  sheetWithProgram: office('xl/workbook.xml', 'xl/embeddings/oleObject1.bin'),
  notQuiteDocument: storedZip({ 'word/document.xml': Buffer.from('<x/>') }),
  documentCutOff: office('word/document.xml').subarray(0, -30),
} as const

/** A JPEG of this many bytes, no two of its parts alike. */
export const photo = (length: number, seed = 0): Buffer => {
  const made = Buffer.alloc(length)
  for (let at = 0; at < length; at++) made[at] = (at * 31 + (at >> 8) * 7 + seed) & 0xff
  FILES.jpeg.copy(made)
  return made
}

export const hashOf = (file: Buffer): string => createHash('sha256').update(file).digest('hex')
