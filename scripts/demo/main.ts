import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import { openLocalAdmin } from '../../emulator-data/local-system'
import { systemAt } from './at-hand'
import { drive, stepsIn } from './drive'
import { expectedOf } from './expectation'
import { readMessages } from './message-file'
import { type DemoMessage, planDay } from './plan'
import { mismatches, reportOf } from './report'
import { portOffset } from '../local/ports'

const USAGE = `用法：npm run demo:day -- [选项]

在本地环境中把一批工单从转办办到归档，时钟随之推进十来天，最后把系统记下的数字与事先算好的逐项核对。
本地环境没有运行时单独启动一个，结束后停掉。

  --orders N            多少件工单，默认 200
  --seed N              计划的随机种子，默认 12345；种子相同，计划相同
  --messages 文件       诉求取自 CSV 或 Excel 文件，默认取自 emulator-data/messages.ts
  --map 字段=列名,…     指明文件各列，同 npm run import

退出码 0：数字全部一致；1：有不一致；2：没有办完。`

const wholeNumber = (name: string, text: string, atLeast: number): number => {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < atLeast)
    throw new Error(`--${name} 应为不小于 ${atLeast} 的整数，不能是“${text}”`)
  return value
}

const messagesIn = async (file: string, map: string): Promise<readonly DemoMessage[]> => {
  const { messages, leftOut } = await readMessages(file, map)
  console.log(`${file}：可用 ${messages.length} 行${leftOut > 0 ? `，略去 ${leftOut} 行` : ''}`)
  return messages
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '200' },
      seed: { type: 'string', default: '12345' },
      messages: { type: 'string' },
      map: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const seed = wholeNumber('seed', values.seed, 0)
  const count = wholeNumber('orders', values.orders, 1)
  const plan = planDay(
    seed,
    count,
    values.messages === undefined ? undefined : await messagesIn(values.messages, values.map),
  )
  const expected = expectedOf(plan)
  const { system, release } = await systemAt(portOffset(), (phase) => console.log(phase))
  const { db, close } = openLocalAdmin(system)
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% {value}/{total} {phase}',
      noTTYOutput: true,
      notTTYSchedule: 10_000,
      hideCursor: true,
    },
    Presets.shades_classic,
  )
  const started = performance.now()
  try {
    bar.start(stepsIn(plan), 0, { phase: '' })
    const driven = await drive(db, system, plan, {
      phase: (phase) => bar.update({ phase }),
      done: (acts) => bar.increment(acts),
    })
    bar.stop()
    console.log(reportOf(expected, driven, (performance.now() - started) / 1_000))
    return mismatches(expected, driven.outcome).length === 0 && driven.unsettled.length === 0 ? 0 : 1
  } finally {
    bar.stop()
    await close()
    await release()
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}
