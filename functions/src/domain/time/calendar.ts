import { dayNumber, type Day } from '../base/instant'
import { refused, ok, refuse, type Result } from '../base/refusal'

/** What is known of one day: whether it is a workday. */
export interface DayFact {
  readonly date: Day
  readonly workday: boolean
}

/**
 * A year whose official notice is out. `days` are those that differ from Mon–Fri; as in the notices themselves
 * they may reach back into the last days of the year before.
 */
export interface OfficialYear {
  readonly year: number
  readonly days: readonly DayFact[]
}

export interface WorkdayReached {
  /** Days since 1970-01-01, as `dayNumberOf` counts them. */
  readonly dayNumber: number
  /** True when any day looked at, the one reached included, is not settled. */
  readonly provisional: boolean
}

/**
 * How many days a count may look at. A little over two years is far more than any limit of the plan needs, and it ends
 * the search when county days declare everything off.
 */
export const SEARCH_DAYS = 800

const WORKDAY = 1
const SETTLED = 2

const isMonToFri = (day: number): boolean => {
  // 1970-01-01 was a Thursday; the second remainder is for days before it.
  const sinceMonday = (((day + 3) % 7) + 7) % 7
  return sinceMonday < 5
}

const firstDayOf = (year: number): number => numberOf(`${String(year).padStart(4, '0')}-01-01`)

const numberOf = (date: Day): number => {
  const day = dayNumber(date)
  if (day === null) throw new RangeError(`not a day: ${date}`)
  return day
}

/**
 * Which days are worked (R5.1), and of which days that is certain. Immutable.
 *
 * A day is *settled* when its year's notice is out – for December 25–31 the next year's as well, since that notice
 * has more than once changed the days before New Year – or when the county's own data names it. A year without a
 * notice counts Mon–Fri and is never settled.
 */
export class Calendar {
  private constructor(
    /** Facts (`WORKDAY`, `SETTLED`) of the days from `first` on. A day outside the table is Mon–Fri and unsettled. */
    private readonly table: Uint8Array,
    private readonly first: number,
    private readonly county: ReadonlyMap<number, number>,
  ) {}

  /**
   * @param years in any order; where two name the same day the later year's notice holds.
   * @throws RangeError if a day is not real, or lies neither in its year nor in the December before.
   */
  static of(years: readonly OfficialYear[]): Calendar {
    const notices = [...years].sort((a, b) => a.year - b.year)
    const earliest = notices[0]
    const latest = notices.at(-1)
    if (!earliest || !latest) return new Calendar(new Uint8Array(0), 0, new Map())

    // The first notice may name days of the December before it.
    const first = firstDayOf(earliest.year) - 31
    const table = new Uint8Array(firstDayOf(latest.year) + 366 - first)
    for (let i = 0; i < table.length; i++) table[i] = isMonToFri(first + i) ? WORKDAY : 0

    const published = new Set(notices.map((notice) => notice.year))
    for (const { year, days } of notices) {
      const start = firstDayOf(year)
      const next = firstDayOf(year + 1)
      for (const { date, workday } of days) {
        const day = numberOf(date)
        if (day < start - 31 || day >= next) throw new RangeError(`${date} is not in the notice of ${year}`)
        table[day - first] = workday ? WORKDAY : 0
      }
    }
    for (const year of published) {
      const next = firstDayOf(year + 1)
      const end = published.has(year + 1) ? next : next - 7
      for (let day = firstDayOf(year); day < end; day++) table[day - first]! |= SETTLED
    }
    return new Calendar(table, first, new Map())
  }

  /**
   * This calendar with the county's own days laid over it; the county's word is settled. Of two facts about one
   * day the later in the list holds, and both hold over what was laid before.
   * @throws RangeError if a date is not a real day.
   */
  withCountyDays(days: readonly DayFact[]): Calendar {
    if (days.length === 0) return this
    const county = new Map(this.county)
    for (const { date, workday } of days) county.set(numberOf(date), workday ? WORKDAY | SETTLED : SETTLED)
    return new Calendar(this.table, this.first, county)
  }

  isWorkday(day: number): boolean {
    return (this.factsOf(day) & WORKDAY) !== 0
  }

  isSettled(day: number): boolean {
    return (this.factsOf(day) & SETTLED) !== 0
  }

  /**
   * The n-th workday after a day, which itself is not counted.
   * @param from day number
   * @param workdays a whole number from 1
   * @returns refused as `workdays-not-countable` or, when `SEARCH_DAYS` days do not hold so many workdays, as
   *   `no-workday-in-reach`.
   */
  addWorkdays(from: number, workdays: number): Result<WorkdayReached> {
    if (!Number.isSafeInteger(from + SEARCH_DAYS) || !Number.isSafeInteger(workdays) || workdays < 1) {
      return refused(refuse('workdays-not-countable', { workdays }))
    }
    let missing = workdays
    let settled = SETTLED
    for (let day = from + 1; day <= from + SEARCH_DAYS; day++) {
      const facts = this.factsOf(day)
      settled &= facts
      if ((facts & WORKDAY) !== 0 && --missing === 0)
        return ok({ dayNumber: day, provisional: settled === 0 })
    }
    return refused(refuse('no-workday-in-reach', { workdays, days: SEARCH_DAYS }))
  }

  /** How many workdays come after a day, up to another one and with it. */
  workdaysAfter(from: number, upTo: number): number {
    let workdays = 0
    for (let day = from + 1; day <= Math.min(upTo, from + SEARCH_DAYS); day++)
      if (this.isWorkday(day)) workdays += 1
    return workdays
  }

  private factsOf(day: number): number {
    if (this.county.size > 0) {
      const facts = this.county.get(day)
      if (facts !== undefined) return facts
    }
    return this.table[day - this.first] ?? (isMonToFri(day) ? WORKDAY : 0)
  }
}
