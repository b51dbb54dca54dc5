/** Times as the export writes them, in ms since 1970; the wall clock is Shanghai's, +08:00 since 1991 without exception. */
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Days since 1970-01-01 on the wall in Shanghai. */
export const dayAt = (at: number): number => Math.floor((at + 8 * HOUR) / DAY)
/** 00:00 of that day. */
export const midnightOf = (day: number): number => day * DAY - 8 * HOUR

export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
export const monthAt = (at: number): string => dateOf(dayAt(at)).slice(0, 7)

/** The day a text names, or null where there is no such day. */
export const dayOfDate = (date: string): number | null => {
  const day = Date.parse(`${date}T00:00:00Z`) / DAY
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && Number.isInteger(day) && dateOf(day) === date ? day : null
}

/** 1970-01-01 was a Thursday. */
export const isMondayToFriday = (day: number): boolean => ![2, 3].includes(((day % 7) + 7) % 7)

/** `2026-12-02T00:00:00+08:00` */
export const said = (at: number): string =>
  new Date(at + 8 * HOUR).toISOString().replace(/(\.000)?Z$/, '+08:00')
