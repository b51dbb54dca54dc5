import type { Firestore } from 'firebase-admin/firestore'
import { noticesOfAdministration, opensHosts } from '../domain/administration/administration'
import { canonical } from '../domain/base/canonical'
import type { Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { type ChannelHost, checkedHosts, ROBOT_HOSTS } from '../domain/notices/channel-hosts'
import { policyOf, present } from '../store/county'
import { dataOf, paths } from '../store/paths'
import { administrationLog, administratorIn, tellWatchers } from './administration'
import { agreedIn, type Agreement, newProposal, settle, warrantOf } from './proposals'

const ABOUT = 'hosts'

/**
 * Sets where messages may be sent. A change that opens a new way waits for a second administrator. Channels that lead
 * elsewhere stay as they are, and nothing is sent to them. `agreement` carries out a proposal, if the list has not
 * changed since it was proposed. Answers the id of the list, or of the proposal.
 */
export const setHosts = (
  db: Firestore,
  authorUid: string,
  hosts: readonly ChannelHost[],
  now: Instant,
  agreement: Agreement | null = null,
): Promise<Result<{ readonly id: string; readonly proposed: boolean }>> =>
  db.runTransaction(async (transaction) => {
    const author = await administratorIn(transaction, db, authorUid)
    if (!author.ok) return author
    const checked = checkedHosts(hosts)
    if (!checked.ok) return checked
    const agreed = agreement === null ? null : await agreedIn(transaction, db, agreement, now)
    if (agreed !== null && !agreed.ok) return agreed
    const at = paths(db)
    const county = present(dataOf(await transaction.get(at.settings)))
    const { guard } = await policyOf(db, county.policyVersion)
    const before = county.channelHosts ?? ROBOT_HOSTS
    const change = { before: { hosts: before }, after: { hosts: checked.value } }
    const log = await administrationLog(transaction, db)
    if (agreed === null && opensHosts(guard, before, checked.value)) {
      const proposal = newProposal(db, author.value, now)
      const asks = { type: 'set-hosts', whom: null, before, hosts: checked.value } as const
      transaction.create(at.proposals.doc(proposal.id), { ...proposal, ...asks })
      const entry = log(author.value, ABOUT, { did: 'propose-hosts', ...change, proposal: proposal.id }, now)
      tellWatchers(transaction, db, noticesOfAdministration(entry, 'policy-proposed', [], now, proposal.id))
      return ok({ id: proposal.id, proposed: true })
    }
    if (agreed !== null) {
      const { proposal } = agreed.value
      if (proposal.type !== 'set-hosts' || canonical(proposal.before) !== canonical(before))
        return refused(refuse('hosts.changed'))
      settle(transaction, db, agreed.value, 'agreed', now)
    }
    transaction.update(at.settings, { channelHosts: checked.value })
    const warrant = agreed === null ? {} : warrantOf(agreed.value)
    log(author.value, ABOUT, { did: 'set-hosts', ...change, ...warrant }, now)
    return ok({ id: ABOUT, proposed: false })
  })
