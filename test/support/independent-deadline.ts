import officialDays from './official-days.json' with { type: 'json' }

/**
 * The deadline once more, worked out as a clerk would with a wall calendar: day after day, on the text of dates.
 * It shares nothing with the domain, not even how a day is counted, so that both would have to be wrong alike.
 */

const off = new Set<string>()
const work = new Set<string>()
for (const [year, days] of Object.entries(officialDays)) {
  for (const day of days.off.split(' ')) off.add(`${year}-${day}`)
  for (const day of days.work.split(' ')) work.add(`${year}-${day}`)
}

export const OFFICIAL_YEARS: readonly number[] = Object.keys(officialDays).map(Number)

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const text = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const partsOf = (date: string): [number, number, number] => [
  Number(date.slice(0, 4)),
  Number(date.slice(5, 7)),
  Number(date.slice(8, 10)),
]

export const dayAfter = (date: string): string => {
  const [year, month, day] = partsOf(date)
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < lengths[month - 1]!) return text(year, month, day + 1)
  return month < 12 ? text(year, month + 1, 1) : text(year + 1, 1, 1)
}

/** Zeller's congruence: 0 is Saturday, 1 is Sunday. */
const isWeekend = (date: string): boolean => {
  const [year, month, day] = partsOf(date)
  const m = month < 3 ? month + 12 : month
  const y = month < 3 ? year - 1 : year
  const sum =
    day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return sum % 7 < 2
}

export const isWorked = (date: string): boolean => work.has(date) || (!off.has(date) && !isWeekend(date))

const isPublished = (year: number): boolean => OFFICIAL_YEARS.includes(year)

const isCertain = (date: string): boolean => {
  const [year, month, day] = partsOf(date)
  return isPublished(year) && (month < 12 || day < 25 || isPublished(year + 1))
}

const LIMITS = { consultation: 2, help: 6, complaint: 8, report: 8, suggestion: 2 } as const

/** @param dispatchedAt `2026-09-30T10:00:00+08:00`: Shanghai time, as the answers are. */
export const independentDeadline = (
  dispatchedAt: string,
  category: keyof typeof LIMITS,
  extensions: readonly number[],
) => {
  let last = dispatchedAt.slice(0, 10)
  let provisional = false
  for (const workdays of [LIMITS[category], ...extensions]) {
    for (let counted = 0; counted < workdays;) {
      last = dayAfter(last)
      if (!isCertain(last)) provisional = true
      if (isWorked(last)) counted++
    }
  }
  return {
    signBy: dayAfter(dispatchedAt.slice(0, 10)) + dispatchedAt.slice(10),
    handleBy: `${dayAfter(last)}T00:00:00+08:00`,
    extendBy: `${last}T00:00:00+08:00`,
    provisional,
  }
}
