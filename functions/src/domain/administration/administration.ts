/**
 * What administration does, as the log records it, and which acts take two people (R16 choice,
 * `policy.guard.secondPerson`).
 */
import type { ChannelHost } from '../notices/channel-hosts'
import type { ChannelKind } from '../notices/channels'
import { DAY, type Instant } from '../base/instant'
import type { Notice, NoticeKind } from '../notices/notices'
import { postOfKey, type Role } from '../people/people'
import { type Guard, type Policy, SECOND_FACTOR_OF } from '../policy/policy'
import { refused, ok, refuse, type Result } from '../base/refusal'
import type { Seating } from '../people/seat'
import type { Unit } from '../people/unit'

/** A person as the log shows them. `invited`: they were given everything, but none of it holds until they claim it. */
export interface Seated extends Seating {
  readonly invited: boolean
}

export type UnitShown = Pick<Unit, 'name' | 'kind' | 'section' | 'duties' | 'disciplineGroup' | 'mechanisms'>
interface ChannelShown {
  readonly kind: ChannelKind | 'none'
}
interface HostsShown {
  readonly hosts: readonly ChannelHost[]
}
interface VersionShown {
  readonly version: string
}

/** What was done, with the state before and after. It never holds an address, a secret or a token. */
export type Deed =
  | {
      readonly did: 'set-staff' | 'propose-staff' | 'decline-staff' | 'claim-invitation'
      readonly before: Seated | null
      readonly after: Seated
    }
  | { readonly did: 'set-unit'; readonly before: UnitShown | null; readonly after: UnitShown }
  | { readonly did: 'set-channel'; readonly before: ChannelShown; readonly after: ChannelShown }
  | {
      readonly did: 'set-hosts' | 'propose-hosts' | 'decline-hosts'
      readonly before: HostsShown
      readonly after: HostsShown
    }
  | {
      readonly did: 'publish-year' | 'set-county-days' | 'set-policy' | 'set-matters'
      readonly before: VersionShown
      readonly after: VersionShown
    }
  /** To loosen the guard; `before` is the policy that was to be changed. */
  | { readonly did: 'propose-policy' | 'decline-policy'; readonly before: VersionShown; readonly after: null }
  /**
   * How somebody signs in: their sessions end, and they must change the password first, or the second factor is gone.
   * Where they live is not told.
   */
  | {
      readonly did: 'require-password-change' | 'remove-second-factor' | 'set-home'
      readonly before: null
      readonly after: { readonly name: string }
    }
  /** An account that nobody had invited stood at the address that was given. It was removed. */
  | {
      readonly did: 'remove-account' | 'retry-delivery'
      readonly before: null
      readonly after: null
    }

/** How an act came about that one person may not do alone. */
export interface Warrant {
  /** Who agreed to it; their name as it was. */
  readonly agreedBy?: string
  readonly agreedByName?: string
  readonly proposal?: string
  /** Why it could not wait for a second person. */
  readonly emergency?: string
}

/** An entry of administration's log. */
export type Administration = Deed &
  Warrant & {
    readonly by: string
    /** As they were called then. */
    readonly byName: string
    /** A uid, a unit, a delivery, or a version of the calendar, the policy or the tree of matters. */
    readonly whom: string
    readonly at: Instant
  }

/**
 * Posts that see callers, or orders that may be accusations. The centre and the leaders read every order. A unit and
 * its leaders read accusations of others. The inspectors and the city read what they are asked about.
 */
const SEES: Readonly<Record<Role, boolean>> = {
  clerk: true,
  reviewer: true,
  handler: true,
  'leader-in-charge': true,
  'principal-leader': true,
  'county-leader': true,
  supervision: true,
  discipline: true,
  city: true,
  administrator: false,
}

const sees = (key: string): boolean => {
  const post = postOfKey(key)
  return post !== null && SEES[post.role]
}

const held = (person: Pick<Seated, 'active' | 'invited' | 'posts'> | null): readonly string[] =>
  person !== null && (person.active || person.invited) ? person.posts : []

const isAdministrator = (posts: readonly string[]): boolean => posts.includes('administrator')

/**
 * Whether changing this person needs a second administrator. It does when a post that sees is given, or given anew by
 * an invitation, and when an administrator is made, unmade or changed. Taking a post away from anybody else takes
 * effect at once.
 */
export const takesTwo = (before: Seated | null, after: Seating, invite: boolean): boolean => {
  const had = held(before)
  const has = after.active ? after.posts : []
  const given = invite ? has : has.filter((post) => !had.includes(post))
  const changed = invite || given.length > 0 || had.some((post) => !has.includes(post))
  return given.some(sees) || (changed && (isAdministrator(had) || isAdministrator(has)))
}

/**
 * Whether a policy weakens the guard against an administrator acting alone: it drops the second person, or it drops the
 * second factor for somebody who needed one.
 */
export const loosens = (inForce: Guard, next: Guard): boolean =>
  inForce.secondPerson &&
  (!next.secondPerson ||
    SECOND_FACTOR_OF.indexOf(next.secondFactorOf) < SECOND_FACTOR_OF.indexOf(inForce.secondFactorOf))

/**
 * Whether a list of hosts lets messages go where they could not go before: to a new host, or to a private address
 * behind a host. Removing a host takes effect at once.
 */
export const opensHosts = (
  { secondPerson }: Guard,
  inForce: readonly ChannelHost[],
  next: readonly ChannelHost[],
): boolean =>
  secondPerson &&
  next.some(
    ({ host, port, inside }) =>
      !inForce.some((each) => each.host === host && each.port === port && (each.inside || !inside)),
  )

/** How long a proposal waits for somebody to agree, and an invitation for the invited person to claim it. */
export const WAITS_FOR = 7 * DAY

interface ProposalBase {
  readonly id: string
  readonly by: string
  readonly byName: string
  readonly at: Instant
  readonly until: Instant
  readonly state: 'open' | 'agreed' | 'declined'
  readonly decidedBy: string | null
  readonly decidedByName: string | null
  readonly decidedAt: Instant | null
}

/** A person as they would be. */
export interface StaffProposal extends ProposalBase {
  readonly type: 'set-staff'
  /** Also set for somebody new: their account is made when the proposal is agreed to. */
  readonly whom: string
  /** The address of somebody new, for the administrator who is to agree. Null for others, and once it is decided. */
  readonly email: string | null
  readonly before: Seated | null
  readonly after: Seating
  readonly invite: boolean
}

/** A policy that loosens the guard against one administrator acting alone. */
export interface PolicyProposal extends ProposalBase {
  readonly type: 'set-policy'
  readonly whom: null
  readonly basedOn: string
  readonly policy: Omit<Policy, 'version'>
  readonly appliesToOpen: boolean
}

/** A list of hosts with a new one on it. */
export interface HostsProposal extends ProposalBase {
  readonly type: 'set-hosts'
  readonly whom: null
  readonly before: readonly ChannelHost[]
  readonly hosts: readonly ChannelHost[]
}

export type Proposal = StaffProposal | PolicyProposal | HostsProposal

/** Whether this administrator may agree to it now. Neither the proposer nor the person it is about may. */
export const agreeable = <P extends Proposal>(proposal: P | null, uid: string, now: Instant): Result<P> => {
  const open = undecided(proposal, now)
  if (!open.ok) return open
  return uid === open.value.by || uid === open.value.whom ? refused(refuse('proposal.own')) : open
}

/** Whether it can still be decided. */
export const undecided = <P extends Proposal>(proposal: P | null, now: Instant): Result<P> =>
  proposal?.state === 'open' && now < proposal.until ? ok(proposal) : refused(refuse('proposal.over'))

const samePosts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((post) => b.includes(post))

/** Whether a person is still what they were when it was proposed. */
export const isSameSeat = (a: Seated | null, b: Seated | null): boolean =>
  a === null || b === null
    ? a === b
    : a.name === b.name && a.active === b.active && a.invited === b.invited && samePosts(a.posts, b.posts)

type AdministrationNotice = Extract<
  NoticeKind,
  'staff-proposed' | 'policy-proposed' | 'staff-changed' | 'staff-emergency'
>
const WATCHERS = ['supervision', 'discipline', 'administrator'] as const
const TOLD: Readonly<Record<AdministrationNotice, readonly string[]>> = {
  'staff-proposed': ['administrator'],
  'policy-proposed': WATCHERS,
  'staff-changed': WATCHERS,
  'staff-emergency': [...WATCHERS, 'county-leader'],
}

/**
 * R6.1: what is told when a change of people leaves a unit without what it must have: by the centre, which must not
 * dispatch to it, and by who can give it people.
 */
export const noticesOfUnready = (
  entry: string,
  unit: Pick<Unit, 'id'>,
  lacks: readonly string[],
  at: Instant,
): Notice[] =>
  ['clerk', 'administrator'].map((to) => ({
    id: `administration-${entry}~unit-not-ready~${unit.id}~${to}`,
    order: null,
    kind: 'unit-not-ready',
    to,
    at,
    clock: null,
    holder: unit.id,
    dueAt: null,
    lacks,
  }))

/**
 * The people who watch are told at once. `entry` is the entry's in the log. Names are left out: a notice may leave the
 * system.
 */
export const noticesOfAdministration = (
  entry: string,
  kind: AdministrationNotice,
  posts: readonly string[],
  at: Instant,
  proposal?: string,
): Notice[] =>
  TOLD[kind].map((to) => ({
    id: `administration-${entry}~${kind}~${to}`,
    order: null,
    kind,
    to,
    at,
    clock: null,
    holder: null,
    dueAt: null,
    posts,
    ...(proposal !== undefined && { proposal }),
  }))
