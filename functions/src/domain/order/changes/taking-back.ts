import { isClock } from '../clocks'
import type { Clock, Order } from '../order'
import type { Takeable, TakenAct } from '../taking-back'
import type { Changes } from './change'
import { withLatestEvaluation } from './judging'
import { withAssignment, withoutAppeal, withoutExtension, withoutReturn } from './parts'
import { calledOff } from './consulting'

const without = <T>(entries: readonly T[], place: number): T[] =>
  entries.filter((_each, index) => index !== place - 1)

/** The latest closed inspection is the order's again. */
const undirected = (order: Order): Order => {
  const { formerInspections = [], ...rest } = { ...order, directed: null }
  const last = formerInspections.at(-1)
  return {
    ...rest,
    inspection: last ?? null,
    ...(formerInspections.length > 1 && { formerInspections: formerInspections.slice(0, -1) }),
  }
}

/** How the order stands without the act. `no` is of the act's own kind: a part, or a place. */
const UNDONE: { readonly [A in TakenAct]: (order: Order, no: number, at: number) => Order } = {
  'step-recorded': (order, no) => withAssignment(order, no, ({ steps }) => ({ steps: steps.slice(0, -1) })),
  'feedback-submitted': (order, no) => withAssignment(order, no, () => ({ state: 'handling', draft: null })),
  'unit-reviewed': (order, no) => ({
    ...withAssignment(order, no, () => ({ state: 'handling' })),
    stage: order.stage === 'first-review' ? 'handling' : order.stage,
  }),
  'return-applied': withoutReturn,
  'extension-applied': (order, no, at) => ({ ...order, extensions: withoutExtension(order, no, at) }),
  'appeal-prepared': (order, no, at) => ({ ...order, appeals: withoutAppeal(order, no, at) }),
  'appeal-approved': (order, no, at) => ({ ...order, appeals: withoutAppeal(order, no, at) }),
  'evaluation-requested': (order) => ({
    ...order,
    stage: 'to-archive',
    evaluations: order.evaluations.slice(0, -1),
  }),
  'referred-to-leader': (order) => ({ ...order, stage: 'to-dispatch', referredFor: null }),
  instructed: (order) => ({ ...order, stage: 'to-instruct', instruction: null }),
  disputed: (order) => ({ ...order, stage: 'to-dispatch', dispute: null }),
  convened: (order, _no, at) => calledOff(order, at),
  'panel-convened': (order) => withLatestEvaluation(order, () => ({ panel: null })),
  flagged: (order, no) => ({ ...order, flags: without(order.flags, no) }),
  'inspection-directed': undirected,
  urged: (order, no) => ({ ...order, urgings: without(order.urgings ?? [], no) }),
  supplemented: (order, no) => ({ ...order, supplements: without(order.supplements ?? [], no) }),
}

/** The order without the act. */
export const undone = (order: Order, { act, no }: Takeable, at: number): Order =>
  UNDONE[act](order, no ?? 0, at)

/** Each clock as it is from now on; one that the order did not have begins. */
const runningWith = (order: Order, clocks: readonly Clock[]): Order => ({
  ...order,
  clocks: [
    ...order.clocks.map((clock) => clocks.find(isClock(clock)) ?? clock),
    ...clocks.filter((clock) => !order.clocks.some(isClock(clock))),
  ],
})

/** Acts given in error, taken back (case 26). */
export const takingBack = {
  'taken-back': (order, { at, data: { act, no, clocks } }) =>
    runningWith(undone(order, { act, no }, at), clocks),
} satisfies Partial<Changes>
