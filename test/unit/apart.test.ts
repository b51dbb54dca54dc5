import { inspectionsOf } from '../../functions/src/domain/order/inspection'
import { describe, expect, it } from 'vitest'
import {
  apart,
  FLAGS,
  forInspectors,
  recordsBeside,
  together,
  withFlags,
} from '../../functions/src/domain/order/apart'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import { evolve } from '../../functions/src/domain/order/evolve'
import { HOUR } from '../../functions/src/domain/base/instant'
import { may } from '../../functions/src/domain/commands/may'
import type { Who } from '../../functions/src/domain/people/people'
import { readersOf } from '../../functions/src/domain/order/readers'
import type { Order } from '../../functions/src/domain/order/order'
import { everyRoad } from '../support/every-road'
import {
  CITY,
  CLERK,
  DISCIPLINE,
  HANDLER,
  LEADER,
  of,
  PRINCIPAL,
  REGULATION,
  REVIEWER,
  Road,
  SUPERVISION,
} from '../support/road'

const EVERYONE = [
  ...[CLERK, REVIEWER, CITY, SUPERVISION, DISCIPLINE, HANDLER, LEADER, PRINCIPAL],
  of('zhujian', 'handler'),
  of('zhujian', 'leader-in-charge'),
  of('zhujian', 'principal-leader'),
]

/** The order after each of its events. */
const stages = ({ events, order: { id } }: Road): Order[] => {
  const orders: Order[] = []
  events.reduce<Order | null>((before, event: OrderEvent) => {
    const after = evolve(before, event, id)
    orders.push(after)
    return after
  }, null)
  return orders
}

/** Everything that one audience reads of an order. */
const readBy = (audience: string, order: Order): string => {
  const { shown, records } = apart(order)
  return JSON.stringify([
    ...[shown, forInspectors(order)].map((each) => (each?.readers.includes(audience) === true ? each : null)),
    ...records.filter(({ readers }) => readers.includes(audience)),
  ])
}
const NOTHING = '[null,null]'

const OTHER = of('zhujian', 'handler')
const joint = (): Road =>
  new Road()
    .signed()
    .give(CLERK, 'add-assist', {
      unit: 'zhujian',
      basis: { kind: 'nearest-duty', justification: '涉及线路' },
    })
    .after(HOUR)
    .give(OTHER, 'unit-sign', {})
const draft = (name: string) => ({
  situation: `${name}情况`,
  result: `${name}结果`,
  answer: `${name}答复`,
  contact: `${name} 6332000`,
  outcome: { kind: 'not-possible', grounds: `${name}依据`, explained: `${name}解释` } as const,
})

describe('what lies beside an order', () => {
  const orders = everyRoad().flatMap(stages)

  it('together with the document it is the whole order again, at every moment of every road', () => {
    for (const order of orders) {
      const { shown, records } = apart(order)
      expect(together(shown, records)).toEqual(order)
      const known = withFlags(shown, records.find(({ id }) => id === FLAGS) ?? null)
      expect([...recordsBeside(known)]).toEqual(records.map(({ id }) => id).filter((id) => id !== FLAGS))
      expect(together(order, records)).toEqual(order)
    }
    expect(orders.filter((order) => recordsBeside(order).length > 0).length).toBeGreaterThan(50)
  })

  it('its document alone tells what may be done, but for flags and inspections', () => {
    const others = (order: Order, who: Who): string[] =>
      may(order, who, order.updatedAt).filter((type) => !ofFlags.includes(type) && !ofInspectors(type))
    const ofFlags: readonly string[] = ['flag', 'take-back']
    const ofInspectors = (type: string): boolean => type.endsWith('-inspection') || type === 'record-finding'
    for (const order of orders)
      for (const who of EVERYONE) expect(others(apart(order).shown, who)).toEqual(others(order, who))
  })

  it('[R10.2][R16.2] its document is the same to a unit whether or not the order is flagged and inspected', () => {
    for (const order of orders) {
      const { formerInspections: _former, directed: _directed, ...rest } = order
      const unflagged = { ...rest, flags: [], inspection: null }
      const plain = apart({ ...unflagged, readers: readersOf(unflagged) })
      const served = inspectionsOf(order).filter(({ servedAt }) => servedAt !== null)
      const { inspection, formerInspections } = apart(order).shown
      expect(inspectionsOf(apart(order).shown)).toHaveLength(served.length)
      expect(apart(order).shown).toEqual({
        ...plain.shown,
        inspection,
        ...(served.length > 1 && { formerInspections }),
      })
      const forUnits = (records: ReturnType<typeof apart>['records']) =>
        records.filter(({ readers }) => readers.some((reader) => reader.startsWith('unit:')))
      expect(forUnits(apart(order).records)).toEqual(forUnits(plain.records))
    }
    expect(orders.filter(({ flags }) => flags.length > 0).length).toBeGreaterThan(5)
  })

  it('an order that one unit alone has to do with lies in one document', () => {
    const { order } = new Road().signed().give(HANDLER, 'record-step', { step: 'inform', note: '已联系' })
    expect(apart(order)).toEqual({ shown: order, records: [] })
  })

  it("[R6.2][R9.1] a joint order's units do not read each other's steps and drafts, the centre reads both", () => {
    const { order } = joint()
      .give(HANDLER, 'record-step', { step: 'submit', note: '马影呈批' })
      .give(HANDLER, 'submit-feedback', draft('马影'))
      .give(OTHER, 'submit-feedback', draft('住建'))
    expect(readBy('unit:zhujian', order)).not.toMatch(/马影(呈批|情况|结果|答复)/)
    expect(readBy('unit:mayi', order)).not.toMatch(/住建(情况|结果|答复)/)
    expect(readBy('unit:mayi', order)).toMatch(/马影呈批.*马影情况/)
    expect(readBy('centre', order)).toMatch(/马影答复.*住建答复/)
    expect(readBy('supervision', order)).toBe(NOTHING)
  })

  it('[R9.1] what has left a unit the others of the order read', () => {
    const { order } = joint()
      .give(OTHER, 'submit-feedback', draft('住建'))
      .give(of('zhujian', 'leader-in-charge'), 'review-in-unit', { pass: true, reasons: '' })
    expect(readBy('unit:mayi', order)).toMatch(/住建答复/)
  })

  it('[R3.2] why a unit wants to be rid of its part is between it and the centre', () => {
    const { order } = joint().give(OTHER, 'apply-return', {
      ground: 'not-its-duty',
      reason: '住建不管路灯',
      suggestedUnit: 'chengguan',
      opinion: '',
      form: 'return-form',
    })
    expect(readBy('unit:mayi', order)).not.toContain('住建不管路灯')
    expect(readBy('unit:zhujian', order)).toContain('住建不管路灯')
    expect(readBy('centre', order)).toContain('住建不管路灯')
  })

  it('[R3.4] a unit that returned the order does not read what the next one does, nor the other way round', () => {
    const road = new Road().signed()
    road.give(HANDLER, 'record-step', { step: 'inform', note: '马影已联系' }).give(HANDLER, 'apply-return', {
      ground: 'not-its-duty',
      reason: '马影不管',
      suggestedUnit: null,
      opinion: '权属不清',
      form: 'return-form',
    })
    road
      .give(REVIEWER, 'decide-return', { no: 1, approve: true, reasons: '属实' })
      .give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
      .give(OTHER, 'unit-sign', {})
      .give(OTHER, 'submit-feedback', draft('住建'))
    expect(readBy('unit:mayi', road.order)).not.toContain('住建情况')
    expect(readBy('unit:zhujian', road.order)).not.toMatch(/马影(已联系|不管)/)
    expect(readBy('unit:zhujian', road.order)).toContain('住建情况')
  })

  it('[R5.3] the city reads why more time is asked for, and none of the work inside the unit', () => {
    const { order } = new Road()
      .signed()
      .give(HANDLER, 'record-step', { step: 'inform', note: '马影已联系' })
      .give(HANDLER, 'apply-extension', { workdays: 2, reason: '等待材料', expectedOn: '2026-12-03' })
    expect(readBy('city', order)).toContain('等待材料')
    expect(readBy('city', order)).not.toContain('马影已联系')
    expect(readBy('unit:mayi', order)).toMatch(/马影已联系.*等待材料|等待材料.*马影已联系/)
  })

  it('[R8.2] an appeal is read by the city once its principal leader has approved it', () => {
    const road = new Road().passed().give(CLERK, 'call-back', {
      reached: true,
      solution: 'unsolved',
      grade: 'dissatisfied',
      note: '',
    })
    road.give(HANDLER, 'prepare-appeal', { ground: 'no-basis', reason: '没有依据', proof: ['proof'] })
    expect(readBy('city', road.order)).toBe(NOTHING)
    road.give(PRINCIPAL, 'approve-appeal', { approve: true, note: '同意' })
    expect(readBy('city', road.order)).toContain('没有依据')
  })

  it('[R10.2] who inspects an order reads the inner loop of each unit', () => {
    const { order } = joint()
      .give(HANDLER, 'record-step', { step: 'submit', note: '马影呈批' })
      .give(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
    expect(readBy('supervision', order)).toContain('马影呈批')
    expect(readBy('unit:zhujian', order)).not.toContain('马影呈批')
  })

  it('[R16.2] a unit that turns out to be accused reads nothing any more, not even its own words', () => {
    const road = joint().give(HANDLER, 'record-step', { step: 'submit', note: '马影呈批' })
    expect(readBy('unit:mayi', road.order)).toContain('马影呈批')
    road.give(CLERK, 'name-accused', { units: ['mayi'], reason: '来电人指认' })
    expect(readBy('unit:mayi', road.order)).toBe(NOTHING)
    expect(readBy('centre', road.order)).toContain('马影呈批')
  })
})
