import { DAY } from '../../functions/src/domain/base/instant'

/** A day ahead of every clock a test sets, and no further off than a date of an order may be. */
export const FAR_DAY = new Date(Date.now() + 300 * DAY).toISOString().slice(0, 10)
