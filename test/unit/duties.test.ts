import { describe, expect, it } from 'vitest'
import { mayHearOf, readable } from '../../functions/src/domain/order/access'
import { isBarred } from '../../functions/src/domain/order/barred'
import { dutyForbidden } from '../../functions/src/domain/order/duties'
import { DUTIES } from '../../functions/src/domain/order/duty'
import { incompatible } from '../../functions/src/domain/people/incompatible-posts'
import { may } from '../../functions/src/domain/commands/may'
import {
  type Post,
  postOfKey,
  ROLES,
  queuesFor,
  standingOf,
  tokensFor,
  UNIT_ROLES,
} from '../../functions/src/domain/people/people'
import { noticeReaders } from '../../functions/src/domain/order/readers'
import { seated } from '../../functions/src/domain/people/seat'
import { sentence } from '../../functions/src/domain/words/sentences'
import { DUTY } from '../../functions/src/domain/words/terms'
import {
  CITY,
  CLERK,
  FEEDBACK,
  HANDLER,
  LEADER,
  MAYI,
  PASS,
  person,
  PRINCIPAL,
  REGULATION,
  REDO,
  REVIEWER,
  Road,
  SUPERVISION,
  VERIFIED,
} from '../support/road'

const EXTENSION = { workdays: 2, reason: '等待材料', expectedOn: '2026-12-08' }
const APPEAL = { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] } as const
const HAPPY = { reached: true, solution: 'solved', grade: 'satisfied', note: '' } as const
const also = (who: typeof CLERK, post: string) => person(who.uid, post)

describe('what takes two', () => {
  it('[R9.1] whoever wrote once for an order does not review in it, not even what another wrote', () => {
    const road = new Road().signed().give(LEADER, 'submit-feedback', FEEDBACK)
    road
      .give(PRINCIPAL, 'review-in-unit', { pass: false, reasons: '不全' })
      .give(HANDLER, 'submit-feedback', FEEDBACK)
    expect(road.refused(LEADER, 'review-in-unit', { pass: true, reasons: '' })).toMatchObject({
      code: 'duty.separate',
      rule: 'R9.1',
      params: { did: 'author', duty: 'unit-reviewer' },
    })
    expect(road.give(PRINCIPAL, 'review-in-unit', { pass: true, reasons: '' }).order.stage).toBe(
      'first-review',
    )
  })

  it('[R9.2] whoever did anything in the unit does not review for the centre, nor call back', () => {
    const road = new Road().answered()
    for (const who of [HANDLER, LEADER])
      expect(road.refused(also(who, 'reviewer'), 'first-review', PASS)).toMatchObject({
        code: 'duty.separate',
      })
    road.give(REVIEWER, 'first-review', PASS)
    for (const who of [HANDLER, LEADER, REVIEWER])
      expect(road.refused(also(who, 'clerk'), 'call-back', HAPPY)).toMatchObject({ rule: 'R9.2' })
    expect(road.give(CLERK, 'call-back', HAPPY).order.stage).toBe('to-archive')
  })

  it('[R9.2] whoever called back does not pass the redo', () => {
    const road = new Road().answered().give(REVIEWER, 'first-review', REDO).feedback()
    expect(road.give(REVIEWER, 'first-review', PASS).order.duties['first-reviewer']).toEqual(['reviewer'])
    road.give(CLERK, 'call-back', { reached: false, solution: null, grade: null, note: '' })
    expect(dutyForbidden('first-review', road.order, CLERK)).toMatchObject({ params: { did: 'caller-back' } })
    expect(dutyForbidden('first-review', road.order, REVIEWER)).toBeNull()
  })

  it('[R5.3] [R8.3] whoever asked does not decide, not even as the city or for it', () => {
    const road = new Road().signed().give(HANDLER, 'apply-extension', EXTENSION)
    const grant = { no: 1, approve: true, document: '批复', note: '' }
    for (const post of ['city', 'reviewer'])
      expect(road.refused(also(HANDLER, post), 'decide-extension', grant)).toMatchObject({
        code: 'duty.separate',
      })
    expect(road.give(CITY, 'decide-extension', grant).order.duties).toMatchObject({
      applicant: ['handler'],
      decider: ['city'],
    })
  })

  it('[R8.2] whoever prepared an appeal does not approve it', () => {
    const road = new Road().signed().give(LEADER, 'prepare-appeal', APPEAL)
    const approval = { approve: true, note: '' }
    expect(road.refused(also(LEADER, 'principal-leader@mayi'), 'approve-appeal', approval)).toMatchObject({
      rule: 'R8.2',
    })
    expect(road.give(PRINCIPAL, 'approve-appeal', approval).order.appeals[0]?.approval?.approved).toBe(true)
  })

  it('[R10.2] [R11.1] whoever handled neither inspects nor has it judged, and who inspects neither', () => {
    const road = new Road().signed().give(CLERK, 'flag', { ground: 'hot', note: '媒体关注' })
    expect(road.refused(also(HANDLER, 'supervision'), 'open-inspection', {})).toMatchObject({ rule: 'R10.2' })
    road.give(SUPERVISION, 'open-inspection', {})
    expect(road.order.inspection?.inspectors).toEqual(['supervision'])
    expect(road.order.duties).not.toHaveProperty('inspector')
    expect(dutyForbidden('record-step', road.order, SUPERVISION)).toMatchObject({ rule: 'R10.2' })
    for (const who of [HANDLER, SUPERVISION])
      expect(dutyForbidden('convene-panel', road.order, who)).toMatchObject({ rule: 'R11.1' })
    expect(dutyForbidden('convene-panel', road.order, CLERK)).toBeNull()
  })

  it('is not among the buttons, and the refusal says who is to do it', () => {
    const { order, now } = new Road().answered()
    expect(may(order, REVIEWER, now)).toContain('first-review')
    expect(may(order, also(HANDLER, 'reviewer'), now)).not.toContain('first-review')
    for (const did of DUTIES)
      expect(sentence({ code: 'duty.separate', rule: '', params: { did, duty: 'first-reviewer' } })).toMatch(
        new RegExp(`${DUTY[did]}.+初审.+请转请没有参与过该环节的其他人员办理`),
      )
  })
})

describe('posts of one person', () => {
  const posts = (...keys: string[]): Post[] => keys.map((key) => postOfKey(key)!)

  it('go together in one unit, in two, in the centre and among the inspectors, and no others', () => {
    const everyPost = ROLES.flatMap((role) =>
      (UNIT_ROLES as readonly string[]).includes(role) ? [`${role}@mayi`, `${role}@zhujian`] : [role],
    )
    const bodyOf = (key: string): string =>
      key.includes('@')
        ? 'unit'
        : ({ clerk: 'centre', reviewer: 'centre', supervision: 'inspectors', discipline: 'inspectors' }[
            key
          ] ?? key)
    for (const one of everyPost)
      for (const other of everyPost.filter((each) => each !== one)) {
        const bodies = [bodyOf(one), bodyOf(other)]
        // A county leader may be of the centre or an inspector as well.
        const goes =
          bodies[0] === bodies[1] ||
          (bodies.includes('county-leader') &&
            !bodies.some((each) => ['unit', 'city', 'administrator'].includes(each)))
        expect([one, other, incompatible(posts(one, other)) === null]).toEqual([one, other, goes])
      }
  })

  it('are refused with both named', () => {
    const refused = seated('uid', { name: '甲', active: true, posts: ['reviewer', 'city'] }, [MAYI], false)
    if (refused.ok) throw new Error('given')
    expect(sentence(refused.refusal)).toMatch(/^热线中心审核员与市12345热线中心两个岗位不能由同一人担任。请/)
  })

  it('[R16.2] give clear tokens for lists to whom no order can accuse elsewhere', () => {
    const one = standingOf('uid', posts('handler@mayi', 'leader-in-charge@mayi'), true, false)
    expect(one.tokens).toContain('clear:unit:mayi')
    expect(one).toMatchObject({ withheld: [], units: ['mayi'] })
    expect(standingOf('uid', posts('clerk', 'reviewer'), true, false).tokens).toContain('clear:centre')
    for (const several of [
      standingOf('uid', posts('handler@mayi', 'handler@zhujian'), true, false),
      standingOf('uid', posts('clerk', 'handler@mayi'), true, false),
      standingOf('uid', posts('clerk'), true, true),
    ]) {
      expect(several.tokens.filter((token) => token.startsWith('clear:'))).toEqual([])
      expect(several.withheld).toEqual(several.tokens.map((token) => `clear:${token}`))
    }
    expect(standingOf('uid', posts('clerk'), false, false)).toEqual({
      tokens: [],
      withheld: [],
      units: [],
      queues: [],
    })
  })

  it('[R16.2] have the queues of their roles, and the clear ones only where lists may be clear', () => {
    const [clerk] = posts('clerk')
    const { queues } = standingOf('uid', [clerk!], true, false)
    expect(queuesFor(clerk!, 'sign', queues)).toEqual(['clerk/sign', 'clear:clerk/sign'])
    expect(queuesFor(clerk!, 'first-review', queues)).toEqual([])
    expect(queuesFor(clerk!, 'sign', standingOf('uid', [clerk!], true, true).queues)).toEqual(['clerk/sign'])
    const [reviewer, handler] = posts('reviewer', 'handler@mayi')
    expect(queuesFor(handler!, 'sign', standingOf('uid', [reviewer!, handler!], true, false).queues)).toEqual(
      ['handler@mayi/sign'],
    )
  })

  it('ask for lists by what the person has of the post', () => {
    const [clerk] = posts('clerk')
    expect(tokensFor(clerk!, standingOf('uid', [clerk!], true, false).tokens)).toEqual([
      'centre',
      'clear:centre',
    ])
    expect(tokensFor(clerk!, standingOf('uid', [clerk!], true, true).tokens)).toEqual(['centre'])
  })
})

describe('[R16.2] whom an order accuses', () => {
  const { order } = new Road()
    .give(CLERK, 'centre-sign', {})
    .give(
      CLERK,
      'verify',
      { ...VERIFIED, accused: ['zhujian'], persons: ['leader'] },
      { persons: [{ uid: 'leader', name: '分管领导' }] },
    )
    .give(CLERK, 'dispatch', REGULATION, {
      units: [{ ...MAYI, leadersInCharge: ['leader', 'another'] }],
    })
  const as = (uid: string, key: string, ...units: string[]) => ({ uid, post: postOfKey(key)!, units })
  const holder = (...keys: string[]) => ({ active: true, posts: keys, tokens: [] })

  it('is read by clear tokens alone', () => {
    expect(order.readers).toEqual(['clear:centre', 'clear:leaders', 'clear:unit:mayi'])
    expect(order.accusedPersons).toEqual(['leader'])
  })

  it('is barred in every post, and told nothing', () => {
    for (const barred of [
      as('leader', 'leader-in-charge@mayi', 'mayi'),
      as('leader', 'clerk'),
      as('somebody', 'clerk', 'zhujian'),
      as('somebody', 'handler@mayi', 'mayi', 'zhujian'),
    ]) {
      expect(isBarred(order, barred)).toBe(true)
      expect(readable(order, barred)).toMatchObject({ refusal: { code: 'access.unknown-order' } })
    }
    expect(mayHearOf(order, 'leader', holder('leader-in-charge@mayi'), 'leader-in-charge@mayi')).toBe(false)
    expect(mayHearOf(order, 'x', holder('handler@mayi', 'handler@zhujian'), 'handler@mayi')).toBe(false)
    expect(noticeReaders(order, 'handler@zhujian')).toEqual([])
  })

  it('and nobody else is', () => {
    for (const reader of [
      as('handler', 'handler@mayi', 'mayi'),
      as('x', 'handler@mayi', 'mayi', 'chengguan'),
    ])
      expect(readable(order, reader)).toMatchObject({ ok: true })
    expect(readable(order, as('x', 'handler@chengguan', 'mayi', 'chengguan')).ok).toBe(false)
    expect(mayHearOf(order, 'handler', holder('handler@mayi'), 'handler@mayi')).toBe(true)
    expect(noticeReaders(order, 'handler@mayi')).toEqual(['clear:handler@mayi'])
  })

  it('is somebody of the staff, and is named once', () => {
    const road = new Road().verified()
    const named = { units: [], persons: ['handler'], reason: '补充举报' }
    expect(road.refused(CLERK, 'name-accused', named)).toMatchObject({ code: 'accused.unknown-person' })
    const staff = { persons: [{ uid: 'handler', name: '经办人' }] }
    road.give(CLERK, 'name-accused', named, staff)
    expect(road.refused(CLERK, 'name-accused', named, staff)).toMatchObject({
      code: 'accused.nobody',
    })
  })
})
