import type { CommandType } from '../order/command'

/**
 * How a command that was given in error is put right by a further recorded one. Taken back: the order stands as if it had
 * not been given, but for what was late. Given again, corrected: the later one counts. Goes on: somebody's next decision
 * settles it.
 */
export type Way = 'taken-back' | 'given-again' | 'corrected' | 'goes-on'

export type Undoing =
  | { readonly how: Way; readonly by: readonly [CommandType, ...CommandType[]] }
  /** What was taken back can be given anew, by its own command. */
  | { readonly how: 'anew' }
  /** It records what happened, and that is not undone. */
  | { readonly how: 'stands' }

const HAPPENED: Undoing = { how: 'stands' }

/** Not yet possible. */
const GAP = null

/** Case 26: every command has its row, and the compiler asks for the row of a new one. */
export const UNDOING: Readonly<Record<CommandType, Undoing | null>> = {
  'centre-sign': HAPPENED,
  verify: { how: 'corrected', by: ['correct-category', 'correct-matter', 'name-accused'] },
  dispatch: { how: 'taken-back', by: ['withdraw-dispatch'] },
  'unit-sign': HAPPENED,
  'assign-in-unit': { how: 'taken-back', by: ['assign-in-unit'] },
  'record-step': { how: 'taken-back', by: ['take-back'] },
  'submit-feedback': { how: 'taken-back', by: ['take-back'] },
  'review-in-unit': { how: 'taken-back', by: ['take-back', 'submit-feedback'] },
  'first-review': { how: 'goes-on', by: ['order-redo', 'submit-feedback'] },
  'call-back': { how: 'corrected', by: ['correct-callback', 'call-back'] },
  'correct-callback': { how: 'corrected', by: ['correct-callback'] },
  'order-redo': { how: 'goes-on', by: ['submit-feedback'] },
  archive: { how: 'taken-back', by: ['reopen'] },

  convene: { how: 'taken-back', by: ['take-back'] },
  'conclude-consultation': { how: 'taken-back', by: ['withdraw-dispatch'] },
  'refer-to-leader': { how: 'taken-back', by: ['take-back'] },
  'record-instruction': { how: 'taken-back', by: ['take-back'] },
  'open-dispute': { how: 'taken-back', by: ['take-back'] },
  'add-assist': { how: 'taken-back', by: ['withdraw-dispatch'] },
  'withdraw-dispatch': { how: 'given-again', by: ['dispatch', 'add-assist'] },

  'apply-return': { how: 'taken-back', by: ['take-back'] },
  'decide-return': { how: 'goes-on', by: ['dispatch', 'withdraw-dispatch'] },
  'apply-extension': { how: 'taken-back', by: ['take-back'] },
  'decide-extension': GAP,
  'declare-complex': { how: 'taken-back', by: ['declare-complex'] },
  'mark-urgent': { how: 'taken-back', by: ['mark-urgent'] },
  'lay-plan': { how: 'given-again', by: ['lay-plan'] },
  'report-progress': { how: 'given-again', by: ['report-progress'] },

  'prepare-appeal': { how: 'taken-back', by: ['take-back'] },
  'approve-appeal': { how: 'taken-back', by: ['take-back', 'prepare-appeal'] },
  'decide-appeal': { how: 'goes-on', by: ['reopen', 'prepare-appeal'] },
  'request-evaluation': { how: 'taken-back', by: ['take-back'] },
  'convene-panel': { how: 'taken-back', by: ['take-back', 'convene-panel'] },
  'record-verdict': { how: 'goes-on', by: ['order-redo', 'submit-feedback'] },

  flag: { how: 'taken-back', by: ['take-back'] },
  'direct-inspection': { how: 'taken-back', by: ['take-back', 'direct-inspection'] },
  'open-inspection': { how: 'goes-on', by: ['close-inspection'] },
  'record-finding': { how: 'given-again', by: ['record-finding'] },
  'serve-inspection': HAPPENED,
  'close-inspection': { how: 'goes-on', by: ['direct-inspection'] },

  'name-accused': GAP,
  'correct-category': { how: 'corrected', by: ['correct-category'] },
  'correct-matter': { how: 'corrected', by: ['correct-matter'] },
  merge: { how: 'taken-back', by: ['unmerge'] },
  unmerge: { how: 'given-again', by: ['merge'] },
  urge: { how: 'taken-back', by: ['take-back'] },
  supplement: { how: 'taken-back', by: ['take-back'] },
  decline: { how: 'taken-back', by: ['reopen'] },
  recall: { how: 'taken-back', by: ['reopen'] },
  'withdraw-by-caller': { how: 'taken-back', by: ['reopen'] },
  reopen: { how: 'given-again', by: ['archive', 'recall', 'withdraw-by-caller', 'decline'] },
  'take-back': { how: 'anew' },
}
