import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
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

/** What can fail soonest comes first. The production build is looked into by tests; what runs locally they build themselves. */
const STEPS: readonly Step[] = [
  npm('format:check'),
  npm('lint'),
  npm('typecheck'),
  npm('arrows'),
  npm('unused'),
  npm('rules'),
  npm('state-chart:check'),
  npm('build'),
  vitest('unit'),
  vitest('proof'),
  vitest('rules'),
  vitest('system'),
]

/** The numbers a test run left behind; a run that left none has failed before its first test. */
const counted = (file: string): { passed: number; failed: number } => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
      numPendingTests: number
    }
    return { passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
let passed = 0
let failed = 0
const lines: string[] = []
for (const { name, command } of STEPS) {
  console.log(`\n${name} …`)
  const started = performance.now()
  const [program, ...args] = command
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  lines.push(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  const isTests = name.endsWith(' tests')
  const counts = isTests
    ? counted(join(results, `${name.replace(' tests', '')}.json`))
    : { passed: 0, failed: 0 }
  passed += counts.passed
  // A step may fail without a failed test: a check that found something, or a suite that did not come up.
  failed += Math.max(counts.failed, status === 0 ? 0 : 1)
}
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
