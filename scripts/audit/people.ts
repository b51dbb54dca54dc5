/** Who may do what: the posts of the plan, written down once more. */
import type { Desk } from './findings'
import type { Event, EventType } from './format'
import type { Ledger } from './ledger'

const CENTRE = ['clerk', 'reviewer']
const UNIT = ['handler', 'leader-in-charge', 'principal-leader']
const INSPECTORS = ['supervision', 'discipline']
const BY_ITSELF = ['system']

/** Each event with the roles that may cause it, and the clause that says so. */
const WHOSE: Readonly<Record<EventType, readonly [rule: string, roles: readonly string[]]>> = {
  transferred: ['R1.1', ['city', 'clerk', 'reviewer']],
  'centre-signed': ['R1.1', CENTRE],
  verified: ['R1.2', CENTRE],
  dispatched: ['R2.1', CENTRE],
  'unit-signed': ['R1.3', UNIT],
  'assigned-in-unit': ['R6.2', ['leader-in-charge', 'principal-leader']],
  'step-recorded': ['R6.2', UNIT],
  'feedback-submitted': ['R7.1', ['handler', 'leader-in-charge']],
  'unit-reviewed': ['R9.1', ['leader-in-charge', 'principal-leader']],
  'first-reviewed': ['R9.2', ['reviewer']],
  'called-back': ['G', CENTRE],
  'callback-corrected': ['G', CENTRE],
  'redo-ordered': ['R9.2', ['reviewer']],
  'taken-back': ['state', [...CENTRE, ...UNIT, 'county-leader', 'city']],
  archived: ['R8.4', [...CENTRE, 'city']],
  rang: ['R17', BY_ITSELF],
  'referred-to-leader': ['R2.4', CENTRE],
  instructed: ['R2.4', CENTRE],
  disputed: ['R4.1', CENTRE],
  convened: ['R4.1', CENTRE],
  consulted: ['R4.1', CENTRE],
  'consultation-broken-off': ['R16.2', CENTRE],
  'return-applied': ['R3.1', UNIT],
  'return-decided': ['R3.3', CENTRE],
  'dispatch-withdrawn': ['R2.1', CENTRE],
  'extension-applied': ['R5.2', UNIT],
  'extension-decided': ['R5.3', [...CENTRE, 'city']],
  'complex-declared': ['R7.2', CENTRE],
  'marked-urgent': ['R1.2', CENTRE],
  'plan-laid': ['R7.2', UNIT],
  'progress-reported': ['R7.2', UNIT],
  'appeal-prepared': ['R8.2', ['handler', 'leader-in-charge']],
  'appeal-passed-up': ['R16.2', [...CENTRE, 'handler', 'leader-in-charge']],
  'appeal-approved': ['R8.2', ['principal-leader', 'county-leader', 'reviewer']],
  'appeal-decided': ['R8.3', [...CENTRE, 'city']],
  'evaluation-requested': ['R11.1', ['leader-in-charge', 'principal-leader']],
  'panel-convened': ['R11.1', CENTRE],
  'panel-broken-off': ['R16.2', CENTRE],
  judged: ['R11.1', CENTRE],
  flagged: ['R10.1', [...CENTRE, 'county-leader']],
  'inspection-directed': ['R10.2', [...CENTRE, 'county-leader']],
  'inspection-opened': ['R10.2', INSPECTORS],
  'inspection-found': ['R10.2', INSPECTORS],
  'inspection-served': ['R10.2', INSPECTORS],
  'inspection-closed': ['R10.2', INSPECTORS],
  'accused-named': ['R16.2', CENTRE],
  'category-corrected': ['R5.1', CENTRE],
  'matter-corrected': ['R21', CENTRE],
  urged: ['R21', [...CENTRE, 'city']],
  supplemented: ['R21', [...CENTRE, 'city']],
  unmerged: ['R21', CENTRE],
  rescheduled: ['R5.1', BY_ITSELF],
  reopened: ['state', ['reviewer']],
  doubled: ['R1.1', BY_ITSELF],
  'sent-again': ['R1.1', BY_ITSELF],
}

/** R16.2: what a command brings with it, or what happens by itself when people have come or gone. */
const EITHER_WAY: ReadonlySet<EventType> = new Set<EventType>(['dispatch-withdrawn', 'appeal-passed-up'])

/** Events of a unit: the post must be one of the unit whose part it is. */
const OF_THE_UNIT: ReadonlySet<EventType> = new Set<EventType>([
  'unit-signed',
  'assigned-in-unit',
  'step-recorded',
  'feedback-submitted',
  'unit-reviewed',
  'return-applied',
  'extension-applied',
  'plan-laid',
  'progress-reported',
  'appeal-prepared',
  'evaluation-requested',
])

export const EVENT_TYPES = Object.keys(WHOSE) as readonly EventType[]

export const isKnown = (type: string): type is EventType => Object.hasOwn(WHOSE, type)

/** R16.2: once the command that names the accused is done, the accused does nothing in the order any more. */
export const checkBarred = (event: Event, ledger: Ledger, desk: Desk): void => {
  const [, unit = null] = event.actingAs.split('@')
  desk.check(
    'R16.2',
    ledger.accusedPersons.includes(event.by) || (unit !== null && ledger.accused.includes(unit))
      ? { what: `${event.type} by whom the order accuses`, found: event.actingAs }
      : null,
  )
}

export const checkAuthor = (event: Event, ledger: Ledger, desk: Desk): void => {
  const [rule, usual] = WHOSE[event.type]
  const roles = EITHER_WAY.has(event.type) && event.by === 'system' ? BY_ITSELF : usual
  const [role = '', unit = null] = event.actingAs.split('@')
  desk.check(
    rule,
    roles.includes(role)
      ? null
      : { what: `${event.type} by a post that may not`, expected: roles.join('/'), found: event.actingAs },
  )
  const byItself = roles === BY_ITSELF
  desk.check(
    'state',
    (event.by === 'system') === byItself && (event.command === null) === byItself
      ? null
      : { what: `${event.type} by ${byItself ? 'itself' : 'a person with a command'}`, found: event.by },
  )
  if (!OF_THE_UNIT.has(event.type) && !(event.type === 'appeal-approved' && role === 'principal-leader'))
    return
  const part = ledger.part((event.data as { no: number }).no)
  desk.equal(rule, `unit that gives ${event.type}`, part?.unit ?? null, unit)
}
