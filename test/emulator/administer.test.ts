import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacking } from '../../functions/src/domain/people/unit'
import { paths } from '../../functions/src/store/paths'
import { DAY } from '../../functions/src/domain/base/instant'
import { advance, bringIn, call, closeDatabase, freshCounty, give, local } from '../support/county'

let db: Firestore
const accounts = () => getAuth(getApps()[0])
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(async () => {
  await local('reset')
  await closeDatabase()
})

const staff = {
  type: 'set-staff',
  actingAs: 'administrator',
  email: 'new-handler@hotline.example',
  name: '新来的',
  posts: ['handler@hukou-new'],
  active: true,
}
const unit = {
  type: 'set-unit',
  actingAs: 'administrator',
  id: 'hukou-new',
  name: '新设单位',
  kind: 'department',
  section: '办公室',
}
interface Administered {
  readonly id: string
  readonly invitation: string | null
  readonly proposed: boolean
}
const administer = (data: object, uid = 'administrator') => call<Administered>(uid, 'administer', data)
const agree = (proposal: string) =>
  administer({ type: 'agree', actingAs: 'administrator', proposal }, 'administrator-2')
const claim = (invitation: string | null, password = 'a-password-1') =>
  call<{ uid: string }>(null, 'claimInvitation', { token: invitation, password })

/** Proposed by one administrator and agreed to by the other. */
const given = async (data: object): Promise<Administered> => {
  const asked = await administer(data)
  if (!asked.ok) throw new Error(JSON.stringify(asked))
  if (!asked.result.proposed) return asked.result
  const agreed = await agree(asked.result.id)
  if (!agreed.ok) throw new Error(JSON.stringify(agreed))
  return agreed.result
}
/** Somebody new who has come. */
const arrived = async (data: object): Promise<string> => {
  const { id, invitation } = await given(data)
  expect(await claim(invitation)).toMatchObject({ ok: true, result: { uid: id } })
  return id
}
const { email: _, ...known } = staff
const staffOf = async (uid: string) => (await paths(db).staff.doc(uid).get()).data()

const unitOf = async (id: string) => (await paths(db).units.doc(id).get()).data()

describe('administration', () => {
  it('[R6.1] makes a unit, and it is ready once its people are there', async () => {
    expect(await administer(staff)).toMatchObject({ refusal: { code: 'staff.unknown-post' } })
    expect(await administer(unit)).toMatchObject({ ok: true })
    expect(lacking((await unitOf('hukou-new'))!)).toEqual(['leader-in-charge', 'handler'])
    const { invitation } = await given(staff)
    // Somebody who was invited is not there yet.
    expect(lacking((await unitOf('hukou-new'))!)).toEqual(['leader-in-charge', 'handler'])
    expect(await claim(invitation)).toMatchObject({ ok: true })
    await arrived({ ...staff, email: 'new-leader@hotline.example', posts: ['leader-in-charge@hukou-new'] })
    expect(lacking((await unitOf('hukou-new'))!)).toEqual([])
    expect(await administer({ ...unit, name: '改名单位' })).toMatchObject({ ok: true })
    expect(await unitOf('hukou-new')).toMatchObject({ name: '改名单位', handlers: [expect.any(String)] })
  })

  it('takes rights away at once, and gives them back when a second administrator agrees', async () => {
    await bringIn('AD-1')
    const posts = ['clerk']
    const uid = await arrived({ ...staff, email: 'second-clerk@hotline.example', posts })
    const second = { ...known, uid, posts }
    const sign = () => give([uid, 'clerk'], 'AD-1', 'centre-sign', {})
    expect(await administer({ ...second, active: false })).toMatchObject({
      ok: true,
      result: { proposed: false },
    })
    expect(await staffOf(uid)).toMatchObject({ active: false, tokens: [] })
    expect((await accounts().getUser(uid)).disabled).toBe(true)
    expect(await sign()).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await given(second)).toMatchObject({ id: uid, invitation: null })
    expect((await accounts().getUser(uid)).disabled).toBe(false)
    expect(await sign()).toMatchObject({ ok: true })
  })

  it('knows who is there already by their account, whose address it need not be told again', async () => {
    const email = 'moved@hotline.example'
    const uid = await arrived({ ...staff, email })
    const moved = { ...known, uid, name: '调岗的', posts: ['reviewer'] }
    expect(await given(moved)).toMatchObject({ id: uid, invitation: null })
    expect(await staffOf(uid)).toMatchObject({ name: '调岗的', posts: ['reviewer'], active: true })
    const wrong = { refusal: { code: 'input.invalid' } }
    expect(await administer({ ...moved, uid: 'nobody-here' })).toMatchObject(wrong)
    expect((await paths(db).staff.doc('nobody-here').get()).exists).toBe(false)
    expect(await administer({ ...moved, email })).toMatchObject(wrong)
    expect(await administer(known)).toMatchObject(wrong)
    expect(await administer({ ...staff, email: 'MOVED@hotline.example' })).toMatchObject({
      refusal: { code: 'staff.address-taken' },
    })
  })

  it('invites once: what was not claimed in seven days, or taken back, lets nobody in', async () => {
    const email = 'invited@hotline.example'
    const { id, invitation } = await given({ ...staff, email, posts: ['clerk'] })
    const over = { refusal: { code: 'invitation.over' } }
    expect(await claim(invitation, 'too-short')).toMatchObject({ refusal: { code: 'password.too-short' } })
    await advance(7 * DAY)
    expect(await claim(invitation)).toMatchObject(over)
    const again = await given({ ...known, uid: id, posts: ['clerk'], invite: true })
    await administer({ ...known, uid: id, posts: ['clerk'], active: false })
    expect(await claim(again.invitation)).toMatchObject(over)
    expect(await staffOf(id)).toMatchObject({ active: false, invited: false })
    // Whoever never came is invited when they are wanted again.
    const third = await given({ ...known, uid: id, posts: ['clerk'] })
    expect(await claim(third.invitation)).toMatchObject({ ok: true })
    expect(await staffOf(id)).toMatchObject({
      active: true,
      invited: false,
      tokens: ['centre', 'clerk', 'clear:centre', 'clear:clerk'],
    })
  })

  it('lets go what nobody agreed to in seven days, and what no longer fits', async () => {
    const over = { refusal: { code: 'proposal.over' } }
    const reviewer = { ...known, uid: 'reviewer', name: '谢审行', posts: ['reviewer', 'clerk'] }
    const ask = async () => {
      const asked = await administer(reviewer)
      return asked.ok ? asked.result.id : ''
    }
    const first = await ask()
    await advance(7 * DAY)
    expect(await agree(first)).toMatchObject(over)
    expect(await agree('never-proposed')).toMatchObject(over)
    const [second, third] = [await ask(), await ask()]
    expect(await agree(second)).toMatchObject({ ok: true })
    expect(await agree(third)).toMatchObject({ refusal: { code: 'proposal.stale' } })
    const gone = await administer({ ...reviewer, posts: ['reviewer'] })
    expect(gone).toMatchObject({ ok: true, result: { proposed: false } })
  })

  it('[G] no unit counts as the county or the centre', async () => {
    for (const id of ['county', 'centre']) {
      expect(await administer({ ...unit, id })).toMatchObject({
        refusal: { code: 'unit.id-taken' },
      })
      expect((await paths(db).units.doc(id).get()).exists).toBe(false)
    }
    expect(await administer({ ...unit, id: 'county-office' })).toMatchObject({ ok: true })
    await paths(db).units.doc('county-office').delete()
  })

  it('is for administrators only, and nobody takes their own away', async () => {
    expect(await administer(staff, 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await administer(unit, 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    const self = { ...known, name: '童工', uid: 'administrator', posts: ['administrator'] }
    const refused = { refusal: { code: 'staff.own-administration' } }
    expect(await administer({ ...self, active: false })).toMatchObject(refused)
    expect(await administer({ ...self, posts: ['clerk'] })).toMatchObject(refused)
    expect(await administer(self)).toMatchObject({ ok: true, result: { proposed: false } })
  })

  it('[R2.1] [R6.1] [R10.2] a unit keeps its duty list, its mechanisms and its discipline group', async () => {
    const filed = { kind: 'accept', document: '受理制度', on: '2026-03-02' }
    const kept = { duties: ['010402', '1002'], disciplineGroup: '第一派驻纪检组', mechanisms: [filed] }
    const township = { ...unit, kind: 'township', name: '改名单位' }
    expect(await administer({ ...township, mechanisms: [filed, filed] })).toMatchObject({
      refusal: { code: 'unit.mechanism-twice' },
    })
    expect(await administer({ ...township, ...kept })).toMatchObject({ ok: true })
    expect(await administer({ ...township, duties: ['1002'] })).toMatchObject({ ok: true })
    expect((await paths(db).units.doc('hukou-new').get()).data()).toMatchObject({ ...kept, duties: ['1002'] })
  })

  it('is written down: who, what and whom', async () => {
    const log = (await paths(db).administrations.orderBy('at').get()).docs.map((entry) => entry.data())
    expect(log[0]).toMatchObject({
      by: 'administrator',
      byName: '童工',
      did: 'set-unit',
      whom: 'hukou-new',
      before: null,
      after: { name: '新设单位' },
    })
    expect(log.find(({ did, before }) => did === 'set-unit' && before !== null)).toMatchObject({
      before: { name: '新设单位' },
      after: { name: '改名单位' },
    })
    expect(log.map(({ did }) => did)).toContain('claim-invitation')
    expect(log.every(({ readers }) => !readers.includes('centre'))).toBe(true)
    expect(JSON.stringify(log)).not.toContain('@hotline.example')
  })

  it('[R15.1] a channel is written down by its kind, never by where it leads', async () => {
    const channel = { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/send?key=a-secret-of-the-robot' }
    const act = { type: 'set-channel', actingAs: 'administrator', uid: 'clerk', channel }
    expect(await administer(act)).toMatchObject({ ok: true })
    const log = (await paths(db).administrations.orderBy('no').get()).docs.map((entry) => entry.data())
    expect(log.at(-1)).toMatchObject({ before: { kind: 'none' }, after: { kind: 'wecom' } })
    expect(JSON.stringify(log)).not.toMatch(/qyapi|a-secret-of-the-robot/)
  })
})
