import type { CommandType } from '../../functions/src/domain/order/command'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Order } from '../../functions/src/domain/order/order'
import type { Policy } from '../../functions/src/domain/policy/policy'
import { arrivalsOf, endOf, sameMatterOf } from './arrivals'
import { BEHAVIOUR } from './behaviour'
import { countyOf } from './county'
import { diceOf } from './dice'
import { Life } from './life'

export interface Simulation {
  readonly year: number
  readonly orders: number
  readonly seed: number
}

/** How a whole year's commands went. */
export interface Doings {
  readonly given: Map<CommandType, number>
  /** By the refusal's code. */
  readonly refused: Map<string, number>
}

export interface Lived {
  readonly order: Order
  readonly events: readonly OrderEvent[]
}

const countIn =
  <T>(counts: Map<T, number>) =>
  (what: T): void => {
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }

/** A county's year, order by order, sorted by their numbers. The same arguments always make the same year. */
export function* simulate(
  { year, orders, seed }: Simulation,
  policy: Policy,
  sha256: (text: string) => string,
  doings: Doings = { given: new Map(), refused: new Map() },
): Generator<Lived> {
  const county = countyOf(diceOf(seed))
  const arrivals = arrivalsOf(county, year, orders, seed)
  const world = {
    county,
    policy,
    sha256,
    sameMatter: sameMatterOf(arrivals),
    end: endOf(year),
    given: countIn(doings.given),
    refused: countIn(doings.refused),
  }
  for (const arrival of arrivals) {
    for (const { order, events } of new Life(arrival, world, BEHAVIOUR).live()) yield { order, events }
  }
}
