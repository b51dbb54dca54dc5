import { resumed, runningOn } from '../order/clocks'
import { limitOfRedo } from '../order/changes/parts'
import { undone } from '../order/changes/taking-back'
import { type Clock, clockOf, type Order } from '../order/order'
import { isUrgentClock } from '../policy/policy'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { stageKind } from '../order/stage-limits'
import { givenAt, takeableBy, type TakenAct } from '../order/taking-back'
import { partOf, unwritten } from './checks'
import type { CommandRule, Context } from '../order/command'
import { isComplex, updateClock } from './planning'

/** The centre's own acts that led the order to another stage, whose limit they met. */
const BACK: readonly TakenAct[] = ['referred-to-leader', 'instructed', 'disputed', 'convened']

/** What the unit's part was held against runs on from its old deadline: what was handed in and taken back wins no time. */
const clocksOfPart = (order: Order, number: number, context: Context<never>): Result<readonly Clock[]> => {
  const part = partOf(order, number)
  if (!part.ok) return part
  const limit = limitOfRedo(order, number)
  const leftAt = part.value.feedback?.leftAt
  const urgent = order.clocks.filter(
    (clock) =>
      order.urgent != null &&
      clock.part === number &&
      isUrgentClock(clock.kind) &&
      !clock.voided &&
      clock.stoppedAt === leftAt,
  )
  const held = [...(limit === null ? [] : [limit]), ...urgent].map(resumed(context.now))
  if (!isComplex(order, part.value)) return ok(held)
  const update = clockOf(order, 'progress', number)
  if (update !== null && !update.voided && update.stoppedAt === leftAt)
    return ok([...held, resumed(context.now)(update)])
  const awaited = updateClock(order, part.value, context)
  return awaited.ok ? ok([...held, awaited.value]) : awaited
}

/** The limit of the stage that the order comes back to, with the deadline it had. */
const clockOfStage = (after: Order, { now, policy, calendar }: Context<never>): readonly Clock[] => {
  const kind = stageKind(after)
  const clock = kind === null ? null : clockOf(after, kind, null)
  return clock === null || clock.voided || clock.stoppedAt === null
    ? []
    : [runningOn(clock, now, policy, calendar)]
}

/**
 * Case 26: an act given in error, by the side that gave it and while nobody has acted on it. What was late stays late, and
 * a limit that the act met runs on from its old deadline: taking back gives nobody more time.
 */
export const takeBack: CommandRule<'take-back'> = {
  roles: ['clerk', 'reviewer', 'handler', 'leader-in-charge', 'principal-leader', 'county-leader', 'city'],
  judges: true,
  when: (order, { post }) => (takeableBy(order, post).length > 0 ? null : refuse('taking-back.nothing')),
  decide: (order, { act, no, reason }, context) => {
    if (!takeableBy(order, context.who.post).some((each) => each.act === act && each.no === no))
      return refused(refuse('taking-back.not-this'))
    const missing = unwritten({ reason }, 'state')
    if (missing !== null) return refused(missing)
    const { now } = context
    const data = { act, no, givenAt: givenAt(order, { act, no }), reason: reason.trim() }
    if (act === 'unit-reviewed') {
      const clocks = clocksOfPart(order, no ?? 0, context)
      return clocks.ok
        ? ok([{ type: 'taken-back', at: now, data: { ...data, clocks: clocks.value } }])
        : clocks
    }
    const clocks = BACK.includes(act) ? clockOfStage(undone(order, { act, no }, now), context) : []
    return ok([{ type: 'taken-back', at: now, data: { ...data, clocks } }])
  },
}
