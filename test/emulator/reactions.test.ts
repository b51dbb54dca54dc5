import { FieldValue, type Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { evolve } from '../../functions/src/domain/order/evolve'
import { talliesOf } from '../../functions/src/domain/figures/figures'
import { listingsOf } from '../../functions/src/domain/listings/listing'
import { DAY, monthOf } from '../../functions/src/domain/base/instant'
import type { Order } from '../../functions/src/domain/order/order'
import { orderChanged } from '../../functions/src/reactions/order-changed'
import { reconcile } from '../../functions/src/reactions/reconcile'
import { paths } from '../../functions/src/store/paths'
import { figuresOf } from '../../functions/src/reactions/stats'
import { bringIn, closeDatabase, freshCounty, give, localNow, orderOf, PEOPLE } from '../support/county'
import { FEEDBACK, PASS, REGULATION, said, VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  // The handlers are called here as well as by the emulator; both must reach the same local queue.
  process.env['FUNCTIONS_EMULATOR'] = 'true'
  process.env['LOCAL_TASKS_ORIGIN'] = inject('suite').tasksOrigin
  process.env['LOCAL_FUNCTIONS_ORIGIN'] = inject('suite').functionsOrigin
})
afterAll(closeDatabase)

const wholeRoad = async (order: string, satisfied = true): Promise<void> => {
  await bringIn(order)
  const steps = [
    () => give(PEOPLE.clerk, order, 'centre-sign', {}),
    () => give(PEOPLE.clerk, order, 'verify', VERIFIED),
    () => give(PEOPLE.clerk, order, 'dispatch', REGULATION),
    () => give(PEOPLE.handler, order, 'unit-sign', {}),
    () => give(PEOPLE.handler, order, 'submit-feedback', FEEDBACK),
    () => give(PEOPLE.leader, order, 'review-in-unit', { pass: true, reasons: '' }),
    () => give(PEOPLE.reviewer, order, 'first-review', PASS),
    () => give(PEOPLE.clerk, order, 'call-back', { reached: true, ...said(satisfied), note: '' }),
    () => give(PEOPLE.clerk, order, 'archive', { note: '' }),
  ]
  for (const step of steps) expect(await step()).toMatchObject({ ok: true })
}

/** The order after each of its versions, as the events tell. */
const history = async (order: string): Promise<Order[]> => {
  const events = await paths(db).events(order).orderBy('version').get()
  const states: Order[] = []
  for (const event of events.docs) states.push(evolve(states.at(-1) ?? null, event.data(), order))
  return states
}

const figures = async (): Promise<Record<string, unknown>> => {
  const month = await figuresOf(db, monthOf(await localNow()))
  return Object.fromEntries([...month].map(([scope, categories]) => [scope, Object.fromEntries(categories)]))
}

const notices = async (order: string): Promise<string[]> =>
  (await paths(db).notices.where('order', '==', order).get()).docs.map(({ id }) => id).sort()

/** Until the emulator's own deliveries are through. */
const settled = (order: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const tally = (await paths(db).tallies.doc(order).get()).data()
      expect(tally?.tallies).toEqual(talliesOf((await orderOf(order))!))
    },
    { timeout: 60_000, interval: 50 },
  )

describe('what a changed order sets off', () => {
  it('[G] the figures of two orders are exact, by scope and category', async () => {
    await wholeRoad('R-1')
    await wholeRoad('R-2', false)
    await Promise.all([settled('R-1'), settled('R-2')])
    const unit = {
      signingDue: 2,
      signedOnTime: 2,
      completionDue: 2,
      completedOnTime: 2,
      rated: 2,
      satisfied: 1,
    }
    expect(await figures()).toMatchObject({
      mayi: { help: { counts: unit } },
      centre: { help: { counts: { signingDue: 2, signedOnTime: 2 } } },
      county: { help: { counts: { ...unit, signingDue: 4, signedOnTime: 4 } } },
    })
  })

  it('twice and in reverse order ends in the same place', async () => {
    const before = [await figures(), await notices('R-1')]
    const states = await history('R-1')
    for (const index of [...states.keys()].reverse())
      for (let time = 0; time < 2; time++)
        await orderChanged(db, states[index - 1] ?? null, states[index]!, localNow)
    expect([await figures(), await notices('R-1')]).toEqual(before)
    expect(before[1]).toHaveLength(1)
  })

  it('a lost event is made good by the next one', async () => {
    const stats = paths(db).stats
    const lost = await figures()
    await paths(db).tallies.doc('R-1').delete()
    for (const bucket of (await stats.get()).docs) await bucket.ref.delete()
    await paths(db).tallies.doc('R-2').delete()
    for (const order of ['R-1', 'R-2']) await orderChanged(db, null, await orderOf(order), localNow)
    expect(await figures()).toEqual(lost)
  })

  it('[G] what is corrected of a month that is over stands apart, and that month stays as it was', async () => {
    const { counted, ...order } = (await orderOf('R-1'))!
    const month = monthOf(await localNow())
    const before = await figures()
    const correction = {
      of: '2020-01',
      in: month,
      scope: 'mayi',
      category: 'help',
      reason: 'appeal',
    } as const
    const corrections = [{ ...correction, counts: { rated: -1 } }]
    await paths(db)
      .order('R-1')
      .set({ ...order, counted: { ...counted!, corrections } })
    await settled('R-1')
    const mayi = (await figuresOf(db, month)).get('mayi')?.get('help')
    expect(mayi?.corrections).toMatchObject([{ of: '2020-01', reason: 'appeal', counts: { rated: -1 } }])
    expect(mayi?.counts.rated).toBe(2)
    expect((await figuresOf(db, '2020-01')).get('mayi')?.get('help')?.counts.rated).toBe(1)
    expect(await reconcile(db, await localNow())).toEqual([])
    await paths(db)
      .order('R-1')
      .set({ ...order, counted: counted! })
    await settled('R-1')
    expect((await figures())['county']).toEqual(before['county'])
  })

  it('an order that is not there sets off nothing', async () => {
    const before = await figures()
    await orderChanged(db, null, null, localNow)
    expect(await figures()).toEqual(before)
  })
})

describe('the nightly reconcile', () => {
  it('[G] finds nothing when all is well, and each of two kinds of drift when it is not', async () => {
    expect(await reconcile(db, await localNow())).toEqual([])
    const month = monthOf(await localNow())
    const ofMonth = paths(db).stats.where('month', '==', month)
    const bucket = (await ofMonth.where('scope', '==', 'mayi').limit(1).get()).docs[0]!
    const { categories = {} } = bucket.data()
    await bucket.ref.update({ categories: { help: { ...categories['help'], satisfied: 99 } } })
    expect(await reconcile(db, await localNow())).toEqual([{ what: 'figures', where: `${month}|mayi|help` }])
    await bucket.ref.update({ categories })

    await paths(db).tallies.doc('R-1').update({ tallies: [] })
    expect((await reconcile(db, await localNow())).map(({ what }) => what)).toContain('tally')
  })

  it.each(['queues', 'foundBy'])(
    'gives a person %s when an earlier release entered them without, and says so once',
    async (field) => {
      const clerk = paths(db).staff.doc('clerk')
      const was = (await clerk.get()).data()
      expect(was?.[field as 'queues']).not.toHaveLength(0)
      await clerk.update({ [field]: FieldValue.delete() })
      const behind = { what: 'person', where: 'clerk' }
      expect(await reconcile(db, await localNow())).toContainEqual(behind)
      expect((await clerk.get()).data()).toEqual(was)
      expect(await reconcile(db, await localNow())).not.toContainEqual(behind)
    },
  )

  it('[R16.2] finds a listing that says other than its order or is not there, and writes it anew', async () => {
    const listing = paths(db).listings.doc('R-1')
    const was = (await listing.get()).data()
    expect(was).toEqual(listingsOf((await orderOf('R-1'))!).listing)
    await listing.update({ readers: ['centre', 'leaders', 'unit:zhujian'] })
    const drift = await reconcile(db, await localNow())
    expect(drift.filter(({ what }) => what === 'listing')).toEqual([{ what: 'listing', where: 'R-1' }])
    expect((await listing.get()).data()).toEqual(was)
    await listing.delete()
    const late = (await localNow()) + 365 * DAY
    expect(await reconcile(db, late)).toContainEqual({ what: 'listing', where: 'R-1' })
    expect((await listing.get()).data()).toEqual(was)
    expect((await reconcile(db, late)).filter(({ what }) => what === 'listing')).toEqual([])
  })
})
