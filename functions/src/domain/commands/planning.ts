import { newClock, nextId } from '../order/clocks'
import { workdayLimit } from '../time/deadline'
import { lastSensibleDay } from '../order/dates'
import { dayNumber, dayNumberOf, type Instant } from '../base/instant'
import { type Assignment, type Clock, hostOf, type Order, type PlanStep } from '../order/order'
import { refused, ok, type Refusal, refuse, type Result } from '../base/refusal'
import type { RuleOf } from '../base/refusals'
import { atStage, firstOf, givenIfAny, ownAssignment, ownPart, unwritten } from './checks'
import type { CommandRule, Context } from '../order/command'

/** R7.2: whether plan and updates are awaited of this part: it has a plan, or its host must lay one for the centre. */
export const isComplex = (
  { complex }: Pick<Order, 'complex'>,
  { part, plan }: Pick<Assignment, 'part' | 'plan'>,
): boolean => plan !== null || (part === 'host' && complex != null)

/** The clock of a complex part's plan or next update (R7.2), counted from now. */
export const updateClock = (
  order: Pick<Order, 'clocks'>,
  { no: number, unit }: Pick<Assignment, 'no' | 'unit'>,
  { now, policy, calendar }: Pick<Context, 'now' | 'policy' | 'calendar'>,
): Result<Clock> => {
  const limit = workdayLimit(now, policy.progressEveryWorkdays, policy, calendar)
  if (!limit.ok) return limit
  const { endsAt: dueAt, provisional } = limit.value
  return ok(
    newClock(
      {
        ...nextId(order, 'progress', number),
        holder: unit,
        startedAt: now,
        dueAt,
        provisional,
      },
      policy,
      calendar,
    ),
  )
}

/** While its host has the part in hand, a plan can be laid. */
const IN_HAND: readonly Assignment['state'][] = ['to-sign', 'handling', 'in-unit-review']

/**
 * R7.2: the centre declares an order complex, or takes that back. Its host must then lay a plan, and so must every later
 * host. A missing plan is reminded and recorded as a missing update is.
 */
export const declareComplex: CommandRule<'declare-complex'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: firstOf(atStage('to-dispatch', 'to-instruct', 'disputed', 'consulting', 'handling'), (order) =>
    order.complex == null && hostOf(order)?.plan != null ? refuse('complex.already') : null,
  ),
  decide: (order, { complex, reason }, context) => {
    if (complex && order.complex != null) return refused(refuse('complex.already'))
    if (!complex && order.complex == null) return refused(refuse('complex.none'))
    const missing = unwritten({ reason }, 'R7.2')
    if (missing !== null) return refused(missing)
    const host = hostOf(order)
    const clock =
      complex && host?.plan === null && IN_HAND.includes(host.state)
        ? updateClock(order, host, context)
        : ok(null)
    if (!clock.ok) return clock
    return ok([
      {
        type: 'complex-declared',
        at: context.now,
        data: { complex, reason: reason.trim(), clock: clock.value },
      },
    ])
  },
}

export const STEPS_AT_MOST = 20

/** Why these are no dated steps, one after the other from today on; null if they are. */
export const noSteps = (
  steps: readonly PlanStep[],
  now: Instant,
  rule: RuleOf<'plan.steps'>,
): Refusal | null => {
  if (steps.length === 0 || steps.length > STEPS_AT_MOST)
    return refuse('plan.steps', rule, { most: STEPS_AT_MOST })
  let last = dayNumberOf(now)
  for (const [index, { what, by }] of steps.entries()) {
    const missing = unwritten({ what }, rule)
    if (missing !== null) return missing
    const day = dayNumber(by)
    if (day === null || day < last || day > lastSensibleDay(now))
      return refuse('plan.dates', rule, { place: index + 1 })
    last = day
  }
  return null
}

export const trimmedSteps = (steps: readonly PlanStep[]): PlanStep[] =>
  steps.map(({ what, by }) => ({ what: what.trim(), by }))

/** R7.2: with a plan of dated steps an order is a complex one, and its updates are awaited. */
export const layPlan: CommandRule<'lay-plan'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('handling'),
  decide: (order, { steps }, context) => {
    const { now, who } = context
    const part = ownAssignment(order, who)
    const senseless = noSteps(steps, now, 'R7.2')
    if (senseless !== null) return refused(senseless)
    const clock = updateClock(order, part, context)
    if (!clock.ok) return clock
    return ok([
      {
        type: 'plan-laid',
        at: now,
        data: {
          no: part.no,
          steps: trimmedSteps(steps),
          clock: clock.value,
        },
      },
    ])
  },
}

/** R7.2: how far it is; the next update is awaited from here. */
export const reportProgress: CommandRule<'report-progress', 'evidence'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: (order, who) =>
    ownPart('handling')(order, who) ?? (ownAssignment(order, who).plan === null ? refuse('plan.none') : null),
  names: (_order, { proof = [] }) => ({ evidence: proof }),
  decide: (order, { text, proof = [] }, context) => {
    const missing = unwritten({ text }, 'R7.2') ?? givenIfAny(proof, 'proof', 'R7.2', context)
    if (missing !== null) return refused(missing)
    const part = ownAssignment(order, context.who)
    const clock = updateClock(order, part, context)
    return clock.ok
      ? ok([
          {
            type: 'progress-reported',
            at: context.now,
            data: { no: part.no, text: text.trim(), proof, clock: clock.value },
          },
        ])
      : clock
  },
}
