import type { Calendar } from './calendar'
import { dayNumberOf, type Instant, MINUTE, startOfDayNumber } from '../base/instant'
import type { Policy } from '../policy/policy'

type Hours = Pick<Policy, 'officeHours'>

const openAt = (day: number, { officeHours }: Hours): Instant =>
  startOfDayNumber(day) + officeHours.from * MINUTE
const closeAt = (day: number, { officeHours }: Hours): Instant =>
  startOfDayNumber(day) + officeHours.to * MINUTE

/** How many days to search for a workday. A county that declares all of them off is reminded at once. */
const REACH_DAYS = 60

/** Whether people are at work: a workday, from opening (included) to closing (not included). */
export const inOfficeHours = (at: Instant, policy: Hours, calendar: Calendar): boolean => {
  const day = dayNumberOf(at)
  return calendar.isWorkday(day) && at >= openAt(day, policy) && at < closeAt(day, policy)
}

/** The first working moment at or after `at`. */
export const nextWorkingMoment = (at: Instant, policy: Hours, calendar: Calendar): Instant => {
  const first = dayNumberOf(at)
  for (let day = first; day <= first + REACH_DAYS; day++)
    if (calendar.isWorkday(day) && at < closeAt(day, policy)) return Math.max(at, openAt(day, policy))
  return at
}

/**
 * The last working moment before `at`: at the latest a minute before closing, so that someone is still there to read
 * it.
 */
export const lastWorkingMoment = (at: Instant, policy: Hours, calendar: Calendar): Instant => {
  const first = dayNumberOf(at)
  for (let day = first; day >= first - REACH_DAYS; day--)
    if (calendar.isWorkday(day) && at - MINUTE >= openAt(day, policy))
      return Math.min(at, closeAt(day, policy)) - MINUTE
  return at
}

/**
 * When a reminder meant for `at` is given. At night or on a day off it waits for the next opening. If the clock would
 * have run out by then, it is given at the last working moment before `at`.
 */
export const reminderAt = (at: Instant, dueAt: Instant, policy: Hours, calendar: Calendar): Instant => {
  const next = nextWorkingMoment(at, policy, calendar)
  return next < dueAt ? next : lastWorkingMoment(at, policy, calendar)
}
