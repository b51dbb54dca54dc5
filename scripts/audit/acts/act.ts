import type { Fault } from '../findings'
import type { Event, EventOf, EventType } from '../format'
import type { Ledger } from '../ledger'

/** What an act is held against: the order before it, and what else the same command made. */
export interface At {
  readonly before: Ledger
  /** The events of the same command, this one included, in their order. */
  readonly batch: readonly Event[]
}

/** One demand of a clause on one kind of event. */
export interface Act {
  readonly rule: string
  readonly fault: (event: Event, at: At) => Fault | null
}

export type Acts = Partial<Record<EventType, readonly Act[]>>

/** The demand, and what is said when it is not kept: `true` where it is. */
export const demand = <T extends EventType>(
  rule: string,
  what: string,
  kept: (event: EventOf<T>, at: At) => boolean,
): Act => ({ rule, fault: (event, at) => (kept(event as EventOf<T>, at) ? null : { what }) })

/** A value that follows from what was before. */
export const follows = <T extends EventType>(
  rule: string,
  what: string,
  values: (event: EventOf<T>, at: At) => readonly [expected: unknown, found: unknown],
): Act => ({
  rule,
  fault: (event, at) => {
    const [expected, found] = values(event as EventOf<T>, at)
    return JSON.stringify(expected) === JSON.stringify(found) ? null : { what, expected, found }
  },
})

export const stage = (rule: string, ...stages: readonly string[]): Act => ({
  rule,
  fault: (event, { before }) =>
    stages.includes(before.stage)
      ? null
      : { what: `${event.type} at this stage`, expected: stages.join('/'), found: before.stage },
})

/** The part must be there, the order open and the part in one of these states. */
export const part = (rule: string, ...states: readonly string[]): Act => ({
  rule,
  fault: (event, { before }) => {
    const { no } = event.data as { no: number }
    const found = before.part(no)?.state ?? 'no such part'
    if (!before.open) return { what: `${event.type} on a closed order` }
    return states.includes(found)
      ? null
      : { what: `${event.type} in this state of part ${no}`, expected: states.join('/'), found }
  },
})

/** Each says something that can be seen: a letter or a digit, and a Hangul filler is neither. */
export const filled = (...texts: readonly unknown[]): boolean =>
  texts.every((text) => typeof text === 'string' && /[^\P{L}\u115f\u1160\u3164\uffa0]|\p{N}/u.test(text))

export const has = <T extends EventType>(
  batch: readonly Event[],
  type: T,
  more: (event: EventOf<T>) => boolean = () => true,
): boolean => batch.some((event) => event.type === type && more(event as EventOf<T>))
