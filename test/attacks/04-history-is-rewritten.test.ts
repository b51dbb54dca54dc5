import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Firestore } from 'firebase-admin/firestore'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { canonical } from '../../functions/src/domain/base/canonical'
import { evolve } from '../../functions/src/domain/order/evolve'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import { DAY } from '../../functions/src/domain/base/instant'
import type { Link } from '../../functions/src/domain/seals/ledger'
import type { Order } from '../../functions/src/domain/order/order'
import { ledgerEntryId } from '../../functions/src/store/ledger'
import { write } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { exportCounty } from '../../scripts/export/export-county'
import { advance, bringIn, call, closeDatabase, done, freshCounty, localNow, PEOPLE } from '../support/county'
import { FEEDBACK, PASS, REGULATION, sha256, VERIFIED } from '../support/road'
import { runSchedule } from '../support/run-schedule'

const root = resolve(import.meta.dirname, '../..')

let db: Firestore
beforeAll(async () => {
  db = await freshCounty()
})
afterAll(closeDatabase)

const wholeRoad = async (order: string): Promise<void> => {
  await bringIn(order)
  await done(PEOPLE.clerk, order, 'centre-sign', {})
  await done(PEOPLE.clerk, order, 'verify', VERIFIED)
  await done(PEOPLE.clerk, order, 'dispatch', REGULATION)
  await done(PEOPLE.handler, order, 'unit-sign', {})
  await done(PEOPLE.handler, order, 'submit-feedback', FEEDBACK)
  await done(PEOPLE.leader, order, 'review-in-unit', { pass: true, reasons: '' })
  await done(PEOPLE.reviewer, order, 'first-review', PASS)
  await done(PEOPLE.clerk, order, 'call-back', {
    reached: true,
    solution: 'unsolved',
    grade: 'dissatisfied',
    note: '',
  })
}

const look = async (order: string): Promise<void> => {
  const [uid, actingAs] = PEOPLE.clerk
  expect(await call(uid, 'lookAtCaller', { order, actingAs, why: '回访核实诉求' })).toMatchObject({
    ok: true,
  })
}

const administer = async (name: string): Promise<void> => {
  const unit = { id: 'attack-04', name, kind: 'department', section: '办公室' }
  const answer = await call('administrator', 'administer', {
    type: 'set-unit',
    actingAs: 'administrator',
    ...unit,
  })
  expect(answer).toMatchObject({ ok: true })
}

const seal = (): Promise<void> => runSchedule(inject('suite'), 'seal')
const sealsFolder = (): string => inject('suite').sealsFolder
const sealNames = async (): Promise<string[]> =>
  (await readdir(sealsFolder())).filter((name) => name.endsWith('.json')).sort()

interface Finding {
  readonly what: string
  readonly chain: string
  readonly from: number
  readonly after: number | null
}

const run = (command: string, args: readonly string[]): Promise<{ code: number; out: string }> =>
  new Promise((settle) => {
    execFile(command, args, { cwd: root, maxBuffer: 1 << 26 }, (error, out, err) => {
      settle({ code: error === null ? 0 : Number(error.code), out: `${out}${error === null ? '' : err}` })
    })
  })

const publicKey = async (): Promise<string> =>
  join(
    sealsFolder(),
    (await readdir(sealsFolder())).find((name) => name.endsWith('.pem'))!,
  )

/** An export as it is now, and what the export itself, the auditor and both verifiers say of it. */
const judged = async () => {
  const out = await mkdtemp(join(tmpdir(), 'export-'))
  const exported = await exportCounty(db, { out })
  const node = process.execPath
  const verify = await run(node, [
    ...['--import', 'tsx', 'scripts/verify/main.ts', out, '--json'],
    ...['--seals', sealsFolder(), '--public-key', await publicKey()],
  ])
  const second = await run(node, ['docs/verify.mjs', out, sealsFolder(), await publicKey()])
  const audit = await run(node, ['--import', 'tsx', 'scripts/audit/main.ts', out])
  const findings = (JSON.parse(verify.out) as { findings: Finding[] }).findings
  return { exported, verify: { ...verify, findings }, second, audit }
}

/** Writes an order's history anew from one of its events on, every hash and what is stored made to fit. */
const rewrite = async (id: string, change: (event: OrderEvent) => OrderEvent): Promise<number> => {
  const found = await paths(db).events(id).orderBy('version').get()
  let order: Order | null = null
  let [prevHash, first] = ['', 0]
  const batch = db.batch()
  for (const document of found.docs) {
    const event = document.data()
    const changed = change(event)
    if (changed !== event && first === 0) first = event.version
    const { hash: _, ...unsealed } = { ...changed, prevHash }
    prevHash = sha256(canonical(unsealed))
    const sealed = { ...unsealed, hash: prevHash } as OrderEvent
    batch.set(document.ref, sealed)
    order = evolve(order, sealed, id)
  }
  batch.set(paths(db).order(id), order!)
  await batch.commit()
  return first
}

/** Cuts a ledger off behind its first entries, its head made to fit. */
const cutOff = async (ledger: string, keep: number): Promise<void> => {
  const entries = ledger === 'administrations' ? paths(db).administrations : paths(db).looks
  const head = (await paths(db).ledgers.doc(ledger).get()).data()!
  for (let no = keep + 1; no <= head.count; no++) await entries.doc(ledgerEntryId(ledger, no)).delete()
  const last = (await entries.doc(ledgerEntryId(ledger, keep)).get()).data() as Link | undefined
  await paths(db)
    .ledgers.doc(ledger)
    .set({ count: keep, hash: last?.hash ?? '' })
}

const faultNotices = async (): Promise<string[]> =>
  (await paths(db).notices.where('kind', '==', 'seal-faults').get()).docs
    .map((each) => each.data())
    .map(({ to, faults }) => `${to} ${faults}`)
    .sort()

describe('history is rewritten', () => {
  it('attack 4, allowed: honest work before and after a seal verifies clean', async () => {
    await wholeRoad('A4-1')
    await wholeRoad('A4-2')
    await bringIn('A4-3')
    await bringIn('A4-6')
    await done(PEOPLE.clerk, 'A4-6', 'flag', { ground: 'hot', note: '媒体关注' })
    for (let index = 0; index < 12; index++) await look('A4-1')
    for (let index = 0; index < 5; index++) await administer(`新单位${index}`)
    await Promise.all([seal(), seal()])
    expect(await sealNames(), 'of two at once one').toEqual(['000001.json'])
    await seal()
    expect(await sealNames(), 'one seal a night').toEqual(['000001.json'])

    await done(PEOPLE.clerk, 'A4-1', 'archive', { note: '' })
    await done(PEOPLE.clerk, 'A4-3', 'centre-sign', {})
    await bringIn('A4-4')
    await look('A4-1')
    await administer('新单位')
    const { exported, verify, second, audit } = await judged()
    expect(exported).toMatchObject({ broken: [], brokenLedgers: [] })
    expect(verify).toMatchObject({ code: 0, findings: [] })
    expect(second).toEqual({ code: 0, out: '' })
    expect(audit.code).toBe(0)
    expect(await faultNotices()).toEqual([])
  })

  it('attack 4, allowed: the next night seals what was done since, and all of it verifies clean', async () => {
    await advance(DAY)
    await seal()
    expect(await sealNames()).toEqual(['000001.json', '000002.json'])
    expect(await judged()).toMatchObject({ verify: { code: 0 }, second: { code: 0 } })
    expect(await faultNotices()).toEqual([])
  })

  it('attack 4: a callback and a feedback changed, an order, ten looks and four administrations deleted, an order put in', async () => {
    const last = (await sealNames()).length
    const callback = await rewrite('A4-1', (event) =>
      event.type === 'called-back'
        ? {
            ...event,
            data: { ...event.data, solved: true, satisfied: true, solution: 'solved', grade: 'satisfied' },
          }
        : event,
    )
    const feedback = await rewrite('A4-2', (event) =>
      event.type === 'feedback-submitted'
        ? { ...event, data: { ...event.data, result: '已于当日办结，诉求人表示满意。' } }
        : event,
    )
    for (const { ref } of (await paths(db).events('A4-3').get()).docs) await ref.delete()
    await paths(db).order('A4-3').delete()
    await cutOff('looks~clerk', 3)
    const administrations = (await paths(db).ledgers.doc('administrations').get()).data()!.count
    await cutOff('administrations', administrations - 4)
    // An order as if it had come in before the first seal.
    const events = (await paths(db).events('A4-4').get()).docs.map((event) => event.data())
    const past = (await localNow()) - 2 * DAY
    const { hash: _, ...unsealed } = { ...events[0]!, at: past, recordedAt: past }
    const born = { ...unsealed, hash: sha256(canonical(unsealed)) } as OrderEvent
    const backdated = evolve(null, born, 'A4-5')
    await db.runTransaction((transaction) => {
      write(transaction, db, null, { order: backdated, events: [born] })
      return Promise.resolve()
    })

    const { exported, verify, second, audit } = await judged()
    expect(exported, 'the export alone is content').toMatchObject({ broken: [], brokenLedgers: [] })
    expect(audit.out, 'and the auditor sees no history that does not hold').not.toMatch(
      /^(chain|fold|state|input) +\S+ +v/m,
    )
    expect(verify.code).toBe(1)
    const named = verify.findings.map(({ what, chain }) => `${what} ${chain}`).sort()
    expect(named).toEqual([
      'added order:A4-5',
      'changed order:A4-1',
      'changed order:A4-2',
      'removed ledger:administrations',
      'removed ledger:looks~clerk',
      'removed order:A4-3',
    ])
    for (const { after } of verify.findings) expect(after).toBe(last)
    const from = (chain: string) => verify.findings.find((each) => each.chain === chain)?.from
    expect(from('ledger:looks~clerk')).toBe(4)
    expect(from('ledger:administrations')).toBe(administrations - 3)
    expect(from('order:A4-1')).toBeLessThanOrEqual(callback)
    expect(from('order:A4-2')).toBeLessThanOrEqual(feedback)
    expect(second.code).toBe(1)
    for (const each of named) expect(second.out).toContain(each)
  })

  it('attack 4: the night after, the sealer itself names what was rewritten and tells who watches', async () => {
    await advance(DAY)
    await seal()
    expect(await faultNotices()).toEqual(['administrator 6', 'discipline 6', 'supervision 6'])
    // What was sealed before goes on saying so, and between which seals it was done.
    const { verify } = await judged()
    expect(verify.findings.map(({ chain }) => chain)).toContain('order:A4-1')
  })

  it('attack 4: a seal is changed, or signed by another', async () => {
    const out = await mkdtemp(join(tmpdir(), 'export-'))
    await exportCounty(db, { out })
    const other = join(out, 'another.pem')
    await writeFile(other, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))
    const verify = await run(process.execPath, [
      ...['--import', 'tsx', 'scripts/verify/main.ts', out, '--seals', sealsFolder(), '--public-key', other],
    ])
    expect(verify.code).toBe(1)
    expect(verify.out).toMatch(/^seal +seal:1 .*is not one of those given/m)
  })

  it('attack 4: an event is changed and its chain left as it is, or the order alone, or that it is flagged', async () => {
    await paths(db).events('A4-4').doc('1').update({ by: 'somebody-else' })
    await paths(db).order('A4-2').update({ redos: 0, title: '别的事' })
    await paths(db).flags('A4-6').delete()
    await advance(DAY)
    await seal()
    const latest = join(sealsFolder(), (await sealNames()).at(-1)!)
    const file = JSON.parse(await readFile(latest, 'utf8')) as {
      seal: { faults: { named: unknown[] } }
    }
    expect(file.seal.faults.named).toEqual(
      expect.arrayContaining([
        { chain: 'order:A4-4', number: 1, why: 'chain-broken' },
        // Which version they had reached depends on the weekday: alarms rang meanwhile.
        { chain: 'order:A4-2', number: expect.any(Number) as number, why: 'order-differs' },
        { chain: 'order:A4-6', number: expect.any(Number) as number, why: 'order-differs' },
      ]),
    )
  })
})
