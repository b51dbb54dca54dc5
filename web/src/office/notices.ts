/** What this person is told, and what of it they have read; followed once for bell and page. */
import { computed, effectScope, watch } from 'vue'
import { isMoot } from '@domain/notices/holds'
import type { Notice } from '@domain/notices/notices'
import { meantAmong } from '@domain/order/in-unit'
import { postOfKey } from '@domain/people/people'
import { mark, marks, notices as allNotices } from '../firebase/queries'
import { session } from '../session/session'
import { now } from '../time/now'
import { units } from './county'
import type { Live } from '../ui/use-live'
import { usePages } from '../ui/use-pages'

const scope = effectScope(true)
const pages = scope.run(() => ({
  told: usePages(
    (): [readonly string[]] | null => (session.value.name === 'in' ? [session.value.staff.tokens] : null),
    allNotices,
  ),
  read: usePages((): [string] | null => (session.value.name === 'in' ? [session.value.uid] : null), marks),
}))!

export const toldPages = pages.told
const { read } = pages
/** What a post is told for one handler of the unit is not shown to the others, while that one holds the post. */
const isForMe = ({ to, named = [] }: Notice): boolean => {
  const post = postOfKey(to)
  if (named.length === 0 || post?.role !== 'handler') return true
  const uid = session.value.name === 'in' ? session.value.uid : ''
  const handlers = units.value.find(({ id }) => id === post.unit)?.handlers ?? []
  return meantAmong(handlers, (each) => each, named).includes(uid)
}
export const told = computed<Live<readonly Notice[]>>(() => {
  const live = toldPages.live.value
  return live.value === null ? live : { ...live, value: live.value.filter(isForMe) }
})
const readIds = computed(() => new Set(read.live.value.value?.map(({ id }) => id)))

/** A notice cannot be read before it is sent, so read marks older than the oldest shown notice are not needed. */
const lacksMarks = (): boolean => {
  const notice = toldPages.live.value.value?.at(-1)
  const last = read.live.value.value?.at(-1)
  return notice !== undefined && last !== undefined && last.at >= notice.at
}
scope.run(() =>
  watch(
    () => lacksMarks() && read.isMore.value && !read.hasFailed.value && read.live.value.value?.length,
    (count) => {
      if (typeof count === 'number') read.more()
    },
  ),
)

/** What does not hold any more is settled: nobody has to read it. Of an order the server says so. */
export const isSettled = (notice: Notice): boolean =>
  (notice.settledAt ?? null) !== null || (notice.order === null && isMoot(notice, null, now.value))

export const isUnread = (notice: Notice): boolean => !isSettled(notice) && !readIds.value.has(notice.id)

/** Zero until it is known what was read: a bell that cries wolf at every start is soon ignored. */
export const unread = computed<readonly Notice[]>(() =>
  read.live.value.state === 'ready' ? (told.value.value ?? []).filter(isUnread) : [],
)

export const markRead = async (notices: readonly Notice[]): Promise<void> => {
  if (session.value.name !== 'in') return
  const { uid } = session.value
  await Promise.all(notices.map(({ id }) => mark(uid, id, now.value)))
}
