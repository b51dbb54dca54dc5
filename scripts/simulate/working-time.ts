import type { Calendar } from '../../functions/src/domain/time/calendar'
import {
  dayNumberOf,
  HOUR,
  type Instant,
  MINUTE,
  startOfDayNumber,
} from '../../functions/src/domain/base/instant'

interface Hours {
  /** Minutes after 00:00. */
  readonly from: number
  readonly to: number
  readonly everyDay: boolean
}

/** When a unit's people are at their desks. Theirs, not the policy's: another policy changes nobody's working hours. */
const OFFICE: Hours = { from: 8 * 60 + 30, to: 17 * 60 + 30, everyDay: false }
/** When somebody has an eye on the hotline: the centre's shifts, and whoever is on call in a unit. */
const ON_CALL: Hours = { from: 7 * 60 + 30, to: 21 * 60 + 30, everyDay: true }

export const OFFICE_DAY = ((OFFICE.to - OFFICE.from) * MINUTE) / HOUR

const after = (at: Instant, hours: number, { from, to, everyDay }: Hours, calendar: Calendar): Instant => {
  let left = Math.max(MINUTE, Math.round(hours * HOUR))
  for (let day = dayNumberOf(at); ; day++) {
    if (!everyDay && !calendar.isWorkday(day)) continue
    const midnight = startOfDayNumber(day)
    const start = Math.max(at, midnight + from * MINUTE)
    const here = midnight + to * MINUTE - start
    if (here <= 0) continue
    if (left <= here) return Math.floor((start + left) / 1000) * 1000
    left -= here
  }
}

/** The moment at which so many hours of office time have passed since `at`. */
export const officeAfter = (at: Instant, hours: number, calendar: Calendar): Instant =>
  after(at, hours, OFFICE, calendar)

/** The same of the time in which someone is on call, days off included. */
export const onCallAfter = (at: Instant, hours: number, calendar: Calendar): Instant =>
  after(at, hours, ON_CALL, calendar)
