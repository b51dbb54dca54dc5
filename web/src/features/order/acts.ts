/** What a person may do to an order: what is expected of them, and what they may do besides. Pure, so that it can be proved. */
import type { CommandType } from '@domain/order/command'
import type { Instant } from '@domain/base/instant'
import { may } from '@domain/commands/may'
import { AWAITED } from '@domain/listings/awaited'
import type { Order } from '@domain/order/order'
import { CENTRE_ROLES, type Who } from '@domain/people/people'
import { COMMAND } from '@domain/words/terms'

export interface Acts {
  /** What is awaited: offered first, the first of them opened at once. */
  readonly main: readonly CommandType[]
  /** The rarer things: returns, disputes, corrections … */
  readonly more: readonly CommandType[]
}

export const actsFor = (order: Order, who: Who, now: Instant): Acts => {
  const allowed = may(order, who, now)
  const main = AWAITED.filter(
    ({ type, where }) => allowed.includes(type) && (where?.(order, who) ?? true),
  ).map(({ type }) => type)
  return { main, more: allowed.filter((type) => !main.includes(type)) }
}

const FOR_CITY: Readonly<Partial<Record<CommandType, string>>> = {
  'decide-extension': '登记延期批复',
  'decide-appeal': '登记申诉批复',
}

/** What the act is called to this person: the centre only enters what the city decided, and the city itself takes back. */
export const actName = (type: CommandType, { post }: Who): string => {
  if ((CENTRE_ROLES as readonly string[]).includes(post.role)) return FOR_CITY[type] ?? COMMAND[type]
  return post.role === 'city' && type === 'recall' ? '收回工单' : COMMAND[type]
}
