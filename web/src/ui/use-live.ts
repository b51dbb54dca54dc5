import { onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import type { Source } from '../firebase/queries'

/** What a live query shows now. A value that was shown stays while the query is widened or the line is down. */
export interface Live<T> {
  readonly state: 'loading' | 'ready' | 'denied' | 'failed'
  readonly value: T | null
  readonly stale: boolean
}

/**
 * Follows the source that `source` makes of the arguments, and another one when the arguments become others; null
 * follows none. Arguments are compared by what they say: asking the same again would cost a listener and a flicker.
 */
export const useLive = <A extends readonly unknown[], T>(
  args: () => A | null,
  source: (...args: A) => Source<T>,
): ShallowRef<Live<T>> => {
  const live = shallowRef<Live<T>>({ state: 'loading', value: null, stale: false })
  let stop = (): void => undefined
  const start = (): void => {
    stop()
    stop = () => undefined
    const given = args()
    if (given === null) return
    stop = source(...given)({
      next: (value, stale) => (live.value = { state: 'ready', value, stale }),
      failed: (state) => (live.value = { state, value: null, stale: false }),
    })
  }
  watch(() => JSON.stringify(args()), start, { immediate: true })
  onScopeDispose(() => stop())
  return live
}
