import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Guard } from './guard'

/** What happened to the tests while the guard was out. */
export interface Trial {
  /** Named tests that failed, each by an assertion of its own. */
  readonly failed: number
  /** Twins that passed. */
  readonly held: number
  /** Why it proves nothing; null where it proves that the attack's test needs the guard. */
  readonly problem: string | null
}

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo'
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

const either = (...patterns: readonly (RegExp | undefined)[]): string =>
  patterns.flatMap((each) => (each === undefined ? [] : `(?:${each.source})`)).join('|')

/** Runs the tests of some guards, all of one file, and their twins in a copy of the checkout; a trial for each. */
export const tried = async (
  folder: string,
  guards: readonly Guard[],
  signal: AbortSignal,
): Promise<readonly Trial[]> => {
  const file = join(folder, 'trial.json')
  rmSync(file, { force: true })
  const said = await run(folder, guards, file, signal)
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null
  return guards.map((guard) => {
    if (report === null || report.testResults.every(({ assertionResults }) => assertionResults.length === 0))
      return { failed: 0, held: 0, problem: `nothing ran:\n${said}` }
    const others = guards.filter((each) => each !== guard)
    return judged(report, guard, others)
  })
}

const run = (
  folder: string,
  guards: readonly Guard[],
  report: string,
  signal: AbortSignal,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const [{ test, on }] = guards as [Guard]
    const args = [
      join(folder, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--project', 'attacks', `test/attacks/${test}.test.ts`],
      ...['-t', either(...guards.flatMap(({ after, fails, holds }) => [after, fails, holds]))],
      ...['--reporter', 'json', '--outputFile', report],
    ]
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, ATTACKS_ON: on },
      signal,
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-4_000)))
    child.once('error', reject)
    child.once('close', () => resolve(said))
  })

/** What an expectation says when it is not met: a test's own, that something never showed on a page, or that no refusal came. */
const ASSERTED =
  /^(?:AssertionError|(?:TimeoutError: )?locator\.|Error: (?:promise (?:resolved|rejected) |[a-z-]+ was accepted))/

const judged = ({ testResults }: Report, { fails, holds }: Guard, others: readonly Guard[]): Trial => {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  const attacks = all.filter(({ fullName }) => fails.test(fullName) && !holds.test(fullName))
  const twins = all.filter(({ fullName }) => holds.test(fullName))
  const broken = attacks.find(
    ({ status, failureMessages }) =>
      status === 'failed' && !failureMessages.some((each) => ASSERTED.test(each)),
  )
  const failed = attacks.filter(({ status }) => status === 'failed').length
  const held = twins.filter(({ status }) => status === 'passed').length
  const fallen = twins.find(({ status }) => status !== 'passed')
  const passed = attacks.find(({ status }) => status !== 'failed')
  const shared = attacks.find(({ fullName }) => others.some((other) => other.fails.test(fullName)))
  const problem =
    attacks.length === 0 || twins.length === 0
      ? 'no test has such a title'
      : fallen !== undefined
        ? `the twin does not pass: ${fallen.fullName}: ${firstLine(fallen)}`
        : passed !== undefined
          ? `nobody notices: ${passed.fullName}`
          : broken !== undefined
            ? `it fails by accident: ${broken.fullName}: ${firstLine(broken)}`
            : shared !== undefined
              ? `another guard of the round has it as well: ${shared.fullName}`
              : null
  return { failed, held, problem }
}

const firstLine = ({ failureMessages }: { readonly failureMessages: readonly string[] }): string =>
  failureMessages[0]?.split('\n')[0] ?? 'it did not run'
