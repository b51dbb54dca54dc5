/**
 * Why something may not be done: a stable code, the rule that says so, and what the sentence needs to name.
 * The Chinese sentence is made in `words/sentences.ts`, for the server and the web alike.
 */
export interface Refusal {
  readonly code: string
  /** The rule's id, e.g. `R1.2`, or `access`, `input`, `state`, `version` where no clause of the plan is the reason. */
  readonly rule: string
  readonly params?: Readonly<Record<string, string | number | readonly string[]>>
}

export const refuse = (code: string, rule: string, params?: Refusal['params']): Refusal =>
  params ? { code, rule, params } : { code, rule }

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const no = <T>(refusal: Refusal): Result<T> => ({ ok: false, refusal })
