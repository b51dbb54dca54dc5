import { UNDOING, type Way } from '../commands/undoing'
import type { CommandType } from '../order/command'
import { COMMAND } from './terms'

const SENTENCE: Readonly<Record<Way, (by: string) => string>> = {
  'taken-back': (by) => `如有误，可以用${by}恢复，原记录仍然保留。`,
  'given-again': (by) => `如有误，可以用${by}重新登记，原记录仍然保留。`,
  corrected: (by) => `如有误，可以用${by}更正，原记录仍然保留。`,
  'goes-on': (by) => `如有误，由${by}继续处理，原记录仍然保留。`,
}

/** Whether a command can be taken back, and by which one: said before it is given. */
export const undoingSentence = (type: CommandType): string => {
  const undoing = UNDOING[type]
  if (undoing === null || undoing.how === 'stands') return '此操作不能撤销。'
  if (undoing.how === 'anew') return '误撤的，可以重新办理，原记录仍然保留。'
  return SENTENCE[undoing.how](undoing.by.map((by) => `“${COMMAND[by]}”`).join('、'))
}
