import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apart, forInspectors } from '../../functions/src/domain/order/apart'
import { bytesOf, WORDS_KEPT } from '../../functions/src/domain/order/bounds'
import type { Order } from '../../functions/src/domain/order/order'
import { dayNumberOf, dayOfNumber } from '../../functions/src/domain/base/instant'
import { LIMITS } from '../../functions/src/contract/limits'
import { write } from '../../functions/src/orders/orders'
import { DATA } from '../../functions/src/schema/commands'
import { paths } from '../../functions/src/store/paths'
import { pageUpTo, type Range } from '../../web/src/features/order/history-pages'
import { adminDatabase, closeDatabase, freshCounty, give, localNow, orderOf, PEOPLE } from '../support/county'
import { CLERK, FEEDBACK, HANDLER, LEADER, PASS, REDO, REVIEWER, Road, SUPERVISION } from '../support/road'

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
  return Math.max(...[shown, forInspectors(road.order), ...records].map(bytesOf))
}

/** An order of several units, flagged and inspected, so that it lies in every kind of document there is. */
const inEveryDocument = (now?: number, transfer = {}): Road => {
  const road = new Road(transfer, now).signed()
  road.give(CLERK, 'add-assist', {
    unit: 'zhujian',
    basis: { kind: 'law', name: '《条例》' },
  })
  road.give(CLERK, 'flag', { ground: 'hot', note: LONG })
  road.give(SUPERVISION, 'open-inspection', {})
  return road
}
/** The road's order filled up with long texts to just below that many bytes: half in what all read, half in a unit's words. */
const filled = ({ order }: Road, below: number): Order => {
  const callback = { at: 0, by: 'clerk', reached: false, solved: null, satisfied: null, note: LONG }
  const step = { step: 'handle', note: LONG, at: 0, by: 'handler' } as const
  const pairs = Math.floor((below - bytesOf(order)) / (bytesOf(callback) + bytesOf(step)))
  const many = <T>(one: T): T[] => Array.from({ length: pairs }, () => one)
  const assignments = order.assignments.map((part) => (part.no === 1 ? { ...part, steps: many(step) } : part))
  const nearly = { ...order, assignments, callbacks: [...many(callback), { ...callback, note: '' }] }
  const rest = '办'.repeat(Math.max(0, Math.floor((below - bytesOf(nearly)) / 3)))
  return { ...nearly, callbacks: [...many(callback), { ...callback, note: rest }] }
}

/** What a JSON schema lets through at most, in Firestore's bytes: every text as long as it may be, of characters of three. */
interface JsonSchema {
  readonly type?: string
  readonly maxLength?: number
  readonly pattern?: string
  readonly maxItems?: number
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly enum?: readonly string[]
  readonly const?: unknown
}
const worst = (schema: JsonSchema): number => {
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return Math.max(...either.map(worst))
  if (schema.enum !== undefined) return Math.max(...schema.enum.map(bytesOf))
  if (schema.const !== undefined) return bytesOf(schema.const)
  switch (schema.type) {
    case 'string':
      // A pattern here is an id or a day, which says its own length.
      return schema.maxLength !== undefined
        ? 3 * schema.maxLength + 1
        : /\{\d+(,\d+)?\}\$?\)?\$$/.test(schema.pattern ?? '')
          ? 100
          : Infinity
    case 'array':
      return (schema.maxItems ?? Infinity) * worst(schema.items!)
    case 'object':
      return Object.entries(schema.properties ?? {}).reduce(
        (sum, [name, field]) => sum + name.length + 1 + worst(field),
        0,
      )
    default:
      return 8
  }
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
    road.give(CLERK, 'call-back', { reached: true, solution: 'solved', grade: 'satisfied', note: LONG })
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

  it('attack 10: it is measured whole, since whoever inspects has it whole', () => {
    const road = inEveryDocument()
    const order = filled(road, 699_000)
    // Of what others read each document is far smaller: the words of its unit lie apart.
    const { shown, records } = apart(order)
    expect(Math.max(bytesOf(shown), ...records.map(bytesOf))).toBeLessThan(400_000)
    road.order = order
    const assist = {
      unit: 'chengguan',
      basis: { kind: 'nearest-duty', justification: LONG },
    } as const
    expect(road.refused(CLERK, 'add-assist', assist).code).toBe('order.full')
  })

  it('attack 10, allowed: what ends an order has room when nothing else has any more', () => {
    const road = inEveryDocument()
    road.order = filled(road, 899_900)
    expect(road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, situation: LONG }).code).toBe('order.full')
    road.give(CLERK, 'withdraw-by-caller', { reason: LONG })
    expect(road.order.stage).toBe('archived')
    expect(largest(road)).toBeLessThan(MEBIBYTE)
  })

  it.each(Object.entries(DATA))('attack 10: no %s makes an event that is too large', (_type, schema) => {
    expect(worst(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema)).toBeLessThan(MEBIBYTE / 4)
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

  it('attack 10, allowed: one that has no byte left for anything else is ended, in every document it lies in', async () => {
    const db = adminDatabase()
    const road = inEveryDocument(await localNow(), { cityNumber: 'G-2' })
    const order = filled(road, 899_900)
    await db.runTransaction((transaction) => {
      write(transaction, db, null, { order, events: road.events })
      return Promise.resolve()
    })
    const words = { ...FEEDBACK, situation: LONG }
    expect(await give(PEOPLE.handler, 'G-2', 'submit-feedback', words)).toMatchObject({
      refusal: { code: 'order.full' },
    })
    expect(await give(PEOPLE.clerk, 'G-2', 'withdraw-by-caller', { reason: LONG })).toMatchObject({
      ok: true,
    })
    const inspected = (await paths(db).inspections.doc('G-2').get()).data()
    expect(inspected?.stage).toBe('archived')
    expect(bytesOf(inspected)).toBeGreaterThan(899_000)
  })
})
