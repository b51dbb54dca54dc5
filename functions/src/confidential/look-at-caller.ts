import { door } from '../platform/door'
import { lookRequest } from '../schema/looks'
import { database } from '../store/database'
import * as looks from '../store/looks'
import { ok } from '../domain/refusal'

/** The one way to a caller's data (R16.1). */
export const lookAtCaller = door(lookRequest, async (uid, { order, actingAs, why }, now) => {
  const caller = await looks.lookAtCaller(database(), { uid, actingAs }, order, why, now)
  return caller.ok ? ok({ caller: caller.value }) : caller
})
