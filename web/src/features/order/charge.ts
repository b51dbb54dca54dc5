import { mustSayWhy } from '@domain/commands/dispatching'
import type { Charge, GivenBasis } from '@domain/order/command'
import { hasNobodyLeft } from '@domain/order/barred'
import { activeParts, type Order } from '@domain/order/order'
import type { Unit } from '@domain/people/unit'

/** A unit to be given a part, and the basis for it, as it is being filled in. */
export interface ChargeDraft {
  kind: GivenBasis['kind']
  entry: string
  name: string
  justification: string
  overridden: string
  unit: string
  /** What was typed to find an entry. */
  sought: string
}

/** After a leader's instruction (R2.4) that is what the dispatch rests on, unless the clerk says otherwise. */
export const newCharge = (order: Order): ChargeDraft => ({
  kind: order.instruction === null ? 'catalogue' : 'instruction',
  entry: '',
  name: '',
  justification: '',
  overridden: '',
  unit: '',
  sought: '',
})

export const givenBasis = ({ kind, entry, name, justification }: ChargeDraft): GivenBasis => {
  switch (kind) {
    case 'catalogue':
      return { kind, entry }
    case 'law':
    case 'duty':
    case 'township-list':
      return { kind, name }
    case 'nearest-duty':
      return { kind, justification }
    case 'instruction':
      return { kind }
  }
}

/** The dispatch as it is given: a reason only where one is asked for (R2.1). */
export const givenCharge = (draft: ChargeDraft, order: Order, units: readonly Unit[]): Charge => {
  const unit = units.find(({ id }) => id === draft.unit)
  const asked = unit !== undefined && mustSayWhy(order, unit, draft.kind)
  return {
    unit: draft.unit,
    basis: givenBasis(draft),
    ...(asked && { overridden: draft.overridden }),
  }
}

/** Who cannot be given a part: the accused and units of which nobody else is left (R16.2), and who has one already. */
export const notToCharge = (order: Order, units: readonly Unit[]): readonly string[] => [
  ...order.accused,
  ...leftAlone(order, units),
  ...activeParts(order).map(({ unit }) => unit),
]

/** Units of which only the accused could act (R16.2). */
export const leftAlone = (order: Order, units: readonly Unit[]): readonly string[] =>
  units.filter((unit) => hasNobodyLeft(order, unit, units)).map(({ id }) => id)
