import { rm } from 'node:fs/promises'
import { deleteApp, getApps } from 'firebase-admin/app'
import type { Firestore } from 'firebase-admin/firestore'
import { inject } from 'vitest'
import { seedCounty } from '../../emulator-data/seed'
import type { CommandData, CommandType } from '../../functions/src/domain/order/command'
import { dayNumberOf, HOUR, startOfDayNumber } from '../../functions/src/domain/base/instant'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { type Acting, answered, System } from './system'

export { PEOPLE } from './system'

let shared: System | undefined

/** The running system that all tests of the project share. */
const system = (): System => (shared ??= new System(inject('suite')))

export const adminDatabase = (): Firestore => system().db

/** What is run in the test's own process goes to the same local queue as what the functions run. */
export const workAsFunctionsDo = (): void => {
  const { tasksOrigin, functionsOrigin } = inject('suite')
  Object.assign(process.env, {
    FUNCTIONS_EMULATOR: 'true',
    LOCAL_TASKS_ORIGIN: tasksOrigin,
    LOCAL_FUNCTIONS_ORIGIN: functionsOrigin,
  })
}

export const closeDatabase = async (): Promise<void> => {
  shared = undefined
  await Promise.all(getApps().map((app) => deleteApp(app)))
}

/**
 * A county with its people, units, catalogue and settings, no orders, and the clock on real time. Clearing would itself
 * fire triggers, so they are off meanwhile.
 */
export const freshCounty = async (): Promise<Firestore> => {
  const { ports, projectId, sealsFolder } = inject('suite')
  const hub = `http://127.0.0.1:${ports.hub}/functions`
  const documents = `http://127.0.0.1:${ports.firestore}/emulator/v1/projects/${projectId}/databases/(default)/documents`
  await answered(fetch(`${hub}/disableBackgroundTriggers`, { method: 'PUT' }))
  await system().local('clear')
  await system().local('reset')
  await answered(fetch(documents, { method: 'DELETE' }))
  // What is gone on purpose must not be missed.
  await rm(sealsFolder, { recursive: true, force: true })
  await seedCounty(system().db)
  await answered(fetch(`${hub}/enableBackgroundTriggers`, { method: 'PUT' }))
  return system().db
}

export const local: System['local'] = (control, body) => system().local(control, body)

/** Lets time pass; everything that falls due on the way has rung when this returns. */
export const advance = (ms: number): Promise<unknown> => local('advance', { ms })

/**
 * Moves the clock to two in the afternoon of a Wednesday in the first of two weeks without holidays. Reminders keep office hours, so
 * what rings when depends on the weekday and the hour a test happens to be run at.
 */
export const untilAnOrdinaryWednesday = async (): Promise<void> => {
  const calendar = officialCalendar()
  const isOrdinary = (day: number): boolean =>
    Array.from({ length: 14 }, (_, index) => index).every(
      (index) => calendar.isWorkday(day + index) === index % 7 < 5,
    )
  let day = dayNumberOf(await localNow()) + 1
  while (!isOrdinary(day)) day++
  await local('advance', { to: startOfDayNumber(day + 2) + 14 * HOUR })
}

export const localNow = (): Promise<number> => system().now()

export const tokenOf: System['tokenOf'] = (uid, more) => system().tokenOf(uid, more)

export const call: System['call'] = (uid, name, data) => system().call(uid, name, data)

export const give: System['give'] = (who, order, type, data, more) =>
  system().give(who, order, type, data, more)

/** A command that has to be accepted. */
export const done = async <T extends CommandType>(
  who: Acting,
  order: string,
  type: T,
  data: CommandData[T],
): Promise<void> => {
  const answer = await give(who, order, type, data)
  if (!answer.ok) throw new Error(`${type} was refused: ${JSON.stringify(answer.refusal)}`)
}

export const orderOf: System['orderOf'] = (id) => system().orderOf(id)

export const bringIn: System['bringIn'] = (cityNumber, more) => system().bringIn(cityNumber, more)
