import { z } from 'zod'
import { LIMITS } from '../contract/limits'
import { APPEAL_GROUNDS } from '../domain/order/appeal'
import { CATEGORIES } from '../domain/matters/category'
import { ASKED_BY, SOLUTIONS } from '../domain/order/callback'
import { GRADES } from '../domain/policy/grades'
import type { CommandData, CommandType } from '../domain/order/command'
import { EVALUATOR_KINDS } from '../domain/order/evaluation'
import { DECLINE_GROUNDS, NAMED_BASES, STEPS } from '../domain/order/order'
import { ACCOUNTABILITY, BODIES } from '../domain/order/inspection'
import { TAKEN_ACTS } from '../domain/order/taking-back'
import { RETURN_GROUNDS } from '../domain/order/return'
import { documentId, onOrder } from './ids'
import { day, instantNumber as instant } from './instant'
import * as written from './text'

const text = written.text()
const line = written.line()
const none = z.strictObject({})
const MANY = LIMITS.many

const units = z.array(documentId).max(MANY)
const persons = z.array(documentId).max(MANY).default([])
const proof = z.array(documentId).max(MANY)
const optionalProof = proof.default([])
const number = z.int().min(1).max(1000)

const basis = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('catalogue'), entry: documentId }),
  ...NAMED_BASES.map((kind) => z.strictObject({ kind: z.literal(kind), name: line })),
  z.strictObject({ kind: z.literal('nearest-duty'), justification: text }),
  z.strictObject({ kind: z.literal('instruction') }),
])

const steps = z.array(z.strictObject({ what: line, by: day })).max(MANY)
const outcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('solved') }),
  z.strictObject({ kind: z.literal('in-steps'), steps, told: text }),
  z.strictObject({ kind: z.literal('not-possible'), grounds: text, explained: text }),
])
const charge = z.strictObject({ unit: documentId, basis, overridden: text.default('') })

/** Exported for the test that compares it with `domain/commands/written.ts`. */
export const DATA = {
  'centre-sign': none,
  verify: z.strictObject({
    title: line,
    category: z.enum(CATEGORIES).nullable(),
    matter: written.word(LIMITS.matter),
    township: written.word(LIMITS.township),
    place: line,
    accused: units.default([]),
    persons,
  }),
  dispatch: charge,
  'unit-sign': none,
  'assign-in-unit': z.strictObject({
    handlers: z.array(documentId).max(MANY),
    section: written.line(LIMITS.name).default(''),
    instruction: text.default(''),
  }),
  'record-step': z.strictObject({ step: z.enum(STEPS), note: text, proof: optionalProof }),
  'submit-feedback': z.strictObject({
    situation: text,
    result: text,
    answer: text,
    contact: line.default(''),
    proof: optionalProof,
    outcome: outcome.nullable().default(null),
  }),
  'review-in-unit': z.strictObject({ pass: z.boolean(), reasons: text }),
  'first-review': z.strictObject({
    pass: z.boolean(),
    complete: z.boolean(),
    reasonable: z.boolean(),
    wellFormed: z.boolean(),
    outcomeFits: z.boolean().nullable().default(null),
    reasons: text,
    parts: z.array(number).max(MANY).default([]),
  }),
  'call-back': z.strictObject({
    reached: z.boolean(),
    solution: z.enum(SOLUTIONS).nullable(),
    grade: z.enum(GRADES).nullable(),
    askedBy: z.enum(ASKED_BY).default('county'),
    note: text,
  }),
  'correct-callback': z.strictObject({
    solution: z.enum(SOLUTIONS),
    grade: z.enum(GRADES),
    reason: text,
  }),
  'order-redo': z.strictObject({ parts: z.array(number).max(MANY).default([]), reasons: text }),
  archive: z.strictObject({ note: text }),

  'refer-to-leader': z.strictObject({ reason: text }),
  'record-instruction': z.strictObject({ leader: line, text, date: day, scan: documentId }),
  'open-dispute': z.strictObject({ ground: z.enum(['no-lead', 'hot']), note: text }),
  convene: z.strictObject({ units, lead: documentId.nullable(), place: line, meetsAt: instant }),
  'conclude-consultation': z.strictObject({
    agreed: z.boolean(),
    host: documentId.nullable(),
    assists: units,
    note: text,
    minutes: documentId,
  }),
  'add-assist': charge,
  'withdraw-dispatch': z.strictObject({ no: number, reason: text }),

  'apply-return': z.strictObject({
    ground: z.enum(RETURN_GROUNDS),
    reason: text,
    suggestedUnit: documentId.nullable(),
    opinion: text.default(''),
    form: documentId,
  }),
  'decide-return': z.strictObject({ no: number, approve: z.boolean(), reasons: text }),
  'apply-extension': z.strictObject({
    workdays: z.int().min(1).max(1000),
    reason: text,
    expectedOn: day,
    document: line.default(''),
  }),
  'decide-extension': z.strictObject({ no: number, approve: z.boolean(), document: line, note: text }),
  'declare-complex': z.strictObject({ complex: z.boolean(), reason: text }),
  'mark-urgent': z.strictObject({ kind: written.word(LIMITS.urgentKind).nullable(), reason: text }),
  'lay-plan': z.strictObject({ steps }),
  'report-progress': z.strictObject({ text, proof: optionalProof }),

  'prepare-appeal': z.strictObject({
    ground: z.enum(APPEAL_GROUNDS),
    reason: text,
    proof,
  }),
  'approve-appeal': z.strictObject({ approve: z.boolean(), note: text }),
  'decide-appeal': z.strictObject({ approve: z.boolean(), document: line, note: text }),
  'request-evaluation': z.strictObject({ reason: text }),
  'convene-panel': z.strictObject({
    evaluators: z
      .array(z.strictObject({ name: line, kind: z.enum(EVALUATOR_KINDS), unit: documentId.nullable() }))
      .max(MANY),
    place: line,
    meetsAt: instant,
  }),
  'record-verdict': z.strictObject({
    votes: z.array(z.boolean()).max(MANY),
    solveBy: day.nullable(),
    minutes: documentId,
    note: text,
  }),

  flag: z.strictObject({ ground: z.enum(['repeated', 'hot']), note: text }),
  'direct-inspection': z.strictObject({
    to: z.enum(BODIES),
    unit: documentId.nullable(),
    reason: text,
  }),
  'open-inspection': none,
  'record-finding': z.strictObject({
    finding: text,
    demand: text,
    accountability: z.enum(ACCOUNTABILITY),
  }),
  'serve-inspection': none,
  'close-inspection': z.strictObject({ result: text }),

  'name-accused': z.strictObject({ units: units.default([]), persons, reason: text }),
  'correct-category': z.strictObject({ category: z.enum(CATEGORIES), reason: text }),
  'correct-matter': z.strictObject({
    matter: written.word(LIMITS.matter),
    township: written.word(LIMITS.township),
    place: line,
    reason: text,
  }),
  urge: z.strictObject({ note: text }),
  supplement: z.strictObject({ text }),
  merge: z.strictObject({ into: documentId, reason: text }),
  unmerge: z.strictObject({ reason: text }),
  decline: z.strictObject({ ground: z.enum(DECLINE_GROUNDS), route: line, reason: text }),
  recall: z.strictObject({ document: line, reason: text }),
  'withdraw-by-caller': z.strictObject({ reason: text }),
  reopen: z.strictObject({ reason: text }),
  'take-back': z.strictObject({ act: z.enum(TAKEN_ACTS), no: number.nullable(), reason: text }),
} satisfies { readonly [T in CommandType]: z.ZodType<CommandData[T]> }

const envelope = {
  ...onOrder,
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  expectedVersion: z.int().min(1).nullable().default(null),
}

const requests = (Object.keys(DATA) as CommandType[]).map((type) =>
  z.strictObject({ ...envelope, type: z.literal(type), data: DATA[type] }),
)
type Envelope = z.ZodObject<typeof envelope, z.core.$strict>
type Read<T extends CommandType> = z.output<Envelope> & { type: T; data: z.output<(typeof DATA)[T]> }
type Taken<T extends CommandType> = z.input<Envelope> & { type: T; data: z.input<(typeof DATA)[T]> }

/** What the `command` door takes, one schema for each command. A list of schemas cannot express that by itself. */
export const commandRequest = z.discriminatedUnion(
  'type',
  requests as [(typeof requests)[number], ...typeof requests],
) as unknown as z.ZodType<
  { [T in CommandType]: Read<T> }[CommandType],
  { [T in CommandType]: Taken<T> }[CommandType]
>
