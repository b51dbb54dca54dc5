/** What a person may do to an order: what is expected of them, and what they may do besides. Pure, so that it can be proved. */
import type { CommandType } from '@domain/order/command'
import type { Instant } from '@domain/base/instant'
import { forbidden, may } from '@domain/commands/may'
import type { Order } from '@domain/order/order'
import { CENTRE_ROLES, isUnitRole, type Who } from '@domain/people/people'
import { COMMAND } from '@domain/words/terms'

interface Awaited {
  readonly type: CommandType
  /** What a list calls an order that waits for it. */
  readonly task: string
  /** Where it is awaited, if not everywhere it may be done. */
  readonly where?: (order: Order, who: Who) => boolean
}

/** Where the city has no account of its own, the reviewer enters what it decided. */
const decidesForCity = (_order: Order, { post }: Who): boolean => post.role !== 'clerk'

/** What others wait for, the most important first. Everything else is an exception that a person has to look for. */
const AWAITED: readonly Awaited[] = [
  { type: 'approve-appeal', task: '待审核申诉' },
  { type: 'review-in-unit', task: '待单位内审核' },
  { type: 'first-review', task: '待初审' },
  { type: 'decide-return', task: '待审核退回' },
  { type: 'centre-sign', task: '待签收' },
  { type: 'unit-sign', task: '待签收' },
  { type: 'verify', task: '待核实' },
  { type: 'dispatch', task: '待分派' },
  { type: 'convene', task: '待召集会商', where: ({ stage }) => stage === 'disputed' },
  { type: 'conclude-consultation', task: '会商中' },
  { type: 'record-instruction', task: '待登记批示' },
  {
    type: 'convene-panel',
    task: '待组织评价会',
    where: ({ evaluations }) => evaluations.at(-1)?.panel === null,
  },
  { type: 'record-verdict', task: '待登记评议' },
  { type: 'call-back', task: '待回访' },
  { type: 'archive', task: '待归档' },
  { type: 'decide-extension', task: '延期待批', where: decidesForCity },
  { type: 'decide-appeal', task: '申诉待批', where: decidesForCity },
  { type: 'open-inspection', task: '待启动核查' },
  { type: 'serve-inspection', task: '核查中' },
  { type: 'close-inspection', task: '待核查结案' },
  { type: 'record-finding', task: '核查中' },
  { type: 'record-step', task: '办理中' },
  { type: 'submit-feedback', task: '办理中' },
  { type: 'report-progress', task: '办理中' },
]

/** An order may wait for a person who has nothing to enter: a meeting to attend, an instruction to write, a delay to look into. */
const ATTEND = { consultation: '参加会商', instruction: '待批示', climbed: '超时上报' } as const

const attended = (order: Order, { post }: Who): string | null => {
  if (isUnitRole(post.role) && order.stage === 'consulting') {
    const asked = order.consultations.at(-1)
    const takesPart = post.unit !== null && (asked?.lead === post.unit || asked?.units.includes(post.unit))
    return takesPart ? ATTEND.consultation : null
  }
  if (post.role !== 'county-leader') return null
  if (order.stage === 'to-instruct') return ATTEND.instruction
  const climbed = order.clocks.some((clock) => clock.stoppedAt === null && clock.climbedTo === 'county')
  return climbed ? ATTEND.climbed : null
}

/** The names of all tasks, in the order in which a list shows them. */
export const TASKS: readonly string[] = [
  ...new Set([ATTEND.instruction, ATTEND.climbed, ATTEND.consultation, ...AWAITED.map(({ task }) => task)]),
]

/** What the order waits for from this person; null if for nothing. */
export const taskOf = (order: Order, who: Who, now: Instant): string | null =>
  AWAITED.find(
    ({ type, where }) => forbidden(type, order, who, now) === null && (where?.(order, who) ?? true),
  )?.task ?? attended(order, who)

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
