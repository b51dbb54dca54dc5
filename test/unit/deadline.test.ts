import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CATEGORIES, type Category } from '../../functions/src/domain/matters/category'
import { handlingLimit, signBy, workdayLimit, type Handling } from '../../functions/src/domain/time/deadline'
import {
  HOUR,
  dayNumber,
  dayNumberOf,
  dayOfNumber,
  startOfDayNumber,
  toIso,
} from '../../functions/src/domain/base/instant'
import { officialCalendar, officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'

const at = (text: string) => Date.parse(`${text}+08:00`)
const official = officialCalendar()
const latestYear = officialYears().at(-1)!.year

const limitOf = (
  dispatchedAt: string,
  category: Category,
  extensions: readonly number[] = [],
  policy: Policy = DEFAULT_POLICY,
  calendar = official,
) => {
  const limit = handlingLimit({ dispatchedAt: at(dispatchedAt), category, extensions }, policy, calendar)
  if (!limit.ok) return limit.refusal
  const { handleBy, extendBy, ...rest } = limit.value
  return { handleBy: toIso(handleBy), extendBy: toIso(extendBy), ...rest }
}

const EARLIEST = at('2000-01-01T00:00:00')
const LATEST = at('2100-01-01T00:00:00') - 1
const anyInstant = fc.oneof(
  fc.integer({ min: EARLIEST, max: LATEST }),
  fc.integer({ min: at(`${latestYear}-10-01T00:00:00`), max: at(`${latestYear + 1}-03-01T00:00:00`) }),
)
const anyCountyDays = fc.array(
  fc.record({
    date: fc
      .integer({ min: dayNumber(`${latestYear}-10-01`)!, max: dayNumber(`${latestYear + 1}-03-01`)! })
      .map(dayOfNumber),
    workday: fc.boolean(),
  }),
  { maxLength: 40 },
)
const anyCategory = fc.constantFrom(...CATEGORIES)

describe('signing', () => {
  test('[R1.1] [R1.3] the window is 24 natural hours, holidays or not', () => {
    expect(toIso(signBy(at('2026-10-01T10:00:00'), DEFAULT_POLICY))).toBe('2026-10-02T10:00:00+08:00')
  })

  test('[R1.3] the window is the policy’s', () => {
    expect(signBy(0, { ...DEFAULT_POLICY, signWithin: 2 * HOUR })).toBe(2 * HOUR)
  })
})

describe('handling', () => {
  test('[R5.1] two workdays from a Tuesday end with Thursday', () => {
    expect(limitOf('2026-11-24T10:00:00', 'consultation')).toEqual({
      handleBy: '2026-11-27T00:00:00+08:00',
      extendBy: '2026-11-26T00:00:00+08:00',
      provisional: false,
      limitWorkdays: 2,
    })
  })

  test.each([
    ['consultation', 2, '2026-11-27'],
    ['help', 6, '2026-12-03'],
    ['complaint', 8, '2026-12-05'],
    ['report', 8, '2026-12-05'],
    ['suggestion', 2, '2026-11-27'],
  ] as const)('[R5.1] %s has %i workdays', (category, limitWorkdays, ends) => {
    expect(limitOf('2026-11-24T10:00:00', category)).toMatchObject({
      handleBy: `${ends}T00:00:00+08:00`,
      limitWorkdays,
    })
  })

  test('[R5.1] the day of dispatch is the Shanghai day: its last instant counts with it, the next with the next', () => {
    const last = limitOf('2026-11-24T23:59:59.999', 'consultation')
    expect(last).toEqual(limitOf('2026-11-24T00:00:00', 'consultation'))
    expect(limitOf('2026-11-25T00:00:00', 'consultation')).toMatchObject({
      handleBy: '2026-11-28T00:00:00+08:00',
    })
  })

  test('[R5.1] an order dispatched on a holiday begins to count with the first workday', () => {
    expect(limitOf('2026-10-03T09:00:00', 'consultation')).toMatchObject({
      handleBy: '2026-10-10T00:00:00+08:00',
    })
  })

  test('[R5.1] the limit may end at the office’s closing time', () => {
    const policy = { ...DEFAULT_POLICY, dayEndsAtMinute: 17 * 60 + 30 }
    expect(limitOf('2026-11-24T10:00:00', 'consultation', [], policy)).toMatchObject({
      handleBy: '2026-11-26T17:30:00+08:00',
      extendBy: '2026-11-25T17:30:00+08:00',
    })
  })

  test('one workday is counted the same way', () => {
    expect(workdayLimit(at('2026-11-27T16:00:00'), 1, DEFAULT_POLICY, official)).toEqual({
      ok: true,
      value: { endsAt: at('2026-12-01T00:00:00'), provisional: false },
    })
  })

  test('[R5.1] a limit that reaches into a year not published is given and is provisional', () => {
    const next = latestYear + 1
    expect(limitOf(`${latestYear}-12-30T10:00:00`, 'complaint')).toMatchObject({ provisional: true })
    const named = Array.from({ length: 31 }, (_, index) => ({
      date: dayOfNumber(dayNumber(`${latestYear}-12-25`)! + index),
      workday: index % 7 < 5,
    }))
    expect(
      limitOf(
        `${latestYear}-12-30T10:00:00`,
        'complaint',
        [],
        DEFAULT_POLICY,
        official.withCountyDays(named),
      ),
    ).toMatchObject({ provisional: false })
    expect(limitOf(`${next}-06-01T10:00:00`, 'consultation')).toMatchObject({ provisional: true })
  })

  test('[R5.1] it is provisional exactly when a day after dispatch, up to its last, is not settled', () => {
    fc.assert(
      fc.property(anyInstant, anyCategory, anyCountyDays, (dispatchedAt, category, days) => {
        const calendar = official.withCountyDays(days)
        const limit = handlingLimit({ dispatchedAt, category, extensions: [] }, DEFAULT_POLICY, calendar)
        if (!limit.ok) throw new Error(limit.refusal.code)
        const last = dayNumberOf(limit.value.handleBy - 1)
        let unsettled = false
        for (let day = dayNumberOf(dispatchedAt) + 1; day <= last; day++)
          unsettled ||= !calendar.isSettled(day)
        expect(limit.value.provisional).toBe(unsettled)
      }),
    )
  })

  test('[R5.1] who is dispatched later is never due earlier', () => {
    fc.assert(
      fc.property(
        anyInstant,
        fc.nat(20 * 24 * HOUR),
        anyCategory,
        anyCountyDays,
        (first, later, category, days) => {
          const calendar = official.withCountyDays(days)
          const due = (dispatchedAt: number) => {
            const limit = handlingLimit({ dispatchedAt, category, extensions: [] }, DEFAULT_POLICY, calendar)
            if (!limit.ok) throw new Error(limit.refusal.code)
            return limit.value.handleBy
          }
          expect(due(first + later)).toBeGreaterThanOrEqual(due(first))
        },
      ),
    )
  })
})

describe('extensions', () => {
  test('[R5.4] each goes on from the old last day by its workdays', () => {
    expect(limitOf('2026-09-23T10:00:00', 'consultation')).toMatchObject({
      handleBy: '2026-09-29T00:00:00+08:00',
    })
    expect(limitOf('2026-09-23T10:00:00', 'consultation', [1])).toMatchObject({
      handleBy: '2026-09-30T00:00:00+08:00',
    })
    expect(limitOf('2026-09-23T10:00:00', 'consultation', [1, 2])).toMatchObject({
      handleBy: '2026-10-09T00:00:00+08:00',
      limitWorkdays: 2,
    })
  })

  test('[R5.4] what is granted is what is added, whatever the calendar', () => {
    fc.assert(
      fc.property(
        anyInstant,
        anyCountyDays,
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 2 }),
        (start, days, granted) => {
          const calendar = official.withCountyDays(days)
          let last = dayNumberOf(start)
          for (const workdays of [6, ...granted]) {
            const step = calendar.addWorkdays(last, workdays)
            if (!step.ok) throw new Error(step.refusal.code)
            last = step.value.dayNumber
          }
          expect(
            handlingLimit(
              { dispatchedAt: start, category: 'help', extensions: granted },
              DEFAULT_POLICY,
              calendar,
            ),
          ).toMatchObject({ ok: true, value: { handleBy: startOfDayNumber(last + 1), limitWorkdays: 6 } })
        },
      ),
    )
  })

  test('[R5.4] a third is refused, and how many are allowed is policy', () => {
    expect(limitOf('2026-11-24T10:00:00', 'help', [1, 1, 1])).toEqual({
      code: 'extensions-too-many',
      rule: 'R5.4',
      params: { granted: 3, atMost: 2 },
    })
    expect(
      limitOf('2026-11-24T10:00:00', 'help', [1, 1, 1], { ...DEFAULT_POLICY, extensionsAtMost: 3 }),
    ).toMatchObject({
      limitWorkdays: 6,
    })
  })

  test('[R5.4] one as long as the original limit is granted, a longer one refused, the second like the first', () => {
    expect(limitOf('2026-11-24T10:00:00', 'consultation', [2, 2])).toMatchObject({
      handleBy: '2026-12-03T00:00:00+08:00',
    })
    expect(limitOf('2026-11-24T10:00:00', 'consultation', [2, 3])).toEqual({
      code: 'extension-too-long',
      rule: 'R5.4',
      params: { place: 2, workdays: 3, atMost: 2 },
    })
  })

  test.each([0, -0, -1, 1.5, Number.NaN, Infinity])('[R5.4] %d workdays are no extension', (workdays) => {
    expect(limitOf('2026-11-24T10:00:00', 'help', [workdays])).toMatchObject({
      code: 'extension-not-whole',
      rule: 'R5.4',
      params: { place: 1 },
    })
  })
})

test('[R5.1] [R5.4] whatever the policy, the county’s days and the instant: a deadline after dispatch, or a refusal', () => {
  const anyPolicy: fc.Arbitrary<Policy> = fc
    .record({
      workdays: fc.array(fc.integer({ min: -1, max: 1000 }), { minLength: 5, maxLength: 5 }),
      dayEndsAtMinute: fc.integer({ min: 1, max: 1440 }),
      extendBefore: fc.nat(100 * HOUR),
      extensionsAtMost: fc.nat(5),
    })
    .map(({ workdays, ...settings }) => ({
      ...DEFAULT_POLICY,
      ...settings,
      handlingWorkdays: Object.fromEntries(
        CATEGORIES.map((category, index) => [category, workdays[index]!]),
      ) as Policy['handlingWorkdays'],
    }))
  const anyHandling: fc.Arbitrary<Handling> = fc.record({
    dispatchedAt: anyInstant,
    category: anyCategory,
    extensions: fc.array(fc.oneof(fc.integer({ min: -1, max: 50 }), fc.double()), { maxLength: 6 }),
  })
  fc.assert(
    fc.property(anyHandling, anyPolicy, anyCountyDays, (handling, policy, days) => {
      const limit = handlingLimit(handling, policy, official.withCountyDays(days))
      if (!limit.ok) {
        expect(limit.refusal.code).toMatch(/^[a-z-]+$/)
        return
      }
      const { handleBy, extendBy } = limit.value
      expect(handleBy).toBeGreaterThan(handling.dispatchedAt)
      expect(handleBy - extendBy).toBe(policy.extendBefore)
      expect(Number.isSafeInteger(handleBy)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
