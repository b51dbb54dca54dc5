/** Notices as a person reads them: what belongs to one order together, what is still to be done before what is settled. */
import type { Notice } from '@domain/notices/notices'

export interface NoticeGroup {
  readonly key: string
  /** Null for what is of no order: each kind is a group of its own. */
  readonly order: string | null
  /** The latest first, as in `settled`. */
  readonly open: readonly Notice[]
  readonly settled: readonly Notice[]
}

/** The groups in the order of their latest notice. `notices` come with the latest first. */
export const groupsOf = (
  notices: readonly Notice[],
  isSettled: (notice: Notice) => boolean,
): readonly NoticeGroup[] => {
  const groups = new Map<string, { order: string | null; open: Notice[]; settled: Notice[] }>()
  for (const notice of notices) {
    const key = notice.order ?? `kind:${notice.kind}`
    const group = groups.get(key) ?? { order: notice.order, open: [], settled: [] }
    groups.set(key, group)
    ;(isSettled(notice) ? group.settled : group.open).push(notice)
  }
  return [...groups].map(([key, group]) => ({ key, ...group }))
}
