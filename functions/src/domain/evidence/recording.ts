/** Sound and film as bytes: whether the whole file is what its first bytes say, and where it was recorded (R16.1). */
import type { FileType } from './file-type'

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const word = (bytes: Uint8Array, from: number, length = 4): string =>
  String.fromCharCode(...bytes.subarray(from, from + length))

interface Box {
  readonly type: string
  /** Where its content begins and ends. */
  readonly start: number
  readonly end: number
}

/** The boxes of an MP4 or a related format between two offsets; null unless they follow one another to the end. */
const boxesOf = (bytes: Uint8Array, from: number, to: number): Box[] | null => {
  const boxes: Box[] = []
  const data = view(bytes)
  let at = from
  while (at + 8 <= to) {
    const short = data.getUint32(at)
    const isLong = short === 1 && at + 16 <= to
    const size = isLong ? Number(data.getBigUint64(at + 8)) : short === 0 ? to - at : short
    const head = isLong ? 16 : 8
    if (size < head || at + size > to) return null
    boxes.push({ type: word(bytes, at + 4), start: at + head, end: at + size })
    at += size
  }
  return at === to ? boxes : null
}

const isWholeFilm = (bytes: Uint8Array): boolean => {
  const boxes = boxesOf(bytes, 0, bytes.length)
  return boxes !== null && boxes.some(({ type }) => type === 'moov')
}

const isWholeWave = (bytes: Uint8Array): boolean => {
  const found: string[] = []
  const data = view(bytes)
  for (
    let at = 12;
    at + 8 <= bytes.length;
    at += 8 + data.getUint32(at + 4, true) + (data.getUint32(at + 4, true) & 1)
  )
    found.push(word(bytes, at))
  return found.includes('fmt ') && found.includes('data')
}

/** Bytes of a frame by its kind, head included; zero for kinds that do not exist. */
const AMR = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
const AMR_WIDE = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]

/** Checks every frame to the end, since `#!` also begins a script. */
const isWholeAmr = (bytes: Uint8Array): boolean => {
  const isWide = word(bytes, 5) === '-WB\n'
  let at = isWide ? 9 : 6
  while (at < bytes.length) {
    const head = bytes[at] ?? 0
    const size = (isWide ? AMR_WIDE : AMR)[(head >> 3) & 0x0f] ?? 0
    if (size === 0 || (head & 0x83) !== 0) return false
    at += size
  }
  // A recording may break off in its last frame.
  return bytes.length > 9
}

const KBIT_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const KBIT_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const HERTZ = [44_100, 48_000, 32_000]

/** Bytes of the MPEG layer III frame that begins there; zero if none does. */
const mp3Frame = (bytes: Uint8Array, at: number): number => {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
  const version = (second >> 3) & 3
  if (first !== 0xff || second >> 5 !== 7 || version === 1 || ((second >> 1) & 3) !== 1) return 0
  const kbit = (version === 3 ? KBIT_1 : KBIT_2)[third >> 4] ?? 0
  const hertz = (HERTZ[(third >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  if (kbit === 0 || hertz === 0) return 0
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kbit) / hertz) + ((third >> 1) & 1)
}

/** Two frames in a row after the tags, which players skip: text does not look like that. */
const isWholeMp3 = (bytes: Uint8Array): boolean => {
  let at = 0
  while (word(bytes, at, 3) === 'ID3') {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at + 6, at + 10)
    at += 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f)
  }
  while (bytes[at] === 0) at++
  const frame = mp3Frame(bytes, at)
  return frame > 0 && mp3Frame(bytes, at + frame) > 0
}

/** Whether it is sound or film of that type beyond its first bytes. Other types are checked elsewhere. */
export const isRecording = (bytes: Uint8Array, type: FileType): boolean => {
  if (type === 'audio/mpeg') return isWholeMp3(bytes)
  if (type === 'audio/wav') return isWholeWave(bytes)
  return type === 'audio/amr' ? isWholeAmr(bytes) : isWholeFilm(bytes)
}

/** Boxes that hold other boxes, where a place may be somewhere inside. */
const HOLDERS = ['moov', 'udta', 'trak', 'mdia', 'moof', 'traf', 'meco']
/**
 * Boxes that hold a place: QuickTime's and Android's `©xyz`, 3GPP's `loci`, and the free metadata that cameras write.
 */
const PLACES = ['\xa9xyz', 'loci', 'uuid', 'XMP_', 'Exif', 'GPS ', 'gps0']

/** Apple's form: a value after `…location.ISO6709`, such as `+29.7400+116.2400+020.000/`. */
const ISO_6709 = /[+-]\d{2,6}(?:\.\d+)?[+-]\d{3,7}(?:\.\d+)?(?:[+-]\d+(?:\.\d+)?)?\//g

/**
 * Removes the place from a film or an `.m4a`, in the same buffer and without moving a byte, since films are read by
 * offsets. Boxes that hold a place become free space, and places written as text become zeros. Returns how many were
 * removed.
 */
export const takeOutPlaces = (bytes: Uint8Array): number => {
  let taken = 0
  const clear = ({ start, end }: Box): void => {
    bytes.set([0x66, 0x72, 0x65, 0x65], start - 4)
    bytes.fill(0, start, end)
    taken++
  }
  const clean = (boxes: readonly Box[]): void => {
    for (const box of boxes) {
      const inside = HOLDERS.includes(box.type) ? boxesOf(bytes, box.start, udtaEnd(bytes, box)) : null
      if (PLACES.includes(box.type)) clear(box)
      else if (inside !== null) clean(inside)
      if (box.type === 'moov' || box.type === 'meta') zero(box)
    }
  }
  const zero = ({ start, end }: Box): void => {
    let text = ''
    for (let at = start; at < end; at += RUN) text += word(bytes, at, Math.min(RUN, end - at))
    for (const { 0: place, index } of text.matchAll(ISO_6709)) {
      for (let at = 0; at < place.length; at++)
        if (/\d/.test(place[at] ?? '')) bytes[start + index + at] = 0x30
      taken++
    }
  }
  clean(boxesOf(bytes, 0, bytes.length) ?? [])
  return taken
}
const RUN = 0x8000

/** QuickTime may end its list of user data with four zero bytes. */
const udtaEnd = (bytes: Uint8Array, { type, start, end }: Box): number =>
  type === 'udta' &&
  end - start >= 4 &&
  view(bytes).getUint32(end - 4) === 0 &&
  boxesOf(bytes, start, end) === null
    ? end - 4
    : end
