import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedCounty } from '../../emulator-data/seed'
import {
  dayNumberOf,
  HOUR,
  type Instant,
  startOfDayNumber,
  toIso,
} from '../../functions/src/domain/base/instant'
import { carryOut } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { freeOffset } from '../../scripts/local/free-offset'
import { startSuite, type Suite } from '../../scripts/local/suite'
import { closeDatabase } from '../support/county'
import { seeded } from '../support/random'
import { System } from '../support/system'
import { forEach } from './support/at-once'
import { historiesOf, lawful, outcome } from './support/outcome'
import { type Act, endOf, type Plan, planOf } from './support/plan'
import { Shuffler } from './support/shuffler'

/** Few, each with much happening to it: what counts is how many events are delivered. */
const ORDERS = 50

/**
 * Gives the command behind the callable: that door has tests of its own, and what is tried here is what comes after the
 * write.
 */
const give = async (
  { db }: System,
  order: string,
  { who: [uid, post], command }: Act,
  at: Instant,
): Promise<void> => {
  const version = (await paths(db).order(order).get()).data()?.version ?? 0
  const done = await carryOut(db, { uid, actingAs: post }, order, command(version), at)
  if (!done.ok) throw new Error(`${order}: ${command(version).type} was refused: ${done.refusal.code}`)
}

/** Everything in its hour; `settle` sees to what the acts and the alarms set off before time goes on. */
const drive = async (
  system: System,
  plans: readonly Plan[],
  start: Instant,
  settle: () => Promise<void>,
): Promise<void> => {
  const hours = [...new Set(plans.flatMap(({ acts }) => acts.map(({ hour }) => hour)))].sort((a, b) => a - b)
  for (const hour of [0, ...hours, endOf(plans)]) {
    const at = start + hour * HOUR
    await system.local('advance', { to: at })
    await settle()
    await forEach(plans, async ({ order, category, acts }) => {
      if (hour === 0) await system.bringIn(order, { category, transferredAt: toIso(at) })
      for (const act of acts) if (act.hour === hour) await give(system, order, act, at)
    })
    await settle()
  }
}

const suites: Suite[] = []
let rough: System

beforeAll(async () => {
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

it(`[R1.1] [R1.3] [R5.1] [R17] [G] ${ORDERS} orders end as the law says when events come thrice, shuffled and late, and a tenth of the alarms is lost`, async () => {
  // A Monday morning that is still to come.
  const today = dayNumberOf(Date.now())
  const start = startOfDayNumber(today + 7 - ((today + 3) % 7)) + 9 * HOUR
  const random = seeded(12345)
  const plans = Array.from({ length: ORDERS }, (_, index) => planOf(`L-${index}`, random))

  const shuffler = new Shuffler(rough)
  await rough.local('faults', { dropEvery: 10 })
  await drive(rough, plans, start, () => shuffler.round())
  await shuffler.rest()

  const histories = await historiesOf(rough.db)
  expect(await outcome(rough.db, histories)).toEqual(await lawful(rough.db, plans, histories, start))
  expect(shuffler.delivered).toBeGreaterThan(ORDERS * 30)
}, 600_000)
