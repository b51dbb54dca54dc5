import { z } from 'zod'
import { channelGiven } from './channels'
import { documentId } from './commands'

const name = z.string().trim().min(1).max(60)
const actingAs = z.literal('administrator')

/** What the `administer` door takes. */
export const administration = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('set-staff'),
    actingAs,
    email: z.email().max(200),
    name,
    posts: z.array(z.string().max(100)).max(20),
    active: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('set-unit'),
    actingAs,
    id: documentId,
    name,
    kind: z.enum(['township', 'department']),
    section: z.string().trim().max(60),
  }),
  z.strictObject({ type: z.literal('set-channel'), actingAs, uid: documentId, channel: channelGiven }),
  z.strictObject({
    type: z.literal('retry-delivery'),
    actingAs,
    delivery: z
      .string()
      .max(300)
      .regex(/^[\w~@-]+$/),
  }),
])
export type Administration = z.output<typeof administration>
export type SetStaff = Extract<Administration, { type: 'set-staff' }>
export type SetUnit = Extract<Administration, { type: 'set-unit' }>
