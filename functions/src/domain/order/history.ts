import { apart, type Apart } from './apart'
import { canonical, type Sha256 } from '../base/canonical'
import { brokenAt } from './chain'
import type { OrderEvent } from './events'
import { evolve } from './evolve'
import type { Order } from './order'

export interface Break {
  /** The first version that cannot be trusted. */
  readonly version: number
  readonly why: 'event-missing' | 'chain-broken' | 'order-differs'
}

/**
 * Whether the events are complete, follow from one another, and end where the order says it stands; null when so. The
 * chain alone does not show that its last events are missing: the order's own hash does.
 */
export const historyBrokenAt = (
  { version, hash }: Pick<Order, 'version' | 'hash'>,
  events: readonly OrderEvent[],
  sha256: Sha256,
): Break | null => {
  const gap = events.findIndex((event, index) => event.version !== index + 1)
  if (gap >= 0) return { version: gap + 1, why: 'event-missing' }
  const broken = brokenAt(events, sha256)
  if (broken !== null) return { version: broken, why: 'chain-broken' }
  if (events.length !== version) return { version: events.length + 1, why: 'event-missing' }
  return events.at(-1)?.hash === hash ? null : { version, why: 'order-differs' }
}

/** The value of a field before anything has filled it. A document that is older than the field does not have it. */
const EMPTY = ['null', '[]', 'false', '0', '""', '{}']

const differs = (stored: object, folded: object): boolean =>
  Object.entries(folded).some(([name, value]) => {
    const expected = canonical(value)
    const found = name in stored ? canonical((stored as Record<string, unknown>)[name]) : null
    return found === null ? !EMPTY.includes(expected) : found !== expected
  })

/** Whether the stored order, or the records beside it, differ from what its events say. */
export const storedDiffers = (
  stored: Order,
  records: readonly Apart[],
  events: readonly OrderEvent[],
): boolean => {
  const folded = events.reduce<Order | null>((order, event) => evolve(order, event, stored.id), null)
  if (folded === null) return true
  const expected = apart(folded)
  return (
    differs(stored, expected.shown) ||
    expected.records.some((record) => {
      const found = records.find(({ id }) => id === record.id)
      return found === undefined || differs(found, record)
    })
  )
}
