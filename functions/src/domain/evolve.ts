import { dueAtOf, nextRingAt, resumed, stopped, withClocks } from './clocks'
import type { Happenings, OrderEvent } from './events'
import type { Assignment, Clock, Order } from './order'
import { readersOf } from './readers'

/** How many of the latest commands an order remembers, so that a repeat answers as the first did. */
const REMEMBERED_COMMANDS = 20

/** What an event changes in the facts of an order; numbering and the derived fields follow in `evolve`. */
const changed = (order: Order, event: OrderEvent): Order => {
  switch (event.type) {
    case 'transferred':
      return order
    case 'centre-signed':
      return {
        ...order,
        stage: 'to-verify',
        centreSignedAt: event.at,
        clocks: withClocks(order.clocks, named('sign:centre'), stopped(event.at)),
      }
    case 'verified':
      return { ...order, ...event.data, stage: 'to-dispatch', verifiedAt: event.at }
    case 'dispatched':
      return {
        ...order,
        stage: 'handling',
        assignments: [...order.assignments, newAssignment(order, event.at, event.data)],
        clocks: [...order.clocks, event.data.sign, event.data.handle],
      }
    case 'unit-signed':
      return {
        ...withAssignment(order, event.data.no, () => ({ state: 'handling', signedAt: event.at })),
        clocks: withClocks(order.clocks, named(`sign:${event.data.no}`), stopped(event.at)),
      }
    case 'step-recorded': {
      const { no, step, note } = event.data
      return withAssignment(order, no, ({ steps }) => ({
        steps: [...steps, { step, note, at: event.at, by: event.by }],
      }))
    }
    case 'feedback-submitted': {
      const { no, ...parts } = event.data
      return withAssignment(order, no, () => ({
        state: 'in-unit-review',
        draft: { ...parts, author: event.by, at: event.at },
      }))
    }
    case 'unit-reviewed':
      return event.data.passed
        ? leftUnit(order, event.data.no, event.at, event.by)
        : withAssignment(order, event.data.no, () => ({ state: 'handling' }))
    case 'first-reviewed':
      return event.data.passed
        ? {
            ...withAssignment(order, event.data.no, () => ({ state: 'passed' })),
            stage: 'callback',
            passedAt: event.at,
          }
        : {
            ...withAssignment(order, event.data.no, ({ redos }) => ({ state: 'handling', redos: redos + 1 })),
            stage: 'handling',
            redos: order.redos + 1,
            clocks: withClocks(order.clocks, named(`handle:${event.data.no}`), resumed),
          }
    case 'called-back': {
      const { done, ...callback } = event.data
      return {
        ...order,
        stage: done ? 'to-archive' : order.stage,
        callbacks: [...order.callbacks, { ...callback, at: event.at, by: event.by }],
      }
    }
    case 'archived':
      return {
        ...order,
        stage: 'archived',
        open: false,
        archivedAt: event.at,
        clocks: withClocks(order.clocks, (clock) => clock.stoppedAt === null, stopped(event.at)),
      }
    case 'rang':
      return {
        ...order,
        clocks: withClocks(order.clocks, named(event.data.clock), (clock) => ({
          ...clock,
          rings: clock.rings.slice(1),
          ...(event.data.what === 'breach' && { breachedAt: clock.dueAt }),
          ...(event.data.what === 'climb' && { climbedTo: event.data.to }),
        })),
      }
  }
}

const named =
  (id: string) =>
  (clock: Clock): boolean =>
    clock.id === id

const newAssignment = (order: Order, at: number, data: Happenings['dispatched']): Assignment => ({
  no: order.assignments.length + 1,
  unit: data.unit,
  part: data.part,
  basis: data.basis,
  state: 'to-sign',
  dispatchedAt: at,
  limitWorkdays: data.limitWorkdays,
  signedAt: null,
  steps: [],
  draft: null,
  feedback: null,
  redos: 0,
})

const withAssignment = (
  order: Order,
  no: number,
  change: (assignment: Assignment) => Partial<Assignment>,
): Order => ({
  ...order,
  assignments: order.assignments.map((assignment) =>
    assignment.no === no ? { ...assignment, ...change(assignment) } : assignment,
  ),
})

const leftUnit = (order: Order, no: number, at: number, reviewer: string): Order => ({
  ...withAssignment(order, no, ({ draft }) =>
    draft === null
      ? {}
      : {
          state: 'left-unit',
          draft: null,
          feedback: {
            situation: draft.situation,
            result: draft.result,
            answer: draft.answer,
            author: draft.author,
            reviewer,
            leftAt: at,
          },
        },
  ),
  stage: 'first-review',
  clocks: withClocks(order.clocks, named(`handle:${no}`), stopped(at)),
})

const born = (id: string, data: Happenings['transferred']): Order => {
  const { clock, ...facts } = data
  return {
    ...facts,
    id,
    version: 0,
    judgedVersion: 0,
    stage: 'to-sign',
    open: true,
    centreSignedAt: null,
    verifiedAt: null,
    assignments: [],
    clocks: [clock],
    callbacks: [],
    passedAt: null,
    archivedAt: null,
    redos: 0,
    readers: [],
    dueAt: null,
    alarmAt: null,
    alarmVersion: 0,
    updatedAt: data.transferredAt,
    hash: '',
    recent: [],
  }
}

/** The fold: what the order is after the event. Reads no clock, no policy, no calendar; everything is in the event. */
export const evolve = (before: Order | null, event: OrderEvent, id: string): Order => {
  const order = before ?? (event.type === 'transferred' ? born(id, event.data) : null)
  if (order === null) throw new Error(`order ${id}: its first event must be its transfer, not ${event.type}`)
  const facts = changed(order, event)
  const alarmAt = nextRingAt(facts.clocks)
  return {
    ...facts,
    version: event.version,
    judgedVersion: event.type === 'rang' ? facts.judgedVersion : event.version,
    readers: readersOf(facts),
    dueAt: dueAtOf(facts),
    alarmAt,
    alarmVersion: alarmAt === facts.alarmAt ? facts.alarmVersion : event.version,
    updatedAt: event.at,
    hash: event.hash,
    recent:
      event.command === null
        ? facts.recent
        : [...facts.recent, { command: event.command, version: event.version }].slice(-REMEMBERED_COMMANDS),
  }
}
