import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../functions/src/domain/matters/category'
import { APPEAL_GROUNDS } from '../../functions/src/domain/order/appeal'
import { DISPUTE_GROUNDS } from '../../functions/src/domain/order/consultation'
import { CORRECTION_REASONS } from '../../functions/src/domain/order/counts'
import { DUTIES } from '../../functions/src/domain/order/duty'
import { EVALUATOR_KINDS } from '../../functions/src/domain/order/evaluation'
import { ACCOUNTABILITY, FLAG_GROUNDS } from '../../functions/src/domain/order/inspection'
import { DECLINE_GROUNDS, ENDINGS, STAGES, STEPS } from '../../functions/src/domain/order/order'
import { RETURN_GROUNDS } from '../../functions/src/domain/order/return'
import { ROLES } from '../../functions/src/domain/people/people'
import { CLOCK_KINDS, LEVELS } from '../../functions/src/domain/policy/policy'
import { CLEAN } from '../support/planted-faults'

const PAGE = readFileSync('docs/export.md', 'utf8')

/** Every word that the page shows as code, wherever it stands. */
const SAID = new Set([...PAGE.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => code.split(/[^\w-]+/)))

const unsaid = (words: Iterable<string>): string[] =>
  [...new Set(words)].filter((word) => !SAID.has(word)).sort()

/** Rows of the table of events, by their type. */
const ROWS = new Map(
  [...PAGE.slice(0, PAGE.indexOf('### Who reads what')).matchAll(/^\| `([a-z-]+)` +\| (.*) \|$/gm)].map(
    ([, type = '', row = '']) => [type, row],
  ),
)

const keysOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap(keysOf)
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => [key, ...keysOf(each)])
      : []

/** Fields whose names are data and not fields. */
const withoutNames = (order: Record<string, unknown>): Record<string, unknown> => ({
  ...order,
  counted: undefined,
})

describe('docs/export.md', () => {
  it('has a row for each kind of event, with every field that its events carry', () => {
    const missing = CLEAN.events.flatMap(({ type, data }) =>
      Object.keys(data as object)
        .filter((field) => !ROWS.get(type as string)?.includes(`\`${field}\``))
        .map((field) => `${type as string}: ${field}`),
    )
    expect([...new Set(missing)]).toEqual([])
    const types = new Set(CLEAN.events.map(({ type }) => type as string))
    expect([...types, 'rescheduled', 'doubled'].filter((type) => !ROWS.has(type))).toEqual([])
  })

  it('names every field of an order and of what it holds', () => {
    expect(unsaid(CLEAN.orders.flatMap((order) => Object.keys(order)))).toEqual([])
    expect(unsaid(CLEAN.orders.flatMap((order) => keysOf(withoutNames(order))))).toEqual([])
    expect(unsaid(CLEAN.events.flatMap((event) => Object.keys(event)))).toEqual([])
  })

  it.each([
    ['stages', STAGES],
    ['endings', ENDINGS],
    ['steps', STEPS],
    ['categories', CATEGORIES],
    ['kinds of clocks', CLOCK_KINDS],
    ['levels', LEVELS],
    ['roles', ROLES],
    // Who inspected stands with the inspection.
    ['duties', DUTIES.filter((duty) => duty !== 'inspector')],
    ['grounds of a flag', FLAG_GROUNDS],
    ['grounds of a return', RETURN_GROUNDS],
    ['grounds of an appeal', APPEAL_GROUNDS],
    ['grounds of a dispute', DISPUTE_GROUNDS],
    ['grounds of what is not acceptable', DECLINE_GROUNDS],
    ['kinds of evaluators', EVALUATOR_KINDS],
    ['kinds of accountability', ACCOUNTABILITY],
    ['reasons of a correction', CORRECTION_REASONS],
  ])('names all %s', (_what, words) => {
    expect(unsaid(words)).toEqual([])
  })
})
