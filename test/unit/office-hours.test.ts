import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Calendar } from '../../functions/src/domain/time/calendar'
import { DAY, HOUR, type Instant, MINUTE, toIso } from '../../functions/src/domain/base/instant'
import {
  inOfficeHours,
  lastWorkingMoment,
  nextWorkingMoment,
  reminderAt,
} from '../../functions/src/domain/time/office-hours'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'

const calendar = officialCalendar()
const at = (local: string): Instant => Date.parse(`${local}:00+08:00`)
const shown = (instant: Instant): string => toIso(instant).slice(0, 16)
const next = (local: string, days: Calendar = calendar): string =>
  shown(nextWorkingMoment(at(local), DEFAULT_POLICY, days))
const last = (local: string): string => shown(lastWorkingMoment(at(local), DEFAULT_POLICY, calendar))
const reminder = (meant: string, due: string): string =>
  shown(reminderAt(at(meant), at(due), DEFAULT_POLICY, calendar))

// 2026-11-25 is a Wednesday. National Day 2026 is October 1–7; Saturday October 10 makes up for it.
describe('office hours', () => {
  it.each([
    ['2026-11-25T08:29', false],
    ['2026-11-25T08:30', true],
    ['2026-11-25T17:29', true],
    ['2026-11-25T17:30', false],
    ['2026-11-28T10:00', false],
    ['2026-10-01T10:00', false],
    ['2026-10-07T10:00', false],
    ['2026-10-10T10:00', true],
  ])('at %s people are at work: %s', (local, isOpen) => {
    expect(inOfficeHours(at(local), DEFAULT_POLICY, calendar)).toBe(isOpen)
  })

  it('are those of the policy', () => {
    const policy = { officeHours: { from: 0, to: 24 * 60 } }
    expect(inOfficeHours(at('2026-11-25T00:00'), policy, calendar)).toBe(true)
    expect(inOfficeHours(at('2026-11-25T23:59'), policy, calendar)).toBe(true)
    expect(inOfficeHours(at('2026-11-28T00:00'), policy, calendar)).toBe(false)
  })
})

describe('the next working moment', () => {
  it.each([
    ['in office hours, at once', '2026-11-25T10:07', '2026-11-25T10:07'],
    ['before opening', '2026-11-25T03:00', '2026-11-25T08:30'],
    ['at closing', '2026-11-25T17:30', '2026-11-26T08:30'],
    ['at 24:00', '2026-11-26T00:00', '2026-11-26T08:30'],
    ['over a weekend', '2026-11-27T18:00', '2026-11-30T08:30'],
    ['over National Day', '2026-09-30T20:00', '2026-10-08T08:30'],
    ['on a make-up Saturday', '2026-10-09T20:00', '2026-10-10T08:30'],
  ])('%s', (_, from, to) => {
    expect(next(from)).toBe(to)
  })

  it("keeps the county's own days", () => {
    const off = calendar.withCountyDays([{ date: '2026-11-26', workday: false }])
    expect(next('2026-11-25T20:00', off)).toBe('2026-11-27T08:30')
  })

  it('is now when the county has declared every day off', () => {
    const days = Array.from({ length: 100 }, (_, index) => ({
      date: toIso(at('2026-11-20T12:00') + index * DAY).slice(0, 10),
      workday: false,
    }))
    const never = calendar.withCountyDays(days)
    expect(next('2026-11-25T20:00', never)).toBe('2026-11-25T20:00')
  })
})

describe('the last working moment', () => {
  it.each([
    ['in office hours, a minute before', '2026-11-25T10:07', '2026-11-25T10:06'],
    ['a minute after opening', '2026-11-25T08:31', '2026-11-25T08:30'],
    ['at opening, the evening before', '2026-11-25T08:30', '2026-11-24T17:29'],
    ['in the evening', '2026-11-25T22:00', '2026-11-25T17:29'],
    ['before a deadline at 24:00', '2026-11-26T00:00', '2026-11-25T17:29'],
    ['before a Monday 24:00', '2026-12-01T00:00', '2026-11-30T17:29'],
    ['on a Sunday', '2026-11-29T12:00', '2026-11-27T17:29'],
    ['after National Day', '2026-10-08T00:00', '2026-09-30T17:29'],
    ['after a make-up Saturday', '2026-10-11T12:00', '2026-10-10T17:29'],
  ])('%s', (_, from, to) => {
    expect(last(from)).toBe(to)
  })

  it('is never in the minute before opening', () => {
    const half = at('2026-11-25T08:30') + MINUTE / 2
    expect(shown(lastWorkingMoment(half, DEFAULT_POLICY, calendar))).toBe('2026-11-24T17:29')
  })
})

describe('a reminder', () => {
  it.each([
    ['comes when it is meant to in office hours', '2026-11-25T10:00', '2026-11-27T10:00', '2026-11-25T10:00'],
    ['waits for the morning', '2026-11-25T00:00', '2026-11-27T00:00', '2026-11-25T08:30'],
    ['waits for Monday', '2026-11-28T00:00', '2026-12-01T00:00', '2026-11-30T08:30'],
    ['comes before the night the limit ends in', '2026-11-25T22:00', '2026-11-26T02:00', '2026-11-25T17:29'],
    [
      'comes on Friday for a limit that ends on Sunday',
      '2026-11-28T20:00',
      '2026-11-29T20:00',
      '2026-11-27T17:29',
    ],
    [
      'comes the evening before when the limit ends at opening',
      '2026-11-25T04:30',
      '2026-11-25T08:30',
      '2026-11-24T17:29',
    ],
    [
      'comes at opening for a limit that ends right after',
      '2026-11-25T04:31',
      '2026-11-25T08:31',
      '2026-11-25T08:30',
    ],
    ['waits for the end of the holiday', '2026-10-06T00:00', '2026-10-09T00:00', '2026-10-08T08:30'],
  ])('[R17] %s', (_, meant, due, given) => {
    expect(reminder(meant, due)).toBe(given)
  })

  it('[R17] is never at night or on a day off, and never after the limit', () => {
    const meant = fc.integer({ min: at('2026-01-05T00:00'), max: at('2026-12-20T00:00') })
    const before = fc.integer({ min: MINUTE, max: 5 * DAY })
    fc.assert(
      fc.property(meant, before, (from, left) => {
        const due = from + left
        const given = reminderAt(from, due, DEFAULT_POLICY, calendar)
        expect(given).toBeLessThan(due)
        expect(inOfficeHours(given, DEFAULT_POLICY, calendar)).toBe(true)
        // Early only where waiting would have been too late.
        if (given < from)
          expect(nextWorkingMoment(from, DEFAULT_POLICY, calendar)).toBeGreaterThanOrEqual(due)
        expect(from - given).toBeLessThan(10 * DAY + 9 * HOUR)
      }),
    )
  })
})
