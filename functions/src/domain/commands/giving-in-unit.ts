import { isBarred, unitsOfPerson } from '../order/barred'
import { refused, ok, refuse } from '../base/refusal'
import { givenNow } from '../order/in-unit'
import { isBlank } from '../base/text'
import { ownAssignment, ownPart } from './checks'
import type { CommandRule } from '../order/command'

/**
 * R6.2: inside the unit 内部交办, its leader names who handles the part – one handler, or a section with its handlers –
 * and may write an instruction 批示. With nobody named it is the unit's again: so a naming in error is taken back. Others
 * of the unit may still act: the unit answers for the order, and a colleague who is ill must not stop it.
 */
export const assignInUnit: CommandRule<'assign-in-unit', 'units'> = {
  roles: ['leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('to-sign', 'handling', 'in-unit-review'),
  // A person is barred for the units of all their posts, so those that are accused must be known.
  names: ({ assignments, accused }) => ({
    units: [...new Set([...assignments.map(({ unit }) => unit), ...accused])],
  }),
  decide: (order, { handlers, section, instruction }, { now, who, units }) => {
    const part = ownAssignment(order, who)
    const named = [...new Set(handlers)]
    if (named.length === 0) {
      if (!isBlank(section)) return refused(refuse('input.missing', 'R6.2', { fields: ['handlers'] }))
      if (givenNow(part) === null) return refused(refuse('in-unit.not-given'))
    }
    if (named.length > 1 && isBlank(section))
      return refused(refuse('input.missing', 'R6.2', { fields: ['section'] }))
    const unit = units.find(({ id }) => id === part.unit)
    if (named.some((uid) => unit?.handlers.includes(uid) !== true))
      return refused(refuse('in-unit.not-a-handler'))
    if (named.some((uid) => isBarred(order, { uid, units: unitsOfPerson(uid, units) })))
      return refused(refuse('in-unit.accused'))
    return ok([
      {
        type: 'assigned-in-unit',
        at: now,
        data: {
          no: part.no,
          handlers: named,
          section: section.trim(),
          instruction: instruction.trim(),
        },
      },
    ])
  },
}
