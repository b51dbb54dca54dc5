import { keepMatters as keep } from '../administration/matters'
import { door } from '../platform/door'
import { database } from '../store/database'

/** The county centre makes the next version of the tree of matters. */
export const keepMatters = door('keepMatters', (uid, { actingAs, ...change }, now) =>
  keep(database(), { uid, actingAs }, change, now),
)
