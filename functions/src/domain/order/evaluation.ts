import type { Day, Instant } from '../base/instant'

/** R11.1: the kinds of members of a panel. */
export const EVALUATOR_KINDS = [
  'section-head',
  'deputy',
  'cppcc-member',
  'lawyer',
  'teacher',
  'retired-cadre',
  'other',
] as const
export type EvaluatorKind = (typeof EVALUATOR_KINDS)[number]

export interface Evaluator {
  readonly name: string
  readonly kind: EvaluatorKind
  /** The unit the evaluator belongs to, if any. It is never a unit that is judged. */
  readonly unit: string | null
}

/** 质效评议: the caller is dissatisfied, the unit holds that it handled the order properly, and others judge the demand. */
export interface Evaluation {
  /** The host whose handling is judged. */
  readonly no: number
  readonly unit: string
  readonly reason: string
  readonly requestedAt: Instant
  readonly panel: {
    readonly evaluators: readonly Evaluator[]
    readonly place: string
    readonly meetsAt: Instant
  } | null
  readonly verdict: {
    /** One vote each, in the panel's order: whether the demand is reasonable. */
    readonly votes: readonly boolean[]
    readonly reasonable: boolean
    /** R11.2: the day by which a reasonable demand must be solved. */
    readonly solveBy: Day | null
    readonly minutes: string
    readonly note: string
    readonly at: Instant
  } | null
}
