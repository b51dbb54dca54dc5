import { z } from 'zod'
import { CATEGORIES } from '../domain/category'
import type { Command, CommandData, CommandType } from '../domain/commands/command'
import { STEPS } from '../domain/order'

/** Long enough for any report, short enough that an order with its history stays far below a document's 1 MiB. */
const text = z.string().max(8_000)
const line = z.string().max(300)
/** An id in a path: it must not be able to name another document. */
export const documentId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
const none = z.strictObject({})

const DATA = {
  'centre-sign': none,
  verify: z.strictObject({
    title: line,
    category: z.enum(CATEGORIES).nullable(),
    matter: line,
    township: z.string().max(20),
    place: line,
  }),
  dispatch: z.strictObject({
    unit: documentId,
    basis: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('catalogue'), entry: documentId }),
      z.strictObject({ kind: z.literal('regulation'), name: line }),
      z.strictObject({ kind: z.literal('nearest-duty'), justification: text }),
    ]),
  }),
  'unit-sign': none,
  'record-step': z.strictObject({ step: z.enum(STEPS), note: text }),
  'submit-feedback': z.strictObject({ situation: text, result: text, answer: text }),
  'review-in-unit': z.strictObject({ pass: z.boolean(), reasons: text }),
  'first-review': z.strictObject({
    pass: z.boolean(),
    complete: z.boolean(),
    reasonable: z.boolean(),
    wellFormed: z.boolean(),
    reasons: text,
  }),
  'call-back': z.strictObject({
    reached: z.boolean(),
    solved: z.boolean().nullable(),
    satisfied: z.boolean().nullable(),
    note: text,
  }),
  archive: z.strictObject({ note: text }),
} satisfies { readonly [T in CommandType]: z.ZodType<CommandData[T]> }

const envelope = {
  order: documentId,
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  actingAs: z.string().max(100),
  expectedVersion: z.int().min(1).nullable().default(null),
}

export type CommandRequest = Command & { readonly order: string; readonly actingAs: string }

const requests = (Object.keys(DATA) as CommandType[]).map((type) =>
  z.strictObject({ ...envelope, type: z.literal(type), data: DATA[type] }),
)

/** What the `command` door takes. */
export const commandRequest = z.discriminatedUnion(
  'type',
  requests as [(typeof requests)[number], ...typeof requests],
) as unknown as z.ZodType<CommandRequest>
