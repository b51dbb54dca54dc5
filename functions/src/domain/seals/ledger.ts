import { canonical, type Sha256 } from '../base/canonical'

/** Where a ledger stands: how many entries it has and the hash of the last. */
export interface LedgerHead {
  readonly count: number
  readonly hash: string
}

export const EMPTY_LEDGER: LedgerHead = { count: 0, hash: '' }

/** The fields that tie an entry to its ledger: its place, and the hash over itself and the entry before it. */
export interface Link {
  readonly ledger: string
  /** From 1. */
  readonly no: number
  readonly prevHash: string
  readonly hash: string
}

/** The entry sealed to the ledger's last one, so that no entry can be changed, left out or inserted unnoticed. */
export const linked = <Entry extends object>(
  ledger: string,
  head: LedgerHead,
  entry: Entry,
  sha256: Sha256,
): Entry & Link => {
  const unsealed = { ...entry, ledger, no: head.count + 1, prevHash: head.hash }
  return { ...unsealed, hash: sha256(canonical(unsealed)) }
}

/** The place of the first entry that does not follow from the one before it, or null when the ledger is whole. */
export const ledgerBrokenAt = (entries: readonly Link[], sha256: Sha256): number | null => {
  let { hash: last }: LedgerHead = EMPTY_LEDGER
  for (const [index, entry] of entries.entries()) {
    const { hash, ...unsealed } = entry
    if (entry.no !== index + 1 || entry.prevHash !== last || hash !== sha256(canonical(unsealed)))
      return index + 1
    last = hash
  }
  return null
}

/** The place of the first entry that is missing, does not follow, or is not where the head says; null when all is whole. */
export const ledgerFaultAt = (
  { count, hash }: LedgerHead,
  entries: readonly Link[],
  sha256: Sha256,
): number | null => {
  const broken = ledgerBrokenAt(entries, sha256)
  if (broken !== null) return broken
  if (entries.length !== count) return Math.min(entries.length, count) + 1
  return (entries.at(-1)?.hash ?? '') === hash ? null : count
}
