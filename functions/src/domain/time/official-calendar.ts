// Uses the library's data, not its functions. The functions read even a day's text in the process's time zone, and
// answer for the day before when that zone lies west of Greenwich.
import library from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { Calendar, type DayFact, type OfficialYear } from './calendar'

/** By day: `holidays` are off, including weekends; `workdays` are weekend days worked in exchange. */
const { holidays, workdays }: { holidays: Record<string, string>; workdays: Record<string, string> } = library

let years: readonly OfficialYear[] | undefined
let calendar: Calendar | undefined

const isWeekday = (date: string): boolean => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

const readYears = (): readonly OfficialYear[] => {
  const off = Object.keys(holidays).filter(isWeekday)
  const worked = Object.keys(workdays).filter((date) => !isWeekday(date))
  const factsOf = (year: number): DayFact[] => {
    const isIn = (date: string) => date.startsWith(`${year}-`)
    return [
      ...off.filter(isIn).map((date) => ({ date, workday: false })),
      ...worked.filter(isIn).map((date) => ({ date, workday: true })),
    ]
  }
  // Every notice names weekdays that are off. So a year for which the library has none is not published yet.
  const published = new Set(off.map((date) => Number(date.slice(0, 4))))
  return [...published].sort((a, b) => a - b).map((year) => ({ year, days: factsOf(year) }))
}

/** Every year whose official notice the library holds, in order. Read once. */
export const officialYears = (): readonly OfficialYear[] => (years ??= readYears())

/** The official calendar without any county days. Built once. */
export const officialCalendar = (): Calendar => (calendar ??= Calendar.of(officialYears()))
