import { likelySame as find } from '../confidential/likely-same'
import { CALLER_KEYS, callerKeys } from '../platform/caller-keys'
import { door } from '../platform/door'
import { database } from '../store/database'

/** For the centre alone: which orders the same caller has, of the same matter (R21). Each time is logged (R16.1). */
export const likelySame = door(
  'likelySame',
  (uid, { order, actingAs }, now) =>
    find(database(), { uid, actingAs }, order, { keys: callerKeys(CALLER_KEYS.value()), now }),
  { secrets: [CALLER_KEYS] },
)
