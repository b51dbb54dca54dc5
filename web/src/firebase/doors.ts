/** The one way to the callables, through which a person acts. What they are asked and answer is the contract's. */
import { FirebaseError } from 'firebase/app'
import { httpsCallable } from 'firebase/functions'
import type { Answers, Asks, Callable } from '@contract/callables'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { data } from './data'

const PATIENCE = 25_000
/** A part of a file is a megabyte, and the last word on a large file takes the server a while. */
const MORE_PATIENCE: Partial<Record<Callable, number>> = { evidence: 90_000 }

/** `lost`: no answer came, so it may or may not have been done; asking again with the same id finds out. */
export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly refusal: AnsweredRefusal }
  | { readonly kind: 'lost' }

const isRefusal = (value: unknown): value is AnsweredRefusal =>
  typeof value === 'object' && value !== null && typeof (value as Partial<AnsweredRefusal>).code === 'string'

const refusalIn = (error: unknown): AnsweredRefusal | null => {
  if (!(error instanceof FirebaseError)) return null
  const details = (error as { details?: unknown }).details
  const refusal =
    typeof details === 'object' && details !== null && 'refusal' in details ? details.refusal : null
  if (isRefusal(refusal)) return refusal
  return error.code === 'functions/unauthenticated' ? { code: 'access.not-signed-in', rule: 'access' } : null
}

export const call = async <C extends Callable, const A extends Asks<C>>(
  callable: C,
  asks: A,
): Promise<Answer<Answers<C, A>>> => {
  try {
    const { functions } = await data()
    const timeout = MORE_PATIENCE[callable] ?? PATIENCE
    const answer = await httpsCallable<A, Answers<C, A>>(functions, callable, { timeout })(asks)
    return { kind: 'done', value: answer.data }
  } catch (error) {
    const refusal = refusalIn(error)
    // A server that broke down half-way cannot say whether it was done either.
    return refusal === null || refusal.code === 'system.unavailable'
      ? { kind: 'lost' }
      : { kind: 'refused', refusal }
  }
}
