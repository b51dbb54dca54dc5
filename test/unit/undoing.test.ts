import { expect, test } from 'vitest'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { UNDOING } from '../../functions/src/domain/commands/undoing'
import { undoingSentence } from '../../functions/src/domain/words/undoing'

test('[case 26] every command says before it is given whether and by which one it is undone', () => {
  for (const type of COMMAND_TYPES) {
    const undoing = UNDOING[type]
    const said = undoingSentence(type)
    if (undoing === null || undoing.how === 'stands') expect(said, type).toContain('不能撤销')
    else {
      expect(said, type).toContain('如有误')
      for (const by of undoing.by) expect(COMMAND_TYPES).toContain(by)
    }
  }
})
