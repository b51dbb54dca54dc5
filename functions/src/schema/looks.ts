import { z } from 'zod'
import { onOrder } from './ids'
import { line } from './text'

/** What the `likelySame` door takes. */
export const likelySameRequest = z.strictObject(onOrder)

/** What the `lookAtCaller` door takes. */
export const lookRequest = z.strictObject({
  ...onOrder,
  why: line(),
})
