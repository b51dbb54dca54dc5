import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { actingAs } from '../domain/access'
import { changedRules, type ChangedRules, type CountyChange } from '../domain/county-rules'
import type { Instant } from '../domain/instant'
import { ok, type Result } from '../domain/refusal'
import { secondFactorAsked } from '../domain/session'
import type { JobDocument, SettingsDocument, StaffDocument } from '../schema/documents'
import { administrationLog } from './administration'
import { policyOf, present } from './county'
import { dataOf, paths, readTogether } from './paths'
import { openOrders } from './queries'

/** Who follows a walk over the open orders. */
const JOB_READERS = ['administration']

export interface ChangeMade {
  /** The version of the policy or the calendar that is in force now. */
  readonly version: string
  /** The walk that brings open orders in line; null where none is needed. */
  readonly job: string | null
}

/** The change as it would be: what it makes of the county's rules, or why it cannot be made. Writes nothing. */
export const judgeChange = async (
  db: Firestore,
  author: string,
  change: CountyChange,
  now: Instant,
  read?: Transaction,
): Promise<Result<ChangedRules>> => {
  const at = paths(db)
  const [person, settings] =
    read === undefined
      ? [dataOf(await at.staff.doc(author).get()), dataOf(await at.settings.get())]
      : await readTogether<[StaffDocument, SettingsDocument]>(read, at.staff.doc(author), at.settings)
  const who = actingAs(author, person, 'administrator')
  if (!who.ok) return who
  const rules = present(settings)
  return changedRules(rules, await policyOf(db, rules.policyVersion), change, now)
}

/**
 * Makes a change of the policy or the calendar: the new version for good, the settings that point to it, the log, and
 * the walk that brings open orders in line, all or nothing.
 */
export const changeRules = async (
  db: Firestore,
  author: string,
  change: CountyChange,
  now: Instant,
): Promise<Result<ChangeMade>> => {
  const asked = await judgeChange(db, author, change, now)
  if (!asked.ok) return asked
  // Only for showing how far the walk is, so it need not be of the very moment.
  const { count } = (await openOrders(db, null).count().get()).data()
  return db.runTransaction(async (transaction): Promise<Result<ChangeMade>> => {
    const at = paths(db)
    const judged = await judgeChange(db, author, change, now, transaction)
    if (!judged.ok) return judged
    const { rules, policy, isNew, isForOpen } = judged.value
    const version = change.type === 'set-policy' ? rules.policyVersion : String(rules.calendarVersion)
    const job =
      isForOpen && version !== '0'
        ? `${change.type === 'set-policy' ? 'policy' : 'calendar'}-${version}`
        : null
    const isWalked = job === null || dataOf(await transaction.get(at.jobs.doc(job))) !== null
    const staff = change.type === 'set-policy' ? (await transaction.get(at.staff)).docs : []
    const log = await administrationLog(transaction, db)
    if (isNew) {
      // Whom the policy asks for a second factor is asked from this moment, not from their next sign-in on.
      for (const person of staff) {
        const { posts, needsSecondFactor = false } = person.data()
        const asked = secondFactorAsked(posts, policy.guard.secondFactorOf)
        if (asked !== needsSecondFactor) transaction.update(person.ref, { needsSecondFactor: asked })
      }
      if (change.type === 'set-policy') transaction.create(at.policies.doc(policy.version), policy)
      else {
        const { calendarVersion, calendarYears, calendarDays } = rules
        const entered = { version: calendarVersion, calendarYears, calendarDays }
        transaction.create(at.calendars.doc(version), { ...entered, by: author, at: now, did: change.type })
      }
    }
    if (job !== null && !isWalked) transaction.create(at.jobs.doc(job), newJob(job, count, now))
    if (isNew || !isWalked) {
      transaction.set(at.settings, rules)
      log(author, change.type, version, now)
    }
    return ok({ version, job })
  })
}

const newJob = (id: string, total: number, now: Instant): JobDocument => ({
  id,
  state: 'running',
  total,
  seen: 0,
  changed: 0,
  cursor: null,
  failed: [],
  startedAt: now,
  finishedAt: null,
  readers: JOB_READERS,
})
