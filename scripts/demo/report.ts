import Table from 'cli-table3'
import { unitName } from '../../emulator-data/unit-names'
import { DAY } from '../../functions/src/domain/base/instant'
import { CENTRE, RATE } from '../../functions/src/domain/words/terms'
import { fullTime } from '../../functions/src/domain/words/times'
import type { Driven } from './drive'
import { type Fraction, type Incident, INCIDENTS, NO_RATES, type Outcome, type RateName } from './expectation'

const INCIDENT: Readonly<Record<Incident, string>> = {
  'centre-signed-late': '热线中心签收超时',
  'unit-signed-late': '承办单位签收超时',
  'handled-late': '办理超时',
  'climbed-to-principal': '超时上报主要领导（中心：审核员）',
  'climbed-to-county': '超时上报县领导',
}
const RATES: readonly RateName[] = ['signing', 'completion', 'satisfaction']

const scopeName = (scope: string): string =>
  scope === 'county' ? '全县' : scope === 'centre' ? CENTRE : unitName(scope)

/** County and centre first, then the units with most to sign. */
const scopesOf = ({ rates }: Outcome, other: Outcome): string[] => {
  const first = ['county', 'centre']
  const units = [...new Set([...rates.keys(), ...other.rates.keys()])].filter(
    (scope) => !first.includes(scope),
  )
  const size = (scope: string): number => rates.get(scope)?.signing.in ?? 0
  return [...first, ...units.sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1))]
}

const isSame = (a: Fraction, b: Fraction): boolean => a.of === b.of && a.in === b.in

const plain = ({ of, in: all }: Fraction): string => (all === 0 ? '—' : `${of}/${all}`)
const withPercent = (rate: Fraction): string =>
  rate.in === 0 ? plain(rate) : `${plain(rate)}  ${((100 * rate.of) / rate.in).toFixed(1)}%`
const mark = (isRight: boolean): string => (isRight ? '✓' : '✗')

/** Every figure that is not what the plan says, named; none when all is well. */
export const mismatches = (expected: Outcome, kept: Outcome): string[] => [
  ...scopesOf(expected, kept).flatMap((scope) =>
    RATES.filter(
      (rate) =>
        !isSame((expected.rates.get(scope) ?? NO_RATES)[rate], (kept.rates.get(scope) ?? NO_RATES)[rate]),
    ).map((rate) => `${scopeName(scope)} ${RATE[rate]}`),
  ),
  ...INCIDENTS.filter((incident) => expected.incidents[incident] !== kept.incidents[incident]).map(
    (incident) => INCIDENT[incident],
  ),
  ...(expected.archived === kept.archived ? [] : ['归档']),
]

const figuresTable = (expected: Outcome, kept: Outcome): string => {
  const table = new Table({
    head: ['范围', ...RATES.flatMap((rate) => [`${RATE[rate]} 实记`, '应为']), ''],
    style: { head: [], border: [], compact: true },
  })
  for (const scope of scopesOf(expected, kept)) {
    const [should, is] = [expected.rates.get(scope) ?? NO_RATES, kept.rates.get(scope) ?? NO_RATES]
    table.push([
      scopeName(scope),
      ...RATES.flatMap((rate) => [withPercent(is[rate]), plain(should[rate])]),
      mark(RATES.every((rate) => isSame(is[rate], should[rate]))),
    ])
  }
  return table.toString()
}

const incidentsTable = (expected: Outcome, kept: Outcome): string => {
  const table = new Table({
    head: ['事项', '实记', '应为', ''],
    style: { head: [], border: [], compact: true },
  })
  const row = (name: string, is: number, should: number): void => {
    table.push([name, is, should, mark(is === should)])
  }
  for (const incident of INCIDENTS)
    row(INCIDENT[incident], kept.incidents[incident], expected.incidents[incident])
  row('归档', kept.archived, expected.archived)
  return table.toString()
}

/** The demo on one page: what the system kept beside what the plan says it should have. */
export const reportOf = (expected: Outcome, driven: Driven, seconds: number): string => {
  const { outcome, orders, commands, from, until, unsettled } = driven
  const wrong = mismatches(expected, outcome)
  const days = ((until - from) / DAY).toFixed(1)
  return [
    figuresTable(expected, outcome),
    incidentsTable(expected, outcome),
    `${orders.length} 件工单（${orders[0] ?? '—'} 起），${commands} 次操作，模拟 ${days} 天（${fullTime(from)} 至 ${fullTime(until)}），用时 ${seconds.toFixed(0)} 秒。`,
    ...(unsettled.length > 0
      ? [`✗ ${unsettled.length} 件工单的统计数字没有更新，如 ${unsettled[0] ?? ''}。`]
      : []),
    wrong.length === 0 ? '✓ 全部数字与计划一致。' : `✗ 与计划不一致：${wrong.join('、')}。`,
  ].join('\n')
}
