import { describe, expect, it } from 'vitest'
import { actingAs, lookForbidden, readable } from '../../functions/src/domain/order/access'
import {
  mayBeUnitId,
  type Post,
  postKey,
  postOfKey,
  ROLES,
  standingOf,
  type Who,
} from '../../functions/src/domain/people/people'
import { CLERK, HANDLER, LEADER, person, PASS, REVIEWER, Road } from '../support/road'

const tokensOf = (posts: readonly Post[]): readonly string[] => standingOf('uid', posts, true, true).tokens
const acting = (who: Who) => ({ ...who, units: who.post.unit === null ? [] : [who.post.unit] })

describe('posts', () => {
  it('are written and read back as the same post', () => {
    for (const key of ['clerk', 'handler@mayi', 'principal-leader@shui-li', 'city'])
      expect(postKey(postOfKey(key)!)).toBe(key)
  })

  it.each(['', 'boss', 'handler', 'handler@', 'clerk@mayi', 'handler@mayi@liusi', 'Clerk', '__proto__'])(
    'does not know the post %j',
    (key) => expect(postOfKey(key)).toBeNull(),
  )

  it.each([
    'county',
    'centre',
    'Centre',
    'leaders',
    'city',
    'supervision',
    'administration',
    'handler',
    'unit',
  ])('a unit is not called %s, which means somebody else', (id) => {
    expect(mayBeUnitId(id)).toBe(false)
    expect(mayBeUnitId(`${id}2`)).toBe(true)
  })

  it('[R17] give the audience of the unit to each of its people, and of nobody else', () => {
    expect(tokensOf([{ role: 'handler', unit: 'mayi' }])).toEqual(['unit:mayi', 'handler@mayi'])
    expect(
      tokensOf([
        { role: 'clerk', unit: null },
        { role: 'reviewer', unit: null },
      ]),
    ).toEqual(['centre', 'clerk', 'reviewer'])
    for (const role of ROLES.filter((role) => !role.includes('leader') && role !== 'handler'))
      expect(tokensOf([{ role, unit: null }]).join()).not.toContain('unit:')
  })
})

describe('acting', () => {
  const both = { active: true, posts: ['clerk', 'reviewer'], tokens: ['centre'] }

  it('is in one post of one’s own', () => {
    expect(actingAs('u', both, 'reviewer')).toMatchObject({ ok: true, value: { post: { role: 'reviewer' } } })
    expect(actingAs('u', both, 'handler@mayi')).toMatchObject({ ok: false })
    expect(actingAs('u', null, 'clerk')).toMatchObject({ ok: false })
    expect(actingAs('u', { ...both, active: false }, 'clerk')).toMatchObject({ ok: false })
  })

  it('an order that may not be read looks like one that does not exist', () => {
    const { order } = new Road().dispatched()
    const liusi = acting(person('x', 'handler@liusi'))
    expect(readable(order, acting(HANDLER)).ok).toBe(true)
    expect(readable(order, liusi).ok).toBe(false)
    expect(readable(order, liusi)).toEqual(readable(null, acting(HANDLER)))
  })
})

describe('looking at the caller', () => {
  const why = '核实地址'

  it('[R16.1] is for the centre, and in the unit for those who handle it while they do', () => {
    const signed = new Road().signed().order
    for (const who of [CLERK, REVIEWER, HANDLER, LEADER]) expect(lookForbidden(signed, who, why)).toBeNull()
    expect(lookForbidden(signed, person('p', 'principal-leader@mayi'), why)?.code).toBe('look.not-yours')
    expect(lookForbidden(signed, person('x', 'handler@liusi'), why)?.code).toBe('look.not-yours')
    expect(lookForbidden(new Road().dispatched().order, HANDLER, why)?.code).toBe('look.not-yours')
    const passed = new Road().answered().give(REVIEWER, 'first-review', PASS).order
    expect(lookForbidden(passed, HANDLER, why)?.code).toBe('look.not-yours')
    expect(lookForbidden(passed, CLERK, why)).toBeNull()
  })

  it.each(['county-leader', 'supervision', 'discipline', 'city', 'administrator'])(
    '[R16.1] is not for the %s',
    (role) => expect(lookForbidden(new Road().signed().order, person('x', role), why)?.rule).toBe('R16.1'),
  )

  it('[R16.1] wants a reason', () => {
    expect(lookForbidden(new Road().signed().order, HANDLER, ' ')?.code).toBe('look.why-missing')
  })
})
