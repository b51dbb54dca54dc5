import { describe, expect, it } from 'vitest'
import { isMoot } from '../../functions/src/domain/notices/holds'
import { HOUR } from '../../functions/src/domain/base/instant'
import { noticesOf } from '../../functions/src/domain/notices/notices'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { at, CLERK, HANDLER, of, REGULATION, REVIEWER, Road } from '../support/road'

const WITHDRAW = { no: 1, reason: '分派有误' } as const
const TEXT = { guard: { ...DEFAULT_POLICY.guard, lostOrders: 'text' } } as const
const lost = (more: Partial<typeof TEXT> = {}): Road =>
  new Road()
    .signed()
    .give(HANDLER, 'record-step', { step: 'inform', note: '已联系' })
    .give(REVIEWER, 'withdraw-dispatch', WITHDRAW, more)

describe('a unit that has lost an order', () => {
  it('[R16.1] is not among its readers, but among those who had a part', () => {
    expect(new Road().signed().order).toMatchObject({
      readers: ['centre', 'leaders', 'unit:mayi'],
      formerReaders: [],
    })
    expect(lost().order).toMatchObject({ readers: ['centre', 'leaders'], formerReaders: ['unit:mayi'] })
  })

  it('[R16.1] reads it while it has a part again', () => {
    const road = lost().give(CLERK, 'dispatch', REGULATION)
    expect(road.order).toMatchObject({ readers: ['centre', 'leaders', 'unit:mayi'], formerReaders: [] })
  })

  it('[R16.1] reads on where the county had set so at that moment', () => {
    const road = lost(TEXT)
    expect(road.order).toMatchObject({ readers: ['centre', 'leaders', 'unit:mayi'], formerReaders: [] })
    expect(road.events.at(-1)?.data).toMatchObject({ stillReads: true })
  })

  it('[R16.2] and turns out to be accused has nothing left, not even its own', () => {
    const road = lost().give(CLERK, 'name-accused', { units: ['mayi'], reason: '诉求人指认' })
    expect(road.order).toMatchObject({ readers: ['clear:centre', 'clear:leaders'], formerReaders: [] })
  })

  it('[R3.4] is left what speaks of its own part alone', () => {
    const { events } = lost().give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
    expect(events.map(({ type, about }) => [type, about])).toEqual([
      ['transferred', null],
      ['centre-signed', null],
      ['verified', null],
      ['dispatched', 'unit:mayi'],
      ['unit-signed', 'unit:mayi'],
      ['step-recorded', 'unit:mayi'],
      ['dispatch-withdrawn', 'unit:mayi'],
      ['dispatched', 'unit:zhujian'],
    ])
  })

  it('[R2.3] whoever was asked to a consultation and got no part stops reading when it is over', () => {
    const road = new Road().verified().give(CLERK, 'convene', {
      units: ['mayi', 'zhujian', 'chengguan'],
      lead: null,
      place: '县中心',
      meetsAt: at('2026-11-24T15:00:00'),
    })
    expect(road.order.readers).toContain('unit:chengguan')
    road.after(6 * HOUR).give(CLERK, 'conclude-consultation', {
      agreed: true,
      host: 'mayi',
      assists: ['zhujian'],
      note: '马影镇主办',
      minutes: 'minutes',
    })
    expect(road.order).toMatchObject({
      readers: ['centre', 'leaders', 'unit:mayi', 'unit:zhujian'],
      formerReaders: [],
    })
  })

  it('[R16.1] hears that it lost it, in and outside the app, and nothing of what comes late or after', () => {
    const road = lost()
    const events = [...road.events]
    const told = (type: string): string[] =>
      noticesOf(
        road.order,
        events.findLast((event) => event.type === type)!,
      ).map(({ to }) => to)
    expect(told('dispatch-withdrawn')).toEqual(['handler@mayi', 'leader-in-charge@mayi'])
    const [notice] = noticesOf(road.order, events.at(-1)!)
    expect(isMoot(notice!, road.order, road.now)).toBe(false)
    expect(isMoot({ ...notice!, kind: 'redo' }, road.order, road.now)).toBe(true)

    road
      .give(CLERK, 'dispatch', { ...REGULATION, unit: 'zhujian' })
      .give(of('zhujian', 'handler'), 'unit-sign', {})
      .give(CLERK, 'correct-category', { category: 'complaint', reason: '实为投诉' })
    expect(noticesOf(road.order, road.events.at(-1)!).map(({ to }) => to)).toEqual([
      'handler@zhujian',
      'leader-in-charge@zhujian',
    ])
  })
})
