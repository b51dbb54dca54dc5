import type { Chain, Chains } from './chains'
import type { Leaf, Read, Seal } from './seals'

export interface Finding {
  /** `broken`: does not hold together, whatever the seals say. `seal`: a seal that proves nothing. */
  readonly what: 'changed' | 'added' | 'removed' | 'broken' | 'seal'
  /** `order:JJ1`, `ledger:looks~uid`, `ledger:administrations`, `seal:3`. */
  readonly chain: string
  /** From this version of the order, or this entry of the ledger, on. */
  readonly from: number
  /** The last seal that says otherwise: it was done after this one … */
  readonly after: number | null
  /** … and before this one, which has it as it is now; null when none has. */
  readonly before: number | null
  readonly detail: string
}

/** A command that began before a seal may have been written down while the seal was read. */
const GRACE = 10 * 60_000

interface Contradiction {
  readonly what: 'changed' | 'added' | 'removed'
  readonly from: number
}

/** Compares a chain as it is now with its leaf in one seal. `known` is how far an earlier seal agreed. */
const against = (
  chain: Chain | undefined,
  leaf: Leaf | undefined,
  seal: Seal,
  known: number,
): Contradiction | null => {
  const number = leaf?.number ?? 0
  if (leaf !== undefined) {
    if (chain === undefined || chain.places.length === 0) return { what: 'removed', from: 1 }
    if (chain.places.length < number) return { what: 'removed', from: chain.places.length + 1 }
    if (chain.places[number - 1]?.hash !== leaf.hash) return { what: 'changed', from: known + 1 }
  }
  // Later than what was sealed, and yet from before it.
  const next = chain?.places[number]
  return next !== undefined && next.at < seal.at - GRACE ? { what: 'added', from: number + 1 } : null
}

interface Followed {
  agreedUpTo: number
  last: (Contradiction & { readonly seal: Seal }) | null
  before: number | null
}

const DETAIL = {
  changed: 'is not what was sealed',
  added: 'says it was there before the seal, which has it not',
  removed: 'was sealed and is not there',
}

/** Holds every chain of the export against every seal. */
export const compare = (chains: Chains, seals: Iterable<Read>): { findings: Finding[]; seals: Seal[] } => {
  const findings: Finding[] = []
  for (const [chain, { brokenAt }] of chains)
    if (brokenAt !== null)
      findings.push({
        what: 'broken',
        chain,
        from: brokenAt,
        after: null,
        before: null,
        detail: 'does not follow from what is before it, or is not where the chain ends',
      })
  const followed = new Map<string, Followed>()
  const read: Seal[] = []
  for (const { seal, wrong, leaves } of seals) {
    read.push(seal)
    for (const detail of wrong)
      findings.push({
        what: 'seal',
        chain: `seal:${seal.no}`,
        from: seal.no,
        after: null,
        before: null,
        detail,
      })
    if (leaves === null) continue
    const sealed = new Map(leaves.map((leaf) => [leaf.chain, leaf]))
    for (const name of new Set([...chains.keys(), ...sealed.keys()])) {
      const leaf = sealed.get(name)
      const state: Followed = followed.get(name) ?? { agreedUpTo: 0, last: null, before: null }
      followed.set(name, state)
      const found = against(chains.get(name), leaf, seal, state.agreedUpTo)
      if (found !== null) {
        const from = state.last?.what === found.what ? Math.min(state.last.from, found.from) : found.from
        state.last = { ...found, from, seal }
        state.before = null
      } else {
        if (state.last !== null) state.before ??= seal.no
        state.agreedUpTo = Math.max(state.agreedUpTo, leaf?.number ?? 0)
      }
    }
  }
  for (const [chain, { last, before }] of followed)
    if (last !== null)
      findings.push({
        what: last.what,
        chain,
        from: last.from,
        after: last.seal.no,
        before,
        detail: DETAIL[last.what],
      })
  return { findings, seals: read }
}
