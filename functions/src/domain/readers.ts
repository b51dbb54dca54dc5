import type { Happening } from './events'
import type { Order } from './order'
import { unitAudience } from './people'

/** Who reads every order: the county centre that answers for it, and the county's leaders above (R17). */
const ALWAYS = ['centre', 'leaders']

/** Who may read the order: always these, and each unit that has a part in it. */
export const readersOf = (order: Pick<Order, 'assignments'>): string[] => [
  ...ALWAYS,
  ...new Set(order.assignments.map((assignment) => unitAudience(assignment.unit))),
]

/**
 * Who may read one event. What the centre did before a unit was chosen stays with the centre; a unit's inner loop
 * is not for the other units of a joint order, nor is its reminder.
 */
export const eventReaders = (order: Order, happening: Happening): readonly string[] => {
  switch (happening.type) {
    case 'transferred':
    case 'centre-signed':
    case 'verified':
      return ALWAYS
    case 'step-recorded':
    case 'feedback-submitted':
    case 'unit-reviewed':
    case 'unit-signed': {
      const unit = order.assignments.find((assignment) => assignment.no === happening.data.no)?.unit
      return unit === undefined ? ALWAYS : [...ALWAYS, unitAudience(unit)]
    }
    case 'rang':
      return happening.data.holder === 'centre' ? ALWAYS : [...ALWAYS, unitAudience(happening.data.holder)]
    case 'dispatched':
    case 'first-reviewed':
    case 'called-back':
    case 'archived':
      return order.readers
  }
}
