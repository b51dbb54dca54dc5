import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacking } from '../../functions/src/domain/unit'
import { paths } from '../../functions/src/store/paths'
import { bringIn, call, closeDatabase, freshCounty, give } from '../support/county'

let db: Firestore
const accounts = () => getAuth(getApps()[0])
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

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
const administer = (data: object, uid = 'administrator') =>
  call<{ id: string; passwordLink: string | null }>(uid, 'administer', data)

const unitOf = async (id: string) => (await paths(db).units.doc(id).get()).data()

describe('administration', () => {
  it('[R6.1] makes a unit, and it is ready once its people are there', async () => {
    expect(await administer(staff)).toMatchObject({ refusal: { code: 'staff.unknown-post' } })
    expect(await administer(unit)).toMatchObject({ ok: true })
    expect(lacking((await unitOf('hukou-new'))!)).toEqual(['leader-in-charge', 'handler'])
    const seated = await administer(staff)
    expect(seated).toMatchObject({
      ok: true,
      result: { passwordLink: expect.stringContaining('http') as string },
    })
    await administer({ ...staff, email: 'new-leader@hotline.example', posts: ['leader-in-charge@hukou-new'] })
    expect(lacking((await unitOf('hukou-new'))!)).toEqual([])
    expect(await administer({ ...unit, name: '改名单位' })).toMatchObject({ ok: true })
    expect(await unitOf('hukou-new')).toMatchObject({ name: '改名单位', handlers: [expect.any(String)] })
  })

  it('takes rights away at once, and gives them back', async () => {
    await bringIn('AD-1')
    const clerk = await accounts().createUser({
      email: 'second-clerk@hotline.example',
      password: 'a-password',
    })
    const second = { ...staff, email: 'second-clerk@hotline.example', posts: ['clerk'] }
    const sign = () => give([clerk.uid, 'clerk'], 'AD-1', 'centre-sign', {})
    expect(await administer(second)).toMatchObject({
      ok: true,
      result: { id: clerk.uid, passwordLink: null },
    })
    expect(await administer({ ...second, active: false })).toMatchObject({ ok: true })
    expect((await paths(db).staff.doc(clerk.uid).get()).data()).toMatchObject({ active: false, tokens: [] })
    expect((await accounts().getUser(clerk.uid)).disabled).toBe(true)
    expect(await sign()).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await administer(second)).toMatchObject({ ok: true })
    expect(await sign()).toMatchObject({ ok: true })
  })

  it('knows who is there already by their account, whose address it need not be told again', async () => {
    const { uid } = await accounts().createUser({ email: 'moved@hotline.example', password: 'a-password' })
    const { email: _, ...seating } = staff
    const moved = { ...seating, name: '调岗的', posts: ['reviewer'] }
    expect(await administer({ ...moved, uid })).toMatchObject({ ok: true, result: { id: uid } })
    expect((await paths(db).staff.doc(uid).get()).data()).toMatchObject({
      name: '调岗的',
      posts: ['reviewer'],
    })
    const wrong = { refusal: { code: 'input.invalid' } }
    expect(await administer({ ...moved, uid: 'nobody-here' })).toMatchObject(wrong)
    expect((await paths(db).staff.doc('nobody-here').get()).exists).toBe(false)
    expect(await administer({ ...moved, uid, email: 'moved@hotline.example' })).toMatchObject(wrong)
    expect(await administer(moved)).toMatchObject(wrong)
  })

  it('is for administrators only, and nobody takes their own away', async () => {
    expect(await administer(staff, 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await administer(unit, 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    const { email } = await accounts()
      .getUser('administrator')
      .catch(() => accounts().createUser({ uid: 'administrator', email: 'administrator@hotline.example' }))
    const self = { ...staff, email, posts: ['administrator'] }
    expect(await administer({ ...self, active: false })).toMatchObject({
      refusal: { code: 'staff.own-administration' },
    })
    expect(await administer({ ...self, posts: ['clerk'] })).toMatchObject({ ok: false })
    expect(await administer(self)).toMatchObject({ ok: true })
  })

  it('is written down: who, what and whom', async () => {
    const log = (await paths(db).administrations.orderBy('at').get()).docs.map((entry) => entry.data())
    expect(log[0]).toMatchObject({ by: 'administrator', did: 'set-unit', whom: 'hukou-new' })
    expect(log.every(({ readers }) => !readers.includes('centre'))).toBe(true)
  })
})
