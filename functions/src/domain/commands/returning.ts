import { newClock, nextId } from '../order/clocks'
import { workdayLimit } from '../time/deadline'
import type { Happening } from '../order/events'
import { type Order, hostOf } from '../order/order'
import { refused, ok, refuse } from '../base/refusal'
import { openReturnGrounds } from '../order/return'
import { isBarred } from '../order/barred'
import { isBlank } from '../base/text'
import { atStage, firstOf, given, ownAssignment, ownPart, stillReads, sure, unwritten } from './checks'
import type { CommandRule } from '../order/command'
import { flagged, unlessFlagged } from './inspecting'

/**
 * Until when this part may be returned (R3.1): strictly before this instant. Null where it may not be returned at all.
 */
export const returnBy = ({
  signedAt,
  returnWithin,
}: Pick<Order['assignments'][number], 'signedAt' | 'returnWithin'>): number | null =>
  signedAt === null || returnWithin === null ? null : signedAt + returnWithin

/** An assisting unit may return its part even while a new host is being found. */
const UNDER_WAY = ['handling', 'to-dispatch', 'to-instruct', 'disputed', 'consulting'] as const

const openReturn = (order: Order, number: number) =>
  order.returns.find((each) => each.no === number && each.decision === null)

/**
 * R3.1, R3.2: after signing and within 24 h of it, with an opinion on who should have it and the signed and sealed form.
 */
export const applyReturn: CommandRule<'apply-return', 'units' | 'evidence'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: firstOf(ownPart('handling', 'in-unit-review'), atStage(...UNDER_WAY), (order, who, now) => {
    const part = ownAssignment(order, who)
    if (part.returnWithin === null)
      return part.basis.kind === 'instruction'
        ? refuse('return.assigned-by-leader')
        : refuse('return.must-cooperate')
    if (part.passedAt !== null) return refuse('return.handled')
    if (openReturn(order, part.no) !== undefined) return refuse('return.already')
    if (openReturnGrounds(order, part.unit).length === 0) return refuse('return.all-grounds-closed')
    return now < sure(returnBy(part)) ? null : refuse('return.too-late', { by: sure(returnBy(part)) })
  }),
  names: (_order, { suggestedUnit, form }) => ({
    units: suggestedUnit === null ? [] : [suggestedUnit],
    evidence: [form],
  }),
  decide: (order, data, context) => {
    const { now, policy, calendar, who, units } = context
    const part = ownAssignment(order, who)
    const missing = unwritten({ reason: data.reason }, 'R3.2')
    if (missing !== null) return refused(missing)
    if (data.suggestedUnit !== null) {
      if (data.suggestedUnit === part.unit) return refused(refuse('return.suggests-itself'))
      if (!units.some(({ id }) => id === data.suggestedUnit))
        return refused(refuse('dispatch.unknown-unit', 'R3.2', { unit: data.suggestedUnit }))
      if (isBarred(order, { units: [data.suggestedUnit] })) return refused(refuse('return.suggests-accused'))
    }
    if (data.suggestedUnit === null && isBlank(data.opinion)) return refused(refuse('return.opinion-missing'))
    if (!openReturnGrounds(order, part.unit).includes(data.ground))
      return refused(refuse('return.ground-closed'))
    const form = given([data.form], 'return-form', 'R3.2', context)
    if (!form.ok) return form
    const limit = workdayLimit(now, policy.decideReturnWorkdays, policy, calendar)
    if (!limit.ok) return limit
    const { endsAt, provisional } = limit.value
    const decide = newClock(
      {
        ...nextId(order, 'decide-return', part.no),
        holder: 'centre',
        startedAt: now,
        dueAt: endsAt,
        provisional,
      },
      policy,
      calendar,
    )
    const { ground, suggestedUnit, form: scan } = data
    return ok([
      {
        type: 'return-applied',
        at: now,
        data: {
          no: part.no,
          ground,
          reason: data.reason.trim(),
          suggestedUnit,
          opinion: data.opinion.trim(),
          form: scan,
          decide,
        },
      },
    ])
  },
}

/**
 * R3.3–R3.5: the centre decides. If approved, the order goes back to dispatch; after enough approved returns it is
 * disputed by itself (R4.1) and flagged (R10.1), so nobody has to remember. If rejected, the unit carries on and may
 * not use that ground again.
 */
export const decideReturn: CommandRule<'decide-return'> = {
  roles: ['reviewer', 'clerk'],
  judges: true,
  when: (order) =>
    atStage(...UNDER_WAY)(order) ??
    (order.returns.some(({ decision }) => decision === null) ? null : refuse('return.none')),
  decide: (order, data, context) => {
    const { now, policy } = context
    const application = openReturn(order, data.no)
    if (application === undefined) return refused(refuse('return.none'))
    const reasons = data.reasons.trim()
    if (!data.approve && isBlank(reasons)) return refused(refuse('review.reasons-missing', 'R3.5'))
    const decided: Happening = {
      type: 'return-decided',
      at: now,
      data: { no: data.no, approved: data.approve, reasons, stillReads: data.approve && stillReads(context) },
    }
    if (!data.approve) return ok([decided])
    const passed = order.returns.filter(({ decision }) => decision?.approved === true).length + 1
    const host = hostOf(order)
    // When an assisting unit leaves, the order still has its host.
    const disputed =
      passed >= policy.disputeAfterReturns && host?.no === data.no && order.stage === 'handling'
    return ok([
      decided,
      ...(disputed ? [{ type: 'disputed', at: now, data: { ground: 'passing', note: '' } } as const] : []),
      ...(passed >= policy.inspectAfter.returns
        ? unlessFlagged(order, 'passing', flagged(now, 'passing', policy))
        : []),
    ])
  },
}
