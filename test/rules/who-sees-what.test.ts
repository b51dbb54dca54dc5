import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checksOf } from './support/attempts'
import { Environment } from './support/environment'
import { EVERY_CASE, TABLES } from './tables/every-case'

let county: Environment
beforeAll(async () => {
  county = await Environment.open('demo-rules-who-sees-what')
})
afterAll(() => county.close())

for (const [about, cases] of Object.entries(TABLES))
  describe(about, () => {
    for (const { title, attempt, expected } of checksOf(cases))
      test(title, async () => {
        expect(await county.attempt(attempt)).toBe(expected)
      })
  })

describe('the tables', () => {
  const checks = checksOf(EVERY_CASE)

  test('hold at least twice as many denies as allows', () => {
    const allowed = checks.filter(({ expected }) => expected === 'allowed').length
    expect(checks.length - allowed).toBeGreaterThanOrEqual(2 * allowed)
  })

  test('put every deny one fact away from what is allowed', () => {
    const differing = EVERY_CASE.flatMap(({ sentence, allowed, but }) =>
      Object.entries(but).flatMap(([exception, { unprovable: _, ...change }]) => {
        const facts = Object.entries(change).filter(
          ([fact, value]) => allowed[fact as keyof typeof allowed] !== value,
        )
        return facts.length === 1 ? [] : [`${sentence}: ${exception}`]
      }),
    )
    expect(differing).toEqual([])
  })

  test('say each thing once', () => {
    const titles = checks.map(({ title }) => title)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })
})
