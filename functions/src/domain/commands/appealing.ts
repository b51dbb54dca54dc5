import { isForTheCounty, isOpenAppeal, openAppealGrounds } from '../order/appeal'
import type { Happening } from '../order/events'
import { nobodyApproves } from '../order/barred'
import { type Assignment, type AssignmentState, hostOf, type Order } from '../order/order'
import { refused, ok, type Refusal, refuse } from '../base/refusal'
import { isBlank } from '../base/text'
import { firstOf, given, hostPart, ownAssignment, sure, unwritten } from './checks'
import { concerned } from './left-to-nobody'
import type { CommandRule } from '../order/command'
import { closedFrom } from './correcting'

const openAppeal = (order: Order) => order.appeals.find(isOpenAppeal)
const APPEALING = ['handling', 'in-unit-review', 'left-unit', 'passed'] as const

/**
 * R8.1: whether the explanation to the caller is on record: the unit informed or answered the caller, said in its
 * feedback how it was explained (R19), or the caller was called back.
 */
export const isExplained = (
  { callbacks }: Pick<Order, 'callbacks'>,
  { steps, draft, feedback }: Pick<Assignment, 'steps' | 'draft' | 'feedback'>,
): boolean =>
  steps.some(({ step }) => step === 'inform' || step === 'answer') ||
  [draft, feedback].some((each) => each?.outcome?.kind === 'not-possible') ||
  callbacks.some(({ reached }) => reached)

/** R8.1, R8.2: on one of five grounds, with evidence. It leaves the unit only when its principal leader approves. */
export const prepareAppeal: CommandRule<'prepare-appeal', 'evidence' | 'units'> = {
  roles: ['handler', 'leader-in-charge'],
  judges: false,
  when: firstOf(hostPart(...APPEALING), (order) => {
    if (openAppeal(order) !== undefined) return refuse('appeal.already')
    return openAppealGrounds(order).length === 0 ? refuse('appeal.all-grounds-closed') : null
  }),
  names: (order, { proof }) => ({ evidence: proof, units: concerned(order) }),
  decide: (order, data, context) => {
    const { now, who, units } = context
    const part = ownAssignment(order, who)
    const unit = units.find(({ id }) => id === part.unit)
    const missing = unwritten({ reason: data.reason }, 'R8.2')
    if (missing !== null) return refused(missing)
    const judged = order.evaluations.at(-1)?.verdict
    if (data.ground === 'judged-unreasonable' && judged?.reasonable !== false)
      return refused(refuse('appeal.not-judged'))
    if (!openAppealGrounds(order).includes(data.ground)) return refused(refuse('appeal.ground-closed'))
    if (data.ground === 'suggestion-explained' && !isExplained(order, part))
      return refused(refuse('appeal.not-explained'))
    const proof = given(data.proof, 'proof', 'R8.2', context)
    if (!proof.ok) return proof
    return ok([
      {
        type: 'appeal-prepared',
        at: now,
        data: { no: part.no, ground: data.ground, reason: data.reason.trim(), proof: data.proof },
      },
      ...(unit !== undefined && nobodyApproves(order, unit, units)
        ? [{ type: 'appeal-passed-up', at: now, data: { no: part.no } } as const]
        : []),
    ])
  },
}

/** In the principal leader's place where none may; the reviewer enters the word of a county leader who has no account, or may not either. */
const inTheirPlace = (order: Order): Refusal | null =>
  order.appeals.some(isForTheCounty) &&
  (APPEALING as readonly (AssignmentState | undefined)[]).includes(hostOf(order)?.state)
    ? null
    : refuse('appeal.none', 'R8.2')
const inTheUnit = firstOf(hostPart(...APPEALING), (order) =>
  openAppeal(order)?.approval === null ? null : refuse('appeal.none', 'R8.2'),
)

/**
 * R8.2: the principal leader answers for what the unit appeals. R16.2: where none of them may, a county leader does, so
 * that neither the accused decides it nor nobody.
 */
export const approveAppeal: CommandRule<'approve-appeal'> = {
  roles: ['principal-leader', 'county-leader', 'reviewer'],
  judges: true,
  when: (order, who, now) => (who.post.unit === null ? inTheirPlace(order) : inTheUnit(order, who, now)),
  decide: (order, { approve, note }, { now, who }) => {
    if (!approve || who.post.role === 'reviewer') {
      const missing = unwritten({ note }, 'R8.2')
      if (missing !== null) return refused(missing)
    }
    return ok([
      {
        type: 'appeal-approved',
        at: now,
        data: { no: sure(hostOf(order)).no, approved: approve, note: note.trim() },
      },
    ])
  },
}

/** R8.3, R8.4: approved, it is archived and left out of satisfaction; rejected, the order goes on as it was. */
export const decideAppeal: CommandRule<'decide-appeal'> = {
  roles: ['city', 'clerk', 'reviewer'],
  judges: true,
  when: (order) => {
    const appeal = openAppeal(order)
    return order.open && appeal !== undefined && appeal.approval !== null
      ? null
      : refuse('appeal.none', 'R8.3')
  },
  decide: (order, data, { now, who }) => {
    const appeal = openAppeal(order)
    if (appeal === undefined) return refused(refuse('appeal.none', 'R8.3'))
    const document = data.document.trim()
    const note = data.note.trim()
    if (who.post.role !== 'city' && isBlank(document)) return refused(refuse('city.document-missing', 'R8.3'))
    if (!data.approve) {
      const missing = unwritten({ note }, 'R8.3')
      if (missing !== null) return refused(missing)
    }
    const decided: Happening = {
      type: 'appeal-decided',
      at: now,
      data: { no: appeal.no, approved: data.approve, document, note },
    }
    const closed = closedFrom(order, who)
    return ok(
      data.approve
        ? [decided, { type: 'archived', at: now, data: { note, ending: 'excluded', closed } }]
        : [decided],
    )
  },
}
