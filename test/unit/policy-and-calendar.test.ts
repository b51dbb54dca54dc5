import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calendarFrom,
  type CountyCalendar,
  countyDaysRefused,
  publishedYears,
  yearRefused,
} from '../../functions/src/domain/time/county-calendar'
import {
  changedRules,
  type CountyChange,
  type CountyRules,
} from '../../functions/src/domain/administration/county-rules'
import { DAY, dayNumber, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import { movesOf, policyVersionAfter } from '../../functions/src/domain/administration/moves'
import { officialCalendar, officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'
import { isNewerPolicy, nextPolicyVersion } from '../../functions/src/domain/policy/policy-version'
import { fieldsOf } from '../../functions/src/platform/door'
import { administration } from '../../functions/src/schema/administration'
import { policySettings } from '../../functions/src/schema/policy'
import { at, Road } from '../support/road'

const NOTHING: CountyCalendar = { calendarYears: [], calendarDays: [] }
const LATEST = officialYears().at(-1)!.year
const NEXT = LATEST + 1
const off = (date: string) => ({ date, workday: false })
const worked = (date: string) => ({ date, workday: true })

/** The first day of a month that is, or is not, one of Mon–Fri. */
const dayIn = (month: string, isMonToFri: boolean, nth = 0): string => {
  const dates = Array.from({ length: 28 }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
  const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()
  return dates.filter((date) => [1, 2, 3, 4, 5].includes(weekday(date)) === isMonToFri)[nth]!
}
const WEEKDAY = dayIn(`${NEXT}-10`, true)
const WEEKEND = dayIn(`${NEXT}-10`, false)
const NOTICE = { year: NEXT, days: [off(WEEKDAY), worked(WEEKEND)] }

describe("a year's notice that the county enters", () => {
  it('[R5.1] is held as an official one is, and settles its days', () => {
    expect(yearRefused(NOTICE, NOTHING)).toBeNull()
    const calendar = calendarFrom({ ...NOTHING, calendarYears: [NOTICE] })
    expect(calendar.isWorkday(dayNumber(WEEKDAY)!)).toBe(false)
    expect(calendar.isWorkday(dayNumber(WEEKEND)!)).toBe(true)
    expect(calendar.isSettled(dayNumber(`${NEXT}-03-01`)!)).toBe(true)
    expect(officialCalendar().isSettled(dayNumber(`${NEXT}-03-01`)!)).toBe(false)
    expect(calendar.isSettled(dayNumber(`${LATEST}-12-28`)!)).toBe(true)
    expect(officialCalendar().isSettled(dayNumber(`${LATEST}-12-28`)!)).toBe(false)
  })

  it('may reach back into the December before, and no further', () => {
    const december = dayIn(`${LATEST}-12`, true)
    const november = dayIn(`${LATEST}-11`, true)
    const with_ = (date: string) => yearRefused({ ...NOTICE, days: [...NOTICE.days, off(date)] }, NOTHING)
    expect(with_(december)).toBeNull()
    expect(with_(november)).toMatchObject({
      code: 'calendar.wrong-days',
      params: { fields: ['days.2'], outside: [november] },
    })
    expect(with_(dayIn(`${NEXT + 1}-01`, true))).toMatchObject({ params: { fields: ['days.2'] } })
  })

  it.each([
    ['unreal', off(`${NEXT}-02-30`)],
    ['unreal', off('tomorrow')],
    ['repeated', worked(WEEKDAY)],
    ['already', off(dayIn(`${NEXT}-05`, false))],
    ['already', worked(dayIn(`${NEXT}-05`, true))],
  ])('is refused for a day that is %s, by its place and date', (problem, day) => {
    expect(yearRefused({ ...NOTICE, days: [...NOTICE.days, day] }, NOTHING)).toMatchObject({
      code: 'calendar.wrong-days',
      params: { fields: ['days.2'], [problem]: [day.date] },
    })
  })

  it('is entered for the next year only; what the county entered it may correct', () => {
    const entered = { ...NOTHING, calendarYears: [NOTICE] }
    expect(yearRefused({ ...NOTICE, year: LATEST }, NOTHING)).toMatchObject({ code: 'calendar.year-known' })
    expect(yearRefused({ ...NOTICE, year: NEXT + 1 }, NOTHING)).toMatchObject({
      code: 'calendar.year-not-next',
      params: { year: NEXT + 1, next: NEXT },
    })
    expect(yearRefused({ ...NOTICE, days: [off(WEEKDAY)] }, entered)).toBeNull()
    expect(yearRefused({ ...NOTICE, days: [worked(WEEKEND)] }, NOTHING)).toMatchObject({
      code: 'calendar.nothing-off',
    })
  })

  it('stands when a later release of the system brings the same year', () => {
    const mine = { year: LATEST, days: [off(dayIn(`${LATEST}-08`, true))] }
    const calendar = calendarFrom({ ...NOTHING, calendarYears: [mine] })
    expect(publishedYears({ calendarYears: [mine] }).filter(({ year }) => year === LATEST)).toEqual([mine])
    expect(calendar.isWorkday(dayNumber(mine.days[0]!.date)!)).toBe(false)
  })
})

describe("the county's own days", () => {
  it('[R5.1] change a day, or settle one that nobody has published', () => {
    expect(countyDaysRefused([off(dayIn(`${LATEST}-08`, true))], NOTHING)).toBeNull()
    expect(countyDaysRefused([worked(dayIn(`${NEXT}-08`, true))], NOTHING)).toBeNull()
    const settled = worked(dayIn(`${LATEST}-08`, true))
    expect(countyDaysRefused([settled], NOTHING)).toMatchObject({ params: { already: [settled.date] } })
    // It was said before the notice said so too: it does not stand in the way of others.
    expect(countyDaysRefused([settled], { ...NOTHING, calendarDays: [settled] })).toBeNull()
  })

  it('are refused when unreal, twice, or of another century', () => {
    const day = off(dayIn(`${LATEST}-08`, true))
    expect(countyDaysRefused([day, day, off('2026-13-01'), off('1999-01-04')], NOTHING)).toMatchObject({
      params: {
        fields: ['days.1', 'days.2', 'days.3'],
        repeated: [day.date],
        unreal: ['2026-13-01'],
        outside: ['1999-01-04'],
        already: [],
      },
    })
  })
})

describe('versions of the policy', () => {
  it('go up, whatever the clock says', () => {
    const inYear = (year: number) => Date.parse(`${year}-06-01T00:00:00+08:00`)
    expect(nextPolicyVersion('2026-1', inYear(2026))).toBe('2026-2')
    expect(nextPolicyVersion('2026-9', inYear(2026))).toBe('2026-10')
    expect(nextPolicyVersion('2026-9', inYear(2027))).toBe('2027-1')
    const version = fc.tuple(fc.integer({ min: 2020, max: 2030 }), fc.integer({ min: 1, max: 99 }))
    fc.assert(
      fc.property(version, fc.integer({ min: 2015, max: 2035 }), ([year, no], now) => {
        const current = `${year}-${no}`
        const next = nextPolicyVersion(current, inYear(now))
        expect(isNewerPolicy(next, current)).toBe(true)
        expect(isNewerPolicy(current, next)).toBe(false)
      }),
    )
  })

  it('an order never goes back to an older one, so changes end in the same place in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (numbers) => {
        const all = numbers.map((no) => `2026-${no}`)
        const end = (versions: readonly string[]) =>
          versions.reduce((policyVersion, to) => policyVersionAfter({ policyVersion }, to), '2026-1')
        expect(end(all)).toBe(`2026-${Math.max(...numbers)}`)
        expect(end([...all].reverse())).toBe(end(all))
      }),
    )
    expect(policyVersionAfter({ policyVersion: '2026-1' }, null)).toBe('2026-1')
  })
})

describe('what a policy may say', () => {
  const { version: _, ...settings } = DEFAULT_POLICY
  type Settings = typeof settings
  const wrongIn = (change: object): string[] => {
    const parsed = policySettings.safeParse({ ...settings, ...change })
    return parsed.success ? [] : fieldsOf(parsed.error)
  }
  const sign = (change: Partial<Policy['alarms']['sign']>): Pick<Settings, 'alarms'> => ({
    alarms: { ...settings.alarms, sign: { ...settings.alarms.sign, ...change } },
  })

  it('the default, and changes of it', () => {
    expect(wrongIn({})).toEqual([])
    expect(wrongIn({ handlingWorkdays: { ...settings.handlingWorkdays, help: 5 } })).toEqual([])
    expect(wrongIn(sign({ remindBefore: [], climbAfter: [] }))).toEqual([])
    expect(wrongIn(sign({ remindBefore: [8 * HOUR, HOUR] }))).toEqual([])
  })

  it.each<[string, object, string]>([
    ['no limit', { handlingWorkdays: { ...settings.handlingWorkdays, help: 0 } }, 'handlingWorkdays.help'],
    ['half a workday', { decideReturnWorkdays: 1.5 }, 'decideReturnWorkdays'],
    [
      'a limit of 80 workdays',
      { handlingWorkdays: { ...settings.handlingWorkdays, help: 80 } },
      'handlingWorkdays.help',
    ],
    ['a window of a second', { signWithin: 1000 }, 'signWithin'],
    ['a broken minute', { returnWithin: 24 * HOUR + 1 }, 'returnWithin'],
    ['words for a number', { extensionsAtMost: '2' }, 'extensionsAtMost'],
    ['closing before opening', { officeHours: { from: 18 * 60, to: 9 * 60 } }, 'officeHours'],
    ['an office open past midnight', { officeHours: { from: 540, to: 1441 } }, 'officeHours.to'],
    ['a limit that ends before the office opens', { dayEndsAtMinute: 60 }, 'dayEndsAtMinute'],
    ['a reminder twice', sign({ remindBefore: [HOUR, HOUR] }), 'alarms.sign.remindBefore'],
    ['reminders out of order', sign({ remindBefore: [HOUR, DAY] }), 'alarms.sign.remindBefore'],
    ['a reminder every second', sign({ remindBefore: [MINUTE / 60] }), 'alarms.sign.remindBefore.0'],
    [
      'climbs out of order',
      sign({
        climbAfter: [
          { after: DAY, to: 'principal-leader' },
          { after: HOUR, to: 'county' },
        ],
      }),
      'alarms.sign.climbAfter',
    ],
    [
      'a climb downwards',
      sign({
        climbAfter: [
          { after: HOUR, to: 'county' },
          { after: DAY, to: 'principal-leader' },
        ],
      }),
      'alarms.sign.climbAfter',
    ],
    ['a setting nobody knows', { lunch: 12 }, 'lunch'],
  ])('not %s', (_what, change, field) => {
    expect(wrongIn(change)).toContain(field)
  })

  it('names a missing setting', () => {
    for (const name of Object.keys(settings)) expect(wrongIn({ [name]: undefined }), name).toContain(name)
  })

  it('comes through the door with what its author saw', () => {
    const request = { type: 'set-policy', actingAs: 'administrator', basedOn: '2026-1', policy: settings }
    expect(administration.parse(request)).toMatchObject({ appliesToOpen: false })
    const blind = administration.safeParse({ ...request, basedOn: undefined })
    expect(blind.success ? [] : fieldsOf(blind.error)).toEqual(['basedOn'])
  })
})

describe('a change of the rules', () => {
  const rules: CountyRules = {
    ...NOTHING,
    policyVersion: DEFAULT_POLICY.version,
    policyForOpen: null,
    calendarVersion: 0,
  }
  const NOW = at('2026-11-24T10:00:00')
  const { version: _, ...settings } = DEFAULT_POLICY
  const publish: CountyChange = { type: 'publish-year', calendarVersion: 0, ...NOTICE }
  const policy: CountyChange = {
    type: 'set-policy',
    basedOn: DEFAULT_POLICY.version,
    policy: { ...settings, extensionsAtMost: 1 },
    appliesToOpen: true,
  }
  const made = (change: CountyChange, from = rules, inForce = DEFAULT_POLICY) => {
    const result = changedRules(from, inForce, change, NOW)
    if (!result.ok) throw new Error(result.refusal.code)
    return result.value
  }

  it('asked for twice is made once', () => {
    const published = made(publish)
    expect(published).toMatchObject({ isNew: true, rules: { calendarVersion: 1 } })
    expect(made({ ...publish, days: [...publish.days].reverse() }, published.rules)).toMatchObject({
      isNew: false,
      rules: published.rules,
    })
    const set = made(policy)
    expect(set).toMatchObject({
      isNew: true,
      isForOpen: true,
      rules: { policyForOpen: '2026-2' },
      policy: { version: '2026-2', extensionsAtMost: 1 },
    })
    expect(made(policy, set.rules, set.policy)).toMatchObject({ isNew: false, isForOpen: true })
  })

  it('is refused where another was made meanwhile that was not seen', () => {
    const { rules: later, policy: inForce } = made(policy)
    const other: CountyChange = { ...policy, policy: { ...settings, extensionsAtMost: 3 } }
    expect(changedRules(later, inForce, other, NOW)).toMatchObject({
      refusal: { code: 'policy.changed', rule: 'version' },
    })
    expect(changedRules(later, inForce, { ...other, basedOn: '2026-2' }, NOW)).toMatchObject({ ok: true })
    const day = off(dayIn(`${LATEST}-08`, true))
    const days: CountyChange = { type: 'set-county-days', calendarVersion: 0, days: [day] }
    const { rules: published } = made(publish)
    expect(changedRules(published, DEFAULT_POLICY, days, NOW)).toMatchObject({
      refusal: { code: 'calendar.changed' },
    })
    expect(changedRules(published, DEFAULT_POLICY, { ...days, calendarVersion: 1 }, NOW)).toMatchObject({
      ok: true,
    })
  })

  it('leaves what it is not about', () => {
    expect(made(publish).rules).toMatchObject({ policyVersion: rules.policyVersion, calendarDays: [] })
    expect(made(policy).rules).toMatchObject({ calendarVersion: 0, calendarYears: [] })
    expect(made({ ...policy, appliesToOpen: false })).toMatchObject({
      isForOpen: false,
      rules: { policyForOpen: null },
    })
    const set = made(policy)
    const later: CountyChange = {
      ...policy,
      basedOn: '2026-2',
      policy: { ...settings, extensionsAtMost: 3 },
      appliesToOpen: false,
    }
    expect(made(later, set.rules, set.policy).rules).toMatchObject({
      policyVersion: '2026-3',
      policyForOpen: '2026-2',
    })
  })
})

describe('the preview', () => {
  const december = at(`${LATEST}-12-28T10:00:00`)
  const road = new Road({}, december).signed()
  const newYear = Array.from({ length: 7 }, (_, index) => `${NEXT}-01-0${index + 1}`)
  const notice = {
    year: NEXT,
    days: newYear
      .filter((date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
      .map((date) => off(date)),
  }

  it('[R5.1] names the deadline a published year moves and settles, and changes nothing', () => {
    const before = JSON.stringify(road.order)
    const handle = road.order.clocks.find(({ kind }) => kind === 'handle')!
    expect(handle.provisional).toBe(true)
    const moves = movesOf(
      road.order,
      DEFAULT_POLICY,
      calendarFrom({ ...NOTHING, calendarYears: [notice] }),
      road.now,
    )
    expect(moves).toEqual([
      expect.objectContaining({
        order: road.order.id,
        kind: 'handle',
        part: 1,
        nth: 1,
        from: handle.dueAt,
        wasProvisional: true,
        provisional: false,
      }),
    ])
    expect(moves[0]!.to).toBeGreaterThan(handle.dueAt)
    expect(JSON.stringify(road.order)).toBe(before)
  })

  it('[R5.1] is empty where nothing moves', () => {
    expect(movesOf(road.order, DEFAULT_POLICY, officialCalendar(), road.now)).toEqual([])
    const closed = new Road({}, december).closed()
    expect(
      movesOf(closed.order, DEFAULT_POLICY, calendarFrom({ ...NOTHING, calendarYears: [notice] }), road.now),
    ).toEqual([])
  })
})
