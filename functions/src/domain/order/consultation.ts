import type { Day, Instant } from '../base/instant'

/**
 * Why an order is disputed (R4.1): units kept passing it on, a consultation found no lead, or nobody takes a hot
 * matter.
 */
export const DISPUTE_GROUNDS = ['passing', 'no-lead', 'hot'] as const
export type DisputeGround = (typeof DISPUTE_GROUNDS)[number]

export interface Dispute {
  readonly ground: DisputeGround
  readonly note: string
  readonly at: Instant
}

/** 会商: units meet, on site or at the centre, to find who hosts (R2.3); in a dispute the industry regulator leads (R4.1). */
export interface Consultation {
  readonly no: number
  readonly kind: 'joint' | 'dispute'
  /** 行业管理部门; null for a joint order, which the centre leads itself. */
  readonly lead: string | null
  readonly units: readonly string[]
  readonly place: string
  readonly meetsAt: Instant
  readonly outcome: {
    readonly agreed: boolean
    readonly note: string
    /** Evidence id of the minutes. */
    readonly minutes: string
    readonly at: Instant
  } | null
  /** When it was broken off because a unit at the table was found to be accused (R16.2). */
  readonly brokenOffAt: Instant | null
}

/** The units at the table, the one that leads first. */
export const atTheTable = ({ lead, units }: Pick<Consultation, 'lead' | 'units'>): readonly string[] =>
  lead === null ? units : [lead, ...units]

export const isUnderWay = ({ outcome, brokenOffAt }: Consultation): boolean =>
  outcome === null && brokenOffAt === null

/** R2.4: a county leader's instruction: the basis of a dispatch that had no other unit to go to. */
export interface Instruction {
  readonly leader: string
  readonly text: string
  readonly date: Day
  /** Evidence id of the signed sheet. */
  readonly scan: string
  readonly at: Instant
}
