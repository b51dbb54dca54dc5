import type { Day } from '../base/instant'
import { refused, ok, refuse, type Refusal, type Result } from '../base/refusal'
import { isBlank, isUnfitLine } from '../base/text'
import { LEVELS, levelOf, type Matter, type MatterTree, type MattersVersion, parentOf, treeOf } from './tree'

/**
 * A new version, as the keeper of the tree gives it: the matters that are new or changed. A matter that is not named
 * stays as it is. So no matter can be removed (orders name it): it is retired, or merged into another.
 */
export interface MattersChange {
  /** The version it was made from; 0 for the first. */
  readonly basedOn: number
  /** The first day on which it is in force. */
  readonly from: Day
  readonly entries: readonly Matter[]
}

/** In characters. With that many matters a version stays below a document's 1 MiB. */
export const NAME_AT_MOST = 40
export const MATTERS_AT_MOST = 3_000

/** What is wrong with one of the given matters. */
export interface MatterFault {
  readonly code: string
  readonly refusal: Refusal
}

const isCode = (code: string): boolean => /^(?:\d\d)+$/.test(code) && levelOf(code) <= LEVELS

const isName = (name: string): boolean =>
  !isBlank(name) && !isUnfitLine(name) && name.trim() === name && Array.from(name).length <= NAME_AT_MOST

const isSame = (a: Matter | undefined, b: Matter): boolean =>
  a !== undefined && a.name === b.name && a.state === b.state && a.mergedInto === b.mergedInto

/** The given matters that are new or changed. */
export const differing = (before: MatterTree, given: readonly Matter[]): readonly Matter[] =>
  given.filter((matter) => !isSame(before.entries.get(matter.code), matter))

/** The tree with the given matters, sorted by code: a matter's children come right after it. */
export const withGiven = ({ version, entries }: MatterTree, given: readonly Matter[]): MatterTree => {
  const all = new Map([...entries, ...given.map((matter) => [matter.code, matter] as const)])
  return treeOf({ version, entries: [...all.values()].sort((a, b) => (a.code < b.code ? -1 : 1)) })
}

/** Whether following the merges comes to an end. */
const leadsRound = (tree: MatterTree, { code, mergedInto }: Matter): boolean => {
  const seen = new Set([code])
  for (let at = mergedInto; at !== null; at = tree.entries.get(at)?.mergedInto ?? null) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

const faultOf = (matter: Matter, before: MatterTree, after: MatterTree): Refusal | null => {
  const { code, name, state, mergedInto } = matter
  if (!isCode(code)) return refuse('matters.bad-code', { code })
  if (!isName(name)) return refuse('matters.bad-name', { code, most: NAME_AT_MOST })
  if (mergedInto === null || isSame(before.entries.get(code), matter)) return null
  const into = after.entries.get(mergedInto)
  return state !== 'retired' || mergedInto === code || into?.state !== 'in-use' || leadsRound(after, matter)
    ? refuse('matters.bad-merge', { code, into: mergedInto })
    : null
}

/** What is wrong with the resulting tree, reported for the code where it shows. */
const faultsOfWhole = ({ entries }: MatterTree): readonly MatterFault[] => {
  const names = new Set<string>()
  return [...entries.values()].flatMap(({ code, name, state }): readonly MatterFault[] => {
    if (state === 'retired') return []
    const parent = parentOf(code)
    if (parent !== null && entries.get(parent)?.state !== 'in-use')
      return [{ code, refusal: refuse('matters.no-parent', { code, parent }) }]
    const place = `${parent ?? ''}|${name}`
    if (names.has(place)) return [{ code, refusal: refuse('matters.same-name', { code, name }) }]
    names.add(place)
    return []
  })
}

/** Everything that is wrong with the given matters, shown before anybody saves them. Empty where they may be saved. */
export const faultsOf = (before: MatterTree, given: readonly Matter[]): readonly MatterFault[] => {
  const after = withGiven(before, given)
  const twice = given.filter(({ code }, at) => given.findIndex((each) => each.code === code) !== at)
  const single = given.flatMap((matter) => {
    const refusal = faultOf(matter, before, after)
    return refusal === null ? [] : [{ code: matter.code, refusal }]
  })
  return [
    ...twice.map(({ code }) => ({ code, refusal: refuse('matters.twice', { code }) })),
    ...(single.length > 0 ? single : faultsOfWhole(after)),
  ]
}

/** The next version, or why it cannot be made. `latest` may not be in force yet. */
export const changedMatters = (
  latest: MattersVersion | null,
  { basedOn, from, entries }: MattersChange,
  today: Day,
): Result<MattersVersion> => {
  const before = treeOf(latest ?? { version: 0, entries: [] })
  if (basedOn !== before.version) return refused(refuse('matters.changed', { current: before.version }))
  const given = differing(before, entries)
  const [fault] = faultsOf(before, entries)
  if (fault !== undefined) return refused(fault.refusal)
  if (given.length === 0) return refused(refuse('matters.nothing'))
  const earliest = latest !== null && latest.from > today ? latest.from : today
  if (from < earliest) return refused(refuse('matters.from-too-early', { earliest }))
  const all = [...withGiven(before, given).entries.values()]
  if (all.length > MATTERS_AT_MOST) return refused(refuse('matters.too-many', { most: MATTERS_AT_MOST }))
  return ok({ version: before.version + 1, from, entries: all })
}
