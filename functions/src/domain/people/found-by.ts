import { type Post, postOfKey } from './people'

/**
 * The database finds whole list entries, not parts of a text. So a staff document lists everything that a person is
 * searched by: every piece of their name up to three characters, and each role and unit of their posts. The list adds
 * nothing that is not already in the document.
 */
const PIECE = 3

/** A text prepared for comparing: no spaces, no capitals, no full width. */
export const compared = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/**
 * The search key for a name: the beginning of the typed text, at most one piece long. The rest is compared with the
 * results.
 */
export const pieceOf = (typed: string): string => Array.from(compared(typed)).slice(0, PIECE).join('')

export const ofRole = (role: Post['role']): string => `role:${role}`
export const ofUnit = (unit: string): string => `unit:${unit}`

/** The list entries by which a person with that name and those posts (their keys) is found. */
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
