import { z } from 'zod'
import { onOrder } from './ids'
import { line } from './text'

/** What the `lookAtCaller` door takes. */
export const lookRequest = z.strictObject({
  ...onOrder,
  why: line(),
})
