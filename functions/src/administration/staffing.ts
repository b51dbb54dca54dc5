/** Who works here, and in which posts. Documents only; the accounts at the sign-in service are in `accounts/`. */
import type { Firestore, Transaction } from 'firebase-admin/firestore'
import {
  isSameSeat,
  noticesOfAdministration,
  noticesOfUnready,
  type Seated,
  takesTwo,
  WAITS_FOR,
  type Warrant,
} from '../domain/administration/administration'
import type { Instant } from '../domain/base/instant'
import { refused, ok, refuse, type Result } from '../domain/base/refusal'
import { seated, type Seating, withPerson } from '../domain/people/seat'
import { secondFactorAsked } from '../domain/people/session'
import { lacking, type Unit } from '../domain/people/unit'
import type { AccountDocument, StaffDocument } from '../schema/documents'
import { administrationLog, administratorIn, type Author, tellWatchers } from './administration'
import { policyOf, present } from '../store/county'
import { paths, readTogether } from '../store/paths'
import { type Agreed, agreedIn, type Agreement, newProposal, settle, warrantOf } from './proposals'
import { isAccusedIn, put, seatedIn } from './seats'
import { accountOf } from '../store/queries'

/** What administration asks for. */
export interface StaffRequest {
  /** For a new person it was made just now. */
  readonly uid: string
  /** In small letters; null for a person who is there already. */
  readonly email: string | null
  readonly seating: Seating
  /** Whether they must set a new password; a new person always must. */
  readonly invite: boolean
}

/** What was made at the sign-in service for this request. */
export interface AccountMade {
  /** The SHA-256 of the invitation's token; null where nobody is invited. */
  readonly invitation: string | null
  /** A stranger's account that stood at the address and was removed. */
  readonly removed: string | null
  /** Seconds: sign-ins up to then are over; null where none ends. */
  readonly signedInAfter: number | null
}

/** Why it may take effect: one administrator is enough, a second one agreed, or it is an emergency. */
export type Grounds =
  | { readonly kind: 'alone'; readonly by: string }
  | { readonly kind: 'agreed'; readonly agreement: Agreement }
  | { readonly kind: 'emergency'; readonly by: string; readonly reason: string }

/** A request, judged by the county's data as it is now. */
interface Judged {
  readonly person: StaffDocument | null
  readonly account: AccountDocument | null
  readonly before: Seated | null
  readonly seating: Seating
  /** Whether it invites somebody: because it was asked for, or because they never claimed their invitation. */
  readonly invite: boolean
  readonly units: readonly Unit[]
  /** Whether any order accuses them by name (R16.2). */
  readonly isAccused: boolean
  readonly takesTwo: boolean
  readonly needsSecondFactor: boolean
}

const judge = async (
  transaction: Transaction,
  db: Firestore,
  author: string,
  { uid, email, seating, invite }: StaffRequest,
): Promise<Result<Judged>> => {
  const at = paths(db)
  const [person, account, settings] = await readTogether(
    transaction,
    at.staff.doc(uid),
    at.accounts.doc(uid),
    at.settings,
  )
  // Only people whom administration has entered: an account alone is not enough.
  if ((email === null) !== (person !== null && account !== null))
    return refused(refuse('input.invalid', { fields: ['uid'] }))
  if (uid === author && !(seating.active && seating.posts.includes('administrator')))
    return refused(refuse('staff.own-administration'))
  if (email !== null && !(await transaction.get(accountOf(db, email))).empty)
    return refused(refuse('staff.address-taken'))
  const units = (await transaction.get(at.units)).docs.map((unit) => unit.data())
  const isAccused = await isAccusedIn(transaction, db, uid)
  const checked = seated(uid, seating, units, isAccused)
  if (!checked.ok) return checked
  const before = person === null ? null : seatedIn(person)
  const isInvited =
    seating.active &&
    (invite || account === null || (account.claimedAt === null && account.invitation === null))
  const { guard } = await policyOf(db, present(settings).policyVersion)
  return ok({
    person,
    account,
    before,
    seating: { ...seating, posts: checked.value.posts },
    invite: isInvited,
    units,
    isAccused,
    takesTwo: guard.secondPerson && takesTwo(before, seating, isInvited),
    needsSecondFactor: secondFactorAsked(checked.value.posts, guard.secondFactorOf),
  })
}

/** What the request would do, before anything is made for it. If it would be refused, it is refused already here. */
export interface Intended {
  readonly takesTwo: boolean
  readonly invite: boolean
  /** The address on record; null for a new person. */
  readonly address: string | null
}

export const intended = (
  db: Firestore,
  grounds: Grounds,
  request: StaffRequest,
  now: Instant,
): Promise<Result<Intended>> =>
  db.runTransaction(
    async (transaction) => {
      const judged = await judgeOn(transaction, db, grounds, request, now)
      if (!judged.ok) return judged
      const { invite, account } = judged.value
      return ok({ takesTwo: judged.value.takesTwo, invite, address: account?.email ?? null })
    },
    { readOnly: true },
  )

/** Lays the request before another administrator. It changes nothing until one agrees. */
export const proposeStaff = (
  db: Firestore,
  author: string,
  request: StaffRequest,
  now: Instant,
): Promise<Result<{ readonly proposal: string }>> =>
  db.runTransaction(async (transaction) => {
    const who = await administratorIn(transaction, db, author)
    if (!who.ok) return who
    const judged = await judge(transaction, db, author, request)
    if (!judged.ok) return judged
    const { before, seating: after, invite } = judged.value
    const log = await administrationLog(transaction, db)
    const proposal = newProposal(db, who.value, now)
    const { uid: whom, email } = request
    const asks = { type: 'set-staff', whom, email, before, after, invite } as const
    transaction.create(paths(db).proposals.doc(proposal.id), { ...proposal, ...asks })
    const deed = { did: 'propose-staff', before, after: { ...after, invited: invite } } as const
    const entry = log(who.value, whom, { ...deed, proposal: proposal.id }, now)
    tellWatchers(
      transaction,
      db,
      noticesOfAdministration(entry, 'staff-proposed', after.posts, now, proposal.id),
    )
    return ok({ proposal: proposal.id })
  })

interface Acting {
  readonly author: Author
  readonly agreed: Agreed | null
  readonly warrant: Warrant
}

const actingOn = async (
  transaction: Transaction,
  db: Firestore,
  grounds: Grounds,
  now: Instant,
): Promise<Result<Acting>> => {
  const agreed = grounds.kind === 'agreed' ? await agreedIn(transaction, db, grounds.agreement, now) : null
  if (agreed !== null && !agreed.ok) return agreed
  const by = agreed === null ? (grounds as Exclude<Grounds, { kind: 'agreed' }>).by : agreed.value.proposal.by
  // The author of the proposal must still be an administrator when it is agreed to.
  const author = await administratorIn(transaction, db, by)
  if (!author.ok) return agreed === null ? author : refused(refuse('proposal.over'))
  const warrant: Warrant =
    agreed !== null
      ? warrantOf(agreed.value)
      : grounds.kind === 'emergency'
        ? { emergency: grounds.reason }
        : {}
  return ok({ author: author.value, agreed: agreed?.value ?? null, warrant })
}

const judgeOn = async (
  transaction: Transaction,
  db: Firestore,
  grounds: Grounds,
  request: StaffRequest,
  now: Instant,
): Promise<Result<Acting & Judged>> => {
  const acting = await actingOn(transaction, db, grounds, now)
  if (!acting.ok) return acting
  const { author, agreed } = acting.value
  const judged = await judge(transaction, db, author.uid, request)
  if (!judged.ok) return judged
  if (agreed?.proposal.type === 'set-staff' && !isSameSeat(agreed.proposal.before, judged.value.before))
    return refused(refuse('proposal.stale'))
  return ok({ ...acting.value, ...judged.value })
}

/**
 * Gives a person their posts: the staff document, which decides at once what they may read and do, and their units. An
 * invited person has none of it until they claim the invitation. No administrator can take away their own
 * administration: somebody must be left who can give it back. Answers whether they have claimed their account.
 */
export const seat = (
  db: Firestore,
  grounds: Grounds,
  request: StaffRequest,
  made: AccountMade,
  now: Instant,
): Promise<Result<{ readonly claimed: boolean }>> =>
  db.runTransaction(async (transaction) => {
    const judged = await judgeOn(transaction, db, grounds, request, now)
    if (!judged.ok) return judged
    const {
      author,
      agreed,
      warrant,
      person,
      account,
      before,
      seating,
      invite,
      units,
      isAccused,
      needsSecondFactor,
    } = judged.value
    // The facts of the decision may have changed while the account was made.
    if ((grounds.kind === 'alone' && judged.value.takesTwo) || invite !== (made.invitation !== null))
      return refused(refuse('staff.changed'))
    const { uid, email } = request
    const claimed = !invite && account !== null && account.claimedAt !== null
    const after = seated(uid, { ...seating, active: seating.active && claimed }, units, isAccused)
    if (!after.ok) return after
    const log = await administrationLog(transaction, db)
    const isInvited = seating.active && !after.value.active
    put(transaction, db, uid, units, {
      ...person,
      ...after.value,
      invited: isInvited,
      needsSecondFactor,
      ...(made.signedInAfter !== null && { signedInAfter: made.signedInAfter, sessions: [] }),
    })
    putAccount(transaction, db, uid, { account, email, made, isInvited, now })
    if (agreed !== null) settle(transaction, db, agreed, 'agreed', now)
    if (made.removed !== null)
      log(author, made.removed, { did: 'remove-account', before: null, after: null, ...warrant }, now)
    const shown = { name: seating.name, active: after.value.active, posts: seating.posts, invited: isInvited }
    const entry = log(author, uid, { did: 'set-staff', before, after: shown, ...warrant }, now)
    const kind = grounds.kind === 'emergency' ? 'staff-emergency' : 'staff-changed'
    tellWatchers(
      transaction,
      db,
      noticesOfAdministration(entry, kind, seating.active ? seating.posts : [], now),
    )
    for (const unit of units) {
      const lacks = lacking(withPerson(unit, uid, after.value))
      if (lacks.length > lacking(unit).length)
        tellWatchers(transaction, db, noticesOfUnready(entry, unit, lacks, now))
    }
    return ok({ claimed })
  })

const putAccount = (
  transaction: Transaction,
  db: Firestore,
  uid: string,
  {
    account,
    email,
    made,
    isInvited,
    now,
  }: {
    readonly account: AccountDocument | null
    readonly email: string | null
    readonly made: AccountMade
    readonly isInvited: boolean
    readonly now: Instant
  },
): void => {
  const reference = paths(db).accounts.doc(uid)
  if (made.invitation !== null)
    transaction.set(reference, {
      email: email ?? account?.email ?? '',
      invitedAt: now,
      invitation: { hash: made.invitation, until: now + WAITS_FOR },
      claimedAt: null,
    })
  // A person who is let go before claiming their invitation can no longer claim it.
  else if (account !== null && !isInvited) transaction.set(reference, { ...account, invitation: null })
}
