import type { Firestore } from 'firebase-admin/firestore'
import { changedMatters, type MattersChange } from '../domain/matters/changing'
import { withVersion } from '../domain/matters/tree'
import { dayNumberOf, dayOfNumber, type Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { actingAs } from '../domain/order/access'
import { CENTRE_ROLES } from '../domain/people/people'
import { present } from '../store/county'
import { dataOf, paths, readTogether } from '../store/paths'
import type { SettingsDocument, StaffDocument } from '../schema/documents'
import { administrationLog } from './administration'

/**
 * Makes the next version of the tree of matters: the version, which never changes, the settings that name it, and the
 * log, all or nothing. Only the county centre keeps the tree.
 */
export const keepMatters = (
  db: Firestore,
  author: { readonly uid: string; readonly actingAs: string },
  change: MattersChange,
  now: Instant,
): Promise<Result<{ readonly version: number }>> =>
  db.runTransaction(async (transaction) => {
    const at = paths(db)
    const [person, settings] = await readTogether<[StaffDocument, SettingsDocument]>(
      transaction,
      at.staff.doc(author.uid),
      at.settings,
    )
    const who = actingAs(author.uid, person, author.actingAs)
    if (!who.ok) return who
    const { role } = who.value.post
    if (person === null || !(CENTRE_ROLES as readonly string[]).includes(role))
      return refused(refuse('access.wrong-role', { role }))
    const { matters: versions = [] } = present(settings)
    const latest = versions.at(-1)?.version ?? null
    const before = latest === null ? null : dataOf(await transaction.get(at.matters.doc(String(latest))))
    const today = dayOfNumber(dayNumberOf(now))
    const changed = changedMatters(before, change, today)
    if (!changed.ok) return changed
    const { version, from } = changed.value
    const log = await administrationLog(transaction, db)
    transaction.create(at.matters.doc(String(version)), changed.value)
    transaction.update(at.settings, { matters: withVersion(versions, { version, from }, today) })
    log(
      { uid: author.uid, name: person.name },
      String(version),
      {
        did: 'set-matters',
        before: { version: String(latest ?? 0) },
        after: { version: String(version) },
      },
      now,
    )
    return ok({ version })
  })
