import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandType } from '../../functions/src/domain/commands/command'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { Run, stepsOf } from '../support/model/run'

/** `MODEL_RUNS=20000 npx vitest run --project unit test/unit/model.test.ts` for a long hunt; `MODEL_SEED` repeats one. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 120)
const SEED = Number(process.env['MODEL_SEED'] ?? 20_261_124)

describe('random people at random times', () => {
  it(
    `[R1.1] [R1.3] [R3.3] [R5.1] [R16.2] cannot bring ${RUNS} orders out of the law`,
    () => {
      const accepted = new Map<CommandType, number>()
      fc.assert(
        fc.property(stepsOf(90), (steps) => {
          const run = new Run()
          for (const step of steps) run.do(step)
          run.finish()
          for (const type of run.accepted) accepted.set(type, (accepted.get(type) ?? 0) + 1)
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: process.env['MODEL_SHRINK'] === '0' },
      )
      // A run that never gets somewhere proves nothing of it.
      expect(COMMAND_TYPES.filter((type) => !accepted.has(type))).toEqual([])
    },
    RUNS * 200 + 20_000,
  )
})
