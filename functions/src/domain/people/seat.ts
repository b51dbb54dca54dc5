import { foundBy } from './found-by'
import { incompatible } from './incompatible-posts'
import { type Post, postKey, postOfKey, type Standing, standingOf } from './people'
import { refused, ok, refuse, type Result } from '../base/refusal'
import type { Unit } from './unit'

/** A person as administration wants them to be. */
export interface Seating {
  readonly name: string
  readonly active: boolean
  /** Post keys, as `handler@mayi`. */
  readonly posts: readonly string[]
}

/**
 * A person as they are to be stored: with the entries they are found by, and the tokens that decide what they read
 * (none for a person who is not active). Refused when a post does not exist, names an unknown unit, or does not go
 * together with another. `isAccused`: whether any order accuses them by name (R16.2).
 */
export const seated = (
  uid: string,
  { name, active, posts }: Seating,
  units: readonly Unit[],
  isAccused: boolean,
): Result<Seating & Standing & { readonly foundBy: readonly string[] }> => {
  const found: Post[] = []
  for (const key of posts) {
    const post = postOfKey(key)
    if (post === null || (post.unit !== null && !units.some(({ id }) => id === post.unit)))
      return refused(refuse('staff.unknown-post', { post: key }))
    found.push(post)
  }
  const [one, other] = incompatible(found) ?? []
  if (one !== undefined && other !== undefined)
    return refused(refuse('staff.incompatible-posts', { post: postKey(one), other: postKey(other) }))
  return ok({
    name,
    active,
    posts: [...new Set(posts)],
    foundBy: foundBy(name, posts),
    ...standingOf(uid, found, active, isAccused),
  })
}

const kept = (uids: readonly string[], uid: string, belongs: boolean): readonly string[] =>
  uids.includes(uid) === belongs ? uids : belongs ? [...uids, uid] : uids.filter((each) => each !== uid)

/** The unit with or without the person, as their posts say. Its readiness depends on this (R6.1). */
export const withPerson = (unit: Unit, uid: string, { active, posts }: Seating): Unit => ({
  ...unit,
  handlers: kept(unit.handlers, uid, active && posts.includes(`handler@${unit.id}`)),
  leadersInCharge: kept(unit.leadersInCharge, uid, active && posts.includes(`leader-in-charge@${unit.id}`)),
  principalLeaders: kept(
    unit.principalLeaders ?? [],
    uid,
    active && posts.includes(`principal-leader@${unit.id}`),
  ),
})

/** Whether the unit's people are others than before. */
export const isMoved = (before: Unit, after: Unit): boolean =>
  before.handlers !== after.handlers ||
  before.leadersInCharge !== after.leadersInCharge ||
  (before.principalLeaders ?? []).join() !== (after.principalLeaders ?? []).join()
