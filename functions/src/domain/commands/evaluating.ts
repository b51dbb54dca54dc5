import { verdictOf } from '../order/callback'
import { newClock, nextId } from '../order/clocks'
import { lastSensibleDay, meetingWithoutSense } from '../order/dates'
import { dayNumber, dayNumberOf, startOfDayNumber } from '../base/instant'
import { hostOf } from '../order/order'
import { refused, ok, refuse } from '../base/refusal'
import { mayNotEvaluate } from '../order/barred'
import type { Policy } from '../policy/policy'
import { isBlank } from '../base/text'
import { atStage, firstOf, given, hostPart, ownAssignment, sure, unwritten } from './checks'
import type { CommandRule } from '../order/command'
import { isComplex, updateClock } from './planning'

/** R11.1: the caller is dissatisfied, and the unit holds that it handled the order properly. Judged once. */
export const requestEvaluation: CommandRule<'request-evaluation'> = {
  roles: ['leader-in-charge', 'principal-leader'],
  judges: false,
  when: firstOf(hostPart('passed'), atStage('to-archive'), (order) => {
    if (verdictOf(order)?.satisfied !== false) return refuse('evaluation.not-dissatisfied')
    return order.evaluations.length === 0 ? null : refuse('evaluation.once')
  }),
  decide: (order, { reason }, { now, who }) => {
    const missing = unwritten({ reason }, 'R11.1')
    return missing === null
      ? ok([
          {
            type: 'evaluation-requested',
            at: now,
            data: { no: ownAssignment(order, who).no, reason: reason.trim() },
          },
        ])
      : refused(missing)
  },
}

const ALL_DEMANDED: NonNullable<Policy['panel']> = { odd: true, twoKinds: true, notJudged: true }

/**
 * R11.1: enough evaluators. An odd number so that they reach a decision, at least two kinds, and nobody from a unit that is
 * judged: these three are policy. None may be accused or from an accused unit, whatever the policy says (R16.2).
 */
export const convenePanel: CommandRule<'convene-panel', 'persons'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('evaluating'),
  names: ({ accusedPersons }) => ({ persons: accusedPersons }),
  decide: (order, data, { now, policy, persons }) => {
    const { evaluators, place, meetsAt } = data
    const missing = unwritten({ place }, 'R11.1')
    if (missing !== null) return refused(missing)
    const senseless = meetingWithoutSense(meetsAt, order, now, 'R11.1')
    if (senseless !== null) return refused(senseless)
    const names = evaluators.map(({ name }) => name.trim())
    if (names.some(isBlank) || new Set(names).size < names.length) return refused(refuse('panel.names'))
    // A policy published before the choice demands all three.
    const { odd, twoKinds, notJudged } = policy.panel ?? ALL_DEMANDED
    const least = policy.panelAtLeast
    if (odd && (evaluators.length < least || evaluators.length % 2 === 0))
      return refused(refuse('panel.size', { least }))
    if (evaluators.length < least) return refused(refuse('panel.few', { least }))
    if (twoKinds && new Set(evaluators.map(({ kind }) => kind)).size < 2)
      return refused(refuse('panel.kinds'))
    const judged = new Set(order.assignments.map(({ unit }) => unit))
    const partial = evaluators.find(({ unit }) => unit !== null && judged.has(unit))
    if (notJudged && partial !== undefined) return refused(refuse('panel.conflict', { name: partial.name }))
    const accused = evaluators.find((each) => mayNotEvaluate(order, each, persons))
    if (accused !== undefined) return refused(refuse('panel.accused', { name: accused.name.trim() }))
    if (evaluators.some(({ kind, unit }) => kind === 'section-head' && unit === null))
      return refused(refuse('panel.unit-missing'))
    return ok([
      {
        type: 'panel-convened',
        at: now,
        data: {
          evaluators: evaluators.map(({ name, kind, unit }) => ({ name: name.trim(), kind, unit })),
          place: place.trim(),
          meetsAt,
        },
      },
    ])
  },
}

/** R11.2: a reasonable demand must be solved by a set date. Against an unreasonable one the unit may appeal (R8). */
export const recordVerdict: CommandRule<'record-verdict', 'evidence'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    atStage('evaluating')(order) ?? (order.evaluations.at(-1)?.panel === null ? refuse('panel.none') : null),
  names: (_order, { minutes }) => ({ evidence: [minutes] }),
  decide: (order, data, context) => {
    const { now, policy, calendar } = context
    const { no: number, unit, panel } = sure(order.evaluations.at(-1))
    const { votes, solveBy, note } = data
    if (votes.length !== sure(panel).evaluators.length) return refused(refuse('panel.votes'))
    const minutes = given([data.minutes], 'minutes', 'R11.1', context)
    if (!minutes.ok) return minutes
    const reasonable = votes.filter((vote) => vote).length * 2 > votes.length
    const day = solveBy === null ? null : dayNumber(solveBy)
    if (reasonable && (day === null || day <= dayNumberOf(now) || day > lastSensibleDay(now)))
      return refused(refuse('panel.solve-by'))
    if (!reasonable && solveBy !== null) return refused(refuse('panel.nothing-to-solve'))
    const clock =
      day === null
        ? null
        : newClock(
            {
              ...nextId(order, 'solve', number),
              holder: unit,
              startedAt: now,
              dueAt: startOfDayNumber(day + 1),
              provisional: false,
            },
            policy,
            calendar,
          )
    const part = sure(hostOf(order))
    const update = reasonable && isComplex(order, part) ? updateClock(order, part, context) : ok(null)
    if (!update.ok) return update
    return ok([
      {
        type: 'judged',
        at: now,
        data: {
          votes,
          reasonable,
          solveBy,
          minutes: data.minutes,
          note: note.trim(),
          clock,
          update: update.value,
        },
      },
    ])
  },
}
