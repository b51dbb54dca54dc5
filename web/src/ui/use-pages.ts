import { computed, type ComputedRef, onScopeDispose, shallowRef, watch } from 'vue'
import type { Paged } from '../firebase/queries'
import { first, grown, isFull, type Range, SHOWN, type Size, WHOLE, withNext } from '../firebase/pages'
import type { Live } from './use-live'

/** A list as far as it has been read: live, in one order, without gap or repetition. */
export interface Pages<T> {
  /** Of the first page: whether there is anything to show. Value is every entry of every page. */
  readonly live: ComputedRef<Live<readonly T[]>>
  readonly isMore: ComputedRef<boolean>
  /** Of the page that was asked for last. */
  readonly isWaiting: ComputedRef<boolean>
  /** Of any page. */
  readonly hasFailed: ComputedRef<boolean>
  /** Asks for one more page, or once more for what did not come. */
  readonly more: () => void
}

interface Page<T> {
  readonly range: Range
  readonly live: Live<readonly T[]>
  readonly stop: () => void
}

const NOTHING = { state: 'loading', value: null, stale: false } as const

/**
 * What is kept of a page that is followed anew, until it answers: no more than it will hold. With more, it would seem to go
 * on behind an entry that is not its last, and would be asked for endlessly.
 */
const upTo = <T>({ most }: Range, { state, value, stale }: Live<readonly T[]>): Live<readonly T[]> =>
  state === 'ready' && value !== null ? { state, value: value.slice(0, most), stale } : NOTHING

/**
 * Follows a list page by page, and another one from its first page on when the arguments become others; null follows
 * none. What was shown of one list stays until the other is there.
 */
export const usePages = <A extends readonly unknown[], T>(
  args: () => A | null,
  paged: (...args: A) => Paged<T>,
  size: Size = SHOWN,
): Pages<T> => {
  const pages = shallowRef<readonly Page<T>[]>([])
  const shown = shallowRef<Live<readonly T[]>>(NOTHING)
  let list: Paged<T> | null = null

  const put = (range: Range, live: Live<readonly T[]>): void => {
    pages.value = pages.value.map((page) => (page.range === range ? { ...page, live } : page))
    show()
  }
  const show = (): void => {
    const [top] = pages.value
    if (top === undefined || top.live.state === 'loading') return
    shown.value = {
      state: top.live.state,
      value: top.live.value === null ? null : pages.value.flatMap(({ live }) => live.value ?? []),
      stale: pages.value.some(({ live }) => live.stale),
    }
  }
  const heard = (range: Range, live: Live<readonly T[]>): void => {
    put(range, live)
    const ranges = pages.value.map((page) => page.range)
    const now = grown(ranges, ranges.indexOf(range), live.value?.length ?? 0, size)
    if (now !== ranges) turn(now)
  }
  /** Listens to these pages: what is followed already goes on, a page that only ends elsewhere keeps what it shows. */
  const turn = (ranges: readonly Range[]): void => {
    const before = pages.value
    const added: Range[] = []
    pages.value = ranges.map((range, index) => {
      const old = before[index]
      if (old?.range === range) return old
      added.push(range)
      return {
        range,
        live: old?.range.after === range.after ? upTo(range, old.live) : NOTHING,
        stop: () => undefined,
      }
    })
    for (const old of before) if (!pages.value.some((page) => page === old)) old.stop()
    added.forEach(follow)
    show()
  }
  const follow = (range: Range): void => {
    if (list === null) return
    const stop = list.page(range)({
      next: (value, stale) => heard(range, { state: 'ready', value, stale }),
      failed: (state) => put(range, { state, value: null, stale: false }),
    })
    // A page may be turned over while it is being asked for.
    if (!pages.value.some((page) => page.range === range)) stop()
    else pages.value = pages.value.map((page) => (page.range === range ? { ...page, stop } : page))
  }

  const last = computed(() => pages.value.at(-1))
  const hasFailed = computed(() =>
    pages.value.some(({ live }) => live.state === 'denied' || live.state === 'failed'),
  )
  const isMore = computed(
    () =>
      hasFailed.value ||
      (last.value !== undefined && isFull(last.value.range, last.value.live.value?.length ?? 0)),
  )
  const more = (): void => {
    const ranges = pages.value.map(({ range }) => range)
    const entry = last.value?.live.value?.at(-1)
    if (hasFailed.value)
      turn(pages.value.map(({ range, live }) => (live.value === null ? { ...range } : range)))
    else if (list !== null && entry !== undefined && isMore.value)
      turn(withNext(ranges, list.place(entry), size))
  }

  const start = (): void => {
    turn([])
    const given = args()
    list = given === null ? null : paged(...given)
    if (list !== null) turn([first(size)])
  }
  watch(() => JSON.stringify(args()), start, { immediate: true })
  onScopeDispose(() => turn([]))
  return {
    live: computed(() => shown.value),
    isMore,
    isWaiting: computed(() => last.value?.live.state === 'loading'),
    hasFailed,
    more,
  }
}

/** The same for a list that a screen needs whole: each page is asked for as soon as the one before it has arrived. */
export const useWhole = <A extends readonly unknown[], T>(
  args: () => A | null,
  paged: (...args: A) => Paged<T>,
): ComputedRef<Live<readonly T[]>> => {
  const { live, isMore, hasFailed, more } = usePages(args, paged, WHOLE)
  watch(
    () => isMore.value && !hasFailed.value && live.value.value?.length,
    (count) => {
      if (typeof count === 'number') more()
    },
    { immediate: true },
  )
  return live
}
