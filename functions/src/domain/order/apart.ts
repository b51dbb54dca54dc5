import type { Appeal } from './appeal'
import type { ExtensionApplication } from './extension'
import { type Inspection, inspectionsOf } from './inspection'
import type { Assignment, Order } from './order'
import { unitAudience } from '../people/people'
import { ALWAYS, audiencesReading, readersOf, readersUnwatched } from './readers'
import type { ReturnApplication } from './return'

type Said = Pick<Inspection, 'found' | 'closed'>

interface Entries {
  readonly assignments: Assignment
  readonly returns: ReturnApplication
  readonly extensions: ExtensionApplication
  readonly appeals: Appeal
}
type List = keyof Entries

/**
 * One record beside an order's document, for what not everyone who reads the order may read. `flags` holds the flags,
 * and so whether the order is to be inspected (R10.1). `inspection` holds the words of the inspection (R10.2),
 * `unit:mayi` the words of that unit's inner loop (R6.2), and `city:mayi` the unit's requests to the city.
 */
export interface Apart {
  readonly id: string
  readonly readers: readonly string[]
  /** Set in `flags` alone: the flags, and the inspection without its words. */
  readonly watched: Pick<Order, 'flags' | 'inspection' | 'formerInspections' | 'directed'> | null
  readonly inspection: Said | null
  /** The words of those before it; missing where there are none. */
  readonly formerInspections?: readonly Said[]
  /** The words of an entry, and the entry's place in the order's list. */
  readonly words: readonly {
    readonly list: List
    readonly place: number
    readonly said: Readonly<Record<string, unknown>>
  }[]
}

/**
 * Each entry without its words. Who, when and whether stay, because the rules check them: so `may` gives the same
 * answer with and without the words. Units of one order may know these facts about each other.
 */
const WORDLESS: { readonly [L in List]: (entry: Entries[L]) => Partial<Entries[L]> } = {
  assignments: ({ steps, draft, plan, progress, given }) => ({
    steps: steps.map((step) => ({ ...step, note: '' })),
    draft: draft && { ...draft, situation: '', result: '', answer: '', contact: '', outcome: null },
    plan: plan && { ...plan, steps: [] },
    progress: progress.map((update) => ({ ...update, text: '' })),
    ...(given !== undefined && { given: given.map((each) => ({ ...each, instruction: '' })) }),
  }),
  returns: ({ decision }) => ({
    reason: '',
    suggestedUnit: null,
    opinion: '',
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

/** An appeal stays in the unit until its principal leader approves it (R8.2). */
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

/**
 * Whether the order has a reader who must not see a unit's words: another unit, or the city. Most orders are not
 * shared.
 */
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

/** The document does not show whether this record exists. Those who may read it ask for it, and it may be missing. */
export const FLAGS = 'flags'

/**
 * The other records beside an order whose flags are known. For readers who may not know the flags, the list is as the
 * document shows it.
 */
export const recordsBeside = (order: Order): readonly string[] => [
  ...(inspectionsOf(order).length === 0 ? [] : ['inspection']),
  ...(isShared(order) ? new Set(placesOf(order).map(({ record }) => record)) : []),
]

const flagsRecord = (order: Order): Apart[] =>
  isWatched(order)
    ? [
        {
          id: FLAGS,
          readers: ALWAYS,
          watched: {
            flags: order.flags,
            inspection: order.inspection && wordless(order.inspection),
            ...(order.formerInspections !== undefined && {
              formerInspections: order.formerInspections.map(wordless),
            }),
            ...(order.directed !== undefined && { directed: order.directed }),
          },
          inspection: null,
          words: [],
        },
      ]
    : []

const saidIn = ({ found, closed }: Inspection): Said => ({ found, closed })

const inspectionRecord = (order: Order): Apart[] =>
  inspectionsOf(order).length === 0
    ? []
    : [
        {
          id: 'inspection',
          readers: ['leaders'],
          watched: null,
          inspection: order.inspection && saidIn(order.inspection),
          ...(order.formerInspections !== undefined && {
            formerInspections: order.formerInspections.map(saidIn),
          }),
          words: [],
        },
      ]

const wordsRecord = (order: Order, id: string, places: readonly Place[]): Apart => {
  const [kind, unit = ''] = id.split(':')
  return {
    id,
    readers: [
      ...ALWAYS,
      ...(kind === 'city' ? ['city'] : []),
      ...(order.accused.includes(unit) ? [] : [unitAudience(unit)]),
    ],
    watched: null,
    inspection: null,
    words: places.map(({ list, place, entry, wordless }) => ({
      list,
      place,
      said: Object.fromEntries(Object.entries(entry).filter(([name]) => name in wordless)),
    })),
  }
}

/** The order as its document holds it for all its readers, and the records beside it. */
export const apart = (order: Order): { readonly shown: Order; readonly records: readonly Apart[] } => {
  const places = isShared(order) ? placesOf(order) : []
  const ids = [...new Set(places.map(({ record }) => record))]
  return {
    shown: places.reduce(
      (shown, { list, place, wordless }) => withEntry(shown, list, place, wordless),
      withoutWatch(order),
    ),
    records: [
      ...flagsRecord(order),
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

const isWatched = ({ flags, inspection }: Order): boolean => flags.length > 0 || inspection !== null

/** The result of an inspection is between the inspectors and the county. The unit may know that it is closed. */
const wordless = (inspection: Inspection): Inspection => ({
  ...inspection,
  found: inspection.servedAt === null ? null : inspection.found,
  closed: inspection.closed && { ...inspection.closed, result: '' },
})

/**
 * What a unit may know (R10.2, R16.2). It must not learn of the flags, which count orders that it may not read, nor of
 * an inspection before it is served, nor that inspectors read along.
 */
const withoutWatch = (order: Order): Order => {
  if (!isWatched(order)) return order
  const { formerInspections: _former, directed: _directed, ...plain } = order
  // The latest that was served stands in its place, so that it does not show whether another one was asked for.
  const served = inspectionsOf(order)
    .filter(({ servedAt }) => servedAt !== null)
    .map(wordless)
  return {
    ...plain,
    flags: [],
    inspection: served.at(-1) ?? null,
    ...(served.length > 1 && { formerInspections: served.slice(0, -1) }),
    readers: readersUnwatched(order),
  }
}

/** The order from its document, with the flags record added; null where there is no order. */
export const withFlags = <O extends Order | null>(shown: O, flags: Apart | null): O => {
  if (shown === null || flags?.watched == null) return shown
  const { formerInspections: _served, ...document } = shown
  const order = { ...document, ...flags.watched } as typeof shown
  return { ...order, readers: readersOf(order) }
}

/**
 * `inspections/{order}`: a flagged order whole, for its inspectors; null where it is not flagged. They find and read
 * the order there. The existence of this document opens the order's events and evidence to them.
 */
export const forInspectors = (order: Order): Order | null => {
  if (!isWatched(order)) return null
  const others = readersUnwatched(order)
  return { ...order, readers: readersOf(order).filter((reader) => !others.includes(reader)) }
}

const withEntry = (order: Order, list: List, place: number, said: object): Order => ({
  ...order,
  [list]: order[list].map((entry, index) => (index === place ? { ...entry, ...said } : entry)),
})

const withSaid = (order: Order, inspection: Said | null, former: readonly Said[] | undefined): Order => ({
  ...order,
  inspection: order.inspection && inspection ? { ...order.inspection, ...inspection } : order.inspection,
  ...(order.formerInspections !== undefined && {
    formerInspections: order.formerInspections.map((each, place) => ({ ...each, ...former?.[place] })),
  }),
})

/** The order with the words of the given records; with all its records it is whole. */
export const together = (document: Order, records: readonly Apart[]): Order => {
  const shown = withFlags(document, records.find(({ id }) => id === FLAGS) ?? null)
  const beside = recordsBeside(shown)
  return records
    .filter(({ id }) => beside.includes(id))
    .reduce(
      (order, { inspection, formerInspections, words }) =>
        words.reduce(
          (whole, { list, place, said }) => withEntry(whole, list, place, said),
          withSaid(order, inspection, formerInspections),
        ),
      shown,
    )
}
