import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandType } from '../../functions/src/domain/order/command'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { County, stepsOf } from '../support/model/county'
import { PEOPLE } from '../support/model/people'
import { byActingPost, type LetsIn } from '../support/model/run'

/**
 * `MODEL_RUNS=20000 npx vitest run --project proof test/unit/model.test.ts` for a long hunt; `MODEL_SEED` repeats one.
 * `MODEL_SHRINK=1` looks for a shorter way to what was found, which takes many times as long.
 */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300)
const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_124)

const TO_BE_REACHED = [
  'a deadline moved',
  'a merge taken back',
  'a merged matter counted',
  'a new policy followed',
  'an old policy kept',
  'flagged: assigned',
  'flagged: dissatisfied',
  'flagged: passing',
  'flagged: redos',
  'flagged: repeated',
  'kept out of what another post reads',
  'sent again',
]

describe('random people at random times', () => {
  it(
    `[R1.1] [R1.3] [R3.3] [R5.1] [R16.2] cannot bring the orders of ${RUNS} counties out of the law`,
    () => {
      const accepted = new Map<CommandType, number>()
      const reached = new Set<string>()
      let orders = 0
      fc.assert(
        fc.property(stepsOf(120), (steps) => {
          const county = new County()
          for (const step of steps) county.do(step)
          county.finish()
          orders += county.orders.length
          for (const what of county.reached) reached.add(what)
          for (const type of county.accepted) accepted.set(type, (accepted.get(type) ?? 0) + 1)
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: process.env['MODEL_SHRINK'] !== '1' },
      )
      expect(orders).toBeGreaterThan(3 * RUNS)
      // A run that never gets somewhere proves nothing of it.
      expect(COMMAND_TYPES.filter((type) => !accepted.has(type))).toEqual([])
      expect([...reached].sort()).toEqual(TO_BE_REACHED)
    },
    RUNS * 1000,
  )

  it('[R16.2] are found out where a door judges a person by all their posts', () => {
    const byAnyPost: LetsIn = (order, { uid }) =>
      PEOPLE.some((each) => each.uid === uid && byActingPost(order, each))
    const hunt = fc.property(stepsOf(120), (steps) => {
      const county = new County(byAnyPost)
      for (const step of steps) county.do(step)
    })
    const { errorInstance } = fc.check(hunt, { numRuns: 100, seed: SEED, endOnFailure: true })
    expect(String(errorInstance)).toMatch(/, which does not read the order/)
  }, 600_000)
})
