/**
 * Figures of speed and cost, measured on a local system of its own.
 *
 *   npm run bench
 *   npm run --silent bench -- --json      one JSON object on stdout
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { crewAt } from '../../emulator-data/crew'
import { loadSamplePeople } from '../../emulator-data/load'
import { openLocalAdmin, targetOf } from '../../emulator-data/local-system'
import { benchCommands } from './commands'
import { benchDeadlines } from './deadlines'
import { webBytes } from './web-bytes'
import { costOfMainRoad } from './main-road'
import { costOfSeal } from './seal'
import { buildFunctions } from '../build/build-functions'
import { freeOffset } from '../local/free-offset'
import { originOf } from '../local/ports'
import { startSuite } from '../local/suite'

const root = resolve(import.meta.dirname, '../..')
const PROJECT = 'demo-bench'

interface Measured {
  readonly name: string
  readonly value: number
  readonly what: string
}

const say = (phase: string): void => {
  process.stderr.write(`· ${phase} …\n`)
}

const onTheSystem = async (): Promise<Measured[]> => {
  await buildFunctions()
  const logFile = join(root, '.local', `${PROJECT}.log`)
  say('Starting a local system 启动本地环境')
  const suite = await startSuite({
    offset: await freeOffset(),
    projectId: PROJECT,
    only: ['auth', 'firestore', 'functions'],
    logFile,
    quiet: true,
  })
  const admin = openLocalAdmin(suite)
  try {
    await loadSamplePeople(suite)
    const crew = crewAt(targetOf(suite))
    say('One order down the main road 一件工单的全程')
    const cost = await costOfMainRoad({
      db: admin.db,
      crew,
      tasksOrigin: suite.tasksOrigin,
      logFile,
      stopReactions: async () => {
        await fetch(`${originOf(suite.ports.hub)}/functions/disableBackgroundTriggers`, { method: 'PUT' })
      },
    })
    say('The nightly seal 夜间封存')
    const sealing = await costOfSeal(admin.db)
    say('Commands per second 每秒操作数')
    const rate = await benchCommands(admin.db, crew)
    return [
      {
        name: 'sealReadsPerThousandOrders',
        value: sealing.readsPerThousand,
        what: "documents one night's seal reads for 1,000 orders of the whole road",
      },
      { name: 'sealOrdersPerSecond', value: sealing.ordersPerSecond, what: 'orders sealed, on the emulator' },
      {
        name: 'commandsPerSecond',
        value: rate.throughTheDoor,
        what: 'commands through callable and emulator, 4 at once',
      },
      { name: 'commandsPerSecondWithoutDoor', value: rate.commandAlone, what: 'the same in one process' },
      {
        name: 'bareTransactionsPerSecond',
        value: rate.bareTransaction,
        what: 'the same reads and writes, deciding nothing',
      },
      { name: 'mainRoadCommands', value: cost.commands, what: 'one order, transfer to archive: commands' },
      { name: 'mainRoadDocumentReads', value: cost.reads, what: 'documents read' },
      { name: 'mainRoadDocumentWrites', value: cost.writes, what: 'documents written' },
      { name: 'mainRoadDocumentDeletes', value: cost.deletes, what: 'documents deleted' },
      { name: 'mainRoadFunctionInvocations', value: cost.functionInvocations, what: 'functions run' },
      { name: 'mainRoadTasksCreated', value: cost.tasksCreated, what: 'alarms set' },
      {
        name: 'documentsWrittenPerCommand',
        value: Math.max(...cost.writesPerCommand),
        what: 'at most, of the main road',
      },
    ]
  } finally {
    await admin.close()
    await suite.stop()
  }
}

const ofDeadlines = (): Measured[] => {
  say('Deadlines per second 每秒时限计算')
  const rates = benchDeadlines()
  const measured = (name: string, contender: keyof typeof rates): Measured => {
    const { perSecond, differing, compared } = rates[contender]
    return {
      name,
      value: perSecond,
      what: `${contender}${differing === 0 ? '' : `: ${differing} of ${compared} wrong`}`,
    }
  }
  return [
    measured('deadlinesPerSecond', 'ours'),
    measured('deadlinesPerSecondDayjsBusinessTime', 'dayjs-business-time'),
    measured('deadlinesPerSecondDayjsBusinessTimeEveryDayOff', 'dayjs-business-time, every day off listed'),
    measured('deadlinesPerSecondChineseDays', 'chinese-days'),
  ]
}

const ofTheWeb = (): Measured[] => {
  say('Building the web pages 构建网页')
  execFileSync('npm', ['run', '--silent', 'build:web'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const { signIn, list } = webBytes()
  return [
    { name: 'webSignInBytesGzip', value: signIn, what: 'first load of the sign-in page, bytes' },
    { name: 'webListBytesGzip', value: list, what: 'first load of the work list, sign-in included, bytes' },
  ]
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  // The system is gone when deadlines are measured, or they would share the processor with it.
  const measured = [...(await onTheSystem()), ...ofDeadlines(), ...ofTheWeb()]
  if (values.json) {
    console.log(JSON.stringify(Object.fromEntries(measured.map(({ name, value }) => [name, value]))))
    return
  }
  const table = new Table({
    head: ['figure', 'value', 'what'],
    colAligns: ['left', 'right', 'left'],
    style: { head: [], border: [], compact: true },
  })
  for (const { name, value, what } of measured) table.push([name, value.toLocaleString('en'), what])
  console.log(table.toString())
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
