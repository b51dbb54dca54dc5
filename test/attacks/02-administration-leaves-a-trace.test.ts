import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadSamplePeople } from '../../emulator-data/load'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { paths } from '../../functions/src/store/paths'
import { adminDatabase, bringIn, call, closeDatabase, freshCounty } from '../support/county'

const ORDER = 'ATTACK-2'

interface Administered {
  readonly id: string
  readonly proposed: boolean
}
const administer = (uid: string, act: object) =>
  call<Administered>(uid, 'administer', { actingAs: 'administrator', ...act })
const set = (by: string, uid: string, posts: readonly string[], more: object = {}) =>
  administer(by, { type: 'set-staff', uid, name: '童工', posts, active: true, ...more })
const proposed = async (by: string, uid: string, posts: readonly string[], more: object = {}) => {
  const asked = await set(by, uid, posts, more)
  if (!asked.ok || !asked.result.proposed) throw new Error(`it was not proposed: ${JSON.stringify(asked)}`)
  return asked.result.id
}
const agree = (by: string, proposal: string) => administer(by, { type: 'agree', proposal })
const look = (uid: string) => call(uid, 'lookAtCaller', { order: ORDER, actingAs: 'clerk', why: '核实诉求' })
const log = async () =>
  (await paths(adminDatabase()).administrations.orderBy('no').get()).docs.map((entry) => entry.data())
const told = async (kind: string) =>
  (await paths(adminDatabase()).notices.where('kind', '==', kind).get()).docs.map((each) => each.data())
const own = { refusal: { code: 'proposal.own' } }
const noPost = { refusal: { code: 'access.no-post' } }

beforeAll(async () => {
  await freshCounty()
  await loadSamplePeople(inject('suite'))
  await bringIn(ORDER)
})
afterAll(closeDatabase)

describe('attack 2', () => {
  /** An account under the administrator's hand: somebody who left long ago. */
  const puppet = { uid: 'former-clerk', name: '郑已离' }
  const revived = (more: object = {}) =>
    set('administrator', puppet.uid, ['clerk'], { name: puppet.name, ...more })

  it('attack 2: an administrator makes itself a clerk: the two posts do not go together', async () => {
    expect(await set('administrator', 'administrator', ['administrator', 'clerk'])).toMatchObject({
      refusal: { code: 'staff.incompatible-posts' },
    })
    expect(await look('administrator')).toMatchObject(noPost)
  })

  it('attack 2: an administrator who makes an account of its own a clerk reads no caller by its own word alone', async () => {
    const asked = await revived()
    const proposal = asked.ok ? asked.result.id : ''
    expect(asked).toMatchObject({ ok: true, result: { proposed: true } })
    expect(await look(puppet.uid)).toMatchObject(noPost)
    expect(await agree('administrator', proposal)).toMatchObject(own)
    expect(await look(puppet.uid)).toMatchObject(noPost)
    expect((await log()).at(-1)).toMatchObject({
      did: 'propose-staff',
      by: 'administrator',
      byName: '童工',
      whom: puppet.uid,
      before: { posts: ['clerk'], active: false },
      after: { posts: ['clerk'], active: true },
    })
    expect(await administer('administrator', { type: 'decline', proposal })).toMatchObject({ ok: true })
    expect(await agree('administrator-2', proposal)).toMatchObject({ refusal: { code: 'proposal.over' } })
  })

  it('attack 2: nobody agrees to what is about themselves, as through a second account of their own', async () => {
    const proposal = await proposed('administrator', 'administrator-2', ['administrator'], {
      name: '陆工',
      invite: true,
    })
    expect(await agree('administrator-2', proposal)).toMatchObject(own)
    expect(await agree('clerk', proposal)).toMatchObject(noPost)
    expect((await paths(adminDatabase()).staff.doc('administrator-2').get()).data()?.posts).toEqual([
      'administrator',
    ])
  })

  it('attack 2: one administrator alone neither makes another, nor unmakes one, nor takes an account over', async () => {
    await proposed('administrator', 'clerk', ['administrator'], { name: '何晓春' })
    await proposed('administrator', 'administrator-2', [], { name: '陆工' })
    await proposed('administrator', 'administrator-2', ['administrator'], { name: '陆工', active: false })
    await proposed('administrator', 'reviewer', ['reviewer'], { name: '谢审行', invite: true })
    const email = 'second-self@hotline.example'
    const self = { type: 'set-staff', email, name: '分身', posts: ['administrator'], active: true }
    expect(await administer('administrator', self)).toMatchObject({ result: { proposed: true } })
  })

  it('attack 2: one administrator alone does not do away with the second person', async () => {
    const { version, ...settings } = DEFAULT_POLICY
    const policy = { ...settings, guard: { ...settings.guard, secondPerson: false } }
    const act = { type: 'set-policy', basedOn: version, policy, appliesToOpen: false }
    const asked = await administer('administrator', act)
    expect(asked).toMatchObject({ ok: true, result: { proposed: true } })
    expect((await paths(adminDatabase()).settings.get()).data()?.policyVersion).toBe(version)
    expect((await log()).at(-1)).toMatchObject({ did: 'propose-policy', before: { version } })
    expect((await told('policy-proposed')).map(({ to }) => to)).toContain('discipline')
    expect(await revived()).toMatchObject({ result: { proposed: true } })
  })

  it('attack 2: in an emergency it works, and everybody who watches is told at once', async () => {
    const reason = '受理员全部病假，急需签收'
    expect(await revived({ emergency: { reason } })).toMatchObject({ ok: true, result: { proposed: false } })
    expect(await look(puppet.uid)).toMatchObject({ ok: true })
    expect((await log()).at(-1)).toMatchObject({
      did: 'set-staff',
      whom: puppet.uid,
      emergency: reason,
      before: { active: false },
      after: { posts: ['clerk'], active: true },
    })
    expect((await told('staff-emergency')).map(({ to }) => to).sort()).toEqual([
      'administrator',
      'county-leader',
      'discipline',
      'supervision',
    ])
  })

  it('attack 2: giving the post back is written down as well', async () => {
    expect(await revived({ active: false })).toMatchObject({ ok: true, result: { proposed: false } })
    expect((await log()).at(-1)).toMatchObject({
      by: 'administrator',
      whom: puppet.uid,
      before: { posts: ['clerk'], active: true },
      after: { active: false },
    })
    expect(await look(puppet.uid)).toMatchObject(noPost)
  })

  it('attack 2, allowed: with a second administrator it takes effect at once, and is told', async () => {
    const proposal = await proposed('administrator', 'reviewer', ['reviewer', 'clerk'], { name: '谢审行' })
    expect(await look('reviewer')).toMatchObject(noPost)
    const before = (await told('staff-changed')).length
    expect(await agree('administrator-2', proposal)).toMatchObject({ ok: true, result: { id: 'reviewer' } })
    expect(await look('reviewer')).toMatchObject({ ok: true })
    expect((await told('staff-changed')).length).toBe(before + 3)
    expect(await agree('administrator-2', proposal)).toMatchObject({ refusal: { code: 'proposal.over' } })
  })

  it('attack 2, allowed: taking a post away, and letting somebody go, takes one administrator and holds at once', async () => {
    expect(await set('administrator', 'deputy', ['reviewer'], { name: '彭双任' })).toMatchObject({
      ok: true,
      result: { proposed: false },
    })
    expect(await look('deputy')).toMatchObject(noPost)
    expect(
      await set('administrator', 'deputy', ['reviewer'], { name: '彭双任', active: false }),
    ).toMatchObject({ ok: true, result: { proposed: false } })
    expect((await log()).at(-1)).toMatchObject({ before: { active: true }, after: { active: false } })
  })
})
