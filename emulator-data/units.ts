import type { Unit } from '../functions/src/domain/people/unit'
import { SAMPLE_PEOPLE } from './sample-people'
import { UNIT_NAMES } from './unit-names'

const holdersOf = (post: string): string[] =>
  SAMPLE_PEOPLE.filter(({ active, posts }) => active && posts.includes(post)).map(({ uid }) => uid)

/** The units with their people: all ready for orders but 县文旅局. */
export const SAMPLE_UNITS: readonly Unit[] = UNIT_NAMES.map(({ staffed: _, ...unit }) => ({
  ...unit,
  leadersInCharge: holdersOf(`leader-in-charge@${unit.id}`),
  principalLeaders: holdersOf(`principal-leader@${unit.id}`),
  handlers: holdersOf(`handler@${unit.id}`),
}))
