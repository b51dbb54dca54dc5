/** Who must not read what (R10.2, R16.2), and what must not be written at all (R16.1). */
import type { Desk } from './findings'
import type { Event, OrderSaid } from './format'
import type { Ledger } from './ledger'
import { actOf, eventReaders, orderReaders } from './readers'

const unitsAmong = (readers: readonly string[]): string[] =>
  readers.filter((reader) => reader.startsWith('unit:')).map((reader) => reader.slice('unit:'.length))

/** Who inspects. On what a unit reads they stand always, or the list of readers would tell which orders are flagged. */
const INSPECTORS = ['supervision', 'discipline']

/** Events that count orders a unit may not read are never for a unit. */
const NEVER_FOR_UNITS: ReadonlySet<Event['type']> = new Set<Event['type']>(['flagged', 'inspection-directed'])

/** Events that speak of one part alone and of nothing else of the order. */
const OF_ONE_PART: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'unit-signed',
  'assigned-in-unit',
  'step-recorded',
  'feedback-submitted',
  'unit-reviewed',
  'return-applied',
  'return-decided',
  'dispatch-withdrawn',
  'extension-applied',
  'extension-decided',
  'plan-laid',
  'progress-reported',
  'appeal-prepared',
  'appeal-passed-up',
  'appeal-approved',
  'appeal-decided',
  'evaluation-requested',
])

/** The unit whose own part the event is about, so that it may read it also when it has lost the order. */
const ownerOf = (event: Event, after: Ledger): string | null => {
  if (event.type === 'dispatched') return event.data.unit
  if (event.type === 'rang') return event.data.holder === 'centre' ? null : event.data.holder
  return OF_ONE_PART.has(actOf(event)) ? (after.part((event.data as { no: number }).no)?.unit ?? null) : null
}

const HIDDEN_UNTIL_SERVED: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'inspection-opened',
  'inspection-found',
  'inspection-closed',
])

/** The ledger has taken the event in: who reads it follows from the order as it leaves it. */
export const checkReaders = (event: Event, after: Ledger, desk: Desk): void => {
  const units = unitsAmong(event.readers)
  desk.check(
    'R16.2',
    units.some((unit) => after.accused.includes(unit))
      ? { what: 'an accused unit among the readers', found: units }
      : null,
  )
  const concerned = after.concerned()
  desk.check(
    'R16.2',
    units.every((unit) => concerned.has(unit))
      ? null
      : { what: 'a unit that it does not concern among the readers', found: units },
  )
  desk.equal('R16.2', `readers of ${event.type}`, eventReaders(event, after), [...event.readers].sort())
  const owner = ownerOf(event, after)
  desk.equal(
    'R16.2',
    'the unit whose own part it is about',
    owner === null || after.accused.includes(owner) ? null : `unit:${owner}`,
    event.about,
  )
  desk.check(
    'R10.2',
    units.length > 0 && !INSPECTORS.every((reader) => event.readers.includes(reader))
      ? { what: 'its readers tell whether the order is flagged', found: event.readers }
      : null,
  )
  if (NEVER_FOR_UNITS.has(actOf(event)))
    desk.check('R10.2', units.length > 0 ? { what: `${event.type} is read by a unit`, found: units } : null)
  if (HIDDEN_UNTIL_SERVED.has(event.type))
    desk.check(
      'R10.2',
      units.length > 0 && after.inspection?.served !== true
        ? { what: `${event.type} is read by a unit before it is served`, found: units }
        : null,
    )
}

/** An order that accuses somebody has only clear tokens as readers; every other order has plain ones. */
const CLEAR = 'clear:'

export const checkOrderReaders = (order: OrderSaid, ledger: Ledger, desk: Desk): void => {
  const accuses = ledger.accused.length + ledger.accusedPersons.length > 0
  desk.check(
    'R16.2',
    order.readers.every((reader) => reader.startsWith(CLEAR) === accuses)
      ? null
      : { what: `${accuses ? 'not all' : 'some'} of the order's readers are clear`, found: order.readers },
  )
  const units = unitsAmong(
    order.readers.map((reader) => (reader.startsWith(CLEAR) ? reader.slice(CLEAR.length) : reader)),
  )
  desk.check(
    'R16.2',
    units.some((unit) => ledger.accused.includes(unit))
      ? { what: "an accused unit among the order's readers", found: units }
      : null,
  )
  desk.equal('R16.2', "the order's readers", orderReaders(ledger), [...order.readers].sort())
  desk.equal('R16.2', "units among the order's readers", ledger.reading().sort(), [...units].sort())
  const former = unitsAmong(order.formerReaders)
  desk.equal('R16.2', 'units that have lost the order', ledger.former().sort(), [...former].sort())
}

/** Numbers that name a thing: in them a long row of digits is no person's number. */
const NUMBERS: ReadonlySet<string> = new Set(['cityNumber', 'entry', 'document', 'hash', 'prevHash'])
const MOBILE = /(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/
const ID_NUMBER =
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/

/** Full-width digits as plain ones, and a number that is written in groups as one. */
const plain = (text: string): string =>
  text
    .replace(/[０-９Ｘｘ]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))
    .replace(/(?<=\d)[ \-－—](?=\d)/g, '')

/** A unit's own contact: a telephone is what it is for. */
const CONTACT = /\.contact$/

const isPersonal = (text: string, path: string): boolean => {
  if (text.length < 11) return false
  const digits = plain(text)
  return (!CONTACT.test(path) && MOBILE.test(digits)) || ID_NUMBER.test(digits)
}

/** The field that holds a mobile or an id number, or null. Never the number itself: findings are read by many. */
export const personalIn = (value: unknown, path: string): string | null => {
  if (typeof value === 'string') return isPersonal(value, path) ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, each] of Object.entries(value)) {
    if (NUMBERS.has(key)) continue
    const found = personalIn(each, `${path}.${key}`)
    if (found !== null) return found
  }
  return null
}

export const checkPersonal = (value: unknown, where: string, desk: Desk): void => {
  const field = personalIn(value, where)
  desk.check('R16.1', field === null ? null : { what: 'a mobile or id number in a text', found: field })
}
