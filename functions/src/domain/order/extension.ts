import type { Day, Instant } from '../base/instant'

/** R5.2–R5.4: an application to the city centre for more time; the old deadline stands until it is decided. */
export interface ExtensionApplication {
  readonly no: number
  readonly unit: string
  readonly workdays: number
  readonly reason: string
  readonly expectedOn: Day
  /** R5.4: the city's document, where it goes beyond what is granted in principle. */
  readonly document?: string
  readonly appliedAt: Instant
  readonly decision: {
    readonly approved: boolean
    /** The city's document, where the centre records it for the city. */
    readonly document: string
    readonly note: string
    /** Nobody decided it, because the unit lost its part first. */
    readonly lapsed: boolean
    readonly at: Instant
  } | null
}
