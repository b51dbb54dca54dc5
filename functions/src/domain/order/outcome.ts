import type { Day } from '../base/instant'

/** R19: solved now, solved in steps, not possible or against policy. */
export const OUTCOME_KINDS = ['solved', 'in-steps', 'not-possible'] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** 办理结果类别, with what each kind must carry. */
export type Outcome =
  | { readonly kind: 'solved' }
  | {
      readonly kind: 'in-steps'
      /** Dated steps, as in the plan of a complex order (R7.2). */
      readonly steps: readonly { readonly what: string; readonly by: Day }[]
      /** What the caller was told of these steps. */
      readonly told: string
    }
  | {
      readonly kind: 'not-possible'
      /** The law or policy that stands against it. */
      readonly grounds: string
      /** How it was explained to the caller. */
      readonly explained: string
    }

/** The words of an outcome, by the name of their field. */
export const outcomeWords = (outcome: Outcome | null | undefined): Readonly<Record<string, string>> => {
  switch (outcome?.kind) {
    case 'in-steps':
      return {
        ...Object.fromEntries(outcome.steps.map(({ what }, index) => [`steps.${index}.what`, what])),
        told: outcome.told,
      }
    case 'not-possible':
      return { grounds: outcome.grounds, explained: outcome.explained }
    default:
      return {}
  }
}
