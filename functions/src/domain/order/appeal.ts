import type { Evaluation } from './evaluation'
import type { Instant } from '../base/instant'

/** R8.1: the five grounds and nothing else, except a demand that a panel judged unreasonable (R11.2). */
export const APPEAL_GROUNDS = [
  'no-room',
  'no-basis',
  'mediation',
  'law-enforcement',
  'suggestion-explained',
  'judged-unreasonable',
] as const
export type AppealGround = (typeof APPEAL_GROUNDS)[number]

/** 申诉: prepared in the unit, approved by its principal leader (R8.2), decided by the city centre (R8.3). */
export interface Appeal {
  readonly no: number
  readonly unit: string
  readonly ground: AppealGround
  readonly reason: string
  /** Ids of the evidence that supports it. */
  readonly proof: readonly string[]
  readonly preparedAt: Instant
  /** R16.2: since when the county approves it, because no principal leader of the unit may. */
  readonly passedUpAt?: Instant
  /** The principal leader's approval, or the county's in their place. A refused appeal never leaves the unit. */
  readonly approval: { readonly approved: boolean; readonly note: string; readonly at: Instant } | null
  readonly decision: {
    readonly approved: boolean
    readonly document: string
    readonly note: string
    /** Nobody decided it, because the unit lost its part first. It closes no ground. */
    readonly lapsed: boolean
    readonly at: Instant
  } | null
}

/** Prepared or with the city: a second one has to wait. */
export const isOpenAppeal = ({ approval, decision }: Appeal): boolean =>
  decision === null && approval?.approved !== false

/** Waits for the unit's own principal leader. */
export const isForItsLeader = (appeal: Appeal): boolean =>
  isOpenAppeal(appeal) && appeal.approval === null && appeal.passedUpAt === undefined

/** Waits for the county, in the principal leader's place. */
export const isForTheCounty = (appeal: Appeal): boolean =>
  isOpenAppeal(appeal) && appeal.approval === null && appeal.passedUpAt !== undefined

/**
 * R8.1, R11.2: the grounds still open. A ground that the city rejected is closed. The last one is open only after a
 * verdict that the demand was unreasonable.
 */
export const openAppealGrounds = ({
  appeals,
  evaluations,
}: {
  readonly appeals: readonly Appeal[]
  readonly evaluations: readonly Pick<Evaluation, 'verdict'>[]
}): AppealGround[] =>
  APPEAL_GROUNDS.filter(
    (ground) =>
      (ground !== 'judged-unreasonable' || evaluations.at(-1)?.verdict?.reasonable === false) &&
      !appeals.some(
        (each) =>
          each.ground === ground &&
          each.decision !== null &&
          !each.decision.approved &&
          !each.decision.lapsed,
      ),
  )
