/**
 * The nightly seal: one signed root over where every chain stands. Chains prove the order within; whoever can write to the
 * database can write a whole chain anew. A seal lies where the application cannot rewrite it. docs/seals.md has the
 * format word by word, so that an outsider can check it with nothing of this.
 */
import { canonical, type Sha256 } from '../base/canonical'
import { type Day, type Instant, MINUTE } from '../base/instant'
import type { Notice } from '../notices/notices'

/** Where a chain stands: an order's history, or a ledger. */
export interface Head {
  readonly kind: 'order' | 'ledger'
  readonly name: string
  /** The order's version, or how many entries the ledger has. */
  readonly number: number
  readonly hash: string
}

export const leafOf = ({ kind, name, number, hash }: Head): string => `${kind}:${name}:${number}:${hash}`

/** A chain, whatever it says: `order:JJ1`, `ledger:administrations`. */
export const chainOf = ({ kind, name }: Pick<Head, 'kind' | 'name'>): string => `${kind}:${name}`

/** The chain a leaf is of, and where that stood; null if it is not a leaf. A name may hold a colon. */
export const parsedLeaf = (
  leaf: string,
): { readonly chain: string; readonly number: number; readonly hash: string } | null => {
  const found = /^((?:order|ledger):.+):(\d+):([0-9a-f]{64})$/.exec(leaf)
  return found === null ? null : { chain: found[1]!, number: Number(found[2]), hash: found[3]! }
}

/** Two by two; an odd one out moves up as it is. The two words keep a leaf from passing for a pair of hashes. */
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

/** A chain that does not hold, by its order or its person and its place, and nothing of what it says. */
export interface Fault {
  readonly chain: string
  /** The first place that cannot be trusted. */
  readonly number: number
  readonly why:
    | 'event-missing'
    | 'chain-broken'
    | 'order-differs'
    | 'unreadable'
    /** Held together anew, but not what was sealed. */
    | 'rewritten'
    | 'removed'
    /** Written as of before the last seal, which has it not. */
    | 'backdated'
    /** The last seal's own leaves are not those it was made over. */
    | 'seal-differs'
}

export interface Seal {
  /** From 1. */
  readonly no: number
  /** The Shanghai day it was made on: a day has one. */
  readonly night: Day
  /** When it began to read. */
  readonly at: Instant
  /** The hash of the seal before it; empty in the first. */
  readonly previous: string
  readonly orders: number
  readonly ledgers: number
  readonly root: string
  /** What did not hold that night: how many chains, and the first of them. */
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
  // By UTF-16 code units, as `sort` does; said in the format.
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

/** Who hears that something does not hold: those who watch the watchers, and those who run the system. */
const HEARS = ['supervision', 'discipline', 'administrator']

/** What a seal's faults set off: one notice a night for each who hears, since what was done once may show in many places. */
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

/** What began before a seal may be written down while it reads, and no longer than a command can take. */
const GRACE = 10 * MINUTE

/** One link of a chain as far as a seal asks: when it was written down, and its hash. */
export interface Place {
  readonly recordedAt: Instant
  readonly hash: string
}

/**
 * What a chain that holds together says against the seal before: that the sealed part is another one now, or that
 * something was put behind it as if it were older. Null when nothing.
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
