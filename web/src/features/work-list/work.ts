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

const EMPTY: Readonly<Record<View, readonly [title: string, more: string]>> = {
  mine: ['目前没有待办的工单', '有新的工单时，这里会自动出现，不必刷新。'],
  open: ['目前没有未办结的工单', '工单转来后会自动出现在这里。'],
  archived: ['还没有归档的工单', '回访结束并归档的工单会列在这里。'],
}
/** Posts that read few orders or none: that their list is empty says nothing of the county's. */
const READS_FEW: Readonly<Partial<Record<Post['role'], readonly [title: string, more: string]>>> = {
  administrator: ['系统管理员岗位不查看工单', '人员、单位、政策和日历请到“系统管理”中办理。'],
  supervision: ['这里没有列入提级核查的工单', '本岗位只查看列入提级核查的工单，列入后会自动出现在这里。'],
  discipline: ['这里没有列入提级核查的工单', '本岗位只查看列入提级核查的工单，列入后会自动出现在这里。'],
  city: ['这里没有等待市中心决定的工单', '本岗位只查看申请延期或申诉的工单，有申请时会自动出现在这里。'],
}

/** What an empty list says to this post: what there is none of, and what to expect. */
export const emptyWords = (view: View, post: Post | null): readonly [title: string, more: string] =>
  (view === 'mine' || post === null ? undefined : READS_FEW[post.role]) ?? EMPTY[view]

/** The queues of a post's work list, in the order in which it shows them. */
export const queuesOf = ({ role }: Post): readonly Queue[] =>
  QUEUES.filter((queue) => (QUEUES_OF[role] as readonly Queue[]).includes(queue))

export const viewsFor = (post: Post): readonly View[] =>
  queuesOf(post).length > 0 ? ['mine', 'open', 'archived'] : ['open', 'archived']

/** What was given to oneself inside the unit 内部交办, whatever it waits for: shown before the queues. */
export const GIVEN = 'given'
export const GIVEN_NAME = '交给我的'

/** Orders under one name, as far as they are loaded. */
export interface Group {
  /** The queue, or the view where there is only one group. */
  readonly key: Queue | View | typeof GIVEN
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

/**
 * The urgent orders of a group. They come before all others, so they are all loaded as soon as another one is, or the
 * end: then their number is true.
 */
export const urgentOf = (group: Group): Group => {
  const listings = group.listings.filter(({ urgent }) => urgent !== undefined)
  const more = group.more && group.listings.at(-1)?.urgent !== undefined
  return { ...group, listings, more, count: more ? null : listings.length }
}

/** Whether a person must leave to others the act that the order waits for in this queue. */
export const isExcepted = ({ except }: Listing, queue: Queue, uid: string): boolean =>
  except[queue]?.[uid] === true

/** Whether the order answers to what was typed into the list's filter: part of its number, title, matter or place. */
export const matches = ({ cityNumber, title, matter, place }: Listing, typed: string): boolean => {
  const sought = typed.trim().toLowerCase()
  return (
    sought === '' || [cityNumber, title, matter, place].some((text) => text?.toLowerCase().includes(sought))
  )
}
