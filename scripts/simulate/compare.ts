import Table from 'cli-table3'
import { CATEGORIES } from '../../functions/src/domain/matters/category'
import { RATES, talliesOf } from '../../functions/src/domain/figures/figures'
import { type Counts, NO_COUNTS, plus } from '../../functions/src/domain/order/counts'
import { UNCATEGORISED } from '../../functions/src/domain/order/standing'
import { CLOCK_KINDS, type ClockKind, type Policy } from '../../functions/src/domain/policy/policy'
import { CATEGORY, TIMED } from '../../functions/src/domain/words/terms'
import { type Simulation, simulate } from './run'

/** What a year comes to under one policy: the county's counts by category, and how many clocks of each kind ran out. */
export interface Outcome {
  readonly categories: ReadonlyMap<string, Counts>
  readonly breaches: Readonly<Record<ClockKind, number>>
}

/** None of the simulated data is kept, so none has to be sealed. */
const unsealed = (): string => ''

export const outcomeOf = (
  simulation: Simulation,
  policy: Policy,
  advance: () => void = () => undefined,
): Outcome => {
  const categories = new Map<string, Counts>()
  const breaches = Object.fromEntries(CLOCK_KINDS.map((kind) => [kind, 0])) as Record<ClockKind, number>
  for (const { order } of simulate(simulation, policy, unsealed)) {
    for (const { scope, category, counts } of talliesOf(order))
      if (scope === 'county') categories.set(category, plus(categories.get(category) ?? NO_COUNTS, counts))
    for (const { kind, breachedAt } of order.clocks) if (breachedAt !== null) breaches[kind] += 1
    advance()
  }
  return { categories, breaches }
}

export type Rate = keyof typeof RATES

export const totalOf = ({ categories }: Outcome): Counts =>
  [...categories.values()].reduce<Counts>(plus, NO_COUNTS)

const RATE: Readonly<Record<Rate, string>> = {
  signing: '按时接收率',
  completion: '按时办结率',
  satisfaction: '满意率',
}
const share = (counts: Counts, rate: Rate): number | null => {
  const { of, in: all } = RATES[rate]
  return counts[all] === 0 ? null : (counts[of] / counts[all]) * 100
}

/** Always as a fraction, and then in percent (G). */
const fraction = (counts: Counts, rate: Rate): string => {
  const percent = share(counts, rate)
  const { of, in: all } = RATES[rate]
  return `${counts[of]}/${counts[all]}  ${percent === null ? '—' : `${percent.toFixed(2)}%`}`
}

const signed = (difference: number, digits: number): string =>
  `${difference > 0 ? '+' : ''}${difference.toFixed(digits)}`

const points = (before: Counts, now: Counts, rate: Rate): string => {
  const [was, is] = [share(before, rate), share(now, rate)]
  return was === null || is === null ? '—' : `${signed(is - was, 2)} 个百分点`
}

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({
    head: [...head],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  for (const row of rows) table.push([...row])
  return table.toString()
}

/** The two years side by side: the three rates by category and together, and then what ran out. */
export const comparison = (base: Outcome, other: Outcome): string => {
  const seen = [...CATEGORIES, UNCATEGORISED].filter(
    (category) => base.categories.has(category) || other.categories.has(category),
  )
  const line = (rate: Rate, name: string, was: Counts, is: Counts) => [
    RATE[rate],
    name,
    fraction(was, rate),
    fraction(is, rate),
    points(was, is, rate),
  ]
  const rates = (Object.keys(RATES) as Rate[]).flatMap((rate) => [
    ...seen.map((category) =>
      line(
        rate,
        category === UNCATEGORISED ? '未定类别' : CATEGORY[category as keyof typeof CATEGORY],
        base.categories.get(category) ?? NO_COUNTS,
        other.categories.get(category) ?? NO_COUNTS,
      ),
    ),
    line(rate, '合计', totalOf(base), totalOf(other)),
  ])
  const breaches = CLOCK_KINDS.map((kind) => [
    '超时次数',
    TIMED[kind],
    String(base.breaches[kind]),
    String(other.breaches[kind]),
    signed(other.breaches[kind] - base.breaches[kind], 0),
  ])
  return tableOf(['指标', '类别', '现行政策', '拟改政策', '变化'], [...rates, ...breaches])
}
