import { computed, type ComputedRef, reactive, watch } from 'vue'
import type { Listing } from '@domain/listings/listing'
import { MINUTE } from '@domain/base/instant'
import { type Post, postKey, queuesFor, tokensFor } from '@domain/people/people'
import { type Queue, QUEUES } from '@domain/people/queues'
import { QUEUE } from '@domain/words/terms'
import { followPages, type Pages } from '../../firebase/pages'
import {
  archivedListings,
  countExcepted,
  countWaiting,
  openListings,
  PAGE,
  type Shelf,
  type Source,
  waitingListings,
} from '../../firebase/queries'
import { shelfOf } from '../../office/shelf'
import { session, who } from '../../session/session'
import { now } from '../../time/now'
import { type Live, useLive } from '../../ui/use-live'
import { afterArchived, afterOpen, type Group, isExcepted, queuesOf, type View, viewName } from './work'

export interface Groups {
  readonly groups: ComputedRef<readonly Group[]>
  readonly loading: ComputedRef<boolean>
  readonly failed: ComputedRef<boolean>
  readonly stale: ComputedRef<boolean>
  readonly showMore: (key: Group['key']) => void
}

const waitingPages = (shelf: Shelf, queues: readonly string[], asked: number): Source<Pages<Listing>> =>
  followPages((after) => waitingListings(shelf, queues, after), afterOpen, PAGE, asked)
const openPages = (shelf: Shelf, tokens: readonly string[], asked: number): Source<Pages<Listing>> =>
  followPages((after) => openListings(shelf, tokens, after), afterOpen, PAGE, asked)
const archivedPages = (shelf: Shelf, tokens: readonly string[], asked: number): Source<Pages<Listing>> =>
  followPages((after) => archivedListings(shelf, tokens, after), afterArchived, PAGE, asked)

/** The same counts, asked for again on another occasion. */
const countingAll = (
  ...[shelf, queues]: [...Parameters<typeof countWaiting>, occasion: string]
): Source<number> => countWaiting(shelf, queues)
const countingExcepted = (
  ...[shelf, queues, queue, uid]: [...Parameters<typeof countExcepted>, occasion: string]
): Source<number> => countExcepted(shelf, queues, queue, uid)

/** What a view shows to the post that is acted in: one query for each queue, and a count where its pages do not tell. */
export const useGroups = (view: () => View): Groups => {
  const post = computed<Post | null>(() => who.value?.post ?? null)
  const staff = computed(() => (session.value.name === 'in' ? session.value.staff : null))
  const uid = computed(() => who.value?.uid ?? '')
  const shelf = computed<Shelf>(() => (post.value === null ? 'orders' : shelfOf(post.value)))
  const asked = reactive(new Map<Group['key'], number>())
  const pagesOf = (key: Group['key']): number => asked.get(key) ?? 1
  // Another view or post is another list.
  watch([view, () => (post.value === null ? '' : postKey(post.value))], () => asked.clear())

  const entriesOf = (queue: Queue): readonly string[] =>
    post.value === null || staff.value === null || view() !== 'mine' || !queuesOf(post.value).includes(queue)
      ? []
      : queuesFor(post.value, queue, staff.value.queues)

  const queues = QUEUES.map((queue) => {
    const entries = computed(() => entriesOf(queue))
    const isAsked = (): boolean => entries.value.length > 0
    const live = useLive(
      (): Parameters<typeof waitingPages> | null =>
        isAsked() ? [shelf.value, entries.value, pagesOf(queue)] : null,
      waitingPages,
    )
    // What is loaded whole counts itself. A longer queue is counted when it is first shown, when its first page changes,
    // and by the minute, since somebody may be at work on what is not loaded.
    const occasion = computed(() =>
      isAsked() && live.value.value?.more === true
        ? `${Math.floor(now.value / MINUTE)} ${live.value.value.items
            .slice(0, PAGE)
            .map(({ id }) => id)
            .join()}`
        : null,
    )
    const all = useLive(
      (): Parameters<typeof countingAll> | null =>
        occasion.value === null ? null : [shelf.value, entries.value, occasion.value],
      countingAll,
    )
    const excepted = useLive(
      (): Parameters<typeof countingExcepted> | null =>
        occasion.value === null ? null : [shelf.value, entries.value, queue, uid.value, occasion.value],
      countingExcepted,
    )
    const group = computed<Group | null>(() => {
      const pages = live.value.value
      if (!isAsked() || pages === null) return null
      const listings = pages.items.filter((listing) => !isExcepted(listing, queue, uid.value))
      const [sum, less] = [all.value.value, excepted.value.value]
      return {
        key: queue,
        name: QUEUE[queue],
        listings,
        count: pages.more ? (sum === null || less === null ? null : sum - less) : listings.length,
        more: pages.more,
        isLoading: pages.asked < pagesOf(queue),
      }
    })
    return { isAsked, live, group }
  })

  const tokens = computed(() =>
    post.value === null || staff.value === null ? [] : tokensFor(post.value, staff.value.tokens),
  )
  const whole = (['open', 'archived'] as const).map((key) => {
    const isAsked = (): boolean => view() === key && tokens.value.length > 0
    const live = useLive(
      (): Parameters<typeof openPages> | null =>
        isAsked() ? [shelf.value, tokens.value, pagesOf(key)] : null,
      key === 'open' ? openPages : archivedPages,
    )
    const group = computed<Group | null>(() => {
      const pages = live.value.value
      if (!isAsked() || pages === null) return null
      return {
        key,
        name: viewName(key, post.value),
        listings: pages.items,
        count: pages.more ? null : pages.items.length,
        more: pages.more,
        isLoading: pages.asked < pagesOf(key),
      }
    })
    return { isAsked, live, group }
  })

  const lists = computed(() => [...queues, ...whole].filter(({ isAsked }) => isAsked()))
  const lives = computed<readonly Live<Pages<Listing>>[]>(() => lists.value.map(({ live }) => live.value))
  return {
    // What is all left to others is no queue of one's own, though there is more of it than a page.
    groups: computed(() =>
      lists.value.flatMap(({ group: { value: group } }) =>
        group === null || group.count === 0 ? [] : [group],
      ),
    ),
    loading: computed(() => lives.value.some(({ state, value }) => state === 'loading' && value === null)),
    failed: computed(() => lives.value.some(({ state }) => state === 'failed' || state === 'denied')),
    stale: computed(() => lives.value.some((live) => live.stale)),
    showMore: (key) => asked.set(key, pagesOf(key) + 1),
  }
}
