/** Which entries of the dispatch catalogue fit an order's matter and its words (R14). */
import { gramsOf, likeness } from '@domain/matters/likeness'
import type { CatalogueEntry } from '@domain/people/unit'

/** Of the same matter, whatever the words: more than any likeness. */
const OF_THE_MATTER = 2

/** All entries, those of the order's matter first, then what fits its words; what fits equally well keeps its place. */
export const ranked = (
  entries: readonly CatalogueEntry[],
  words: string,
  codes: readonly string[],
): readonly CatalogueEntry[] => {
  const sought = gramsOf(words)
  return entries
    .map((entry) => ({
      entry,
      score: likeness(entry.matter, sought) + (codes.includes(entry.code) ? OF_THE_MATTER : 0),
    }))
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
