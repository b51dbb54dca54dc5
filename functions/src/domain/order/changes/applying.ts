import { type Appeal, isOpenAppeal } from '../appeal'
import { added } from '../bounds'
import { isClock, stopped, voided, withClocks } from '../clocks'
import { type Clock, type Order, unitOfPart } from '../order'
import type { Changes } from './change'
import { isRunningOf, isRunningUrgent } from '../urgency'
import { belongsTo, released, withAssignment } from './parts'

/** A unit's applications and reports while it handles its part (R3, R5, R7.2, R8). */
export const applying = {
  'assigned-in-unit': (order, event) => {
    const { no, ...given } = event.data
    return withAssignment(order, no, ({ given: before = [] }) => ({
      given: added(before, { ...given, by: event.by, at: event.at }, 'instruction'),
    }))
  },
  'return-applied': (order, event) => {
    const { decide, ...application } = event.data
    const unit = unitOfPart(order, application.no)
    return {
      ...order,
      returns: [...order.returns, { ...application, unit, appliedAt: event.at, decision: null }],
      clocks: [...order.clocks, decide],
    }
  },
  'return-decided': (order, event) => {
    const { no, approved, reasons, stillReads } = event.data
    const decided: Order = {
      ...order,
      returns: order.returns.map((each) =>
        each.no === no && each.decision === null
          ? { ...each, decision: { approved, reasons, lapsed: false, at: event.at } }
          : each,
      ),
      clocks: withClocks(
        order.clocks,
        (clock) => clock.kind === 'decide-return' && belongsTo(clock, no) && clock.stoppedAt === null,
        stopped(event.at),
      ),
    }
    return approved ? released(decided, no, { state: 'returned', stillReads }, event.at) : decided
  },
  'dispatch-withdrawn': (order, event) =>
    released(order, event.data.no, { state: 'withdrawn', stillReads: event.data.stillReads }, event.at),
  'extension-applied': (order, event) => {
    const unit = unitOfPart(order, event.data.no)
    return {
      ...order,
      extensions: [...order.extensions, { ...event.data, unit, appliedAt: event.at, decision: null }],
    }
  },
  'extension-decided': (order, event) => {
    const { no, clock, ...decision } = event.data
    const open = order.extensions.find((each) => each.no === no && each.decision === null)
    const decided: Order = {
      ...order,
      extensions: order.extensions.map((each) =>
        each === open ? { ...each, decision: { ...decision, lapsed: false, at: event.at } } : each,
      ),
    }
    if (clock === null || open === undefined) return decided
    return {
      ...withAssignment(decided, no, ({ granted }) => ({ granted: [...granted, open.workdays] })),
      clocks: withClocks(order.clocks, isClock(clock), () => clock),
    }
  },
  'complex-declared': (order, event) => {
    const { complex, reason, clock } = event.data
    if (complex)
      return {
        ...order,
        complex: { reason, at: event.at },
        clocks: clock === null ? order.clocks : [...order.clocks, clock],
      }
    // A plan that was laid meanwhile goes on, with its updates.
    const unplanned = order.assignments.flatMap(({ no, plan }) => (plan === null ? [no] : []))
    return {
      ...order,
      complex: null,
      clocks: withClocks(
        order.clocks,
        ({ kind, part }) => kind === 'progress' && part !== null && unplanned.includes(part),
        voided(event.at),
      ),
    }
  },
  'marked-urgent': (order, event) => {
    const { kind, reason, clocks } = event.data
    return {
      ...order,
      urgent: kind === null ? null : { kind, reason, at: event.at },
      clocks:
        kind === null
          ? withClocks(order.clocks, isRunningUrgent, voided(event.at))
          : [...order.clocks, ...clocks],
    }
  },
  'plan-laid': (order, event) => {
    const { no, steps, clock } = event.data
    return {
      ...withAssignment(order, no, () => ({ plan: { steps, at: event.at } })),
      clocks: nextUpdate(order, no, clock, event.at),
    }
  },
  'progress-reported': (order, event) => {
    const { no, text, clock } = event.data
    return {
      ...withAssignment(order, no, ({ progress }) => ({
        progress: added(progress, { text, at: event.at, by: event.by }, 'text'),
      })),
      clocks: withClocks(
        nextUpdate(order, no, clock, event.at),
        isRunningOf('urgent-progress', no),
        stopped(event.at),
      ),
    }
  },
  'appeal-prepared': (order, event) => {
    const unit = unitOfPart(order, event.data.no)
    return {
      ...order,
      appeals: [
        ...order.appeals,
        { ...event.data, unit, preparedAt: event.at, approval: null, decision: null },
      ],
    }
  },
  'appeal-passed-up': (order, event) => withOpenAppeal(order, () => ({ passedUpAt: event.at })),
  'appeal-approved': (order, event) => {
    const { approved, note } = event.data
    return withOpenAppeal(order, () => ({ approval: { approved, note, at: event.at } }))
  },
  'appeal-decided': (order, event) => {
    const { approved, document, note } = event.data
    return withOpenAppeal(order, () => ({
      decision: { approved, document, note, lapsed: false, at: event.at },
    }))
  },
} satisfies Partial<Changes>

/** R7.2: an update is given, and the next one is awaited. */
const nextUpdate = (order: Order, no: number, next: Clock, at: number): Clock[] => [
  ...withClocks(
    order.clocks,
    (clock) => clock.kind === 'progress' && belongsTo(clock, no) && clock.stoppedAt === null,
    stopped(at),
  ),
  next,
]

const withOpenAppeal = (order: Order, change: (appeal: Appeal) => Partial<Appeal>): Order => ({
  ...order,
  appeals: order.appeals.map((appeal) => (isOpenAppeal(appeal) ? { ...appeal, ...change(appeal) } : appeal)),
})
