import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Notice } from '../../functions/src/domain/notices/notices'
import { paths } from '../../functions/src/store/paths'
import { bringIn, closeDatabase, freshCounty, give, PEOPLE } from '../support/county'
import { REGULATION, VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const NEAREST = { kind: 'nearest-duty', justification: '就近处置' } as const
const dispatched = async (): Promise<Notice> => {
  const found = await paths(db).notices.where('order', '==', 'SN-1').get()
  const notice = found.docs.map((each) => each.data()).find(({ kind }) => kind === 'dispatched')
  if (notice === undefined) throw new Error('nobody was told yet')
  return notice
}

it('[R17] a notice is settled by the act it asked for, and holds until then', async () => {
  await bringIn('SN-1')
  for (const step of [
    () => give(PEOPLE.clerk, 'SN-1', 'centre-sign', {}),
    () => give(PEOPLE.clerk, 'SN-1', 'verify', VERIFIED),
    () => give(PEOPLE.clerk, 'SN-1', 'dispatch', { ...REGULATION, basis: NEAREST }),
  ])
    expect(await step()).toEqual({ ok: true, result: expect.anything() as unknown })
  const waited = { timeout: 30_000, interval: 100 }
  await vi.waitFor(async () => expect((await dispatched()).settledAt).toBeNull(), waited)
  expect(await give(PEOPLE.handler, 'SN-1', 'unit-sign', {})).toMatchObject({ ok: true })
  await vi.waitFor(async () => expect((await dispatched()).settledAt).toBeTypeOf('number'), waited)
})
