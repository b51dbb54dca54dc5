import { z } from 'zod'
import { documentId } from './commands'

/** What the `myAccount` door takes: what a person does with their own sign-in. */
export const myAccountRequest = z.discriminatedUnion('type', [
  /** Its strength is the domain's to judge, whose answer says what is missing. */
  z.strictObject({ type: z.literal('change-password'), password: z.string().min(1).max(500) }),
  z.strictObject({
    type: z.literal('end-sessions'),
    which: z.union([z.enum(['this', 'others']), z.strictObject({ id: documentId })]),
  }),
])
