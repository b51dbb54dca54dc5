import { activeParts, isHandedIn, type Order } from '../order/order'
import { postKey } from '../people/people'
import { refused, ok } from '../base/refusal'
import { unwritten, whileOpen } from './checks'
import type { CommandRule } from '../order/command'

/** Who has to hear of it: the units that still have it to do; without one, the centre. */
export const whoHasIt = (order: Order): readonly string[] => {
  const units = activeParts(order)
    .filter((part) => !isHandedIn(part))
    .map(({ unit }) => unit)
  return units.length > 0 ? units : ['centre']
}

/** R21: the caller calls again to press 催单. It reminds whoever has the order, and is counted. */
export const urge: CommandRule<'urge'> = {
  roles: ['clerk', 'reviewer', 'city'],
  judges: false,
  when: whileOpen,
  decide: (order, { note }, { now, who }) =>
    ok([
      {
        type: 'urged',
        at: now,
        data: { note: note.trim(), reminded: whoHasIt(order), post: postKey(who.post) },
      },
    ]),
}

/** R21: the caller adds something 补充. It goes to the order, and never becomes a second one. */
export const supplement: CommandRule<'supplement'> = {
  roles: ['clerk', 'reviewer', 'city'],
  judges: false,
  when: whileOpen,
  decide: (order, { text }, { now, who }) => {
    const missing = unwritten({ text }, 'R21')
    return missing === null
      ? ok([
          {
            type: 'supplemented',
            at: now,
            data: { text: text.trim(), reminded: whoHasIt(order), post: postKey(who.post) },
          },
        ])
      : refused(missing)
  },
}
