import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import { noticesOf } from '../../functions/src/domain/notices/notices'
import { clockKey } from '../../functions/src/domain/order/clocks'
import { nextDue } from '../../functions/src/domain/order/tick'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import { at, CLERK, HANDLER, REDO, REVIEWER, Road, TUESDAY, VERIFIED } from '../support/road'

const rings = (road: Road): [string, string, number][] =>
  road.events.flatMap((event) =>
    event.type === 'rang' && event.data.kind !== 'verify'
      ? [[clockKey(event.data), event.data.what, (event.at - TUESDAY) / HOUR]]
      : [],
  )

/** Whoever is told, but for the centre's verification, which runs beside its signing (R1.2). */
const told = (road: Road): string[] =>
  road.events
    .flatMap((event) => noticesOf(road.order, event))
    .filter(({ clock }) => clock !== 'verify')
    .map(({ kind, to }) => `${kind} → ${to}`)

describe('what a clock does by itself', () => {
  it('[R17] reminds before, breaches at the deadline and climbs afterwards', () => {
    const road = new Road().alarms(TUESDAY + 3 * DAY)
    expect(rings(road)).toEqual([
      ['sign:centre:1', 'remind', 22.5],
      ['sign:centre:1', 'breach', 24],
      ['sign:centre:1', 'climb', 26],
      ['sign:centre:1', 'climb', 48],
    ])
    expect(road.order.clocks[0]).toMatchObject({ climbedTo: 'county', rings: [] })
    expect(road.until(TUESDAY + 4 * DAY).tick().order.alarmAt).toBeNull()
  })

  it('[R17] climbs from the handler over the leader in charge and the principal leader to the county', () => {
    const road = new Road().signed()
    for (const hours of [130, 166.5, 190.5, 206, 230, 278]) road.until(TUESDAY + hours * HOUR).tick()
    expect(told(road).slice(1)).toEqual([
      'remind → handler@mayi',
      'remind → handler@mayi',
      'breach → handler@mayi',
      'breach → leader-in-charge@mayi',
      'climb → principal-leader@mayi',
      'climb → county-leader',
    ])
  })

  it('[R17] in the centre goes from the clerk over the reviewer to the county', () => {
    const road = new Road()
    for (const hours of [22.5, 24, 26, 48]) road.until(TUESDAY + hours * HOUR).tick()
    expect(told(road)).toEqual([
      'remind → clerk',
      'breach → clerk',
      'breach → reviewer',
      'climb → reviewer',
      'climb → county-leader',
    ])
  })

  it('[R17] rings nothing twice and nothing early, however often it is woken', () => {
    const often = new Road()
    for (let hour = 0; hour <= 72; hour++)
      often
        .until(TUESDAY + hour * HOUR)
        .tick()
        .tick()
    const once = new Road().until(TUESDAY + 72 * HOUR).tick()
    expect(rings(often).map(([, , hour]) => hour)).toEqual(rings(once).map(([, , hour]) => hour))
    expect(rings(new Road().until(TUESDAY + 22.5 * HOUR - 1).tick())).toEqual([])
  })

  it('[R17] does not remind of a deadline that is over', () => {
    const late = new Road().until(TUESDAY + 25 * HOUR).tick()
    expect(rings(late).map(([, what]) => what)).toEqual(['missed', 'breach'])
    expect(told(late)).toEqual(['breach → clerk', 'breach → reviewer'])
  })

  it('[R17] does not remind when nobody is at work, and does not say that it did', () => {
    const closing = at('2026-11-24T17:30:00')
    const due = closing + 4 * HOUR
    const alarms = { ...DEFAULT_POLICY.alarms, sign: { remindBefore: [5 * HOUR], climbAfter: [] } }
    const policy = { ...DEFAULT_POLICY, signWithin: due - TUESDAY, alarms }
    const office = { policy, calendar: officialCalendar() }
    const order = new Road({}, TUESDAY, policy).order
    const what = (now: number): unknown => nextDue(order, now, office)?.data
    expect(what(closing - 1)).toMatchObject({ what: 'remind', at: closing - HOUR })
    expect(what(closing)).toMatchObject({ what: 'missed', at: closing - HOUR })
  })

  it('stops with the act it waits for, and after a breach climbs no further', () => {
    const road = new Road().until(TUESDAY + 25 * HOUR).give(CLERK, 'centre-sign', {})
    expect(road.until(TUESDAY + 30 * DAY).tick().order.alarmAt).toBeNull()
    expect(road.order.clocks[0]?.climbedTo).toBeNull()
  })

  it('[R9.2] [R17] goes on after a redo, without the reminders of the time in which it stood still', () => {
    const road = new Road().signed().until(at('2026-11-30T12:00:00')).feedback()
    road.until(at('2026-12-01T12:00:00')).give(REVIEWER, 'first-review', REDO)
    expect(road.order.alarmAt).toBe(at('2026-12-02T08:30:00'))
  })

  it('is named by the version that set it, and keeps its name while it stays the same', () => {
    const road = new Road()
    expect(road.order).toMatchObject({ alarmAt: TUESDAY + 22.5 * HOUR, alarmVersion: 1 })
    road.give(CLERK, 'centre-sign', {})
    // The verification's own reminder comes at the same moment: the alarm stays.
    expect(road.order).toMatchObject({ alarmAt: TUESDAY + 22.5 * HOUR, alarmVersion: 1 })
    road.give(CLERK, 'verify', VERIFIED)
    expect(road.order).toMatchObject({ alarmAt: at('2026-11-25T16:00:00'), alarmVersion: 3 })
  })

  it('a breach found by a late act stands before the act, with the deadline as its time', () => {
    const road = new Road()
      .dispatched()
      .until(TUESDAY + 30 * HOUR)
      .give(HANDLER, 'unit-sign', {})
    const types = road.events.map((event: OrderEvent) =>
      event.type === 'rang' ? event.data.what : event.type,
    )
    expect(types.slice(-4)).toEqual(['missed', 'breach', 'climb', 'unit-signed'])
    expect(road.events.at(-3)).toMatchObject({ at: TUESDAY + 24 * HOUR, recordedAt: TUESDAY + 30 * HOUR })
  })
})
