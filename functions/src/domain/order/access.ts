import { isBarred } from './barred'
import { reasonProblem } from '../people/reason'
import { type Assignment, assignmentOf, type Order } from './order'
import {
  type Acting,
  audienceOf,
  CENTRE_ROLES,
  plain,
  type Post,
  postKey,
  postOfKey,
  unitsOf,
  type Who,
} from '../people/people'
import { refused, ok, refuse, type Refusal, type Result } from '../base/refusal'

/** The part of a stored person that access depends on. */
export interface Person {
  readonly active: boolean
  readonly posts: readonly string[]
  readonly tokens: readonly string[]
}

/** The person in the post they chose to act in, if they hold that post and are active. */
export const actingAs = (uid: string, person: Person | null, key: string): Result<Acting> => {
  const post = postOfKey(key)
  return post !== null && person?.active === true && person.posts.includes(key)
    ? ok({ uid, post, units: unitsOfPosts(person.posts) })
    : refused(refuse('access.no-post', { post: key }))
}

const unitsOfPosts = (posts: readonly string[]): string[] =>
  unitsOf(posts.flatMap((key) => postOfKey(key) ?? []))

/** Whether the order is for this post, whoever holds it. */
export const isFor = ({ readers }: Pick<Order, 'readers'>, post: Post): boolean =>
  readers.some((reader) => plain(reader) === audienceOf(post))

/** Whether this person, in this post, reads the order: the one predicate of doors, looks, evidence and messages. */
export const reads = (order: Order, who: Acting): boolean => isFor(order, who.post) && !isBarred(order, who)

/**
 * Whether nothing bars this holder of the post from a message about the order. Whether the post is told at all,
 * `isMoot` decides.
 */
export const mayHearOf = (order: Order, uid: string, person: Person | null, key: string): boolean => {
  const who = actingAs(uid, person, key)
  return who.ok && !isBarred(order, who.value)
}

/**
 * For the acting post, an order that it may not read does not exist: a person acting as the city must not use what they
 * may read as a handler.
 */
export const readable = (order: Order | null, who: Acting): Result<Order> =>
  order !== null && reads(order, who) ? ok(order) : refused(refuse('access.unknown-order'))

/** Parts that a unit still works on: signed for, and not yet passed. */
const WORKS_ON: readonly Assignment['state'][] = ['handling', 'in-unit-review', 'left-unit']

/**
 * Why this person may not look at the caller's data (R16.1); null if they may. The centre calls back and verifies. In a
 * unit only those who handle the order may look, and only while they do. Being able to read an order is not a reason by
 * itself.
 */
export const lookForbidden = (order: Order, who: Who, why: string): Refusal | null => {
  if (!mayLook(order, who)) return refuse('look.not-yours', { post: postKey(who.post) })
  return why.trim() === '' ? refuse('look.why-missing') : reasonProblem(why)
}

export const mayLook = (order: Order, { post }: { readonly post: Post }): boolean => {
  if ((CENTRE_ROLES as readonly string[]).includes(post.role)) return true
  if (post.role !== 'handler' && post.role !== 'leader-in-charge') return false
  const part = assignmentOf(order, post.unit)
  return order.open && part !== null && WORKS_ON.includes(part.state)
}
