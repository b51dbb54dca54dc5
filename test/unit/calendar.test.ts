import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Calendar, SEARCH_DAYS, type DayFact } from '../../functions/src/domain/time/calendar'
import { dayNumber, dayOfNumber } from '../../functions/src/domain/base/instant'
import { officialCalendar, officialYears } from '../../functions/src/domain/time/official-calendar'

const day = (date: string) => dayNumber(date)!
const official = officialCalendar()
const latestYear = officialYears().at(-1)!.year

const reached = (calendar: Calendar, from: string, workdays: number) => {
  const result = calendar.addWorkdays(day(from), workdays)
  if (!result.ok) return result.refusal
  return { date: dayOfNumber(result.value.dayNumber), provisional: result.value.provisional }
}

/** Days around the edge of what is published, where the cases are. */
const anyDay = fc.integer({ min: day(`${latestYear - 1}-06-01`), max: day(`${latestYear + 1}-06-30`) })
const anyFacts = fc.array(fc.record({ date: anyDay.map(dayOfNumber), workday: fc.boolean() }), {
  maxLength: 60,
})
const anyCalendar = anyFacts.map((facts) => official.withCountyDays(facts))

describe('official days', () => {
  test('[R5.1] weekends and statutory holidays are off, make-up days are worked', () => {
    expect(official.isWorkday(day('2025-10-08'))).toBe(false)
    expect(official.isWorkday(day('2025-10-11'))).toBe(true)
    expect(official.isWorkday(day('2025-10-12'))).toBe(false)
    expect(reached(official, '2025-09-30', 6)).toEqual({ date: '2025-10-15', provisional: false })
  })

  test('[R5.1] every year from 2004 to the latest notice is there, without a gap', () => {
    const years = officialYears().map(({ year }) => year)
    expect(years[0]).toBe(2004)
    expect(years).toEqual(years.map((_, index) => 2004 + index))
    expect(latestYear).toBeGreaterThanOrEqual(2026)
  })

  test('[R5.1] a year without a notice counts Mon–Fri and is never settled', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer({ min: day(`${latestYear + 1}-01-01`), max: day('9999-12-31') }),
          fc.integer({ min: day('1970-01-01'), max: day('2003-12-31') }),
        ),
        (number) => {
          const weekday = new Date(`${dayOfNumber(number)}T00:00:00Z`).getUTCDay()
          expect(official.isWorkday(number)).toBe(weekday >= 1 && weekday <= 5)
          expect(official.isSettled(number)).toBe(false)
        },
      ),
    )
  })

  test('[R5.1] the last week of December is settled only by the next year’s notice', () => {
    for (const date of ['12-25', '12-31']) {
      expect(official.isSettled(day(`${latestYear}-${date}`))).toBe(false)
      expect(official.isSettled(day(`${latestYear - 1}-${date}`))).toBe(true)
    }
    expect(official.isSettled(day(`${latestYear}-12-24`))).toBe(true)

    const next = Calendar.of([...officialYears(), { year: latestYear + 1, days: [] }])
    expect(next.isSettled(day(`${latestYear}-12-31`))).toBe(true)
    expect(next.isSettled(day(`${latestYear + 1}-12-24`))).toBe(true)
    expect(next.isSettled(day(`${latestYear + 1}-12-25`))).toBe(false)
  })

  test('[R5.1] a notice may change the December before it, in whatever order the notices are given', () => {
    const notices = [
      { year: 2031, days: [{ date: '2030-12-31', workday: false }] },
      { year: 2030, days: [{ date: '2030-12-31', workday: true }] },
    ]
    for (const years of [notices, [...notices].reverse()]) {
      expect(Calendar.of(years).isWorkday(day('2030-12-31'))).toBe(false)
    }
  })

  test('[R5.1] a year between two published ones is not settled', () => {
    const calendar = Calendar.of([
      { year: 2030, days: [] },
      { year: 2032, days: [] },
    ])
    expect(calendar.isSettled(day('2030-12-24'))).toBe(true)
    expect(calendar.isSettled(day('2030-12-25'))).toBe(false)
    expect(calendar.isSettled(day('2031-06-02'))).toBe(false)
    expect(calendar.isSettled(day('2032-01-01'))).toBe(true)
    expect(calendar.isSettled(day('2032-12-24'))).toBe(true)
    expect(calendar.isSettled(day('2033-01-01'))).toBe(false)
  })

  test('[R5.1] a notice that names a day of another year, or no day at all, is a fault and not ignored', () => {
    for (const date of ['2030-11-30', '2032-01-01', '2031-02-29', 'soon']) {
      expect(() => Calendar.of([{ year: 2031, days: [{ date, workday: false }] }])).toThrow(RangeError)
    }
    expect(() => official.withCountyDays([{ date: '2026-02-30', workday: true }])).toThrow(RangeError)
  })

  test('[R5.1] without any notice there is still a calendar, and nothing in it is settled', () => {
    expect(reached(Calendar.of([]), '2026-09-30', 2)).toEqual({ date: '2026-10-02', provisional: true })
  })
})

describe('county days', () => {
  test('[R5.1] the county’s word holds over the notice, is settled, and leaves every other day as it was', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, (facts, number) => {
        const calendar = official.withCountyDays(facts)
        const said = facts.filter(({ date }) => day(date) === number).at(-1)
        expect(calendar.isWorkday(number)).toBe(said?.workday ?? official.isWorkday(number))
        expect(calendar.isSettled(number)).toBe(said !== undefined || official.isSettled(number))
      }),
    )
  })

  test('[R5.1] laying county days over a calendar does not change that calendar', () => {
    const one = official.withCountyDays([{ date: '2026-03-02', workday: false }])
    const two = one.withCountyDays([
      { date: '2026-03-02', workday: true },
      { date: '2026-03-03', workday: false },
    ])
    expect([official, one, two].map((calendar) => calendar.isWorkday(day('2026-03-02')))).toEqual([
      true,
      false,
      true,
    ])
    expect([official, one, two].map((calendar) => calendar.isWorkday(day('2026-03-03')))).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('counting', () => {
  test('[R5.1] the n-th workday is a workday with n − 1 others between it and the day not counted', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 40 }), (calendar, from, workdays) => {
        const result = calendar.addWorkdays(from, workdays)
        if (!result.ok) throw new Error(result.refusal.code)
        const examined = Array.from({ length: result.value.dayNumber - from }, (_, index) => from + 1 + index)
        expect(examined.filter((number) => calendar.isWorkday(number))).toHaveLength(workdays)
        expect(calendar.isWorkday(result.value.dayNumber)).toBe(true)
        expect(result.value.provisional).toBe(examined.some((number) => !calendar.isSettled(number)))
      }),
    )
  })

  test('[R5.1] counting on from a workday reached is the same as counting through', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyDay,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (calendar, from, a, b) => {
          const first = calendar.addWorkdays(from, a)
          const through = calendar.addWorkdays(from, a + b)
          if (!first.ok || !through.ok) throw new Error('refused')
          const second = calendar.addWorkdays(first.value.dayNumber, b)
          if (!second.ok) throw new Error('refused')
          expect(second.value.dayNumber).toBe(through.value.dayNumber)
          expect(first.value.provisional || second.value.provisional).toBe(through.value.provisional)
        },
      ),
    )
  })

  test('[R5.1] a calendar with no workday within reach is refused, not searched for ever', () => {
    const from = day('2026-01-05')
    const allOff = (days: number): DayFact[] =>
      Array.from({ length: days }, (_, index) => ({ date: dayOfNumber(from + 1 + index), workday: false }))
    const last = { date: dayOfNumber(from + SEARCH_DAYS), workday: true }

    expect(reached(official.withCountyDays(allOff(SEARCH_DAYS)), '2026-01-05', 1)).toEqual({
      code: 'no-workday-in-reach',
      rule: 'state',
      params: { workdays: 1, days: SEARCH_DAYS },
    })
    expect(reached(official.withCountyDays([...allOff(SEARCH_DAYS), last]), '2026-01-05', 1)).toEqual({
      date: last.date,
      provisional: false,
    })
  })

  test('[R5.1] what is not a count of workdays is refused', () => {
    for (const workdays of [0, -0, -1, 1.5, Number.NaN, Infinity]) {
      expect(official.addWorkdays(day('2026-01-05'), workdays)).toMatchObject({
        ok: false,
        refusal: { code: 'workdays-not-countable' },
      })
    }
    for (const from of [Number.NaN, Infinity, -Infinity, 0.5, Number.MAX_SAFE_INTEGER]) {
      expect(official.addWorkdays(from, 1).ok).toBe(false)
    }
  })
})
