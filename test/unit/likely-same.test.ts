import { describe, expect, it } from 'vitest'
import { likelySame } from '../../functions/src/domain/commands/likely-same'
import { DAY, MINUTE } from '../../functions/src/domain/base/instant'
import type { Order } from '../../functions/src/domain/order/order'
import { callerIds } from '../../functions/src/domain/people/caller-ids'
import type { Acting } from '../../functions/src/domain/people/people'
import { callerKeys } from '../../functions/src/platform/caller-keys'
import { CLERK, Road, TUESDAY, VERIFIED } from '../support/road'

const WHO: Acting = { uid: 'clerk', post: { role: 'clerk', unit: null }, units: [] }
const later = (verify: Partial<typeof VERIFIED> = {}, text = '还是那盏灯。'): Road =>
  new Road({ cityNumber: 'LATER', text, transferredAt: TUESDAY + MINUTE }, TUESDAY + MINUTE)
    .give(CLERK, 'centre-sign', {})
    .give(CLERK, 'verify', { ...VERIFIED, ...verify })
const found = (road: Road, others: readonly Order[], who = WHO, now = road.now) =>
  likelySame(road.order, others, who, { now, closedWithin: 30 * DAY })

describe('orders of the same caller', () => {
  it('[R21] are proposed on the same matter or in the same township, with the reason', () => {
    const { order } = new Road().signed()
    expect(found(later(), [order])).toMatchObject([
      { id: order.id, open: true, reasons: ['matter', 'township'], forbidden: null },
    ])
    const elsewhere = { township: '360429101' }
    expect(found(later(elsewhere), [order])).toMatchObject([{ reasons: ['matter'] }])
    const road = new Road({ cityNumber: 'A', text: '村里欠薪三个月' }).signed()
    const other = { ...road.order, matter: null, township: '360429103' }
    expect(found(later({}, '申请低保需要什么材料'), [other])).toEqual([])
    expect(found(later({}, '村里欠薪已经三个月'), [other])).toMatchObject([{ reasons: ['text'] }])
  })

  it('[R21] are open, or were closed not long ago; a merged one and the order itself are left out', () => {
    const { order } = new Road().closed()
    const road = later()
    expect(found(road, [order])).toMatchObject([{ open: false, forbidden: { code: 'merge.closed' } }])
    expect(found(road, [order], WHO, road.now + 40 * DAY)).toEqual([])
    expect(found(road, [{ ...order, ending: 'merged', mergedInto: 'X' }, road.order])).toEqual([])
  })

  it('[R16.2] are only those that whoever asks may read, and says why they do not go together', () => {
    const accusing = { ...VERIFIED, accused: ['chengguan'] }
    const { order } = new Road().give(CLERK, 'centre-sign', {}).give(CLERK, 'verify', accusing)
    expect(found(later(), [order])).toMatchObject([{ forbidden: { code: 'merge.accused' } }])
    expect(found(later(), [order], { ...WHO, units: ['chengguan'] })).toEqual([])
    expect(found(later(), [{ ...order, accusedPersons: ['clerk'] }])).toEqual([])
  })
})

describe('what callers are recognised by', () => {
  const ids = (phone: string, idNumber = '') => callerIds({ phone, idNumber })

  it('[R16.1] is the same in every spelling, and nothing where it tells nobody apart', () => {
    for (const phone of ['13800138000', '１３８００１３８０００', '138-0013 8000', '+86 13800138000'])
      expect(ids(phone), phone).toEqual(['phone 13800138000'])
    expect(ids('13800138000/13900139000')).toHaveLength(2)
    expect(ids('0792-6332000')).toEqual(['phone 07926332000'])
    expect(ids('', '36042919880506112x')).toEqual(['id 36042919880506112X'])
    for (const phone of ['', '不详', '12345', '-']) expect(ids(phone), phone).toEqual([])
  })

  it('[R16.1] is stored under the newest key, and found under each that is still known', () => {
    const [old, fresh] = ['o', 'n'].map((fill) => Buffer.alloc(32, fill).toString('base64'))
    const before = callerKeys(`a:${old}`).stored(ids('13800138000'))
    const rotated = callerKeys(`b:${fresh}, a:${old}`)
    expect(rotated.stored(ids('13800138000'))).not.toEqual(before)
    expect(rotated.sought(ids('13800138000'))).toEqual(expect.arrayContaining(before))
    expect(callerKeys(`b:${fresh}`).sought(ids('13800138000'))).not.toEqual(expect.arrayContaining(before))
    expect(JSON.stringify(before)).not.toContain('138')
    for (const wrong of ['', 'a:', 'a:c2hvcnQ=', old!])
      expect(() => callerKeys(wrong), wrong).toThrow(/CALLER_KEYS/)
  })
})
