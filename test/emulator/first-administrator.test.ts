import { getApps } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { afterAll, expect, it } from 'vitest'
import { paths } from '../../functions/src/store/paths'
import { AdministratorExists, makeFirstAdministrator } from '../../scripts/administration/first-administrator'
import { call, closeDatabase, freshCounty } from '../support/county'

afterAll(closeDatabase)

it('an empty project gets its first administrator once, and that one can make the rest', async () => {
  const db = await freshCounty()
  const at = paths(db)
  for (const collection of [at.staff, at.units, at.policies])
    for (const document of (await collection.get()).docs) await document.ref.delete()
  await at.settings.delete()

  const auth = getAuth(getApps()[0])
  const email = `first-${Date.now()}@hotline.example`
  expect(await makeFirstAdministrator(db, auth, { email, name: '首任' })).toContain('http')
  const { uid } = await auth.getUserByEmail(email)
  expect((await at.settings.get()).data()).toMatchObject({ calendarDays: [] })
  const unit = {
    type: 'set-unit',
    actingAs: 'administrator',
    id: 'a',
    name: '甲',
    kind: 'township',
    section: '',
  }
  expect(await call(uid, 'administer', unit)).toMatchObject({ ok: true })
  const second = { email: 'second@hotline.example', name: '二' }
  await expect(makeFirstAdministrator(db, auth, second)).rejects.toBeInstanceOf(AdministratorExists)
})
