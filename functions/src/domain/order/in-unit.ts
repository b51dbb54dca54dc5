import { type Assignment, assignmentOf, type GivenInUnit, isActive, type Order } from './order'

type Given = Pick<Assignment, 'given'>

/** What was given last, while somebody has it; null while it is the unit's as a whole. */
export const givenNow = ({ given = [] }: Given): GivenInUnit | null => {
  const last = given.at(-1)
  return last === undefined || last.handlers.length === 0 ? null : last
}

/** Whom a part is given to now, less those whom the order accuses (R16.2). Who left their post, only the staff can tell. */
export const namedNow = (
  { accusedPersons }: Pick<Order, 'accusedPersons'>,
  part: Given | null,
): readonly string[] =>
  (part === null ? null : givenNow(part))?.handlers.filter((uid) => !accusedPersons.includes(uid)) ?? []

/** The same of the part that the unit has in the order. */
export const namedIn = (
  order: Pick<Order, 'accusedPersons' | 'assignments'>,
  unit: string | null,
): readonly string[] => {
  const part = assignmentOf(order, unit)
  return part !== null && isActive(part) ? namedNow(order, part) : []
}

/**
 * Which of these people it is for: those who are named, or all of them where none of the named is among them. So a part
 * never hangs on somebody who has left or is barred: it is the unit's again at that moment, without anybody's doing.
 */
export const meantAmong = <P>(
  people: readonly P[],
  uidOf: (person: P) => string,
  named: readonly string[],
): readonly P[] => {
  const meant = people.filter((person) => named.includes(uidOf(person)))
  return meant.length > 0 ? meant : people
}
