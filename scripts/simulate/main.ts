/**
 * A county's year through the law itself, without emulators. See docs/simulator.md.
 *
 *   npm run --silent simulate -- --orders 60000 --seed 7 --out DIR      writes the year as an export
 *   npm run --silent simulate -- --orders 60000 --seed 7 --policy FILE  compares another policy with the county's
 */
import { parseArgs } from 'node:util'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'
import { sha256 } from '../../functions/src/platform/sha256'
import { FolderNotEmpty } from '../export/aside'
import { type Progress, progressOn } from '../import/progress'
import { comparison, outcomeOf } from './compare'
import { NotAPolicy, policyIn } from './policy-file'
import { type Doings, type Lived, type Simulation, simulate } from './run'
import { writeExport } from './write'

const HELP = `用法：npm run --silent simulate -- [选项]

不启动任何服务，用系统同一套规则模拟全县一年的工单，按导出的格式写成三个文件（docs/export.md），
或比较两种政策下的三项比率。同样的选项总是得到同样的结果，说明见 docs/simulator.md。

  --orders 件数     这一年的工单数，默认 60000
  --seed 数         随机种子，0 至 4294967295，默认 1
  --year 年         哪一年，须已公布放假安排，默认 2025
  --out 目录        写到哪里；目录须是空的，或还不存在
  --force           目录不空也写，只替换同名的三个文件
  --policy 文件     只写明与现行政策不同之处的 JSON，如 {"handlingWorkdays":{"complaint":5}}；
                    同时给出 --out 的，按该政策写出
  --help            显示本说明`

const MOST_ORDERS = 1_000_000
const MOST_SEED = 2 ** 32 - 1

class CannotRun extends Error {}

const optionsIn = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        orders: { type: 'string', default: '60000' },
        seed: { type: 'string', default: '1' },
        year: { type: 'string', default: '2025' },
        out: { type: 'string' },
        force: { type: 'boolean', default: false },
        policy: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new CannotRun(`选项有误（${(error as Error).message.split('\n')[0]!}）。用 --help 查看用法`)
  }
}

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= least && number <= most))
    throw new CannotRun(`--${name} 应为 ${least} 至 ${most} 的整数，给的是“${text}”`)
  return number
}

const yearIn = (text: string): number => {
  const years = officialYears().map(({ year }) => year)
  const year = Number(text)
  if (!years.includes(year))
    throw new CannotRun(
      `--year 应为已公布放假安排的年份（${years[0]!} 至 ${years.at(-1)!}），给的是“${text}”`,
    )
  return year
}

const policyOf = (file: string): Policy => {
  try {
    return policyIn(file)
  } catch (error) {
    if (error instanceof NotAPolicy) throw new CannotRun(`政策文件 ${file} 有误。${error.message}`)
    throw error
  }
}

/** The same, with the bar moving on. */
function* watched(lives: Iterable<Lived>, progress: Progress): Generator<Lived> {
  for (const lived of lives) {
    yield lived
    progress.advance(1)
  }
}

const told = (doings: Doings): string => {
  const sum = (counts: ReadonlyMap<unknown, number>): number =>
    [...counts.values()].reduce((total, count) => total + count, 0)
  return `共 ${sum(doings.given)} 次操作（${doings.given.size}/${COMMAND_TYPES.length} 种），另有 ${sum(doings.refused)} 次按规则被拒`
}

const withProgress = async <T>(orders: number, work: (progress: Progress) => T | Promise<T>): Promise<T> => {
  const progress = progressOn(orders, { verb: '模拟', unit: '件' })
  try {
    return await work(progress)
  } finally {
    progress.stop()
  }
}

const write = async (simulation: Simulation, policy: Policy, out: string, force: boolean): Promise<void> => {
  const doings: Doings = { given: new Map(), refused: new Map() }
  const { orders, events } = await withProgress(simulation.orders, (progress) =>
    writeExport({ out, force }, watched(simulate(simulation, policy, sha256, doings), progress)),
  )
  console.log(`模拟完毕：${orders} 件工单，${events} 条记录，写在 ${out}；${told(doings)}`)
}

const compare = async (simulation: Simulation, policy: Policy): Promise<void> => {
  const [base, other] = await withProgress(simulation.orders * 2, (progress) =>
    [DEFAULT_POLICY, policy].map((each) => outcomeOf(simulation, each, () => progress.advance(1))),
  )
  console.log(comparison(base!, other!))
}

async function main(): Promise<void> {
  const options = optionsIn(process.argv.slice(2))
  if (options.help) {
    console.log(HELP)
    return
  }
  const simulation: Simulation = {
    orders: wholeNumber('orders', options.orders, 1, MOST_ORDERS),
    seed: wholeNumber('seed', options.seed, 0, MOST_SEED),
    year: yearIn(options.year),
  }
  const { out, policy: file, force } = options
  if (out === '' || (out === undefined && file === undefined))
    throw new CannotRun('请用 --out 指明写到哪个目录，或用 --policy 指明要比较的政策。用 --help 查看用法')
  const policy = file === undefined ? DEFAULT_POLICY : policyOf(file)
  if (out !== undefined) await write(simulation, policy, out, force)
  if (file !== undefined) await compare(simulation, policy)
}

try {
  await main()
} catch (error) {
  process.exitCode = 1
  if (error instanceof FolderNotEmpty)
    console.error(`目录 ${error.message} 不是空的。换一个目录，或加上 --force`)
  else if (error instanceof CannotRun) console.error(error.message)
  else throw error
}
