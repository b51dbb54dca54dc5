import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const results = join(root, '.local/test-results')

interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

const npm = (script: string): Step => ({ name: script, command: ['npm', 'run', '--silent', script] })

const vitest = (project: string): Step => ({
  name: `${project} tests`,
  command: [
    'npx',
    'vitest',
    'run',
    ...['--project', project, '--reporter', 'default', '--reporter', 'json'],
    ...['--outputFile.json', join(results, `${project}.json`)],
  ],
})

/** Checks that look at the files alone; two of them share a small machine well. */
const CHECKS: readonly Step[] = [
  npm('lint'),
  npm('typecheck'),
  npm('format:check'),
  npm('arrows'),
  npm('unused'),
  npm('rules'),
  npm('state-chart:check'),
  npm('build'),
]
const CHECKS_AT_ONCE = 2

/** Each has the machine to itself, what fails soonest first. What runs locally they build themselves. */
const TESTS: readonly Step[] = [
  vitest('unit'),
  vitest('proof'),
  vitest('rules'),
  vitest('attacks'),
  vitest('system'),
]

interface Run {
  readonly step: Step
  readonly ok: boolean
  readonly seconds: string
}

/** `whole`: what it prints comes in one piece at its end, so that two at a time can be told apart. */
const run = (step: Step, whole: boolean): Promise<Run> =>
  new Promise((done, reject) => {
    const started = performance.now()
    const [program, ...args] = step.command
    const child = spawn(program, args, { cwd: root, stdio: whole ? 'pipe' : 'inherit' })
    const printed: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk))
    child.on('error', reject)
    child.on('close', (status) => {
      if (whole) console.log(`\n${step.name} …\n${Buffer.concat(printed).toString()}`)
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      done({ step, ok: status === 0, seconds })
    })
  })

const runChecks = async (): Promise<Run[]> => {
  const waiting = CHECKS.values()
  const done: Run[] = []
  const work = async (): Promise<void> => {
    // The workers share one iterator: each check is handed out once.
    for (const check of waiting) done.push(await run(check, true))
  }
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work))
  return done
}

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/** What went wrong in one file, a line each: the end of the output is what a build server keeps. */
const wrongIn = ({ name, status, message, assertionResults }: Report['testResults'][number]): string[] => {
  const file = relative(root, name)
  const said = (text = ''): string => text.trim().split('\n', 3).join(' / ')
  const wrong = assertionResults
    .filter((test) => test.status !== 'passed')
    .map((test) => `${file}: ${test.fullName} (${test.status}) ${said(test.failureMessages?.[0])}`)
  return status === 'failed' && wrong.length === 0 ? [`${file}: ${said(message)}`] : wrong
}

/** What a test run left behind; a run that left nothing has failed before its first test. */
const counted = ({ command, name }: Step): { passed: number; failed: number; wrong: readonly string[] } => {
  if (command[1] !== 'vitest') return { passed: 0, failed: 0, wrong: [] }
  try {
    const file = join(results, `${name.replace(' tests', '')}.json`)
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + report.numPendingTests,
      wrong: report.testResults.flatMap(wrongIn),
    }
  } catch {
    return { passed: 0, failed: 1, wrong: [`${name}: no report`] }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
const started = performance.now()
const runs = await runChecks()
for (const test of TESTS) {
  console.log(`\n${test.name} …`)
  runs.push(await run(test, false))
}
const lines = runs.map(({ step, ok, seconds }) => `${ok ? 'ok  ' : 'FAIL'} ${step.name} (${seconds} s)`)
const counts = runs.map(({ step, ok }) => {
  const { passed, failed, wrong } = counted(step)
  // A step may fail without a failed test: a check that found something, or a suite that did not come up.
  return { passed, failed: Math.max(failed, ok ? 0 : 1), wrong }
})
const sum = (which: 'passed' | 'failed'): number => counts.reduce((total, each) => total + each[which], 0)
const wrong = counts.flatMap((each) => each.wrong)
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  `\n${[...lines, ...wrong].join('\n')}\nin ${minutes} minutes\n\n${sum('passed')} passed, ${sum('failed')} failed`,
)
process.exitCode = sum('failed') > 0 ? 1 : 0
