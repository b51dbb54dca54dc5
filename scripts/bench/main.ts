/**
 * Figures of speed and cost, measured on a local system of its own.
 *
 *   npm run bench
 *   npm run --silent bench -- --json      one JSON object on stdout
 *   npm run bench -- --lists              only what a page of a list costs
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import type { Firestore } from 'firebase-admin/firestore'
import { crewAt } from '../../emulator-data/crew'
import { loadSamplePeople } from '../../emulator-data/load'
import { openLocalAdmin, targetOf } from '../../emulator-data/local-system'
import { benchCommands } from './commands'
import { benchDeadlines } from './deadlines'
import { webBytes } from './web-bytes'
import { costOfMainRoad } from './main-road'
import { costOfLists } from './lists'
import { costOfSeal } from './seal'
import { buildFunctions } from '../build/build-functions'
import { freeOffset } from '../local/free-offset'
import { originOf } from '../local/ports'
import { startSuite, type Suite } from '../local/suite'

const root = resolve(import.meta.dirname, '../..')
const PROJECT = 'demo-bench'
const logFile = join(root, '.local', `${PROJECT}.log`)

interface Measured {
  readonly name: string
  readonly value: number
  readonly what: string
}

const say = (phase: string): void => {
  process.stderr.write(`· ${phase} …\n`)
}

const onASystem = async (
  measure: (suite: Suite, db: Firestore) => Promise<Measured[]>,
): Promise<Measured[]> => {
  await buildFunctions()
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
    return await measure(suite, admin.db)
  } finally {
    await admin.close()
    await suite.stop()
  }
}

const onTheSystem = (): Promise<Measured[]> =>
  onASystem(async (suite, db) => {
    const crew = crewAt(targetOf(suite))
    say('One order down the main road 一件工单的全程')
    const cost = await costOfMainRoad({
      db,
      crew,
      tasksOrigin: suite.tasksOrigin,
      logFile,
      stopReactions: async () => {
        await fetch(`${originOf(suite.ports.hub)}/functions/disableBackgroundTriggers`, { method: 'PUT' })
      },
    })
    say('The nightly seal 夜间封存')
    const sealing = await costOfSeal(db)
    say('Commands per second 每秒操作数')
    const rate = await benchCommands(db, crew)
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
  })

/** Once more on a system of its own: what the lists of fifty thousand orders are read from would lie in the way of the rest. */
const ofLists = (): Promise<Measured[]> =>
  onASystem(async (_suite, db) => {
    say('A page of a list 列表一页')
    return (await costOfLists(db)).flatMap(({ orders, documents, bytes, bytesOfOrders, waiting }) => {
      const among = `${orders / 1000}k orders`
      const name = (what: string): string => `list${what}Of${orders / 1000}k`
      return [
        {
          name: name('PageDocuments'),
          value: documents,
          what: `documents read for a page of a list, ${among}`,
        },
        { name: name('PageBytes'), value: bytes, what: 'its bytes, as JSON' },
        { name: name('PageBytesWhole'), value: bytesOfOrders, what: 'the same page of whole orders' },
        { name: name('QueueCount'), value: waiting, what: 'waiting in one queue, counted by the server' },
      ]
    })
  })

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
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, lists: { type: 'boolean', default: false } },
  })
  // The system is gone when deadlines are measured, or they would share the processor with it.
  const measured = values.lists
    ? await ofLists()
    : [...(await onTheSystem()), ...(await ofLists()), ...ofDeadlines(), ...ofTheWeb()]
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
