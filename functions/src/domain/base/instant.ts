import dayjs, { type Dayjs } from 'dayjs'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

/**
 * Times as the domain keeps them. An `Instant` is epoch milliseconds; a `Day` is a Shanghai calendar day.
 * China has had one time zone without summer time since 1991, so +08:00 is a fixed offset and not a guess.
 */
export type Instant = number
/** `YYYY-MM-DD`, a day in Asia/Shanghai. */
export type Day = string

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
const SHANGHAI_OFFSET = 8 * HOUR

/** The number of days between 1970-01-01 and the Shanghai day that contains the instant. */
export const dayNumberOf = (at: Instant): number => Math.floor((at + SHANGHAI_OFFSET) / DAY)

/** 00:00 in Shanghai at the beginning of that day. */
export const startOfDayNumber = (dayNumber: number): Instant => dayNumber * DAY - SHANGHAI_OFFSET

export const dayOfNumber = (dayNumber: number): Day => new Date(dayNumber * DAY).toISOString().slice(0, 10)

/** The day's number, or null if the text is not a real day (`2026-02-30` is not). */
export const dayNumber = (day: Day): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at)) return null
  const number = at / DAY
  return dayOfNumber(number) === day ? number : null
}

/** The instant as a wall clock in Shanghai shows it, whatever the process's own time zone. */
export const inShanghai = (at: Instant): Dayjs => dayjs.utc(at).utcOffset(8)

/**
 * What the wall clock shows, to the millisecond. An export writes millions of these, and dayjs is too slow for that.
 */
const wallClock = (at: Instant): string => new Date(at + SHANGHAI_OFFSET).toISOString()

/** `2026-11-27T00:00:00+08:00`; milliseconds are shown only when there are any. */
export const toIso = (at: Instant): string => `${wallClock(at).slice(0, at % 1000 === 0 ? 19 : 23)}+08:00`

const months = new Map<number, string>()

/** `2026-11`: the month in which figures count an instant. Every event asks for some, of the same few days. */
export const monthOf = (at: Instant): string => {
  const number = dayNumberOf(at)
  const known = months.get(number)
  if (known !== undefined) return known
  const month = dayOfNumber(number).slice(0, 7)
  months.set(number, month)
  return month
}
