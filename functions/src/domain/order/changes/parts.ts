import { isOpenAppeal } from '../appeal'
import { voided, withClocks } from '../clocks'
import { activeParts, type Assignment, type Clock, clockOf, hostOf, isHandedIn, type Order } from '../order'

export const belongsTo = (clock: Clock, no: number): boolean => clock.part === no

export const withAssignment = (
  order: Order,
  no: number,
  change: (assignment: Assignment) => Partial<Assignment>,
): Order => ({
  ...order,
  assignments: order.assignments.map((assignment) =>
    assignment.no === no ? { ...assignment, ...change(assignment) } : assignment,
  ),
})

/**
 * The stage of an order under way after its parts changed: without a host it is dispatched anew (R3.4); once every part
 * is handed in it goes to the first review.
 */
export const settled = (order: Order): Order => {
  if (order.stage !== 'handling') return order
  if (hostOf(order) === null) return { ...order, stage: 'to-dispatch' }
  return activeParts(order).every(isHandedIn) ? { ...order, stage: 'first-review' } : order
}

const JUDGED: readonly Order['stage'][] = ['first-review', 'callback', 'evaluating', 'to-archive']

/** The same after a part was taken away: an order without a host is dispatched anew, however far it had come. */
const resettled = (order: Order): Order =>
  JUDGED.includes(order.stage) && hostOf(order) === null
    ? { ...order, stage: 'to-dispatch', passedAt: null }
    : settled(order)

/** What a redo of this part is held against: the day a panel set, or its handling limit (R9.2). */
export const limitOfRedo = (order: Pick<Order, 'clocks'>, no: number): Clock | null =>
  clockOf(order, 'solve', no) ?? clockOf(order, 'handle', no)

/** A return that was asked for lapses when the part has left the unit's hands; nobody has to decide it. */
export const withoutReturn = (order: Order, no: number, at: number): Order => ({
  ...order,
  returns: order.returns.map((each) =>
    each.no === no && each.decision === null
      ? { ...each, decision: { approved: false, reasons: '', lapsed: true, at } }
      : each,
  ),
  clocks: withClocks(
    order.clocks,
    (clock) => clock.kind === 'decide-return' && belongsTo(clock, no),
    voided(at),
  ),
})

/** The unit no longer has its part: the part's clocks stop, and nobody has to meet their limits any more. */
export const released = (
  order: Order,
  no: number,
  left: { readonly state: 'returned' | 'withdrawn'; readonly stillReads: boolean },
  at: number,
): Order =>
  resettled({
    ...withAssignment(withoutReturn(order, no, at), no, () => left),
    clocks: withClocks(order.clocks, (clock) => belongsTo(clock, no), voided(at)),
    ...withoutRequests(order, no, at),
  })

const LAPSED = { approved: false, document: '', note: '', lapsed: true } as const

export const withoutExtension = (
  order: Pick<Order, 'extensions'>,
  no: number,
  at: number,
): Order['extensions'] =>
  order.extensions.map((each) =>
    each.no === no && each.decision === null ? { ...each, decision: { ...LAPSED, at } } : each,
  )

export const withoutAppeal = (order: Pick<Order, 'appeals'>, no: number, at: number): Order['appeals'] =>
  order.appeals.map((each) =>
    each.no === no && isOpenAppeal(each) ? { ...each, decision: { ...LAPSED, at } } : each,
  )

const withoutRequests = (order: Order, no: number, at: number): Pick<Order, 'extensions' | 'appeals'> => ({
  extensions: withoutExtension(order, no, at),
  appeals: withoutAppeal(order, no, at),
})
