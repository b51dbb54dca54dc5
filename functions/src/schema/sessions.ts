import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { documentId } from './ids'

/** What the `myAccount` door takes: what a person does with their own sign-in. */
export const myAccountRequest = z.discriminatedUnion('type', [
  /** Its strength is the domain's to judge, whose answer says what is missing. */
  z.strictObject({
    type: z.literal('change-password'),
    password: z.string().min(1).max(LIMITS.passwordRead),
  }),
  z.strictObject({
    type: z.literal('end-sessions'),
    which: z.union([z.enum(['this', 'others']), z.strictObject({ id: documentId })]),
  }),
])
