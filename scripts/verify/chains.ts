import { join } from 'node:path'
import { canonical, linesOf, sha256 } from './read'

/** One link of a chain: its hash, worked out anew, and when it says it was written down. */
interface Place {
  readonly hash: string
  readonly at: number
}

/** A chain of the export: an order's events, or a ledger's entries. */
export interface Chain {
  readonly places: Place[]
  /** The first place that does not follow from the one before, or does not hash to what it says. */
  brokenAt: number | null
}

export type Chains = Map<string, Chain>

interface Linked {
  readonly number: unknown
  readonly at: unknown
  readonly prevHash: unknown
  readonly hash: unknown
}

const add = (chains: Chains, name: string, { number, at, prevHash, hash }: Linked, hashed: object): void => {
  const chain = chains.get(name) ?? { places: [], brokenAt: null }
  chains.set(name, chain)
  const is = sha256(canonical(hashed))
  const place = chain.places.length + 1
  if (number !== place || prevHash !== (chain.places.at(-1)?.hash ?? '') || hash !== is)
    chain.brokenAt ??= place
  chain.places.push({ hash: is, at: Number(at) })
}

/** Every chain of the export, by the name the seals know it by. */
export const chainsIn = async (folder: string): Promise<Chains> => {
  const chains: Chains = new Map()
  for await (const line of linesOf(join(folder, 'events.jsonl'))) {
    // What the export adds is not part of what was hashed.
    const { order, times: _times, hash, ...event } = line
    const { version: number, recordedAt: at, prevHash } = event
    add(chains, `order:${String(order)}`, { number, at, prevHash, hash }, event)
  }
  for (const file of ['looks.jsonl', 'administrations.jsonl'])
    for await (const line of linesOf(join(folder, file))) {
      const { times: _times, hash, ...entry } = line
      const { ledger, no: number, at, prevHash } = entry
      add(chains, `ledger:${String(ledger)}`, { number, at, prevHash, hash }, entry)
    }
  for await (const { id, version, hash } of linesOf(join(folder, 'orders.jsonl'))) {
    const name = `order:${String(id)}`
    const chain = chains.get(name) ?? { places: [], brokenAt: null }
    chains.set(name, chain)
    if (chain.places.length !== version || chain.places.at(-1)?.hash !== hash)
      chain.brokenAt ??= Math.min(chain.places.length, Number(version)) + 1
  }
  return chains
}
