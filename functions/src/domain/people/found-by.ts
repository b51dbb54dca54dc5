import { type Post, postOfKey } from './people'

/**
 * The database finds whole entries of a list and no parts of a text. So a staff document carries what the person is looked
 * for by: every piece of their name up to three characters, and each role and unit of their posts. Nothing that does not
 * stand in the document already.
 */
const PIECE = 3

/** A text as it is compared: without spaces, capitals and full width. */
export const compared = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** What a name is looked for by: the beginning of what was typed, as long as a piece is; the rest is compared with what is found. */
export const pieceOf = (typed: string): string => Array.from(compared(typed)).slice(0, PIECE).join('')

export const ofRole = (role: Post['role']): string => `role:${role}`
export const ofUnit = (unit: string): string => `unit:${unit}`

/** By what a person of that name and with those posts (their keys) is found. */
export const foundBy = (name: string, posts: readonly string[]): readonly string[] => {
  const all = Array.from(compared(name))
  const pieces = all.flatMap((_, from) =>
    Array.from({ length: Math.min(PIECE, all.length - from) }, (_none, more) =>
      all.slice(from, from + more + 1).join(''),
    ),
  )
  const held = posts
    .flatMap((key) => postOfKey(key) ?? [])
    .flatMap(({ role, unit }) => [ofRole(role), ...(unit === null ? [] : [ofUnit(unit)])])
  return [...new Set([...pieces, ...held])]
}
