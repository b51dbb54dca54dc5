import type { Firestore } from 'firebase-admin/firestore'
import { actsOn } from '../../emulator-data/acts'
import { type Crew, crewAt, type Row } from '../../emulator-data/crew'
import { inParallel } from '../../emulator-data/in-parallel'
import { type LocalSystem, localNow, targetOf } from '../../emulator-data/local-system'
import {
  DAY,
  dayNumberOf,
  HOUR,
  type Instant,
  startOfDayNumber,
  toIso,
} from '../../functions/src/domain/base/instant'
import { paths } from '../../functions/src/store/paths'
import { originOf } from '../local/ports'
import { Refused } from '../local/sign-in'
import type { Outcome } from './expectation'
import { baselineOf, recordedOf, unsettled } from './figures-kept'
import type { Plan, PlannedOrder } from './plan'
import { type Turn, type Wave, WAVES } from './waves'

export interface Progress {
  /** What is being done now. */
  readonly phase: (name: string) => void
  /** So many acts more are done. */
  readonly done: (acts: number) => void
}

export interface Driven {
  readonly outcome: Outcome
  readonly orders: readonly string[]
  /** Orders whose figures did not come within two minutes of the last command. */
  readonly unsettled: readonly string[]
  readonly commands: number
  readonly from: Instant
  readonly until: Instant
}

/** The functions take a process each for what comes at once, on two cores more of them only wait for one another. */
const AT_ONCE = 6
/** Of the window of 24 hours an order that arrives late has used this much when it comes. */
const ARRIVES_AFTER = 25 * HOUR
const OPENING = 9 * HOUR
const SETTLED_WITHIN = 120_000
const POLL = 100

interface Running {
  readonly id: string
  readonly planned: PlannedOrder
  title: string
  version: number
  acts: number
}

/** How many steps `Progress.done` will have told of in the end. */
export const stepsIn = ({ orders }: Plan): number =>
  orders.reduce((sum, { turns }) => sum + 1 + turns.reduce((acts, turn) => acts + turn.acts.length, 0), 0)

/** Takes a planned day down the road on a running local system, and reads what the system kept of it. */
export const drive = async (
  db: Firestore,
  system: LocalSystem,
  plan: Plan,
  progress: Progress,
): Promise<Driven> => {
  progress.phase('读取现有数据')
  const before = await baselineOf(db)
  const crew = crewAt(targetOf(system))
  progress.phase('等到上午九点')
  await advanceTo(system, nextOpening(await localNow(system)))

  const from = await localNow(system)
  const orders = plan.orders.map((planned, index): Running => {
    const id = `YS${toIso(from).replace(/\D/g, '').slice(0, 12)}-${String(index + 1).padStart(4, '0')}`
    return { id, planned, title: planned.case.title, version: 1, acts: 0 }
  })
  progress.phase('市热线转办')
  await bringIn(db, crew, orders, from, progress)

  for (const [index, wave] of WAVES.entries()) {
    const due = orders.flatMap((order) =>
      order.planned.turns.filter((turn) => turn.wave === index).map((turn) => ({ order, turn })),
    )
    if (due.length === 0) continue
    progress.phase(`${wave.name}（时间推进中）`)
    await advanceTo(
      system,
      await timeOf(
        db,
        wave,
        from,
        due.map(({ order }) => order.id),
      ),
    )
    progress.phase(wave.name)
    await inParallel(due, AT_ONCE, ({ order, turn }) => act(crew, order, turn, progress))
  }

  progress.phase('等待统计数字更新')
  const ids = orders.map(({ id }) => id)
  const behind = await settled(db, ids)
  return {
    unsettled: behind,
    outcome: await recordedOf(db, ids, before),
    orders: ids,
    commands: orders.reduce((sum, { acts }) => sum + acts, 0),
    from,
    until: await localNow(system),
  }
}

/** The next 09:00 in Shanghai: whatever the time of day, the limits then lie equally far off. */
const nextOpening = (now: Instant): Instant => {
  const today = startOfDayNumber(dayNumberOf(now)) + OPENING
  return today >= now ? today : today + DAY
}

const advanceTo = async (system: LocalSystem, to: Instant): Promise<void> => {
  if (to <= (await localNow(system))) return
  const response = await fetch(`${originOf(system.ports.tasks)}/_local/advance`, {
    method: 'POST',
    body: JSON.stringify({ to }),
  })
  if (!response.ok) throw new Error(`The clock would not advance: ${await response.text()}`)
}

const timeOf = async (
  db: Firestore,
  { from, hours }: Wave,
  start: Instant,
  orders: readonly string[],
): Promise<Instant> => {
  if (from === 'start') return start + hours * HOUR
  const documents = await db.getAll(...orders.map((id) => paths(db).order(id)))
  const limits = documents.flatMap((document) =>
    (document.data()?.['clocks'] as { kind: string; dueAt: Instant }[])
      .filter(({ kind }) => kind === 'handle')
      .map(({ dueAt }) => dueAt),
  )
  return Math.max(...limits) + hours * HOUR
}

const bringIn = async (
  db: Firestore,
  crew: Crew,
  orders: readonly Running[],
  from: Instant,
  progress: Progress,
): Promise<void> => {
  const rows = orders.map(({ id, planned }) => rowOf(id, planned, from))
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE)
    await crew.takeIn(some)
    progress.done(some.length)
  }
  const documents = await db.getAll(...orders.map(({ id }) => paths(db).order(id)))
  for (const [index, order] of orders.entries())
    order.title = (documents[index]!.data() as { title: string }).title
}
const ROWS_AT_ONCE = 20

const rowOf = (id: string, { message, story, case: { category } }: PlannedOrder, from: Instant): Row => ({
  cityNumber: id,
  title: message.title,
  text: message.text,
  category: message.category === null ? null : category,
  matter: message.matter,
  township: message.township,
  place: message.place,
  transferredAt: story.centre === 'arrived-late' ? toIso(from - ARRIVES_AFTER) : null,
  calledAt: null,
  cityDeadline: null,
  caller: message.caller,
})

const act = async (crew: Crew, order: Running, { acts }: Turn, progress: Progress): Promise<void> => {
  const can = actsOn({ ...order.planned.case, title: order.title })
  for (const name of acts) {
    try {
      order.version = await crew.give(order.id, `${order.id}-${order.acts}`, can[name], order.version)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      throw new Error(`${order.id} (${order.planned.story.name}): ${name} was refused: ${error.message}`, {
        cause: error,
      })
    }
    order.acts++
    progress.done(1)
  }
}

/** Waits until the figures hold every order as it stands; answers those that did not get there. */
const settled = async (db: Firestore, orders: readonly string[]): Promise<readonly string[]> => {
  const deadline = performance.now() + SETTLED_WITHIN
  let behind = await unsettled(db, orders)
  while (behind.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, POLL))
    behind = await unsettled(db, behind)
  }
  return behind
}
