/**
 * R17: what is for a post that nobody holds goes up at once, and says so; nobody has to wait for the breach to climb.
 * The notice itself stays for whoever is given the post later.
 */
import type { Notice } from './notices'
import { isUnitRole, type Post, postKey, postOfKey, type Role } from '../people/people'

/** Above a unit's leaders comes the county leader, and where there is none the centre, which gave the order. */
const ABOVE_UNITS: readonly Role[] = ['county-leader', 'reviewer', 'clerk']

/** Who hears instead, the nearest first. All of them read what the post reads. */
const INSTEAD: Readonly<Record<Role, readonly Role[]>> = {
  handler: ['leader-in-charge', 'principal-leader', ...ABOVE_UNITS],
  'leader-in-charge': ['principal-leader', ...ABOVE_UNITS],
  'principal-leader': ABOVE_UNITS,
  clerk: ['reviewer', 'county-leader'],
  reviewer: ['clerk', 'county-leader'],
  'county-leader': ['reviewer', 'clerk'],
  // One body that inspects stands in for the other; above both is the county leader.
  supervision: ['discipline', 'county-leader'],
  discipline: ['supervision', 'county-leader'],
  // Where the city has no account, the centre enters what it decided.
  city: ['reviewer', 'clerk'],
  administrator: ['supervision', 'county-leader'],
}

const sameSide = (role: Role, { unit }: Post): string =>
  postKey({ role, unit: isUnitRole(role) ? unit : null })

/**
 * The notice for the next post, because nobody holds the one it is for; null when there is none above. `vacant` names the
 * post it was meant for first and those that were found empty on the way.
 */
export const passedUp = (notice: Notice): Notice | null => {
  const vacant = [...(notice.vacant ?? []), notice.to]
  const meant = postOfKey(vacant[0] ?? '')
  if (meant === null) return null
  const next = INSTEAD[meant.role].map((role) => sameSide(role, meant)).find((to) => !vacant.includes(to))
  if (next === undefined) return null
  const telling = notice.id.slice(0, -notice.to.length)
  return { ...notice, id: `${telling}${next}`, to: next, vacant }
}
