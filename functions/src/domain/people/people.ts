import { givenToken, type Queue, QUEUES_OF, queueToken } from './queues'

/**
 * The people who work with the system. A person holds posts. Each command is given in one of them, and the event says
 * in which.
 */
export const CENTRE_ROLES = ['clerk', 'reviewer'] as const
export const UNIT_ROLES = ['handler', 'leader-in-charge', 'principal-leader'] as const
export const COUNTY_ROLES = ['county-leader', 'supervision', 'discipline', 'city', 'administrator'] as const
export const ROLES = [...CENTRE_ROLES, ...UNIT_ROLES, ...COUNTY_ROLES] as const
export type UnitRole = (typeof UNIT_ROLES)[number]
export type Role = (typeof ROLES)[number]

/** A role, with the unit for a unit's roles. */
export interface Post {
  readonly role: Role
  readonly unit: string | null
}

/** A person in one of their posts, as a command's author. `uid` is `system` for what happens by itself. */
export interface Who {
  readonly uid: string
  readonly post: Post
}

/**
 * The same with the units of all their posts: a person whom an order accuses is barred from it in every post (R16.2).
 */
export interface Acting extends Who {
  readonly units: readonly string[]
}

export const isUnitRole = (role: Role): role is UnitRole => (UNIT_ROLES as readonly Role[]).includes(role)

/** `clerk`, `handler@mayi`: how a post is written in commands, events and notices. */
export const postKey = (post: Post): string => (post.unit === null ? post.role : `${post.role}@${post.unit}`)

/**
 * The post that a key names. Null when it names none: an unknown role, a unit role without a unit, or a unit where none
 * belongs.
 */
export const postOfKey = (key: string): Post | null => {
  const [role, unit, ...more] = key.split('@')
  const known = ROLES.find((each) => each === role)
  if (known === undefined || more.length > 0) return null
  if (isUnitRole(known) !== (unit !== undefined && unit !== '')) return null
  return { role: known, unit: unit ?? null }
}

const AUDIENCE: Readonly<Record<Exclude<Role, UnitRole>, string>> = {
  clerk: 'centre',
  reviewer: 'centre',
  'county-leader': 'leaders',
  supervision: 'supervision',
  discipline: 'discipline',
  city: 'city',
  administrator: 'administration',
}

/**
 * Words that already mean something else where a unit's id may stand: in figures, windows, posts and readers. No unit
 * may have one of them as its id.
 */
const TAKEN: readonly string[] = ['county', 'unit', ...ROLES, ...Object.values(AUDIENCE)]
export const mayBeUnitId = (id: string): boolean => !TAKEN.includes(id.toLowerCase())

export const unitAudience = (unit: string): string => `unit:${unit}`

/** The audience of a post. `readers` on orders, events and figures are lists of audiences. */
export const audienceOf = (post: Post): string =>
  isUnitRole(post.role) ? unitAudience(post.unit ?? '') : AUDIENCE[post.role]

/** The posts of an audience: two for the centre, three for a unit. */
export const postsOfAudience = (audience: string): Post[] => {
  const [kind, unit] = audience.split(':')
  return kind === 'unit' && unit !== undefined
    ? UNIT_ROLES.map((role) => ({ role, unit }))
    : ROLES.flatMap((role) =>
        !isUnitRole(role) && AUDIENCE[role] === audience ? [{ role, unit: null }] : [],
      )
}

const CLEAR = 'clear:'

/**
 * The token that reads orders accusing somebody: `clear:centre`, `clear:handler@mayi`. People who may be concerned lack
 * it.
 */
export const cleared = (token: string): string => `${CLEAR}${token}`

/** The audience behind a token, clear or not. */
export const plain = (token: string): string => (token.startsWith(CLEAR) ? token.slice(CLEAR.length) : token)

/** The tokens that a post's list queries use: its audience's tokens, as far as the person has them. */
export const tokensFor = (post: Post, tokens: readonly string[]): string[] =>
  [audienceOf(post), cleared(audienceOf(post))].filter((token) => tokens.includes(token))

/**
 * The tokens that query a post's queue: its plain and its clear token, as far as they are among the person's queues.
 */
export const queuesFor = (post: Post, queue: Queue, queues: readonly string[]): string[] =>
  [postKey(post), cleared(postKey(post))]
    .map((token) => queueToken(token, queue))
    .filter((token) => queues.includes(token))

/** The same of what was given to this person inside the unit. Only handlers are given something. */
export const givenQueuesFor = (post: Post, uid: string, queues: readonly string[]): string[] =>
  [postKey(post), cleared(postKey(post))]
    .map((token) => givenToken(token, uid))
    .filter((token) => queues.includes(token))

/** The audiences of a person's posts, and the posts themselves (notices go to a post). */
const tokensOf = (posts: readonly Post[]): string[] => [
  ...new Set(posts.flatMap((post) => [audienceOf(post), postKey(post)])),
]

/** The queues of a person's posts, for the posts' tokens that are among the given ones. */
export const queuesOfPosts = (uid: string, posts: readonly Post[], tokens: readonly string[]): string[] => [
  ...new Set(
    posts.flatMap((post) =>
      [postKey(post), cleared(postKey(post))]
        .filter((token) => tokens.includes(token))
        .flatMap((token) => [
          ...QUEUES_OF[post.role].map((queue) => queueToken(token, queue)),
          ...(post.role === 'handler' ? [givenToken(token, uid)] : []),
        ]),
    ),
  ),
]

/** The units of a person's posts. */
export const unitsOf = (posts: readonly Post[]): string[] => [
  ...new Set(posts.flatMap(({ unit }) => unit ?? [])),
]

/** The part of a staff document that follows from the posts. The security rules decide by it. */
export interface Standing {
  /** The tokens that the person reads by, in lists too. */
  readonly tokens: readonly string[]
  /** Clear tokens that count only for a single order opened by itself, if it does not accuse the person. */
  readonly withheld: readonly string[]
  readonly units: readonly string[]
  /** The queues of the posts, as listings name them: the person's work list asks for these. */
  readonly queues: readonly string[]
}

/**
 * R16.2: a list query cannot check for each order whether it accuses the reader. So a person has the clear tokens at
 * hand only if no order can accuse them in another post (all posts in one unit, or none in any) and no order accuses
 * them by name. Everybody else opens accusing orders one by one. A person who is not active gets none of this.
 */
export const standingOf = (
  uid: string,
  posts: readonly Post[],
  active: boolean,
  isAccused: boolean,
): Standing => {
  if (!active) return { tokens: [], withheld: [], units: [], queues: [] }
  const tokens = tokensOf(posts)
  const clear = tokens.map(cleared)
  const bodies = new Set(posts.map(({ unit }) => unit))
  const units = unitsOf(posts)
  const [atHand, withheld] = bodies.size <= 1 && !isAccused ? [[...tokens, ...clear], []] : [tokens, clear]
  return { tokens: atHand, withheld, units, queues: queuesOfPosts(uid, posts, atHand) }
}
