/** Pairs of acts that one person must not both do on one order, written down once more: from their acts, not their posts. */
import type { Desk } from './findings'
import type { Event, EventType, OrderSaid } from './format'
import type { Ledger } from './ledger'

/** The name under which an order records such an act. */
const NAME: Readonly<Partial<Record<EventType, string>>> = {
  'unit-signed': 'handler',
  'step-recorded': 'handler',
  'plan-laid': 'handler',
  'progress-reported': 'handler',
  'evaluation-requested': 'handler',
  'feedback-submitted': 'author',
  'unit-reviewed': 'unit-reviewer',
  'return-applied': 'applicant',
  'extension-applied': 'applicant',
  'appeal-prepared': 'appellant',
  'appeal-approved': 'approver',
  'first-reviewed': 'first-reviewer',
  'called-back': 'caller-back',
  'return-decided': 'decider',
  'extension-decided': 'decider',
  'appeal-decided': 'decider',
  'panel-convened': 'evaluator',
  judged: 'evaluator',
  'inspection-opened': 'inspector',
  'inspection-found': 'inspector',
  'inspection-served': 'inspector',
  'inspection-closed': 'inspector',
}

/** For each duty, the duties that the same person must not have had before, with the clause. */
const NOT_AFTER: Readonly<Record<string, Readonly<Record<string, string>>>> = (() => {
  const table: Record<string, Record<string, string>> = {}
  const never = (rule: string, one: string, ...others: readonly string[]): void => {
    for (const other of others) {
      ;(table[one] ??= {})[other] ??= rule
      ;(table[other] ??= {})[one] ??= rule
    }
  }
  never('R9.1', 'unit-reviewer', 'author')
  never('R8.2', 'approver', 'appellant')
  never('R9.2', 'first-reviewer', 'caller-back')
  for (const inside of ['handler', 'author', 'unit-reviewer', 'applicant', 'appellant', 'approver']) {
    never('R9.2', inside, 'first-reviewer', 'caller-back')
    never('R3.3', inside, 'decider')
    never('R10.2', inside, 'inspector')
    never('R11.1', inside, 'evaluator')
  }
  never('R11.1', 'inspector', 'evaluator')
  return table
})()

/** Before the ledger takes the event in. */
export const checkDuties = (event: Event, ledger: Ledger, desk: Desk): void => {
  const duty = NAME[event.type]
  if (duty === undefined) return
  for (const [other, rule] of Object.entries(NOT_AFTER[duty] ?? {}))
    desk.check(
      rule,
      ledger.duties.get(other)?.has(event.by) === true
        ? { what: `${duty} by whom was ${other} before`, found: event.by }
        : null,
    )
  const done = ledger.duties.get(duty) ?? new Set()
  ledger.duties.set(duty, done.add(event.by))
}

export const checkDutiesSaid = (order: OrderSaid, ledger: Ledger, desk: Desk): void => {
  const inspections = [
    ...(order.formerInspections ?? []),
    ...(order.inspection === null ? [] : [order.inspection]),
  ]
  const said = {
    ...order.duties,
    ...(inspections.length > 0 && {
      inspector: new Set(inspections.flatMap(({ inspectors }) => inspectors)),
    }),
  }
  const lines = (duties: Iterable<readonly [string, Iterable<string>]>): string[] =>
    [...duties].map(([duty, uids]) => `${duty}: ${[...uids].sort().join(' ')}`).sort()
  desk.equal('fold', 'duties', lines(ledger.duties), lines(Object.entries(said)))
}
