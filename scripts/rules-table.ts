import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import Table from 'cli-table3'
import { BUILT, RULES } from './rules/rules'

const root = resolve(import.meta.dirname, '..')

/** Tests, and the tables that tests are made of. */
const testFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') || file.includes('tables/'))
    .map((file) => join(folder, file))

/** The title of every test: the only place where it says which rule it proves. */
const TITLE = /\b(?:it|test|allows)(?:\.each\([^]*?\))?\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g

const titlesIn = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(TITLE)].map(([, , title]) => title ?? '')

const files = testFiles(join(root, 'test')).sort()
const proofs = new Map(RULES.map(({ id }) => [id, new Map<string, number>()]))
const unknown = new Set<string>()
for (const file of files)
  for (const title of titlesIn(file))
    for (const [, id = ''] of title.matchAll(/\[(G|R\d+(?:\.\d+)?)\]/g)) {
      const found = proofs.get(id)
      if (found === undefined) unknown.add(`${id} in ${relative(root, file)}`)
      else found.set(relative(root, file), (found.get(relative(root, file)) ?? 0) + 1)
    }

const table = new Table({
  head: ['rule', 'what', 'tests', 'where'],
  style: { compact: true, head: [], border: [] },
})
for (const { id, what } of RULES) {
  const found = proofs.get(id) ?? new Map<string, number>()
  const count = [...found.values()].reduce((sum, each) => sum + each, 0)
  const where = [...found].map(([file, tests]) => `${file} (${tests})`).join('\n')
  table.push([
    id,
    what,
    count || (BUILT.has(id) ? 'NONE' : '–'),
    where || (BUILT.has(id) ? '' : 'not built yet'),
  ])
}
console.log(table.toString())

const unproved = [...BUILT].filter((id) => proofs.get(id)?.size === 0)
const faults = [
  ...unproved.map((id) => `${id} is built and no test proves it`),
  ...[...proofs].flatMap(([id, found]) =>
    found.size > 0 && !BUILT.has(id) ? [`${id} has tests but is not listed as built`] : [],
  ),
  ...[...unknown].map((id) => `there is no rule ${id}`),
]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
