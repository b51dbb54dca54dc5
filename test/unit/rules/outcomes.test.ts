import { describe, expect, it } from 'vitest'
import { DAY } from '../../../functions/src/domain/base/instant'
import { evolve } from '../../../functions/src/domain/order/evolve'
import type { OrderEvent } from '../../../functions/src/domain/order/events'
import { hostOf, type Order } from '../../../functions/src/domain/order/order'
import type { Outcome } from '../../../functions/src/domain/order/outcome'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { commandRequest } from '../../../functions/src/schema/commands'
import { FEEDBACK, HANDLER, LEADER, PASS, REDO, REVIEWER, Road } from '../../support/road'

const steps = [
  { what: '勘查', by: '2026-11-25' },
  { what: '施工', by: '2026-12-20' },
]
const IN_STEPS: Outcome = { kind: 'in-steps', steps, told: '已电话告知分两步解决。' }
const NOT_POSSIBLE: Outcome = {
  kind: 'not-possible',
  grounds: '《物权法》第三十条',
  explained: '已当面解释，诉求人表示理解。',
}
const counted = (road: Road, scope = 'mayi'): unknown =>
  talliesOf(road.order)
    .filter((tally) => tally.scope === scope)
    .flatMap(({ counts }) => Object.entries(counts))
    .filter(([name, value]) => name.startsWith('outcome') && value > 0)

describe('the outcome of an order', () => {
  it.each<readonly [string, Outcome]>([
    ['solved now', { kind: 'solved' }],
    ['solved in steps', IN_STEPS],
    ['not possible', NOT_POSSIBLE],
  ])('[R19] is said by the feedback: %s', (_, outcome) => {
    const road = new Road().signed().give(HANDLER, 'submit-feedback', { ...FEEDBACK, outcome })
    road.give(LEADER, 'review-in-unit', { pass: true, reasons: '' })
    expect(hostOf(road.order)?.feedback?.outcome).toEqual(outcome)
  })

  it.each<readonly [string, Outcome | null, object]>([
    ['none at all', null, { code: 'input.missing', rule: 'R19', params: { fields: ['outcome'] } }],
    ['steps without one', { ...IN_STEPS, steps: [] }, { code: 'plan.steps', rule: 'R19' }],
    [
      'a step without a word',
      { ...IN_STEPS, steps: [{ what: ' ', by: '2026-11-25' }] },
      { code: 'input.missing', params: { fields: ['what'] } },
    ],
    [
      'steps one of which lies before the other',
      { ...IN_STEPS, steps: steps.toReversed() },
      { code: 'plan.dates', rule: 'R19', params: { place: 2 } },
    ],
    [
      'steps of which the caller was not told',
      { ...IN_STEPS, told: ' ' },
      { code: 'input.missing', params: { fields: ['told'] } },
    ],
    [
      'not possible without its grounds',
      { ...NOT_POSSIBLE, grounds: '' },
      { code: 'input.missing', params: { fields: ['grounds'] } },
    ],
    [
      'not possible and not explained',
      { ...NOT_POSSIBLE, explained: '' },
      { code: 'input.missing', params: { fields: ['explained'] } },
    ],
    [
      'a telephone in what the caller was told',
      { ...IN_STEPS, told: '请打 13812345678' },
      { code: 'feedback.telephone', params: { field: 'told' } },
    ],
  ])('[R19] refuses feedback with %s, and names the field', (_, outcome, refusal) => {
    const road = new Road().signed()
    expect(road.refused(HANDLER, 'submit-feedback', { ...FEEDBACK, outcome })).toMatchObject(refusal)
    road.give(HANDLER, 'submit-feedback', { ...FEEDBACK, outcome: IN_STEPS })
  })

  it('[R19] is on the checklist of the first review, which does not pass one that does not fit', () => {
    const road = new Road().answered()
    for (const outcomeFits of [false, null])
      expect(road.refused(REVIEWER, 'first-review', { ...PASS, outcomeFits }).code).toBe(
        'review.checklist-open',
      )
    const sendsBack = { ...REDO, complete: true }
    expect(road.refused(REVIEWER, 'first-review', sendsBack).code).toBe('review.nothing-wrong')
    road.give(REVIEWER, 'first-review', { ...sendsBack, outcomeFits: false }).feedback()
    road.give(REVIEWER, 'first-review', PASS)
    expect(road.events.at(-1)).toMatchObject({ data: { outcomeFits: true } })
  })

  it('[R19] is counted for the county and the unit when the first review passes it, and not before', () => {
    const road = new Road().signed().give(HANDLER, 'submit-feedback', { ...FEEDBACK, outcome: IN_STEPS })
    road.give(LEADER, 'review-in-unit', { pass: true, reasons: '' })
    expect(counted(road)).toEqual([])
    road.give(REVIEWER, 'first-review', PASS)
    expect(counted(road)).toEqual([['outcomeInSteps', 1]])
    expect(counted(road, 'county')).toEqual([['outcomeInSteps', 1]])
  })

  it('[R19] of an earlier release says nothing: it is shown, passes without that box, and is not counted', () => {
    const road = new Road().signed().feedback()
    const before = road.events.map((event): OrderEvent => {
      if (event.type !== 'feedback-submitted') return event
      const { outcome: _outcome, ...data } = event.data
      return { ...event, data }
    })
    const order = before.reduce<Order | null>((folded, event) => evolve(folded, event, road.order.id), null)
    if (order === null) throw new Error('nothing was folded')
    expect(hostOf(order)?.feedback).toMatchObject({ answer: FEEDBACK.answer, outcome: null })
    const old = new Road().signed().feedback()
    old.order = { ...order, version: old.order.version, hash: old.order.hash }
    const { outcomeFits: _fits, ...without } = PASS
    old.after(DAY).give(REVIEWER, 'first-review', without)
    expect(old.events.at(-1)).toMatchObject({ type: 'first-reviewed', data: { outcomeFits: null } })
    expect(counted(old)).toEqual([])
  })

  it('[R19] comes through the door with its fields, and with no others', () => {
    const ask = (outcome: object): boolean =>
      commandRequest.safeParse({
        order: 'A01',
        actingAs: 'handler@mayi',
        id: 'command-1',
        type: 'submit-feedback',
        expectedVersion: 3,
        data: { ...FEEDBACK, outcome },
      }).success
    for (const outcome of [{ kind: 'solved' }, IN_STEPS, NOT_POSSIBLE]) expect(ask(outcome)).toBe(true)
    expect(ask({ kind: 'solved', told: '已告知' })).toBe(false)
    expect(ask({ kind: 'in-steps', steps })).toBe(false)
  })
})
