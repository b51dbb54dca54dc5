import { afterAll, beforeAll, expect, test } from 'vitest'
import { checksOf } from './support/attempts'
import { type Expression, expressionsOf } from './support/coverage'
import { Environment } from './support/environment'
import { firstFailing } from './support/trial'
import { EVERY_CASE } from './tables/every-case'

let county: Environment
let expressions: Expression[]
beforeAll(async () => {
  county = await Environment.open('demo-rules-coverage')
  expect(await firstFailing(county, checksOf(EVERY_CASE))).toBeNull()
  expressions = await expressionsOf(county.url('ruleCoverage'))
})
afterAll(() => county.close())

const where = (found: readonly Expression[]): string[] =>
  found.map(({ line, text }) => `line ${line}: ${text}`)

test('every expression of the rules was evaluated', () => {
  expect(expressions.length).toBeGreaterThan(100)
  expect(where(expressions.filter(({ values }) => values.size === 0))).toEqual([])
})

test('every condition was seen true and seen false', () => {
  const conditions = expressions.filter(({ values }) => values.has(true) || values.has(false))
  expect(conditions.length).toBeGreaterThan(50)
  expect(where(conditions.filter(({ values }) => !values.has(true) || !values.has(false)))).toEqual([])
})

test('no condition failed to evaluate, but for lists that do not carry the condition they need', () => {
  // The emulator knows of a list's results what the query says and nothing else, so this is how it says "not proved".
  const unprovable = ['readers', 'queues', 'about'].map(
    (field) => `Property ${field} is undefined on object.`,
  )
  const failed = expressions.filter(({ errors }) => [...errors].some((error) => !unprovable.includes(error)))
  expect(failed.map(({ line, text, errors }) => ({ line, text, errors: [...errors] }))).toEqual([])
})
