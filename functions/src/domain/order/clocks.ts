import type { Calendar } from '../time/calendar'
import type { Instant } from '../base/instant'
import { reminderAt } from '../time/office-hours'
import { type Clock, type ClockId, clockOf, type Order, type Ring } from './order'
import { type ClockKind, isUrgentClock, type Policy } from '../policy/policy'

/**
 * What a limit does by itself, from `from` on until long after its end (R17). Reminders keep office hours, but for an urgent
 * order's: its short windows run at night as well. Of two reminders at the same moment one is given.
 */
const ringsOf = (
  kind: ClockKind,
  from: Instant,
  dueAt: Instant,
  policy: Policy,
  calendar: Calendar,
): Ring[] => {
  const alarms = policy.alarms[kind]
  const reminders = new Set(
    alarms.remindBefore.map((before) =>
      isUrgentClock(kind) ? dueAt - before : reminderAt(dueAt - before, dueAt, policy, calendar),
    ),
  )
  return [
    ...[...reminders].map((at): Ring => ({ at, what: 'remind', to: 'handler' })),
    { at: dueAt, what: 'breach', to: 'leader-in-charge' } as const,
    ...alarms.climbAfter.map(({ after, to }): Ring => ({ at: dueAt + after, what: 'climb', to })),
  ]
    .filter((ring) => ring.at > from || ring.what === 'breach')
    .sort((a, b) => a.at - b.at)
}

export const idOf = ({ kind, part, nth }: ClockId): ClockId => ({ kind, part, nth })

/** Whether it is exactly the clock that is meant. */
export const isClock =
  (meant: ClockId) =>
  ({ kind, part, nth }: ClockId): boolean =>
    kind === meant.kind && part === meant.part && nth === meant.nth

/** The id of the next clock of this kind and part. */
export const nextId = (
  order: Pick<Order, 'clocks'>,
  kind: ClockId['kind'],
  part: ClockId['part'],
): ClockId => ({ kind, part, nth: (clockOf(order, kind, part)?.nth ?? 0) + 1 })

/** The id as one text, for the key of a list or a map. No code parses it. */
export const clockKey = ({ kind, part, nth }: ClockId): string => `${kind}:${part ?? 'centre'}:${nth}`

/** By kind, then by part (the centre's last), then by number: the order of clocks that are otherwise equal. */
const before = (a: ClockId, b: ClockId): boolean =>
  a.kind !== b.kind
    ? a.kind < b.kind
    : a.part !== b.part
      ? (a.part ?? Infinity) < (b.part ?? Infinity)
      : a.nth < b.nth

export interface NewClock extends ClockId {
  readonly holder: string
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly provisional: boolean
}

export const newClock = (clock: NewClock, policy: Policy, calendar: Calendar): Clock => ({
  ...clock,
  rings: ringsOf(clock.kind, clock.startedAt, clock.dueAt, policy, calendar),
  stoppedAt: null,
  voided: false,
  breachedAt: null,
  climbedTo: null,
})

/**
 * The clock with another deadline, from now on. Past reminders are not given again. A breach of the old deadline stands
 * only in the record: the new one is the limit.
 */
export const movedClock = (
  clock: Clock,
  limit: { readonly dueAt: Instant; readonly provisional: boolean },
  now: Instant,
  policy: Policy,
  calendar: Calendar,
): Clock => ({
  ...clock,
  ...limit,
  rings: ringsOf(clock.kind, now, limit.dueAt, policy, calendar),
  breachedAt: null,
  climbedTo: null,
})

export const isRunning = (clock: Clock): boolean => clock.stoppedAt === null

/** The earliest moment at which something must happen by itself, or null: the order's one alarm. */
export const nextRingAt = (clocks: readonly Clock[]): Instant | null =>
  clocks
    .filter(isRunning)
    .reduce<Instant | null>((earliest, { rings: [next] }) => earlier(earliest, next?.at ?? null), null)

/**
 * The clock an order is shown with: the running one that ends first. Where none runs the handling limit is still shown,
 * because a redo does not move it.
 */
export const shownClock = (order: Pick<Order, 'clocks' | 'open'>): Clock | null => {
  if (!order.open) return null
  const running = order.clocks.filter(isRunning)
  const shown =
    running.length > 0
      ? running
      : order.clocks.filter(({ kind, voided }) => kind === 'handle' && !voided).slice(-1)
  return shown.reduce<Clock | null>(
    (first, clock) => (first === null || clock.dueAt < first.dueAt ? clock : first),
    null,
  )
}

/** The deadline of that clock. */
export const dueAtOf = (order: Pick<Order, 'clocks' | 'open'>): Instant | null =>
  shownClock(order)?.dueAt ?? null

const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : Math.min(a, b)

/**
 * The ring that is due at `now` and comes first. Clocks with the same time are sorted by id, so that every replay
 * agrees.
 */
export const dueRing = (clocks: readonly Clock[], now: Instant): { clock: Clock; ring: Ring } | null => {
  let first: { clock: Clock; ring: Ring } | null = null
  for (const clock of clocks) {
    const ring = clock.rings[0]
    if (!isRunning(clock) || ring === undefined || ring.at > now) continue
    if (
      first === null ||
      ring.at < first.ring.at ||
      (ring.at === first.ring.at && before(clock, first.clock))
    )
      first = { clock, ring }
  }
  return first
}

/** Applies a change to the clocks it is meant for. */
export const withClocks = (
  clocks: readonly Clock[],
  meant: (clock: Clock) => boolean,
  change: (clock: Clock) => Clock,
): Clock[] => clocks.map((clock) => (meant(clock) ? change(clock) : clock))

export const stopped =
  (at: Instant) =>
  (clock: Clock): Clock => ({ ...clock, stoppedAt: at })

/** Stopped because nobody has to meet it any more. A clock that was met before stays met. */
export const voided =
  (at: Instant) =>
  (clock: Clock): Clock =>
    clock.stoppedAt === null ? { ...clock, stoppedAt: at, voided: true } : clock

/**
 * The limit of a stage runs on with the deadline it had, as if it had not been met: what it still has to do is counted
 * anew. Reminders of the time in between are gone; what it is late for by now is not.
 */
export const runningOn = (clock: Clock, now: Instant, policy: Policy, calendar: Calendar): Clock => {
  const { startedAt, dueAt, stoppedAt, breachedAt } = clock
  const isToCome = ({ what, at }: Ring): boolean =>
    what === 'remind' ? at > now : breachedAt === null || (what === 'climb' && at > (stoppedAt ?? now))
  return {
    ...clock,
    stoppedAt: null,
    rings: ringsOf(clock.kind, startedAt, dueAt, policy, calendar).filter(isToCome),
  }
}

/** It runs on from `at`. Reminders of the time in which it stood still are gone; what it was late for is not. */
export const resumed =
  (at: Instant) =>
  (clock: Clock): Clock => ({
    ...clock,
    rings: clock.rings.filter((ring) => ring.what !== 'remind' || ring.at > at),
    stoppedAt: null,
  })
