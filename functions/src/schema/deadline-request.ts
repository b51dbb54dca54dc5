import { z } from 'zod'
import { CATEGORIES } from '../domain/matters/category'
import { dayNumber } from '../domain/base/instant'
import { customIssue, instant, type InstantProblem } from './instant'

/** More than a century of days: every day a deadline can rest on may be named. */
const CALENDAR_DAYS_AT_MOST = 40_000
/** Far beyond what R5.4 grants, so that R5.4's own refusal is given; only absurd input stops here. */
const EXTENSIONS_AT_MOST = 1_000

/** What can be wrong with a field. Stable; the sentences are made from it elsewhere. */
export type ProblemCode =
  | 'not-an-object'
  | 'missing'
  | 'wrong-type'
  | 'unknown-field'
  | 'unknown-category'
  | 'too-many'
  | InstantProblem
  | 'not-a-day'
  | 'contradiction'

export interface Problem {
  readonly code: ProblemCode
  /** `calendarDays[3].date`; empty where the whole request is meant. */
  readonly field: string
  /** What the field should be: a JSON type for `wrong-type`, a number for `too-many`. */
  readonly expected?: string | number
}

const custom = (code: ProblemCode, input: unknown) => customIssue(code, input)

const day = z.string().superRefine((text, context) => {
  if (dayNumber(text) === null) context.addIssue(custom('not-a-day', text))
})

/** The length is judged before the elements, so that a million bad ones cost no more than one. */
const list = <T extends z.ZodType>(element: T, atMost: number) =>
  z.array(z.unknown()).max(atMost).pipe(z.array(element))

const calendarDays = list(
  z.strictObject({ date: day, workday: z.boolean() }),
  CALENDAR_DAYS_AT_MOST,
).superRefine((days, context) => {
  const said = new Map<string, boolean>()
  for (const [index, { date, workday }] of days.entries()) {
    if ((said.get(date) ?? workday) !== workday) {
      context.addIssue({ ...custom('contradiction', date), path: [index, 'date'] })
    }
    said.set(date, workday)
  }
})

/**
 * One line of the deadline tool (R5.1, R5.4): `dispatchedAt` an ISO date-time with offset from 2000-01-01 up to
 * 2100-01-01 in Shanghai, parsed to an instant; `extensions` in workdays; `calendarDays` the county's own days.
 * How long an extension may be is for the rules to say, not for the form.
 */
const deadlineRequest = z.strictObject({
  category: z.enum(CATEGORIES),
  dispatchedAt: instant,
  extensions: list(z.number(), EXTENSIONS_AT_MOST).default([]),
  calendarDays: calendarDays.default([]),
})

export type DeadlineRequest = z.output<typeof deadlineRequest>

const fieldAt = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((field, step) => {
    if (typeof step === 'number') return `${field}[${step}]`
    return field === '' ? String(step) : `${field}.${String(step)}`
  }, '')

const problemsOf = (issue: z.core.$ZodIssue): Problem[] => {
  const field = fieldAt(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ code: 'unknown-field', field: fieldAt([...issue.path, key]) }))
  }
  if (issue.code === 'custom') return [{ code: issue.params?.['problem'] as ProblemCode, field }]
  if (field === '') return [{ code: 'not-an-object', field }]
  if (issue.input === undefined) return [{ code: 'missing', field }]
  if (issue.code === 'too_big') return [{ code: 'too-many', field, expected: Number(issue.maximum) }]
  if (issue.code === 'invalid_type') return [{ code: 'wrong-type', field, expected: issue.expected }]
  return [{ code: 'unknown-category', field }]
}

/** Parses a value as it came out of JSON; every problem found is in the answer. */
export const parseDeadlineRequest = (
  value: unknown,
): { readonly request: DeadlineRequest } | { readonly problems: readonly Problem[] } => {
  const parsed = deadlineRequest.safeParse(value, { reportInput: true })
  return parsed.success ? { request: parsed.data } : { problems: parsed.error.issues.flatMap(problemsOf) }
}
