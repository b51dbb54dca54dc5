import type { CommandType } from '../order/command'

/**
 * How a command that was given in error is put right by a further recorded one. Taken back: the order stands as if it had
 * not been given, but for what was late. Given again, corrected: the later one counts. Goes on: somebody's next decision
 * settles it.
 */
export type Way = 'taken-back' | 'given-again' | 'corrected' | 'goes-on'

export type Undoing =
  | { readonly how: Way; readonly by: readonly [CommandType, ...CommandType[]] }
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
  'record-step': GAP,
  'submit-feedback': GAP,
  'review-in-unit': GAP,
  'first-review': GAP,
  'call-back': { how: 'corrected', by: ['call-back'] },
  archive: { how: 'taken-back', by: ['reopen'] },

  convene: GAP,
  'conclude-consultation': { how: 'taken-back', by: ['withdraw-dispatch'] },
  'refer-to-leader': GAP,
  'record-instruction': GAP,
  'open-dispute': GAP,
  'add-assist': { how: 'taken-back', by: ['withdraw-dispatch'] },
  'withdraw-dispatch': { how: 'given-again', by: ['dispatch', 'add-assist'] },

  'apply-return': GAP,
  'decide-return': { how: 'goes-on', by: ['dispatch', 'withdraw-dispatch'] },
  'apply-extension': GAP,
  'decide-extension': GAP,
  'declare-complex': { how: 'taken-back', by: ['declare-complex'] },
  'mark-urgent': { how: 'taken-back', by: ['mark-urgent'] },
  'lay-plan': { how: 'given-again', by: ['lay-plan'] },
  'report-progress': { how: 'given-again', by: ['report-progress'] },

  'prepare-appeal': GAP,
  'approve-appeal': GAP,
  'decide-appeal': GAP,
  'request-evaluation': GAP,
  'convene-panel': { how: 'given-again', by: ['convene-panel'] },
  'record-verdict': GAP,

  flag: GAP,
  'direct-inspection': { how: 'corrected', by: ['direct-inspection'] },
  'open-inspection': { how: 'goes-on', by: ['close-inspection'] },
  'record-finding': { how: 'given-again', by: ['record-finding'] },
  'serve-inspection': HAPPENED,
  'close-inspection': { how: 'goes-on', by: ['direct-inspection'] },

  'name-accused': GAP,
  'correct-category': { how: 'corrected', by: ['correct-category'] },
  'correct-matter': { how: 'corrected', by: ['correct-matter'] },
  urge: GAP,
  supplement: GAP,
  merge: { how: 'taken-back', by: ['unmerge'] },
  unmerge: { how: 'given-again', by: ['merge'] },
  decline: GAP,
  recall: GAP,
  'withdraw-by-caller': GAP,
  reopen: { how: 'taken-back', by: ['archive'] },
}
