import { forbidden } from '../commands/may'
import type { CommandType } from '../order/command'
import { atTheTable } from '../order/consultation'
import { isComplex } from '../commands/planning'
import { assignmentOf, type Order } from '../order/order'
import { isUnitRole, type Who } from '../people/people'
import type { Queue } from '../people/queues'

interface Awaited {
  readonly type: CommandType
  /** The queue that lists an order waiting for this command. */
  readonly queue: Queue
  /** Where it is awaited; absent if that is everywhere it may be done. */
  readonly where?: (order: Order, who: Who) => boolean
}

/** Where the city has no account, the reviewer enters its decision. */
const decidesForCity = (_order: Order, { post }: Who): boolean => post.role !== 'clerk'

/** R7.2: the centre declared it complex, and this host has laid no plan yet. */
const awaitsPlan = (order: Order, { post }: Who): boolean => {
  const part = assignmentOf(order, post.unit)
  return part !== null && part.plan === null && isComplex(order, part)
}

/**
 * The commands that others wait for, the most important first. All other commands are exceptions that a person has to
 * look for.
 */
export const AWAITED: readonly Awaited[] = [
  { type: 'approve-appeal', queue: 'approve-appeal' },
  { type: 'review-in-unit', queue: 'unit-review' },
  { type: 'first-review', queue: 'first-review' },
  { type: 'decide-return', queue: 'decide-return' },
  { type: 'centre-sign', queue: 'sign' },
  { type: 'unit-sign', queue: 'sign' },
  { type: 'verify', queue: 'verify' },
  { type: 'dispatch', queue: 'dispatch' },
  { type: 'convene', queue: 'convene', where: ({ stage }) => stage === 'disputed' },
  { type: 'conclude-consultation', queue: 'consulting' },
  { type: 'record-instruction', queue: 'instruct' },
  { type: 'convene-panel', queue: 'panel', where: ({ evaluations }) => evaluations.at(-1)?.panel === null },
  { type: 'record-verdict', queue: 'verdict' },
  { type: 'call-back', queue: 'call-back', where: ({ stage }) => stage === 'callback' },
  { type: 'archive', queue: 'archive' },
  { type: 'decide-extension', queue: 'decide-extension', where: decidesForCity },
  { type: 'decide-appeal', queue: 'decide-appeal', where: decidesForCity },
  { type: 'open-inspection', queue: 'open-inspection' },
  { type: 'serve-inspection', queue: 'inspecting' },
  { type: 'close-inspection', queue: 'close-inspection' },
  { type: 'record-finding', queue: 'inspecting' },
  { type: 'lay-plan', queue: 'handling', where: awaitsPlan },
  { type: 'record-step', queue: 'handling' },
  { type: 'submit-feedback', queue: 'handling' },
  { type: 'report-progress', queue: 'handling' },
]

/**
 * An order may also wait for a person who has nothing to enter: they attend a meeting, write an instruction, or look
 * into a delay.
 */
const attended = (order: Order, { post }: Who): Queue | null => {
  if (isUnitRole(post.role) && order.stage === 'consulting') {
    const asked = order.consultations.at(-1)
    return post.unit !== null && asked !== undefined && atTheTable(asked).includes(post.unit)
      ? 'consultation'
      : null
  }
  if (post.role !== 'county-leader') return null
  if (order.stage === 'to-instruct') return 'instruction'
  return order.clocks.some((clock) => clock.stoppedAt === null && clock.climbedTo === 'county')
    ? 'climbed'
    : null
}

/**
 * The queue in which the order waits for this person; null where it waits for nothing from them. The answer does not
 * depend on the hour: otherwise a stored listing would become wrong without anything happening.
 */
export const queueFor = (order: Order, who: Who): Queue | null =>
  AWAITED.find(
    ({ type, where }) =>
      forbidden(type, order, who, order.updatedAt) === null && (where?.(order, who) ?? true),
  )?.queue ?? attended(order, who)
