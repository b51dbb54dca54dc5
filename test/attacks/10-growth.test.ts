import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apart } from '../../functions/src/domain/order/apart'
import { bytesOf, WORDS_KEPT } from '../../functions/src/domain/order/bounds'
import { dayNumberOf, dayOfNumber } from '../../functions/src/domain/base/instant'
import { LIMITS } from '../../functions/src/contract/limits'
import { write } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { pageUpTo, type Range } from '../../web/src/features/order/history-pages'
import { adminDatabase, closeDatabase, freshCounty, give, localNow, orderOf, PEOPLE } from '../support/county'
import { CLERK, FEEDBACK, HANDLER, LEADER, PASS, REDO, REVIEWER, Road } from '../support/road'

/** The longest text a door takes, of the characters that take the most room. */
const LONG = '办'.repeat(LIMITS.text)
const STEPS_AT_MOST = 200
const MEBIBYTE = 1024 * 1024

const steps = (road: Road, count: number): Road => {
  for (let step = 0; step < count; step++)
    road.after(1).give(HANDLER, 'record-step', { step: 'handle', note: LONG })
  return road
}
const largest = (road: Road): number => {
  const { shown, records } = apart(road.order)
  return Math.max(bytesOf(shown), ...records.map(bytesOf))
}

describe('an order that grows without end', () => {
  it('attack 10: a step after the last that an order takes is refused with its reason, and what to do', () => {
    const road = steps(new Road().signed(), STEPS_AT_MOST)
    expect(road.refused(HANDLER, 'record-step', { step: 'handle', note: '已办' })).toMatchObject({
      code: 'order.too-many',
      params: { list: 'steps', most: STEPS_AT_MOST },
    })
  })

  it('attack 10, allowed: the last one it takes', () => {
    const road = steps(new Road().signed(), STEPS_AT_MOST - 1)
    road.give(HANDLER, 'record-step', { step: 'answer', note: '已答复' })
    expect(road.order.assignments[0]?.steps).toHaveLength(STEPS_AT_MOST)
  })

  it('attack 10: long steps fill the document; only the latest keep their words there, the events keep all', () => {
    const road = steps(new Road().signed(), 60)
    const kept = road.order.assignments[0]?.steps.filter(({ note }) => note !== '') ?? []
    expect(kept).toHaveLength(WORDS_KEPT)
    expect(largest(road)).toBeLessThan(MEBIBYTE / 4)
    const said = road.events.filter((event) => event.type === 'step-recorded' && event.data.note === LONG)
    expect(said).toHaveLength(60)
  })

  it('attack 10, allowed: an order as full as one unit can make it is brought to its end', () => {
    const road = steps(new Road().signed(), STEPS_AT_MOST)
    const day = dayOfNumber(dayNumberOf(road.now) + 3)
    const plan = Array.from({ length: 20 }, () => ({ what: '办'.repeat(300), by: day }))
    road.give(HANDLER, 'lay-plan', { steps: plan })
    for (let update = 0; update < 100; update++)
      road.after(1).give(HANDLER, 'report-progress', { text: LONG })
    expect(road.refused(HANDLER, 'report-progress', { text: '进展' })).toMatchObject({
      params: { list: 'progress' },
    })
    const words = { ...FEEDBACK, situation: LONG, result: LONG, answer: LONG }
    road.give(HANDLER, 'submit-feedback', words)
    road.give(LEADER, 'review-in-unit', { pass: true, reasons: '' })
    road.give(REVIEWER, 'first-review', { ...REDO, reasons: LONG })
    road.give(HANDLER, 'submit-feedback', words)
    road.give(LEADER, 'review-in-unit', { pass: true, reasons: '' })
    road.give(REVIEWER, 'first-review', PASS)
    expect(largest(road)).toBeLessThan(700_000)
    road.give(CLERK, 'call-back', { reached: true, solved: true, satisfied: true, note: LONG })
    road.give(CLERK, 'archive', { note: LONG })
    expect(road.order.stage).toBe('archived')
  })

  it('attack 10: what only adds is refused long before a document is full', () => {
    const road = new Road().signed()
    const callback = { at: 0, by: 'clerk', reached: false, solved: null, satisfied: null, note: LONG }
    road.order = { ...road.order, callbacks: Array.from({ length: 60 }, () => callback) }
    expect(road.refused(HANDLER, 'record-step', { step: 'handle', note: LONG }).code).toBe('order.full')
    road.give(HANDLER, 'submit-feedback', FEEDBACK)
  })

  it('attack 10: more events than one query gives are still all to be read, page by page', () => {
    const ranges: Range[] = [pageUpTo(1_234)]
    while (ranges.at(-1)!.from > 1) ranges.push(pageUpTo(ranges.at(-1)!.from - 1))
    const versions = ranges.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, index) => to - index),
    )
    expect(versions).toEqual(Array.from({ length: 1_234 }, (_, index) => 1_234 - index))
    expect(Math.max(...ranges.map(({ from, to }) => to - from + 1))).toBeLessThanOrEqual(500)
  })
})

describe('on the running system', () => {
  beforeAll(async () => {
    await freshCounty()
  })
  afterAll(closeDatabase)

  it('attack 10: an order at its largest answers with a reason, and goes on', async () => {
    const db = adminDatabase()
    const road = steps(new Road({ cityNumber: 'G-1' }, await localNow()).signed(), STEPS_AT_MOST)
    await db.runTransaction((transaction) => {
      write(transaction, db, null, { order: road.order, events: road.events })
      return Promise.resolve()
    })
    expect(await give(PEOPLE.handler, 'G-1', 'record-step', { step: 'handle', note: '再记' })).toMatchObject({
      refusal: { code: 'order.too-many', params: { list: 'steps' } },
    })
    const words = { ...FEEDBACK, situation: LONG, result: LONG, answer: LONG }
    expect(await give(PEOPLE.handler, 'G-1', 'submit-feedback', words)).toMatchObject({ ok: true })
    expect(await orderOf('G-1')).toMatchObject({ assignments: [{ state: 'in-unit-review' }] })
    const events = await paths(db).events('G-1').count().get()
    expect(events.data().count).toBe(road.events.length + 1)
  })
})
