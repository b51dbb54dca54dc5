import { atTheTable, isUnderWay } from './consultation'
import type { Happening } from './events'
import { isActive, type Order } from './order'
import { cleared, plain, postOfKey, unitAudience } from '../people/people'

/** Who reads every order: the county centre that answers for it, and the county's leaders above (R17). */
export const ALWAYS: readonly string[] = ['centre', 'leaders']
/** Who inspects (R10.2). */
export const INSPECTORS: readonly string[] = ['supervision', 'discipline']

type Concerned = Pick<
  Order,
  | 'assignments'
  | 'accused'
  | 'accusedPersons'
  | 'consultations'
  | 'extensions'
  | 'appeals'
  | 'flags'
  | 'inspection'
>

/**
 * The units that have a part, or lost one and may read on all the same, and those asked to a consultation while it lasts – an
 * accused one never (R16.2).
 */
const unitsOf = ({ assignments, accused, consultations }: Concerned): string[] =>
  [
    ...assignments.filter((part) => isActive(part) || part.stillReads).map(({ unit }) => unit),
    ...consultations.filter(isUnderWay).flatMap(atTheTable),
  ].filter((unit) => !accused.includes(unit))

/** The city centre reads what it has been asked to decide. */
const asksTheCity = ({ extensions, appeals }: Concerned): boolean =>
  extensions.length > 0 || appeals.some(({ approval }) => approval?.approved === true)

/** R16.2 */
export const accusesSomebody = ({
  accused,
  accusedPersons,
}: Pick<Order, 'accused' | 'accusedPersons'>): boolean => accused.length > 0 || accusedPersons.length > 0

const audiencesOf = (order: Concerned): string[] => [
  ...ALWAYS,
  ...(order.flags.length > 0 || order.inspection !== null ? INSPECTORS : []),
  ...(asksTheCity(order) ? ['city'] : []),
  ...new Set(unitsOf(order).map(unitAudience)),
]

/**
 * Who may read the order: audiences, and of an order that accuses somebody their clear tokens (R16.2). Its document names no
 * inspectors: that they read it would tell that it is flagged (`apart.ts`).
 */
export const readersOf = (order: Concerned): string[] =>
  accusesSomebody(order) ? audiencesOf(order).map(cleared) : audiencesOf(order)

/** The audiences that read the order, whether or not it accuses somebody. */
export const audiencesReading = ({ readers }: Pick<Order, 'readers'>): string[] => readers.map(plain)

/** Who may read a notice of the order to that post: nobody of an accused unit, not even what it was told before. */
export const noticeReaders = (order: Pick<Order, 'accused' | 'accusedPersons'>, to: string): string[] => {
  if (!accusesSomebody(order)) return [to]
  const unit = postOfKey(to)?.unit ?? null
  return unit !== null && order.accused.includes(unit) ? [] : [cleared(to)]
}

/** Who reads it besides the inspectors: all that its document, which units read, may say of its readers. */
export const readersUnwatched = (order: Concerned): string[] =>
  readersOf({ ...order, flags: [], inspection: null })

/** The units that had a part and do not read the order any more: what was their own they read on. */
export const formerReadersOf = (order: Concerned): string[] => {
  const { assignments, accused } = order
  const reading = unitsOf(order)
  const former = assignments
    .map(({ unit }) => unit)
    .filter((unit) => ![...reading, ...accused].includes(unit))
  return [...new Set(former.map(unitAudience))]
}

/**
 * Who may read one event. What the centre did before a unit was chosen stays with the centre; a unit's inner loop
 * is not for the other units of a joint order, nor is its reminder; what an inspection says is not for the unit before
 * it is served (R10.2). Whoever may not read the order reads none of its events: the security rules ask for both, so these
 * are plain audiences also where the order accuses somebody. And every event that a unit reads names the inspectors,
 * whether or not the order is flagged: a list of readers must not tell it.
 */
export const eventReaders = (order: Order, happening: Happening): readonly string[] => {
  const withUnits = (...units: readonly (string | undefined)[]): string[] => [
    ...ALWAYS,
    ...INSPECTORS,
    ...new Set(
      units
        .filter((unit) => unit !== undefined && !order.accused.includes(unit))
        .map((unit) => unitAudience(unit!)),
    ),
  ]
  const unitOf = (number: number): string | undefined =>
    order.assignments.find(({ no }) => no === number)?.unit
  switch (happening.type) {
    case 'transferred':
    case 'centre-signed':
    case 'verified':
    case 'referred-to-leader':
    case 'accused-named':
    case 'doubled':
      return ALWAYS
    case 'instructed':
    case 'disputed':
    case 'consulted':
    case 'convened':
    case 'consultation-broken-off':
      return withUnits(...order.consultations.flatMap(({ lead, units }) => [lead ?? undefined, ...units]))
    case 'step-recorded':
    case 'feedback-submitted':
    case 'unit-reviewed':
    case 'unit-signed':
    case 'return-applied':
    case 'return-decided':
    case 'dispatch-withdrawn':
    case 'plan-laid':
    case 'progress-reported':
    case 'appeal-prepared':
      return withUnits(unitOf(happening.data.no))
    case 'extension-applied':
    case 'extension-decided':
    case 'appeal-approved':
    case 'appeal-decided':
      return [...withUnits(unitOf(happening.data.no)), 'city']
    case 'rang':
      return happening.data.holder === 'centre' ? ALWAYS : withUnits(happening.data.holder)
    case 'flagged':
      return [...ALWAYS, ...INSPECTORS]
    case 'inspection-opened':
    case 'inspection-found':
    case 'inspection-closed':
      return ['leaders', ...INSPECTORS]
    case 'dispatched':
    case 'first-reviewed':
    case 'called-back':
    case 'archived':
    case 'evaluation-requested':
    case 'panel-convened':
    case 'judged':
    case 'inspection-served':
    case 'category-corrected':
    case 'rescheduled':
    case 'reopened':
      return [...readersUnwatched(order).map(plain), ...INSPECTORS]
  }
}

/**
 * The audience of the unit of whose own part alone the event speaks, which it reads also when it has lost the order; null
 * where it speaks of more, or of an accused unit's (R16.2).
 */
export const ownPartIn = (order: Order, happening: Happening): string | null => {
  const unit = unitOwning(order, happening)
  return unit === null || order.accused.includes(unit) ? null : unitAudience(unit)
}

const unitOwning = ({ assignments }: Order, happening: Happening): string | null => {
  switch (happening.type) {
    case 'dispatched':
      return happening.data.unit
    case 'rang':
      return happening.data.holder === 'centre' ? null : happening.data.holder
    case 'step-recorded':
    case 'feedback-submitted':
    case 'unit-reviewed':
    case 'unit-signed':
    case 'return-applied':
    case 'return-decided':
    case 'dispatch-withdrawn':
    case 'plan-laid':
    case 'progress-reported':
    case 'extension-applied':
    case 'extension-decided':
    case 'appeal-prepared':
    case 'appeal-approved':
    case 'appeal-decided':
    case 'evaluation-requested':
      return assignments.find(({ no }) => no === happening.data.no)?.unit ?? null
    default:
      return null
  }
}
