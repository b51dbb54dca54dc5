import { canonical, type Sha256 } from '../base/canonical'
import type { OrderEvent } from './events'

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
