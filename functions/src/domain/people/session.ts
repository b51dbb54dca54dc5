/**
 * How a person signs in and stays signed in. A session is one sign-in. Its id is in the person's token, and the ids of
 * the open sessions are in their staff document. A session that is not listed there is over; removing its id ends it.
 */
import type { Instant } from '../base/instant'
import { postOfKey, type Role } from './people'
import type { SecondFactorOf } from '../policy/policy'
import { refuse, type Refusal } from '../base/refusal'

/** The conditions in a staff document for signing in; an absent field requires nothing. */
export interface EntryTerms {
  /** The password came from somebody else, or is no longer trusted: it is changed before anything else. */
  readonly mustChangePassword?: boolean
  /** The policy requires a second factor for the posts this person holds. */
  readonly needsSecondFactor?: boolean
  /** Seconds, by the clock of sign-ins. A token from a sign-in at or before this moment opens nothing any more. */
  readonly signedInAfter?: number
  /** Ids of the open sessions, the latest last. */
  readonly sessions?: readonly string[]
}

/** What a verified token says of the session it belongs to. */
export interface Session {
  /** Null in a token that no sign-in made: a test's, or a tool's. */
  readonly id: string | null
  readonly secondFactor: boolean
  /** When the person last proved who they are, on the real clock. */
  readonly provedAt: Instant
}

/** The doors. A person who is not fully signed in may only use those that sign them in, or out. */
export type Door = 'work' | 'own-account'

/** Why this session may not use that door, or null if it may. The security rules ask the same of every read. */
export const entryForbidden = (terms: EntryTerms | null, session: Session, door: Door): Refusal | null => {
  if (terms === null) return null
  if (terms.signedInAfter !== undefined && session.provedAt <= terms.signedInAfter * 1000)
    return refuse('access.not-signed-in')
  if (session.id !== null && !(terms.sessions ?? []).includes(session.id))
    return refuse('access.session-ended')
  if (door === 'own-account') return null
  if (terms.mustChangePassword === true) return refuse('access.password-to-change')
  if (terms.needsSecondFactor === true && !session.secondFactor) return refuse('access.second-factor-missing')
  return null
}

/** How long after proving their identity a person may change the password: an unattended screen is not enough. */
export const PROOF_LASTS = 5 * 60_000

export const isProvedNow = ({ provedAt }: Session, now: Instant): boolean => now - provedAt <= PROOF_LASTS

/** Posts that may look at a caller's data, as `mayLook` has it. */
const LOOKERS: readonly Role[] = ['clerk', 'reviewer', 'handler', 'leader-in-charge']

/** Whether the policy requires a second factor for these posts. */
export const secondFactorAsked = (posts: readonly string[], of: SecondFactorOf): boolean => {
  if (of === 'nobody') return false
  const roles = posts.flatMap((key) => postOfKey(key)?.role ?? [])
  return roles.some((role) => role === 'administrator' || (of === 'lookers' && LOOKERS.includes(role)))
}

/** More sessions than anybody has open at once. With one too many the oldest ends. */
export const SESSIONS_AT_MOST = 20

/** The open sessions with a new one, and those that had to end for it. */
export const withSession = (
  open: readonly string[],
  id: string,
): { readonly sessions: readonly string[]; readonly ended: readonly string[] } => {
  const all = [...open.filter((each) => each !== id), id]
  const ended = all.slice(0, Math.max(0, all.length - SESSIONS_AT_MOST))
  return { sessions: all.slice(ended.length), ended }
}

export const BROWSERS = ['360', 'wechat', 'edge', 'firefox', 'chrome', 'safari', 'other'] as const
export type BrowserFamily = (typeof BROWSERS)[number]
export const SYSTEMS = ['android', 'ios', 'windows', 'mac', 'linux', 'other'] as const
export type SystemFamily = (typeof SYSTEMS)[number]

/** In this order: most browsers also call themselves by the names further down. */
const BROWSER_MARKS: readonly (readonly [RegExp, BrowserFamily])[] = [
  [/QihooBrowser|360SE|360EE/, '360'],
  [/MicroMessenger/, 'wechat'],
  [/Edg[eA]?\//, 'edge'],
  [/Firefox\//, 'firefox'],
  [/Chrome\/|CriOS\//, 'chrome'],
  [/Safari\//, 'safari'],
]
const SYSTEM_MARKS: readonly (readonly [RegExp, SystemFamily])[] = [
  [/Android/, 'android'],
  [/iPhone|iPad/, 'ios'],
  [/Windows/, 'windows'],
  [/Mac OS X/, 'mac'],
  [/Linux/, 'linux'],
]

const marked = <T>(text: string, marks: readonly (readonly [RegExp, T])[], otherwise: T): T =>
  marks.find(([mark]) => mark.test(text))?.[1] ?? otherwise

/** The browser families only: enough for the owner to recognise the session, too little to identify a person. */
export const deviceOf = (
  userAgent: string,
): { readonly browser: BrowserFamily; readonly system: SystemFamily } => ({
  browser: marked(userAgent, BROWSER_MARKS, 'other'),
  system: marked(userAgent, SYSTEM_MARKS, 'other'),
})

/** The network's part of an address: `10.1.*.*`, `2408:8256:*`; `*` where it is none. */
export const networkOf = (address: string): string => {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (four?.[1] !== undefined) return `${four[1]}.*.*`
  const six = /^([\da-f]{1,4}:[\da-f]{1,4}):[\da-f:]+$/i.exec(address)
  return six?.[1] === undefined ? '*' : `${six[1]}:*`
}
