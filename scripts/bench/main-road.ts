import { readFile } from 'node:fs/promises'
import type { Firestore } from 'firebase-admin/firestore'
import type { Crew } from '../../emulator-data/crew'
import { reflect } from '../../functions/src/reactions/reflect'
import { ring } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { countDocuments, type Documents } from './counting'
import { bringInHere, giveHere, MAIN_ROAD, rowOf } from './road'

/** The cost of one order that goes well, from transfer to archive, without what pages read to show it. */
export interface MainRoadCost extends Documents {
  readonly commands: number
  readonly functionInvocations: number
  readonly tasksCreated: number
  /** Of each command alone; what follows from it is counted above. */
  readonly writesPerCommand: readonly number[]
}

export interface BenchSystem {
  readonly db: Firestore
  readonly crew: Crew
  readonly tasksOrigin: string
  readonly logFile: string
  /** Switches the reactions off for good: from then on only this process does what is done. */
  readonly stopReactions: () => Promise<void>
}

/** The functions that an order sets off. Schedules run by the clock, however many orders there are. */
const OF_ORDERS = /Beginning execution of "[\w-]*-(?:takeIn|command|orderChanged|ring)"/g

const invocationsSoFar = async (logFile: string): Promise<number> =>
  (await readFile(logFile, 'utf8')).match(OF_ORDERS)?.length ?? 0

const tasksSoFar = async (tasksOrigin: string): Promise<number> => {
  const response = await fetch(`${tasksOrigin}/_local/state`)
  return ((await response.json()) as { counts: { created?: number } }).counts.created ?? 0
}

const SETTLED_WITHIN = 30_000
const POLL = 50

/** Waits until a value has stopped rising because nothing is left to raise it. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + SETTLED_WITHIN
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('what the order set off did not come to an end')
    await new Promise((resolve) => setTimeout(resolve, POLL))
  }
}

/**
 * The order goes the road twice. Through the real doors, where the emulator's log says which functions ran and the task
 * server which tasks it was given; and through the same code in this process, where documents can be counted. An alarm
 * that was set rings in its time even when its clock has been stopped, so each task is one more run and one more read.
 */
export const costOfMainRoad = async ({
  db,
  crew,
  tasksOrigin,
  logFile,
  stopReactions,
}: BenchSystem): Promise<MainRoadCost> => {
  const before = { runs: await invocationsSoFar(logFile), tasks: await tasksSoFar(tasksOrigin) }
  const id = 'ROAD-1'
  await crew.takeIn([rowOf(id)])
  let version = 1
  const alarms = new Set<number>()
  const noteAlarm = async (): Promise<void> => {
    const order = (await paths(db).order(id).get()).data()
    if (order !== undefined && order.alarmAt !== null) alarms.add(order.alarmVersion)
  }
  await noteAlarm()
  for (const [index, act] of MAIN_ROAD.entries()) {
    version = await crew.give(id, `${id}-command-${index}`, act, version)
    await noteAlarm()
  }
  const writes = 1 + MAIN_ROAD.length
  const expectedRuns = writes * 2
  await until(async () => (await tasksSoFar(tasksOrigin)) - before.tasks >= alarms.size)
  await until(async () => (await invocationsSoFar(logFile)) - before.runs >= expectedRuns)
  const tasksCreated = (await tasksSoFar(tasksOrigin)) - before.tasks
  const runs = (await invocationsSoFar(logFile)) - before.runs

  await stopReactions()
  const counted = await countHere(db, tasksCreated)
  return { ...counted, commands: MAIN_ROAD.length, functionInvocations: runs + tasksCreated, tasksCreated }
}

const countHere = async (
  db: Firestore,
  rings: number,
): Promise<Documents & { writesPerCommand: readonly number[] }> => {
  const id = 'ROAD-2'
  const sum = { reads: 0, writes: 0, deletes: 0 }
  // The first order of a process also reads the policy, which every later one finds in memory.
  await bringInHere(db, 'ROAD-0', Date.now())
  const since = countDocuments(db)
  const add = (): number => {
    const { reads, writes, deletes } = since()
    sum.reads += reads
    sum.writes += writes
    sum.deletes += deletes
    return writes
  }
  await bringInHere(db, id, Date.now())
  add()
  await reflect(db, id)
  add()
  let version = 1
  const writesPerCommand: number[] = []
  for (const [index, act] of MAIN_ROAD.entries()) {
    version = await giveHere(db, id, `${id}-command-${index}`, act, version, Date.now())
    writesPerCommand.push(add())
    await reflect(db, id)
    add()
  }
  for (let rung = 0; rung < rings; rung++) await ring(db, id, Date.now())
  add()
  return { ...sum, writesPerCommand }
}
