/** What this person is told, and what of it they have read; followed once for bell and page. */
import { computed, effectScope } from 'vue'
import type { Notice } from '@domain/notices/notices'
import { mark, marks, notices as allNotices } from '../firebase/queries'
import { session } from '../session/session'
import { now } from '../time/now'
import { type Live, useLive } from '../ui/use-live'

const scope = effectScope(true)
const { live, read } = scope.run(() => ({
  live: useLive(
    (): [readonly string[]] | null => (session.value.name === 'in' ? [session.value.staff.tokens] : null),
    allNotices,
  ),
  read: useLive((): [string] | null => (session.value.name === 'in' ? [session.value.uid] : null), marks),
}))!

export const told = computed<Live<readonly Notice[]>>(() => live.value)
const readIds = computed(() => new Set(read.value.value?.map(({ id }) => id)))

export const isUnread = (notice: Notice): boolean => !readIds.value.has(notice.id)

/** Zero until it is known what was read: a bell that cries wolf at every start is soon ignored. */
export const unread = computed<readonly Notice[]>(() =>
  read.value.state === 'ready' ? (told.value.value ?? []).filter(isUnread) : [],
)

export const markRead = async (notices: readonly Notice[]): Promise<void> => {
  if (session.value.name !== 'in') return
  const { uid } = session.value
  await Promise.all(notices.map(({ id }) => mark(uid, id, now.value)))
}
