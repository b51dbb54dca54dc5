/** Who may read what, worked out from the rules alone (R10.2, R16.2): no more, and no fewer. */
import type { Event, EventType } from './format'
import type { Ledger } from './ledger'

const COUNTY = ['centre', 'leaders']
/** Who inspects. On what a unit reads they stand always, or the list of readers would tell which orders are flagged. */
const INSPECTORS = ['supervision', 'discipline']

/**
 * Whose an event is: the county's alone; of the one part it names, with the city where it was asked; of the units that were asked to a
 * table; of whoever has to meet the limit; of the inspectors; of all who read the order.
 */
type Circle = 'county' | 'part' | 'part and city' | 'table' | 'holder' | 'flag' | 'inspection' | 'all' | 'act'

const CIRCLE: Readonly<Record<EventType, Circle>> = {
  transferred: 'county',
  'centre-signed': 'county',
  verified: 'county',
  'referred-to-leader': 'county',
  'accused-named': 'county',
  doubled: 'county',
  'sent-again': 'county',
  instructed: 'table',
  disputed: 'table',
  convened: 'table',
  consulted: 'table',
  'consultation-broken-off': 'table',
  'unit-signed': 'part',
  'assigned-in-unit': 'part',
  'step-recorded': 'part',
  'feedback-submitted': 'part',
  'unit-reviewed': 'part',
  'return-applied': 'part',
  'return-decided': 'part',
  'dispatch-withdrawn': 'part',
  'plan-laid': 'part',
  'progress-reported': 'part',
  'appeal-prepared': 'part',
  'appeal-passed-up': 'part',
  'extension-applied': 'part and city',
  'extension-decided': 'part and city',
  'appeal-approved': 'part and city',
  'appeal-decided': 'part and city',
  rang: 'holder',
  flagged: 'flag',
  'inspection-directed': 'flag',
  'inspection-opened': 'inspection',
  'inspection-found': 'inspection',
  'inspection-closed': 'inspection',
  dispatched: 'all',
  'first-reviewed': 'all',
  'called-back': 'all',
  archived: 'all',
  'callback-corrected': 'all',
  'redo-ordered': 'all',
  // Who read of the act reads that it is taken back.
  'taken-back': 'act',
  'evaluation-requested': 'all',
  'panel-convened': 'all',
  'panel-broken-off': 'all',
  judged: 'all',
  'inspection-served': 'all',
  'complex-declared': 'all',
  'marked-urgent': 'all',
  'category-corrected': 'all',
  rescheduled: 'all',
  reopened: 'all',
  'matter-corrected': 'all',
  urged: 'all',
  supplemented: 'all',
  unmerged: 'all',
}

const isCity = ({ extensions, appeals }: Ledger): boolean =>
  extensions.length > 0 || appeals.some(({ leader }) => leader === true)

/** The audiences of the order itself; where it accuses somebody, only those of them that are clear. */
export const orderReaders = (ledger: Ledger): string[] => {
  const isWatched = ledger.flags.length > 0 || ledger.inspection !== null
  const audiences = [
    ...COUNTY,
    ...(isWatched ? INSPECTORS : []),
    ...(isCity(ledger) ? ['city'] : []),
    ...ledger.reading().map((unit) => `unit:${unit}`),
  ]
  const accuses = ledger.accused.length + ledger.accusedPersons.length > 0
  return audiences.map((audience) => (accuses ? `clear:${audience}` : audience)).sort()
}

/** What an event is about: what is taken back, where something is. */
export const actOf = (event: Event): EventType =>
  event.type === 'taken-back' ? (event.data.act as EventType) : event.type

/** The audiences of an event, on the order as the event leaves it. */
export const eventReaders = (event: Event, after: Ledger): string[] => {
  const units = (...named: readonly (string | null | undefined)[]): string[] => [
    ...new Set(
      named.flatMap((unit) => (unit == null || after.accused.includes(unit) ? [] : [`unit:${unit}`])),
    ),
  ]
  const part = (): string[] => units(after.part((event.data as { no: number }).no)?.unit)
  const all = [...COUNTY, ...INSPECTORS]
  const circle = CIRCLE[actOf(event)]
  switch (circle) {
    case 'act':
    case 'county':
      return [...COUNTY].sort()
    case 'part':
      return [...all, ...part()].sort()
    case 'part and city':
      return [...all, ...part(), 'city'].sort()
    case 'table':
      return [
        ...all,
        ...units(...after.consultations.flatMap(({ lead, units: asked }) => [lead, ...asked])),
      ].sort()
    case 'holder': {
      const { holder } = event.data as { holder: string }
      return holder === 'centre' ? [...COUNTY].sort() : [...all, ...units(holder)].sort()
    }
    case 'flag':
      return [...all].sort()
    case 'inspection':
      return ['leaders', ...INSPECTORS].sort()
    case 'all':
      return [...all, ...(isCity(after) ? ['city'] : []), ...units(...after.reading())].sort()
  }
}
