import type { Instant } from './instant'

/** On what ground a unit holds that an order is not its own (R3.2). A ground that was rejected is closed to it (R3.5). */
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
  /** The assignment that is to be returned. */
  readonly no: number
  readonly unit: string
  readonly ground: ReturnGround
  readonly reason: string
  /** A unit's id where the applicant knows whose it is. */
  readonly suggestedUnit: string | null
  /** Evidence id of the scan with the principal leader's signature and the unit's seal. */
  readonly form: string
  readonly appliedAt: Instant
  readonly decision: { readonly approved: boolean; readonly reasons: string; readonly at: Instant } | null
}

/**
 * Rejected by the centre, which always says why. One that lapsed – the unit handed its part in, or lost it – has no reasons,
 * and closes no ground.
 */
export const isRejected = ({ decision }: Pick<ReturnApplication, 'decision'>): boolean =>
  decision !== null && !decision.approved && decision.reasons !== ''
