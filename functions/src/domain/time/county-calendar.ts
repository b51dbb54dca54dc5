import { Calendar, type DayFact, type OfficialYear } from './calendar'
import { dayNumber, dayOfNumber } from '../base/instant'
import { officialCalendar, officialYears } from './official-calendar'
import { refuse, type Refusal } from '../base/refusal'

/** The county's entries on top of the official days that come with the system. */
export interface CountyCalendar {
  /** Years whose notice the county entered itself. */
  readonly calendarYears: readonly OfficialYear[]
  /** The county's own days; they override every notice. */
  readonly calendarDays: readonly DayFact[]
}

/**
 * Every published year. Where the county entered a year and a later release of the system brings it too, the county's
 * entry stands: a software update must not move a settled deadline.
 */
export const publishedYears = ({
  calendarYears,
}: Pick<CountyCalendar, 'calendarYears'>): readonly OfficialYear[] =>
  [
    ...officialYears().filter(({ year }) => !calendarYears.some((each) => each.year === year)),
    ...calendarYears,
  ].sort((a, b) => a.year - b.year)

/** The calendar that deadlines are computed with. */
export const calendarFrom = (county: CountyCalendar): Calendar =>
  (county.calendarYears.length === 0
    ? officialCalendar()
    : Calendar.of(publishedYears(county))
  ).withCountyDays(county.calendarDays)

export const byDate = (days: readonly DayFact[]): DayFact[] =>
  [...days].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))

/** Whether two lists have the same content. */
export const sameDays = (some: readonly DayFact[], others: readonly DayFact[]): boolean =>
  some.length === others.length &&
  byDate(some).every(({ date, workday }, index) => {
    const other = byDate(others)[index]
    return other?.date === date && other.workday === workday
  })

/** What can be wrong with one day of a list. */
export type DayProblem = 'unreal' | 'outside' | 'repeated' | 'already'

export interface WrongDay {
  /** Its place in the list, from 0. */
  readonly index: number
  readonly date: string
  readonly problem: DayProblem
}

/** The problems with the days of a list, by place. `already` marks a day that is so anyway. */
const wrongDays = (
  days: readonly DayFact[],
  { isInside, isAlready }: Record<'isInside' | 'isAlready', (day: number, fact: DayFact) => boolean>,
): WrongDay[] => {
  const seen = new Set<string>()
  return days.flatMap((fact, index): WrongDay[] => {
    const { date } = fact
    const wrong = (problem: DayProblem): WrongDay[] => [{ index, date, problem }]
    const day = dayNumber(date)
    if (day === null) return wrong('unreal')
    if (seen.has(date)) return wrong('repeated')
    seen.add(date)
    if (!isInside(day, fact)) return wrong('outside')
    return isAlready(day, fact) ? wrong('already') : []
  })
}

const refusedFor = (wrong: readonly WrongDay[]): Refusal | null => {
  if (wrong.length === 0) return null
  const datesOf = (problem: DayProblem) =>
    wrong.filter((each) => each.problem === problem).map(({ date }) => date)
  return refuse('calendar.wrong-days', {
    fields: wrong.map(({ index }) => `days.${index}`),
    unreal: datesOf('unreal'),
    outside: datesOf('outside'),
    repeated: datesOf('repeated'),
    already: datesOf('already'),
  })
}

const MON_TO_FRI = Calendar.of([])

/**
 * The problems with the days of a year's notice. They must differ from Mon–Fri, and may reach back into the December
 * before.
 */
export const wrongNoticeDays = (year: number, days: readonly DayFact[]): WrongDay[] =>
  wrongDays(days, {
    isInside: (day) => {
      const date = dayOfNumber(day)
      return date.startsWith(`${year}-`) || date.startsWith(`${year - 1}-12-`)
    },
    isAlready: (day, { workday }) => MON_TO_FRI.isWorkday(day) === workday,
  })

/**
 * Why a year's notice cannot be entered; null if it can. A year that the system brings cannot be entered over it. No
 * year may be skipped: the days between two notices would count as a plain Mon–Fri for ever.
 */
export const yearRefused = (
  { year, days }: OfficialYear,
  county: Pick<CountyCalendar, 'calendarYears'>,
): Refusal | null => {
  if (!county.calendarYears.some((each) => each.year === year)) {
    const next = (publishedYears(county).at(-1)?.year ?? year - 1) + 1
    if (publishedYears(county).some((each) => each.year === year))
      return refuse('calendar.year-known', { year })
    if (year !== next) return refuse('calendar.year-not-next', { year, next })
  }
  const wrong = refusedFor(wrongNoticeDays(year, days))
  if (wrong !== null) return wrong
  return days.some(({ date, workday }) => !workday && date.startsWith(`${year}-`))
    ? null
    : refuse('calendar.nothing-off', { year })
}

const FIRST_YEAR = 2000
const LAST_YEAR = 2099

/**
 * The problems with the county's own days. A new day must change something or settle what is not settled. A day that is
 * already there may repeat a later notice.
 */
export const wrongCountyDays = (days: readonly DayFact[], county: CountyCalendar): WrongDay[] => {
  const calendar = calendarFrom({ ...county, calendarDays: [] })
  return wrongDays(days, {
    isInside: (day) => {
      const year = Number(dayOfNumber(day).slice(0, 4))
      return year >= FIRST_YEAR && year <= LAST_YEAR
    },
    isAlready: (day, { date, workday }) =>
      calendar.isSettled(day) &&
      calendar.isWorkday(day) === workday &&
      !county.calendarDays.some((each) => each.date === date && each.workday === workday),
  })
}

/** Why these cannot be the county's days; null if they can. */
export const countyDaysRefused = (days: readonly DayFact[], county: CountyCalendar): Refusal | null =>
  refusedFor(wrongCountyDays(days, county))
