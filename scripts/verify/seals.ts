import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { bytesOf, canonical, namesIn, sha256, Unreadable } from './read'

export interface Seal {
  readonly no: number
  readonly night: string
  readonly at: number
  readonly previous: string
  readonly orders: number
  readonly ledgers: number
  readonly root: string
  readonly faults: { readonly count: number }
}

export interface Leaf {
  readonly chain: string
  readonly number: number
  readonly hash: string
}

/** A seal that was read, what is wrong with it, and the leaves it was made over; null when these are not there whole. */
export interface Read {
  readonly seal: Seal
  readonly wrong: readonly string[]
  readonly leaves: readonly Leaf[] | null
}

/** Public keys by their id, the SHA-256 of the file. */
export type Keys = ReadonlyMap<string, KeyObject>

export const keysFrom = (files: readonly string[]): Keys =>
  new Map(
    files.map((file) => {
      const pem = bytesOf(file)
      try {
        return [sha256(pem.toString()), createPublicKey(pem)]
      } catch {
        throw new Unreadable(`${file}: not a public key`)
      }
    }),
  )

const rootOf = (leaves: readonly string[]): string => {
  let row = leaves.map((leaf) => sha256(`leaf:${leaf}`))
  if (row.length === 0) return sha256('')
  while (row.length > 1)
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, index) => {
      const [left, right] = [row[2 * index]!, row[2 * index + 1]]
      return right === undefined ? left : sha256(`node:${left}${right}`)
    })
  return row[0]!
}

const textsOf = (folder: string, file: string): string[] | null => {
  try {
    return gunzipSync(bytesOf(join(folder, file)))
      .toString()
      .split('\n')
      .filter((text) => text !== '')
  } catch {
    return null
  }
}

const parsed = (text: string): Leaf => {
  const [, chain = text, number = '', hash = ''] = /^(.*):(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  return { chain, number: Number(number), hash }
}

const padded = (no: number): string => String(no).padStart(6, '0')

/** Each seal in the folder, first to last, held against its signature, its leaves and the seal before it. */
export function* sealsIn(folder: string, keys: Keys): Generator<Read> {
  let before: Seal | null = null
  for (const name of namesIn(folder).filter((each) => /^\d{6,}\.json$/.test(each))) {
    let file: { readonly seal: Seal; readonly key: string; readonly signature: string }
    try {
      file = JSON.parse(bytesOf(join(folder, name)).toString()) as typeof file
    } catch (error) {
      if (error instanceof Unreadable) throw error
      throw new Unreadable(`${join(folder, name)}: not JSON`)
    }
    const { seal, key, signature } = file
    const signed = keys.get(key)
    const texts = textsOf(folder, `${padded(seal.no)}.${seal.root}.leaves.gz`)
    const due: number = (before?.no ?? 0) + 1
    const isWhole = texts !== null && rootOf(texts) === seal.root
    const checks: readonly (readonly [boolean, string])[] = [
      [
        seal.no === due && name === `${padded(due)}.json`,
        `it should be seal ${due}: one is missing or put in`,
      ],
      [
        seal.previous === (before === null ? '' : sha256(canonical(before))),
        'it does not follow from the seal before it',
      ],
      [before === null || seal.at > before.at, 'it is not later than the seal before it'],
      [
        signed !== undefined &&
          verify(null, Buffer.from(canonical(seal)), signed, Buffer.from(signature, 'base64')),
        signed === undefined ? `its key ${key} is not one of those given` : 'its signature does not hold',
      ],
      [isWhole, 'its leaves are missing or do not make its root'],
      [
        texts === null ||
          (texts.filter((text) => text.startsWith('order:')).length === seal.orders &&
            texts.length === seal.orders + seal.ledgers),
        'its numbers of orders and ledgers are not those of its leaves',
      ],
    ]
    yield {
      seal,
      wrong: checks.flatMap(([holds, what]) => (holds ? [] : [what])),
      leaves: isWhole ? texts.map(parsed) : null,
    }
    before = seal
  }
}
