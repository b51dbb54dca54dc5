import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { openLocalAdmin, type LocalAdmin } from '../../emulator-data/local-system'
import { signUpPeople } from '../../emulator-data/seed'
import { audit } from '../../scripts/audit/audit'
import { lineOf } from '../../scripts/audit/findings'
import { drive, stepsIn } from '../../scripts/demo/drive'
import { expectedOf } from '../../scripts/demo/expectation'
import { planDay } from '../../scripts/demo/plan'
import { mismatches } from '../../scripts/demo/report'
import { exportCounty } from '../../scripts/export/export-county'
import { bringIn, closeDatabase, freshCounty } from '../support/county'
import { wrongListings } from '../support/listings'

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
  expect(await wrongListings(admin.db)).toEqual([])

  // What the system did on its own evidence, held against the rules by somebody who knows nothing of it. What rings for the
  // order that nobody signs may still be on its way.
  await vi.waitFor(async () => {
    const out = await mkdtemp(join(tmpdir(), 'demo-day-'))
    await exportCounty(admin.db, { out })
    const { findings, orders } = audit(out, { calendarYears: [], calendarDays: [] })
    expect(findings.found.map(lineOf)).toEqual([])
    expect(orders).toBe(plan.orders.length + 1)
  }, 60_000)
}, 240_000)
