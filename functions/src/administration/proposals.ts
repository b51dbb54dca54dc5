import type { Firestore, Transaction } from 'firebase-admin/firestore'
import {
  agreeable,
  type Proposal,
  undecided,
  WAITS_FOR,
  type Warrant,
} from '../domain/administration/administration'
import { DAY, type Instant } from '../domain/base/instant'
import { ok, type Result } from '../domain/base/refusal'
import type { ProposalDocument } from '../schema/documents'
import { administrationLog, administratorIn, type Author, WATCHERS } from './administration'
import { dataOf, paths } from '../store/paths'

/** Who agrees to which proposal. */
export interface Agreement {
  readonly proposal: string
  readonly by: string
}

/** What is carried out: because somebody agreed, or, without an agreement, because somebody asked. */
export interface Agreed {
  readonly proposal: ProposalDocument
  readonly by: Author
}

export const proposalOf = async (db: Firestore, id: string): Promise<ProposalDocument | null> =>
  dataOf(await paths(db).proposals.doc(id).get())

/** How long a proposal is kept after it was decided or lapsed. It may contain an address, so not for ever. */
const KEPT_FOR = 30 * DAY

/** A new proposal. The caller adds what it asks for. */
export const newProposal = (db: Firestore, { uid, name }: Author, now: Instant) => ({
  id: paths(db).proposals.doc().id,
  by: uid,
  byName: name,
  at: now,
  until: now + WAITS_FOR,
  state: 'open' as const,
  decidedBy: null,
  decidedByName: null,
  decidedAt: null,
  readers: [...WATCHERS],
  expiresAt: new Date(now + KEPT_FOR),
})

/** The proposal, if this administrator may agree to it now. Reads, so it comes before the transaction's first write. */
export const agreedIn = async (
  transaction: Transaction,
  db: Firestore,
  { proposal: id, by }: Agreement,
  now: Instant,
): Promise<Result<Agreed>> => {
  const agreeing = await administratorIn(transaction, db, by)
  if (!agreeing.ok) return agreeing
  const proposal = agreeable(dataOf(await transaction.get(paths(db).proposals.doc(id))), by, now)
  return proposal.ok ? ok({ proposal: proposal.value, by: agreeing.value }) : proposal
}

export const warrantOf = ({ proposal, by }: Agreed): Warrant => ({
  proposal: proposal.id,
  agreedBy: by.uid,
  agreedByName: by.name,
})

/** Writes down how it was decided. The address in it is no longer needed. */
export const settle = (
  transaction: Transaction,
  db: Firestore,
  { proposal, by }: Agreed,
  state: Exclude<Proposal['state'], 'open'>,
  now: Instant,
): void => {
  transaction.set(paths(db).proposals.doc(proposal.id), {
    ...proposal,
    ...(proposal.type === 'set-staff' && { email: null }),
    state,
    decidedBy: by.uid,
    decidedByName: by.name,
    decidedAt: now,
  })
}

/** Declines a proposal. Its author takes it back in the same way. */
export const decline = (
  db: Firestore,
  author: string,
  id: string,
  now: Instant,
): Promise<Result<{ readonly id: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const found = undecided(dataOf(await transaction.get(paths(db).proposals.doc(id))), now)
    if (!found.ok) return found
    const proposal = found.value
    const log = await administrationLog(transaction, db)
    settle(transaction, db, { proposal, by: who.value }, 'declined', now)
    if (proposal.type === 'set-staff') {
      const { before, after } = proposal
      const deed = { did: 'decline-staff', before, after: { ...after, invited: proposal.invite } } as const
      log(who.value, proposal.whom, { ...deed, proposal: id }, now)
    } else if (proposal.type === 'set-hosts') {
      const { before, hosts } = proposal
      const deed = { did: 'decline-hosts', before: { hosts: before }, after: { hosts } } as const
      log(who.value, 'hosts', { ...deed, proposal: id }, now)
    } else {
      const before = { version: proposal.basedOn }
      log(who.value, 'policy', { did: 'decline-policy', before, after: null, proposal: id }, now)
    }
    return ok({ id })
  })
