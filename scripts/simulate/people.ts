import {
  type Post,
  postKey,
  type Role,
  type UnitRole,
  type Who,
} from '../../functions/src/domain/people/people'

const made = new Map<string, Who>()

/** The person in a post. Nobody real: a uid says which post it is, and which of several in it. */
const personIn = (post: Post, place = 1): Who => {
  const uid = `${postKey(post).replace('@', '-')}-${place}`
  const known = made.get(uid) ?? { uid, post }
  made.set(uid, known)
  return known
}

export const inCounty = (role: Exclude<Role, UnitRole>, place = 1): Who =>
  personIn({ role, unit: null }, place)

export const inUnit = (unit: string, role: UnitRole, place = 1): Who => personIn({ role, unit }, place)

/** The centre has four of them. */
export const CLERKS: readonly Who[] = [1, 2, 3, 4].map((place) => inCounty('clerk', place))

export const CITY = inCounty('city')
export const SUPERVISION = inCounty('supervision')
export const DISCIPLINE = inCounty('discipline')
