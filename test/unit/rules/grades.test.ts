import { describe, expect, it } from 'vitest'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { type Counts, NO_COUNTS, plus } from '../../../functions/src/domain/order/counts'
import type { AskedBy } from '../../../functions/src/domain/order/callback'
import { type Grade, GRADES } from '../../../functions/src/domain/policy/grades'
import { evolve } from '../../../functions/src/domain/order/evolve'
import type { OrderEvent } from '../../../functions/src/domain/order/events'
import type { Order } from '../../../functions/src/domain/order/order'
import { DEFAULT_POLICY, type Policy } from '../../../functions/src/domain/policy/policy'
import { policySettings } from '../../../functions/src/schema/policy'
import { happeningSentence } from '../../../functions/src/domain/words/history'
import { CLERK, LEADER, PASS, REVIEWER, Road, said } from '../../support/road'

const heard = (grade: Grade, askedBy?: AskedBy) =>
  ({
    reached: true,
    solution: 'partly',
    grade,
    ...(askedBy !== undefined && { askedBy }),
    note: '',
  }) as const
const counted = (order: Order, scope = 'mayi'): Partial<Counts> => {
  const sum = talliesOf(order)
    .filter((tally) => tally.scope === scope)
    .reduce<Counts>((counts, tally) => plus(counts, tally.counts), NO_COUNTS)
  return Object.fromEntries(
    Object.entries(sum).filter(([name, value]) => value > 0 && /^(rated|satisfied|grade|said)/.test(name)),
  )
}
const names = { unit: (unit: string) => unit, part: () => '' }

describe('what the caller says', () => {
  it.each(GRADES.map((grade, place) => [grade, place < 3 ? true : place < 5 ? false : null] as const))(
    '[G] the grade %s counts as satisfied: %s; who did not rate counts in neither half',
    (grade, satisfied) => {
      const { order } = new Road().passed().give(CLERK, 'call-back', heard(grade))
      expect(order.callbacks.at(-1)).toMatchObject({ grade, satisfied, solved: false, askedBy: 'county' })
      const { rated, satisfied: good } = counted(order)
      expect([rated ?? 0, good ?? 0]).toEqual([satisfied === null ? 0 : 1, satisfied === true ? 1 : 0])
    },
  )

  it('[G] is asked of everyone who is reached, and of nobody else', () => {
    const road = new Road().passed()
    const refusals = [
      { reached: true, solution: null, grade: 'satisfied', note: '' },
      { reached: true, solution: 'solved', grade: null, note: '' },
      { reached: false, solution: null, grade: 'not-rated', note: '' },
    ] as const
    expect(refusals.map((data) => road.refused(CLERK, 'call-back', data).code)).toEqual([
      'callback.answers-missing',
      'callback.answers-missing',
      'callback.not-reached',
    ])
    road.give(CLERK, 'call-back', heard('not-rated'))
  })

  it('[G] which grades count as satisfied is policy; a policy from before that choice counts the best three', () => {
    const { satisfiedGrades: _grades, ...older } = DEFAULT_POLICY
    const strict: Policy = { ...DEFAULT_POLICY, satisfiedGrades: ['very-satisfied', 'satisfied'] }
    const under = (policy: Policy): boolean | null | undefined =>
      new Road()
        .passed()
        .give(CLERK, 'call-back', heard('fairly-satisfied'), { policy })
        .order.callbacks.at(-1)?.satisfied
    expect([under(strict), under(DEFAULT_POLICY), under(older)]).toEqual([false, true, true])
    const { version: _version, ...settings } = DEFAULT_POLICY
    const accepts = (satisfiedGrades: unknown): boolean =>
      policySettings.safeParse({ ...settings, satisfiedGrades }).success
    expect(accepts(['very-satisfied', 'satisfied'])).toBe(true)
    expect([[], ['satisfied'], ['very-satisfied', 'dissatisfied']].map(accepts)).toEqual([
      false,
      false,
      false,
    ])
  })

  it.each<readonly [AskedBy, object]>([
    ['county', { ratedByCounty: 1, satisfiedByCounty: 1 }],
    ['city', { ratedByCity: 1, satisfiedByCity: 1 }],
    ['text-message', { ratedByTextMessage: 1, satisfiedByTextMessage: 1 }],
  ])('[G] says who asked, and counts it: %s', (askedBy, by) => {
    const { order } = new Road().passed().give(CLERK, 'call-back', heard('satisfied', askedBy))
    expect(counted(order)).toEqual({
      rated: 1,
      satisfied: 1,
      gradeSatisfied: 1,
      saidPartlySolved: 1,
      ...by,
    })
  })

  it('[G] after a redo the later verdict counts, and a later call without a rating leaves it standing', () => {
    const road = new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, ...said(false), note: '' })
      .give(LEADER, 'request-evaluation', { reason: '已依规办理' })
    const judged = { ...road.order, stage: 'first-review' as const }
    for (const [grade, satisfied] of [
      ['satisfied', 1],
      ['not-rated', 0],
    ] as const) {
      const again = new Road().passed()
      again.order = {
        ...judged,
        assignments: judged.assignments.map((part) => ({ ...part, state: 'left-unit' })),
      }
      again.give(REVIEWER, 'first-review', PASS).give(CLERK, 'call-back', heard(grade))
      expect(counted(again.order)).toMatchObject({ rated: 1, ...(satisfied > 0 && { satisfied }) })
      expect(counted(again.order).satisfied ?? 0).toBe(satisfied)
    }
  })

  it('[R10.1] flags the second dissatisfied grade, and not a second one that is no rating', () => {
    const flags = (first: Grade, second: Grade): readonly string[] => {
      const road = new Road().passed().give(CLERK, 'call-back', heard(first))
      road.order = { ...road.order, stage: 'callback' }
      return road.give(CLERK, 'call-back', heard(second)).order.flags.map(({ ground }) => ground)
    }
    expect(flags('dissatisfied', 'very-dissatisfied')).toEqual(['dissatisfied'])
    expect(flags('dissatisfied', 'not-rated')).toEqual([])
  })

  it('[G] of an earlier release keeps its meaning: solved and satisfied, asked by the county', () => {
    const road = new Road().passed().give(CLERK, 'call-back', { reached: true, ...said(true), note: '' })
    const older = (event: OrderEvent): OrderEvent => {
      if (event.type !== 'called-back') return event
      const { grade: _grade, solution: _solution, askedBy: _askedBy, ...data } = event.data
      return { ...event, data }
    }
    const events = road.events.map(older)
    const order = events.reduce<Order | null>((folded, event) => evolve(folded, event, road.order.id), null)
    if (order === null) throw new Error('nothing was folded')
    expect(order.callbacks).toMatchObject([{ reached: true, solved: true, satisfied: true }])
    expect(counted(order)).toEqual(counted(road.order))
    const last = events.at(-1)
    expect(last && happeningSentence(last, names, last.at)).toBe('回访诉求人：问题已解决，满意')
  })
})
