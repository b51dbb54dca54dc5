import { type Appeal, isOpenAppeal } from './appeal'
import { dueAtOf, nextRingAt, resumed, stopped, voided, withClocks } from './clocks'
import type { Evaluation } from './evaluation'
import type { Dispatched, Happenings, OrderEvent, Rescheduled } from './events'
import type { Inspection } from './inspection'
import { activeParts, type Assignment, type Clock, hostOf, type Order } from './order'
import { readersOf } from './readers'

/** How many of the latest commands an order remembers, so that a repeat answers as the first did. */
const REMEMBERED_COMMANDS = 20

/** What a judgement need not have seen: it changes nothing of what is judged. */
const BY_ITSELF: readonly OrderEvent['type'][] = ['rang', 'rescheduled']

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
      return settled({
        ...order,
        stage: 'handling',
        assignments: [...order.assignments, newAssignment(order, event.at, event.data)],
        clocks: [...order.clocks, event.data.sign, event.data.handle],
      })
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
      return event.data.passed ? passed(order, event.data.parts, event.at) : sentBack(order, event.data)
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
        ending: event.data.ending,
        clocks: withClocks(
          order.clocks,
          (clock) => clock.stoppedAt === null,
          (clock) =>
            // An approved appeal ends the handling as done (R8.4); whatever else still ran is nobody's to meet any more.
            (event.data.ending === 'excluded' && clock.kind === 'handle' ? stopped : voided)(event.at)(clock),
        ),
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

    case 'referred-to-leader':
      return { ...order, stage: 'to-instruct', referredFor: event.data.reason }
    case 'instructed':
      return { ...order, stage: 'to-dispatch', instruction: { ...event.data, at: event.at } }
    case 'disputed':
      return { ...order, stage: 'disputed', dispute: { ...event.data, at: event.at } }
    case 'convened':
      return {
        ...order,
        stage: 'consulting',
        consultations: [...order.consultations, { ...event.data, outcome: null }],
      }
    case 'consulted': {
      const { no, ...outcome } = event.data
      return {
        ...order,
        stage: 'to-dispatch',
        dispute: null,
        // R4.2: without agreement every unit that took part must cooperate and answers for the outcome, also for the part it had.
        assignments: order.assignments.map((each) =>
          outcome.agreed || !participants(order, no).includes(each.unit)
            ? each
            : { ...each, returnWithin: null, answersForOutcome: true },
        ),
        consultations: order.consultations.map((each) =>
          each.no === no ? { ...each, outcome: { ...outcome, at: event.at } } : each,
        ),
      }
    }

    case 'return-applied': {
      const { decide, ...application } = event.data
      const unit = order.assignments.find(({ no }) => no === application.no)?.unit ?? ''
      return {
        ...order,
        returns: [...order.returns, { ...application, unit, appliedAt: event.at, decision: null }],
        clocks: [...order.clocks, decide],
      }
    }
    case 'return-decided': {
      const { no, approved, reasons } = event.data
      const decided: Order = {
        ...order,
        returns: order.returns.map((each) =>
          each.no === no && each.decision === null
            ? { ...each, decision: { approved, reasons, at: event.at } }
            : each,
        ),
        clocks: withClocks(
          order.clocks,
          (clock) => clock.kind === 'decide-return' && belongsTo(clock, no) && clock.stoppedAt === null,
          stopped(event.at),
        ),
      }
      return approved ? released(decided, no, 'returned', event.at) : decided
    }
    case 'dispatch-withdrawn':
      return released(order, event.data.no, 'withdrawn', event.at)

    case 'extension-applied': {
      const unit = order.assignments.find(({ no }) => no === event.data.no)?.unit ?? ''
      return {
        ...order,
        extensions: [...order.extensions, { ...event.data, unit, appliedAt: event.at, decision: null }],
      }
    }
    case 'extension-decided': {
      const { no, clock, ...decision } = event.data
      const open = order.extensions.find((each) => each.no === no && each.decision === null)
      const decided: Order = {
        ...order,
        extensions: order.extensions.map((each) =>
          each === open ? { ...each, decision: { ...decision, at: event.at } } : each,
        ),
      }
      if (clock === null || open === undefined) return decided
      return {
        ...withAssignment(decided, no, ({ granted }) => ({ granted: [...granted, open.workdays] })),
        clocks: withClocks(order.clocks, named(clock.id), () => clock),
      }
    }

    case 'plan-laid': {
      const { no, steps, clock } = event.data
      return {
        ...withAssignment(order, no, () => ({ plan: { steps, at: event.at } })),
        clocks: nextUpdate(order, no, clock, event.at),
      }
    }
    case 'progress-reported': {
      const { no, text, clock } = event.data
      return {
        ...withAssignment(order, no, ({ progress }) => ({
          progress: [...progress, { text, at: event.at, by: event.by }],
        })),
        clocks: nextUpdate(order, no, clock, event.at),
      }
    }

    case 'appeal-prepared': {
      const unit = order.assignments.find(({ no }) => no === event.data.no)?.unit ?? ''
      return {
        ...order,
        appeals: [
          ...order.appeals,
          { ...event.data, unit, preparedAt: event.at, approval: null, decision: null },
        ],
      }
    }
    case 'appeal-approved': {
      const { approved, note } = event.data
      return withOpenAppeal(order, () => ({ approval: { approved, note, at: event.at } }))
    }
    case 'appeal-decided': {
      const { approved, document, note } = event.data
      return withOpenAppeal(order, () => ({ decision: { approved, document, note, at: event.at } }))
    }

    case 'evaluation-requested': {
      const unit = order.assignments.find(({ no }) => no === event.data.no)?.unit ?? ''
      return {
        ...order,
        stage: 'evaluating',
        evaluations: [
          ...order.evaluations,
          { ...event.data, unit, requestedAt: event.at, panel: null, verdict: null },
        ],
      }
    }
    case 'panel-convened':
      return withLatestEvaluation(order, () => ({ panel: event.data }))
    case 'judged': {
      const { clock, update, ...verdict } = event.data
      const judged = withLatestEvaluation(order, () => ({ verdict: { ...verdict, at: event.at } }))
      const no = order.evaluations.at(-1)?.no
      if (clock === null || no === undefined) return { ...judged, stage: 'to-archive' }
      return {
        ...withAssignment(judged, no, () => ({ state: 'handling' })),
        stage: 'handling',
        clocks: [...order.clocks, clock, ...(update === null ? [] : [update])],
      }
    }

    case 'flagged':
      return { ...order, flags: [...order.flags, { ground: event.data.ground, at: event.at }] }
    case 'inspection-opened':
      return {
        ...order,
        inspection: { by: event.data.by, openedAt: event.at, found: null, servedAt: null, closed: null },
      }
    case 'inspection-found':
      return withInspection(order, { found: event.data })
    case 'inspection-served':
      return withInspection(order, { found: event.data, servedAt: event.at })
    case 'inspection-closed':
      return withInspection(order, { closed: { result: event.data.result, at: event.at } })

    case 'accused-named':
      return {
        ...order,
        accused: [...new Set([...order.accused, ...event.data.units])],
      }
    case 'category-corrected':
      return { ...rescheduled(order, event.data), category: event.data.category }
    case 'rescheduled':
      return { ...rescheduled(order, event.data), policyVersion: event.data.policyVersion }
    case 'reopened':
      return { ...order, stage: 'to-archive', open: true, archivedAt: null, ending: null }
  }
}

const named =
  (id: string) =>
  (clock: Clock): boolean =>
    clock.id === id

/** `handle:2` and `progress:2:3` are clocks of assignment 2. */
const belongsTo = (clock: Clock, no: number): boolean => clock.id.split(':')[1] === String(no)

const participants = (order: Order, no: number): string[] =>
  order.consultations.flatMap((each) =>
    each.no === no && each.lead !== null ? [each.lead, ...each.units] : [],
  )

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

const withOpenAppeal = (order: Order, change: (appeal: Appeal) => Partial<Appeal>): Order => ({
  ...order,
  appeals: order.appeals.map((appeal) => (isOpenAppeal(appeal) ? { ...appeal, ...change(appeal) } : appeal)),
})

const withLatestEvaluation = (
  order: Order,
  change: (evaluation: Evaluation) => Partial<Evaluation>,
): Order => ({
  ...order,
  evaluations: order.evaluations.map((each, index) =>
    index === order.evaluations.length - 1 ? { ...each, ...change(each) } : each,
  ),
})

const withInspection = (order: Order, change: Partial<Inspection>): Order => ({
  ...order,
  inspection: order.inspection === null ? null : { ...order.inspection, ...change },
})

const HANDED_IN: readonly Assignment['state'][] = ['left-unit', 'passed']

/**
 * Where an order under way stands after its parts changed: without a host it is dispatched anew (R3.4); with every part
 * handed in it is for the first review.
 */
const settled = (order: Order): Order => {
  if (order.stage !== 'handling') return order
  if (hostOf(order) === null) return { ...order, stage: 'to-dispatch' }
  return activeParts(order).every(({ state }) => HANDED_IN.includes(state))
    ? { ...order, stage: 'first-review' }
    : order
}

const JUDGED: readonly Order['stage'][] = ['first-review', 'callback', 'evaluating', 'to-archive']

/** The same after a part was taken away: an order that has lost its host is dispatched anew however far it had come. */
const resettled = (order: Order): Order =>
  JUDGED.includes(order.stage) && hostOf(order) === null
    ? { ...order, stage: 'to-dispatch', passedAt: null }
    : settled(order)

/** A wish to be rid of a part that is out of the unit's hands has nothing left to ask for; nobody has to decide it. */
const withoutReturn = (order: Order, no: number, at: number): Order => ({
  ...order,
  returns: order.returns.map((each) =>
    each.no === no && each.decision === null
      ? { ...each, decision: { approved: false, reasons: '', at } }
      : each,
  ),
  clocks: withClocks(
    order.clocks,
    (clock) => clock.kind === 'decide-return' && belongsTo(clock, no),
    voided(at),
  ),
})

/** The unit is rid of its part: its clocks stop, and what they were for is nobody's any more. */
const released = (order: Order, no: number, state: 'returned' | 'withdrawn', at: number): Order =>
  resettled({
    ...withAssignment(withoutReturn(order, no, at), no, () => ({ state })),
    clocks: withClocks(order.clocks, (clock) => belongsTo(clock, no), voided(at)),
    extensions: order.extensions.map((each) =>
      each.no === no && each.decision === null
        ? { ...each, decision: { approved: false, document: '', note: '', at } }
        : each,
    ),
    appeals: order.appeals.map((each) =>
      each.no === no && isOpenAppeal(each)
        ? { ...each, decision: { approved: false, document: '', note: '', at } }
        : each,
    ),
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
  // The first pass is what completion rests on: a later one after an evaluation does not move it to another month.
  assignments: order.assignments.map((each) =>
    parts.includes(each.no) ? { ...each, state: 'passed', passedAt: each.passedAt ?? at } : each,
  ),
  stage: 'callback',
  passedAt: order.passedAt ?? at,
})

/** R9.2: the deadline is not moved – of the handling limit, or of the day a panel set. */
const sentBack = (order: Order, { parts, clocks }: Happenings['first-reviewed']): Order => {
  const limitOf = (no: number): string =>
    order.clocks.findLast((clock) => clock.kind === 'solve' && belongsTo(clock, no))?.id ?? `handle:${no}`
  const limits = parts.map(limitOf)
  return {
    ...order,
    assignments: order.assignments.map((each) =>
      parts.includes(each.no) ? { ...each, state: 'handling', redos: each.redos + 1 } : each,
    ),
    stage: 'handling',
    redos: order.redos + 1,
    clocks: [...withClocks(order.clocks, (clock) => limits.includes(clock.id), resumed), ...clocks],
  }
}

/** R7.2: an update is given, and the next one is awaited. */
const nextUpdate = (order: Order, no: number, next: Clock, at: number): Clock[] => [
  ...withClocks(
    order.clocks,
    (clock) => clock.kind === 'progress' && belongsTo(clock, no) && clock.stoppedAt === null,
    stopped(at),
  ),
  next,
]

const rescheduled = (order: Order, { clocks, parts }: Rescheduled): Order => ({
  ...order,
  clocks: order.clocks.map((clock) => clocks.find(({ id }) => id === clock.id) ?? clock),
  assignments: order.assignments.map((each) => {
    const part = parts.find(({ no }) => no === each.no)
    return part === undefined ? each : { ...each, limitWorkdays: part.limitWorkdays }
  }),
})

/** Field by field, in one literal: every later order is a copy of this one, and copies of a literal are fast. */
const born = (id: string, data: Happenings['transferred']): Order => ({
  cityNumber: data.cityNumber,
  source: data.source,
  policyVersion: data.policyVersion,
  title: data.title,
  text: data.text,
  category: data.category,
  matter: data.matter,
  township: data.township,
  place: data.place,
  contactable: data.contactable,
  transferredAt: data.transferredAt,
  calledAt: data.calledAt,
  cityDeadline: data.cityDeadline,
  id,
  version: 0,
  judgedVersion: 0,
  stage: 'to-sign',
  open: true,
  centreSignedAt: null,
  verifiedAt: null,
  matterKey: null,
  accused: [],
  referredFor: null,
  instruction: null,
  dispute: null,
  consultations: [],
  assignments: [],
  returns: [],
  extensions: [],
  appeals: [],
  evaluations: [],
  flags: [],
  inspection: null,
  clocks: [data.clock],
  callbacks: [],
  passedAt: null,
  archivedAt: null,
  ending: null,
  redos: 0,
  undecided: false,
  readers: [],
  dueAt: null,
  alarmAt: null,
  alarmVersion: 0,
  updatedAt: data.transferredAt,
  hash: '',
  recent: [],
})

const isUndecided = ({ returns, extensions, appeals }: Order): boolean =>
  [...returns, ...extensions].some(({ decision }) => decision === null) || appeals.some(isOpenAppeal)

/** The fold: what the order is after the event. Reads no clock, no policy, no calendar; everything is in the event. */
export const evolve = (before: Order | null, event: OrderEvent, id: string): Order => {
  const order = before ?? (event.type === 'transferred' ? born(id, event.data) : null)
  if (order === null) throw new Error(`order ${id}: its first event must be its transfer, not ${event.type}`)
  const facts = changed(order, event)
  const alarmAt = nextRingAt(facts.clocks)
  return {
    ...facts,
    version: event.version,
    judgedVersion: BY_ITSELF.includes(event.type) ? facts.judgedVersion : event.version,
    undecided: facts.open && isUndecided(facts),
    readers: readersOf(facts),
    dueAt: dueAtOf(facts),
    alarmAt,
    alarmVersion: alarmAt === facts.alarmAt ? facts.alarmVersion : event.version,
    updatedAt: event.at,
    hash: event.hash,
    recent:
      event.command === null
        ? facts.recent
        : [
            // A command of several events is answered with the version of its last.
            ...facts.recent.filter(({ command }) => command !== event.command),
            { command: event.command, version: event.version },
          ].slice(-REMEMBERED_COMMANDS),
  }
}
