import type { Firestore } from 'firebase-admin/firestore'
import type { Instant } from '../domain/base/instant'
import type { JobDocument } from '../schema/documents'
import { dataOf, paths } from '../store/paths'
import { openOrders, runningJobs } from '../store/queries'
import { bringAllInLine } from './rescheduling'

const PAGE = 200
/** Enough to see what is wrong. On a bad day there may be so many that the document would grow too large. */
const NAMED_AT_MOST = 100

/**
 * One page of a walk over the open orders; says whether there is more. The job's document holds the place. If another
 * run has gone on meanwhile, this one stops; a page walked twice changes nothing the second time.
 */
export const walkOn = async (db: Firestore, jobId: string, now: Instant): Promise<boolean> => {
  const reference = paths(db).jobs.doc(jobId)
  const job = dataOf(await reference.get())
  if (job?.state !== 'running') return false
  const page = (await openOrders(db, job.cursor).limit(PAGE).get()).docs.map((order) => order.data())
  const { changed, failed } = await bringAllInLine(db, page, now)
  const isLast = page.length < PAGE
  return db.runTransaction(async (transaction) => {
    const current = dataOf(await transaction.get(reference))
    if (current?.state !== 'running') return false
    if (current.cursor !== job.cursor) return true
    const next: JobDocument = {
      ...current,
      state: isLast ? 'done' : 'running',
      seen: current.seen + page.length,
      changed: current.changed + changed,
      cursor: page.at(-1)?.id ?? current.cursor,
      failed: [...current.failed, ...failed].slice(0, NAMED_AT_MOST),
      finishedAt: isLast ? now : null,
    }
    transaction.set(reference, next)
    return !isLast
  })
}

/**
 * The net behind the walks: finishes those that were cut off, and looks at every open order once more. That also covers a
 * new release that contains a year's official calendar: the county enters nothing for it, so no walk starts.
 */
export const recheck = async (
  db: Firestore,
  now: Instant,
): Promise<{ readonly changed: number; readonly failed: readonly string[] }> => {
  for (const job of (await runningJobs(db).get()).docs) while (await walkOn(db, job.id, now));
  const failed: string[] = []
  let changed = 0
  let after: string | null = null
  for (;;) {
    const snapshot = await openOrders(db, after).limit(PAGE).get()
    const page = snapshot.docs.map((order) => order.data())
    const done = await bringAllInLine(db, page, now)
    changed += done.changed
    failed.push(...done.failed)
    if (page.length < PAGE) return { changed, failed }
    after = page.at(-1)!.id
  }
}
