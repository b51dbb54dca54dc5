import type { CommandType } from '../order/command'
import { COMMANDS, COMMAND_TYPES } from './table'
import { dutyForbidden } from '../order/duties'
import type { Instant } from '../base/instant'
import type { Order } from '../order/order'
import { isBarred } from '../order/barred'
import { unitsOf, type Who } from '../people/people'
import { type Refusal, refuse } from '../base/refusal'

/** Why this person may not give this command to this order now; null if they may. */
export const forbidden = (type: CommandType, order: Order, who: Who, now: Instant): Refusal | null => {
  const { roles, when } = COMMANDS[type]
  // R16.2: the doors ask the same with the units of all the person's posts, before they say that there is an order.
  if (isBarred(order, { uid: who.uid, units: unitsOf([who.post]) })) return refuse('access.unknown-order')
  if (!roles.includes(who.post.role)) return refuse('access.wrong-role', { role: who.post.role })
  return when(order, who, now) ?? dutyForbidden(type, order, who)
}

/** The commands that would be accepted from this person: the buttons a page shows. */
export const may = (order: Order, who: Who, now: Instant): CommandType[] =>
  COMMAND_TYPES.filter((type) => forbidden(type, order, who, now) === null)
