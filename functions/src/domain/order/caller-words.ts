import { mayLook } from './access'
import type { Order } from './order'
import type { Who } from '../people/people'
import { type Caller, withoutCaller, type Words } from '../people/personal-data'
import { type Refusal, refuse } from '../base/refusal'

/**
 * The order's own caller, and how often today this person's words on this order were refused because they named the
 * caller.
 */
export interface CallerAtHand {
  readonly data: Caller
  readonly refusedToday: number
}

/**
 * R16.1: each refusal tells its author that a guess was right, so the refusals of a day are limited. After that, a
 * person who may not look at the caller writes no more on this order until tomorrow. A person who may look is offered
 * no more masked text, since a look is logged and this is not.
 */
export const REFUSALS_A_DAY = 10

/**
 * Why these words are refused (R16.1): they say who called, in any field. The words are offered back without the
 * caller, but only to a person who may look at the caller anyway. Anybody else could send a long list of guesses and
 * read from the offer which one was right.
 */
export const namesCaller = (
  order: Order,
  words: Words,
  caller: CallerAtHand | null,
  who: Who,
): Refusal | null => {
  if (caller === null) return null
  const isOften = caller.refusedToday >= REFUSALS_A_DAY
  const looks = mayLook(order, who)
  if (isOften && !looks) return refuse('text.caller-data-often')
  const telling = Object.entries(words)
    .map(([field, text]) => ({ field, text, masked: withoutCaller(text, caller.data) }))
    .filter(({ text, masked }) => masked !== text)
  if (telling.length === 0) return null
  return refuse('text.caller-data', {
    fields: telling.map(({ field }) => field),
    ...(looks && !isOften && { masked: telling.map(({ masked }) => masked) }),
  })
}
