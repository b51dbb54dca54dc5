import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureApp } from './app'
import { onEmulator } from './runtime'

/**
 * Where seals lie: a place that takes new files and changes none. In production a bucket in a project of its own whose
 * retention policy is locked, so that not even its owner takes a seal back; locally a folder.
 */
export interface SealSink {
  readonly names: () => Promise<string[]>
  readonly read: (name: string) => Promise<Buffer>
  /** Writes a file whole, unless there is one of that name: then nothing is written and the answer is false. */
  readonly create: (name: string, data: Buffer | string) => Promise<boolean>
}

const hasCode = (error: unknown, code: string | number): boolean =>
  error instanceof Error && 'code' in error && error.code === code

export const folderSink = (folder: string): SealSink => ({
  names: async () => {
    await mkdir(folder, { recursive: true })
    return readdir(folder)
  },
  read: (name) => readFile(join(folder, name)),
  create: async (name, data) => {
    await mkdir(folder, { recursive: true })
    const aside = join(folder, `.${name}.${process.pid}.${crypto.randomUUID()}`)
    await writeFile(aside, data)
    try {
      // Unlike a rename, a link does not replace what is there.
      await link(aside, join(folder, name))
      return true
    } catch (error) {
      if (hasCode(error, 'EEXIST')) return false
      throw error
    } finally {
      await rm(aside)
    }
  },
})

const PRECONDITION_FAILED = 412

const bucketSink = async (name: string): Promise<SealSink> => {
  const { getStorage } = await import('firebase-admin/storage')
  const bucket = getStorage(ensureApp()).bucket(name)
  return {
    names: async () => (await bucket.getFiles())[0].map((file) => file.name),
    read: async (file) => (await bucket.file(file).download())[0],
    create: async (file, data) => {
      try {
        await bucket
          .file(file)
          .save(data, { resumable: false, preconditionOpts: { ifGenerationMatch: 0 }, gzip: false })
        return true
      } catch (error) {
        if (hasCode(error, PRECONDITION_FAILED)) return false
        throw error
      }
    },
  }
}

const setting = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: there is nowhere to put seals`)
  return value
}

export const sealSink = async (): Promise<SealSink> =>
  onEmulator() ? folderSink(setting('LOCAL_SEALS')) : bucketSink(setting('SEAL_BUCKET'))
