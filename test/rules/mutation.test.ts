import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Check, checksOf } from './support/attempts'
import { Environment, RULES } from './support/environment'
import { type Mutant, mutantsOf } from './support/mutants'
import { firstFailing } from './support/trial'
import { EVERY_CASE } from './tables/every-case'

/** The emulator takes new rules for one project while it judges by those of another. */
const COUNTIES = 4

/** Mutants that change nothing. */
const EQUIVALENT: readonly (Pick<Mutant, 'block' | 'change'> & { readonly because: string })[] = [
  ...[
    '/orders/{order}',
    '/orders/{order}/events/{version}',
    '/orders/{order}/evidence/{evidence}',
    '/inspections/{order}',
    '/looks/{look}',
    '/administrations/{administration}',
    '/proposals/{proposal}',
    '/jobs/{job}',
    '/orders/{order}/restricted/{record}',
    '/outbox/{delivery}',
    '/notices/{notice}',
    '/stats/{share}',
    '/rosters/{unit}',
  ].map((block) => ({
    block,
    change: 'get → get, create',
    because: 'the same line asks that the document is there, and one that is being created is not',
  })),
  {
    block: '/settings/county',
    change: 'get → get, create',
    because: 'the document is there from the day the county is set up; nothing is decided before',
  },
  {
    block: '/settings/county',
    change: 'get → get, list',
    because: 'a list asks about every document of its collection, and this names one',
  },
]

const named = ({ block, change }: Pick<Mutant, 'block' | 'change'>): string => `${block} ${change}`
const isKnown = (mutant: Mutant): boolean => EQUIVALENT.some((each) => named(each) === named(mutant))

const checks = checksOf(EVERY_CASE)
let counties: Environment[]
beforeAll(async () => {
  const names = Array.from({ length: COUNTIES }, (_, index) => `demo-rules-mutation-${index}`)
  counties = await Promise.all(names.map((name) => Environment.open(name)))
})
afterAll(() => Promise.all(counties.map((county) => county.close())))

const meets =
  ({ block }: Mutant) =>
  ({ attempt: { path } }: Check): boolean => {
    const pattern = new RegExp(`^${block.slice(1).replace(/\{[^}]*\}/g, '[^/]+')}$`)
    return pattern.test(path) || pattern.test(`${path}/any`)
  }

/**
 * The first check that the rules in force fail, twice. On a machine with too much to do the emulator may give up on one
 * judgement, and a mutant that changes nothing seemed found out by that.
 */
const surelyFailing = async (county: Environment, some: readonly Check[]): Promise<Check | null> => {
  const failing = await firstFailing(county, some)
  if (failing === null || !(await county.matches(failing))) return failing
  return surelyFailing(
    county,
    some.filter((check) => check !== failing),
  )
}

test('no condition can be left out, turned round or loosened without a check failing', async () => {
  const mutants = mutantsOf(RULES)
  const waiting = [...mutants]
  const survivors: Mutant[] = []
  const found = new Map<Check, number>()
  const bestFirst = (list: readonly Check[]): Check[] =>
    list.toSorted((a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0))

  const isFoundOut = async (county: Environment, mutant: Mutant): Promise<boolean> => {
    await county.govern(mutant.rules)
    // First those that meet the mutated block, and of these the ones that found out most so far.
    const near = bestFirst(checks.filter(meets(mutant)))
    for (const some of isKnown(mutant) ? [near] : [near, bestFirst(checks)]) {
      const failing = await surelyFailing(county, some)
      if (failing === null) continue
      found.set(failing, (found.get(failing) ?? 0) + 1)
      return true
    }
    return false
  }
  await Promise.all(
    counties.map(async (county) => {
      for (let mutant = waiting.pop(); mutant !== undefined; mutant = waiting.pop())
        if (!(await isFoundOut(county, mutant))) survivors.push(mutant)
    }),
  )

  expect(mutants.length).toBeGreaterThan(200)
  expect(survivors.map(named).sort()).toEqual(EQUIVALENT.map(named).sort())
}, 300_000)
