import { CENTRE_ROLES, isUnitRole, type Post, type Role } from './people'

const isOfCentre = (role: Role): boolean => (CENTRE_ROLES as readonly Role[]).includes(role)
const isInspector = (role: Role): boolean => role === 'supervision' || role === 'discipline'

/**
 * Posts that one person must not hold together; each pair is listed once. An administrator grants rights and must not
 * use them. The city is the other side. A unit is judged by everyone else. An inspector must not have worked on the
 * handling. Posts in two units may go together, and so may clerk with reviewer, and handler with leader in charge:
 * `duties.ts` limits what they may do to one order.
 */
const INCOMPATIBLE: readonly (readonly [one: (role: Role) => boolean, other: (role: Role) => boolean])[] = [
  [(role) => role === 'administrator', (role) => role !== 'administrator'],
  [(role) => role === 'city', (role) => role !== 'city'],
  [isUnitRole, (role) => !isUnitRole(role)],
  [isInspector, isOfCentre],
]

const together = (a: Post, b: Post): boolean =>
  INCOMPATIBLE.every(([one, other]) => !(one(a.role) && other(b.role)) && !(one(b.role) && other(a.role)))

/** The first two of these posts that one person must not hold together; null where all may go together. */
export const incompatible = (posts: readonly Post[]): readonly [Post, Post] | null => {
  for (const [index, one] of posts.entries()) {
    const other = posts.slice(index + 1).find((each) => !together(one, each))
    if (other !== undefined) return [one, other]
  }
  return null
}
