import { randomUUID } from 'node:crypto'
import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadSamplePeople } from '../../emulator-data/load'
import { SAMPLE_PASSWORD } from '../../emulator-data/sample-people'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, bringIn, call, closeDatabase, freshCounty } from '../support/county'
import { callWith, changeEmail, readStatus, signInWith, signUp, tokenOf } from '../support/identity'

const ORDER = 'ATTACK-1'
const PASSWORD = 'of-the-outsider-1'

interface Administered {
  readonly id: string
  readonly invitation: string | null
  readonly proposed: boolean
}

const administer = (uid: string, act: object) =>
  call<Administered>(uid, 'administer', { actingAs: 'administrator', ...act })

/** Administration gives it, and a second administrator agrees; the answer is the one that has the invitation. */
const given = async (act: object): Promise<Administered> => {
  const asked = await administer('administrator', { type: 'set-staff', active: true, ...act })
  if (!asked.ok) throw new Error(JSON.stringify(asked))
  if (!asked.result.proposed) return asked.result
  const agreed = await administer('administrator-2', { type: 'agree', proposal: asked.result.id })
  if (!agreed.ok) throw new Error(JSON.stringify(agreed))
  return agreed.result
}

const auth = () => getAuth(getApps()[0])
/** Each test's own, since accounts outlive the county. */
const address = (name: string): string => `${name}-${randomUUID().slice(0, 8)}@hotline.example`

/** Everything a token could open to who holds the post of a clerk. */
const opens = async (token: string): Promise<readonly unknown[]> => [
  await readStatus(token, `orders/${ORDER}`),
  await readStatus(token, 'units/mayi'),
  (await callWith(token, 'lookAtCaller', { order: ORDER, actingAs: 'clerk', why: '核实诉求' })).ok,
]
const NOTHING = [403, 403, false]
const EVERYTHING = [200, 200, true]

beforeAll(async () => {
  await freshCounty()
  await loadSamplePeople(inject('suite'))
  await bringIn(ORDER)
})
afterAll(closeDatabase)

describe('attack 1', () => {
  it('attack 1: an outsider who registers an address before it is entered cannot register at all', async () => {
    const email = address('xinren')
    const { idToken, error } = await signUp(email, PASSWORD)
    expect(idToken).toBeUndefined()
    expect(error?.message).toContain('PERMISSION_DENIED')
    await expect(auth().getUserByEmail(email)).rejects.toMatchObject({ code: 'auth/user-not-found' })
  })

  it('attack 1: an account that was registered earlier does not become staff when its address is given a post', async () => {
    const email = address('xinren')
    const { uid } = await auth().createUser({ email, password: PASSWORD })
    await paths(adminDatabase())
      .accounts.doc(uid)
      .set({ email, invitedAt: 0, invitation: null, claimedAt: 0 })
    const token = await tokenOf(email, PASSWORD)
    await paths(adminDatabase()).accounts.doc(uid).delete()
    const staff = await given({ email, name: '新人甲', posts: ['clerk'] })
    expect(staff.id).not.toBe(uid)
    expect(await opens(token)).toEqual(NOTHING)
    expect((await signInWith(email, PASSWORD)).idToken).toBeUndefined()
    await expect(auth().getUser(uid)).rejects.toMatchObject({ code: 'auth/user-not-found' })
    const log = await paths(adminDatabase()).administrations.where('whom', '==', uid).get()
    expect(log.docs.map((entry) => entry.data().did)).toEqual(['remove-account'])
  })

  it('attack 1: an account that nobody invited cannot sign in', async () => {
    const email = address('stranger')
    await auth().createUser({ email, password: PASSWORD })
    expect((await signInWith(email, PASSWORD)).idToken).toBeUndefined()
  })

  it('attack 1: a handler who takes the address that is about to be given to a county leader does not become one', async () => {
    const email = address('xianzhang')
    const token = await tokenOf('mayi-handler@hotline.example', SAMPLE_PASSWORD)
    expect((await changeEmail(token, email)).error).toBeUndefined()
    const asked = await administer('administrator', {
      type: 'set-staff',
      active: true,
      email,
      name: '县领导乙',
      posts: ['county-leader'],
    })
    expect(asked).toMatchObject({ ok: true, result: { proposed: true } })
    const proposal = asked.ok ? asked.result.id : ''
    expect(await administer('administrator-2', { type: 'agree', proposal })).toMatchObject({
      refusal: { code: 'staff.address-taken' },
    })
    expect((await paths(adminDatabase()).staff.doc('mayi-handler').get()).data()?.posts).toEqual([
      'handler@mayi',
    ])
    expect(await readStatus(token, `orders/${ORDER}`)).toBe(403)
    expect((await signInWith(email, SAMPLE_PASSWORD)).idToken).toBeUndefined()
    // A new invitation puts the recorded address back, and the other is free for whom it is meant.
    await given({ uid: 'mayi-handler', name: '某经办人', posts: ['handler@mayi'], invite: true })
    expect((await auth().getUser('mayi-handler')).email).toBe('mayi-handler@hotline.example')
    expect(await administer('administrator-2', { type: 'agree', proposal })).toMatchObject({ ok: true })
  })

  it('attack 1: an uid that is only an account cannot be given a post', async () => {
    const { uid } = await auth().createUser({ email: address('account'), password: PASSWORD })
    const act = { type: 'set-staff', uid, name: '外人', posts: ['clerk'], active: true }
    expect(await administer('administrator', act)).toMatchObject({ refusal: { code: 'input.invalid' } })
  })

  it('attack 1: who was invited and has not come reads nothing, nor who guesses at the invitation', async () => {
    const email = address('invited')
    const { id, invitation } = await given({ email, name: '新人乙', posts: ['clerk'] })
    expect((await signInWith(email, PASSWORD)).idToken).toBeUndefined()
    expect((await paths(adminDatabase()).staff.doc(id).get()).data()).toMatchObject({
      active: false,
      tokens: [],
    })
    const guessed = `${id}.${'A'.repeat(43)}`
    const refused = { refusal: { code: 'invitation.over' } }
    expect(await callWith(null, 'claimInvitation', { token: guessed, password: PASSWORD })).toMatchObject(
      refused,
    )
    const claim = { token: invitation, password: PASSWORD }
    expect(await callWith(null, 'claimInvitation', claim)).toMatchObject({ ok: true })
    expect(await callWith(null, 'claimInvitation', claim)).toMatchObject(refused)
  })

  it('attack 1: an old token reads nothing after a new invitation, not even once that was claimed', async () => {
    const email = address('again')
    const seating = { name: '新人丙', posts: ['clerk'] }
    const first = await given({ email, ...seating })
    await callWith(null, 'claimInvitation', { token: first.invitation, password: PASSWORD })
    const old = await tokenOf(email, PASSWORD)
    expect(await opens(old)).toEqual(EVERYTHING)
    const second = await given({ uid: first.id, ...seating, invite: true })
    expect(await opens(old)).toEqual(NOTHING)
    expect((await signInWith(email, PASSWORD)).idToken).toBeUndefined()
    const password = 'a-new-password-2'
    expect(await callWith(null, 'claimInvitation', { token: second.invitation, password })).toMatchObject({
      ok: true,
    })
    expect(await opens(old)).toEqual(NOTHING)
    await expect.poll(async () => opens(await tokenOf(email, password))).toEqual(EVERYTHING)
  })

  it('attack 1, allowed: whom administration invites claims it, signs in and reads', async () => {
    const email = address('wanted')
    const { id, invitation } = await given({ email, name: '新人丁', posts: ['clerk'] })
    const claimed = await callWith(null, 'claimInvitation', { token: invitation, password: PASSWORD })
    expect(claimed).toMatchObject({ ok: true, result: { uid: id } })
    expect(await opens(await tokenOf(email, PASSWORD))).toEqual(EVERYTHING)
  })
})
