import { gramsOf, likeness, plain } from './likeness'
import { choices, current, type Matter, type MatterTree, pathOf } from './tree'

/** A matter that the city's words may mean; a person decides. */
export interface Proposal {
  readonly code: string
  readonly why: 'code' | 'name' | 'former-name' | 'similar'
}

/** Two people who name the same thing differently share about half of the name. */
const SIMILAR_FROM = 0.5
const MOST = 3

/** A name that means nothing without its group's name. */
const isRest = (name: string): boolean => name.startsWith('其他')

const byLikeness = (matters: readonly Matter[], text: string): readonly string[] => {
  const grams = gramsOf(text)
  return matters
    .map(({ code, name }) => ({ code, score: isRest(name) ? 0 : likeness(name, grams) }))
    .filter(({ score }) => score >= SIMILAR_FROM)
    .sort((a, b) => b.score - a.score)
    .map(({ code }) => code)
}

/**
 * The matters to propose for the city's words, the likeliest first: those that the words name, by code, name, path or the
 * name of a retired one; then those of similar names. Where the city named no matter, the title is used.
 */
export const proposalsFor = (
  tree: MatterTree,
  { said, title }: { readonly said: string | null; readonly title: string },
): readonly Proposal[] => {
  const open = choices(tree)
  const choosable = new Set(open.map(({ code }) => code))
  const sought = plain(said ?? '')
  const isMeant = (code: string): boolean =>
    sought !== '' &&
    [code, plain(tree.entries.get(code)!.name), plain(pathOf(tree, code).join(''))].includes(sought)
  const meant = [...tree.entries.keys()].filter(isMeant).flatMap((code): readonly Proposal[] => {
    const now = current(tree, code)
    if (!choosable.has(now) || isRest(sought)) return []
    return [{ code: now, why: now !== code ? 'former-name' : code === sought ? 'code' : 'name' }]
  })
  const similar = byLikeness(open, sought === '' ? title : sought).map((code): Proposal => ({
    code,
    why: 'similar',
  }))
  return [...new Map([...similar, ...meant].map((each) => [each.code, each])).values()]
    .sort((a, b) => Number(a.why === 'similar') - Number(b.why === 'similar'))
    .slice(0, MOST)
}

/**
 * The matters whose code begins with the typed text, or whose path has every word of it. All of them where nothing was
 * typed.
 */
export const searched = (tree: MatterTree, among: readonly Matter[], typed: string): readonly Matter[] => {
  const words = typed.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return among
  return among.filter(({ code }) => {
    const path = pathOf(tree, code).join(' / ')
    return words.every((word) => code.startsWith(word) || path.includes(word))
  })
}
