import type { Instant } from '../base/instant'

/**
 * The grounds on which a unit says that an order is not its own (R3.2). A ground that was rejected is closed to it
 * (R3.5).
 */
export const RETURN_GROUNDS = [
  'not-its-duty',
  'not-its-place',
  'another-lead',
  'duplicate',
  'unclear',
] as const
export type ReturnGround = (typeof RETURN_GROUNDS)[number]

/** 《湖口县12345热线工单退回申请表》 as submitted, and what became of it. */
export interface ReturnApplication {
  /** The assignment to be returned. */
  readonly no: number
  readonly unit: string
  readonly ground: ReturnGround
  readonly reason: string
  /** The id of the right unit, where the applicant knows it. */
  readonly suggestedUnit: string | null
  /** R3.2: the opinion on who should have it, in words. Older applications have none. */
  readonly opinion?: string
  /** Evidence id of the scan with the principal leader's signature and the unit's seal. */
  readonly form: string
  readonly appliedAt: Instant
  readonly decision: {
    readonly approved: boolean
    readonly reasons: string
    /** Nobody decided it, because the unit handed its part in or lost it first. It closes no ground. */
    readonly lapsed: boolean
    readonly at: Instant
  } | null
}

/** R3.5: the grounds on which this unit may still apply; one that was rejected is closed to it. */
export const openReturnGrounds = (
  { returns }: { readonly returns: readonly ReturnApplication[] },
  unit: string | null,
): ReturnGround[] =>
  RETURN_GROUNDS.filter(
    (ground) =>
      !returns.some(
        (each) =>
          each.unit === unit &&
          each.ground === ground &&
          each.decision !== null &&
          !each.decision.approved &&
          !each.decision.lapsed,
      ),
  )
