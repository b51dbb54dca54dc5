import { z } from 'zod'
import { LIMITS, TRANSFER_LIMITS } from '../contract/limits'
import { CATEGORIES } from '../domain/matters/category'
import { TOWNSHIPS } from '../domain/matters/townships'
import { DAY } from '../domain/base/instant'
import { isBlank } from '../domain/base/text'
import { actingAs } from './ids'
import { customIssue, instant, type InstantProblem } from './instant'
import { line, text, type TextProblem } from './text'

/** What can be wrong with a field of a transfer. Stable: the city's programs may act on it. */
export type TransferProblem =
  | InstantProblem
  | TextProblem
  | 'not-an-object'
  | 'missing'
  | 'wrong-type'
  | 'unknown-field'
  | 'unknown-value'
  | 'too-long'
  | 'bad-number'
  | 'too-long-ago'
  | 'too-old'
  | 'too-far-ahead'
  | 'after-transfer'
  | 'before-transfer'
  | 'in-the-future'

export interface FieldProblem {
  /** `caller.phone`; empty where the whole is meant. */
  readonly field: string
  readonly problem: TransferProblem
  /** The most characters for `too-long`. */
  readonly atMost?: number
}

const custom = (problem: TransferProblem, input: unknown) => customIssue(problem, input)

const saying = (atMost: number) =>
  text(atMost).superRefine((value, context) => {
    if (isBlank(value)) context.addIssue(custom('blank', value))
  })

/** Left out, null and blank mean the same: many programs write an empty text or a dash for what they do not know. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (value === undefined || (typeof value === 'string' && isBlank(value)) ? null : value),
    schema.nullable(),
  )

/**
 * Stored as it is given: an odd telephone number is no reason to refuse an order. Left out, null and blank mean the
 * same.
 */
const asGiven = (atMost: number) =>
  z.preprocess(
    (value) => (value == null || (typeof value === 'string' && isBlank(value)) ? '' : value),
    text(atMost),
  )

/** The city's number becomes the order's id, and so part of a path. */
const cityNumber = z.string().superRefine((value, context) => {
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(value)) context.addIssue(custom('bad-number', value))
})

/** Case 18: whether it is urgent, or of which kind, by the policy's code or name. */
const urgent = z.preprocess(
  (value) => (value === true ? '是' : value === false ? null : value),
  optional(line(LIMITS.name)),
)

const fields = {
  cityNumber,
  title: saying(TRANSFER_LIMITS.title),
  text: saying(TRANSFER_LIMITS.text),
  category: optional(z.enum(CATEGORIES)),
  matter: optional(text(TRANSFER_LIMITS.matter)),
  township: optional(z.enum(Object.keys(TOWNSHIPS))),
  place: optional(text(TRANSFER_LIMITS.place)),
  calledAt: optional(instant),
  cityDeadline: optional(instant),
  urgent,
  caller: z.strictObject({
    name: asGiven(TRANSFER_LIMITS.caller.name),
    phone: asGiven(TRANSFER_LIMITS.caller.phone),
    idNumber: asGiven(TRANSFER_LIMITS.caller.idNumber),
    address: asGiven(TRANSFER_LIMITS.caller.address),
  }),
}

/** Between a call and its transfer, and between the transfer and the city's deadline, lie days or weeks, never a year. */
const FARTHEST = 366 * DAY

/** No call comes after its transfer, and no deadline of the city before it; neither is a year away. */
const inOrder = (
  given: {
    readonly transferredAt: number | null
    readonly calledAt: number | null
    readonly cityDeadline: number | null
  },
  context: z.RefinementCtx,
): void => {
  const { transferredAt, calledAt, cityDeadline } = given
  if (transferredAt === null) return
  if (calledAt !== null && calledAt > transferredAt)
    context.addIssue({ ...custom('after-transfer', calledAt), path: ['calledAt'] })
  if (calledAt !== null && calledAt < transferredAt - FARTHEST)
    context.addIssue({ ...custom('too-long-ago', calledAt), path: ['calledAt'] })
  if (cityDeadline !== null && cityDeadline <= transferredAt)
    context.addIssue({ ...custom('before-transfer', cityDeadline), path: ['cityDeadline'] })
  if (cityDeadline !== null && cityDeadline > transferredAt + FARTHEST)
    context.addIssue({ ...custom('too-far-ahead', cityDeadline), path: ['cityDeadline'] })
}

/** One work order as the city's system sends it. */
const pushed = z.strictObject({ ...fields, transferredAt: instant }).superRefine(inOrder)
/** One as a clerk brings it in: a list need not say when its orders were transferred. */
const listed = z.strictObject({ ...fields, transferredAt: optional(instant) }).superRefine(inOrder)

/** What the city says later of an order that it sent (R20, R21). `id` is the city's own, so that a repeat is known. */
const said = { id: cityNumber, cityNumber }
const later = z.discriminatedUnion('kind', [
  z.strictObject({ ...said, kind: z.literal('urge'), text: asGiven(LIMITS.text) }),
  z.strictObject({ ...said, kind: z.literal('supplement'), text: saying(LIMITS.text) }),
  z.strictObject({
    ...said,
    kind: z.literal('recall'),
    text: saying(LIMITS.text),
    document: asGiven(LIMITS.line),
  }),
])

export type Later = z.output<typeof later>
export type Pushed = z.output<typeof pushed>
export type Listed = z.output<typeof listed>

const PROBLEMS_AT_MOST = 50
const NAME_AT_MOST = 60

const problemsOf = (issue: z.core.$ZodIssue): FieldProblem[] => {
  const field = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, PROBLEMS_AT_MOST).map((key) => ({
      field: [...issue.path, key.slice(0, NAME_AT_MOST)].join('.'),
      problem: 'unknown-field',
    }))
  }
  if (issue.code === 'custom') return [{ field, problem: issue.params?.['problem'] as TransferProblem }]
  if (issue.code === 'too_big') return [{ field, problem: 'too-long', atMost: Number(issue.maximum) }]
  if (issue.input === undefined) return [{ field, problem: 'missing' }]
  if (issue.code === 'invalid_type') {
    const isWhole = field === '' || field === 'caller'
    return [{ field, problem: isWhole ? 'not-an-object' : 'wrong-type' }]
  }
  return [{ field, problem: 'unknown-value' }]
}

export type Parsed<T> = { readonly value: T } | { readonly problems: readonly FieldProblem[] }

const parse = <T>(schema: z.ZodType<T>, value: unknown): Parsed<T> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.flatMap(problemsOf).slice(0, PROBLEMS_AT_MOST) }
}

export const parsePushed = (value: unknown): Parsed<Pushed> => parse(pushed, value)
export const parseLater = (value: unknown): Parsed<Later> => parse(later, value)
export const parseListed = (value: unknown): Parsed<Listed> => parse(listed, value)

/** What the `takeIn` door takes. Rows are judged one by one, so that a bad one does not stop the good ones. */
export const takeInRequest = z.strictObject({
  actingAs,
  rows: z.array(z.unknown()).min(1).max(LIMITS.rows),
})
