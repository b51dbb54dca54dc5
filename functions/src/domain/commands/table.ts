import { approveAppeal, decideAppeal, prepareAppeal } from './appealing'
import { supplement, urge } from './calling-again'
import { centreSign, verify } from './centre'
import { archive, callBack, correctCallback, firstReview, orderRedo } from './closing'
import type { AnyCommandRule, CommandType } from '../order/command'
import { concludeConsultation, convene, openDispute } from './consulting'
import {
  correctCategory,
  correctMatter,
  decline,
  nameAccused,
  recall,
  reopen,
  withdrawByCaller,
} from './correcting'
import { addAssist, dispatch, withdrawDispatch } from './dispatching'
import { convenePanel, recordVerdict, requestEvaluation } from './evaluating'
import { applyExtension, decideExtension } from './extending'
import {
  closeInspection,
  directInspection,
  flag,
  openInspection,
  recordFinding,
  serveInspection,
} from './inspecting'
import { assignInUnit } from './giving-in-unit'
import { merge, unmerge } from './merging'
import { recordInstruction, referToLeader } from './instructing'
import { declareComplex, layPlan, reportProgress } from './planning'
import { applyReturn, decideReturn } from './returning'
import { markUrgent } from './urgency'
import { takeBack } from './taking-back'
import { recordStep, reviewInUnit, submitFeedback, unitSign } from './unit'

/** Every command a person can give. `decide` checks it, `may` shows it, and there is no other list. */
export const COMMANDS: { readonly [T in CommandType]: AnyCommandRule<T> } = {
  'centre-sign': centreSign,
  verify,
  dispatch,
  'unit-sign': unitSign,
  'assign-in-unit': assignInUnit,
  'record-step': recordStep,
  'submit-feedback': submitFeedback,
  'review-in-unit': reviewInUnit,
  'first-review': firstReview,
  'call-back': callBack,
  'correct-callback': correctCallback,
  'order-redo': orderRedo,
  archive,

  convene,
  'conclude-consultation': concludeConsultation,
  'refer-to-leader': referToLeader,
  'record-instruction': recordInstruction,
  'open-dispute': openDispute,
  'add-assist': addAssist,
  'withdraw-dispatch': withdrawDispatch,

  'apply-return': applyReturn,
  'decide-return': decideReturn,
  'apply-extension': applyExtension,
  'decide-extension': decideExtension,
  'declare-complex': declareComplex,
  'mark-urgent': markUrgent,
  'lay-plan': layPlan,
  'report-progress': reportProgress,

  'prepare-appeal': prepareAppeal,
  'approve-appeal': approveAppeal,
  'decide-appeal': decideAppeal,
  'request-evaluation': requestEvaluation,
  'convene-panel': convenePanel,
  'record-verdict': recordVerdict,

  flag,
  'direct-inspection': directInspection,
  'open-inspection': openInspection,
  'record-finding': recordFinding,
  'serve-inspection': serveInspection,
  'close-inspection': closeInspection,

  'name-accused': nameAccused,
  'correct-category': correctCategory,
  'correct-matter': correctMatter,
  urge,
  supplement,
  merge,
  unmerge,
  decline,
  recall,
  'withdraw-by-caller': withdrawByCaller,
  reopen,
  'take-back': takeBack,
}

export const COMMAND_TYPES = Object.keys(COMMANDS) as readonly CommandType[]
