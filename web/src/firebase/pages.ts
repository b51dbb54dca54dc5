/** A list that is read page by page: which page begins and ends where. Pure; `use-pages.ts` does the listening. */

/** One entry's sort values, with its id last, so that no two entries stand at the same place. */
export type Place = readonly (string | number | boolean)[]

/** A page goes from one place to another; the last page takes the next so many entries. Null is the list's end. */
export interface Range {
  readonly after: Place | null
  readonly upTo: Place | null
  readonly most: number
}

/** How many come at each asking, and how many a page may grow to when more come in between. The rules have the last word. */
export interface Size {
  readonly page: number
  readonly most: number
}
export const SHOWN: Size = { page: 50, most: 200 }
export const WHOLE: Size = { page: 400, most: 500 }

export const first = ({ page }: Size): Range => ({ after: null, upTo: null, most: page })

/**
 * The pages after one more page is asked for behind the last entry. The page that was last ends with that entry from
 * now on. An entry that comes in between later makes it longer, and is neither shown twice nor lost.
 */
export const withNext = (ranges: readonly Range[], last: Place, { page, most }: Size): readonly Range[] => [
  ...ranges.slice(0, -1),
  { after: ranges.at(-1)?.after ?? null, upTo: last, most },
  { after: last, upTo: null, most: page },
]

/**
 * The pages once it is known how many entries the page at `index` holds. A page that has grown to a query's limit may
 * no longer reach the next page. It becomes the last page again, at its first length, and what follows is asked for anew.
 */
export const grown = (
  ranges: readonly Range[],
  index: number,
  count: number,
  { page }: Size,
): readonly Range[] => {
  const range = ranges[index]
  return range === undefined || range.upTo === null || count < range.most
    ? ranges
    : [...ranges.slice(0, index), { after: range.after, upTo: null, most: page }]
}

/** Whether there may be more behind a page's last entry. */
export const isFull = (page: Range, count: number): boolean => page.upTo === null && count >= page.most
