/** Where the bytes of evidence lie. storage.rules gives this bucket to no client, so these are the only ways to it. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Storage } from 'firebase-admin/storage'
import { PART_BYTES, partLength } from '../domain/evidence'
import { HEAD_BYTES, TAIL_BYTES } from '../domain/file-type'
import { ensureApp } from '../platform/app'
import { bucketName } from '../platform/runtime'

const bucket = async (): Promise<ReturnType<Storage['bucket']>> => {
  const { getStorage } = await import('firebase-admin/storage')
  return getStorage(ensureApp()).bucket(bucketName())
}

const partsOf = (upload: string): string => `uploads/${upload}/`
/** Of equal length, so that a listing has them in their order. */
const partName = (upload: string, index: number): string =>
  `${partsOf(upload)}${String(index).padStart(6, '0')}`

/** The parts that are there whole. */
export const receivedParts = async (upload: string, bytes: number): Promise<number[]> => {
  const [files] = await (await bucket()).getFiles({ prefix: partsOf(upload) })
  return files
    .map((file) => ({ index: Number(file.name.slice(-6)), size: Number(file.metadata.size) }))
    .filter(({ index, size }) => size > 0 && size === partLength(bytes, index))
    .map(({ index }) => index)
}

/** Writing a part again replaces it by itself. Nobody ever reads these by their type, so it says nothing. */
export const writePart = async (upload: string, index: number, data: Buffer): Promise<void> => {
  const file = (await bucket()).file(partName(upload, index))
  await file.save(data, { resumable: false, contentType: 'application/octet-stream' })
}

export interface Composed {
  readonly sha256: string
  readonly head: Uint8Array
  readonly tail: Uint8Array
}

/** Joins the parts to one object. What is judged – hash, beginning and end – is taken from the very bytes that are kept. */
export const compose = async (upload: string, parts: number, object: string): Promise<Composed> => {
  const place = await bucket()
  const hash = createHash('sha256')
  let head: Buffer = Buffer.alloc(0)
  let tail: Buffer = Buffer.alloc(0)
  const joined = async function* () {
    for (let index = 0; index < parts; index++) {
      const [part] = await place.file(partName(upload, index)).download()
      hash.update(part)
      if (index === 0) head = part.subarray(0, HEAD_BYTES)
      tail = Buffer.concat([tail, part]).subarray(-TAIL_BYTES)
      yield part
    }
  }
  await pipeline(
    joined(),
    place.file(object).createWriteStream({ resumable: false, contentType: 'application/octet-stream' }),
  )
  return { sha256: hash.digest('hex'), head, tail }
}

export const dropParts = async (upload: string): Promise<void> => {
  await (await bucket()).deleteFiles({ prefix: partsOf(upload), force: true })
}

export const dropObject = async (object: string): Promise<void> => {
  await (await bucket()).file(object).delete({ ignoreNotFound: true })
}

export const readPart = async (object: string, bytes: number, index: number): Promise<Buffer> => {
  const start = index * PART_BYTES
  const [part] = await (
    await bucket()
  )
    .file(object)
    .download({ start, end: start + partLength(bytes, index) - 1 })
  return part
}
