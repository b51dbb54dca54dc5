import { newClock, nextId } from '../order/clocks'
import { workdayLimit } from '../time/deadline'
import { lastSensibleDay } from '../order/dates'
import { dayNumber, dayNumberOf } from '../base/instant'
import type { Assignment, Clock, Order } from '../order/order'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { givenIfAny, ownAssignment, ownPart, unwritten } from './checks'
import type { CommandRule, Context } from '../order/command'

/** The clock of a complex part's next update (R7.2), counted from now. */
export const updateClock = (
  order: Pick<Order, 'clocks'>,
  { no: number, unit }: Assignment,
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

export const STEPS_AT_MOST = 20

/** R7.2: with a plan of dated steps an order is a complex one, and its updates are awaited. */
export const layPlan: CommandRule<'lay-plan'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('handling'),
  decide: (order, { steps }, context) => {
    const { now, who } = context
    const part = ownAssignment(order, who)
    if (steps.length === 0 || steps.length > STEPS_AT_MOST)
      return refused(refuse('plan.steps', { most: STEPS_AT_MOST }))
    let last = dayNumberOf(now)
    for (const [index, { what, by }] of steps.entries()) {
      const missing = unwritten({ what }, 'R7.2')
      if (missing !== null) return refused(missing)
      const day = dayNumber(by)
      if (day === null || day < last || day > lastSensibleDay(now))
        return refused(refuse('plan.dates', { place: index + 1 }))
      last = day
    }
    const clock = updateClock(order, part, context)
    if (!clock.ok) return clock
    return ok([
      {
        type: 'plan-laid',
        at: now,
        data: {
          no: part.no,
          steps: steps.map(({ what, by }) => ({ what: what.trim(), by })),
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
