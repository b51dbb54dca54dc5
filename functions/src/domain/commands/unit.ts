import { refused, ok, refuse } from '../base/refusal'
import { tellsOfficeTelephone, tellsTelephone } from '../people/personal-data'
import { isBlank } from '../base/text'
import { blank, ownAssignment, ownPart } from './checks'
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
export const recordStep: CommandRule<'record-step'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: ownPart('handling'),
  decide: (order, data, { now, who }) =>
    isBlank(data.note)
      ? refused(refuse('step.note-missing'))
      : ok([
          {
            type: 'step-recorded',
            at: now,
            data: { no: ownAssignment(order, who).no, step: data.step, note: data.note.trim() },
          },
        ]),
}

/**
 * R7.1: three parts; a missing one is named. No part may hold a telephone number, whoever's it is. The unit's own
 * number belongs in `contact`, where it may be published (R16.1).
 */
export const submitFeedback: CommandRule<'submit-feedback'> = {
  roles: ['handler', 'leader-in-charge'],
  judges: false,
  when: ownPart('handling'),
  decide: (order, data, { now, who }) => {
    const { situation, result, answer, contact } = data
    const missing = blank({ situation, result, answer })
    if (missing.length > 0) return refused(refuse('feedback.missing', { fields: missing }))
    const telling = Object.entries({ situation, result, answer }).find(([, text]) => tellsTelephone(text))
    if (telling !== undefined) return refused(refuse('feedback.telephone', { field: telling[0] }))
    if (!isBlank(contact) && !tellsOfficeTelephone(contact)) return refused(refuse('feedback.contact'))
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
