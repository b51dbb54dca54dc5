import { dayNumber, dayNumberOf } from '../base/instant'
import { refused, ok, refuse } from '../base/refusal'
import { namesAccused } from '../order/barred'
import { atStage, given, unwritten } from './checks'
import type { CommandRule } from '../order/command'
import { flagged, unlessFlagged } from './inspecting'

/** R2.4: no unit can be given the order, so it goes to a county leader. */
export const referToLeader: CommandRule<'refer-to-leader'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    atStage('to-dispatch')(order) ?? (order.instruction === null ? null : refuse('instruction.already')),
  decide: (_order, { reason }, { now }) => {
    const missing = unwritten({ reason }, 'R2.4')
    return missing === null
      ? ok([{ type: 'referred-to-leader', at: now, data: { reason: reason.trim() } }])
      : refused(missing)
  },
}

/** R2.4: the leader's instruction with its scan is the basis of the dispatch that follows; the order is flagged (R10.1). */
export const recordInstruction: CommandRule<'record-instruction', 'persons' | 'evidence'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('to-instruct'),
  names: ({ accusedPersons }, { scan }) => ({ persons: accusedPersons, evidence: [scan] }),
  decide: (order, data, context) => {
    const { now, policy } = context
    const { leader, text } = data
    const missing = unwritten({ leader, text }, 'R2.4')
    if (missing !== null) return refused(missing)
    if (namesAccused(order, leader, context.persons)) return refused(refuse('instruction.accused'))
    const day = dayNumber(data.date)
    // An instruction cannot lie in the future or before the order existed.
    if (day === null || day > dayNumberOf(now) || day < dayNumberOf(order.transferredAt))
      return refused(refuse('instruction.date'))
    const scan = given([data.scan], 'instruction', 'R2.4', context)
    if (!scan.ok) return scan
    return ok([
      {
        type: 'instructed',
        at: now,
        data: { leader: leader.trim(), text: text.trim(), date: data.date, scan: data.scan },
      },
      ...unlessFlagged(order, 'assigned', flagged(now, 'assigned', policy)),
    ])
  },
}
