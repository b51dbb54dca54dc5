import { door } from '../platform/door'
import { commandRequest } from '../schema/commands'
import { database } from '../store/database'
import * as orders from '../store/orders'

/** Every command a person gives on an order comes through here. */
export const command = door(commandRequest, (uid, { order, actingAs, ...given }, now) =>
  orders.command(database(), { uid, actingAs }, order, given, now),
)
