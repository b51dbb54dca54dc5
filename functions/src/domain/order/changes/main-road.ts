import { added } from '../bounds'
import { isClock, resumed, stopped, voided, withClocks } from '../clocks'
import type { Dispatched, Happenings } from '../events'
import { type Assignment, type Clock, clockOf, type Ending, type Order, type Ring } from '../order'
import { answerable } from '../standing'
import { isRunningOf, metByStep } from '../urgency'
import type { Changes } from './change'
import { belongsTo, limitOfRedo, settled, withAssignment, withoutReturn } from './parts'

/** What a signature of this part meets; the centre's is null. */
const isToSign =
  (no: number | null) =>
  ({ kind, part, stoppedAt }: Clock): boolean =>
    (kind === 'sign' || kind === 'urgent-sign') && part === no && stoppedAt === null

/**
 * The main road (signed, verified, dispatched, handled, reviewed, called back, archived), and the changes a clock
 * makes.
 */
export const mainRoad = {
  'centre-signed': (order, event) => ({
    ...order,
    stage: 'to-verify',
    centreSignedAt: event.at,
    clocks: withClocks(order.clocks, isToSign(null), stopped(event.at)),
  }),
  verified: (order, event) => ({ ...order, ...event.data, stage: 'to-dispatch', verifiedAt: event.at }),
  dispatched: (order, event) =>
    settled({
      ...order,
      stage: 'handling',
      assignments: [...order.assignments, newAssignment(order, event.at, event.data)],
      clocks: [
        ...order.clocks,
        event.data.sign,
        event.data.handle,
        ...(event.data.plan === undefined ? [] : [event.data.plan]),
        ...(event.data.urgent ?? []),
      ],
    }),
  'unit-signed': (order, event) => ({
    ...withAssignment(order, event.data.no, () => ({ state: 'handling', signedAt: event.at })),
    clocks: withClocks(order.clocks, isToSign(event.data.no), stopped(event.at)),
  }),
  'step-recorded': (order, event) => {
    const { no, step, note } = event.data
    return {
      ...withAssignment(order, no, ({ steps }) => ({
        steps: added(steps, { step, note, at: event.at, by: event.by }, 'note'),
      })),
      clocks: withClocks(order.clocks, isRunningOf(metByStep(step), no), stopped(event.at)),
    }
  },
  'feedback-submitted': (order, event) => {
    const { no, proof: _named, ...parts } = event.data
    return withAssignment(order, no, () => ({
      state: 'in-unit-review',
      draft: { ...parts, author: event.by, at: event.at },
    }))
  },
  'unit-reviewed': (order, event) =>
    event.data.passed
      ? leftUnit(order, event.data.no, event.at, event.by)
      : withAssignment(order, event.data.no, () => ({ state: 'handling' })),
  'first-reviewed': (order, event) =>
    event.data.passed ? passed(order, event.data.parts, event.at) : sentBack(order, event.at, event.data),
  'called-back': (order, event) => {
    const { done, ...callback } = event.data
    return {
      ...order,
      stage: done ? 'to-archive' : order.stage,
      callbacks: [
        ...order.callbacks,
        {
          ...callback,
          at: event.at,
          by: event.by,
          units: callback.reached ? answerable(order, event.at) : [],
        },
      ],
    }
  },
  'callback-corrected': (order, event) => {
    const { reason: _reason, ...heard } = event.data
    return {
      ...order,
      callbacks: order.callbacks.map((call, index) =>
        index === order.callbacks.length - 1 ? { ...call, ...heard, correctedAt: event.at } : call,
      ),
    }
  },
  'redo-ordered': (order, event) => redone(order, event.at, event.data),
  archived: (order, event) => ({
    ...order,
    stage: 'archived',
    open: false,
    archivedAt: event.at,
    ending: event.data.ending,
    ...(event.data.declined !== undefined && { declined: event.data.declined }),
    ...(event.data.into !== undefined && { mergedInto: event.data.into }),
    ...(event.data.closed !== undefined && { closed: event.data.closed }),
    clocks: withClocks(
      order.clocks,
      (clock) => clock.stoppedAt === null,
      (clock) => (isMetAtTheEnd(clock, event.data.ending) ? stopped : voided)(event.at)(clock),
    ),
  }),
  rang: (order, event) => ({
    ...order,
    clocks: withClocks(order.clocks, isClock(event.data), (clock) => ({
      ...clock,
      rings: clock.rings.filter((ring) => !isRing(event.data)(ring)),
      ...(event.data.what === 'breach' && { breachedAt: clock.dueAt }),
      ...(event.data.what === 'climb' && { climbedTo: event.data.to }),
    })),
  }),
} satisfies Partial<Changes>

/** A reminder that was missed is as much off its clock as one that was given. */
const isRing =
  ({ at, what, to }: Happenings['rang']) =>
  (ring: Ring): boolean =>
    ring.at === at && ring.to === to && ring.what === (what === 'missed' ? 'remind' : what)

/**
 * An approved appeal ends the handling as done (R8.4), and archiving meets its own limit (R18). Nobody has to meet the
 * other running limits any more.
 */
const isMetAtTheEnd = ({ kind }: Clock, ending: Ending): boolean =>
  (ending === 'excluded' && kind === 'handle') || (ending === 'done' && kind === 'archive')

const newAssignment = (order: Order, at: number, data: Dispatched): Assignment => ({
  no: order.assignments.length + 1,
  unit: data.unit,
  part: data.part,
  basis: data.basis,
  state: 'to-sign',
  dispatchedAt: at,
  limitWorkdays: data.limitWorkdays,
  granted: [],
  extensionsAtMost: data.extensionsAtMost,
  ...(data.thirdExtension === true && { thirdExtension: true }),
  extendBefore: data.extendBefore,
  returnWithin: data.returnWithin,
  answersForOutcome: data.answersForOutcome,
  signedAt: null,
  steps: [],
  draft: null,
  feedback: null,
  passedAt: null,
  redos: 0,
  plan: null,
  progress: [],
  stillReads: false,
})

const leftUnit = (order: Order, no: number, at: number, reviewer: string): Order =>
  settled({
    ...withAssignment(withoutReturn(order, no, at), no, ({ draft }) =>
      draft === null
        ? {}
        : {
            state: 'left-unit',
            draft: null,
            feedback: {
              situation: draft.situation,
              result: draft.result,
              answer: draft.answer,
              contact: draft.contact,
              outcome: draft.outcome ?? null,
              author: draft.author,
              reviewer,
              leftAt: at,
            },
          },
    ),
    clocks: withClocks(
      withoutReturn(order, no, at).clocks,
      (clock) => belongsTo(clock, no) && clock.stoppedAt === null,
      stopped(at),
    ),
  })

const passed = (order: Order, parts: readonly number[], at: number): Order => ({
  ...order,
  // Completion counts from the first pass. A later pass after an evaluation does not move it to another month.
  assignments: order.assignments.map((each) => (parts.includes(each.no) ? passedPart(each, at) : each)),
  stage: 'callback',
  passedAt: order.passedAt ?? at,
})

const passedPart = (part: Assignment, at: number): Assignment => {
  const { passedAt, feedback } = part
  const kind = feedback?.outcome?.kind
  return {
    ...part,
    state: 'passed',
    passedAt: passedAt ?? at,
    ...(passedAt === null && kind !== undefined && { outcomePassed: kind }),
  }
}

/**
 * A part that had passed is to be done again: it is completed when it passes anew, held against the deadline it had. What
 * a panel gave a day of its own was completed before.
 */
const redone = (order: Order, at: number, { parts, clocks }: Happenings['redo-ordered']): Order => {
  const anew = parts.filter((no) => clockOf(order, 'solve', no) === null)
  const back = sentBack(order, at, { parts, clocks })
  return {
    ...back,
    assignments: back.assignments.map((part) => {
      if (!anew.includes(part.no)) return part
      const { outcomePassed: _outcome, ...rest } = part
      return { ...rest, passedAt: null }
    }),
  }
}

/** R9.2: the deadline does not move: neither the handling limit nor the day a panel set. */
const sentBack = (
  order: Order,
  at: number,
  { parts, clocks }: Pick<Happenings['first-reviewed'], 'parts' | 'clocks'>,
): Order => {
  const limits = parts.map((no) => limitOfRedo(order, no))
  return {
    ...order,
    assignments: order.assignments.map((each) =>
      parts.includes(each.no) ? { ...each, state: 'handling', redos: each.redos + 1 } : each,
    ),
    stage: 'handling',
    redos: order.redos + 1,
    clocks: [...withClocks(order.clocks, (clock) => limits.includes(clock), resumed(at)), ...clocks],
  }
}
