import { type Refusal, refuse } from '../base/refusal'
import { visible } from '../base/text'
import { personalDataIn, tellsTelephone } from './personal-data'

/** Choice: letters or Han. 回访核实 is the shortest reason that says anything. */
const LETTERS_AT_LEAST = 4

/**
 * What is wrong with a reason to look (one line, as the door takes it); null when nothing. The reason is kept for good
 * and auditors read it, so it must hold nobody's number. It is not compared with this caller's name: the answer would
 * reveal what only a logged look may.
 */
export const reasonProblem = (why: string): Refusal | null => {
  if ((visible(why).match(/\p{L}/gu)?.length ?? 0) < LETTERS_AT_LEAST)
    return refuse('look.why-too-short', { least: LETTERS_AT_LEAST })
  return tellsTelephone(why) || personalDataIn({ why }) !== null
    ? refuse('text.personal-data', { field: 'why' })
    : null
}
