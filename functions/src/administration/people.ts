import { getAuth } from 'firebase-admin/auth'
import { lockAccount, makeAccount, setOpen } from '../accounts/accounts'
import { newInvitation } from '../accounts/invitation'
import type { Administered } from '../contract/administration'
import type { Instant } from '../domain/base/instant'
import { personalDataIn } from '../domain/people/personal-data'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { ensureApp } from '../platform/app'
import type { SetStaff } from '../schema/administration'
import { database } from '../store/database'
import { paths } from '../store/paths'
import { setHosts } from './hosts'
import { type Agreement, proposalOf } from './proposals'
import { changeRules } from './rules'
import { type Grounds, intended, type Intended, proposeStaff, seat, type StaffRequest } from './staffing'

export const administered = (id: string, more: Partial<Administered> = {}): Administered => ({
  id,
  invitation: null,
  proposed: false,
  job: null,
  ...more,
})

const takeEffect = async (
  grounds: Grounds,
  request: StaffRequest,
  { invite, address }: Intended,
  now: Instant,
): Promise<Result<Administered>> => {
  const db = database()
  const auth = getAuth(ensureApp())
  const { uid, email, seating } = request
  const invitation = invite ? newInvitation(uid) : null
  const made = email === null ? ok({ removed: null }) : await makeAccount(auth, db, uid, email)
  if (!made.ok) return made
  // Closed before it is given to the person anew: in between, nobody can open it.
  const signedInAfter = invite && address !== null ? await lockAccount(auth, uid, address) : null
  const account = { ...made.value, invitation: invitation?.hash ?? null, signedInAfter }
  const staff = await seat(db, grounds, request, account, now)
  if (!staff.ok) return staff
  if (invitation === null) await setOpen(auth, uid, seating.active && staff.value.claimed)
  return ok(administered(uid, { invitation: invitation?.token ?? null }))
}

/** A person and their posts: at once, or laid before a second administrator. */
export const setStaff = async (
  author: string,
  { uid, email, name, posts, active, invite, emergency }: SetStaff,
  now: Instant,
): Promise<Result<Administered>> => {
  const db = database()
  const request: StaffRequest = {
    uid: uid ?? paths(db).staff.doc().id,
    email: email ?? null,
    seating: { name, posts, active },
    invite,
  }
  const alone: Grounds = { kind: 'alone', by: author }
  const intent = await intended(db, alone, request, now)
  if (!intent.ok) return intent
  if (!intent.value.takesTwo) return takeEffect(alone, request, intent.value, now)
  if (emergency !== undefined) {
    const field = personalDataIn({ 'emergency.reason': emergency.reason })
    if (field !== null) return refused(refuse('text.personal-data', { field }))
    return takeEffect({ kind: 'emergency', by: author, reason: emergency.reason }, request, intent.value, now)
  }
  const proposal = await proposeStaff(db, author, request, now)
  return proposal.ok ? ok(administered(proposal.value.proposal, { proposed: true })) : proposal
}

/** Carries out what another administrator proposed. Everything is judged again, as it stands now. */
export const agree = async (agreement: Agreement, now: Instant): Promise<Result<Administered>> => {
  const db = database()
  const proposal = await proposalOf(db, agreement.proposal)
  if (proposal === null) return refused(refuse('proposal.over'))
  if (proposal.type === 'set-policy') {
    const { basedOn, policy, appliesToOpen, by, type } = proposal
    const change = await changeRules(db, by, { type, basedOn, policy, appliesToOpen }, now, agreement)
    return change.ok ? ok(administered(change.value.version, { job: change.value.job })) : change
  }
  if (proposal.type === 'set-hosts') {
    const set = await setHosts(db, proposal.by, proposal.hosts, now, agreement)
    return set.ok ? ok(administered(set.value.id)) : set
  }
  const { whom: uid, email, after: seating, invite } = proposal
  const request: StaffRequest = { uid, email, seating, invite }
  const grounds: Grounds = { kind: 'agreed', agreement }
  const intent = await intended(db, grounds, request, now)
  return intent.ok ? takeEffect(grounds, request, intent.value, now) : intent
}
