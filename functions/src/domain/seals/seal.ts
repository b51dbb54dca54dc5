/**
 * The nightly seal: one signed root over the state of every chain. A chain proves its own order, but a person who can
 * write to the database can write a whole chain anew. The application cannot rewrite a seal once it is stored.
 * docs/seals.md defines the format word by word, so that an outsider can check it without this code.
 */
import { canonical, type Sha256 } from '../base/canonical'
import { type Day, type Instant, MINUTE } from '../base/instant'
import type { Notice } from '../notices/notices'

/** The state of a chain: an order's history, or a ledger. */
export interface Head {
  readonly kind: 'order' | 'ledger'
  readonly name: string
  /** The order's version, or how many entries the ledger has. */
  readonly number: number
  readonly hash: string
}

export const leafOf = ({ kind, name, number, hash }: Head): string => `${kind}:${name}:${number}:${hash}`

/** The name of a chain, without its content: `order:JJ1`, `ledger:administrations`. */
export const chainOf = ({ kind, name }: Pick<Head, 'kind' | 'name'>): string => `${kind}:${name}`

/** The chain of a leaf and where that chain stood; null if it is not a leaf. A name may hold a colon. */
export const parsedLeaf = (
  leaf: string,
): { readonly chain: string; readonly number: number; readonly hash: string } | null => {
  const found = /^((?:order|ledger):.+):(\d+):([0-9a-f]{64})$/.exec(leaf)
  return found === null ? null : { chain: found[1]!, number: Number(found[2]), hash: found[3]! }
}

/**
 * Hashed in pairs; an odd one out moves up as it is. The two words keep a leaf from being taken for a pair of hashes.
 */
export const merkleRoot = (leaves: readonly string[], sha256: Sha256): string => {
  if (leaves.length === 0) return sha256('')
  let row = leaves.map((leaf) => sha256(`leaf:${leaf}`))
  while (row.length > 1) {
    const above: string[] = []
    for (let index = 0; index < row.length; index += 2) {
      const [left, right] = [row[index]!, row[index + 1]]
      above.push(right === undefined ? left : sha256(`node:${left}${right}`))
    }
    row = above
  }
  return row[0]!
}

/** A faulty chain: its order or person and the place, and nothing of its content. */
export interface Fault {
  readonly chain: string
  /** The first place that cannot be trusted. */
  readonly number: number
  readonly why:
    | 'event-missing'
    | 'chain-broken'
    | 'order-differs'
    | 'unreadable'
    /** The chain holds together, but it is not the one that was sealed. */
    | 'rewritten'
    | 'removed'
    /** Dated before the last seal, which does not have it. */
    | 'backdated'
    /** The stored leaves of the last seal are not those it was made from. */
    | 'seal-differs'
}

export interface Seal {
  /** From 1. */
  readonly no: number
  /** The Shanghai day it was made on: a day has one. */
  readonly night: Day
  /** When it began to read the chains. */
  readonly at: Instant
  /** The hash of the seal before it; empty in the first. */
  readonly previous: string
  readonly orders: number
  readonly ledgers: number
  readonly root: string
  /** The faulty chains of that night: how many, and the first of them. */
  readonly faults: { readonly count: number; readonly named: readonly Fault[] }
}

const NAMED_AT_MOST = 100

export const sealOf = (
  before: Seal | null,
  made: {
    readonly night: Day
    readonly at: Instant
    readonly heads: readonly Head[]
    readonly faults: readonly Fault[]
  },
  sha256: Sha256,
): { readonly seal: Seal; readonly leaves: readonly string[] } => {
  // Sorted by UTF-16 code units, as the format says.
  const leaves = made.heads.map(leafOf).sort()
  const ledgers = made.heads.filter(({ kind }) => kind === 'ledger').length
  return {
    leaves,
    seal: {
      no: (before?.no ?? 0) + 1,
      night: made.night,
      at: made.at,
      previous: before === null ? '' : sha256(canonical(before)),
      orders: leaves.length - ledgers,
      ledgers,
      root: merkleRoot(leaves, sha256),
      faults: { count: made.faults.length, named: made.faults.slice(0, NAMED_AT_MOST) },
    },
  }
}

/** Who is told that a chain is faulty: the people who watch the watchers, and those who run the system. */
const HEARS = ['supervision', 'discipline', 'administrator']

/** The notices for a seal's faults: one a night for each recipient, since one act may show in many places. */
export const faultNotices = ({ night, at, faults }: Seal): Notice[] =>
  (faults.count === 0 ? [] : HEARS).map((to) => ({
    id: `${night}~seal-faults~${to}`,
    order: null,
    kind: 'seal-faults',
    to,
    at,
    clock: null,
    holder: null,
    dueAt: null,
    faults: faults.count,
  }))

/** A command that began before a seal may be written down while the seal reads. No command takes longer than this. */
const GRACE = 10 * MINUTE

/** One link of a chain, with what a seal needs: when it was written down, and its hash. */
export interface Place {
  readonly recordedAt: Instant
  readonly hash: string
}

/**
 * The fault of a chain that holds together, compared with the seal before: its sealed part has changed, or something
 * was added after it with an older date. Null when there is none.
 */
export const againstSealed = (
  chain: string,
  places: readonly Place[],
  sealed: { readonly number: number; readonly hash: string } | null,
  before: Pick<Seal, 'at'> | null,
): Fault | null => {
  const number = sealed?.number ?? 0
  if (sealed !== null && places[number - 1]?.hash !== sealed.hash) return { chain, number, why: 'rewritten' }
  if (before === null) return null
  const late = places.findIndex(({ recordedAt }, index) => index >= number && recordedAt < before.at - GRACE)
  return late < 0 ? null : { chain, number: late + 1, why: 'backdated' }
}
