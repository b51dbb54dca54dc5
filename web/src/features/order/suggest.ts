/** Which entries of the dispatch catalogue fit an order's matter and its words (R14). */
import { gramsOf, likeness } from '@domain/matters/likeness'
import { TOWNSHIPS } from '@domain/matters/townships'
import type { CatalogueEntry, Unit } from '@domain/people/unit'

const WHOLE_COUNTY = '360429'

/** Of the same matter, whatever the words: more than any likeness. */
const OF_THE_MATTER = 2

/** How a unit lies to where the order is about: its township, another township, or neither. */
export type Where = 'here' | 'elsewhere' | 'anywhere'

/** A township's people work in their township: one that lies elsewhere comes last, whatever its entry says. */
const OF_THE_PLACE: Readonly<Record<Where, number>> = { here: 0.5, anywhere: 0, elsewhere: -10 }

export const whereIs = ({ kind, name }: Pick<Unit, 'kind' | 'name'>, township: string | null): Where => {
  const code = Object.keys(TOWNSHIPS).find((each) => TOWNSHIPS[each] === name)
  if (kind !== 'township' || code === undefined || township === null || township === WHOLE_COUNTY)
    return 'anywhere'
  return code === township ? 'here' : 'elsewhere'
}

/**
 * All entries: those of the order's matter first, among them the order's own township's, then what fits its words; what
 * fits equally well keeps its place.
 */
export const ranked = (
  entries: readonly CatalogueEntry[],
  words: string,
  codes: readonly string[],
  where: (unit: string) => Where = () => 'anywhere',
): readonly CatalogueEntry[] => {
  const sought = gramsOf(words)
  return entries
    .map((entry) => ({
      entry,
      score:
        likeness(entry.matter, sought) +
        (codes.includes(entry.code) ? OF_THE_MATTER : 0) +
        OF_THE_PLACE[where(entry.unit)],
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
