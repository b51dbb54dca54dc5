import { type Code, type Particulars, REFUSALS, type Rule } from './refusals'

type Params = Readonly<Record<string, string | number | readonly string[]>>

/**
 * Why something is refused: a stable code, the rule behind it, and the values that the sentence names.
 * `words/sentences.ts` makes the Chinese sentence, for the server and the web alike.
 */
export interface Refusal {
  readonly code: Code
  readonly rule: Rule
  readonly params?: Params
}

/** A refusal as a page receives it: the server that made it may be newer or older than the page. */
export interface AnsweredRefusal {
  readonly code: string
  readonly rule: string
  readonly params?: Params
}

/** `refuse('look.why-too-short', { least: 4 })`; where the table offers several rules, the rule comes first. */
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
