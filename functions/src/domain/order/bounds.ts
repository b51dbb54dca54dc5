import type { CommandType } from './command'
import type { Order } from './order'
import { type Refusal, refuse } from '../base/refusal'

/**
 * An order's content is bounded: a document may take 1 MiB, and a full one could never be written again. The whole
 * order is measured, as its inspectors get it once it is flagged; its units read less. Long before the limit, commands
 * that only add are refused with a named reason. Commands that bring an order to its end still have room.
 */

/**
 * Of a part's steps and updates the order keeps the words of this many latest ones; the words of older ones stay in
 * their events.
 */
export const WORDS_KEPT = 10

/** A list with one more entry. Older entries lose their words. */
export const added = <Entry extends object>(
  entries: readonly Entry[],
  entry: Entry,
  word: keyof Entry,
): readonly Entry[] =>
  entries.length < WORDS_KEPT
    ? [...entries, entry]
    : [
        ...entries
          .slice(0, 1 - WORDS_KEPT)
          .map((each) => (each[word] === '' ? each : { ...each, [word]: '' })),
        ...entries.slice(1 - WORDS_KEPT),
        entry,
      ]

const longest = ({ assignments }: Order, list: 'steps' | 'progress' | 'given'): number =>
  Math.max(0, ...assignments.map((part) => part[list]?.length ?? 0))

/** The most entries of each list, far above what any honest order has had. */
const LISTS = {
  assignments: { most: 100, of: (order) => order.assignments.length },
  steps: { most: 200, of: (order) => longest(order, 'steps') },
  given: { most: 100, of: (order) => longest(order, 'given') },
  progress: { most: 100, of: (order) => longest(order, 'progress') },
  consultations: { most: 60, of: (order) => order.consultations.length },
  returns: { most: 60, of: (order) => order.returns.length },
  extensions: { most: 60, of: (order) => order.extensions.length },
  appeals: { most: 60, of: (order) => order.appeals.length },
  formerInspections: { most: 20, of: (order) => order.formerInspections?.length ?? 0 },
  callbacks: { most: 60, of: (order) => order.callbacks.length },
  clocks: { most: 500, of: (order) => order.clocks.length },
  urgings: { most: 200, of: ({ urgings = [] }) => urgings.length },
  supplements: { most: 60, of: ({ supplements = [] }) => supplements.length },
} as const satisfies Readonly<
  Record<string, { readonly most: number; readonly of: (order: Order) => number }>
>
export type BoundedList = keyof typeof LISTS
const BOUNDED = Object.keys(LISTS) as readonly BoundedList[]

/** The commands that only add to what is there: an order can be brought to its end without them. */
const ADDING: readonly CommandType[] = [
  'assign-in-unit',
  'record-step',
  'report-progress',
  'lay-plan',
  'flag',
  'direct-inspection',
  'apply-return',
  'apply-extension',
  'prepare-appeal',
  'add-assist',
  'urge',
  'supplement',
]
/** The commands that can end an order at any time: the last that a full order still accepts. */
const ENDING: readonly CommandType[] = ['archive', 'recall', 'withdraw-by-caller', 'decline', 'merge']
/**
 * Bytes. From the first limit on nothing is added, from the second the order can only be ended, from the third not even
 * that.
 */
const ADDED_BELOW = 700_000
const WRITTEN_BELOW = 900_000
const ENDED_BELOW = 1_000_000

const roomFor = (type: CommandType): number =>
  ADDING.includes(type) ? ADDED_BELOW : ENDING.includes(type) ? ENDED_BELOW : WRITTEN_BELOW

/** Why the order may not become the result of the command; null if it may. */
export const overfull = (before: Order, after: Order, type: CommandType): Refusal | null => {
  for (const list of BOUNDED) {
    const { most, of } = LISTS[list]
    if (of(after) > most && of(after) > of(before)) return refuse('order.too-many', { list, most })
  }
  const room = roomFor(type)
  return measured(after, atMost) <= room || bytesOf(after) <= room ? null : refuse('order.full')
}

/** How many bytes Firestore counts for a value, without the document's name. */
export const bytesOf = (value: unknown): number => measured(value, utf8)

/** Every command measures its order: by loops, which are fast, and first with a bound that looks at no character. */
const measured = (value: unknown, ofText: (text: string) => number): number => {
  if (typeof value === 'string') return ofText(value) + 1
  if (typeof value === 'number') return 8
  if (typeof value !== 'object' || value === null) return 1
  let sum = 0
  if (Array.isArray(value)) {
    for (const each of value) sum += measured(each, ofText)
    return sum
  }
  const fields = value as Readonly<Record<string, unknown>>
  for (const key in fields) sum += key.length + 1 + measured(fields[key], ofText)
  return sum
}

/** No UTF-16 unit takes more than three bytes. */
const atMost = (text: string): number => 3 * text.length

const utf8 = (text: string): number => {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    // A surrogate pair takes four bytes: two for each half.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1
  }
  return bytes
}
