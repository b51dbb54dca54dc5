import { compared, ofRole, ofUnit, pieceOf } from '@domain/people/found-by'
import { ROLES, UNIT_ROLES } from '@domain/people/people'
import type { Unit } from '@domain/people/unit'
import { ROLE, type UnitName } from '@domain/words/terms'
import { type Person, postText } from './person'

/** A query asks for so many words at once. */
const WORDS_AT_MOST = 30

/**
 * What people are looked for by when this was typed: a part of a name, a role, or a unit. Null where it fits more units
 * than one query can ask for; nothing typed looks for everybody.
 */
export const wordsFor = (typed: string, units: readonly Pick<Unit, 'id'>[], unitName: UnitName) => {
  const sought = compared(typed)
  if (sought === '') return []
  const isIn = (text: string): boolean => compared(text).includes(sought)
  const roles = ROLES.filter((role) => isIn(ROLE[role]))
  const others = UNIT_ROLES.filter((role) => !roles.includes(role))
  const named = units.filter(({ id }) => others.some((role) => isIn(`${unitName(id)}${ROLE[role]}`)))
  const words = [pieceOf(typed), ...roles.map(ofRole), ...named.map(({ id }) => ofUnit(id))]
  return words.length > WORDS_AT_MOST ? null : words
}

/** Whether the search means this person. The server was asked for less than what was typed, so it may answer too many. */
export const isSought = ({ name, posts }: Pick<Person, 'name' | 'posts'>, typed: string): boolean =>
  [name, ...posts.map(postText)].some((text) => compared(text).includes(compared(typed)))
