import type { IncomingMessage } from 'node:http'

/**
 * How much one person, one address or the whole of the city's door may ask of one instance of a function: a bucket of a
 * minute's calls that fills up again as time goes by. In memory, so what holds for the county is this many times the
 * function's instances (docs/edge.md); nothing is read or written to refuse.
 */
export interface Limit {
  /** Takes one call. Answers 0 if it may be, or else after how many seconds the next one may. `at` in ms, never back. */
  readonly take: (key: string, at: number) => number
}

const MINUTE = 60_000

interface Bucket {
  readonly left: number
  readonly at: number
}

/** `keysAtMost` bounds the memory: who has not called for longest is forgotten first, and begins with a full bucket. */
export const limit = (perMinute: number, keysAtMost = 10_000): Limit => {
  const buckets = new Map<string, Bucket>()
  return {
    take: (key, at) => {
      const before = buckets.get(key) ?? { left: perMinute, at }
      const left = Math.min(perMinute, before.left + ((at - before.at) * perMinute) / MINUTE)
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at })
      if (buckets.size > keysAtMost) buckets.delete(buckets.keys().next().value!)
      return left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - left) * MINUTE) / perMinute / 1000))
    },
  }
}

/** Calls a minute, as the deployment sets it (functions/.env), or the default. */
const perMinute = (variable: string, otherwise: number): number => {
  const given = Number(process.env[variable])
  return Number.isInteger(given) && given > 0 ? given : otherwise
}

/** Ten a second for a whole minute: more than hands can do, and than a page asks by itself. */
export const ofPerson = limit(perMinute('LIMIT_PER_PERSON', 600))
/** Of calls that say nothing of who calls, and of pushes with a wrong signature. */
export const ofAddress = limit(perMinute('LIMIT_PER_ADDRESS', 120))
/** The city's own. */
export const ofTheCity = limit(perMinute('LIMIT_CITY_FEED', 600), 1)

/** Limits go by the machine's clock, which only ever runs forward. */
export const ticks = (): number => performance.now()

/**
 * Whoever stands at the other end. Of the addresses that a request lists, the last is the one that the platform itself
 * wrote down; those before it are the sender's to invent.
 */
export const addressOf = ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string => {
  const listed = [headers['x-forwarded-for'] ?? []].flat().join(',')
  return listed.split(',').at(-1)?.trim() || (socket.remoteAddress ?? 'unknown')
}
