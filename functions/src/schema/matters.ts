import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { MATTERS_AT_MOST } from '../domain/matters/changing'
import { day } from './instant'
import { line, word } from './text'

const code = word(LIMITS.matter)

/** What the `keepMatters` door takes. The domain judges what is wrong with a matter: its answer names the code. */
export const mattersChange = z.strictObject({
  actingAs: word(LIMITS.post),
  /** The version the author saw; 0 before the first. */
  basedOn: z.int().min(0),
  from: day,
  entries: z
    .array(
      z.strictObject({
        code,
        name: line(LIMITS.line),
        state: z.enum(['in-use', 'retired']),
        mergedInto: code.nullable(),
      }),
    )
    .min(1)
    .max(MATTERS_AT_MOST),
})
