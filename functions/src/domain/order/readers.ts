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
 * Units that have a part, units that lost one but may still read, and units at a consultation while it lasts. Never an
 * accused unit (R16.2).
 */
const unitsOf = ({ assignments, accused, consultations }: Concerned): string[] =>
  [
    ...assignments.filter((part) => isActive(part) || part.stillReads).map(({ unit }) => unit),
    ...consultations.filter(isUnderWay).flatMap(atTheTable),
  ].filter((unit) => !accused.includes(unit))

/** The city centre reads orders on which it was asked to decide. */
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
 * Who may read the order: audiences, or their clear tokens if the order accuses somebody (R16.2). An order's document
 * must not name inspectors: that would tell its readers that the order is flagged (`apart.ts`).
 */
export const readersOf = (order: Concerned): string[] =>
  accusesSomebody(order) ? audiencesOf(order).map(cleared) : audiencesOf(order)

/** The audiences that read the order, whether or not it accuses somebody. */
export const audiencesReading = ({ readers }: Pick<Order, 'readers'>): string[] => readers.map(plain)

/** Who may read a notice of the order to that post: nobody of an accused unit, not even a notice it got before. */
export const noticeReaders = (order: Pick<Order, 'accused' | 'accusedPersons'>, to: string): string[] => {
  if (!accusesSomebody(order)) return [to]
  const unit = postOfKey(to)?.unit ?? null
  return unit !== null && order.accused.includes(unit) ? [] : [cleared(to)]
}

/** The same of a notice that is about no single order: one that counts orders accusing somebody is for those who list them. */
export const generalReaders = ({
  to,
  accusing,
}: {
  readonly to: string
  readonly accusing?: true
}): string[] => [accusing === true ? cleared(to) : to]

/** Who sees what did not arrive outside the app: an entry names its order. */
export const deliveryReaders = (order: Pick<Order, 'accused' | 'accusedPersons'> | null): string[] => [
  order !== null && accusesSomebody(order) ? cleared('administration') : 'administration',
]

/** Who reads it besides the inspectors. The order's document, which units read, may name only these. */
export const readersUnwatched = (order: Concerned): string[] =>
  readersOf({ ...order, flags: [], inspection: null })

/** Units that had a part and do not read the order any more. They still read what was their own. */
export const formerReadersOf = (order: Concerned): string[] => {
  const { assignments, accused } = order
  const reading = unitsOf(order)
  const former = assignments
    .map(({ unit }) => unit)
    .filter((unit) => ![...reading, ...accused].includes(unit))
  return [...new Set(former.map(unitAudience))]
}

/** What was taken back, as far as its readers go: they read of that, too. */
const actOf = ({ data: { act, no } }: Extract<Happening, { type: 'taken-back' }>): Happening =>
  ({ type: act, at: 0, data: { no } }) as unknown as Happening

/**
 * Who may read one event. What the centre did before it chose a unit stays with the centre. A unit's inner loop and its
 * reminder are not for the other units of a joint order. The words of an inspection are not for the unit before they
 * are served (R10.2). The security rules ask for the right to read both the order and the event, so plain audiences are
 * enough even where the order accuses somebody. Every event that a unit reads names the inspectors, whether or not the
 * order is flagged: a list of readers must not tell it.
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
    case 'sent-again':
      return ALWAYS
    case 'instructed':
    case 'disputed':
    case 'consulted':
    case 'convened':
    case 'consultation-broken-off':
      return withUnits(...order.consultations.flatMap(({ lead, units }) => [lead ?? undefined, ...units]))
    case 'assigned-in-unit':
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
    case 'appeal-passed-up':
      return withUnits(unitOf(happening.data.no))
    case 'extension-applied':
    case 'extension-decided':
    case 'appeal-approved':
    case 'appeal-decided':
      return [...withUnits(unitOf(happening.data.no)), 'city']
    case 'rang':
      return happening.data.holder === 'centre' ? ALWAYS : withUnits(happening.data.holder)
    case 'flagged':
    case 'inspection-directed':
      return [...ALWAYS, ...INSPECTORS]
    case 'inspection-opened':
    case 'inspection-found':
    case 'inspection-closed':
      return ['leaders', ...INSPECTORS]
    case 'taken-back':
      return eventReaders(order, actOf(happening))
    case 'dispatched':
    case 'first-reviewed':
    case 'redo-ordered':
    case 'callback-corrected':
    case 'called-back':
    case 'archived':
    case 'evaluation-requested':
    case 'panel-convened':
    case 'panel-broken-off':
    case 'judged':
    case 'inspection-served':
    case 'complex-declared':
    case 'marked-urgent':
    case 'category-corrected':
    case 'matter-corrected':
    case 'urged':
    case 'supplemented':
    case 'unmerged':
    case 'rescheduled':
    case 'reopened':
      return [...readersUnwatched(order).map(plain), ...INSPECTORS]
  }
}

/**
 * The audience of the one unit whose own part the event is about; that unit reads it even after it has lost the order.
 * Null where the event is about more, or about an accused unit's part (R16.2).
 */
export const ownPartIn = (order: Order, happening: Happening): string | null => {
  const unit = unitOwning(order, happening)
  return unit === null || order.accused.includes(unit) ? null : unitAudience(unit)
}

const unitOwning = (order: Order, happening: Happening): string | null => {
  const { assignments } = order
  switch (happening.type) {
    case 'taken-back':
      return unitOwning(order, actOf(happening))
    case 'dispatched':
      return happening.data.unit
    case 'rang':
      return happening.data.holder === 'centre' ? null : happening.data.holder
    case 'assigned-in-unit':
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
    case 'appeal-passed-up':
    case 'appeal-approved':
    case 'appeal-decided':
    case 'evaluation-requested':
      return assignments.find(({ no }) => no === happening.data.no)?.unit ?? null
    default:
      return null
  }
}
