import type { Colleague } from '../order/barred'
import type { Command, CommandData, CommandType, Facts, NamedFrom, Names } from '../order/command'
import type { Order } from '../order/order'
import type { Evidence } from '../evidence/evidence'
import type { MatterSomewhere } from '../matters/matter'
import { type MatterTree, NO_MATTERS } from '../matters/tree'
import type { CatalogueEntry, Unit } from '../people/unit'
import { COMMANDS } from './table'

const NONE: Names = {
  units: [],
  persons: [],
  catalogueEntry: null,
  evidence: [],
  matters: false,
  sameMatter: null,
  other: null,
}

const declared = <T extends CommandType>(type: T, order: NamedFrom, data: CommandData[T]): Partial<Names> =>
  COMMANDS[type].names?.(order, data) ?? {}

/** The facts of a command that needs none. */
export const NO_FACTS: Facts = {
  units: [],
  persons: [],
  catalogueEntry: null,
  evidence: [],
  matters: NO_MATTERS,
  sameMatter: 0,
  other: null,
}

/** What to look up for a command, as its rule declares; nothing for most. */
export const namesIn = (order: NamedFrom, { type, data }: Command): Names => ({
  ...NONE,
  ...declared(type, order, data),
})

/** Everything that commands may name, where all of it is at hand. */
export interface Records {
  readonly units: readonly Unit[]
  readonly persons: readonly Colleague[]
  readonly catalogue: readonly CatalogueEntry[]
  readonly evidence: readonly Evidence[]
  readonly matters: MatterTree
  /** How many other orders are on that matter there. */
  readonly sameMatter: (matter: MatterSomewhere) => number
  /** An order that whoever asks may read; null where there is none. */
  readonly order: (id: string) => Order | null
}

/** The facts a command is given, chosen from what is at hand: no more than its door would read for it. */
export const factsAmong = (records: Records, order: NamedFrom, command: Command): Facts => {
  const names = namesIn(order, command)
  return {
    units: records.units.filter(({ id }) => names.units.includes(id)),
    persons: records.persons.filter(({ uid }) => names.persons.includes(uid)),
    catalogueEntry: records.catalogue.find(({ id }) => id === names.catalogueEntry) ?? null,
    evidence: records.evidence.filter(({ id }) => names.evidence.includes(id)),
    matters: names.matters ? records.matters : NO_MATTERS,
    sameMatter: names.sameMatter === null ? 0 : records.sameMatter(names.sameMatter),
    other: names.other === null ? null : records.order(names.other),
  }
}
