import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { GUARDS } from '../../test/attacks/guards'
import { isMain } from '../local/is-main'
import { Copy } from './copy'
import type { Guard } from './guard'
import { type Trial, tried } from './trial'

const USAGE = `npm run prove:attacks                    take out every guard, one at a time
npm run prove:attacks -- --together      those of one file together where they can be, which is quicker
npm run prove:attacks -- 5 8             those of attacks 5 and 8
npm run prove:attacks -- --on nothing    those whose tests start no emulator (or: functions, page)
npm run prove:attacks -- 8 --only macro  those whose words say so
npm run prove:attacks -- --check         only whether every guard is found`

const asked = (args: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      on: { type: 'string', default: '' },
      only: { type: 'string', default: '' },
      together: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  })
  const numbers = positionals.map(Number)
  const guards = GUARDS.filter(
    ({ attack, what, on }) =>
      (numbers.length === 0 || numbers.includes(attack)) &&
      what.includes(values.only) &&
      (values.on === '' || values.on === on),
  )
  if (guards.length === 0) throw new Error(`there is no such guard\n\n${USAGE}`)
  return { guards, check: values.check, together: values.together }
}

/**
 * Guards that are taken out together: they belong to one test file, stand in different places, and each has tests of its
 * own. If two of them name the same test, the trial shows it.
 */
const roundsOf = (guards: readonly Guard[], together: boolean): readonly (readonly Guard[])[] => {
  const rounds: Guard[][] = []
  const goWith = (one: Guard, other: Guard): boolean =>
    one.broad !== true &&
    other.broad !== true &&
    one.test === other.test &&
    one.on === other.on &&
    one.fails.source !== other.fails.source &&
    !one.taking.some(({ find }) =>
      other.taking.some((each) => find.includes(each.find) || each.find.includes(find)),
    )
  for (const guard of guards) {
    const round = together ? rounds.find((each) => each.every((other) => goWith(guard, other))) : undefined
    if (round === undefined) rounds.push([guard])
    else round.push(guard)
  }
  return rounds
}
const main = async (args: readonly string[]): Promise<void> => {
  const { guards, check, together } = asked(args)
  const stopped = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort())
  const copy = new Copy(resolve(import.meta.dirname, '../..'))
  const started = performance.now()
  let [noticed, problems] = [0, 0]

  const say = ({ attack, what }: Guard, { failed, held, problem }: Trial): void => {
    if (problem === null) noticed++
    else problems++
    console.log(
      `attack ${attack} · ${what} · taken out: ${problem ?? `${failed} failed, ${held} twins pass`}`,
    )
  }
  const tryTogether = async (round: readonly Guard[]): Promise<readonly Trial[]> => {
    const putBack = copy.takeOut(round.flatMap(({ taking }) => taking))
    try {
      return await tried(copy.folder, round, stopped.signal)
    } finally {
      putBack()
    }
  }

  try {
    const lost = guards.filter((guard) => {
      const problem = copy.missing(guard.taking)
      if (problem !== null) say(guard, { failed: 0, held: 0, problem })
      return problem !== null
    })
    const found = guards.filter((guard) => !lost.includes(guard))
    for (const round of check ? [] : roundsOf(found, together)) {
      const trials = await tryTogether(round)
      for (const [index, guard] of round.entries()) {
        const trial = trials[index]!
        // Together they may be in each other's way.
        const again = trial.problem !== null && round.length > 1
        say(guard, again ? (await tryTogether([guard]))[0]! : trial)
      }
    }
    const minutes = ((performance.now() - started) / 60_000).toFixed(1)
    console.log(
      check
        ? `${found.length} of ${guards.length} guards are found in exactly one place each`
        : `${noticed} of ${guards.length} guards cannot be taken out unnoticed (${minutes} min)`,
    )
  } finally {
    copy.remove()
  }
  if (problems > 0) process.exitCode = 1
}

if (isMain(import.meta.url)) await main(process.argv.slice(2))
