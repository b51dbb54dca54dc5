import { type Day, dayNumber, dayNumberOf, type Instant } from '../base/instant'
import { type Refusal, refuse } from '../base/refusal'
import { isBlank } from '../base/text'

/** R6.1: what a unit has to have settled in writing, from 受理 to 问责. */
export const MECHANISMS = [
  'accept',
  'inform',
  'submit',
  'handle',
  'answer',
  'complete',
  'secrecy',
  'assessment',
  'accountability',
] as const
export type Mechanism = (typeof MECHANISMS)[number]

/** A mechanism as filed: the number or title of its document, and its date. */
export interface FiledMechanism {
  readonly kind: Mechanism
  readonly document: string
  readonly on: Day
}

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
  /**
   * R2.1: the matters on a township's duty list 履职事项清单, by code; a code stands for all below it. Missing where the
   * county keeps no list of it.
   */
  readonly duties?: readonly string[]
  /** R10.2: the name of the discipline group 派驻纪检组 of the unit's line. */
  readonly disciplineGroup?: string
  /** R6.1: one document for each mechanism. */
  readonly mechanisms?: readonly FiledMechanism[]
  /** Absent in a unit that was stored before they were kept, until the next night. */
  readonly principalLeaders?: readonly string[]
}

/** What a unit lacks before it may be given orders (R6.1); empty when it is ready. */
export const lacking = (unit: Unit): string[] => {
  const lacks: string[] = []
  if (unit.leadersInCharge.length === 0) lacks.push('leader-in-charge')
  if (isBlank(unit.section)) lacks.push('section')
  if (unit.handlers.length === 0) lacks.push('handler')
  return lacks
}

/** What administration keeps of a unit; nothing for what is not known. */
export const unitShown = ({
  name,
  kind,
  section,
  duties,
  disciplineGroup,
  mechanisms,
}: Kept): Pick<Unit, 'name' | 'kind' | 'section' | 'duties' | 'disciplineGroup' | 'mechanisms'> => ({
  name,
  kind,
  section,
  ...(duties !== undefined && { duties }),
  ...(disciplineGroup !== undefined && { disciplineGroup }),
  ...(mechanisms !== undefined && { mechanisms }),
})
type Kept = Pick<Unit, 'name' | 'kind' | 'section'> & {
  readonly duties?: readonly string[] | undefined
  readonly disciplineGroup?: string | undefined
  readonly mechanisms?: readonly FiledMechanism[] | undefined
}

/** R6.1: one document for each mechanism, from a day that has been. */
export const mechanismsRefused = (mechanisms: readonly FiledMechanism[], now: Instant): Refusal | null => {
  if (new Set(mechanisms.map(({ kind }) => kind)).size < mechanisms.length)
    return refuse('unit.mechanism-twice')
  return mechanisms.some(({ on }) => (dayNumber(on) ?? Infinity) > dayNumberOf(now))
    ? refuse('unit.mechanism-day')
    : null
}

/** R6.1: the mechanisms that the unit has not filed. They stop nothing. */
export const unfiled = ({ mechanisms = [] }: Pick<Unit, 'mechanisms'>): Mechanism[] =>
  MECHANISMS.filter((kind) => !mechanisms.some((filed) => filed.kind === kind))

/** R2.1: whether the matter is not on the township's duty list. Nothing can be said where no list is kept. */
export const isOffList = ({ kind, duties }: Pick<Unit, 'kind' | 'duties'>, code: string): boolean =>
  kind === 'township' && duties !== undefined && !duties.some((duty) => code.startsWith(duty))

/** One entry of the dispatch catalogue 派单目录 (R14): which matter belongs to which unit, and on what basis. */
export interface CatalogueEntry {
  readonly id: string
  readonly matter: string
  /** The matter in the county's tree that such orders are verified as. */
  readonly code: string
  readonly unit: string
  readonly basis: string
}
