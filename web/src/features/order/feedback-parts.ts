import type { Feedback } from '@domain/order/order'
import type { Outcome } from '@domain/order/outcome'
import { FIELD, OUTCOME } from '@domain/words/terms'

/** The three parts of feedback (R7.1) in the plan's order. */
export const FEEDBACK_PARTS: readonly {
  readonly name: Exclude<keyof Feedback, 'contact' | 'outcome'>
  readonly term: string
}[] = [
  { name: 'situation', term: FIELD.situation },
  { name: 'result', term: FIELD.result },
  { name: 'answer', term: FIELD.answer },
]

/** R19: which outcome it is, and what that carries; nothing of feedback that does not say it. */
export const outcomeDetails = (
  outcome: Outcome | null | undefined,
): readonly { readonly name: string; readonly text: string }[] => {
  if (outcome == null) return []
  const kind = { name: FIELD.outcome, text: OUTCOME[outcome.kind] }
  switch (outcome.kind) {
    case 'solved':
      return [kind]
    case 'in-steps':
      return [
        kind,
        ...outcome.steps.map(({ what, by }) => ({ name: `${by} 前`, text: what })),
        { name: FIELD.told, text: outcome.told },
      ]
    case 'not-possible':
      return [
        kind,
        { name: FIELD.grounds, text: outcome.grounds },
        { name: FIELD.explained, text: outcome.explained },
      ]
  }
}
