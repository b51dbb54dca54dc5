import { isBlank } from '../base/text'

/** A unit 承办单位 as dispatch sees it. */
export interface Unit {
  readonly id: string
  readonly name: string
  readonly kind: 'township' | 'department'
  /** 股室 that does the hotline work; empty when none is named. */
  readonly section: string
  /** uids; kept by administration together with the staff documents. */
  readonly leadersInCharge: readonly string[]
  readonly handlers: readonly string[]
}

/** What a unit lacks before it may be given orders (R6.1); empty when it is ready. */
export const lacking = (unit: Unit): string[] => {
  const lacks: string[] = []
  if (unit.leadersInCharge.length === 0) lacks.push('leader-in-charge')
  if (isBlank(unit.section)) lacks.push('section')
  if (unit.handlers.length === 0) lacks.push('handler')
  return lacks
}

/** One entry of the dispatch catalogue 派单目录 (R14): which matter belongs to which unit, and on what basis. */
export interface CatalogueEntry {
  readonly id: string
  readonly matter: string
  /** The matter in the county's tree that such orders are verified as. */
  readonly code: string
  readonly unit: string
  readonly basis: string
}
