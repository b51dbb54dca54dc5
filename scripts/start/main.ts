import { join, resolve } from 'node:path'
import Table from 'cli-table3'
import { type SampleSignIn, loadSampleCounty } from '../../emulator-data/load'
import { buildLocal } from '../local/build-local'
import { ensurePortsFree } from '../local/port-check'
import { PORT_NAMES, portOffset, ports } from '../local/ports'
import { startSuite } from '../local/suite'

const root = resolve(import.meta.dirname, '../..')
const say = (phase: string) => console.log(`· ${phase} …`)

async function start(): Promise<void> {
  const offset = portOffset()
  await ensurePortsFree(ports(offset), PORT_NAMES, offset)
  const logFile = join(root, '.local', `start-${offset}.log`)
  await buildLocal(say)
  say(`Starting the emulators and the task server 启动本地环境 (details in .local/start-${offset}.log)`)
  const suite = await startSuite({ offset, logFile })
  suite.onCrash((why) => {
    console.error(`The emulators stopped by themselves: ${why}`)
    void suite.stop().finally(() => process.exit(1))
  })
  try {
    say('Loading the sample county 载入示例数据')
    welcome(suite.origin, await loadSampleCounty(suite))
  } catch (error) {
    // Whoever presses Ctrl-C while it loads need not read that loading failed.
    if (suite.isStopping()) return
    await suite.stop()
    throw error
  }
}

function welcome(origin: string, people: readonly SampleSignIn[]): void {
  const table = new Table({
    head: ['role 身份', 'name 姓名', 'sign-in 账号', 'password 密码'],
    style: { head: [], border: [] },
  })
  for (const { role, name, email, password } of people) table.push([role, name, email, password])
  console.log(`ready ${origin}`)
  console.log(table.toString())
  console.log('Ctrl-C stops everything. `npm run clock -- +2d` makes two days pass.')
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
