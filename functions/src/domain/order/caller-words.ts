import { mayLook } from './access'
import type { Order } from './order'
import type { Who } from '../people/people'
import { type Caller, withoutCaller, type Words } from '../people/personal-data'
import { type Refusal, refuse } from '../base/refusal'

/** The order's own caller, and how often today this person's words on this order were refused for naming them. */
export interface CallerAtHand {
  readonly data: Caller
  readonly refusedToday: number
}

/**
 * R16.1: whoever is refused learns that a guess was right. So often a day may it happen; then whoever may not look at the
 * caller writes no more on this order until tomorrow, and whoever may – a look is logged, this is not – is offered no more text.
 */
export const REFUSALS_A_DAY = 10

/**
 * Why these words may not stand (R16.1): they say who called, in whatever field. The words are offered back without the
 * caller – to whoever may look at the caller anyway, since from a long list of guesses the offer would tell which was right.
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
