import { expect, test } from 'vitest'
import { CATEGORIES, type Category } from '../../functions/src/domain/matters/category'
import { handlingLimit, signBy } from '../../functions/src/domain/time/deadline'
import {
  dayNumber,
  dayOfNumber,
  startOfDayNumber,
  toIso,
  type Instant,
} from '../../functions/src/domain/base/instant'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { OFFICIAL_YEARS, independentDeadline, isWorked } from '../support/independent-deadline'
import { seeded } from '../support/random'

const FIRST = dayNumber('2007-01-01')!
const LAST = dayNumber('2026-12-31')!
const SECONDS_A_DAY = 86_400

const ours = (dispatchedAt: Instant, category: Category, extensions: readonly number[]) => {
  const limit = handlingLimit({ dispatchedAt, category, extensions }, DEFAULT_POLICY, officialCalendar())
  if (!limit.ok) return limit.refusal
  const { handleBy, extendBy, provisional } = limit.value
  return {
    signBy: toIso(signBy(dispatchedAt, DEFAULT_POLICY)),
    handleBy: toIso(handleBy),
    extendBy: toIso(extendBy),
    provisional,
  }
}

/** Every case that differs, so that a failure shows what is common to them. */
const differences = (cases: Iterable<[Instant, Category, readonly number[]]>) => {
  const found: object[] = []
  let compared = 0
  for (const [at, category, extensions] of cases) {
    const dispatchedAt = toIso(at)
    const theirs = independentDeadline(dispatchedAt, category, extensions)
    const mine = ours(at, category, extensions)
    compared++
    const same =
      'handleBy' in mine &&
      mine.signBy === theirs.signBy &&
      mine.handleBy === theirs.handleBy &&
      mine.extendBy === theirs.extendBy &&
      mine.provisional === theirs.provisional
    if (!same) found.push({ dispatchedAt, category, extensions, mine, theirs })
  }
  return { compared, found }
}

test('[R5.1] a day of 2007–2026 is a workday exactly when the official notices say so', () => {
  const wrong: string[] = []
  for (let day = FIRST; day <= LAST; day++) {
    const date = dayOfNumber(day)
    if (officialCalendar().isWorkday(day) !== isWorked(date)) wrong.push(date)
  }
  expect(wrong).toEqual([])
  expect(OFFICIAL_YEARS).toHaveLength(20)
})

test('[R1.3] [R5.1] [R5.2] from every day of 2007–2026, at its first and its last second, every category agrees', () => {
  const cases = function* (): Generator<[Instant, Category, readonly number[]]> {
    for (let day = FIRST; day <= LAST; day++) {
      for (const category of CATEGORIES) {
        yield [startOfDayNumber(day), category, []]
        yield [startOfDayNumber(day + 1) - 1000, category, []]
      }
    }
  }
  const { compared, found } = differences(cases())
  expect(found).toEqual([])
  expect(compared).toBe(73_050)
})

test('[R5.1] [R5.4] from 40,000 random instants, with 0–2 extensions, every deadline agrees', () => {
  const random = seeded(12345)
  const below = (limit: number) => Math.floor(random() * limit)
  const cases = function* (): Generator<[Instant, Category, readonly number[]]> {
    for (let i = 0; i < 40_000; i++) {
      const at = startOfDayNumber(FIRST + below(LAST - FIRST + 1)) + below(SECONDS_A_DAY) * 1000
      const category = CATEGORIES[below(CATEGORIES.length)]!
      const limit = DEFAULT_POLICY.handlingWorkdays[category]
      yield [at, category, Array.from({ length: below(3) }, () => 1 + below(limit))]
    }
  }
  const { compared, found } = differences(cases())
  expect(found).toEqual([])
  expect(compared).toBe(40_000)
})
