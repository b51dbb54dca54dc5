/** What was typed and not yet sent, while the tab lives. In memory only: the PCs are shared. */
import { reactive } from 'vue'
import type { CommandType } from '@domain/commands/command'

const drafts = new Map<string, object>()
const keyOf = (order: string, type: CommandType): string => `${order}/${type}`

/** The draft of this form, begun with `initial` when there is none yet. */
export const draftOf = <T extends object>(order: string, type: CommandType, initial: () => T): T => {
  const key = keyOf(order, type)
  const there = drafts.get(key)
  if (there !== undefined) return there as T
  const draft = reactive(initial()) as T
  drafts.set(key, draft)
  return draft
}

export const discardDraft = (order: string, type: CommandType): void => {
  drafts.delete(keyOf(order, type))
}
