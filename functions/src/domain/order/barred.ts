import { compared } from '../people/found-by'
import type { Unit } from '../people/unit'
import type { Evaluator } from './evaluation'
import type { Order } from './order'

type Accusing = Pick<Order, 'accused' | 'accusedPersons'>

/** Who acts or is named: a unit, or a person together with the units of all their posts. */
export interface Party {
  readonly uid?: string
  readonly units: readonly string[]
}

/** A person of the staff, as a command may name them. */
export interface Colleague {
  readonly uid: string
  readonly name: string
}

/**
 * R16.2: who may have nothing to do with the order. The accused are barred in whichever post: a unit, a person by name,
 * and a person who holds any post in an accused unit. This is the one predicate: whoever acts, reads or hears is asked
 * it, and so is every unit and every person whom a command names.
 */
export const isBarred = ({ accused, accusedPersons }: Accusing, { uid, units }: Party): boolean =>
  (uid !== undefined && accusedPersons.includes(uid)) || accused.some((unit) => units.includes(unit))

/** The first of these units that is barred. */
export const barredAmong = (order: Accusing, units: readonly string[]): string | undefined =>
  units.find((unit) => isBarred(order, { units: [unit] }))

const peopleOf = ({ handlers, leadersInCharge, principalLeaders = [] }: Unit): readonly string[] => [
  ...handlers,
  ...leadersInCharge,
  ...principalLeaders,
]

/** Of these units, those in which the person holds a post. */
export const unitsOfPerson = (uid: string, units: readonly Unit[]): string[] =>
  units.filter((each) => peopleOf(each).includes(uid)).map(({ id }) => id)

/**
 * Whether the bar leaves the unit nobody who could handle the order, or nobody who could review it. A unit that has no
 * such people anyway is not ready (R6.1), which is another matter. `units`: those whose people may be barred, too, since
 * they belong to one that is accused.
 */
export const hasNobodyLeft = (order: Accusing, unit: Unit, units: readonly Unit[]): boolean => {
  if (order.accused.length + order.accusedPersons.length === 0) return false
  const areBarred = (uids: readonly string[]): boolean =>
    uids.length > 0 && uids.every((uid) => isBarred(order, { uid, units: unitsOfPerson(uid, units) }))
  const { handlers, leadersInCharge, principalLeaders } = unit
  // A unit that does not say who its principal leader is has one who is not accused, as far as anybody knows.
  return (
    areBarred(handlers) ||
    (principalLeaders !== undefined && areBarred([...leadersInCharge, ...principalLeaders]))
  )
}

/**
 * R8.2: whether no principal leader of the unit may approve what it appeals: all are barred, or nobody has the post. A
 * unit that does not say who they are has one, as far as anybody knows.
 */
export const nobodyApproves = (
  order: Accusing,
  { principalLeaders }: Unit,
  units: readonly Unit[],
): boolean =>
  principalLeaders !== undefined &&
  principalLeaders.every((uid) => isBarred(order, { uid, units: unitsOfPerson(uid, units) }))

/**
 * Whether this is the name of an accused person. Evaluators and county leaders are written down by their names alone,
 * so whoever bears the same name is kept out, too: another one can be found.
 */
export const namesAccused = (
  { accusedPersons }: Accusing,
  name: string,
  people: readonly Colleague[],
): boolean =>
  people.some((person) => accusedPersons.includes(person.uid) && compared(person.name) === compared(name))

/** R11.1: whether the evaluator belongs to an accused unit, or bears the name of an accused person. */
export const mayNotEvaluate = (
  order: Accusing,
  { name, unit }: Pick<Evaluator, 'name' | 'unit'>,
  people: readonly Colleague[],
): boolean => isBarred(order, { units: unit === null ? [] : [unit] }) || namesAccused(order, name, people)
