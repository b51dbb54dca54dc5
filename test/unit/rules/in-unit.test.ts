import { describe, expect, it } from 'vitest'
import { may } from '../../../functions/src/domain/commands/may'
import { HOUR } from '../../../functions/src/domain/base/instant'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { meantAmong, namedIn } from '../../../functions/src/domain/order/in-unit'
import { apart } from '../../../functions/src/domain/order/apart'
import { listingOf } from '../../../functions/src/domain/listings/listing'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { givenQueuesFor, standingOf } from '../../../functions/src/domain/people/people'
import {
  CLERK,
  GIVEN,
  HANDLER,
  LEADER,
  MAYI,
  of,
  OTHER_UNITS,
  PRINCIPAL,
  REDO,
  REVIEWER,
  Road,
  TUESDAY,
} from '../../support/road'

/** 马影镇 with somebody beside its one handler. */
const RECORDS = {
  units: [{ ...MAYI, handlers: ['handler', 'colleague'] }, ...OTHER_UNITS],
  persons: [
    { uid: 'handler', name: '张三' },
    { uid: 'colleague', name: '李四' },
  ],
}
const COLLEAGUE = { ...HANDLER, uid: 'colleague' }
const TYPE = 'assign-in-unit'
const to = (...handlers: string[]): CommandData[typeof TYPE] => ({ ...GIVEN, handlers })
const NOBODY = to()
const accused = (more: object) => ({ units: [], persons: [], reason: '诉求人补充举报', ...more })

describe('[R6.2] a leader gives an order to a handler or a section of the unit', () => {
  it('with an instruction, from dispatch on; the part remembers whom and what', () => {
    const road = new Road().dispatched().give(LEADER, TYPE, to('colleague'), RECORDS)
    expect(road.order.assignments[0]?.given).toEqual([
      { handlers: ['colleague'], section: '', instruction: '请三日内办结', by: 'leader', at: road.now },
    ])
    expect(road.events.at(-1)).toMatchObject({ type: 'assigned-in-unit', about: 'unit:mayi' })
    expect(namedIn(road.order, 'mayi')).toEqual(['colleague'])
  })

  it('given back to the unit, recorded; not twice', () => {
    const road = new Road().signed().give(PRINCIPAL, TYPE, GIVEN)
    road.give(LEADER, TYPE, NOBODY)
    expect(namedIn(road.order, 'mayi')).toEqual([])
    expect(road.order.assignments[0]?.given).toHaveLength(2)
    expect(road.refused(LEADER, TYPE, NOBODY)).toMatchObject({ code: 'in-unit.not-given', rule: 'R6.2' })
  })

  it('by its leaders alone, until feedback has left the unit', () => {
    const road = new Road().dispatched()
    expect(road.refused(HANDLER, TYPE, GIVEN).code).toBe('access.wrong-role')
    expect(road.refused(CLERK, TYPE, GIVEN).code).toBe('access.wrong-role')
    expect(road.refused(of('zhujian', 'leader-in-charge'), TYPE, GIVEN).code).toBe('access.not-your-order')
    const left = new Road().answered()
    expect(may(left.order, LEADER, left.now)).not.toContain(TYPE)
    left.give(REVIEWER, 'first-review', REDO).give(LEADER, TYPE, GIVEN)
  })

  it('a section with its handlers; several are no person', () => {
    const road = new Road().signed()
    const both = to('handler', 'colleague')
    expect(road.refused(LEADER, TYPE, both, RECORDS)).toMatchObject({
      code: 'input.missing',
      params: { fields: ['section'] },
    })
    expect(road.refused(LEADER, TYPE, { ...NOBODY, section: '执法股' }, RECORDS)).toMatchObject({
      code: 'input.missing',
      params: { fields: ['handlers'] },
    })
    road.give(LEADER, TYPE, { ...both, section: '执法股' }, RECORDS)
    expect(namedIn(road.order, 'mayi')).toEqual(['handler', 'colleague'])
  })

  it('to nobody who left, and nobody of another unit', () => {
    const road = new Road().signed()
    // The unit's handlers are those who hold the post now.
    expect(road.refused(LEADER, TYPE, to('colleague'))).toMatchObject({
      code: 'in-unit.not-a-handler',
      rule: 'R6.2',
    })
    expect(road.refused(LEADER, TYPE, to('handler-zhujian'), RECORDS).code).toBe('in-unit.not-a-handler')
    expect(road.refused(LEADER, TYPE, to('leader'), RECORDS).code).toBe('in-unit.not-a-handler')
    road.give(LEADER, TYPE, to('colleague'), RECORDS)
  })

  it('[R16.2] to nobody whom the order accuses, by name or in another unit', () => {
    const road = new Road().signed().give(CLERK, 'name-accused', accused({ persons: ['handler'] }), RECORDS)
    expect(road.refused(LEADER, TYPE, to('handler'), RECORDS)).toMatchObject({
      code: 'in-unit.accused',
      rule: 'R16.2',
    })
    road.give(LEADER, TYPE, to('colleague'), RECORDS)
    const straddling = {
      ...RECORDS,
      units: RECORDS.units.map((unit) =>
        unit.id === 'zhujian' ? { ...unit, handlers: ['colleague', 'handler-zhujian'] } : unit,
      ),
    }
    const other = new Road().signed().give(CLERK, 'name-accused', accused({ units: ['zhujian'] }), straddling)
    expect(other.refused(LEADER, TYPE, to('colleague'), straddling).code).toBe('in-unit.accused')
    other.give(LEADER, TYPE, to('handler'), straddling)
  })

  it('others of the unit may still act', () => {
    const road = new Road().dispatched().give(LEADER, TYPE, to('colleague'), RECORDS)
    expect(may(road.order, HANDLER, road.now)).toContain('unit-sign')
    expect(may(road.order, COLLEAGUE, road.now)).toContain('unit-sign')
  })
})

describe('[R17] who is told and finds it', () => {
  it('reminders are for the one who is named, and climb as before', () => {
    const road = new Road().dispatched().give(LEADER, TYPE, to('colleague'), RECORDS)
    const told = (from: number) =>
      road.events
        .slice(from)
        .flatMap((event) =>
          noticesOf(road.order, event).map(({ kind, to: post, named }) => [kind, post, named]),
        )
    expect(told(road.events.length - 1)).toEqual([['assigned-in-unit', 'handler@mayi', ['colleague']]])
    const from = road.events.length
    road.alarms(TUESDAY + 23 * HOUR)
    expect(told(from)).toContainEqual(['remind', 'handler@mayi', ['colleague']])
    road.alarms(TUESDAY + 25 * HOUR)
    expect(told(from)).toContainEqual(['breach', 'handler@mayi', ['colleague']])
    expect(told(from)).toContainEqual(['breach', 'leader-in-charge@mayi', undefined])
  })

  it('is for all handlers again when nobody of the named is left: left the post, or accused', () => {
    const people = ['handler', 'colleague']
    const all = (named: readonly string[]) => meantAmong(people, (uid) => uid, named)
    expect(all(['colleague'])).toEqual(['colleague'])
    expect(all(['who-left'])).toEqual(people)
    expect(all([])).toEqual(people)
    const road = new Road().signed().give(LEADER, TYPE, to('colleague'), RECORDS)
    road.give(CLERK, 'name-accused', accused({ persons: ['colleague'] }), RECORDS)
    expect(namedIn(road.order, 'mayi')).toEqual([])
  })

  it('the one who is named has it in a queue of their own, and the unit in its queue', () => {
    const road = new Road().dispatched().give(LEADER, TYPE, to('colleague'), RECORDS)
    const finds = (uid: string, who = HANDLER) => {
      const { queues } = standingOf(uid, [who.post], true, false)
      return givenQueuesFor(who.post, uid, queues).some((queue) =>
        listingOf(road.order).queues.includes(queue),
      )
    }
    expect(finds('colleague')).toBe(true)
    expect(finds('handler')).toBe(false)
    expect(listingOf(road.order).queues).toContain('handler@mayi/sign')
    // What waits for nothing from a handler is not in it.
    road.give(HANDLER, 'unit-sign', {}).feedback()
    expect(finds('colleague')).toBe(false)
  })

  it('the instruction is not read by another unit of the order', () => {
    const road = new Road().signed()
    road.give(CLERK, 'add-assist', { unit: 'zhujian', basis: { kind: 'duty', name: '三定方案' } })
    road.give(LEADER, TYPE, GIVEN)
    const { shown, records } = apart(road.order)
    expect(JSON.stringify(shown)).not.toContain(GIVEN.instruction)
    expect(records.find(({ id }) => id === 'unit:mayi')?.readers).not.toContain('unit:zhujian')
    expect(road.events.at(-1)?.readers).not.toContain('unit:zhujian')
    expect(road.events.at(-1)?.readers).toContain('unit:mayi')
  })
})
