import type { Auth } from 'firebase-admin/auth'
import type { Firestore } from 'firebase-admin/firestore'
import { foundBy } from '../functions/src/domain/people/found-by'
import { type Post, postOfKey, standingOf } from '../functions/src/domain/people/people'
import { rosterEntries } from '../functions/src/domain/people/roster'
import { DEFAULT_POLICY } from '../functions/src/domain/policy/policy'
import { paths } from '../functions/src/store/paths'
import { SAMPLE_CATALOGUE } from './catalogue'
import { FIRST_MATTERS } from './matters'
import { inParallel } from './in-parallel'
import { SAMPLE_PEOPLE, type SamplePerson } from './sample-people'
import { SAMPLE_UNITS } from './units'

/**
 * The sample county without orders: staff, units, catalogue, policy and settings. Every document has a fixed id and
 * content, so a second time changes nothing.
 */
export const seedCounty = async (db: Firestore): Promise<void> => {
  const at = paths(db)
  const batch = db.batch()
  batch.set(at.policies.doc(DEFAULT_POLICY.version), DEFAULT_POLICY)
  batch.set(at.settings, {
    policyVersion: DEFAULT_POLICY.version,
    policyForOpen: null,
    calendarVersion: 0,
    calendarYears: [],
    calendarDays: [],
    matters: [{ version: FIRST_MATTERS.version, from: FIRST_MATTERS.from }],
  })
  batch.set(at.matters.doc(String(FIRST_MATTERS.version)), FIRST_MATTERS)
  for (const { uid, name, active, posts } of SAMPLE_PEOPLE)
    batch.set(at.staff.doc(uid), {
      name,
      active,
      posts,
      foundBy: foundBy(name, posts),
      ...standingOf(uid, posts.map(postOf), active, false),
    })
  for (const { uid, name, posts } of SAMPLE_PEOPLE)
    for (const entry of rosterEntries(uid, name, posts.map(postOf)))
      batch.set(at.rosters.doc(entry.unit), entry, { merge: true })
  for (const { uid, email } of SAMPLE_PEOPLE)
    batch.set(at.accounts.doc(uid), { email, invitedAt: 0, invitation: null, claimedAt: 0 })
  for (const unit of SAMPLE_UNITS) batch.set(at.units.doc(unit.id), unit)
  for (const entry of SAMPLE_CATALOGUE) batch.set(at.catalogue.doc(entry.id), entry)
  await batch.commit()
}

const postOf = (key: string): Post => {
  const post = postOfKey(key)
  if (post === null) throw new Error(`the sample people hold a post that does not exist: ${key}`)
  return post
}

const SIGNED_UP_AT_ONCE = 16

/** Lets the sample people sign in. Apart from the rest, since it takes seconds and a test may do without. */
export const signUpPeople = async (auth: Auth): Promise<void> => {
  await inParallel(SAMPLE_PEOPLE, SIGNED_UP_AT_ONCE, (person) => createUser(auth, person))
}

/** Whose account is there already gets it back as it was: accounts outlive the documents. */
const createUser = async (auth: Auth, { uid, email, password, name }: SamplePerson): Promise<void> => {
  try {
    await auth.createUser({ uid, email, password, displayName: name })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'auth/uid-already-exists' && code !== 'auth/email-already-exists') throw error
    await auth.updateUser(uid, { email, password, disabled: false })
  }
}
