import type { Calendar } from '../time/calendar'
import { idOf, movedClock } from './clocks'
import { workdayLimit } from '../time/deadline'
import type { Happening, Rescheduled } from './events'
import type { Instant } from '../base/instant'
import { type Assignment, type Clock, isActive, type Order } from './order'
import type { Policy } from '../policy/policy'
import { ok, type Result } from '../base/refusal'
import { stageLimit } from './stage-limits'

interface Limit {
  readonly dueAt: Instant
  readonly provisional: boolean
}

/**
 * The deadline of a part, counted from its dispatch with its own limit and the extensions granted. No extension counts
 * for more than the limit (R5.4).
 */
export const handlingOf = (
  { dispatchedAt, granted, limitWorkdays }: Assignment,
  policy: Policy,
  calendar: Calendar,
): Result<Limit> => {
  const workdays = granted.reduce((sum, each) => sum + Math.min(each, limitWorkdays), limitWorkdays)
  const limit = workdayLimit(dispatchedAt, workdays, policy, calendar)
  return limit.ok ? ok({ dueAt: limit.value.endsAt, provisional: limit.value.provisional }) : limit
}

/** How many workdays the policy gives the order's parts. */
const limitUnder = (policy: Policy, { category }: Pick<Order, 'category'>): number => {
  if (category === null) throw new Error('a part was dispatched without a category')
  return policy.handlingWorkdays[category]
}

/** The length of a limit that is counted in workdays and is the same for every part; null for the others. */
const workdaysOf = (kind: Clock['kind'], policy: Policy): number | null => {
  switch (kind) {
    case 'decide-return':
      return policy.decideReturnWorkdays
    case 'progress':
      return policy.progressEveryWorkdays
    case 'sign':
    case 'verify':
    case 'handle':
    case 'solve':
    case 'urgent-sign':
    case 'first-contact':
    case 'urgent-progress':
      return null
    default:
      return policy.stageWorkdays[kind]
  }
}

/** The limit counted anew for a clock that counts workdays; null for one that does not. */
const limitOf = (
  order: Order,
  clock: Clock,
  policy: Policy,
  calendar: Calendar,
  now: Instant,
  fromTheStart: boolean,
): Result<(Limit & { readonly limitWorkdays?: number; readonly no?: number }) | null> => {
  const days = workdaysOf(clock.kind, policy)
  if (days !== null) {
    const limit = workdayLimit(clock.startedAt, days, policy, calendar)
    return limit.ok ? ok({ dueAt: limit.value.endsAt, provisional: limit.value.provisional }) : limit
  }
  const part = clock.kind === 'handle' ? order.assignments.find(({ no }) => no === clock.part) : undefined
  if (part === undefined || !isActive(part)) return ok(null)
  const goesOver = fromTheStart || policy.version !== order.policyVersion
  const limitWorkdays = goesOver ? limitUnder(policy, order) : part.limitWorkdays
  const limit = handlingOf({ ...part, limitWorkdays }, policy, calendar)
  if (!limit.ok) return limit
  if (fromTheStart || limit.value.dueAt > now) return ok({ ...limit.value, limitWorkdays, no: part.no })
  // Under the new limit it would be over by now. So it keeps the limit it was promised, also for later extensions.
  return handlingOf(part, policy, calendar)
}

/** A redo may start it again: a part that has not passed the first review is not over. */
const mayResume = ({ assignments }: Order, { kind, part }: Clock): boolean =>
  kind === 'handle' && assignments.some(({ no, passedAt }) => no === part && passedAt === null)

/** Its deadline passed unmet, whether or not the alarm has rung yet. */
const isMissed = ({ breachedAt, stoppedAt, dueAt }: Clock, now: Instant): boolean =>
  breachedAt !== null || (stoppedAt === null && dueAt <= now)

/**
 * Every workday limit that may still matter, counted anew from its start: the running ones, and handling limits that a
 * redo may start again. A breach stands, unless the handling limit itself was wrong (`fromTheStart`): then the new
 * deadline decides.
 */
export const recomputed = (
  order: Order,
  policy: Policy,
  calendar: Calendar,
  now: Instant,
  fromTheStart: boolean,
): Result<Rescheduled> => {
  const clocks: Clock[] = []
  const parts: { no: number; limitWorkdays: number }[] = []
  const before: Rescheduled['before'][number][] = []
  for (const clock of order.clocks) {
    // Only handling limits depend on the category. The other limits were right, and so were their breaches.
    if (fromTheStart && clock.kind !== 'handle') continue
    const matters = clock.stoppedAt === null || mayResume(order, clock)
    if (clock.voided || !matters || (!fromTheStart && isMissed(clock, now))) continue
    const limit = limitOf(order, clock, policy, calendar, now, fromTheStart)
    if (!limit.ok) return limit
    if (limit.value === null) continue
    const { dueAt, provisional, limitWorkdays, no } = limit.value
    if (no !== undefined && limitWorkdays !== undefined) {
      const part = order.assignments.find((each) => each.no === no)
      if (part?.limitWorkdays !== limitWorkdays) parts.push({ no, limitWorkdays })
    }
    if (dueAt === clock.dueAt && provisional === clock.provisional) continue
    // A promise is kept: no calendar makes an act late that was in time when it was done, or that may still be done in
    // time.
    if (!fromTheStart && dueAt <= now) {
      if (provisional !== clock.provisional) clocks.push({ ...clock, provisional })
      continue
    }
    before.push({ ...idOf(clock), dueAt: clock.dueAt, breachedAt: clock.breachedAt })
    clocks.push(
      dueAt === clock.dueAt
        ? { ...clock, provisional }
        : heldAgainst(clock, movedClock(clock, { dueAt, provisional }, now, policy, calendar)),
    )
  }
  return ok({ clocks, parts, before })
}

/** A stopped limit is met or unmet by the moment it stopped: it rings no more. */
const heldAgainst = (old: Clock, moved: Clock): Clock =>
  old.stoppedAt !== null && old.stoppedAt >= moved.dueAt
    ? { ...moved, breachedAt: moved.dueAt, rings: moved.rings.filter(({ what }) => what === 'climb') }
    : moved

/**
 * What changes in an open order when a year is published or the county's days or the policy change; null when nothing
 * moves. An order whose stage has no limit, because it was there before the stages had any, gets it from now on (R18).
 * The system does this for every open order. It may run again: the second time there is nothing left to move.
 */
export const reschedule = (
  order: Order,
  policy: Policy,
  calendar: Calendar,
  now: Instant,
): Happening | null => {
  if (!order.open) return null
  const moved = recomputed(order, policy, calendar, now, false)
  if (!moved.ok) return null
  const { clocks, parts } = moved.value
  const limit = stageLimit(order, now, policy, calendar)
  if (clocks.length === 0 && parts.length === 0 && limit === null && policy.version === order.policyVersion)
    return null
  return {
    type: 'rescheduled',
    at: now,
    data: { ...moved.value, policyVersion: policy.version },
    limit,
  }
}
