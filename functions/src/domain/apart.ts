import type { Appeal } from './appeal'
import type { ExtensionApplication } from './extension'
import type { Inspection } from './inspection'
import type { Assignment, Order } from './order'
import { unitAudience } from './people'
import { ALWAYS, audiencesReading, INSPECTORS } from './readers'
import type { ReturnApplication } from './return'

interface Entries {
  readonly assignments: Assignment
  readonly returns: ReturnApplication
  readonly extensions: ExtensionApplication
  readonly appeals: Appeal
}
type List = keyof Entries

/**
 * One record beside an order's document: what not everyone who reads the order may read. `inspection` is what an
 * inspection says (R10.2), `unit:mayi` the words of that unit's inner loop (R6.2), `city:mayi` what the unit asks of the city.
 */
export interface Apart {
  readonly id: string
  readonly readers: readonly string[]
  readonly inspection: Pick<Inspection, 'found' | 'closed'> | null
  /** The words of an entry, and its place in the order's list. */
  readonly words: readonly {
    readonly list: List
    readonly place: number
    readonly said: Readonly<Record<string, unknown>>
  }[]
}

/**
 * The words of each entry, left out. Who, when and whether stay: the law asks for these, so that `may` answers the same with
 * and without the words, and units of one order may know them of each other.
 */
const WORDLESS: { readonly [L in List]: (entry: Entries[L]) => Partial<Entries[L]> } = {
  assignments: ({ steps, draft, plan, progress }) => ({
    steps: steps.map((step) => ({ ...step, note: '' })),
    draft: draft && { ...draft, situation: '', result: '', answer: '', contact: '' },
    plan: plan && { ...plan, steps: [] },
    progress: progress.map((update) => ({ ...update, text: '' })),
  }),
  returns: ({ decision }) => ({
    reason: '',
    suggestedUnit: null,
    decision: decision && { ...decision, reasons: '' },
  }),
  extensions: ({ decision }) => ({ reason: '', decision: decision && { ...decision, note: '' } }),
  appeals: ({ approval, decision }) => ({
    reason: '',
    proof: [],
    approval: approval && { ...approval, note: '' },
    decision: decision && { ...decision, note: '' },
  }),
}
const LISTS = Object.keys(WORDLESS) as List[]

interface Place {
  readonly list: List
  readonly place: number
  readonly unit: string
  readonly record: string
  readonly entry: object
  readonly wordless: object
}

/** An appeal that its principal leader has not approved has not left the unit (R8.2). */
const isForTheCity = (list: List, entry: Entries[List]): boolean =>
  list === 'extensions' || (list === 'appeals' && (entry as Appeal).approval?.approved === true)

const placesOf = (order: Order): Place[] =>
  LISTS.flatMap((list) =>
    order[list].map((entry, place): Place => ({
      list,
      place,
      unit: entry.unit,
      record: `${isForTheCity(list, entry) ? 'city' : 'unit'}:${entry.unit}`,
      entry,
      wordless: (WORDLESS[list] as (entry: object) => object)(entry),
    })),
  )

/** Whether anyone reads the order for whom a unit's words are not: another unit, or the city. Most orders are not shared. */
const isShared = (order: Order): boolean => {
  const audiences = audiencesReading(order)
  return (
    audiences.includes('city') ||
    new Set([
      ...audiences.filter((reader) => reader.startsWith(unitAudience(''))),
      ...order.assignments.map(({ unit }) => unitAudience(unit)),
    ]).size > 1
  )
}

/** The records that lie beside the order; its document alone is enough to tell. */
export const recordsBeside = (order: Order): readonly string[] => [
  ...(order.inspection === null ? [] : ['inspection']),
  ...(isShared(order) ? new Set(placesOf(order).map(({ record }) => record)) : []),
]

const inspectionRecord = (order: Order): Apart[] =>
  order.inspection === null
    ? []
    : [
        {
          id: 'inspection',
          readers: ['leaders', ...INSPECTORS],
          inspection: { found: order.inspection.found, closed: order.inspection.closed },
          words: [],
        },
      ]

const wordsRecord = (order: Order, id: string, places: readonly Place[]): Apart => {
  const [kind, unit = ''] = id.split(':')
  const inner = [...ALWAYS, ...INSPECTORS.filter((each) => audiencesReading(order).includes(each))]
  return {
    id,
    readers: [
      ...inner,
      ...(kind === 'city' ? ['city'] : []),
      ...(order.accused.includes(unit) ? [] : [unitAudience(unit)]),
    ],
    inspection: null,
    words: places.map(({ list, place, entry, wordless }) => ({
      list,
      place,
      said: Object.fromEntries(Object.entries(entry).filter(([name]) => name in wordless)),
    })),
  }
}

/** The order as its document holds it, for all its readers, and what lies beside it. */
export const apart = (order: Order): { readonly shown: Order; readonly records: readonly Apart[] } => {
  const places = isShared(order) ? placesOf(order) : []
  const ids = [...new Set(places.map(({ record }) => record))]
  return {
    shown: places.reduce(
      (shown, { list, place, wordless }) => withEntry(shown, list, place, wordless),
      withoutFinding(order),
    ),
    records: [
      ...inspectionRecord(order),
      ...ids.map((id) =>
        wordsRecord(
          order,
          id,
          places.filter(({ record }) => record === id),
        ),
      ),
    ],
  }
}

/** The result of an inspection is between the inspectors and the county; that it is closed the unit may know. */
const withoutFinding = (order: Order): Order =>
  order.inspection === null
    ? order
    : {
        ...order,
        inspection: {
          ...order.inspection,
          found: order.inspection.servedAt === null ? null : order.inspection.found,
          closed: order.inspection.closed === null ? null : { ...order.inspection.closed, result: '' },
        },
      }

const withEntry = (order: Order, list: List, place: number, said: object): Order => ({
  ...order,
  [list]: order[list].map((entry, index) => (index === place ? { ...entry, ...said } : entry)),
})

/** The order with what those of its records say that are at hand; all of them make it whole. */
export const together = (shown: Order, records: readonly Apart[]): Order => {
  const beside = recordsBeside(shown)
  return records
    .filter(({ id }) => beside.includes(id))
    .reduce(
      (order, { inspection, words }) =>
        words.reduce(
          (whole, { list, place, said }) => withEntry(whole, list, place, said),
          inspection === null || order.inspection === null
            ? order
            : { ...order, inspection: { ...order.inspection, ...inspection } },
        ),
      shown,
    )
}
