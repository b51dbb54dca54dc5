import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { paths } from '../../functions/src/store/paths'
import { exportCounty } from '../../scripts/export/export-county'
import { bringIn, call, closeDatabase, freshCounty, give, PEOPLE } from '../support/county'
import { VERIFIED } from '../support/road'

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
  const caller = { name: '欧阳明月', phone: '13900009999', idNumber: '', address: '湖口县马影镇走马村8号' }
  for (const order of ['E-1', 'E-10', 'E-2'])
    await bringIn(order, { caller, text: '我是欧阳明月，电话13900009999，村口的路灯坏了。' })
  await give(PEOPLE.clerk, 'E-1', 'centre-sign', {})
  await give(PEOPLE.clerk, 'E-1', 'verify', VERIFIED)
  const [uid, actingAs] = PEOPLE.clerk
  await call(uid, 'lookAtCaller', { order: 'E-10', actingAs, why: '回访核实诉求' })
  await vi.waitFor(async () => {
    expect((await paths(db).stats.get()).size).toBe(2)
  }, 60_000)
})
afterAll(closeDatabase)

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'export-'))

const lines = async <T>(out: string, name: string): Promise<T[]> =>
  (await readFile(join(out, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

describe('the export', () => {
  it('[G] writes every order, event and figure, in order', async () => {
    const out = await folder()
    expect(await exportCounty(db, { out })).toEqual({
      orders: 3,
      events: 5,
      broken: [],
      entries: 1,
      brokenLedgers: [],
    })
    expect((await readdir(out)).sort()).toEqual([
      'administrations.jsonl',
      'events.jsonl',
      'looks.jsonl',
      'matters.jsonl',
      'orders.jsonl',
      'stats.json',
    ])
    const orders = await lines<{ id: string }>(out, 'orders.jsonl')
    expect(orders.map(({ id }) => id)).toEqual(['E-1', 'E-10', 'E-2'])
    const events = await lines<{ order: string; version: number }>(out, 'events.jsonl')
    expect(events.map(({ order, version }) => `${order} ${version}`)).toEqual([
      'E-1 1',
      'E-1 2',
      'E-1 3',
      'E-10 1',
      'E-2 1',
    ])
    const stats = JSON.parse(await readFile(join(out, 'stats.json'), 'utf8')) as Record<string, unknown>
    const signing = { numerator: 1, denominator: 1 }
    for (const scopes of Object.values(stats))
      expect(scopes).toMatchObject({
        county: { total: { signing }, help: { signing } },
        centre: { total: { signing } },
      })
  })

  it('[R16.1] holds nothing of a caller', async () => {
    const out = await folder()
    await exportCounty(db, { out })
    for (const name of await readdir(out)) {
      const text = await readFile(join(out, name), 'utf8')
      expect(text).not.toMatch(/欧阳|13900009999|走马村8号/)
    }
  })

  it('refuses a folder that holds something, unless told otherwise', async () => {
    const out = await folder()
    await writeFile(join(out, 'orders.jsonl'), 'mine')
    await expect(exportCounty(db, { out })).rejects.toThrow(out)
    expect(await readdir(out)).toEqual(['orders.jsonl'])
    expect(await readFile(join(out, 'orders.jsonl'), 'utf8')).toBe('mine')
    await exportCounty(db, { out, force: true })
    expect(await lines(out, 'orders.jsonl')).toHaveLength(3)
  })

  it('leaves nothing half-written when it fails', async () => {
    const out = await folder()
    const failing = exportCounty(db, {
      out,
      report: () => {
        throw new Error('the disk is full')
      },
    })
    await expect(failing).rejects.toThrow('the disk is full')
    expect(await readdir(out)).toEqual([])
  })

  it('exports a history that was tampered with, and names it', async () => {
    await paths(db).events('E-1').doc('2').update({ by: 'somebody-else' })
    await paths(db).events('E-2').doc('1').delete()
    const out = await folder()
    expect(await exportCounty(db, { out })).toEqual({
      orders: 3,
      events: 4,
      broken: [
        { order: 'E-1', version: 2, why: 'chain-broken' },
        { order: 'E-2', version: 1, why: 'event-missing' },
      ],
      entries: 1,
      brokenLedgers: [],
    })
  })

  it('[R16.1] writes who looked at whose data and why, and names a log that was tampered with', async () => {
    const out = await folder()
    const [look] = (await paths(db).looks.get()).docs
    await exportCounty(db, { out })
    expect(await lines(out, 'looks.jsonl')).toEqual([
      expect.objectContaining({ ledger: 'looks~clerk', no: 1, order: 'E-10', why: '回访核实诉求' }),
    ])
    await look!.ref.update({ why: '别的事由' })
    expect(await exportCounty(db, { out, force: true })).toMatchObject({
      brokenLedgers: [{ ledger: 'looks~clerk', no: 1 }],
    })
  })
})
