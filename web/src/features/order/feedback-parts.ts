import type { Feedback } from '@domain/order/order'
import { FIELD } from '@domain/words/terms'

/** The three parts of feedback (R7.1) in the plan's order. */
export const FEEDBACK_PARTS: readonly {
  readonly name: Exclude<keyof Feedback, 'contact'>
  readonly term: string
}[] = [
  { name: 'situation', term: FIELD.situation },
  { name: 'result', term: FIELD.result },
  { name: 'answer', term: FIELD.answer },
]
