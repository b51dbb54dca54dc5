import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** The input is not what can be read: one line says where and why. */
export class Unreadable extends Error {}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** No white space, keys sorted by UTF-16 code units at every depth: docs/export.md. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

const cannot = (path: string, error: unknown): Unreadable =>
  new Unreadable(`${path}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`)

export const bytesOf = (path: string): Buffer => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw cannot(path, error)
  }
}

export const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    throw cannot(folder, error)
  }
}

type Line = Readonly<Record<string, unknown>>

/** One JSON object a line. */
export async function* linesOf(path: string): AsyncGenerator<Line> {
  const input = createReadStream(path)
  // Otherwise nobody would hear of a missing file.
  const failed = new Promise<never>((_, reject) => input.once('error', reject))
  failed.catch(() => undefined)
  let number = 0
  try {
    await Promise.race([failed, new Promise((resolve) => input.once('open', resolve))])
    for await (const text of createInterface({ input, crlfDelay: Infinity })) {
      number++
      const line: unknown = JSON.parse(text)
      if (line === null || typeof line !== 'object') throw new Error('not an object')
      yield line as Line
    }
  } catch (error) {
    throw cannot(number === 0 ? path : `${path}:${number}`, error)
  }
}
