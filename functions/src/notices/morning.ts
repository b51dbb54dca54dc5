import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import { addToDesks, emptyDesks, morningNotices, morningOf } from '../domain/notices/morning-list'
import { calendarOf, readSettings } from '../store/county'
import { tell } from './tell'
import { paged } from '../store/paged'
import { ordersDueBy } from '../store/queries'

/** On a workday tells every desk what is due today and tomorrow; run again on the same day it tells nobody anything. */
export const morning = async (db: Firestore, now: Instant): Promise<{ readonly told: number }> => {
  const today = morningOf(now, calendarOf(await readSettings(db)))
  if (today === null) return { told: 0 }
  const desks = emptyDesks()
  for await (const order of paged(ordersDueBy(db, today.endOfTomorrow))) addToDesks(desks, order, today)
  let told = 0
  for (const notice of morningNotices(desks, today)) if (await tell(db, notice)) told += 1
  return { told }
}
