import type { Calendar } from '../time/calendar'
import type { ChannelKind } from './channels'
import { DAY, HOUR, type Instant, MINUTE } from '../base/instant'
import type { Notice, NoticeKind } from './notices'
import { nextWorkingMoment } from '../time/office-hours'
import { isUrgentClock, type Policy } from '../policy/policy'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** One notice on its way to one person by a channel outside the app. */
export interface Delivery {
  readonly id: string
  readonly notice: string
  readonly order: string | null
  readonly kind: NoticeKind
  /** The post it is for, and the person who held that post. */
  readonly to: string
  readonly uid: string
  readonly channel: ChannelKind
  /** `void`: its message no longer holds, or its recipient is gone. */
  readonly state: 'pending' | 'sending' | 'sent' | 'dead' | 'void'
  readonly attempts: number
  /** When it must be checked next: to be sent, or, while it is being sent, to be given up. Null once it is over. */
  readonly sendAfter: Instant | null
  /**
   * Counts the attempts that were started. It names the task and the lease, so that an old task or lease does nothing.
   */
  readonly turn: number
  /** Case 18: it is about a limit that runs at night as well, and does not wait for the office to open. */
  readonly atAnyHour?: true
  /** Why the last attempt failed, as a code. */
  readonly problem: string | null
  readonly plannedAt: Instant
  readonly endedAt: Instant | null
}

/** The data that decides when people are at work. */
export interface Hours {
  readonly policy: Pick<Policy, 'officeHours'>
  readonly calendar: Calendar
}

export const ATTEMPTS_AT_MOST = 10
/** Far longer than sending may take: a sender that is silent for this long has crashed. */
const LEASE = MINUTE
const FIRST_WAIT = MINUTE / 2
const LONGEST_WAIT = HOUR
/**
 * A notice that is older than this when it first gets here is history, from an import for example. It is shown in the
 * app only.
 */
const NEWS_FOR = 2 * DAY

/** How long to wait after this many failures. */
export const backoff = (failures: number): number =>
  Math.min(FIRST_WAIT * 2 ** Math.max(0, failures - 1), LONGEST_WAIT)

const leaves = (
  at: Instant,
  { atAnyHour }: Pick<Delivery, 'atAnyHour'>,
  { policy, calendar }: Hours,
): Instant => (atAnyHour === true ? at : nextWorkingMoment(at, policy, calendar))

const atAnyHour = ({ clock }: Notice): Pick<Delivery, 'atAnyHour'> =>
  clock !== null && isUrgentClock(clock) ? { atAnyHour: true } : {}

/** What was told, whichever of a person's posts it was told to: a notice's id without its recipient. */
const tellingOf = ({ id, to }: Pick<Notice, 'id' | 'to'>): string => id.slice(0, -(to.length + 1))

export const isNews = (notice: Pick<Notice, 'at'>, now: Instant): boolean => now - notice.at <= NEWS_FOR

/** A new delivery. Its id names the message and the person, so that nobody is told the same twice. */
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
  sendAfter: leaves(now, atAnyHour(notice), hours),
  ...atAnyHour(notice),
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
 * What happens to a delivery when a sender comes for it: it is leased to them, put off until people are at work, or
 * given up because every lease has run out. Null when there is nothing to do: it is over, it is too early, or another
 * sender has it.
 */
export const taken = (delivery: Delivery, now: Instant, hours: Hours): Delivery | null => {
  if (delivery.sendAfter === null || delivery.sendAfter > now) return null
  if (delivery.attempts >= ATTEMPTS_AT_MOST) return ended(delivery, 'dead', 'lost', now)
  const opening = leaves(now, delivery, hours)
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
 * What happens to a delivery after an attempt under lease `turn`. A received message counts as sent, whoever holds the
 * lease by now. A failure counts only for the current holder of the lease. Null when nothing changes.
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
  return { ...waiting(delivery, leaves(now + backoff(delivery.attempts), delivery, hours)), problem }
}

/** A dead delivery starts again with all its attempts, because the administrator has fixed the cause. */
export const revived = (delivery: Delivery | null, now: Instant, hours: Hours): Result<Delivery> =>
  delivery?.state === 'dead'
    ? ok({ ...waiting(delivery, leaves(now, delivery, hours)), attempts: 0, endedAt: null })
    : refused(refuse('delivery.not-dead'))
