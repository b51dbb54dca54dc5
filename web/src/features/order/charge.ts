import type { GivenBasis } from '@domain/order/command'
import { activeParts, type Order } from '@domain/order/order'

/** A unit to be given a part, and the basis for it, as it is being filled in. */
export interface ChargeDraft {
  kind: GivenBasis['kind']
  entry: string
  name: string
  justification: string
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
  unit: '',
  sought: '',
})

export const givenBasis = ({ kind, entry, name, justification }: ChargeDraft): GivenBasis => {
  switch (kind) {
    case 'catalogue':
      return { kind, entry }
    case 'regulation':
      return { kind, name }
    case 'nearest-duty':
      return { kind, justification }
    case 'instruction':
      return { kind }
  }
}

/** Who cannot be given a part: the accused (R16.2), and who has one already. */
export const notToCharge = (order: Order): readonly string[] => [
  ...order.accused,
  ...activeParts(order).map(({ unit }) => unit),
]
