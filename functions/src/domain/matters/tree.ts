import type { Day } from '../base/instant'
import { refused, ok, refuse, type Result } from '../base/refusal'

/**
 * One matter 事项 of the county's tree. Its code has two digits for each level, so it contains the code of its parent. A
 * new name keeps the code, and no code is ever removed: old orders name it.
 */
export interface Matter {
  readonly code: string
  readonly name: string
  readonly state: 'in-use' | 'retired'
  /** The code that counts in its place; only of a retired one. */
  readonly mergedInto: string | null
}

/** `matters/{version}`: the whole tree as it is from that day on. Never changed. */
export interface MattersVersion {
  readonly version: number
  readonly from: Day
  readonly entries: readonly Matter[]
}

/** A version of the tree, indexed for look-ups. */
export interface MatterTree {
  /** 0 where the county has none yet. */
  readonly version: number
  readonly entries: ReadonlyMap<string, Matter>
  /** The codes that have a matter in use below them. An order names that lower matter, not these codes. */
  readonly groups: ReadonlySet<string>
}

/** An order's matter. The names are those of its verification, so that it reads the same for ever. */
export interface CodedMatter {
  readonly code: string
  readonly version: number
  readonly names: readonly string[]
}

export const LEVELS = 3
const DIGITS = 2

export const NO_MATTERS: MatterTree = { version: 0, entries: new Map(), groups: new Set() }

export const treeOf = ({ version, entries }: Pick<MattersVersion, 'version' | 'entries'>): MatterTree => ({
  version,
  entries: new Map(entries.map((entry) => [entry.code, entry])),
  groups: new Set(entries.flatMap(({ code, state }) => (state === 'in-use' ? (parentOf(code) ?? []) : []))),
})

/**
 * The version in force on a day, among those that `settings/county` lists by their first day; null before the first.
 */
export const versionOn = (
  versions: readonly Pick<MattersVersion, 'version' | 'from'>[],
  day: Day,
): number | null => versions.findLast(({ from }) => from <= day)?.version ?? null

/** The list for `settings/county` once there is another version, without versions whose time is over. */
export const withVersion = <V extends Pick<MattersVersion, 'from'>>(
  versions: readonly V[],
  next: V,
  today: Day,
): readonly V[] => {
  const all = [...versions, next]
  return all.slice(
    Math.max(
      all.findLastIndex(({ from }) => from <= today),
      0,
    ),
  )
}

/** The code one level up; null at the top. */
export const parentOf = (code: string): string | null =>
  code.length > DIGITS ? code.slice(0, -DIGITS) : null

export const levelOf = (code: string): number => code.length / DIGITS

/** The names from the top down to the code; empty where the tree does not have the code. */
export const pathOf = (tree: MatterTree, code: string): readonly string[] => {
  const entry = tree.entries.get(code)
  const parent = parentOf(code)
  return entry === undefined ? [] : [...(parent === null ? [] : pathOf(tree, parent)), entry.name]
}

/**
 * The code that now stands for this one: where its merges lead. A code that the tree does not have stands for itself.
 */
export const current = (tree: MatterTree, code: string): string => {
  const seen = new Set<string>()
  for (let at = code; ;) {
    const into = tree.entries.get(at)?.mergedInto ?? null
    if (into === null || seen.has(at)) return at
    seen.add(at)
    at = into
  }
}

/** Every code that counts as the same matter (R10.1), this one among them. */
export const sameAs = (tree: MatterTree, code: string): readonly string[] => {
  const counted = current(tree, code)
  const others = [...tree.entries.keys()].filter((each) => current(tree, each) === counted)
  return [...new Set([code, ...others])]
}

/** Whether an order can be given this matter: it is in use, and nothing below it is. */
export const choices = ({ entries, groups }: MatterTree): readonly Matter[] =>
  [...entries.values()].filter(({ code, state }) => state === 'in-use' && !groups.has(code))

/** The matter that a verification names, with its current names (R1.2). */
export const chosen = (tree: MatterTree, code: string): Result<CodedMatter> => {
  const entry = tree.entries.get(code)
  if (entry === undefined) return refused(refuse('verify.unknown-matter', { code }))
  const { name } = entry
  if (entry.state === 'retired') {
    const now = current(tree, code)
    return refused(
      now === code
        ? refuse('verify.retired-matter', { name })
        : refuse('verify.merged-matter', { name, into: pathOf(tree, now).join(' / ') }),
    )
  }
  if (tree.groups.has(code)) return refused(refuse('verify.matter-not-last', { name }))
  return ok({ code, version: tree.version, names: pathOf(tree, code) })
}

/** The matter that lists show: its own name, or the city's words until somebody has verified it. */
export const matterShown = ({
  matter,
  matterSaid,
}: {
  readonly matter: CodedMatter | null
  readonly matterSaid: string | null
}): string | null => matter?.names.at(-1) ?? matterSaid
