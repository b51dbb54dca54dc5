import type { Calendar } from '../time/calendar'
import type { ChannelKind } from './channels'
import { isRunning } from '../order/clocks'
import { DAY, HOUR, type Instant, MINUTE } from '../base/instant'
import type { Notice, NoticeKind } from './notices'
import { nextWorkingMoment } from '../time/office-hours'
import type { Order } from '../order/order'
import { isFor } from '../order/access'
import { postOfKey } from '../people/people'
import type { Policy } from '../policy/policy'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** One notice on its way to one person by a channel outside the app. */
export interface Delivery {
  readonly id: string
  readonly notice: string
  readonly order: string | null
  readonly kind: NoticeKind
  /** The post it is for, and who held it. */
  readonly to: string
  readonly uid: string
  readonly channel: ChannelKind
  /** `void`: what it says no longer holds, or whom it is for has gone. */
  readonly state: 'pending' | 'sending' | 'sent' | 'dead' | 'void'
  readonly attempts: number
  /** When it is next to be looked at: to be sent, or, while it is being sent, given up on. Null once it is over. */
  readonly sendAfter: Instant | null
  /** Counts what was set going: it names the task and the lease, so that an old one of either does nothing. */
  readonly turn: number
  /** Why it did not arrive the last time, as a code. */
  readonly problem: string | null
  readonly plannedAt: Instant
  readonly endedAt: Instant | null
}

/** What decides when people are at work. */
export interface Hours {
  readonly policy: Pick<Policy, 'officeHours'>
  readonly calendar: Calendar
}

export const ATTEMPTS_AT_MOST = 10
/** Far longer than sending may take: whoever has not said anything by then has crashed. */
const LEASE = MINUTE
const FIRST_WAIT = MINUTE / 2
const LONGEST_WAIT = HOUR
/** What is older than this when it is first heard of is history, of an import for example, and only shown in the app. */
const NEWS_FOR = 2 * DAY

/** How long to wait after so many failures. */
export const backoff = (failures: number): number =>
  Math.min(FIRST_WAIT * 2 ** Math.max(0, failures - 1), LONGEST_WAIT)

const atWork = (at: Instant, { policy, calendar }: Hours): Instant => nextWorkingMoment(at, policy, calendar)

/** What was told, whichever of their posts a person is told it in: a notice's id less its recipient. */
const tellingOf = ({ id, to }: Pick<Notice, 'id' | 'to'>): string => id.slice(0, -(to.length + 1))

export const isNews = (notice: Pick<Notice, 'at'>, now: Instant): boolean => now - notice.at <= NEWS_FOR

/** A delivery as it begins. Its id says what is told to whom, so that nobody is told the same twice. */
export const planned = (
  notice: Notice,
  { uid, channel }: { readonly uid: string; readonly channel: ChannelKind },
  now: Instant,
  hours: Hours,
): Delivery => ({
  id: `${tellingOf(notice)}~${uid}`,
  notice: notice.id,
  order: notice.order,
  kind: notice.kind,
  to: notice.to,
  uid,
  channel,
  state: 'pending',
  attempts: 0,
  sendAfter: atWork(now, hours),
  turn: 1,
  problem: null,
  plannedAt: now,
  endedAt: null,
})

const ended = (
  delivery: Delivery,
  state: 'sent' | 'dead' | 'void',
  problem: string | null,
  now: Instant,
): Delivery => ({ ...delivery, state, problem, sendAfter: null, endedAt: now })

const waiting = (delivery: Delivery, sendAfter: Instant): Delivery => ({
  ...delivery,
  state: 'pending',
  sendAfter,
  turn: delivery.turn + 1,
})

/**
 * What becomes of a delivery that somebody comes to send: leased to them, put off until people are at work, given up
 * because every lease has run out, or null when there is nothing to do – it is over, too early, or another is at it.
 */
export const taken = (delivery: Delivery, now: Instant, hours: Hours): Delivery | null => {
  if (delivery.sendAfter === null || delivery.sendAfter > now) return null
  if (delivery.attempts >= ATTEMPTS_AT_MOST) return ended(delivery, 'dead', 'lost', now)
  const opening = atWork(now, hours)
  if (opening > now) return waiting(delivery, opening)
  return {
    ...delivery,
    state: 'sending',
    attempts: delivery.attempts + 1,
    sendAfter: now + LEASE,
    turn: delivery.turn + 1,
  }
}

export type Outcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'void' }
  | { readonly kind: 'failed'; readonly problem: string }

/**
 * What becomes of a delivery after an attempt under lease `turn`. What was received is sent, whoever else is at it by
 * now; what failed counts only for whoever still holds the lease. Null when nothing changes.
 */
export const settled = (
  delivery: Delivery,
  turn: number,
  outcome: Outcome,
  now: Instant,
  hours: Hours,
): Delivery | null => {
  if (outcome.kind === 'sent') return delivery.state === 'sent' ? null : ended(delivery, 'sent', null, now)
  if (delivery.state !== 'sending' || delivery.turn !== turn) return null
  if (outcome.kind === 'void') return ended(delivery, 'void', null, now)
  const { problem } = outcome
  if (delivery.attempts >= ATTEMPTS_AT_MOST) return ended(delivery, 'dead', problem, now)
  return { ...waiting(delivery, atWork(now + backoff(delivery.attempts), hours)), problem }
}

/** A dead delivery once more, with all its attempts, because the administrator has seen to the cause. */
export const revived = (delivery: Delivery | null, now: Instant, hours: Hours): Result<Delivery> =>
  delivery?.state === 'dead'
    ? ok({ ...waiting(delivery, atWork(now, hours)), attempts: 0, endedAt: null })
    : refused(refuse('delivery.not-dead'))

const LOSSES: readonly NoticeKind[] = ['return-approved', 'dispatch-withdrawn']

/**
 * Whether there is no longer anything to say: the limit was met or moved meanwhile, a reminder is too late to be one,
 * the order was signed, or the post may not read it any more (R16.2). What happened stays in the app; a message is only
 * for what is still to be done.
 */
export const isMoot = (notice: Notice, order: Order | null, now: Instant): boolean => {
  if (notice.order === null) return false
  const post = postOfKey(notice.to)
  if (order === null || post === null) return true
  // That it has lost the order is the last thing a unit hears of it.
  const hears = LOSSES.includes(notice.kind) ? [...order.readers, ...order.formerReaders] : order.readers
  if (!isFor({ readers: hears }, post)) return true
  if (notice.clock !== null) {
    if (notice.kind === 'remind' && notice.dueAt !== null && notice.dueAt <= now) return true
    return !order.clocks.some(
      (clock) =>
        isRunning(clock) &&
        clock.kind === notice.clock &&
        clock.holder === notice.holder &&
        clock.dueAt === notice.dueAt,
    )
  }
  if (notice.kind !== 'dispatched') return false
  return !order.assignments.some((part) => part.unit === post.unit && part.state === 'to-sign')
}
