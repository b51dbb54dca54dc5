import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Calendar } from '../../functions/src/domain/time/calendar'
import { seal, type UnsealedEvent } from '../../functions/src/domain/order/chain'
import { evolve } from '../../functions/src/domain/order/evolve'
import { DAY, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import { officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY, type Policy, STAGE_KINDS } from '../../functions/src/domain/policy/policy'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Order } from '../../functions/src/domain/order/order'
import { eventReaders } from '../../functions/src/domain/order/readers'
import { reschedule } from '../../functions/src/domain/order/reschedule'
import { audit } from '../../scripts/audit/audit'
import { Calendars, type CountyDays } from '../../scripts/audit/calendar'
import { lineOf } from '../../scripts/audit/findings'
import { EVENT_TYPES } from '../../scripts/audit/people'
import { dateOf, dayOfDate } from '../../scripts/audit/time'
import { everyRoad } from '../support/every-road'
import { exportOf, type ExportFiles, filesOf, withFolder } from '../support/export-of'
import { isWorked, OFFICIAL_YEARS } from '../support/independent-deadline'
import { BROKEN_CHAINS, CLEAN, FAULTS, moveOf, type Plant, rehash, Tampered } from '../support/planted-faults'
import { FIRST_MATTERS } from '../../emulator-data/matters'
import { type Matter, treeOf } from '../../functions/src/domain/matters/tree'
import { at, CLERK, HANDLER, LAMPS, MATTERS, Road, sha256, VERIFIED } from '../support/road'

const auditOf = (files: ExportFiles) => withFolder(filesOf(files), (folder) => audit(folder))

const planted = ([, , , plant]: Plant, sealedAgain: boolean) => {
  const tampered = new Tampered()
  plant(tampered)
  if (sealedAgain) rehash(tampered.files)
  return auditOf(tampered.files).findings
}

/** The road as that release stored it. */
const ofBefore = ({ order: { id }, events }: Road): { order: Order; events: OrderEvent[] } => {
  const kept: OrderEvent[] = []
  let order: Order | null = null
  for (const event of events) {
    if (event.type === 'rang' && (STAGE_KINDS as readonly string[]).includes(event.data.kind)) continue
    const { limit: _limit, hash: _hash, ...all } = event
    const rest = { ...all, data: { ...all.data } } as UnsealedEvent
    if ('closed' in rest.data) Reflect.deleteProperty(rest.data, 'closed')
    const unsealed = { ...rest, version: kept.length + 1, prevHash: kept.at(-1)?.hash ?? '' }
    const sealed = seal(unsealed, sha256)
    kept.push(sealed)
    order = evolve(order, sealed, id)
  }
  const { counted: _counted, ...stored } = order!
  // It then said when the latest event happened, and not when it was written down.
  return { order: { ...stored, updatedAt: kept.at(-1)!.at }, events: kept }
}

/** That release knew nothing of taking back, and opened again only what was done. */
const isOfThen = ({ events }: Road): boolean =>
  !events.some(({ type }) => ['taken-back', 'callback-corrected', 'redo-ordered'].includes(type)) &&
  !(
    events.some(({ type }) => type === 'reopened') &&
    events.some(({ type, data }) => type === 'archived' && 'closed' in data)
  )

describe('the auditor', () => {
  it('finds nothing in a clean export with events of every kind, and says how much it looked at', () => {
    const { findings, orders, events } = auditOf(CLEAN)
    expect(findings.found.map(lineOf)).toEqual([])
    expect(orders).toBe(CLEAN.orders.length)
    expect(events).toBe(CLEAN.events.length)
    const types = new Set(CLEAN.events.map(({ type }) => type))
    expect(EVENT_TYPES.filter((type) => !types.has(type))).toEqual(['rescheduled', 'doubled'])
    const checked = new Map(findings.table().map((line) => [line.rule, line.checked]))
    for (const rule of [
      'G',
      'R1.1',
      'R3.3',
      'R5.4',
      'R8.2',
      'R9.2',
      'R10.2',
      'R11.2',
      'R16.1',
      'R16.2',
      'R17',
      'chain',
    ])
      expect(checked.get(rule), rule).toBeGreaterThan(0)
  })

  it('follows orders of a release before the stages had limits and closed months stood still', () => {
    // That release merged nothing.
    const roads = everyRoad().filter(
      (road) =>
        isOfThen(road) &&
        road.order.mergedFrom === undefined &&
        road.events.every(({ data }) => !('into' in data)),
    )
    const old = exportOf(roads.map(ofBefore))
    expect(old.events.length).toBeLessThan(CLEAN.events.length)
    expect(auditOf(old).findings.found.map(lineOf)).toEqual([])
    delete old.events.find(({ type }) => type === 'unit-signed')!['by']
    expect(auditOf(old).findings.found).not.toEqual([])
  })

  it('[G] knows whose work a caller was asked about who gave no grade', () => {
    const call = { reached: true, solution: 'solved', grade: 'not-rated', note: '' } as const
    const road = new Road({ cityNumber: 'D01' }).passed().give(CLERK, 'call-back', call)
    expect(road.order.callbacks.at(-1)?.units).toEqual(['mayi'])
    expect(auditOf(exportOf([road])).findings.found.map(lineOf)).toEqual([])
  })

  it('finds nothing in one whose chain is merely closed again', () => {
    expect(planted(['', '', '', () => undefined], true).found).toEqual([])
  })

  it.each(BROKEN_CHAINS)('finds %s (%s)', (...plant) => {
    const { found } = planted(plant, false)
    expect(found.some(({ rule, order }) => rule === plant[1] && order === plant[2])).toBe(true)
  })

  it.each(FAULTS)('finds %s (%s) under a chain that is whole', (...plant) => {
    const { found } = planted(plant, true)
    expect(found.map(({ rule, order }) => `${rule} ${order}`)).toContain(`${plant[1]} ${plant[2]}`)
    expect(found.filter(({ rule }) => rule === 'chain').map(lineOf)).toEqual([])
  })
})

/** New Year and the two days after it, as the notice of 2027 might say. */
const NOTICE_OF_2027 = {
  year: 2027,
  days: [
    { date: '2027-01-01', workday: false },
    { date: '2027-01-04', workday: false },
  ],
}
const COUNTY: CountyDays = { calendarYears: [NOTICE_OF_2027], calendarDays: [] }

/** An order over New Year, whose deadline waits for the notice, brought in line when it is out. */
const rescheduled = (policy: Policy = DEFAULT_POLICY): ExportFiles => {
  const road = new Road({ cityNumber: 'B01' }, at('2026-12-28T10:00:00')).signed().after(DAY).tick()
  const calendar = Calendar.of([...officialYears(), NOTICE_OF_2027])
  const happening = reschedule(road.order, policy, calendar, road.now)!
  const facts = { by: 'system', actingAs: 'system', command: null, recordedAt: road.now }
  const envelope = { ...facts, version: road.order.version + 1, prevHash: road.order.hash }
  const draft = evolve(road.order, { ...happening, ...envelope, readers: [], about: null, hash: '' }, 'B01')
  const readers = eventReaders(draft, happening)
  const event = seal({ ...happening, ...envelope, readers, about: null }, sha256)
  road.events.push(event)
  road.order = { ...draft, hash: event.hash }
  return exportOf([road.until(at('2027-02-01T10:00:00')).tick()])
}

const auditWith = (files: ExportFiles, county?: CountyDays) =>
  withFolder(filesOf(files), (folder) => audit(folder, county)).findings

describe('a year that is published', () => {
  it('moves a deadline as the calendar that is known then says', () => {
    expect(auditWith(rescheduled(), COUNTY).found.map(lineOf)).toEqual([])
  })

  it('is a fault where the deadline moves by a day that no calendar knows', () => {
    expect(auditWith(rescheduled()).found.map(({ rule }) => rule)).toContain('R5.1')
  })

  it('is a fault where the moved deadline is off by a day', () => {
    const files = rescheduled()
    moveOf(files, 'rescheduled', DAY)
    expect(auditWith(files, COUNTY).found.map(({ rule }) => rule)).toContain('R5.1')
  })

  it('is taken as it is said, and said to be so, under a policy that the auditor does not know', () => {
    const findings = auditWith(rescheduled({ ...DEFAULT_POLICY, version: '2027-1' }), COUNTY)
    expect(findings.found.map(lineOf)).toEqual([])
    expect([...findings.notes.keys()]).toEqual(['deadlines not verifiable: policy 2027-1'])
  })

  it('has the same workdays as the list that was typed from the notices', () => {
    const calendars = new Calendars()
    for (const year of OFFICIAL_YEARS) {
      const [calendar] = calendars.at(Date.parse(`${year}-06-01T00:00:00Z`))
      const [first, next] = [dayOfDate(`${year}-01-01`)!, dayOfDate(`${year + 1}-01-01`)!]
      for (let day = first; day < next; day++)
        expect(calendar!.isWorked(day), dateOf(day)).toBe(isWorked(dateOf(day)))
    }
  })
})

describe('an alarm that is late', () => {
  const breached = (until: number): ExportFiles => {
    const road = new Road({ cityNumber: 'C01' }).dispatched().give(HANDLER, 'unit-sign', {})
    const other = new Road({ cityNumber: 'C02', transferredAt: until }, until)
    return exportOf([road, other])
  }
  const deadline = at('2026-12-03T00:00:00')

  it('is not missed within half an hour, and is said to be awaited', () => {
    const files = breached(deadline + 20 * MINUTE)
    // The reminders of the days before should long have come; only the breach may still.
    const { found, notes } = auditWith(files)
    expect(found.every(({ rule }) => rule === 'R17')).toBe(true)
    expect(notes.size).toBe(1)
  })

  it('is missed after it, in the figures too', () => {
    const { found } = auditWith(breached(deadline + HOUR))
    expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R5.1', 'G']))
  })
})

describe('npm run audit', () => {
  const run = (files: Record<string, string>) =>
    withFolder(files, (folder) =>
      spawnSync(process.execPath, ['--import', 'tsx', resolve('scripts/audit/main.ts'), folder], {
        encoding: 'utf8',
      }),
    )
  const tampered = new Tampered()
  FAULTS.find(([what]) => what === 'a limit of another category')?.[3](tampered)
  rehash(tampered.files)

  it.each([
    ['0 where there is nothing', filesOf(CLEAN), 0, /\nnothing found\n$/, /^$/],
    [
      '2 with a line for each finding',
      filesOf(tampered.files),
      2,
      /^R5\.1 +A01 +v4 +limit in workdays: expected 6, found 8\n/,
      /^$/,
    ],
    [
      '1 where a file is missing',
      { ...filesOf(CLEAN), 'stats.json': '[]' },
      1,
      /^$/,
      /^audit: .*stats\.json: not a JSON object\n$/,
    ],
    [
      '1 where a line is cut off',
      { ...filesOf(CLEAN), 'events.jsonl': '{"order":"A01"' },
      1,
      /^$/,
      /^audit: .*events\.jsonl:1: not JSON\n$/,
    ],
    [
      '1 where the lines are not sorted',
      { ...filesOf(CLEAN), 'orders.jsonl': '{"id":"B"}\n{"id":"A"}\n' },
      1,
      /^$/,
      /^audit: .*orders\.jsonl:2: not sorted by "id"\n$/,
    ],
  ])('exits with %s', (_what, files, code, out, err) => {
    const { status, stdout, stderr } = run(files)
    expect(stderr).toMatch(err)
    expect(stdout).toMatch(out)
    expect(status).toBe(code)
  })
})

describe('the auditor of matters', () => {
  const OTHER = '010211'
  const changed = (version: number, from: string, ...entries: readonly Matter[]) => {
    const all = new Map([...MATTERS.entries, ...entries.map((entry) => [entry.code, entry] as const)])
    return { version, from, entries: [...all.values()] }
  }
  const lamps = MATTERS.entries.get(LAMPS)!
  const merged = changed(2, '2026-11-24', { ...lamps, state: 'retired', mergedInto: OTHER })
  const found = (files: ExportFiles, versions: readonly object[]) => {
    const text = versions.map((version) => `${JSON.stringify(version)}\n`).join('')
    return withFolder({ ...filesOf(files), 'matters.jsonl': text }, (folder) =>
      audit(folder).findings.found.map(({ rule, order, what }) => [rule, order, what]),
    )
  }

  it('[R1.2] knows which tree was in force, which code was in use in it and what it was called', () => {
    expect(found(CLEAN, [FIRST_MATTERS])).toEqual([])
    const retired = changed(1, '2000-01-01', { ...lamps, state: 'retired' })
    const renamed = changed(1, '2000-01-01', { ...lamps, name: '路灯' })
    const faults = (version: object) =>
      new Set(found(CLEAN, [version]).map(([rule, , what]) => `${rule}: ${what}`))
    expect(faults(retired)).toEqual(new Set(['R1.2: a matter that is not in use']))
    expect(faults(renamed)).toEqual(new Set(['R1.2: names that the tree does not have']))
    expect(faults({ ...FIRST_MATTERS, from: '2027-01-01' })).toEqual(
      new Set(['R1.2: a tree of matters that was not in force']),
    )
  })

  it('[R10.1] counts a merged code with its successor, from the version on that merged it', () => {
    const verified = (id: string, hour: number, matter: string, tree = MATTERS, sameMatter = 0): Road =>
      new Road({ cityNumber: id })
        .after(hour * HOUR)
        .give(CLERK, 'centre-sign', {})
        .give(CLERK, 'verify', { ...VERIFIED, matter }, { matters: tree, sameMatter })
    const roads = (sameMatter: number) =>
      exportOf([
        verified('A1', 1, LAMPS),
        verified('A2', 2, OTHER),
        verified('A3', 3, OTHER, treeOf({ ...merged, version: 2 }), sameMatter),
      ])
    const versions = [FIRST_MATTERS, merged]
    const repeats = (files: ExportFiles, trees: readonly object[]) =>
      found(files, trees).filter(([rule]) => rule === 'R10.1')
    expect(repeats(roads(2), versions)).toEqual([])
    expect(repeats(roads(1), versions)).toEqual([
      ['R10.1', 'A3', 'flag of repeated complaints on one matter'],
    ])
    const unmerged = [FIRST_MATTERS, changed(2, '2026-11-24')]
    expect(repeats(roads(1), unmerged)).toEqual([])
    expect(repeats(roads(2), unmerged)).toHaveLength(1)
  })
})
