import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DayFact } from '../../functions/src/domain/time/calendar'
import { DAY } from '../../functions/src/domain/base/instant'
import type { Move } from '../../functions/src/domain/administration/moves'
import { officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY, type Policy } from '../../functions/src/domain/policy/policy'
import { recheck, walkOn } from '../../functions/src/jobs/walk'
import type { SettingsDocument } from '../../functions/src/schema/documents'
import { paths } from '../../functions/src/store/paths'
import {
  advance,
  bringIn,
  call,
  closeDatabase,
  freshCounty,
  give,
  localNow,
  orderOf,
  PEOPLE,
} from '../support/county'
import { REGULATION, VERIFIED } from '../support/road'

const NEXT = officialYears().at(-1)!.year + 1
const LATE_DECEMBER = Date.parse(`${NEXT - 1}-12-24T10:00:00+08:00`)

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  const now = await localNow()
  // A library without this year's notice leaves every order of today provisional as well.
  if (now < LATE_DECEMBER) await advance(LATE_DECEMBER - now)
})
afterAll(closeDatabase)

interface Made {
  readonly id: string
  readonly job: string | null
}
const administer = (data: object, uid = 'administrator') =>
  call<Made>(uid, 'administer', { actingAs: 'administrator', ...data })
const preview = (data: object, uid = 'administrator') =>
  call<{ moves: Move[]; orders: number; seen: number; after: string | null }>(uid, 'previewAdministration', {
    actingAs: 'administrator',
    after: null,
    ...data,
  })

const dispatched = async (id: string): Promise<void> => {
  await bringIn(id)
  await give(PEOPLE.clerk, id, 'centre-sign', {})
  await give(PEOPLE.clerk, id, 'verify', VERIFIED)
  expect(await give(PEOPLE.clerk, id, 'dispatch', REGULATION)).toMatchObject({ ok: true })
}
const handleOf = async (id: string) => {
  const clock = (await orderOf(id))?.clocks.find(({ kind }) => kind === 'handle')
  if (clock === undefined) throw new Error(`${id} is not being handled`)
  return clock
}
const reschedulings = async (id: string): Promise<number> =>
  (await paths(db).events(id).where('type', '==', 'rescheduled').get()).size
const settings = async (): Promise<SettingsDocument> => (await paths(db).settings.get()).data()!
const policyOf = async (version: string) => (await paths(db).policies.doc(version).get()).data()!

/** Waits until the walk is over, and gives what it says of itself. */
const walked = (job: string | null) =>
  vi.waitFor(
    async () => {
      const found = (
        await paths(db)
          .jobs.doc(job ?? '')
          .get()
      ).data()
      expect(found).toMatchObject({ state: 'done' })
      return found!
    },
    { timeout: 20_000 },
  )

/** Mon–Fri of the first ten days of the year: longer than any notice gave, so that every deadline moves. */
const newYear: DayFact[] = Array.from({ length: 10 }, (_, index) => ({
  date: `${NEXT}-01-${String(index + 1).padStart(2, '0')}`,
  workday: false,
})).filter(({ date }) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()))
const publish = { type: 'publish-year', calendarVersion: 0, year: NEXT, days: newYear }

describe('publishing a year', () => {
  it('[R5.1] is previewed: which deadlines would move and to when, with nothing written', async () => {
    await dispatched('PC-1')
    await bringIn('PC-2')
    const before = await orderOf('PC-1')
    const { dueAt, provisional } = await handleOf('PC-1')
    expect(provisional).toBe(true)
    const answer = await preview(publish)
    expect(answer).toMatchObject({
      ok: true,
      result: {
        moves: [
          {
            order: 'PC-1',
            kind: 'handle',
            part: 1,
            nth: 1,
            from: dueAt,
            wasProvisional: true,
            provisional: false,
          },
        ],
        orders: 1,
        seen: 2,
        after: null,
      },
    })
    expect(answer.ok && answer.result.moves[0]!.to).toBeGreaterThan(dueAt)
    expect(await orderOf('PC-1')).toEqual(before)
    expect(await settings()).toMatchObject({ calendarVersion: 0, calendarYears: [] })
    expect((await paths(db).jobs.get()).empty).toBe(true)
    expect((await paths(db).administrations.get()).empty).toBe(true)
  })

  it('[R5.1] is refused with the days named that are wrong, and to anybody but an administrator', async () => {
    const wrong = { ...publish, days: [...newYear, { date: `${NEXT}-02-30`, workday: false }] }
    const field = `days.${newYear.length}`
    for (const asked of [await administer(wrong), await preview(wrong)])
      expect(asked).toMatchObject({
        refusal: { code: 'calendar.wrong-days', params: { fields: [field], unreal: [`${NEXT}-02-30`] } },
      })
    const broken = { ...publish, days: [{ date: 20270101, workday: false }] }
    expect(await administer(broken)).toMatchObject({
      refusal: { code: 'input.invalid', params: { fields: ['days.0.date'] } },
    })
    for (const uid of ['clerk', 'mayi-leader', 'supervision']) {
      expect(await administer(publish, uid)).toMatchObject({ refusal: { code: 'access.no-post' } })
      expect(await preview(publish, uid)).toMatchObject({ refusal: { code: 'access.no-post' } })
    }
    expect(await settings()).toMatchObject({ calendarVersion: 0 })
  })

  it('[R5.1] settles what was provisional with an event, and twice is once', async () => {
    const asked = await preview(publish)
    const to = asked.ok ? asked.result.moves[0]!.to : 0
    const answers = await Promise.all([administer(publish), administer(publish)])
    expect(answers).toEqual(
      answers.map(() => ({
        ok: true,
        result: { id: '1', job: 'calendar-1', invitation: null, proposed: false },
      })),
    )
    expect(await walked('calendar-1')).toMatchObject({ total: 2, seen: 2, changed: 1, failed: [] })
    expect(await handleOf('PC-1')).toMatchObject({ dueAt: to, provisional: false })
    expect(await orderOf('PC-1')).toMatchObject({ dueAt: expect.any(Number) as number })
    expect(await reschedulings('PC-1')).toBe(1)
    expect(await reschedulings('PC-2')).toBe(0)

    expect(await administer(publish)).toMatchObject({ ok: true, result: { id: '1' } })
    await Promise.all([1, 2, 3].map(async () => walkOn(db, 'calendar-1', await localNow())))
    expect(await recheck(db, await localNow())).toEqual({ changed: 0, failed: [] })
    expect(await reschedulings('PC-1')).toBe(1)
    expect((await paths(db).calendars.get()).docs.map((version) => version.data())).toMatchObject([
      { version: 1, did: 'publish-year', by: 'administrator', calendarYears: [{ year: NEXT }] },
    ])
    expect(await preview(publish)).toMatchObject({ ok: true, result: { moves: [], orders: 0 } })
  })

  it('[R5.1] new orders are counted by it at once', async () => {
    await dispatched('PC-3')
    expect((await handleOf('PC-3')).provisional).toBe(false)
  })

  it('is written down, and a change that was not seen is not written over', async () => {
    const log = (await paths(db).administrations.get()).docs.map((entry) => entry.data())
    expect(log).toMatchObject([{ by: 'administrator', did: 'publish-year', whom: '1' }])
    const day = { type: 'set-county-days', days: [{ date: newYear[0]!.date, workday: true }] }
    expect(await administer({ ...day, calendarVersion: 0 })).toMatchObject({
      status: 'ABORTED',
      refusal: { code: 'calendar.changed' },
    })
  })
})

describe("the county's own days", () => {
  it('[R5.1] move the deadlines of open orders, and taken away again move them back', async () => {
    const before = await handleOf('PC-1')
    const extra = { type: 'set-county-days', days: [{ date: newYear.at(-1)!.date, workday: true }] }
    expect(await administer({ ...extra, calendarVersion: 1 })).toMatchObject({ result: { id: '2' } })
    await walked('calendar-2')
    expect((await handleOf('PC-1')).dueAt).toBeLessThan(before.dueAt)
    expect(await administer({ ...extra, days: [], calendarVersion: 2 })).toMatchObject({
      result: { id: '3' },
    })
    await walked('calendar-3')
    expect((await handleOf('PC-1')).dueAt).toBe(before.dueAt)
  })
})

describe('a version of the policy', () => {
  const withHelp = (help: number, inForce: Policy) => {
    const { version, ...policy } = inForce
    return {
      type: 'set-policy',
      basedOn: version,
      policy: { ...policy, handlingWorkdays: { ...policy.handlingWorkdays, help } },
    }
  }
  const inForce = async (): Promise<Policy> => policyOf((await settings()).policyVersion)

  it('[R5.1] is for new orders only, and open ones keep the one they began under', async () => {
    const old = await handleOf('PC-3')
    const change = withHelp(4, await inForce())
    expect(await preview(change)).toMatchObject({ ok: true, result: { moves: [], orders: 0 } })
    const made = await administer(change)
    expect(made).toMatchObject({ ok: true, result: { job: null } })
    const { policyVersion } = await settings()
    expect(made).toMatchObject({ result: { id: policyVersion } })
    expect((await policyOf(policyVersion)).handlingWorkdays.help).toBe(4)
    expect(await policyOf(DEFAULT_POLICY.version)).toEqual(DEFAULT_POLICY)
    await dispatched('PC-4')
    expect((await handleOf('PC-4')).dueAt).toBeLessThan(old.dueAt)
    expect(await orderOf('PC-4')).toMatchObject({ policyVersion })
    await recheck(db, await localNow())
    expect(await handleOf('PC-3')).toEqual(old)
    expect(await orderOf('PC-3')).toMatchObject({ policyVersion: DEFAULT_POLICY.version })
  })

  it('[R5.1] goes over to open orders when asked, as the preview said', async () => {
    const change = { ...withHelp(9, await inForce()), appliesToOpen: true }
    const before = await reschedulings('PC-3')
    const asked = await preview(change)
    expect(asked).toMatchObject({ ok: true, result: { orders: 3, seen: 4 } })
    const made = await administer(change)
    expect(made).toMatchObject({ ok: true })
    const { policyVersion } = await settings()
    expect(await walked(`policy-${policyVersion}`)).toMatchObject({ failed: [] })
    for (const move of asked.ok ? asked.result.moves : [])
      expect(await handleOf(move.order)).toMatchObject({ dueAt: move.to, provisional: move.provisional })
    expect(await orderOf('PC-1')).toMatchObject({ policyVersion })
    expect(await administer(change)).toMatchObject({ ok: true, result: { id: policyVersion } })
    expect(await reschedulings('PC-3')).toBe(before + 1)
  })

  it('[R5.1] an order that waits for its dispatch goes over too', async () => {
    const { policyVersion } = await settings()
    expect(await orderOf('PC-2')).toMatchObject({ policyVersion })
  })

  it('[R5.1] a walk that was cut off goes on from its place, whoever ends it', async () => {
    const job = paths(db).jobs.doc('policy-cut-off')
    const cut = { total: 4, seen: 1, changed: 0, cursor: 'PC-1', failed: [], startedAt: await localNow() }
    await job.set({
      ...cut,
      id: job.id,
      state: 'running',
      finishedAt: null,
      readers: ['administration'],
    })
    await recheck(db, await localNow())
    expect((await job.get()).data()).toMatchObject({ state: 'done', seen: 4 })
  })

  it('[R5.1] an order that came in under an older one meanwhile is found by the nightly check', async () => {
    await bringIn('PC-6')
    const { policyForOpen } = await settings()
    await paths(db).order('PC-6').update({ policyVersion: DEFAULT_POLICY.version })
    await recheck(db, await localNow())
    expect(await orderOf('PC-6')).toMatchObject({ policyVersion: policyForOpen })
  })

  it('names what is wrong with it, is for administrators, and needs what was seen', async () => {
    const change = withHelp(0, await inForce())
    expect(await administer(change)).toMatchObject({
      refusal: { code: 'input.invalid', params: { fields: ['policy.handlingWorkdays.help'] } },
    })
    const fine = withHelp(7, await inForce())
    expect(await administer(fine, 'clerk')).toMatchObject({ refusal: { code: 'access.no-post' } })
    expect(await administer({ ...fine, basedOn: DEFAULT_POLICY.version })).toMatchObject({
      refusal: { code: 'policy.changed' },
    })
    expect(await administer(fine)).toMatchObject({ ok: true })
  })

  it('two at once: one is made, the other is told', async () => {
    const current = await inForce()
    const answers = await Promise.all([administer(withHelp(3, current)), administer(withHelp(2, current))])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'policy.changed' } })
  })
})

describe('while orders move', () => {
  it('[R5.1] [R17] the alarm follows the deadline that was moved', async () => {
    await dispatched('PC-5')
    const { calendarVersion } = await settings()
    const { dueAt } = await handleOf('PC-5')
    const lastDay = new Date(dueAt - DAY / 2).toISOString().slice(0, 10)
    await administer({
      type: 'set-county-days',
      calendarVersion,
      days: [{ date: lastDay, workday: false }],
    })
    await walked(`calendar-${calendarVersion + 1}`)
    const moved = await handleOf('PC-5')
    expect(moved.dueAt).toBeGreaterThan(dueAt)
    expect(moved.rings.find(({ what }) => what === 'breach')?.at).toBe(moved.dueAt)
    const order = await orderOf('PC-5')
    const rings = order!.clocks.filter(({ stoppedAt }) => stoppedAt === null).flatMap((clock) => clock.rings)
    expect(order!.alarmAt).toBe(Math.min(...rings.map((ring) => ring.at)))
  })
})
