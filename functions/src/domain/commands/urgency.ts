import { activeParts } from '../order/order'
import { refused, ok, refuse } from '../base/refusal'
import { urgentClocks } from '../order/urgency'
import { firstOf, unwritten, whileOpen } from './checks'
import type { CommandRule } from '../order/command'

/**
 * Case 18: the centre marks an order as urgent from its verification on, names another kind, or takes the mark back. Units that have
 * it in hand get the clocks from now on; every later part gets them with its dispatch. With another kind they run on; taken
 * back, nobody has to meet them any more.
 */
export const markUrgent: CommandRule<'mark-urgent'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: firstOf(whileOpen, (order) =>
    order.stage === 'to-sign' ? refuse('state.wrong-stage', { stage: order.stage }) : null,
  ),
  decide: (order, { kind: code, reason }, { now, policy, calendar }) => {
    const mark = order.urgent ?? null
    const kind = policy.urgency.kinds.find((each) => each.code === code) ?? null
    if (code !== null && kind === null) return refused(refuse('urgent.unknown-kind'))
    if (kind !== null && kind.code === mark?.kind.code) return refused(refuse('urgent.already'))
    if (kind === null && mark === null) return refused(refuse('urgent.none'))
    const missing = unwritten({ reason }, 'R1.2')
    if (missing !== null) return refused(missing)
    const clocks =
      kind === null || mark !== null
        ? []
        : activeParts(order).flatMap((part) => urgentClocks(order, part, { at: now, policy, calendar }))
    return ok([{ type: 'marked-urgent', at: now, data: { kind, reason: reason.trim(), clocks } }])
  },
}
