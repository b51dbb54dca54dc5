import type { Source } from './queries'

/** The first pages of a list, as one. */
export interface Pages<T> {
  readonly items: readonly T[]
  /** How many pages were asked for. */
  readonly asked: number
  /** Whether another page may follow. */
  readonly more: boolean
}

interface Page<T, After> {
  readonly after: After | null
  items: readonly T[] | null
  stale: boolean
  stop: () => void
}

/**
 * Follows the first `asked` pages of a list, each beginning after the last of the one before. When what is on a page
 * changes, the pages behind it are asked for anew from its new end: nothing falls between two pages and nothing is on both.
 * Speaks when all that it asked for is there.
 */
export const followPages =
  <T, After>(
    pageAfter: (after: After | null) => Source<readonly T[]>,
    endOf: (last: T) => After,
    size: number,
    asked: number,
  ): Source<Pages<T>> =>
  ({ next, failed }) => {
    const pages: Page<T, After>[] = []
    const stopFrom = (index: number): void => {
      for (const page of pages.splice(index)) page.stop()
    }
    const tell = (): void => {
      const items: T[] = []
      for (const page of pages) {
        if (page.items === null) return
        items.push(...page.items)
      }
      const more = (pages.at(-1)?.items?.length ?? 0) >= size
      next(
        { items, asked, more },
        pages.some(({ stale }) => stale),
      )
    }
    const goOnAfter = (index: number, last: T | undefined, isFull: boolean): void => {
      if (!isFull || last === undefined || index + 1 >= asked) {
        stopFrom(index + 1)
        return
      }
      const after = endOf(last)
      if (JSON.stringify(pages[index + 1]?.after) === JSON.stringify(after)) return
      stopFrom(index + 1)
      follow(after)
    }
    const follow = (after: After | null): void => {
      const index = pages.length
      const page: Page<T, After> = { after, items: null, stale: false, stop: () => undefined }
      pages.push(page)
      const stop = pageAfter(after)({
        next: (items, stale) => {
          if (pages[index] !== page) return
          page.items = items
          page.stale = stale
          goOnAfter(index, items.at(-1), items.length >= size)
          tell()
        },
        failed: (why) => {
          if (pages[index] === page) failed(why)
        },
      })
      if (pages[index] === page) page.stop = stop
      else stop()
    }
    follow(null)
    return () => stopFrom(0)
  }

/** What a source says first, once it has heard it from the server; null when it fails. */
export const first = async <T>(source: Source<T>): Promise<T | null> => {
  let stop = (): void => undefined
  const heard = await new Promise<T | null>((resolve) => {
    stop = source({
      next: (value, stale) => {
        if (!stale) resolve(value)
      },
      failed: () => resolve(null),
    })
  })
  stop()
  return heard
}
