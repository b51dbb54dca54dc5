import { isOpenAppeal } from '../order/appeal'
import { isSatisfied } from '../policy/grades'
import { activeParts, type Clock, hostOf, type Order } from '../order/order'
import { refused, ok, refuse } from '../base/refusal'
import { isBlank } from '../base/text'
import { atStage, partOf, sure } from './checks'
import type { CommandRule } from '../order/command'
import { flagged, unlessFlagged } from './inspecting'
import { isComplex, updateClock } from './planning'

/**
 * R9.2: one checklist, on which the kind of outcome stands where the feedback says one (R19). The order passes when every box is ticked; otherwise it is sent back for redo with the reasons.
 */
export const firstReview: CommandRule<'first-review'> = {
  roles: ['reviewer'],
  judges: true,
  when: atStage('first-review'),
  decide: (order, data, context) => {
    const { now, policy } = context
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
    const named = data.parts.length > 0 ? [...new Set(data.parts)] : [sure(hostOf(order)).no]
    const clocks: Clock[] = []
    for (const number of named) {
      const part = partOf(order, number)
      if (!part.ok) return part
      // A part that passed before is settled. Its limit is long over, and resuming it would make it a breach.
      if (part.value.state !== 'left-unit')
        return refused(refuse('state.wrong-part', { state: part.value.state }))
      if (!isComplex(order, part.value)) continue
      const clock = updateClock(order, part.value, context)
      if (!clock.ok) return clock
      clocks.push(clock.value)
    }
    const often = order.redos + 1 >= policy.inspectAfter.redos
    return ok([
      {
        type: 'first-reviewed',
        at: now,
        data: { parts: named, passed: false, ...checklist, clocks },
      },
      ...(often ? unlessFlagged(order, 'redos', flagged(now, 'redos', policy)) : []),
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

export const archive: CommandRule<'archive'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: (order) =>
    atStage('to-archive')(order) ?? (order.appeals.some(isOpenAppeal) ? refuse('appeal.undecided') : null),
  decide: (_order, data, { now }) =>
    ok([{ type: 'archived', at: now, data: { note: data.note.trim(), ending: 'done' } }]),
}
