import { type Assignment, type AssignmentState, assignmentOf, type Order, type Stage } from '../order'
import type { Who } from '../people'
import { type Refusal, refuse } from '../refusal'

export const atStage =
  (...stages: readonly Stage[]) =>
  (order: Order): Refusal | null =>
    stages.includes(order.stage) ? null : refuse('state.wrong-stage', 'state', { stage: order.stage })

/** The part that the author's own unit has in the order must be in one of these states. */
export const ownPart =
  (...states: readonly AssignmentState[]) =>
  (order: Order, who: Who): Refusal | null => {
    const part = assignmentOf(order, who.post.unit)
    if (part === null) return refuse('access.not-your-order', 'access')
    if (!order.open) return refuse('state.wrong-stage', 'state', { stage: order.stage })
    return states.includes(part.state) ? null : refuse('state.wrong-part', 'state', { state: part.state })
  }

/** For rules that `ownPart` or a host's presence has already allowed. */
export const sure = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('a rule decided without the fact it had checked')
  return value
}

export const ownAssignment = (order: Order, who: Who): Assignment => sure(assignmentOf(order, who.post.unit))

/** The names of the fields that hold nothing but white space. */
export const blank = (fields: Readonly<Record<string, string>>): string[] =>
  Object.entries(fields)
    .filter(([, text]) => text.trim() === '')
    .map(([name]) => name)
