import type { Source } from './queries'

/** What a source says first, once it has heard it from the server; null when it fails. */
export const once = async <T>(source: Source<T>): Promise<T | null> => {
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
