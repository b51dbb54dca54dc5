/**
 * Who works with the system. A person holds posts; each command is given in one of them, and the event says in which.
 */
export const CENTRE_ROLES = ['clerk', 'reviewer'] as const
export const UNIT_ROLES = ['handler', 'leader-in-charge', 'principal-leader'] as const
export const COUNTY_ROLES = ['county-leader', 'supervision', 'discipline', 'city', 'administrator'] as const
export const ROLES = [...CENTRE_ROLES, ...UNIT_ROLES, ...COUNTY_ROLES] as const
export type UnitRole = (typeof UNIT_ROLES)[number]
export type Role = (typeof ROLES)[number]

/** A role, and for the roles of a unit which unit. */
export interface Post {
  readonly role: Role
  readonly unit: string | null
}

/** A person in one of their posts, as a command's author. `uid` is `system` for what happens by itself. */
export interface Who {
  readonly uid: string
  readonly post: Post
}

export const isUnitRole = (role: Role): role is UnitRole => (UNIT_ROLES as readonly Role[]).includes(role)

/** `clerk`, `handler@mayi`: how a post is written in commands, events and notices. */
export const postKey = (post: Post): string => (post.unit === null ? post.role : `${post.role}@${post.unit}`)

/** The post a key names, or null when it names none: an unknown role, a unit role without unit, or a unit too many. */
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

export const unitAudience = (unit: string): string => `unit:${unit}`

/** The audience a post belongs to: what `readers` on orders, events and figures are made of. */
export const audienceOf = (post: Post): string =>
  isUnitRole(post.role) ? unitAudience(post.unit ?? '') : AUDIENCE[post.role]

/**
 * Everything a person may use to read: the audiences of their posts, and the posts themselves (notices go to a post).
 * Nobody but administration stores this; the security rules compare it with `readers`.
 */
export const tokensOf = (posts: readonly Post[]): string[] => [
  ...new Set(posts.flatMap((post) => [audienceOf(post), postKey(post)])),
]
