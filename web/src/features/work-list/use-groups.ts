import { computed, type ComputedRef } from 'vue'
import type { Listing } from '@domain/listings/listing'
import { MINUTE } from '@domain/base/instant'
import { givenQueuesFor, type Post, queuesFor, tokensFor } from '@domain/people/people'
import { type Queue, QUEUES } from '@domain/people/queues'
import { QUEUE } from '@domain/words/terms'
import {
  archivedListings,
  countExcepted,
  countWaiting,
  openListings,
  type Shelf,
  type Source,
  waitingListings,
} from '../../firebase/queries'
import { shelfOf } from '../../office/shelf'
import { session, who } from '../../session/session'
import { now } from '../../time/now'
import { SHOWN } from '../../firebase/pages'
import { useLive } from '../../ui/use-live'
import { type Pages, usePages } from '../../ui/use-pages'
import { GIVEN, GIVEN_NAME, type Group, isExcepted, queuesOf, type View, viewName } from './work'

export interface Groups {
  readonly groups: ComputedRef<readonly Group[]>
  readonly loading: ComputedRef<boolean>
  readonly failed: ComputedRef<boolean>
  readonly stale: ComputedRef<boolean>
  readonly showMore: (key: Group['key']) => void
}

/** The same counts, asked for again on another occasion. */
const countingAll = (
  ...[shelf, queues]: [...Parameters<typeof countWaiting>, occasion: string]
): Source<number> => countWaiting(shelf, queues)
const countingExcepted = (
  ...[shelf, queues, queue, uid]: [...Parameters<typeof countExcepted>, occasion: string]
): Source<number> => countExcepted(shelf, queues, queue, uid)

/** Whether there is more than is loaded, be it on its way. */
const hasMore = ({ isMore, isWaiting, live }: Pages<Listing>): boolean =>
  isMore.value || (isWaiting.value && live.value.value !== null)

/** What a view shows to the post that is acted in: one query for each queue, and a count where its pages do not tell. */
export const useGroups = (view: () => View): Groups => {
  const post = computed<Post | null>(() => who.value?.post ?? null)
  const staff = computed(() => (session.value.name === 'in' ? session.value.staff : null))
  const uid = computed(() => who.value?.uid ?? '')
  const shelf = computed<Shelf>(() => (post.value === null ? 'orders' : shelfOf(post.value)))
  const entriesOf = (queue: Queue): readonly string[] =>
    post.value === null || staff.value === null || view() !== 'mine' || !queuesOf(post.value).includes(queue)
      ? []
      : queuesFor(post.value, queue, staff.value.queues)

  const queues = QUEUES.map((queue) => {
    const entries = computed(() => entriesOf(queue))
    const isAsked = (): boolean => entries.value.length > 0
    const pages = usePages(
      (): Parameters<typeof waitingListings> | null => (isAsked() ? [shelf.value, entries.value] : null),
      waitingListings,
    )
    // What is loaded whole counts itself. A longer queue is counted when it is first shown, when its first page changes,
    // and by the minute, since somebody may be at work on what is not loaded.
    const occasion = computed(() =>
      isAsked() && hasMore(pages)
        ? `${Math.floor(now.value / MINUTE)} ${(pages.live.value.value ?? [])
            .slice(0, SHOWN.page)
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
      const loaded = pages.live.value.value
      if (!isAsked() || loaded === null) return null
      const listings = loaded.filter((listing) => !isExcepted(listing, queue, uid.value))
      const [sum, less] = [all.value.value, excepted.value.value]
      return {
        key: queue,
        name: QUEUE[queue],
        listings,
        count: hasMore(pages) ? (sum === null || less === null ? null : sum - less) : listings.length,
        more: hasMore(pages),
        isLoading: pages.isWaiting.value,
      }
    })
    return { key: queue, isAsked, pages, group }
  })

  const given = computed(() =>
    post.value === null || staff.value === null || view() !== 'mine'
      ? []
      : givenQueuesFor(post.value, uid.value, staff.value.queues),
  )
  const isGivenAsked = (): boolean => given.value.length > 0
  const givenPages = usePages(
    (): Parameters<typeof waitingListings> | null => (isGivenAsked() ? [shelf.value, given.value] : null),
    waitingListings,
  )
  const givenCount = useLive(
    (): Parameters<typeof countingAll> | null =>
      isGivenAsked() && hasMore(givenPages)
        ? [shelf.value, given.value, `${Math.floor(now.value / MINUTE)}`]
        : null,
    countingAll,
  )
  const mine = {
    key: GIVEN,
    isAsked: isGivenAsked,
    pages: givenPages,
    group: computed<Group | null>(() => {
      const listings = givenPages.live.value.value
      if (!isGivenAsked() || listings === null) return null
      return {
        key: GIVEN,
        name: GIVEN_NAME,
        listings,
        count: hasMore(givenPages) ? givenCount.value.value : listings.length,
        more: hasMore(givenPages),
        isLoading: givenPages.isWaiting.value,
      }
    }),
  } as const

  const tokens = computed(() =>
    post.value === null || staff.value === null ? [] : tokensFor(post.value, staff.value.tokens),
  )
  const whole = (['open', 'archived'] as const).map((key) => {
    const isAsked = (): boolean => view() === key && tokens.value.length > 0
    const pages = usePages(
      (): Parameters<typeof openListings> | null => (isAsked() ? [shelf.value, tokens.value] : null),
      key === 'open' ? openListings : archivedListings,
    )
    const group = computed<Group | null>(() => {
      const listings = pages.live.value.value
      if (!isAsked() || listings === null) return null
      return {
        key,
        name: viewName(key, post.value),
        listings,
        count: hasMore(pages) ? null : listings.length,
        more: hasMore(pages),
        isLoading: pages.isWaiting.value,
      }
    })
    return { key, isAsked, pages, group }
  })

  const lists = computed(() => [mine, ...queues, ...whole].filter(({ isAsked }) => isAsked()))
  const lives = computed(() => lists.value.map(({ pages }) => pages.live.value))
  return {
    // A queue that is wholly left to others is not this person's queue, even if it is longer than a page.
    groups: computed(() =>
      lists.value.flatMap(({ group: { value: group } }) =>
        group === null || group.count === 0 ? [] : [group],
      ),
    ),
    loading: computed(() => lives.value.some(({ state, value }) => state === 'loading' && value === null)),
    failed: computed(() => lives.value.some(({ state }) => state === 'failed' || state === 'denied')),
    stale: computed(() => lives.value.some((live) => live.stale)),
    showMore: (key) => lists.value.find((each) => each.key === key)?.pages.more(),
  }
}
