/** What the centre is about to change in the tree of matters, before it is saved. Pure, so that it can be proved. */
import { type Matter, type MatterTree, LEVELS, levelOf, parentOf, pathOf } from '@domain/matters/tree'

/** One changed matter, in words. */
export interface ChangedMatter {
  readonly code: string
  readonly what: string
}

const nameIn = (tree: MatterTree, code: string): string => pathOf(tree, code).join(' / ') || code

const stateOf = (matter: Matter, after: MatterTree): string => {
  if (matter.state === 'in-use') return '恢复使用'
  return matter.mergedInto === null ? '停用' : `并入“${nameIn(after, matter.mergedInto)}”`
}

/** Each of the changed matters, with what becomes of it. */
export const changesOf = (
  before: MatterTree,
  after: MatterTree,
  changed: readonly Matter[],
): readonly ChangedMatter[] =>
  changed.map((matter) => {
    const { code, name, state, mergedInto } = matter
    const was = before.entries.get(code)
    if (was === undefined)
      return { code, what: `新增“${nameIn(after, code)}”${state === 'retired' ? '，停用' : ''}` }
    const parts = [
      ...(was.name === name ? [] : [`改名为“${name}”`]),
      ...(was.state === state && was.mergedInto === mergedInto ? [] : [stateOf(matter, after)]),
    ]
    return { code, what: `“${nameIn(before, code)}”${parts.join('，')}` }
  })

/** The first code below it that was never used; null where a level is full or cannot go deeper. */
export const nextCode = (tree: MatterTree, parent: string | null): string | null => {
  if (parent !== null && levelOf(parent) >= LEVELS) return null
  for (let number = 1; number <= 99; number++) {
    const code = `${parent ?? ''}${String(number).padStart(2, '0')}`
    if (!tree.entries.has(code)) return code
  }
  return null
}

/** What stands directly below; null means the top. */
export const below = (tree: MatterTree, parent: string | null): readonly Matter[] =>
  [...tree.entries.values()].filter(({ code }) => parentOf(code) === parent)
