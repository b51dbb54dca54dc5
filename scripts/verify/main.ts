/**
 * Proves an export against the nightly seals, knowing nothing of the system that wrote either. See docs/seals.md.
 *
 *   npm run --silent verify -- DIR --seals DIR --public-key FILE
 *
 * Exit code 0: nothing found; 1: findings, one a line; 2: not an export or not seals that can be read.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chainsIn } from './chains'
import { compare, type Finding } from './compare'
import { namesIn, Unreadable } from './read'
import { keysFrom, type Read, type Seal, sealsIn } from './seals'

const HELP = `Usage: npm run --silent verify -- DIR --seals DIR [--public-key FILE]… [--until NO] [--json]

Proves the export in DIR against the seals: names what was changed, added or removed, and since which seal.

  --seals DIR         the seals, as copied from where the sealer puts them
  --public-key FILE   the sealer's public key, PEM, from a hand you trust; once for each key there has been.
                      Without it the keys that lie beside the seals are used, and their fingerprints printed
  --until NO          only up to this seal: for an export that is older than the latest ones
  --json              one JSON object on stdout

Exit code 0: nothing found; 1: findings, one a line on stdout; 2: not an export or not seals that can be read.`

const lineOf = (seals: readonly Seal[], { what, chain, from, after, before, detail }: Finding): string => {
  const night = (no: number): string => `${no} (${seals.find((seal) => seal.no === no)?.night ?? '?'})`
  return [
    what.padEnd(8),
    chain,
    ...(what === 'seal' ? [] : [`from ${from} on`]),
    ...(after === null
      ? []
      : [`after seal ${night(after)}${before === null ? '' : `, before seal ${night(before)}`}`]),
    detail,
  ].join('  ')
}

function* upTo(seals: Iterable<Read>, until: number): Generator<Read> {
  for (const read of seals) {
    if (read.seal.no > until) return
    yield read
  }
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** Things that are not the export's fault but must be known. */
const notesOn = (seals: readonly Seal[], ownKeys: readonly string[]): string[] => [
  ...ownKeys.map(
    (id) => `the key ${id} lies beside the seals: compare its fingerprint with what you were given`,
  ),
  ...seals.flatMap(({ no, night, faults }, index) => {
    const before = seals[index - 1]
    const missed = before === undefined ? 0 : daysBetween(before.night, night) - 1
    return [
      ...(missed > 0 ? [`${missed} nights before seal ${no} (${night}) have none`] : []),
      ...(faults.count > 0 ? [`seal ${no} (${night}) itself found ${faults.count} that did not hold`] : []),
    ]
  }),
]

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      seals: { type: 'string' },
      'public-key': { type: 'string', multiple: true, default: [] },
      until: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [folder] = positionals
  if (values.help) {
    console.log(HELP)
    return 0
  }
  if (folder === undefined || values.seals === undefined)
    throw new Unreadable('say DIR and --seals DIR; --help tells more')
  const sealsFolder = values.seals
  const given = values['public-key']
  const own = given.length > 0 ? [] : namesIn(sealsFolder).filter((name) => name.endsWith('.pem'))
  const keys = keysFrom([...given, ...own.map((name) => join(sealsFolder, name))])
  const chains = await chainsIn(folder)
  const { findings, seals } = compare(
    chains,
    upTo(sealsIn(sealsFolder, keys), values.until === undefined ? Infinity : Number(values.until)),
  )
  if (seals.length === 0) throw new Unreadable(`${sealsFolder}: no seal`)
  const notes = notesOn(seals, given.length > 0 ? [] : [...keys.keys()])
  if (values.json) console.log(JSON.stringify({ seals: seals.length, chains: chains.size, findings, notes }))
  else {
    for (const finding of findings) console.log(lineOf(seals, finding))
    for (const note of notes) console.error(`note: ${note}`)
    console.error(
      `${seals.length} seals, the last of ${seals.at(-1)?.night ?? ''}; ${chains.size} chains; ${findings.length} findings`,
    )
  }
  return findings.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isOurs =
    error instanceof Unreadable || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  if (!isOurs) throw error
  console.error((error as Error).message)
  process.exitCode = 2
}
