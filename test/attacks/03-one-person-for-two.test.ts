import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { CommandData } from '../../functions/src/domain/order/command'
import { seated } from '../../functions/src/domain/people/seat'
import { sentence } from '../../functions/src/domain/words/sentences'
import { paths } from '../../functions/src/store/paths'
import { bringIn, call, closeDatabase, done, freshCounty, give, orderOf, PEOPLE } from '../support/county'
import { FAR_DAY } from '../support/far-day'
import { hashOf, recording } from '../support/files'
import { getAs, listAs } from '../support/rest'
import { FEEDBACK, MAYI, OTHER_UNITS, PASS, REGULATION, VERIFIED } from '../support/road'
import type { Acting } from '../support/system'

const { clerk, reviewer, handler, leader } = PEOPLE
const CITY: Acting = ['city', 'city']
const SUPERVISION: Acting = ['supervision', 'supervision']
const EXTENSION: CommandData['apply-extension'] = {
  workdays: 2,
  reason: '等待材料',
  expectedOn: FAR_DAY,
}
const GRANTED: Omit<CommandData['decide-extension'], 'no'> = {
  approve: true,
  document: '洪市热〔1〕号',
  note: '',
}
const HAPPY: CommandData['call-back'] = { reached: true, solution: 'solved', grade: 'satisfied', note: '' }

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  await seat('solo', 'handler@mayi', 'clerk', 'reviewer')
  await seat('unit-and-city', 'handler@mayi', 'city')
  await seat('unit-and-supervision', 'handler@mayi', 'supervision')
  await seat('clerk-of-mayi', 'clerk', 'handler@mayi')
  await seat('two-units', 'handler@mayi', 'handler@zhujian')
})
afterAll(closeDatabase)

const AUDIENCE: Readonly<Record<string, string>> = { clerk: 'centre', reviewer: 'centre' }

/** Posts as they may be stored from before, whether or not they would be given today. */
const seat = async (uid: string, ...posts: string[]): Promise<void> => {
  const units = [...new Set(posts.flatMap((post) => post.split('@')[1] ?? []))]
  const tokens = [...new Set(posts.flatMap((post) => [audienceOf(post), post]))]
  const withheld = tokens.map((token) => `clear:${token}`)
  await paths(db).staff.doc(uid).set({ name: uid, active: true, posts, tokens, withheld, units, queues: [] })
}
const audienceOf = (post: string): string => {
  const [role = '', unit] = post.split('@')
  return unit === undefined ? (AUDIENCE[role] ?? role) : `unit:${unit}`
}

type Accused = Pick<CommandData['verify'], 'accused' | 'persons'>

const signed = async (order: string, accused: Accused = { accused: [] }, unit = 'mayi'): Promise<void> => {
  await bringIn(order)
  await done(clerk, order, 'centre-sign', {})
  await done(clerk, order, 'verify', { ...VERIFIED, place: `${order}号`, ...accused })
  await done(clerk, order, 'dispatch', { ...REGULATION, unit })
}

const UNKNOWN = { ok: false, refusal: { code: 'access.unknown-order' } }
const SEPARATE = { ok: false, refusal: { code: 'duty.separate' } }

/** Everything a person could try on an order in a post, and whether any of it tells them anything. */
const gets = async (uid: string, post: string, order: string) => {
  const file = recording(100, 1)
  const [command, look, begin, discard] = await Promise.all([
    give([uid, post], order, 'flag', { ground: 'hot', note: '关注' }),
    call(uid, 'lookAtCaller', { order, actingAs: post, why: '回访核实' }),
    call(uid, 'evidence', {
      type: 'begin',
      order,
      actingAs: post,
      kind: 'proof',
      fileName: '现场照片.jpg',
      bytes: file.length,
      sha256: hashOf(file),
    }),
    call(uid, 'evidence', { type: 'look', order, actingAs: post, id: 'a'.repeat(40), why: '核对' }),
  ])
  return { command, look, begin, discard }
}

const tokensOf = async (uid: string): Promise<readonly string[]> =>
  (await paths(db).staff.doc(uid).get()).data()?.tokens ?? []
const mine = async (uid: string) =>
  [{ field: 'readers', op: 'ARRAY_CONTAINS_ANY', value: await tokensOf(uid) }] as const

/** The orders in a person's list, by everything they may ask by. */
const listed = async (uid: string): Promise<readonly string[]> => {
  const found = await listAs(uid, 'listings', await mine(uid))
  return found === 'denied' ? [] : [...found.keys()].map((path) => path.slice('listings/'.length))
}
const told = async (uid: string, order: string): Promise<number> => {
  const found = await listAs(uid, 'notices', await mine(uid))
  return found === 'denied' ? 0 : [...found.values()].filter((notice) => notice['order'] === order).length
}
const noticed = (order: string, to: string): Promise<void> =>
  vi.waitFor(
    async () => {
      const notices = await paths(db).notices.where('order', '==', order).where('to', '==', to).get()
      expect(notices.empty).toBe(false)
    },
    { timeout: 60_000, interval: 50 },
  )

/** Shut out of the order in this post: by every door, by number, by list, by notice. */
const isShutOut = async (uid: string, post: string, order: string): Promise<void> => {
  const tried = await gets(uid, post, order)
  for (const answer of Object.values(tried)) expect(answer).toMatchObject(UNKNOWN)
  expect(await getAs(uid, `orders/${order}`)).toBe('denied')
  expect(await listAs(uid, `orders/${order}/events`, await mine(uid))).toBe('denied')
  expect(await listAs(uid, `orders/${order}/restricted`, await mine(uid))).toBe('denied')
  expect(await listAs(uid, `orders/${order}/evidence`, await mine(uid))).toBe('denied')
  expect(await listed(uid)).not.toContain(order)
  expect(await told(uid, order)).toBe(0)
}

describe('what takes two', () => {
  it('attack 3: one person writes the feedback, reviews it for the centre and calls back', async () => {
    await signed('SD-1')
    const solo: Acting = ['solo', 'handler@mayi']
    await done(solo, 'SD-1', 'unit-sign', {})
    await done(solo, 'SD-1', 'submit-feedback', FEEDBACK)
    await done(leader, 'SD-1', 'review-in-unit', { pass: true, reasons: '' })
    expect(await give(['solo', 'reviewer'], 'SD-1', 'first-review', PASS)).toMatchObject(SEPARATE)
    await done(reviewer, 'SD-1', 'first-review', PASS)
    const answer = await give(['solo', 'clerk'], 'SD-1', 'call-back', HAPPY)
    expect(answer).toMatchObject(SEPARATE)
    expect(answer).toMatchObject({ message: expect.stringContaining('请转请没有参与过') as string })
    expect((await orderOf('SD-1'))?.callbacks).toEqual([])
  })

  it('attack 3, allowed: others review it and call back', async () => {
    await done(clerk, 'SD-1', 'call-back', HAPPY)
    expect((await orderOf('SD-1'))?.stage).toBe('to-archive')
  })

  it('attack 3: who passed the first review calls back and is satisfied', async () => {
    await signed('SD-2')
    await done(handler, 'SD-2', 'unit-sign', {})
    await done(handler, 'SD-2', 'submit-feedback', FEEDBACK)
    await done(leader, 'SD-2', 'review-in-unit', { pass: true, reasons: '' })
    await done(['deputy', 'reviewer'], 'SD-2', 'first-review', PASS)
    expect(await give(['deputy', 'clerk'], 'SD-2', 'call-back', HAPPY)).toMatchObject(SEPARATE)
  })

  it('attack 3, allowed: another clerk calls back', () => done(clerk, 'SD-2', 'call-back', HAPPY))

  it('attack 3: who applied for an extension grants it as the city', async () => {
    await signed('SD-3')
    const applicant: Acting = ['unit-and-city', 'handler@mayi']
    await done(handler, 'SD-3', 'unit-sign', {})
    await done(applicant, 'SD-3', 'apply-extension', EXTENSION)
    const grant = { no: 1, ...GRANTED }
    expect(await give(['unit-and-city', 'city'], 'SD-3', 'decide-extension', grant)).toMatchObject(SEPARATE)
    expect((await orderOf('SD-3'))?.extensions[0]?.decision).toBeNull()
  })

  it('attack 3, allowed: the city grants it', () =>
    done(CITY, 'SD-3', 'decide-extension', { no: 1, ...GRANTED }))

  it('attack 3: a handler who is also of the city recalls as the city what the city does not read', async () => {
    await signed('SD-R')
    await done(handler, 'SD-R', 'unit-sign', {})
    const recall = () =>
      give(['unit-and-city', 'city'], 'SD-R', 'recall', { document: '洪市热〔2〕号', reason: '市中心收回' })
    expect(await recall()).toMatchObject({ refusal: { code: 'access.unknown-order' } })
    expect((await orderOf('SD-R'))?.open).toBe(true)
  })

  it('attack 3, allowed: once it is asked for an extension the city reads the order, and recalls it', async () => {
    await done(handler, 'SD-R', 'apply-extension', EXTENSION)
    await done(['unit-and-city', 'city'], 'SD-R', 'recall', {
      document: '洪市热〔2〕号',
      reason: '市中心收回',
    })
  })

  it('attack 3: who handled an order inspects it', async () => {
    await signed('SD-4')
    await done(['unit-and-supervision', 'handler@mayi'], 'SD-4', 'unit-sign', {})
    await done(clerk, 'SD-4', 'flag', { ground: 'hot', note: '媒体关注' })
    expect(await give(['unit-and-supervision', 'supervision'], 'SD-4', 'open-inspection', {})).toMatchObject(
      SEPARATE,
    )
  })

  it('attack 3, allowed: the supervision office inspects it', () =>
    done(SUPERVISION, 'SD-4', 'open-inspection', {}))

  const seating = (...posts: string[]) => seated('uid', { name: '彭双任', active: true, posts }, UNITS, false)
  const UNITS = [MAYI, ...OTHER_UNITS]

  it('attack 3: posts that do not go together are given to one person', () => {
    for (const posts of [
      ['clerk', 'handler@mayi'],
      ['principal-leader@mayi', 'county-leader'],
      ['supervision', 'reviewer'],
      ['handler@mayi', 'discipline'],
      ['city', 'clerk'],
      ['administrator', 'handler@mayi'],
      ['administrator', 'county-leader'],
    ]) {
      const refused = seating(...posts)
      expect(refused, posts.join()).toMatchObject({ refusal: { code: 'staff.incompatible-posts' } })
      expect(refused.ok ? '' : sentence(refused.refusal)).toMatch(/与.+两个岗位不能由同一人担任/)
    }
  })

  it('attack 3, allowed: posts that do are', () => {
    for (const posts of [
      ['clerk', 'reviewer'],
      ['handler@mayi', 'leader-in-charge@mayi'],
      ['handler@mayi', 'handler@zhujian'],
      ['supervision', 'discipline'],
    ])
      expect(seating(...posts)).toMatchObject({ ok: true })
  })
})

describe('whom an order accuses', () => {
  it('attack 3: a clerk who also handles for the accused unit learns who accused it', async () => {
    await signed('AC-1', { accused: ['mayi'] }, 'zhujian')
    await noticed('AC-1', 'handler@zhujian')
    await isShutOut('clerk-of-mayi', 'clerk', 'AC-1')
    await isShutOut('clerk-of-mayi', 'handler@mayi', 'AC-1')
  })

  it('attack 3, allowed: a clerk without another post reads, lists, looks and acts', async () => {
    expect(await getAs('clerk', 'orders/AC-1')).not.toBe('denied')
    expect(await listed('clerk')).toContain('AC-1')
    const { look, begin, command } = await gets(...clerk, 'AC-1')
    for (const answer of [look, begin, command]) expect(answer).toMatchObject({ ok: true })
  })

  it('attack 3, allowed: and that clerk reads what accuses another unit, one order at a time', async () => {
    await signed('AC-2', { accused: ['zhujian'] })
    expect(await getAs('clerk-of-mayi', 'orders/AC-2')).not.toBe('denied')
    expect(await listed('clerk-of-mayi')).not.toContain('AC-2')
    await done(['clerk-of-mayi', 'clerk'], 'AC-2', 'flag', { ground: 'hot', note: '关注' })
  })

  it('attack 3: who handles for two units reads in one what accuses the other', async () => {
    await noticed('AC-2', 'handler@mayi')
    await isShutOut('two-units', 'handler@mayi', 'AC-2')
    await isShutOut('two-units', 'handler@zhujian', 'AC-2')
  })

  it('attack 3, allowed: their colleagues of the other unit handle it', async () => {
    expect(await listed('mayi-handler')).toContain('AC-2')
    expect(await told('mayi-handler', 'AC-2')).toBeGreaterThan(0)
    await done(handler, 'AC-2', 'unit-sign', {})
  })

  it('attack 3: somebody accused by name handles it in a unit that is not accused', async () => {
    // With nobody else who handles, the unit could not be given it at all.
    await paths(db)
      .units.doc('mayi')
      .update({ handlers: ['mayi-handler', 'solo'] })
    await signed('AC-3', { accused: [], persons: ['mayi-handler'] })
    await noticed('AC-3', 'handler@mayi')
    await isShutOut('mayi-handler', 'handler@mayi', 'AC-3')
    expect(
      await paths(db).outbox.where('order', '==', 'AC-3').where('uid', '==', 'mayi-handler').get(),
    ).toMatchObject({
      empty: true,
    })
  })

  it('attack 3, allowed: their colleagues do, and the accused handles other orders', async () => {
    await done(leader, 'AC-3', 'unit-sign', {})
    expect(await listed('mayi-leader')).toContain('AC-3')
    await signed('AC-4')
    expect(await listed('mayi-handler')).toContain('AC-4')
    await done(handler, 'AC-4', 'unit-sign', {})
  })

  it('attack 3: the accused reads on what they were told before', async () => {
    await noticed('AC-4', 'handler@mayi')
    expect(await told('mayi-handler', 'AC-4')).toBeGreaterThan(0)
    await done(clerk, 'AC-4', 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
    await vi.waitFor(async () => expect(await told('mayi-handler', 'AC-4')).toBe(0), {
      timeout: 60_000,
      interval: 50,
    })
    await isShutOut('mayi-leader', 'leader-in-charge@mayi', 'AC-4')
  })

  it('attack 3, allowed: and of other orders they are told on', async () => {
    expect(await told('mayi-handler', 'SD-2')).toBeGreaterThan(0)
  })

  it('attack 3: somebody who has left keeps the tokens that read what accuses', async () => {
    const former = { name: '郑已离', active: false, posts: ['clerk'], withheld: [], units: [], queues: [] }
    await paths(db)
      .staff.doc('former-clerk')
      .set({ ...former, tokens: ['centre', 'clear:centre', 'clerk', 'clear:clerk'] })
    expect(await getAs('former-clerk', 'orders/AC-1')).toBe('denied')
    expect(await listed('former-clerk')).toEqual([])
    const { command, look } = await gets('former-clerk', 'clerk', 'AC-1')
    for (const answer of [command, look])
      expect(answer).toMatchObject({ refusal: { code: 'access.no-post' } })
  })
})
