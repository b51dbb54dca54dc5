import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { afterAll, expect, it } from 'vitest'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import { paths } from '../../functions/src/store/paths'
import {
  AddressTaken,
  AdministratorExists,
  makeFirstAdministrator,
} from '../../scripts/administration/first-administrator'
import { call, closeDatabase, freshCounty } from '../support/county'

afterAll(closeDatabase)

it('an empty project gets two administrators, who can make the rest together', async () => {
  const db = await freshCounty()
  const at = paths(db)
  for (const collection of [at.staff, at.accounts, at.units, at.policies, at.matters])
    for (const document of (await collection.get()).docs) await document.ref.delete()
  await at.settings.delete()

  const auth = getAuth(getApps()[0])
  const [first, second, third] = ['first', 'second', 'third'].map(
    (name) => `${name}-${Date.now()}@hotline.example`,
  ) as [string, string, string]
  // Somebody was there before: their account goes, and is not taken over.
  const stranger = await auth.createUser({ email: first, password: 'of-a-stranger-1' })

  const claimed = async (email: string, name: string): Promise<string> => {
    const token = await makeFirstAdministrator(db, auth, { email, name })
    const answer = await call<{ uid: string }>(null, 'claimInvitation', { token, password: 'a-password-1' })
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    return answer.result.uid
  }
  const uid = await claimed(first, '首任')
  expect(uid).not.toBe(stranger.uid)
  expect((await auth.getUserByEmail(first)).uid).toBe(uid)
  expect((await at.settings.get()).data()).toMatchObject({ calendarDays: [], matters: [{ version: 1 }] })
  expect((await at.matters.doc('1').get()).data()).toEqual(FIRST_MATTERS)
  const unit = {
    type: 'set-unit',
    actingAs: 'administrator',
    id: 'a',
    name: '甲',
    kind: 'township',
    section: '',
  }
  expect(await call(uid, 'administer', unit)).toMatchObject({ ok: true })

  await expect(makeFirstAdministrator(db, auth, { email: first, name: '又' })).rejects.toBeInstanceOf(
    AddressTaken,
  )
  const other = await claimed(second, '次任')
  const more = { email: third, name: '三' }
  await expect(makeFirstAdministrator(db, auth, more)).rejects.toBeInstanceOf(AdministratorExists)

  const clerk = { type: 'set-staff', email: third, name: '受理员', posts: ['clerk'], active: true }
  const asked = await call<{ id: string }>(uid, 'administer', { actingAs: 'administrator', ...clerk })
  const proposal = asked.ok ? asked.result.id : ''
  const agree = { type: 'agree', actingAs: 'administrator', proposal }
  expect(await call(other, 'administer', agree)).toMatchObject({ ok: true })
})
