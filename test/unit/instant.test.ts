import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayOfNumber, inShanghai, monthOf, toIso } from '../../functions/src/domain/base/instant'

describe('times', () => {
  it.each([
    ['2026-12-31T15:59:59.000Z', '2026-12-31T23:59:59+08:00', '2026-12'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01T00:00:00+08:00', '2027-01'],
    ['2026-12-31T16:00:01.999Z', '2027-01-01T00:00:01.999+08:00', '2027-01'],
  ])('%s is %s in the county and counts in %s', (utc, iso, month) => {
    expect([toIso(Date.parse(utc)), monthOf(Date.parse(utc))]).toEqual([iso, month])
  })

  it('are written as dayjs would write them', () => {
    const instants = fc.integer({ min: Date.parse('1950-01-01'), max: Date.parse('2200-01-01') })
    fc.assert(
      fc.property(instants, fc.boolean(), (instant, whole) => {
        const at = whole ? instant - (instant % 1000) : instant
        const wall = inShanghai(at)
        expect(toIso(at)).toBe(wall.format(`YYYY-MM-DDTHH:mm:ss${at % 1000 === 0 ? '' : '.SSS'}Z`))
        expect(monthOf(at)).toBe(wall.format('YYYY-MM'))
      }),
    )
  })

  it.each(['2026-02-30', '2026-2-3', '', 'today', '2026-13-01'])('%j is not a day', (day) =>
    expect(dayNumber(day)).toBeNull(),
  )

  it('a day and its number are the same day', () => {
    expect(dayOfNumber(dayNumber('2024-02-29')!)).toBe('2024-02-29')
  })
})
