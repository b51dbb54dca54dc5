import { z } from 'zod'
import { documentId } from './commands'

/** What the `lookAtCaller` door takes. */
export const lookRequest = z.strictObject({
  order: documentId,
  actingAs: z.string().max(100),
  why: z.string().max(300),
})
