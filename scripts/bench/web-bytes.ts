import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A chunk in Vite's manifest. */
interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

export interface WebBytes {
  /** Everything the sign-in page needs to work, gzip. */
  readonly signIn: number
  /** Everything the work list needs, sign-in included, gzip. */
  readonly list: number
}

const ENTRY = 'index.html'
/** What is loaded lazily between signing in and seeing the list. */
const LIST = ['src/office/office-frame.vue', 'src/features/work-list/work-list-page.vue']
const PAGE = ['index.html', 'wordmark.svg']

/** First-load bytes of the production build in `dist`; what hosting compresses, compressed. */
export const webBytes = (dist = resolve(import.meta.dirname, '../../web/dist')): WebBytes => {
  const manifest = JSON.parse(readFileSync(resolve(dist, '.vite/manifest.json'), 'utf8')) as Readonly<
    Record<string, Chunk>
  >
  const filesOf = (entries: readonly string[]): Set<string> => {
    const files = new Set<string>()
    const seen = new Set<string>()
    const visit = (name: string): void => {
      const chunk = manifest[name]
      if (chunk === undefined) throw new Error(`${name} is not in the web build's manifest`)
      if (seen.has(name)) return
      seen.add(name)
      for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
      for (const each of chunk.imports ?? []) visit(each)
    }
    for (const entry of entries) visit(entry)
    return files
  }
  const bytes = (files: Iterable<string>): number =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(resolve(dist, file))).length, 0)
  return {
    signIn: bytes([...PAGE, ...filesOf([ENTRY])]),
    list: bytes([...PAGE, ...filesOf([ENTRY, ...LIST])]),
  }
}
