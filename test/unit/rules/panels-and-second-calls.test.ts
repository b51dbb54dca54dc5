import { describe, expect, it } from 'vitest'
import type { CommandData } from '../../../functions/src/domain/order/command'
import { may } from '../../../functions/src/domain/commands/may'
import { queueFor } from '../../../functions/src/domain/listings/awaited'
import { DEFAULT_POLICY, type Policy } from '../../../functions/src/domain/policy/policy'
import { at, CLERK, FEEDBACK, HANDLER, LEADER, Road, said } from '../../support/road'

const UNHAPPY = { reached: true, ...said(false), note: '' } as const
const requested = (): Road =>
  new Road()
    .passed()
    .give(CLERK, 'call-back', UNHAPPY)
    .give(LEADER, 'request-evaluation', { reason: '已依规办理' })

type Panel = CommandData['convene-panel']
const member = (name: string, kind: Panel['evaluators'][number]['kind'], unit: string | null = null) => ({
  name,
  kind,
  unit,
})
const panel = (...evaluators: Panel['evaluators']): Panel => ({
  evaluators,
  place: '会议室',
  meetsAt: at('2026-11-26T09:00:00'),
})
const ALL = panel(member('甲', 'deputy'), member('乙', 'other'), member('丙', 'lawyer'))
const NONE_DEMANDED: Policy = {
  ...DEFAULT_POLICY,
  panel: { odd: false, twoKinds: false, notJudged: false },
}
const { panel: _panel, ...OLDER } = DEFAULT_POLICY

describe('a panel', () => {
  it('[R11.1] may have members of other kinds', () => {
    expect(requested().give(CLERK, 'convene-panel', ALL).order.evaluations.at(-1)?.panel).toMatchObject({
      evaluators: ALL.evaluators,
    })
  })

  it.each<readonly [string, Panel, string]>([
    ['an odd number', panel(...ALL.evaluators, member('丁', 'teacher')), 'panel.size'],
    ['two kinds', panel(member('甲', 'other'), member('乙', 'other'), member('丙', 'other')), 'panel.kinds'],
    [
      'nobody of the unit judged',
      panel(...ALL.evaluators.slice(0, 2), member('丙', 'section-head', 'mayi')),
      'panel.conflict',
    ],
  ])('[R11.1] must be of %s where the policy demands it, or is older than the choice', (_, given, code) => {
    for (const policy of [DEFAULT_POLICY, OLDER])
      expect(requested().refused(CLERK, 'convene-panel', given, { policy }).code).toBe(code)
    requested().give(CLERK, 'convene-panel', given, { policy: NONE_DEMANDED })
  })

  it('[R11.1] is never smaller than the policy says', () => {
    const small = panel(...ALL.evaluators.slice(0, 2))
    expect(requested().refused(CLERK, 'convene-panel', small, { policy: NONE_DEMANDED })).toMatchObject({
      code: 'panel.few',
      params: { least: 3 },
    })
    requested().give(CLERK, 'convene-panel', ALL, { policy: NONE_DEMANDED })
  })
})

describe('an appeal on a suggestion that was not adopted', () => {
  const APPEAL = { ground: 'suggestion-explained', reason: '不具备条件', proof: ['proof'] } as const

  it.each<readonly [string, (road: Road) => Road]>([
    ['informed', (road) => road.give(HANDLER, 'record-step', { step: 'inform', note: '已电话解释' })],
    ['answered', (road) => road.give(HANDLER, 'record-step', { step: 'answer', note: '已书面答复' })],
    [
      'told why it is not possible',
      (road) =>
        road.give(HANDLER, 'submit-feedback', {
          ...FEEDBACK,
          outcome: { kind: 'not-possible', grounds: '《城乡规划法》', explained: '已当面解释' },
        }),
    ],
  ])('[R8.1] needs the explanation to the caller on record: the caller was %s', (_, explain) => {
    const road = new Road().signed().give(HANDLER, 'record-step', { step: 'handle', note: '已研究' })
    expect(road.refused(HANDLER, 'prepare-appeal', APPEAL)).toMatchObject({
      code: 'appeal.not-explained',
      rule: 'R8.1',
    })
    explain(road).give(HANDLER, 'prepare-appeal', APPEAL)
  })

  it('[R8.1] has it once the caller was called back; another ground needs none', () => {
    new Road().signed().give(HANDLER, 'prepare-appeal', { ...APPEAL, ground: 'no-basis' })
    const road = new Road().passed()
    expect(road.refused(HANDLER, 'prepare-appeal', APPEAL).code).toBe('appeal.not-explained')
    road.give(CLERK, 'call-back', UNHAPPY).give(HANDLER, 'prepare-appeal', APPEAL)
  })
})

describe('a verdict by a slip', () => {
  it('[G] is put right by calling again until the order is archived, and the later verdict counts', () => {
    const road = new Road().passed().give(CLERK, 'call-back', UNHAPPY)
    expect(may(road.order, CLERK, road.now)).toContain('call-back')
    // Nobody waits for it: the order waits to be archived.
    expect(queueFor(road.order, CLERK)).toBe('archive')
    road.give(CLERK, 'call-back', { reached: true, ...said(true), note: '上次录入有误' })
    expect(road.order).toMatchObject({ stage: 'to-archive' })
    expect(road.order.callbacks.map(({ satisfied }) => satisfied)).toEqual([false, true])
    expect(road.refused(LEADER, 'request-evaluation', { reason: '已办' }).code).toBe(
      'evaluation.not-dissatisfied',
    )
    road.give(CLERK, 'archive', { note: '' })
    expect(road.refused(CLERK, 'call-back', UNHAPPY).code).toBe('state.wrong-stage')
  })

  it('[G] a further call in vain leaves the verdict and the stage as they are', () => {
    const road = new Road().passed().give(CLERK, 'call-back', UNHAPPY)
    road.give(CLERK, 'call-back', { reached: false, solution: null, grade: null, note: '' })
    expect(road.order.stage).toBe('to-archive')
    road.give(LEADER, 'request-evaluation', { reason: '已依规办理' })
  })
})
