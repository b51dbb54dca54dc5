import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import Table from 'cli-table3'
import { BUILT, RULES } from './rules'

const root = resolve(import.meta.dirname, '../..')

/** Tests, and the tables that tests are made of. */
const testFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') || file.includes('tables/'))
    .map((file) => join(folder, file))

/** The title of every test: the only place where it says which rule it proves. */
const TITLE = /\b(?:it|test|allows)(?:\.each\([^]*?\))?\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g

/** How a test says that something must not be: by a command refused, an attempt denied, or what is expected not to follow. */
const REFUSES = /refused\(|refusal|denied|notFor\(|\bcode: '|\.not\.to/

interface Test {
  readonly title: string
  readonly refuses: boolean
}

const testsIn = (file: string): Test[] => {
  const text = readFileSync(file, 'utf8')
  const starts = [...text.matchAll(TITLE)]
  return starts.map(({ index, 2: title = '' }, place) => ({
    title,
    refuses: REFUSES.test(text.slice(index, starts[place + 1]?.index)),
  }))
}

const files = testFiles(join(root, 'test')).sort()
const proofs = new Map(RULES.map(({ id }) => [id, new Map<string, number>()]))
const refusing = new Map(RULES.map(({ id }) => [id, 0]))
const unknown = new Set<string>()
for (const file of files)
  for (const { title, refuses } of testsIn(file))
    for (const [, id = ''] of title.matchAll(/\[(G|R\d+(?:\.\d+)?)\]/g)) {
      const found = proofs.get(id)
      if (found === undefined) unknown.add(`${id} in ${relative(root, file)}`)
      else found.set(relative(root, file), (found.get(relative(root, file)) ?? 0) + 1)
      if (refuses) refusing.set(id, (refusing.get(id) ?? 0) + 1)
    }

const table = new Table({
  head: ['rule', 'what', 'tests', 'that refuse', 'where'],
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
    refusing.get(id) || (BUILT.has(id) ? 'NONE' : '–'),
    where || (BUILT.has(id) ? '' : 'not built yet'),
  ])
}
console.log(table.toString())

const unproved = [...BUILT].filter((id) => proofs.get(id)?.size === 0)
/** A rule that refuses nothing is no rule. */
const unrefusing = [...BUILT].filter((id) => refusing.get(id) === 0 && !unproved.includes(id))
const faults = [
  ...unproved.map((id) => `${id} is built and no test proves it`),
  ...unrefusing.map((id) => `${id} has no test of what it refuses`),
  ...[...proofs].flatMap(([id, found]) =>
    found.size > 0 && !BUILT.has(id) ? [`${id} has tests but is not listed as built`] : [],
  ),
  ...[...unknown].map((id) => `there is no rule ${id}`),
]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
