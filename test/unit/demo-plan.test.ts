import { describe, expect, it } from 'vitest'
import { expectedOf } from '../../scripts/demo/expectation'
import { planDay } from '../../scripts/demo/plan'
import { mismatches } from '../../scripts/demo/report'
import { STORIES } from '../../scripts/demo/stories'

describe('the plan of a demo day', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planDay(7, 200)).toEqual(planDay(7, 200))
    expect(planDay(7, 200)).not.toEqual(planDay(8, 200))
  })

  it('tells every story, and a short one the first of them', () => {
    const names = (count: number): Set<string> =>
      new Set(planDay(1, count).orders.map(({ story }) => story.name))
    expect(names(200)).toEqual(new Set(STORIES.map(({ name }) => name)))
    expect(names(5)).toEqual(new Set(STORIES.slice(0, 5).map(({ name }) => name)))
  })

  it('lets an order’s turns come one after the other', () => {
    for (const { turns } of planDay(1, 200).orders) {
      const waves = turns.map(({ wave }) => wave)
      expect(waves).toEqual([...new Set(waves)].sort((a, b) => a - b))
    }
  })

  it('takes messages that say nothing of whose they are', () => {
    const caller = { name: '', phone: '', idNumber: '', address: '' }
    const bare = {
      title: '路灯不亮',
      text: '路灯坏了',
      category: null,
      matter: null,
      township: null,
      place: null,
    }
    const { orders } = planDay(1, 50, [{ ...bare, caller }])
    expect(new Set(orders.map((order) => order.case.entry.unit)).size).toBeGreaterThan(5)
  })
})

describe('what a demo day must come to', () => {
  const expected = expectedOf(planDay(1, 200))

  it('[G] counts every order once in the county and once with whoever it was due from', () => {
    const county = expected.rates.get('county')!
    expect(expected.rates.get('centre')!.signing.in).toBe(200)
    expect(county.signing.in).toBe(400)
    for (const rate of ['signing', 'completion', 'satisfaction'] as const)
      for (const half of ['of', 'in'] as const) {
        const parts = [...expected.rates].filter(([scope]) => scope !== 'county')
        expect(parts.reduce((sum, [, rates]) => sum + rates[rate][half], 0)).toBe(county[rate][half])
      }
  })

  it('is told apart from anything else by name', () => {
    expect(mismatches(expected, expected)).toEqual([])
    const rates = new Map(expected.rates).set('mayi', {
      signing: { of: 0, in: 0 },
      completion: { of: 0, in: 0 },
      satisfaction: { of: 0, in: 0 },
    })
    const others = { ...expected, rates, archived: 0 }
    expect(mismatches(expected, others)).toEqual([
      '马影镇 按时接收率',
      '马影镇 按时办结率',
      '马影镇 满意率',
      '归档',
    ])
  })
})
