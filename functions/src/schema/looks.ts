import { z } from 'zod'
import { documentId } from './commands'
import { line } from './text'

/** What the `lookAtCaller` door takes. */
export const lookRequest = z.strictObject({
  order: documentId,
  actingAs: z.string().max(100),
  why: line(),
})
