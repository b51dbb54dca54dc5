import { SAMPLE_CATALOGUE } from '../../emulator-data/catalogue'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import { UNIT_NAMES } from '../../emulator-data/unit-names'
import type { Calendar } from '../../functions/src/domain/time/calendar'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { TOWNSHIPS } from '../../functions/src/domain/matters/townships'
import { type MatterTree, treeOf } from '../../functions/src/domain/matters/tree'
import type { CatalogueEntry, Unit } from '../../functions/src/domain/people/unit'
import type { Dice } from './dice'
import type { Colleague } from '../../functions/src/domain/order/barred'
import { CLERKS, inUnit } from './people'

/** How a unit works, for better or worse: multiples of what is usual. */
export interface Temper {
  /** How long it takes for its work. */
  readonly pace: number
  /** How long an order lies before it is signed. */
  readonly inertia: number
  /** How often something is missing, wrong or forgotten. */
  readonly sloppiness: number
}

export interface County {
  readonly calendar: Calendar
  readonly units: readonly Unit[]
  /** Everybody whom a caller may accuse: those who handle and review in the units, and the centre's clerks. */
  readonly people: readonly Colleague[]
  readonly catalogue: readonly CatalogueEntry[]
  readonly matters: MatterTree
  /** By unit. */
  readonly tempers: ReadonlyMap<string, Temper>
}

export const HANDLERS = 2

/** A few units are known for being slow and a few for being sloppy; the seed says which. */
const temperOf = (dice: Dice): Temper => ({
  pace: dice.around('pace', 1, 0.18) * (dice.chance('slow', 0.12) ? 1.6 : 1),
  inertia: dice.around('inertia', 1, 0.4) * (dice.chance('late riser', 0.12) ? 2.5 : 1),
  sloppiness: dice.around('sloppiness', 1, 0.4) * (dice.chance('sloppy', 0.12) ? 3 : 1),
})

// 县文旅局 is not ready (R6.1), so that now and then somebody finds out.
const UNITS: readonly Unit[] = UNIT_NAMES.map(({ staffed, ...unit }) => ({
  ...unit,
  leadersInCharge: staffed ? [inUnit(unit.id, 'leader-in-charge').uid] : [],
  principalLeaders: [inUnit(unit.id, 'principal-leader').uid],
  handlers: staffed
    ? Array.from({ length: HANDLERS }, (_, index) => inUnit(unit.id, 'handler', index + 1).uid)
    : [],
}))

export const countyOf = (dice: Dice): County => ({
  calendar: officialCalendar(),
  units: UNITS,
  people: [
    ...UNITS.flatMap(({ handlers, leadersInCharge }) => [...handlers, ...leadersInCharge]),
    ...CLERKS.map(({ uid }) => uid),
  ].map((uid) => ({ uid, name: uid })),
  catalogue: SAMPLE_CATALOGUE,
  matters: treeOf(FIRST_MATTERS),
  tempers: new Map(UNIT_NAMES.map(({ id }) => [id, temperOf(dice.of(`unit ${id}`))])),
})

export const READY_UNITS = UNIT_NAMES.filter(({ staffed }) => staffed).map(({ id }) => id)
export const UNREADY_UNIT = 'wenlv'

/** The township's government as a unit, by the township's official code. */
export const governmentOf = (township: string): string | undefined =>
  UNIT_NAMES.find(({ name }) => name === TOWNSHIPS[township])?.id
