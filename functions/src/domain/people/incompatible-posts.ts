import { CENTRE_ROLES, isUnitRole, type Post, type Role } from './people'

const isOfCentre = (role: Role): boolean => (CENTRE_ROLES as readonly Role[]).includes(role)
const isInspector = (role: Role): boolean => role === 'supervision' || role === 'discipline'

/**
 * Posts that one person must not hold together, each said once: who keeps people's rights must not use them, the city is the
 * other side, a unit is judged by everyone else, and who inspects must not have had a hand in the handling. Posts in two
 * units, clerk with reviewer and handler with leader in charge go together: what they may do to one order is in `duties.ts`.
 */
const INCOMPATIBLE: readonly (readonly [one: (role: Role) => boolean, other: (role: Role) => boolean])[] = [
  [(role) => role === 'administrator', (role) => role !== 'administrator'],
  [(role) => role === 'city', (role) => role !== 'city'],
  [isUnitRole, (role) => !isUnitRole(role)],
  [isInspector, isOfCentre],
]

const together = (a: Post, b: Post): boolean =>
  INCOMPATIBLE.every(([one, other]) => !(one(a.role) && other(b.role)) && !(one(b.role) && other(a.role)))

/** The first two of these posts that one person must not hold together, or null where all go together. */
export const incompatible = (posts: readonly Post[]): readonly [Post, Post] | null => {
  for (const [index, one] of posts.entries()) {
    const other = posts.slice(index + 1).find((each) => !together(one, each))
    if (other !== undefined) return [one, other]
  }
  return null
}
