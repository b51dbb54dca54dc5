import type { Firestore, Transaction } from 'firebase-admin/firestore'
import { actingAs } from '../domain/order/access'
import { loosens, noticesOfAdministration } from '../domain/administration/administration'
import { changedRules, type ChangedRules, type CountyChange } from '../domain/administration/county-rules'
import type { Instant } from '../domain/base/instant'
import { ok, type Result } from '../domain/base/refusal'
import { secondFactorAsked } from '../domain/people/session'
import type { JobDocument, SettingsDocument, StaffDocument } from '../schema/documents'
import type { Policy } from '../domain/policy/policy'
import { administrationLog, administratorIn, type Author, tellWatchers } from './administration'
import { policyOf, present } from '../store/county'
import { dataOf, paths, readTogether } from '../store/paths'
import { agreedIn, type Agreement, newProposal, settle, warrantOf } from './proposals'
import { openOrders } from '../store/queries'

/** Who may follow a walk over the open orders. */
const JOB_READERS = ['administration']

export interface ChangeMade {
  /** The version of the policy or the calendar that is in force now. */
  readonly version: string
  /** The walk that brings open orders in line; null where none is needed. */
  readonly job: string | null
  /** The proposal that waits for a second administrator; null where the change took effect. */
  readonly proposal: string | null
}

/** Judges a change: the county's rules after it, or why it cannot be made. Writes nothing. */
export const judgeChange = async (
  db: Firestore,
  author: string,
  change: CountyChange,
  now: Instant,
  read?: Transaction,
): Promise<Result<ChangedRules & { readonly before: SettingsDocument; readonly inForce: Policy }>> => {
  const at = paths(db)
  const [person, settings] =
    read === undefined
      ? [dataOf(await at.staff.doc(author).get()), dataOf(await at.settings.get())]
      : await readTogether<[StaffDocument, SettingsDocument]>(read, at.staff.doc(author), at.settings)
  const who = actingAs(author, person, 'administrator')
  if (!who.ok) return who
  const before = present(settings)
  const inForce = await policyOf(db, before.policyVersion)
  const changed = changedRules(before, inForce, change, now)
  return changed.ok ? ok({ ...changed.value, before, inForce }) : changed
}

/**
 * Makes a change of the policy or the calendar: the new version, which never changes, the settings that point to it,
 * the log, and the walk that brings open orders in line, all or nothing. Doing without the second person itself needs
 * one: such a change is laid before another administrator and made with their `agreement`.
 */
export const changeRules = async (
  db: Firestore,
  authorUid: string,
  change: CountyChange,
  now: Instant,
  agreement: Agreement | null = null,
): Promise<Result<ChangeMade>> => {
  const asked = await judgeChange(db, authorUid, change, now)
  if (!asked.ok) return asked
  // Only shows how far the walk is, so a slightly old count is enough.
  const { count } = (await openOrders(db, null).count().get()).data()
  return db.runTransaction(async (transaction): Promise<Result<ChangeMade>> => {
    const at = paths(db)
    const judged = await judgeChange(db, authorUid, change, now, transaction)
    if (!judged.ok) return judged
    const { before, rules, inForce, policy, isNew, isForOpen } = judged.value
    const agreed = agreement === null ? null : await agreedIn(transaction, db, agreement, now)
    if (agreed !== null && !agreed.ok) return agreed
    const author = await administratorIn(transaction, db, authorUid)
    if (!author.ok) return author
    if (change.type === 'set-policy' && agreed === null && loosens(inForce.guard, policy.guard))
      return propose(transaction, db, author.value, change, now)
    const version = change.type === 'set-policy' ? rules.policyVersion : String(rules.calendarVersion)
    const job =
      isForOpen && version !== '0'
        ? `${change.type === 'set-policy' ? 'policy' : 'calendar'}-${version}`
        : null
    const isWalked = job === null || dataOf(await transaction.get(at.jobs.doc(job))) !== null
    const staff = change.type === 'set-policy' ? (await transaction.get(at.staff)).docs : []
    const log = await administrationLog(transaction, db)
    if (isNew) {
      // A person of whom the policy asks a second factor needs it from this moment, not only at their next sign-in.
      for (const person of staff) {
        const { posts, needsSecondFactor = false } = person.data()
        const needsIt = secondFactorAsked(posts, policy.guard.secondFactorOf)
        if (needsIt !== needsSecondFactor) transaction.update(person.ref, { needsSecondFactor: needsIt })
      }
      if (change.type === 'set-policy') transaction.create(at.policies.doc(policy.version), policy)
      else {
        const { calendarVersion, calendarYears, calendarDays } = rules
        const entered = { version: calendarVersion, calendarYears, calendarDays }
        transaction.create(at.calendars.doc(version), {
          ...entered,
          by: authorUid,
          at: now,
          did: change.type,
        })
      }
    }
    if (job !== null && !isWalked) transaction.create(at.jobs.doc(job), newJob(job, count, now))
    if (isNew || !isWalked) {
      transaction.set(at.settings, rules)
      const deed = {
        did: change.type,
        before: {
          version: change.type === 'set-policy' ? before.policyVersion : String(before.calendarVersion),
        },
        after: { version },
      }
      log(author.value, version, { ...deed, ...(agreed !== null && warrantOf(agreed.value)) }, now)
    }
    if (agreed !== null) settle(transaction, db, agreed.value, 'agreed', now)
    return ok({ version, job, proposal: null })
  })
}

const propose = async (
  transaction: Transaction,
  db: Firestore,
  author: Author,
  { type, basedOn, policy, appliesToOpen }: Extract<CountyChange, { type: 'set-policy' }>,
  now: Instant,
): Promise<Result<ChangeMade>> => {
  const log = await administrationLog(transaction, db)
  const proposal = newProposal(db, author, now)
  const asks = { type, whom: null, basedOn, policy, appliesToOpen } as const
  transaction.create(paths(db).proposals.doc(proposal.id), { ...proposal, ...asks })
  const deed = { did: 'propose-policy', before: { version: basedOn }, after: null } as const
  const entry = log(author, 'policy', { ...deed, proposal: proposal.id }, now)
  tellWatchers(transaction, db, noticesOfAdministration(entry, 'policy-proposed', [], now, proposal.id))
  return ok({ version: basedOn, job: null, proposal: proposal.id })
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
