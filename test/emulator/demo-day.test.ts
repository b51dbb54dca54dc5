import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openLocalAdmin, type LocalAdmin } from '../../emulator-data/local-system'
import { signUpPeople } from '../../emulator-data/seed'
import { drive, stepsIn } from '../../scripts/demo/drive'
import { expectedOf } from '../../scripts/demo/expectation'
import { planDay } from '../../scripts/demo/plan'
import { mismatches } from '../../scripts/demo/report'
import { bringIn, closeDatabase, freshCounty } from '../support/county'

let admin: LocalAdmin
beforeAll(async () => {
  await freshCounty()
  admin = openLocalAdmin(inject('suite'))
  await signUpPeople(admin.auth)
})
afterAll(async () => {
  await admin.close()
  await closeDatabase()
})

it('[G] [R1.1] [R1.3] [R5.1] [R17] keeps the figures and breaches that a dozen planned orders must make, whatever else is there', async () => {
  // Nobody signs this one, so it goes on to count while the demo lets days pass.
  await bringIn('SOMEBODY-ELSES')
  const plan = planDay(1, 12)
  let steps = 0
  const driven = await drive(admin.db, inject('suite'), plan, {
    phase: () => undefined,
    done: (acts) => (steps += acts),
  })
  expect(driven.unsettled).toEqual([])
  expect(mismatches(expectedOf(plan), driven.outcome)).toEqual([])
  expect(driven.outcome).toEqual(expectedOf(plan))
  expect(steps).toBe(stepsIn(plan))
}, 240_000)
