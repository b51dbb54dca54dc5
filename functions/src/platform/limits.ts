import type { IncomingHttpHeaders } from 'node:http'
import { sha256 } from './sha256'

/**
 * How many calls one person, one address or the whole city may make to one instance of a function: a bucket of a
 * minute's calls that fills up again as time goes by. It is in memory, so the county's limit is this times the
 * function's instances (docs/edge.md); a refusal reads and writes nothing.
 */
export interface Limit {
  /**
   * Takes one call. Answers 0 if it is allowed, or after how many seconds the next one is. `at` in ms, never going
   * back.
   */
  readonly take: (key: string, at: number) => number
  /** The same answer without taking one. */
  readonly wait: (key: string, at: number) => number
}

const MINUTE = 60_000

interface Bucket {
  readonly left: number
  readonly at: number
}

/**
 * `keysAtMost` bounds the memory: the key that has not called for longest is forgotten first, and then begins with a
 * full bucket.
 */
export const limit = (perMinute: number, keysAtMost = 10_000): Limit => {
  const buckets = new Map<string, Bucket>()
  const bucketOf = (key: string, at: number): Bucket => buckets.get(key) ?? { left: perMinute, at }
  const leftAt = (bucket: Bucket, at: number): number =>
    Math.min(perMinute, bucket.left + ((at - bucket.at) * perMinute) / MINUTE)
  const secondsWith = (left: number): number =>
    left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - left) * MINUTE) / perMinute / 1000))
  return {
    wait: (key, at) => secondsWith(leftAt(bucketOf(key, at), at)),
    take: (key, at) => {
      const before = bucketOf(key, at)
      const left = leftAt(before, at)
      // The latest caller stands at the end of the map.
      buckets.delete(key)
      buckets.set(key, left >= 1 ? { left: left - 1, at } : before)
      if (buckets.size > keysAtMost) buckets.delete(buckets.keys().next().value!)
      return secondsWith(left)
    },
  }
}

/** Calls a minute, as the deployment sets it (functions/.env), or the default. */
const perMinute = (variable: string, otherwise: number): number => {
  const given = Number(process.env[variable])
  return Number.isInteger(given) && given > 0 ? given : otherwise
}

/** Ten a second for a whole minute: more than a person can do by hand, or a page asks by itself. */
export const ofPerson = limit(perMinute('LIMIT_PER_PERSON', 600))
/** The city's own. */
export const ofTheCity = limit(perMinute('LIMIT_CITY_FEED', 600), 1)

/** Limits go by the machine's clock, which only ever runs forward. */
export const ticks = (): number => performance.now()

/** What a request says about where it comes from. */
interface Sender {
  readonly headers: IncomingHttpHeaders
  readonly socket: { readonly remoteAddress?: string | undefined }
}

/**
 * Where a request comes from. Two addresses: the one that the platform itself wrote down, the last of the list; and the
 * one that the request claims. Behind the hosting that is the client's; elsewhere anybody can invent it.
 */
export const addressesOf = ({
  headers,
  socket,
}: Sender): { readonly seen: string; readonly said: string } => {
  const listed = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',')
  const seen = listed.at(-1)?.trim() || (socket.remoteAddress ?? 'unknown')
  return { seen, said: [headers['fastly-client-ip'] ?? []].flat()[0] || listed[0]?.trim() || seen }
}

const PER_ADDRESS = perMinute('LIMIT_PER_ADDRESS', 120)
/** How many of a limit's addresses may stand behind one that the platform sees: the hosting's, or an office's. */
const BEHIND_ONE = 10

/**
 * Inventing a claimed address does not help: the address that the platform sees is also counted, with ten times the
 * limit.
 */
const limitOfAddresses = () => {
  const said = limit(PER_ADDRESS)
  const seen = limit(PER_ADDRESS * BEHIND_ONE)
  const both =
    (how: keyof Limit) =>
    (sender: Sender): number => {
      const from = addressesOf(sender)
      return Math.max(said[how](`${from.seen} ${from.said}`, ticks()), seen[how](from.seen, ticks()))
    }
  return { take: both('take'), wait: both('wait') }
}
/** For calls that do not say who calls, and for pushes with a wrong signature. */
export const ofAddress = limitOfAddresses()
/** For tokens that are invalid. Counted apart, so that only invalid tokens can make a caller with a token wait. */
export const ofFalseTokens = limitOfAddresses()

const TOKENS_REMEMBERED = 10_000
const proved = new Set<string>()

/**
 * Hashes of the tokens that were verified in this instance. A token seen again is let through, whatever others at the
 * same address do. The framework still checks each time that it is valid.
 */
export const tokens = {
  remember: (authorization: string): void => {
    proved.add(sha256(authorization))
    if (proved.size > TOKENS_REMEMBERED) proved.delete(proved.values().next().value!)
  },
  isKnown: (authorization: string): boolean => proved.has(sha256(authorization)),
}
