import { HttpsError } from 'firebase-functions/https'
import type { Instant } from '../domain/base/instant'

/**
 * Our own clock alone says what is due: anybody who can send a task can set the time in its header. The queue's clock
 * may be a little ahead of ours. Then the task is sent back and comes again: now it would find nothing due and be gone.
 * The queue gives the time in seconds since 1970, whatever the library calls it.
 */
export const ensureNotEarly = (scheduledTime: string | undefined, now: Instant): void => {
  if (Number(scheduledTime) * 1000 > now)
    throw new HttpsError('unavailable', 'before its time by the clock of the county')
}
