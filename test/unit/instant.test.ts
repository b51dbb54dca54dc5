import { describe, expect, it } from 'vitest'
import { dayNumber, dayOfNumber, monthOf, toIso } from '../../functions/src/domain/instant'

describe('times', () => {
  it.each([
    ['2026-12-31T15:59:59.000Z', '2026-12-31T23:59:59+08:00', '2026-12'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01T00:00:00+08:00', '2027-01'],
    ['2026-12-31T16:00:01.999Z', '2027-01-01T00:00:01.999+08:00', '2027-01'],
  ])('%s is %s in the county and counts in %s', (utc, iso, month) => {
    expect([toIso(Date.parse(utc)), monthOf(Date.parse(utc))]).toEqual([iso, month])
  })

  it.each(['2026-02-30', '2026-2-3', '', 'today', '2026-13-01'])('%j is not a day', (day) =>
    expect(dayNumber(day)).toBeNull(),
  )

  it('a day and its number are the same day', () => {
    expect(dayOfNumber(dayNumber('2024-02-29')!)).toBe('2024-02-29')
  })
})
