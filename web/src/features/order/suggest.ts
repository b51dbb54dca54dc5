/** Which entries of the dispatch catalogue fit an order's words (R14). Single characters and pairs serve Chinese better than words. */
import type { CatalogueEntry } from '@domain/people/unit'

const grams = (text: string): Set<string> => {
  const plain = text.replace(/[\s，。、；：！？（）《》“”【】]/g, '')
  const characters = Array.from(plain)
  const pairs = characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
  return new Set([...characters, ...pairs])
}

/** A pair says more than its two characters. */
const weight = (gram: string): number => (gram.length > 1 ? 3 : 1)

const score = (entry: CatalogueEntry, sought: ReadonlySet<string>): number => {
  const own = [...grams(entry.matter)]
  const whole = own.reduce((sum, gram) => sum + weight(gram), 0)
  const shared = own.filter((gram) => sought.has(gram)).reduce((sum, gram) => sum + weight(gram), 0)
  return whole === 0 ? 0 : shared / whole
}

/** All entries, those that fit best first; what fits equally well keeps its place. */
export const ranked = (entries: readonly CatalogueEntry[], words: string): readonly CatalogueEntry[] => {
  const sought = grams(words)
  return entries
    .map((entry) => ({ entry, score: score(entry, sought) }))
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

/** Entries whose matter, basis or unit contains what was typed. */
export const found = (
  entries: readonly CatalogueEntry[],
  typed: string,
  unitName: (unit: string) => string,
): readonly CatalogueEntry[] => {
  const sought = typed.trim()
  return sought === ''
    ? entries
    : entries.filter((entry) =>
        [entry.matter, entry.basis, unitName(entry.unit)].some((text) => text.includes(sought)),
      )
}
