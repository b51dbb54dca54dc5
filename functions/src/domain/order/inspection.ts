import type { Instant } from '../base/instant'

/** R10.1: why an order is to be inspected one level up. */
export const FLAG_GROUNDS = ['repeated', 'dissatisfied', 'redos', 'passing', 'assigned', 'hot'] as const
export type FlagGround = (typeof FLAG_GROUNDS)[number]

export interface Flag {
  readonly ground: FlagGround
  readonly at: Instant
}

/** R10.2: what an inspection may hold a unit to account for. */
export const ACCOUNTABILITY = ['none', 'inaction', 'slow', 'perfunctory', 'harm'] as const
export type Accountability = (typeof ACCOUNTABILITY)[number]

/** The words of an inspection. They are kept apart from the order until they are served on the unit (`apart.ts`). */
export interface InspectionFinding {
  readonly finding: string
  readonly demand: string
  readonly accountability: Accountability
}

/** 提级核查 by the supervision office or the discipline group. */
export interface Inspection {
  readonly by: 'supervision' | 'discipline'
  readonly openedAt: Instant
  readonly found: InspectionFinding | null
  readonly servedAt: Instant | null
  readonly closed: { readonly result: string; readonly at: Instant } | null
  /** The people of that body who worked on it. */
  readonly inspectors: readonly string[]
}
