import type { Instant } from '../base/instant'

/** R10.1: why an order is to be inspected one level up. */
export const FLAG_GROUNDS = ['repeated', 'dissatisfied', 'redos', 'passing', 'assigned', 'hot'] as const
export type FlagGround = (typeof FLAG_GROUNDS)[number]

/** R10.2: who inspects: the supervision office, or the discipline group of the unit's line. */
export const BODIES = ['supervision', 'discipline'] as const
export type Body = (typeof BODIES)[number]

export interface Flag {
  readonly ground: FlagGround
  /** The body that the policy sends it to; missing where it goes to both. */
  readonly to?: Body
  readonly at: Instant
  /** Whose post named it; missing where a threshold did, and on older flags. */
  readonly post?: string
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
  readonly by: Body
  readonly openedAt: Instant
  readonly found: InspectionFinding | null
  readonly servedAt: Instant | null
  readonly closed: { readonly result: string; readonly at: Instant } | null
  /** The people of that body who worked on it. */
  readonly inspectors: readonly string[]
}

/** R10.2: where the centre sent the order to be inspected. */
export interface Directed {
  readonly to: Body
  /** The unit that it is about, and the name of the discipline group of its line as it was then. */
  readonly unit: string | null
  readonly group: string | null
  readonly at: Instant
  /** Older ones have none. */
  readonly post?: string
}

interface Inspected {
  readonly flags: readonly Flag[]
  readonly directed?: Directed | null
  readonly inspection: Inspection | null
  readonly formerInspections?: readonly Inspection[]
}

/** R10.2: which bodies may inspect: the one that the centre named, or else those that the policy sends it to. */
export const bodiesFor = ({ flags, directed }: Inspected): readonly Body[] =>
  directed == null
    ? BODIES.filter((body) => flags.some(({ to }) => to === undefined || to === body))
    : [directed.to]

/** Every inspection of the order, the earliest first. */
export const inspectionsOf = ({
  inspection,
  formerInspections = [],
}: Omit<Inspected, 'flags'>): Inspection[] => [
  ...formerInspections,
  ...(inspection === null ? [] : [inspection]),
]

/** Everyone who has inspected the order. */
export const inspectorsOf = (order: Omit<Inspected, 'flags'>): string[] =>
  inspectionsOf(order).flatMap(({ inspectors }) => inspectors)
