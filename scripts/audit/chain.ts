/** The chain as docs/export.md describes it: whoever holds an export can check it without the system. */
import { createHash } from 'node:crypto'
import type { Desk } from './findings'
import type { Event } from './format'

const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const facts = value as Record<string, unknown>
  return `{${Object.keys(facts)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(facts[key])}`)
    .join(',')}}`
}

/** What the export adds is not part of what was hashed. */
export const hashOf = (event: object): string => {
  const { hash: _hash, times: _times, ...rest } = event as { hash?: string; times?: object }
  return createHash('sha256').update(canonical(rest)).digest('hex')
}

export const checkLink = (event: Event, before: Event | null, desk: Desk): void => {
  desk.equal('chain', 'version', (before?.version ?? 0) + 1, event.version)
  desk.equal('chain', 'hash of the version before', before?.hash ?? '', event.prevHash)
  desk.equal('chain', 'hash', hashOf(event), event.hash)
}
