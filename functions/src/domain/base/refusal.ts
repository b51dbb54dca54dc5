import { type Code, type Particulars, REFUSALS, type Rule } from './refusals'

type Params = Readonly<Record<string, string | number | readonly string[]>>

/**
 * Why something may not be done: a stable code, the rule that says so, and what the sentence needs to name.
 * The Chinese sentence is made in `words/sentences.ts`, for the server and the web alike.
 */
export interface Refusal {
  readonly code: Code
  readonly rule: Rule
  readonly params?: Params
}

/** A refusal as it arrives on a page: the server that made it may be newer or older. */
export interface AnsweredRefusal {
  readonly code: string
  readonly rule: string
  readonly params?: Params
}

/** `refuse('look.why-too-short', { least: 4 })`; the rule first where the table leaves a choice. */
export const refuse = <C extends Code>(code: C, ...particulars: Particulars<C>): Refusal => {
  const given: readonly unknown[] = particulars
  const { rule: inTable } = REFUSALS[code]
  const rule = given.find((each) => typeof each === 'string') ?? inTable
  const params = given.find((each) => typeof each === 'object')
  return { code, rule: rule as Rule, ...(params !== undefined && { params: params as Params }) }
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refused = <T>(refusal: Refusal): Result<T> => ({ ok: false, refusal })
