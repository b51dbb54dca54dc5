/**
 * Holds an export against the rules, knowing nothing of the system that wrote it. See docs/audit.md.
 *
 *   npm run --silent audit -- DIR                 the folder that `export` or `simulate` wrote
 *   npm run --silent audit -- DIR --days FILE     with the years and days the county entered itself
 *
 * Exit code 0: nothing found; 2: findings, one a line; 1: not an export that can be read.
 */
import { parseArgs } from 'node:util'
import { audit, type Audited } from './audit'
import type { CountyDays } from './calendar'
import { lineOf } from './findings'
import { readJson, Unreadable } from './read'
import { said } from './time'

const HELP = `Usage: npm run --silent audit -- DIR [--days FILE]

Reads orders.jsonl, events.jsonl and stats.json in DIR and works out every deadline, breach and rate again from the
rules. --days names a JSON file with what the county entered over the official calendar:
{ "calendarYears": [{ "year": 2027, "days": [{ "date": "2027-01-01", "workday": false }] }], "calendarDays": [] }

Exit code 0: nothing found; 2: findings, one a line on stdout; 1: not an export that can be read.`

const summary = ({ findings, orders, events, until }: Audited): string =>
  [
    `${orders} orders, ${events} events, up to ${said(until)}`,
    '',
    'rule      checked   findings',
    ...findings
      .table()
      .map(
        ({ rule, checked, faults }) =>
          `${rule.padEnd(6)}${String(checked).padStart(11)}${String(faults).padStart(11)}`,
      ),
    ...[...findings.notes].map(([note, times]) => `note: ${note} (${times} times)`),
    '',
    findings.found.length === 0 ? 'nothing found' : `${findings.found.length} findings`,
  ].join('\n')

const main = (): number => {
  const { values, positionals } = parseArgs({
    options: { days: { type: 'string' }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new Unreadable('name one folder; --help says more')
  const county = values.days === undefined ? {} : (readJson(values.days) as Partial<CountyDays>)
  const audited = audit(folder, { calendarYears: [], calendarDays: [], ...county })
  for (const finding of audited.findings.found) console.log(lineOf(finding))
  console.log(summary(audited))
  return audited.findings.found.length === 0 ? 0 : 2
}

try {
  process.exitCode = main()
} catch (error) {
  process.exitCode = 1
  const known = error instanceof Unreadable || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  if (known !== true) throw error
  console.error(`audit: ${(error as Error).message}`)
}
