import { atTheTable, isUnderWay } from '../consultation'
import type { Order } from '../order'
import type { Changes } from './change'

/** Who is to get an order that nobody can simply be given (R2.3, R2.4, R4). */
export const consulting = {
  'referred-to-leader': (order, event) => ({
    ...order,
    stage: 'to-instruct',
    referredFor: event.data.reason,
  }),
  instructed: (order, event) => ({
    ...order,
    stage: 'to-dispatch',
    instruction: { ...event.data, at: event.at },
  }),
  disputed: (order, event) => ({ ...order, stage: 'disputed', dispute: { ...event.data, at: event.at } }),
  convened: (order, event) => ({
    ...order,
    stage: 'consulting',
    consultations: [...order.consultations, { ...event.data, outcome: null, brokenOffAt: null }],
  }),
  consulted: (order, event) => {
    const { no, ...outcome } = event.data
    return {
      ...order,
      stage: 'to-dispatch',
      dispute: null,
      // R4.2: without agreement every unit at the table must cooperate. It answers for the outcome, also for a part it
      // already has.
      assignments: order.assignments.map((each) =>
        outcome.agreed || !participants(order, no).includes(each.unit)
          ? each
          : { ...each, returnWithin: null, answersForOutcome: true },
      ),
      consultations: order.consultations.map((each) =>
        each.no === no ? { ...each, outcome: { ...outcome, at: event.at } } : each,
      ),
    }
  },
  /** A unit at the table must not be there (R16.2). That meeting finds no host, and the others meet anew. */
  'consultation-broken-off': (order, event) => calledOff(order, event.at),
} satisfies Partial<Changes>

/** The consultation under way is not held. */
export const calledOff = (order: Order, at: number): Order => ({
  ...order,
  stage: order.consultations.find(isUnderWay)?.kind === 'dispute' ? 'disputed' : 'to-dispatch',
  consultations: order.consultations.map((each) => (isUnderWay(each) ? { ...each, brokenOffAt: at } : each)),
})

/** Applies to a dispute; a joint order's consultation binds nobody. */
const participants = (order: Order, no: number): string[] =>
  order.consultations.filter((each) => each.no === no && each.kind === 'dispute').flatMap(atTheTable)
