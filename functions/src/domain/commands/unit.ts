import type { Instant } from '../base/instant'
import { type Outcome, outcomeWords } from '../order/outcome'
import { refused, ok, type Refusal, refuse } from '../base/refusal'
import { tellsOfficeTelephone, tellsTelephone } from '../people/personal-data'
import { isBlank } from '../base/text'
import { blank, givenIfAny, ownAssignment, ownPart, sure, unwritten } from './checks'
import type { CommandRule } from '../order/command'
import { noSteps, trimmedSteps } from './planning'

/** R1.3; also 受理, the first step of the inner loop (R6.2). */
export const unitSign: CommandRule<'unit-sign'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('to-sign'),
  decide: (order, _data, { now, who }) =>
    ok([{ type: 'unit-signed', at: now, data: { no: ownAssignment(order, who).no } }]),
}

/** R6.2: informing the caller, submitting for instruction, handling, answering. */
export const recordStep: CommandRule<'record-step', 'evidence'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('handling'),
  names: (_order, { proof = [] }) => ({ evidence: proof }),
  decide: (order, { step, note, proof = [] }, context) => {
    if (isBlank(note)) return refused(refuse('step.note-missing'))
    const unfit = givenIfAny(proof, 'proof', 'R6.2', context)
    if (unfit !== null) return refused(unfit)
    const { now, who } = context
    return ok([
      {
        type: 'step-recorded',
        at: now,
        data: { no: ownAssignment(order, who).no, step, note: note.trim(), proof },
      },
    ])
  },
}

/** R19: why the outcome lacks what its kind must carry; null if it lacks nothing. */
const outcomeLacks = (outcome: Outcome | null, now: Instant): Refusal | null => {
  switch (outcome?.kind) {
    case undefined:
      return refuse('input.missing', 'R19', { fields: ['outcome'] })
    case 'solved':
      return null
    case 'in-steps':
      return noSteps(outcome.steps, now, 'R19') ?? unwritten({ told: outcome.told }, 'R19')
    case 'not-possible':
      return unwritten({ grounds: outcome.grounds, explained: outcome.explained }, 'R19')
  }
}

const trimmedOutcome = (outcome: Outcome): Outcome => {
  switch (outcome.kind) {
    case 'solved':
      return { kind: 'solved' }
    case 'in-steps':
      return { kind: 'in-steps', steps: trimmedSteps(outcome.steps), told: outcome.told.trim() }
    case 'not-possible':
      return {
        kind: 'not-possible',
        grounds: outcome.grounds.trim(),
        explained: outcome.explained.trim(),
      }
  }
}

/**
 * R7.1: three parts; a missing one is named. R19: and which outcome it is, with what that must carry. No part may hold a telephone number, whoever's it is. The unit's own
 * number belongs in `contact`, where it may be published (R16.1).
 */
export const submitFeedback: CommandRule<'submit-feedback', 'evidence'> = {
  roles: ['handler', 'leader-in-charge'],
  judges: false,
  when: ownPart('handling'),
  names: (_order, { proof = [] }) => ({ evidence: proof }),
  decide: (order, data, context) => {
    const { now, who } = context
    const { situation, result, answer, contact, proof = [], outcome = null } = data
    const missing = blank({ situation, result, answer })
    if (missing.length > 0) return refused(refuse('feedback.missing', { fields: missing }))
    const lacks = outcomeLacks(outcome, now)
    if (lacks !== null || outcome === null) return refused(sure(lacks))
    const words = { situation, result, answer, ...outcomeWords(outcome) }
    const telling = Object.entries(words).find(([, text]) => tellsTelephone(text))
    if (telling !== undefined) return refused(refuse('feedback.telephone', { field: telling[0] }))
    if (!isBlank(contact) && !tellsOfficeTelephone(contact)) return refused(refuse('feedback.contact'))
    const unfit = givenIfAny(proof, 'proof', 'R7.1', context)
    if (unfit !== null) return refused(unfit)
    return ok([
      {
        type: 'feedback-submitted',
        at: now,
        data: {
          no: ownAssignment(order, who).no,
          situation: situation.trim(),
          result: result.trim(),
          answer: answer.trim(),
          contact: isBlank(contact) ? '' : contact.trim(),
          proof,
          outcome: trimmedOutcome(outcome),
        },
      },
    ])
  },
}

/** R9.1: someone other than the author. The uid is compared, because one person with two posts is still one person. */
export const reviewInUnit: CommandRule<'review-in-unit'> = {
  roles: ['leader-in-charge', 'principal-leader'],
  judges: true,
  when: (order, who) =>
    ownPart('in-unit-review')(order, who) ??
    (ownAssignment(order, who).draft?.author === who.uid ? refuse('review.own-feedback') : null),
  decide: (order, data, { now, who }) =>
    !data.pass && isBlank(data.reasons)
      ? refused(refuse('review.reasons-missing', 'R9.1'))
      : ok([
          {
            type: 'unit-reviewed',
            at: now,
            data: { no: ownAssignment(order, who).no, passed: data.pass, reasons: data.reasons.trim() },
          },
        ]),
}
