import type { Calendar } from './calendar'
import type { Category } from '../matters/category'
import { MINUTE, dayNumberOf, startOfDayNumber, type Instant } from '../base/instant'
import type { Policy } from '../policy/policy'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** R1.1, R1.3: signing is in time strictly before this instant. Natural hours: holidays do not stop it. */
export const signBy = (startedAt: Instant, policy: Policy): Instant => startedAt + policy.signWithin

export interface WorkdayLimit {
  /** In time is strictly before this instant. */
  readonly endsAt: Instant
  /** True while a day it depends on is not settled, so that the official notice may still move it. */
  readonly provisional: boolean
}

/**
 * A limit of this many workdays. The starting day is not counted. The limit ends at the end of its last workday (R5.1;
 * `policy.dayEndsAtMinute`, where 1440 is the next day's 00:00). R3.3 counts the same way. Refused as
 * `Calendar.addWorkdays` is.
 */
export const workdayLimit = (
  startedAt: Instant,
  workdays: number,
  policy: Policy,
  calendar: Calendar,
): Result<WorkdayLimit> => {
  const last = calendar.addWorkdays(dayNumberOf(startedAt), workdays)
  if (!last.ok) return last
  const { dayNumber, provisional } = last.value
  return ok({ endsAt: startOfDayNumber(dayNumber) + policy.dayEndsAtMinute * MINUTE, provisional })
}

export interface Handling {
  readonly dispatchedAt: Instant
  readonly category: Category
  /** Workdays granted by each approved extension, in order. */
  readonly extensions: readonly number[]
}

export interface HandlingLimit {
  /** In time is strictly before this instant. */
  readonly handleBy: Instant
  /** R5.2: `policy.extendBefore` before `handleBy`, the last moment to apply for an extension. */
  readonly extendBy: Instant
  readonly provisional: boolean
  /** The original limit in workdays, without extensions: no extension may be longer (R5.4). */
  readonly limitWorkdays: number
}

/**
 * R5.1 and R5.4: when an order must be done, with the extensions granted so far.
 * Refused with rule R5.4 as `extensions-too-many`, `extension-not-whole` or `extension-too-long`, each naming
 * the extension by its place counted from 1; otherwise as `workdayLimit` is.
 */
export const handlingLimit = (
  { dispatchedAt, category, extensions }: Handling,
  policy: Policy,
  calendar: Calendar,
): Result<HandlingLimit> => {
  const limitWorkdays = policy.handlingWorkdays[category]
  const atMost = policy.extensionsAtMost + (policy.thirdExtension ? 1 : 0)
  if (extensions.length > atMost)
    return refused(refuse('extensions-too-many', { granted: extensions.length, atMost }))
  let workdays = limitWorkdays
  for (const [index, extension] of extensions.entries()) {
    const place = index + 1
    if (!Number.isSafeInteger(extension) || extension < 1) {
      return refused(refuse('extension-not-whole', { place, workdays: extension }))
    }
    if (extension > limitWorkdays) {
      return refused(refuse('extension-too-long', { place, workdays: extension, atMost: limitWorkdays }))
    }
    // An extension continues from the old last day, which is a workday, so counting everything in one go gives the same
    // day.
    workdays += extension
  }
  const limit = workdayLimit(dispatchedAt, workdays, policy, calendar)
  if (!limit.ok) return limit
  const { endsAt, provisional } = limit.value
  return ok({ handleBy: endsAt, extendBy: endsAt - policy.extendBefore, provisional, limitWorkdays })
}
