import { isOpenAppeal } from '../order/appeal'
import { isSatisfied } from '../policy/grades'
import { gradeOf, solutionOf } from '../order/callback'
import type { Happening } from '../order/events'
import { activeParts, type AssignmentState, type Clock, hostOf, type Order } from '../order/order'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { isBlank } from '../base/text'
import { atStage, partOf, sure, unwritten } from './checks'
import type { CommandRule, Context } from '../order/command'
import { flagged, unlessFlagged } from './inspecting'
import { isComplex, updateClock } from './planning'

/** R7.2: the next updates of the complex ones among parts that are sent back. Each must be in that state. */
const updatesOf = (
  order: Order,
  numbers: readonly number[],
  state: AssignmentState,
  context: Context<never>,
): Result<readonly Clock[]> => {
  const clocks: Clock[] = []
  for (const number of numbers) {
    const part = partOf(order, number)
    if (!part.ok) return part
    if (part.value.state !== state) return refused(refuse('state.wrong-part', { state: part.value.state }))
    if (!isComplex(order, part.value)) continue
    const clock = updateClock(order, part.value, context)
    if (!clock.ok) return clock
    clocks.push(clock.value)
  }
  return ok(clocks)
}

/** R10.1: several redos. */
const flaggedAfterRedo = (order: Order, { now, policy }: Pick<Context, 'now' | 'policy'>): Happening[] =>
  order.redos + 1 >= policy.inspectAfter.redos
    ? unlessFlagged(order, 'redos', flagged(now, 'redos', policy))
    : []

/**
 * R9.2: one checklist, on which the kind of outcome stands where the feedback says one (R19). The order passes when every box is ticked; otherwise it is sent back for redo with the reasons.
 */
export const firstReview: CommandRule<'first-review'> = {
  roles: ['reviewer'],
  judges: true,
  when: atStage('first-review'),
  decide: (order, data, context) => {
    const { now } = context
    const { pass, complete, reasonable, wellFormed } = data
    const reasons = data.reasons.trim()
    const left = activeParts(order).filter(({ state }) => state === 'left-unit')
    const asked = left.some(({ feedback }) => feedback?.outcome != null)
    const outcomeFits = asked ? data.outcomeFits === true : null
    const flawless = complete && reasonable && wellFormed && outcomeFits !== false
    if (pass && !flawless) return refused(refuse('review.checklist-open'))
    if (!pass && flawless) return refused(refuse('review.nothing-wrong'))
    if (!pass && isBlank(reasons)) return refused(refuse('review.reasons-missing', 'R9.2'))
    const checklist = { complete, reasonable, wellFormed, outcomeFits, reasons }
    if (pass)
      return ok([
        {
          type: 'first-reviewed',
          at: now,
          data: { parts: left.map(({ no: number }) => number), passed: true, ...checklist, clocks: [] },
        },
      ])
    // The host's part may have passed before, and only another's be under review.
    const host = left.find(({ part }) => part === 'host')
    const meant = (host === undefined ? left : [host]).map(({ no: number }) => number)
    const named = data.parts.length > 0 ? [...new Set(data.parts)] : meant
    // A part that passed before is settled. Its limit is long over, and resuming it would make it a breach.
    const clocks = updatesOf(order, named, 'left-unit', context)
    if (!clocks.ok) return clocks
    return ok([
      {
        type: 'first-reviewed',
        at: now,
        data: { parts: named, passed: false, ...checklist, clocks: clocks.value },
      },
      ...flaggedAfterRedo(order, context),
    ])
  },
}

/** Calls in vain since the caller was last reached: after an evaluation the caller is called back anew. */
const fruitless = ({ callbacks }: Pick<Order, 'callbacks'>): number =>
  callbacks.reduce((count, { reached }) => (reached ? 0 : count + 1), 0)

/** R10.1: how often the caller has said that they are not satisfied, whatever was done about it since. */
const dissatisfactions = ({ callbacks }: Pick<Order, 'callbacks'>): number =>
  callbacks.filter(({ satisfied }) => satisfied === false).length

/**
 * 回访: what the caller says about it. A fruitless call is recorded too; after enough of them the order may be archived
 * anyway. Until it is archived the caller may be called again, and a verdict entered by a slip is put right so: the later
 * one counts.
 */
export const callBack: CommandRule<'call-back'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: atStage('callback', 'to-archive'),
  decide: (order, data, { now, policy }) => {
    const { reached, solution, grade, askedBy = 'county' } = data
    if (reached && (solution === null || grade === null)) return refused(refuse('callback.answers-missing'))
    if (!reached && (solution !== null || grade !== null)) return refused(refuse('callback.not-reached'))
    const satisfied = isSatisfied(grade, policy.satisfiedGrades)
    const often = satisfied === false && dissatisfactions(order) + 1 >= policy.inspectAfter.dissatisfied
    return ok([
      {
        type: 'called-back',
        at: now,
        data: {
          reached,
          solved: solution === null ? null : solution === 'solved',
          satisfied,
          solution,
          grade,
          askedBy,
          note: data.note.trim(),
          done: reached || fruitless(order) + 1 >= policy.callbackAttempts,
        },
      },
      ...(often ? unlessFlagged(order, 'dissatisfied', flagged(now, 'dissatisfied', policy)) : []),
    ])
  },
}

/** The latest call, if it reached the caller and nothing has come of what they said. */
const correctable = ({ callbacks, evaluations }: Order): Order['callbacks'][number] | null => {
  const call = callbacks.at(-1)
  return call?.reached === true && evaluations.every(({ requestedAt }) => requestedAt < call.at) ? call : null
}

/**
 * A verdict entered by a slip is put right, also when the order is archived: it counts where the call counts, and of a
 * month that is over as a correction. Whoever made the call may not turn discontent into content alone.
 */
export const correctCallback: CommandRule<'correct-callback'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) => {
    if (order.stage !== 'to-archive' && order.ending !== 'done')
      return refuse('state.wrong-stage', { stage: order.stage })
    return correctable(order) === null ? refuse('callback.none') : null
  },
  decide: (order, { solution, grade, reason }, { now, who, policy }) => {
    const call = sure(correctable(order))
    if (solutionOf(call) === solution && gradeOf(call) === grade) return refused(refuse('callback.same'))
    const missing = unwritten({ reason }, 'state')
    if (missing !== null) return refused(missing)
    const satisfied = isSatisfied(grade, policy.satisfiedGrades)
    if (call.satisfied === false && satisfied !== false && call.by === who.uid)
      return refused(refuse('callback.own-call'))
    const before = { callbacks: order.callbacks.slice(0, -1) }
    const often = satisfied === false && dissatisfactions(before) + 1 >= policy.inspectAfter.dissatisfied
    return ok([
      {
        type: 'callback-corrected',
        at: now,
        data: { solved: solution === 'solved', satisfied, solution, grade, reason: reason.trim() },
      },
      ...(often ? unlessFlagged(order, 'dissatisfied', flagged(now, 'dissatisfied', policy)) : []),
    ])
  },
}

/**
 * Sent back for redo though it had passed: because the caller says so, because it passed in error, or after it was opened
 * again. As in the first review the deadline is not moved, and it counts as a redo (R9.2).
 */
export const orderRedo: CommandRule<'order-redo'> = {
  roles: ['reviewer'],
  judges: true,
  when: atStage('callback', 'to-archive'),
  decide: (order, data, context) => {
    const { now } = context
    const reasons = data.reasons.trim()
    if (isBlank(reasons)) return refused(refuse('review.reasons-missing', 'R9.2'))
    const named = data.parts.length > 0 ? [...new Set(data.parts)] : [sure(hostOf(order)).no]
    const clocks = updatesOf(order, named, 'passed', context)
    if (!clocks.ok) return clocks
    return ok([
      { type: 'redo-ordered', at: now, data: { parts: named, reasons, clocks: clocks.value } },
      ...flaggedAfterRedo(order, context),
    ])
  },
}

export const archive: CommandRule<'archive'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: (order) =>
    atStage('to-archive')(order) ?? (order.appeals.some(isOpenAppeal) ? refuse('appeal.undecided') : null),
  decide: (_order, data, { now }) =>
    ok([{ type: 'archived', at: now, data: { note: data.note.trim(), ending: 'done' } }]),
}
