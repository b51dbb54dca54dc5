/** A limit as a person sees it: how it stands, in a word and in time. */
import { dayNumberOf, HOUR, type Instant } from '@domain/base/instant'
import type { Clock } from '@domain/order/order'
import type { ListedClock } from '@domain/listings/listing'
import type { Calendar } from '@domain/time/calendar'
import { DEFAULT_POLICY } from '@domain/policy/policy'
import { deadlineTime, duration } from '@domain/words/times'

export { shownClock } from '@domain/order/clocks'

/** 充裕, 临近, 超时 while it runs; 按时 or 迟 once it was met. */
export type Urgency = 'ample' | 'near' | 'over' | 'met' | 'late'

export interface Countdown {
  readonly urgency: Urgency
  readonly word: string
  /** `剩 5 小时 12 分`; for a limit that was met, when it would have ended. */
  readonly text: string
  readonly deadline: string
  /** Whether the text counts workdays, so that the deadline must be said beside it. */
  readonly inWorkdays: boolean
  readonly provisional: boolean
}

export const URGENCY: Readonly<Record<Urgency, string>> = {
  ample: '充裕',
  near: '临近',
  over: '超时',
  met: '按时',
  late: '迟',
}

/** A deadline is near from its first reminder on. */
const nearFrom = (kind: Clock['kind']): number => Math.max(HOUR, ...DEFAULT_POLICY.alarms[kind].remindBefore)

const DONE: Readonly<Record<Clock['kind'], string>> = {
  sign: '签收',
  handle: '反馈',
  'decide-return': '审核',
  progress: '更新',
  solve: '反馈',
  verify: '核实',
  dispatch: '分派',
  reassign: '改派',
  instruct: '录入批示',
  convene: '召集会商',
  consult: '会商',
  'first-review': '初审',
  'call-back': '回访',
  evaluate: '评议',
  archive: '归档',
  'urgent-sign': '签收',
  'first-contact': '联系',
  'urgent-progress': '记录进展',
}

/** Limits that people plan in workdays. */
const IN_WORKDAYS: readonly Clock['kind'][] = ['handle', 'decide-return', 'progress', 'solve']

/** The workdays that are left after today; null where as many days are left, or the limit is not one in workdays. */
const workdaysLeft = (
  { kind, dueAt }: ListedClock,
  now: Instant,
  calendar: Calendar | null,
): number | null => {
  if (calendar === null || !IN_WORKDAYS.includes(kind)) return null
  const today = dayNumberOf(now)
  // A deadline at midnight belongs to the day that ends.
  const last = dayNumberOf(dueAt - 1)
  const workdays = calendar.workdaysAfter(today, last)
  return workdays === 0 || workdays === last - today ? null : workdays
}

export const countdown = (clock: ListedClock, now: Instant, calendar: Calendar | null = null): Countdown => {
  const base = {
    deadline: deadlineTime(clock.dueAt, now),
    inWorkdays: false,
    provisional: clock.provisional,
  }
  // R3.4: nobody is to meet it any more; only that it had been missed stays.
  if (clock.voided)
    return clock.breachedAt === null
      ? { ...base, urgency: 'met', word: '不再计时', text: '' }
      : { ...base, urgency: 'late', word: URGENCY.over, text: '后不再承办' }
  if (clock.stoppedAt !== null) {
    const late = clock.breachedAt !== null || clock.stoppedAt >= clock.dueAt
    return late
      ? {
          ...base,
          urgency: 'late',
          word: `超时${DONE[clock.kind]}`,
          text: `迟 ${duration(clock.stoppedAt - clock.dueAt)}`,
        }
      : { ...base, urgency: 'met', word: `已按时${DONE[clock.kind]}`, text: `时限 ${base.deadline}` }
  }
  const left = clock.dueAt - now
  if (left <= 0) return { ...base, urgency: 'over', word: URGENCY.over, text: `已超 ${duration(left)}` }
  const urgency = left <= nearFrom(clock.kind) ? 'near' : 'ample'
  const workdays = workdaysLeft(clock, now, calendar)
  return {
    ...base,
    urgency,
    word: URGENCY[urgency],
    inWorkdays: workdays !== null,
    text: workdays === null ? `剩 ${duration(left)}` : `剩 ${workdays} 个工作日`,
  }
}
