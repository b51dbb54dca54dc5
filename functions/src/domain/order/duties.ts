import type { CommandType } from './command'
import type { Duties, Duty } from './duty'
import type { EventType, OrderEvent } from './events'
import { inspectorsOf } from './inspection'
import type { Order } from './order'
import type { Who } from '../people/people'
import { type Refusal, refuse } from '../base/refusal'
import type { RuleOf } from '../base/refusals'

const DUTY_OF: Readonly<Partial<Record<CommandType, Duty>>> = {
  'unit-sign': 'handler',
  'record-step': 'handler',
  'lay-plan': 'handler',
  'report-progress': 'handler',
  'request-evaluation': 'handler',
  'submit-feedback': 'author',
  'review-in-unit': 'unit-reviewer',
  'apply-return': 'applicant',
  'apply-extension': 'applicant',
  'prepare-appeal': 'appellant',
  'approve-appeal': 'approver',
  'first-review': 'first-reviewer',
  'call-back': 'caller-back',
  'decide-return': 'decider',
  'decide-extension': 'decider',
  'decide-appeal': 'decider',
  'open-inspection': 'inspector',
  'record-finding': 'inspector',
  'serve-inspection': 'inspector',
  'close-inspection': 'inspector',
  'convene-panel': 'evaluator',
  'record-verdict': 'evaluator',
}

/**
 * The duty that the order records for each event. The inspectors are recorded with the inspection, which not everyone
 * may know of.
 */
const DUTY_DONE: Readonly<Partial<Record<EventType, Exclude<Duty, 'inspector'>>>> = {
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
}

const IN_UNIT: readonly Duty[] = ['handler', 'author', 'unit-reviewer', 'applicant', 'appellant', 'approver']

/**
 * Pairs of acts that one person must not do on one order, whatever posts they hold or held: check their own work,
 * decide their own application, or judge from outside what they took part in.
 */
const SEPARATED: readonly {
  readonly rule: RuleOf<'duty.separate'>
  readonly one: readonly Duty[]
  readonly other: readonly Duty[]
}[] = [
  { rule: 'R9.1', one: ['author'], other: ['unit-reviewer'] },
  { rule: 'R8.2', one: ['appellant'], other: ['approver'] },
  { rule: 'R9.2', one: IN_UNIT, other: ['first-reviewer', 'caller-back'] },
  { rule: 'R9.2', one: ['first-reviewer'], other: ['caller-back'] },
  { rule: 'R3.3', one: IN_UNIT, other: ['decider'] },
  { rule: 'R10.2', one: IN_UNIT, other: ['inspector'] },
  { rule: 'R11.1', one: [...IN_UNIT, 'inspector'], other: ['evaluator'] },
]

/** The duties after an event by this person. */
export const withDuty = (duties: Duties, { type, by }: Pick<OrderEvent, 'type' | 'by'>): Duties => {
  const duty = DUTY_DONE[type]
  if (duty === undefined) return duties
  const done = duties[duty] ?? []
  return done.includes(by) ? duties : { ...duties, [duty]: [...done, by] }
}

const hasDone = (
  order: Pick<Order, 'duties' | 'inspection' | 'formerInspections'>,
  uid: string,
  duty: Duty,
): boolean => (duty === 'inspector' ? inspectorsOf(order) : order.duties[duty])?.includes(uid) === true

/**
 * Why this person must leave the command to somebody else, because of what they did to the order before; null if they
 * need not.
 */
export const dutyForbidden = (
  type: CommandType,
  order: Pick<Order, 'duties' | 'inspection' | 'formerInspections'>,
  { uid }: Pick<Who, 'uid'>,
): Refusal | null => {
  const duty = DUTY_OF[type]
  if (duty === undefined) return null
  for (const { rule, one, other } of SEPARATED) {
    const apart = other.includes(duty) ? one : one.includes(duty) ? other : []
    const did = apart.find((each) => hasDone(order, uid, each))
    if (did !== undefined) return refuse('duty.separate', rule, { did, duty })
  }
  return null
}
