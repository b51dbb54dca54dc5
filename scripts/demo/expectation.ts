import type { Plan, PlannedOrder } from './plan'
import type { Lateness } from './stories'

export interface Fraction {
  readonly of: number
  readonly in: number
}
export type RateName = 'signing' | 'completion' | 'satisfaction'
export type Rates = Readonly<Record<RateName, Fraction>>

export const NO_RATES: Rates = {
  signing: { of: 0, in: 0 },
  completion: { of: 0, in: 0 },
  satisfaction: { of: 0, in: 0 },
}

/** What went wrong and how high it climbed, counted. */
export const INCIDENTS = [
  'centre-signed-late',
  'unit-signed-late',
  'handled-late',
  'climbed-to-principal',
  'climbed-to-county',
] as const
export type Incident = (typeof INCIDENTS)[number]

/** All that can be told of a demo without looking into the database. */
export interface Outcome {
  /** `county`, `centre`, and every unit that has an order. */
  readonly rates: ReadonlyMap<string, Rates>
  readonly incidents: Readonly<Record<Incident, number>>
  readonly archived: number
}

const CLIMBS: Readonly<Record<Lateness | 'never' | 'arrived-late' | 'unjudged', number>> = {
  'in-time': 0,
  unjudged: 0,
  late: 0,
  climbed: 1,
  'arrived-late': 1,
  'climbed-twice': 2,
  never: 2,
}

/** The outcome counted from the stories alone, by hand as it were, so that it can prove the figures' own code. */
export const expectedOf = ({ orders }: Plan): Outcome => {
  const rates = new Map<string, Rates>()
  const count = (scope: string, rate: RateName, good: boolean): void => {
    for (const each of ['county', scope]) {
      const sum = rates.get(each) ?? NO_RATES
      const { of, in: all } = sum[rate]
      rates.set(each, { ...sum, [rate]: { of: of + (good ? 1 : 0), in: all + 1 } })
    }
  }
  const incidents: Record<Incident, number> = {
    'centre-signed-late': 0,
    'unit-signed-late': 0,
    'handled-late': 0,
    'climbed-to-principal': 0,
    'climbed-to-county': 0,
  }
  for (const order of orders) {
    const { centre, unitSigns, handled, caller } = order.story
    const { unit } = order.case.entry
    count('centre', 'signing', centre === 'in-time')
    count(unit, 'signing', unitSigns === 'in-time')
    if (handled !== 'unjudged') count(unit, 'completion', handled === 'in-time')
    if (isRated(order)) count(unit, 'satisfaction', caller !== 'dissatisfied')

    if (centre !== 'in-time') incidents['centre-signed-late']++
    if (unitSigns !== 'in-time') incidents['unit-signed-late']++
    if (handled !== 'in-time' && handled !== 'unjudged') incidents['handled-late']++
    for (const lateness of [centre, unitSigns, handled]) {
      if (CLIMBS[lateness] >= 1) incidents['climbed-to-principal']++
      if (CLIMBS[lateness] >= 2) incidents['climbed-to-county']++
    }
  }
  return { rates, incidents, archived: orders.filter(({ story }) => story.caller !== 'not-called').length }
}

/** A caller nobody reached has said nothing. */
const isRated = ({ story: { caller } }: PlannedOrder): boolean =>
  caller !== 'unreachable' && caller !== 'not-called'
