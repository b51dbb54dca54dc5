import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CATEGORIES } from '../../functions/src/domain/matters/category'
import { brokenAt } from '../../functions/src/domain/order/chain'
import { COMMAND_TYPES } from '../../functions/src/domain/commands/table'
import { evolve } from '../../functions/src/domain/order/evolve'
import { talliesOf } from '../../functions/src/domain/figures/figures'
import { furtherCounts, NO_COUNTS, plus } from '../../functions/src/domain/order/counts'
import { dayNumberOf, HOUR } from '../../functions/src/domain/base/instant'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import type { Order } from '../../functions/src/domain/order/order'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { sha256 } from '../../functions/src/platform/sha256'
import { checkChain } from '../../scripts/export/check-chain'
import { arrivalsOf } from '../../scripts/simulate/arrivals'
import { comparison, type Outcome, outcomeOf, totalOf } from '../../scripts/simulate/compare'
import { countyOf } from '../../scripts/simulate/county'
import { diceOf } from '../../scripts/simulate/dice'
import { NotAPolicy, policyOver } from '../../scripts/simulate/policy-file'
import { type Doings, type Lived, type Simulation, simulate } from '../../scripts/simulate/run'
import { changesOfClosedMonths } from '../support/months-stand-still'
import { writeExport } from '../../scripts/simulate/write'

/** Large enough for every command to occur. */
const YEAR: Simulation = { year: 2025, orders: 600, seed: 1 }
const HALF: Simulation = { ...YEAR, orders: 300 }
const FEW: Simulation = { year: 2025, orders: 60, seed: 7 }

const doings: Doings = { given: new Map(), refused: new Map() }
const lives: readonly Lived[] = [...simulate(YEAR, DEFAULT_POLICY, sha256, doings)]

const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let written = 0
const filesOf = async (simulation: Simulation): Promise<string[]> => {
  const out = join(folder, String(++written))
  await writeExport({ out, force: false }, simulate(simulation, DEFAULT_POLICY, sha256))
  return ['orders.jsonl', 'events.jsonl', 'stats.json'].map((name) => readFileSync(join(out, name), 'utf8'))
}

describe('a simulated year', () => {
  it('is the same to the byte for the same seed, and another for another', async () => {
    const first = await filesOf(FEW)
    expect(await filesOf(FEW)).toEqual(first)
    const other = await filesOf({ ...FEW, seed: 8 })
    for (const [index, text] of other.entries()) expect(text).not.toBe(first[index])
  })

  it('has every command that the law knows, and refusals too', () => {
    expect(COMMAND_TYPES.filter((type) => !doings.given.has(type))).toEqual([])
    expect(doings.refused.get('version.changed')).toBeGreaterThan(0)
    expect(doings.refused.get('feedback.missing')).toBeGreaterThan(0)
  })

  it('consists of orders that are the fold of their events, in chains that hold', () => {
    for (const { order, events } of lives) {
      expect(brokenAt(events, sha256)).toBeNull()
      expect(checkChain(order, events)).toBeNull()
      const folded = events.reduce<Order | null>((before, event) => evolve(before, event, order.id), null)
      expect(folded).toEqual(order)
    }
  })

  it('is written sorted, with figures that are the sum of what each order counts', async () => {
    const [orders = '', events = '', stats = ''] = await filesOf(FEW)
    const lines = orders
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Order)
    // Besides those that come in, there are second orders of the same matter, and some that are sent again.
    expect(lines.length).toBeGreaterThanOrEqual(FEW.orders)
    expect(lines.map(({ id }) => id)).toEqual(lines.map(({ id }) => id).sort())
    const counted = events
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { order: string; version: number })
    expect(counted.map(({ order, version }) => [order, version])).toEqual(
      lines.flatMap(({ id, version }) => Array.from({ length: version }, (_, index) => [id, index + 1])),
    )
    const sums = new Map<string, typeof NO_COUNTS>()
    for (const order of lines)
      for (const { month, scope, category, counts, correction } of talliesOf(order)) {
        const key = `${month} ${scope} ${category} ${correction?.of ?? ''} ${correction?.reason ?? ''}`.trim()
        sums.set(key, plus(sums.get(key) ?? NO_COUNTS, counts))
      }
    interface Rates {
      readonly signing: unknown
      readonly completion: unknown
      readonly satisfaction: unknown
      readonly counts?: object
    }
    type Line = Rates & {
      readonly corrections?: (Rates & { readonly of: string; readonly reason: string })[]
    }
    const none = { numerator: 0, denominator: 0 }
    const nothing: Rates = { signing: none, completion: none, satisfaction: none }
    const said = new Map<string, Rates>()
    for (const [month, scopes] of Object.entries(JSON.parse(stats) as Record<string, object>))
      for (const [scope, categories] of Object.entries(scopes))
        for (const [category, line] of Object.entries(categories as Record<string, Line>)) {
          if (category === 'total') continue
          const { corrections = [], ...rates } = line
          said.set(`${month} ${scope} ${category}`, rates)
          for (const { of, reason, ...corrected } of corrections)
            said.set(`${month} ${scope} ${category} ${of} ${reason}`, corrected)
        }
    for (const key of new Set([...said.keys(), ...sums.keys()])) {
      const sum = sums.get(key) ?? NO_COUNTS
      const { counts = {}, ...rates } = said.get(key) ?? nothing
      expect(counts, key).toEqual(furtherCounts(sum))
      expect(rates, key).toEqual({
        signing: { numerator: sum.signedOnTime, denominator: sum.signingDue },
        completion: { numerator: sum.completedOnTime, denominator: sum.completionDue },
        satisfaction: { numerator: sum.satisfied, denominator: sum.rated },
      })
    }
  })

  it('[G] changes no month that is over, of any order', () => {
    expect(lives.flatMap(({ order, events }) => changesOfClosedMonths(events, order.id))).toEqual([])
    const reasons = lives.flatMap(({ order }) => order.counted?.corrections.map(({ reason }) => reason))
    expect(reasons).toEqual(expect.arrayContaining(['category', 'later-answer', 'appeal']))
  })

  it('comes to an end for nearly every order, and leaves no alarm that was due unrung', () => {
    const open = lives.filter(({ order }) => order.open)
    expect(open.length).toBeLessThan(YEAR.orders / 50)
    const end = Date.parse('2026-03-01T00:00:00+08:00')
    for (const { order } of open)
      if (order.alarmAt !== null) expect(order.alarmAt).toBeGreaterThan(end - 24 * HOUR)
  })

  it('is provisional where it runs into a year whose notice is not out', () => {
    const late = [...simulate({ ...HALF, year: 2026 }, DEFAULT_POLICY, sha256)].flatMap(
      ({ order }) => order.clocks,
    )
    expect(late.some(({ provisional }) => provisional)).toBe(true)
    expect(lives.flatMap(({ order }) => order.clocks).some(({ provisional }) => provisional)).toBe(false)
  })

  it('is busiest on workdays', () => {
    const arrivals = arrivalsOf(countyOf(diceOf(1)), 2025, 5_000, 1)
    const calendar = officialCalendar()
    const worked = arrivals.filter(({ transferredAt }) => calendar.isWorkday(dayNumberOf(transferredAt)))
    const [workdays, daysOff] = [248, 117]
    expect(worked.length / workdays).toBeGreaterThan((1.5 * (arrivals.length - worked.length)) / daysOff)
  })
})

const under = (handlingWorkdays: object): Outcome =>
  outcomeOf(HALF, policyOver(DEFAULT_POLICY, { handlingWorkdays }))

describe('another policy', () => {
  const now = outcomeOf(HALF, DEFAULT_POLICY)

  it('that says the same makes no difference', () => {
    const same = under({ complaint: 8 })
    expect(same).toEqual(now)
    expect(comparison(now, same)).not.toMatch(/[+-]\d/)
  })

  it('that is stricter never raises on-time completion, and changes neither signing nor satisfaction', () => {
    let before = now
    for (const complaint of [6, 5, 3, 1]) {
      const stricter = under({ complaint })
      const [was, is] = [totalOf(before), totalOf(stricter)]
      expect(is.completedOnTime).toBeLessThan(was.completedOnTime)
      expect(is.completionDue).toBeGreaterThanOrEqual(was.completionDue)
      expect([is.signedOnTime, is.satisfied, is.rated]).toEqual([was.signedOnTime, was.satisfied, was.rated])
      for (const category of CATEGORIES.filter((each) => each !== 'complaint'))
        expect(stricter.categories.get(category)).toEqual(now.categories.get(category))
      before = stricter
    }
  })

  it('is shown beside the county’s own, as fractions and in percent', () => {
    const shown = comparison(now, under({ complaint: 5 }))
    const { completedOnTime, completionDue } = totalOf(now)
    expect(shown).toContain(`${completedOnTime}/${completionDue}`)
    expect(shown).toMatch(/按时办结率 │ 投诉 .*-\d+\.\d\d 个百分点/)
    expect(shown).toMatch(/超时次数 +│ 办理 .*\+\d/)
  })

  it.each([
    [{ handlingWorkdays: { complaint: '5' } }, 'handlingWorkdays.complaint'],
    [{ handlingworkdays: { complaint: 5 } }, 'handlingworkdays'],
    [{ alarms: { sign: { remindBefore: [5] } } }, 'alarms.sign.remindBefore.0'],
    [{ dayEndsAtMinute: 60 }, 'dayEndsAtMinute'],
    [{ version: 3 }, 'version'],
    [[], '整个文件'],
  ])('is refused as %j, naming %s', (given, field) => {
    expect(() => policyOver(DEFAULT_POLICY, given)).toThrow(NotAPolicy)
    expect(() => policyOver(DEFAULT_POLICY, given)).toThrow(field)
  })

  it('keeps what its file does not say', () => {
    const { version, ...settings } = policyOver(DEFAULT_POLICY, { handlingWorkdays: { complaint: 5 } })
    expect(version).toBe('2026-1-what-if')
    expect(settings).toMatchObject({ signWithin: DEFAULT_POLICY.signWithin, alarms: DEFAULT_POLICY.alarms })
    expect(settings.handlingWorkdays).toEqual({ ...DEFAULT_POLICY.handlingWorkdays, complaint: 5 })
  })
})
