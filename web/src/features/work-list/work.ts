/** What a list shows to whom, and in which order. Pure, so that it can be proved. */
import type { Listing } from '@domain/listings/listing'
import type { Post } from '@domain/people/people'
import { type Queue, QUEUES, QUEUES_OF } from '@domain/people/queues'

export type View = 'mine' | 'open' | 'archived'

const VIEW: Readonly<Record<View, string>> = {
  mine: '待我办理',
  open: '全部未结',
  archived: '已归档',
}

/** County leaders enter nothing: what waits for them is to be looked at. */
export const viewName = (view: View, post: Post | null): string =>
  view === 'mine' && post?.role === 'county-leader' ? '待我关注' : VIEW[view]

/** The queues of a post's work list, in the order in which it shows them. */
export const queuesOf = ({ role }: Post): readonly Queue[] =>
  QUEUES.filter((queue) => (QUEUES_OF[role] as readonly Queue[]).includes(queue))

export const viewsFor = (post: Post): readonly View[] =>
  queuesOf(post).length > 0 ? ['mine', 'open', 'archived'] : ['open', 'archived']

/** Orders under one name, as far as they are loaded. */
export interface Group {
  /** The queue, or the view where there is only one group. */
  readonly key: Queue | View
  readonly name: string
  readonly listings: readonly Listing[]
  /** How many there are in all; null while nobody knows. */
  readonly count: number | null
  readonly more: boolean
  /** Whether more was asked for and is on its way. */
  readonly isLoading: boolean
}

/** The number in words: `600`, or `50+` while it is not known how many more there are. */
export const counted = (groups: readonly Pick<Group, 'count' | 'listings'>[]): string => {
  const sum = groups.reduce((all, { count, listings }) => all + (count ?? listings.length), 0)
  return groups.some(({ count }) => count === null) ? `${sum}+` : `${sum}`
}

/** Whether somebody must leave to others what the order waits for in this queue. */
export const isExcepted = ({ except }: Listing, queue: Queue, uid: string): boolean =>
  except[queue]?.[uid] === true

/** Whether the order answers to what was typed into the list's filter: part of its number, title, matter or place. */
export const matches = ({ cityNumber, title, matter, place }: Listing, typed: string): boolean => {
  const sought = typed.trim().toLowerCase()
  return (
    sought === '' || [cityNumber, title, matter, place].some((text) => text?.toLowerCase().includes(sought))
  )
}
