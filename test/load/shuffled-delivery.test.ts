import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { seedCounty } from '../../emulator-data/seed'
import type { Category } from '../../functions/src/domain/category'
import type { Command, CommandData, CommandType } from '../../functions/src/domain/commands/command'
import { evolve } from '../../functions/src/domain/evolve'
import { talliesOf } from '../../functions/src/domain/figures'
import { DAY, HOUR, type Instant, startOfDayNumber, dayNumberOf } from '../../functions/src/domain/instant'
import type { Order } from '../../functions/src/domain/order'
import { command as decide } from '../../functions/src/store/orders'
import { paths } from '../../functions/src/store/paths'
import { figuresOf } from '../../functions/src/store/stats'
import { freeOffset } from '../../scripts/local/free-offset'
import { startSuite, type Suite } from '../../scripts/local/suite'
import { deliver } from '../support/cloud-event'
import { closeDatabase, freshCounty } from '../support/county'
import { seeded } from '../support/random'
import { FEEDBACK, PASS, REDO, REGULATION, VERIFIED } from '../support/road'
import { type Acting, PEOPLE, System } from '../support/system'

const ORDERS = 100
/** On two cores more at once only wait for one another, and the emulator starts a process for each. */
const AT_ONCE = 4
/** An event that fails as often as this fails for a reason of its own. */
const REDELIVERED_AT_MOST = 5

/** One thing somebody does to one order, so many hours after the start. */
interface Act {
  readonly hour: number
  readonly order: string
  readonly does: (system: System) => Promise<void>
}

/**
 * A command on an order as it is now, given behind the callable: that door has tests of its own, and what is tried here is
 * what comes after the write.
 */
const give = async <T extends CommandType>(
  system: System,
  [uid, actingAs]: Acting,
  order: string,
  type: T,
  data: CommandData[T],
): Promise<void> => {
  const expectedVersion = (await system.orderOf(order))?.version ?? null
  const command = { id: `${order}-${String(expectedVersion)}`, type, expectedVersion, data } as Command
  const done = await decide(system.db, { uid, actingAs }, order, command, await system.now())
  if (!done.ok) throw new Error(`${order}: ${type} was refused: ${done.refusal.code}`)
}

/** What happens to an order, with lateness at each of its clocks, redos and dissatisfaction thrown in. */
const planOf = (order: string, random: () => number): Act[] => {
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!
  const category = pick<Category>('consultation', 'help')
  const acts: Act[] = []
  let hour = 0
  const then = (hours: number, does: Act['does']): void => {
    hour += hours
    acts.push({ hour, order, does })
  }
  const answer = (hours: number): void => {
    then(hours, (on) => give(on, PEOPLE.handler, order, 'submit-feedback', FEEDBACK))
    then(0, (on) => give(on, PEOPLE.leader, order, 'review-in-unit', { pass: true, reasons: '' }))
  }
  then(0, (on) => on.bringIn(order, { category }))
  then(pick(4, 4, 8, 28), (on) => give(on, PEOPLE.clerk, order, 'centre-sign', {}))
  then(0, (on) => give(on, PEOPLE.clerk, order, 'verify', { ...VERIFIED, category }))
  then(0, (on) => give(on, PEOPLE.clerk, order, 'dispatch', REGULATION))
  then(pick(4, 4, 8, 28), (on) => give(on, PEOPLE.handler, order, 'unit-sign', {}))
  answer(pick(12, 32, 80, 140))
  if (random() < 0.25) {
    then(4, (on) => give(on, PEOPLE.reviewer, order, 'first-review', REDO))
    answer(pick(12, 32))
  }
  then(4, (on) => give(on, PEOPLE.reviewer, order, 'first-review', PASS))
  const satisfied = random() < 0.8
  then(4, (on) =>
    give(on, PEOPLE.clerk, order, 'call-back', { reached: true, solved: satisfied, satisfied, note: '' }),
  )
  if (random() < 0.9) then(4, (on) => give(on, PEOPLE.clerk, order, 'archive', { note: '' }))
  return acts
}

/** Does everything in its hour; `settle` sees to what the acts and the alarms set off before time goes on. */
const drive = async (system: System, start: Instant, settle: () => Promise<void>): Promise<void> => {
  const random = seeded(12345)
  const acts = Array.from({ length: ORDERS }, (_, index) => planOf(`L-${index}`, random)).flat()
  const hours = [...new Set(acts.map(({ hour }) => hour))].sort((a, b) => a - b)
  for (const hour of [...hours, hours.at(-1)! + 80]) {
    await system.local('advance', { to: start + hour * HOUR })
    await settle()
    const due = acts.filter((act) => act.hour === hour)
    const queues = [...new Set(due.map(({ order }) => order))]
      .map((order) => due.filter((act) => act.order === order))
      .values()
    const work = async (): Promise<void> => {
      for (const queue of queues) for (const { does } of queue) await does(system)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    await settle()
  }
}

/** What must not depend on how events and alarms arrived. Times of acts differ by the milliseconds a run takes. */
const outcome = async (system: System) => {
  const at = paths(system.db)
  const shapes: Record<string, unknown> = {}
  for (const found of (await at.orders.get()).docs) {
    const order = found.data()
    const events = (await at.events(order.id).orderBy('version').get()).docs.map((event) => event.data())
    shapes[order.id] = {
      stage: order.stage,
      version: order.version,
      redos: order.redos,
      readers: order.readers,
      assignments: order.assignments.map(({ unit, state, redos }) => ({ unit, state, redos })),
      clocks: order.clocks.map(({ id, dueAt, startedAt, breachedAt, climbedTo, rings }) => ({
        id,
        limit: id.startsWith('handle') ? dueAt : dueAt - startedAt,
        breachedAtItsDeadline: breachedAt === dueAt,
        breached: breachedAt !== null,
        climbedTo,
        rings: rings.length,
      })),
      events: events.map((event) =>
        event.type === 'rang' ? `${event.data.clock} ${event.data.what}` : event.type,
      ),
    }
  }
  const months = new Set(
    (await at.tallies.get()).docs.flatMap((tally) => tally.data().tallies.map(({ month }) => month)),
  )
  const figures: Record<string, unknown> = {}
  for (const month of [...months].sort())
    for (const [scope, categories] of await figuresOf(system.db, month))
      figures[`${month} ${scope}`] = Object.fromEntries([...categories].sort())
  return { shapes, figures, notices: (await at.notices.get()).size }
}

/** Until the figures hold what the orders say; the emulator's own deliveries are then through. */
const untilTallied = (system: System): Promise<void> =>
  vi.waitFor(
    async () => {
      const at = paths(system.db)
      const [orders, tallies] = await Promise.all([at.orders.get(), at.tallies.get()])
      const held = new Map(tallies.docs.map((tally) => [tally.id, tally.data().tallies]))
      for (const order of orders.docs) expect(held.get(order.id) ?? []).toEqual(talliesOf(order.data()))
    },
    { timeout: 120_000, interval: 200 },
  )

/** One copy of one event of one order. */
interface Delivery {
  readonly order: string
  readonly play: () => Promise<number>
}

/**
 * Stands in for Eventarc at its worst: every version's event comes one to three times, in shuffled order, and some copies
 * only in a later round.
 */
class Shuffler {
  private readonly random = seeded(777)
  private readonly states = new Map<string, Order>()
  private late: Delivery[] = []
  delivered = 0

  constructor(private readonly system: System) {}

  async round(): Promise<void> {
    for (let fresh = await this.collect(); fresh.length > 0; fresh = await this.collect()) {
      const copies = fresh.flatMap((event) =>
        Array.from({ length: 1 + Math.floor(this.random() * 3) }, () => event),
      )
      const due = this.shuffle([...copies, ...this.late])
      this.late = due.filter(() => this.random() < 0.1)
      await this.play(due)
      await fetch(`${this.system.address.tasksOrigin}/_local/idle`)
    }
  }

  async rest(): Promise<void> {
    await this.play(this.shuffle(this.late))
  }

  /** Many orders at once, one order's events one by one: the emulator resolves two writers only after a timeout of seconds. */
  private async play(deliveries: readonly Delivery[]): Promise<void> {
    const queues = [...new Set(deliveries.map(({ order }) => order))]
      .map((order) => deliveries.filter((each) => each.order === order))
      .values()
    const work = async (): Promise<void> => {
      for (const queue of queues)
        for (const { play } of queue) {
          await this.untilTaken(play)
          this.delivered++
        }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  /** Eventarc brings an event again when the reaction to it fails: here because a busy emulator gave up on a transaction. */
  private async untilTaken(play: Delivery['play']): Promise<void> {
    for (let tries = 1; (await play()) >= 300; tries++) expect(tries).toBeLessThan(REDELIVERED_AT_MOST)
  }

  /** The events of every version that was written since the last look. */
  private async collect(): Promise<Delivery[]> {
    const at = paths(this.system.db)
    const versions = await at.orders.select('version').get()
    const changed = versions.docs.filter(
      (found) => this.states.get(found.id)?.version !== (found.get('version') as number),
    )
    return (await Promise.all(changed.map(({ id }) => this.eventsOf(id)))).flat()
  }

  private async eventsOf(id: string): Promise<Delivery[]> {
    let before = this.states.get(id) ?? null
    const events = await paths(this.system.db)
      .events(id)
      .where('version', '>', before?.version ?? 0)
      .orderBy('version')
      .get()
    const fresh = events.docs.map((event): Delivery => {
      const [was, is] = [before, evolve(before, event.data(), id)]
      before = is
      return {
        order: id,
        play: () =>
          deliver(this.system.address, 'orderChanged', `orders/${id}`, was, is, `${id}-${is.version}`),
      }
    })
    if (before !== null) this.states.set(id, before)
    return fresh
  }

  private shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}

const suites: Suite[] = []
let clean: System
let rough: System

beforeAll(async () => {
  await freshCounty()
  clean = new System(inject('suite'))
  const firestore = await startSuite({ offset: await freeOffset(), only: ['firestore'], quiet: true })
  suites.push(firestore)
  // Functions that were told of no database by their emulator hear of no write: all their events come from the test.
  Object.assign(process.env, firestore.env)
  const functions = await startSuite({ offset: await freeOffset(), only: ['functions'], quiet: true })
  suites.push(functions)
  rough = new System({
    projectId: functions.projectId,
    functionsOrigin: functions.functionsOrigin,
    tasksOrigin: functions.tasksOrigin,
    env: firestore.env,
  })
  await seedCounty(rough.db)
})

afterAll(async () => {
  await Promise.all(suites.map((suite) => suite.stop()))
  await closeDatabase()
})

it(`[R1.1] [R1.3] [R5.1] [R17] [G] ${ORDERS} orders end the same when events come thrice, shuffled and late, and a tenth of the alarms is lost`, async () => {
  // A Monday morning that is still to come, so that both runs count the same days.
  const today = dayNumberOf(Date.now())
  const start = startOfDayNumber(today + 7 - ((today + 3) % 7)) + 9 * HOUR + DAY * 7

  await drive(clean, start, () => Promise.resolve())
  await untilTallied(clean)

  const shuffler = new Shuffler(rough)
  await rough.local('faults', { dropEvery: 10 })
  await drive(rough, start, () => shuffler.round())
  await shuffler.rest()

  const [expected, found] = [await outcome(clean), await outcome(rough)]
  expect(found).toEqual(expected)
  expect(Object.keys(found.shapes)).toHaveLength(ORDERS)
  expect(shuffler.delivered).toBeGreaterThan(ORDERS * 15)
}, 600_000)
