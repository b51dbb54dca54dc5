import { door } from '../platform/door'
import { database } from '../store/database'
import * as looks from '../confidential/looks'

/** The one way to a caller's data (R16.1). */
export const lookAtCaller = door('lookAtCaller', (uid, { order, actingAs, why }, now) =>
  looks.lookAtCaller(database(), { uid, actingAs }, order, why, now),
)
