import type { OrderEvent } from './events'

/** Hashes a text; hex. The domain is given it, since browsers and Node have different ones. */
export type Sha256 = (text: string) => string

/** JSON with its keys sorted at every depth, so that the same facts always make the same text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  // Without a comparison of ours `sort` goes by UTF-16 code units.
  for (const key of Object.keys(value).sort()) {
    const each = (value as Record<string, unknown>)[key]
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(each)}`
  }
  return `{${text}}`
}

/** `Omit` that keeps the union of event types apart. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
export type UnsealedEvent = Without<OrderEvent, 'hash'>

export const seal = (event: UnsealedEvent, sha256: Sha256): OrderEvent => ({
  ...event,
  hash: sha256(canonical(event)),
})

/** The version of the first event that does not follow from the one before it, or null when the chain is whole. */
export const brokenAt = (events: readonly OrderEvent[], sha256: Sha256): number | null => {
  let prevHash = ''
  for (const [index, event] of events.entries()) {
    const { hash, ...unsealed } = event
    if (event.version !== index + 1 || event.prevHash !== prevHash || hash !== sha256(canonical(unsealed)))
      return event.version
    prevHash = hash
  }
  return null
}
