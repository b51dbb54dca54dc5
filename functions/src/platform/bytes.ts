/** Where the bytes of evidence lie. storage.rules gives this bucket to no client, so these are the only ways to it. */
import type { Storage } from 'firebase-admin/storage'
import { PART_BYTES, partLength } from '../domain/evidence/evidence'
import { ensureApp } from './app'
import { bucketName } from './runtime'

const bucket = async (): Promise<ReturnType<Storage['bucket']>> => {
  const { getStorage } = await import('firebase-admin/storage')
  return getStorage(ensureApp()).bucket(bucketName())
}

const partsOf = (upload: string): string => `uploads/${upload}/`
/** All names have equal length, so that a listing keeps their order. */
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

/** Writing a part again replaces it. Nobody reads parts by their type, so the type says nothing. */
export const writePart = async (upload: string, index: number, data: Buffer): Promise<void> => {
  const file = (await bucket()).file(partName(upload, index))
  await file.save(data, { resumable: false, contentType: 'application/octet-stream' })
}

/** The parts as one, in memory: exactly the bytes that are judged are kept. */
export const wholeOf = async (upload: string, bytes: number): Promise<Buffer> => {
  const place = await bucket()
  const whole = Buffer.alloc(bytes)
  for (let index = 0; partLength(bytes, index) > 0; index++) {
    const [part] = await place.file(partName(upload, index)).download()
    part.copy(whole, index * PART_BYTES)
  }
  return whole
}

/** If anybody reaches an object past our doors, its headers say its type and to save it as a file, never to open it. */
export const keep = async (
  object: string,
  data: Buffer,
  contentType: string,
  name: string,
): Promise<void> => {
  await (await bucket()).file(object).save(data, {
    resumable: false,
    contentType,
    metadata: { contentDisposition: `attachment; filename="${name}"`, cacheControl: 'private, no-store' },
  })
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
