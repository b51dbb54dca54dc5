import { centreSign, dispatch, verify } from './centre'
import { archive, callBack, firstReview } from './closing'
import type { CommandRule, CommandType } from './command'
import { recordStep, reviewInUnit, submitFeedback, unitSign } from './unit'

/** Every command a person can give. `decide` checks it, `may` shows it, and there is no other list. */
export const COMMANDS: { readonly [T in CommandType]: CommandRule<T> } = {
  'centre-sign': centreSign,
  verify,
  dispatch,
  'unit-sign': unitSign,
  'record-step': recordStep,
  'submit-feedback': submitFeedback,
  'review-in-unit': reviewInUnit,
  'first-review': firstReview,
  'call-back': callBack,
  archive,
}

export const COMMAND_TYPES = Object.keys(COMMANDS) as readonly CommandType[]
