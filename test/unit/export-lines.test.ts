import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../functions/src/domain/base/canonical'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Figures } from '../../functions/src/domain/figures/figures'
import { NO_COUNTS } from '../../functions/src/domain/order/counts'
import { HOUR } from '../../functions/src/domain/base/instant'
import { checkChain } from '../../scripts/export/check-chain'
import { eventLine, orderLine, statsText } from '../../scripts/export/lines'
import { Road, sha256 } from '../support/road'

/** One order that went its whole way, with a breach in it. */
const road = new Road()
  .after(30 * HOUR)
  .tick()
  .closed()

describe('a line of the export', () => {
  it('holds an event so that its hash can be found again from the line alone', () => {
    for (const event of road.events) {
      const { order, times, hash, ...hashed } = JSON.parse(eventLine(road.order.id, event)) as OrderEvent & {
        order: string
        times: { at: string; recordedAt: string }
      }
      expect(order).toBe(road.order.id)
      expect(sha256(canonical(hashed))).toBe(hash)
      expect(Date.parse(times.at)).toBe(event.at)
      expect(Date.parse(times.recordedAt)).toBe(event.recordedAt)
    }
  })

  it('holds an order as it is stored, and its times in ISO beside it', () => {
    const { times, ...order } = JSON.parse(orderLine(road.order)) as Record<string, unknown>
    expect(order).toEqual(road.order)
    expect(times).toMatchObject({ transferredAt: '2026-11-24T10:00:00+08:00', calledAt: null })
  })
})

describe('the history of an exported order', () => {
  const events = road.events
  const withEvent = (index: number, change: Partial<OrderEvent>): OrderEvent[] =>
    events.map((event, at) => (at === index ? ({ ...event, ...change } as OrderEvent) : event))

  it('holds when nothing was done to it', () => {
    expect(checkChain(road.order, events)).toBeNull()
  })

  it('names the first version that cannot be trusted, and why', () => {
    const id = road.order.id
    expect(checkChain(road.order, withEvent(2, { by: 'somebody-else' }))).toEqual({
      order: id,
      version: 3,
      why: 'chain-broken',
    })
    expect(checkChain(road.order, events.toSpliced(2, 1))).toEqual({
      order: id,
      version: 3,
      why: 'event-missing',
    })
    expect(checkChain(road.order, events.slice(0, -1))).toEqual({
      order: id,
      version: events.length,
      why: 'event-missing',
    })
    expect(checkChain(road.order, [])).toEqual({ order: id, version: 1, why: 'event-missing' })
    expect(checkChain({ ...road.order, hash: sha256('another') }, events)).toEqual({
      order: id,
      version: events.length,
      why: 'order-differs',
    })
  })

  it('can be checked with the program in docs/export.md, and by nothing else of ours', () => {
    const program = /```js\n([^]*?)```/.exec(readFileSync('docs/export.md', 'utf8'))![1]!
    const folder = mkdtempSync(join(tmpdir(), 'export-'))
    writeFileSync(join(folder, 'check.mjs'), program)
    const check = (of: readonly OrderEvent[]): string => {
      writeFileSync(join(folder, 'orders.jsonl'), `${orderLine(road.order)}\n`)
      writeFileSync(
        join(folder, 'events.jsonl'),
        of.map((event) => `${eventLine(road.order.id, event)}\n`).join(''),
      )
      try {
        return execFileSync(process.execPath, [join(folder, 'check.mjs'), folder], { encoding: 'utf8' })
      } catch (error) {
        return (error as { stdout: string }).stdout
      }
    }
    expect(check(events)).toBe('')
    expect(check(withEvent(2, { by: 'somebody-else' }))).toContain(`${road.order.id} 3 does not follow`)
    expect(check(events.slice(0, -1))).toContain('is not where its events end')
  })
})

describe('the exported figures', () => {
  it('[G] are fractions by month, scope and category, with the total over the categories', () => {
    const none = { numerator: 0, denominator: 0 }
    const counts = { ...NO_COUNTS, signingDue: 4, signedOnTime: 3, rated: 2, satisfied: 1 }
    const corrected = { of: '2026-10', reason: 'appeal', counts: { ...NO_COUNTS, rated: -1 } } as const
    const figures: Figures = new Map([
      [
        'county',
        new Map([
          ['complaint', { counts, corrections: [corrected] }],
          [
            'help',
            {
              counts: { ...NO_COUNTS, signingDue: 1, signedOnTime: 1, completionDue: 1 },
              corrections: [corrected],
            },
          ],
        ]),
      ],
    ])
    const correction = (denominator: number) => [
      {
        of: '2026-10',
        reason: 'appeal',
        signing: none,
        completion: none,
        satisfaction: { numerator: 0, denominator },
      },
    ]
    expect(JSON.parse(statsText(new Map([['2026-11', figures]])))).toEqual({
      '2026-11': {
        county: {
          complaint: {
            signing: { numerator: 3, denominator: 4 },
            completion: none,
            satisfaction: { numerator: 1, denominator: 2 },
            corrections: correction(-1),
          },
          help: {
            signing: { numerator: 1, denominator: 1 },
            completion: { numerator: 0, denominator: 1 },
            satisfaction: none,
            corrections: correction(-1),
          },
          total: {
            signing: { numerator: 4, denominator: 5 },
            completion: { numerator: 0, denominator: 1 },
            satisfaction: { numerator: 1, denominator: 2 },
            corrections: correction(-2),
          },
        },
      },
    })
  })
})
