import type { Instant } from '../base/instant'
import type { Policy, StageKind } from '../policy/policy'
import type { Calendar } from '../time/calendar'
import { signBy, workdayLimit } from '../time/deadline'
import { isRunning, newClock, nextId, stopped, voided } from './clocks'
import type { EventType } from './events'
import type { Clock, Order, Stage } from './order'

type Waiting = Pick<Order, 'stage' | 'assignments'>

const KIND_OF: Readonly<Record<Stage, StageKind | null>> = {
  'to-sign': 'verify',
  'to-verify': 'verify',
  'to-dispatch': 'dispatch',
  'to-instruct': 'instruct',
  disputed: 'convene',
  consulting: 'consult',
  handling: null,
  'first-review': 'first-review',
  callback: 'call-back',
  evaluating: 'evaluate',
  'to-archive': 'archive',
  archived: null,
}

/** The events that meet a stage's limit. Where the stage ends by another one, nobody had to meet it any more. */
const MET_BY: Readonly<Record<StageKind, readonly EventType[]>> = {
  verify: ['verified'],
  dispatch: ['dispatched', 'referred-to-leader', 'convened', 'disputed'],
  reassign: ['dispatched', 'referred-to-leader', 'convened', 'disputed'],
  instruct: ['instructed'],
  convene: ['convened'],
  consult: ['consulted'],
  'first-review': ['first-reviewed'],
  'call-back': ['called-back'],
  evaluate: ['judged'],
  archive: ['archived'],
}

/** The limit of the centre that runs in this stage (R1.2, R18); null where units have limits of their own. */
export const stageKind = ({ stage, assignments }: Waiting): StageKind | null =>
  stage === 'to-dispatch' && assignments.length > 0 ? 'reassign' : KIND_OF[stage]

const isStageClock = (clock: Clock): clock is Clock & { readonly kind: StageKind } => clock.kind in MET_BY

/**
 * R1.2, R18: the limit that the order's stage still lacks, from `at` on; null where it has one or needs none. Also null
 * where the calendar holds no workday in reach: the nightly check asks again.
 */
export const stageLimit = (
  order: Pick<Order, 'stage' | 'assignments' | 'clocks'>,
  at: Instant,
  policy: Policy,
  calendar: Calendar,
): Clock | null => {
  const kind = stageKind(order)
  if (kind === null || order.clocks.some((clock) => clock.kind === kind && isRunning(clock))) return null
  const id = { ...nextId(order, kind, null), holder: 'centre', startedAt: at }
  if (kind === 'verify')
    return newClock({ ...id, dueAt: signBy(at, policy), provisional: false }, policy, calendar)
  const limit = workdayLimit(at, policy.stageWorkdays[kind], policy, calendar)
  if (!limit.ok) return null
  const { endsAt: dueAt, provisional } = limit.value
  return newClock({ ...id, dueAt, provisional }, policy, calendar)
}

/**
 * The clocks after the order came from one stage to another: the limit of the stage it left stops, and never runs again.
 * What it would still have done is not kept.
 */
export const leavingStage = (
  { stage, assignments, clocks }: Pick<Order, 'stage' | 'assignments' | 'clocks'>,
  type: EventType,
  at: Instant,
): readonly Clock[] => {
  const kind = stageKind({ stage, assignments })
  return clocks.map((clock) =>
    isStageClock(clock) && isRunning(clock) && clock.kind !== kind
      ? { ...(MET_BY[clock.kind].includes(type) ? stopped : voided)(at)(clock), rings: [] }
      : clock,
  )
}
