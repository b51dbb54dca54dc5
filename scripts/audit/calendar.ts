/** Which days are worked, from the published holiday data, counted with the auditor's own arithmetic. */
import holidayData from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { OFFICE } from './law'
import { dateOf, dayAt, isMondayToFriday, midnightOf, MINUTE } from './time'

/** What the county entered itself: years whose notice it typed, and its own days. As its settings hold them. */
export interface CountyDays {
  readonly calendarYears: readonly { readonly year: number; readonly days: readonly DaySaid[] }[]
  readonly calendarDays: readonly DaySaid[]
}
interface DaySaid {
  readonly date: string
  readonly workday: boolean
}

const official = holidayData as { holidays: Record<string, string>; workdays: Record<string, string> }

const yearOf = (date: string): number => Number(date.slice(0, 4))

/** Every date of which a notice says something, and what. */
const officialDays = (): Map<string, boolean> =>
  new Map([
    ...Object.keys(official.holidays).map((date) => [date, false] as const),
    ...Object.keys(official.workdays).map((date) => [date, true] as const),
  ])

export class Workdays {
  private readonly facts = new Map<number, { readonly worked: boolean; readonly certain: boolean }>()

  constructor(
    private readonly days: ReadonlyMap<string, boolean>,
    private readonly published: ReadonlySet<number>,
    private readonly county: ReadonlyMap<string, boolean>,
  ) {}

  private of(day: number): { readonly worked: boolean; readonly certain: boolean } {
    const known = this.facts.get(day)
    if (known !== undefined) return known
    const date = dateOf(day)
    const year = yearOf(date)
    const own = this.county.get(date)
    // The last week of December is settled only by the next year's notice, which has changed it more than once.
    const certain =
      own !== undefined ||
      (this.published.has(year) && (date.slice(5) < '12-25' || this.published.has(year + 1)))
    const facts = { worked: own ?? this.days.get(date) ?? isMondayToFriday(day), certain }
    this.facts.set(day, facts)
    return facts
  }

  isWorked(day: number): boolean {
    return this.of(day).worked
  }

  /** R5.1: the day it starts on does not count; it ends at 24:00 of the last workday. */
  limit(startedAt: number, workdays: number): { readonly dueAt: number; readonly provisional: boolean } {
    let day = dayAt(startedAt)
    let provisional = false
    for (let left = workdays, looked = 0; left > 0 && looked < 2000; looked++) {
      const { worked, certain } = this.of(++day)
      if (worked) left--
      if (!certain) provisional = true
    }
    return { dueAt: midnightOf(day + 1), provisional }
  }

  /** Whether anybody is there to be reminded. */
  isOpen(at: number): boolean {
    const day = dayAt(at)
    const time = at - midnightOf(day)
    return this.isWorked(day) && time >= OFFICE.opens && time < OFFICE.closes
  }

  /**
   * R17: a reminder meant for `at` is given in office hours: at the next opening, unless the limit has run out by then –
   * then in the last minute of the last working day before.
   */
  reminder(at: number, dueAt: number): number {
    const today = dayAt(at)
    for (let day = today; day < today + 60; day++) {
      if (!this.isWorked(day) || at >= midnightOf(day) + OFFICE.closes) continue
      const next = Math.max(at, midnightOf(day) + OFFICE.opens)
      if (next < dueAt) return next
      break
    }
    for (let day = today; day > today - 60; day--) {
      const last = midnightOf(day) + OFFICE.closes - MINUTE
      if (this.isWorked(day) && last < at) return last
    }
    return at
  }
}

/**
 * Every calendar that may have been the known one at a time: next year's notice comes out in the autumn, nobody here knows
 * on which day, and the county enters its own days when it likes.
 */
export class Calendars {
  private readonly known = new Map<number, readonly Workdays[]>()
  private readonly years: readonly number[]

  constructor(private readonly county: CountyDays = { calendarYears: [], calendarDays: [] }) {
    const off = Object.keys(official.holidays).filter((date) =>
      isMondayToFriday(Date.parse(date) / 86_400_000),
    )
    this.years = [...new Set(off.map(yearOf))]
  }

  /** The likeliest first. */
  at(instant: number): readonly Workdays[] {
    const year = yearOf(dateOf(dayAt(instant)))
    const calendars = this.known.get(year) ?? this.calendarsOf(year)
    this.known.set(year, calendars)
    return calendars
  }

  private calendarsOf(year: number): Workdays[] {
    const horizons = new Set([year + 1, year].map((last) => Math.min(last, Math.max(...this.years))))
    const bare = [...horizons].map((last) => ({ last, years: [] as CountyDays['calendarYears'] }))
    const entered = this.county.calendarYears.filter((each) => each.year <= year + 1)
    const all = entered.length > 0 ? [{ last: Math.max(...horizons), years: entered }, ...bare] : bare
    const days = [...(this.county.calendarDays.length > 0 ? [this.county.calendarDays] : []), []]
    return all.flatMap(({ last, years }) => days.map((own) => this.calendarOf(last, years, own)))
  }

  private calendarOf(last: number, entered: CountyDays['calendarYears'], own: readonly DaySaid[]): Workdays {
    const days = new Map([...officialDays()].filter(([date]) => yearOf(date) <= last))
    for (const { date, workday } of entered.flatMap((each) => each.days)) days.set(date, workday)
    const published = new Set([
      ...this.years.filter((year) => year <= last),
      ...entered.map((each) => each.year),
    ])
    return new Workdays(days, published, new Map(own.map(({ date, workday }) => [date, workday])))
  }
}
