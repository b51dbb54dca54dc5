import { describe, expect, it } from 'vitest'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { listingOf } from '../../../functions/src/domain/listings/listing'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { DAY, HOUR } from '../../../functions/src/domain/base/instant'
import {
  MATTERS,
  CITY,
  CLERK,
  HANDLER,
  LAMPS,
  of,
  PRINCIPAL,
  REVIEWER,
  Road,
  VERIFIED,
} from '../../support/road'

const heard = (road: Road): string[] => noticesOf(road.order, road.events.at(-1)!).map(({ to }) => to)
const urgings = (road: Road, scope: string): number =>
  talliesOf(road.order).reduce(
    (sum, line) => sum + (line.scope === scope ? (line.counts.urgings ?? 0) : 0),
    0,
  )
const PLACED = { matter: LAMPS, township: '360429102', place: '桥头', reason: '诉求人更正' }
const GONE = { ground: 'court', route: '向县人民法院起诉', reason: '法院已立案' } as const
const CALLER = { name: '王小明', phone: '13800138000', idNumber: '', address: '' }

describe('an urging', () => {
  it('[R21] reminds the units that have it, is counted, and makes no second order', () => {
    const road = new Road().signed().give(CLERK, 'urge', { note: '诉求人着急' })
    expect(heard(road)).toEqual(['handler@mayi', 'leader-in-charge@mayi'])
    road.after(HOUR).give(CITY, 'urge', { note: '' })
    expect(road.order.urgings).toHaveLength(2)
    expect(road.order.stage).toBe('handling')
    expect(listingOf(road.order).urgings).toBe(2)
    expect([urgings(road, 'county'), urgings(road, 'mayi'), urgings(road, 'centre')]).toEqual([2, 2, 0])
  })

  it('[R21] goes to the centre while no unit has it to do', () => {
    for (const road of [new Road(), new Road().answered()]) {
      road.give(CLERK, 'urge', { note: '' })
      expect(heard(road)).toEqual(['clerk', 'reviewer'])
      expect(urgings(road, 'centre')).toBe(1)
    }
  })

  it('[R21] is no business of a unit, and of no closed order', () => {
    expect(new Road().signed().refused(HANDLER, 'urge', { note: '' }).code).toBe('access.wrong-role')
    expect(new Road().closed().refused(CLERK, 'urge', { note: '' }).code).toBe('state.wrong-stage')
  })

  it('[R16.2] reaches no accused unit, neither in the notice nor in what it reads', () => {
    const road = new Road().signed().give(CLERK, 'name-accused', { units: ['mayi'], reason: '来电人指认' })
    road.give(CLERK, 'urge', { note: '' })
    const { readers } = road.events.at(-1)!
    expect([heard(road), readers.includes('unit:mayi')]).toEqual([['clerk', 'reviewer'], false])
    const free = new Road().signed().give(CLERK, 'urge', { note: '' })
    expect(free.events.at(-1)!.readers).toContain('unit:mayi')
  })
})

describe('a supplement', () => {
  it('[R21] goes to the order, is read by the units that read it, and reminds them', () => {
    const road = new Road().signed().give(CLERK, 'supplement', { text: ' 夜里也不亮 ' })
    expect(road.order.supplements?.map(({ text }) => text)).toEqual(['夜里也不亮'])
    expect(heard(road)).toEqual(['handler@mayi', 'leader-in-charge@mayi'])
    expect(listingOf(road.order).supplements).toBe(1)
    expect(urgings(road, 'county')).toBe(0)
  })

  it('[R21] [R16.1] says something, and nothing of who called', () => {
    const road = new Road().signed()
    expect(road.refused(CLERK, 'supplement', { text: ' ' })).toMatchObject({
      code: 'input.missing',
      rule: 'R21',
    })
    expect(road.refused(CLERK, 'supplement', { text: '请打 13800138000' }).code).toBe('text.personal-data')
    const caller = { data: CALLER, refusedToday: 0 }
    expect(road.refused(CLERK, 'supplement', { text: '王小明在家等' }, { caller }).code).toBe(
      'text.caller-data',
    )
    road.give(CLERK, 'supplement', { text: '诉求人在家等' }, { caller })
  })

  it('[R21] [R10.1] keeps the words of the latest ten in the order, and counts them all', () => {
    const road = new Road().signed()
    for (let nth = 1; nth <= 12; nth++) road.give(CLERK, 'supplement', { text: `第${nth}次` })
    const texts = road.order.supplements?.map(({ text }) => text)
    expect([texts?.length, texts?.[1], texts?.[2]]).toEqual([12, '', '第3次'])
  })
})

describe('a correction of matter and place', () => {
  it('[R21] is recorded with its reason and moves what orders on one matter share', () => {
    const road = new Road().signed().give(CLERK, 'correct-matter', PLACED)
    expect(road.order).toMatchObject({
      place: '桥头',
      matterKey: `360429102|${LAMPS}|桥头`,
      stage: 'handling',
    })
    expect(road.events.at(-1)).toMatchObject({ type: 'matter-corrected', data: { reason: '诉求人更正' } })
    expect(road.order.clocks).toEqual(new Road().signed().order.clocks)
  })

  it('[R21] [R10.1] flags the order where it is the third there, and not where it was before', () => {
    const third = new Road().signed().give(CLERK, 'correct-matter', PLACED, { sameMatter: 2 })
    expect(third.order.flags.map(({ ground }) => ground)).toEqual(['repeated'])
    const second = new Road().signed().give(CLERK, 'correct-matter', PLACED, { sameMatter: 1 })
    expect(second.order.flags).toEqual([])
    const same = new Road().signed()
    same.give(CLERK, 'correct-matter', { ...PLACED, place: '村 口' }, { sameMatter: 2 })
    expect(same.order.flags).toEqual([])
  })

  it('[R21] wants a change, a reason, a matter in use and a township of the county', () => {
    const road = new Road().signed()
    const code = (data: Partial<typeof PLACED>): string =>
      road.refused(REVIEWER, 'correct-matter', { ...PLACED, ...data }).code
    expect(code({ place: VERIFIED.place })).toBe('matter.same')
    expect(code({ reason: ' ' })).toBe('input.missing')
    expect(code({ matter: '99' })).toBe('verify.unknown-matter')
    expect(code({ township: '999999' })).toBe('verify.unknown-township')
    const [group] = [...MATTERS.groups]
    expect(code({ matter: group! })).toBe('verify.matter-not-last')
    road.give(REVIEWER, 'correct-matter', PLACED)
  })

  it('[R21] is the centre’s, after it verified the order and while it is open', () => {
    expect(new Road().refused(CLERK, 'correct-matter', PLACED).code).toBe('state.wrong-stage')
    expect(new Road().closed().refused(CLERK, 'correct-matter', PLACED).code).toBe('state.wrong-stage')
    expect(new Road().signed().refused(HANDLER, 'correct-matter', PLACED).code).toBe('access.wrong-role')
  })
})

describe('what is not for a hotline', () => {
  it('[R1.2] ends with its ground and the road told, in no figure but its own and the signing', () => {
    const road = new Road().give(CLERK, 'centre-sign', {}).after(HOUR).give(CLERK, 'decline', GONE)
    expect(road.order).toMatchObject({
      stage: 'archived',
      open: false,
      ending: 'not-acceptable',
      declined: { ground: 'court', route: GONE.route },
      alarmAt: null,
    })
    const { counts } = talliesOf(road.order).find(({ scope }) => scope === 'centre')!
    expect(counts).toMatchObject({ declined: 1, signingDue: 1, completionDue: 0, rated: 0 })
    expect(new Road().verified().after(DAY).give(REVIEWER, 'decline', GONE).order.open).toBe(false)
  })

  it('[R1.2] needs the road and the reason, and comes before any dispatch', () => {
    const road = new Road().verified()
    expect(road.refused(CLERK, 'decline', { ...GONE, route: '' }).params?.['fields']).toEqual(['route'])
    expect(road.refused(CLERK, 'decline', { ...GONE, reason: '' }).params?.['fields']).toEqual(['reason'])
    expect(new Road().refused(CLERK, 'decline', GONE).code).toBe('state.wrong-stage')
    expect(new Road().signed().refused(CLERK, 'decline', GONE).code).toBe('state.wrong-stage')
    const back = new Road().dispatched().give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '派错' })
    expect(back.refused(CLERK, 'decline', GONE).code).toBe('decline.dispatched')
    for (const who of [HANDLER, PRINCIPAL, of('zhujian', 'handler')])
      expect(road.refused(who, 'decline', GONE).code).toBe('access.wrong-role')
    road.give(CLERK, 'decline', GONE)
  })
})
