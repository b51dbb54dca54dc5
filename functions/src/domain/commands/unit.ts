import { refused, ok, refuse } from '../base/refusal'
import { tellsOfficeTelephone, tellsTelephone } from '../people/personal-data'
import { isBlank } from '../base/text'
import { blank, givenIfAny, ownAssignment, ownPart } from './checks'
import type { CommandRule } from '../order/command'

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

/**
 * R7.1: three parts; a missing one is named. No part may hold a telephone number, whoever's it is. The unit's own
 * number belongs in `contact`, where it may be published (R16.1).
 */
export const submitFeedback: CommandRule<'submit-feedback', 'evidence'> = {
  roles: ['handler', 'leader-in-charge'],
  judges: false,
  when: ownPart('handling'),
  names: (_order, { proof = [] }) => ({ evidence: proof }),
  decide: (order, data, context) => {
    const { now, who } = context
    const { situation, result, answer, contact, proof = [] } = data
    const missing = blank({ situation, result, answer })
    if (missing.length > 0) return refused(refuse('feedback.missing', { fields: missing }))
    const telling = Object.entries({ situation, result, answer }).find(([, text]) => tellsTelephone(text))
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
