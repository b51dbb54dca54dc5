import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { talliesOf } from '../../functions/src/domain/figures/figures'
import { type Counts, difference, NO_COUNTS, plus, type Tally } from '../../functions/src/domain/order/counts'
import { DAY, HOUR } from '../../functions/src/domain/base/instant'
import { at, CLERK, HANDLER, REDO, REVIEWER, PASS, Road, VERIFIED } from '../support/road'

const of = (road: Road, scope: string, month = '2026-11'): Partial<Counts> => {
  const sum = talliesOf(road.order)
    .filter((tally) => tally.scope === scope && tally.month === month)
    .reduce<Counts>((counts, tally) => plus(counts, tally.counts), NO_COUNTS)
  return Object.fromEntries(Object.entries(sum).filter(([, value]) => value > 0))
}

describe('the three rates', () => {
  it('[G] counts an order that went well once for the county and once for whoever it was due from', () => {
    const road = new Road().closed()
    // R18: the centre's own limits are verification, dispatch, first review, callback and archiving.
    const ofTheCentre = { verificationDue: 1, verifiedOnTime: 1, centreDue: 5, centreOnTime: 5 }
    expect(of(road, 'centre')).toEqual({ signingDue: 1, signedOnTime: 1, ...ofTheCentre })
    expect(of(road, 'mayi')).toEqual({
      signingDue: 1,
      signedOnTime: 1,
      completionDue: 1,
      completedOnTime: 1,
      rated: 1,
      satisfied: 1,
      outcomeSolved: 1,
      gradeSatisfied: 1,
      saidSolved: 1,
      ratedByCounty: 1,
      satisfiedByCounty: 1,
    })
    expect(of(road, 'county')).toEqual({
      signingDue: 2,
      signedOnTime: 2,
      completionDue: 1,
      completedOnTime: 1,
      rated: 1,
      satisfied: 1,
      outcomeSolved: 1,
      gradeSatisfied: 1,
      saidSolved: 1,
      ratedByCounty: 1,
      satisfiedByCounty: 1,
      ...ofTheCentre,
    })
  })

  it('[G] [R18] what the centre is late in is its own figure, and in none of the three rates', () => {
    const road = new Road().verified().until(at('2026-11-26T00:00:00')).tick()
    expect(of(road, 'centre')).toEqual({
      signingDue: 1,
      signedOnTime: 1,
      verificationDue: 1,
      verifiedOnTime: 1,
      centreDue: 2,
      centreOnTime: 1,
    })
    const inTime = new Road().verified().until(at('2026-11-26T00:00:00') - 1)
    expect(of(inTime.tick(), 'centre')).toMatchObject({ centreDue: 1, centreOnTime: 1 })
  })

  it('[G] [R1.2] a verification after the 24 h is late, though the order was signed in time', () => {
    const road = new Road()
      .give(CLERK, 'centre-sign', {})
      .after(24 * HOUR)
      .give(CLERK, 'verify', VERIFIED)
    expect(of(road, 'centre')).toEqual({
      signingDue: 1,
      signedOnTime: 1,
      verificationDue: 1,
      centreDue: 1,
    })
  })

  it('[G] counts nothing that is still open', () => {
    expect(talliesOf(new Road().order)).toEqual([])
    expect(of(new Road().answered(), 'mayi')).toEqual({ signingDue: 1, signedOnTime: 1 })
  })

  it('[G] [R1.3] counts a late signing as due and not as on time, from the breach on', () => {
    const road = new Road()
      .dispatched()
      .after(25 * HOUR)
      .tick()
    expect(of(road, 'mayi')).toEqual({ signingDue: 1 })
    expect(of(road.give(HANDLER, 'unit-sign', {}), 'mayi')).toEqual({ signingDue: 1 })
  })

  it('[G] [R9.2] counts a completion when the first review passes it, by the feedback that passed', () => {
    const road = new Road().answered().give(REVIEWER, 'first-review', REDO)
    expect(of(road, 'mayi')).not.toHaveProperty('completionDue')
    road.feedback().give(REVIEWER, 'first-review', PASS)
    expect(of(road, 'mayi')).toMatchObject({ completionDue: 1, completedOnTime: 1 })
  })

  it('[G] [R5.1] counts a late completion in the month of the deadline, and a timely one in that of its passing', () => {
    const late = new Road()
      .signed()
      .until(at('2026-12-20T00:00:00'))
      .feedback()
      .give(REVIEWER, 'first-review', PASS)
    expect(of(late, 'mayi', '2026-12')).toEqual({ completionDue: 1, outcomeSolved: 1 })
    const timely = new Road()
      .answered()
      .after(10 * DAY)
      .give(REVIEWER, 'first-review', PASS)
    expect(of(timely, 'mayi', '2026-12')).toEqual({
      completionDue: 1,
      completedOnTime: 1,
      outcomeSolved: 1,
    })
  })

  it('[G] leaves a caller who was never reached out of satisfaction, and counts a dissatisfied one', () => {
    const missed = { reached: false, solution: null, grade: null, note: '' }
    const road = new Road().passed()
    for (let call = 0; call < 3; call++) road.give(CLERK, 'call-back', missed)
    expect(of(road, 'mayi')).not.toHaveProperty('rated')
    expect(of(new Road().closed(false), 'mayi')).toMatchObject({ rated: 1 })
    expect(of(new Road().closed(false), 'mayi')).not.toHaveProperty('satisfied')
  })

  it('[G] moves what was counted without a category to the category the centre gave', () => {
    const road = new Road({ category: null }).give(CLERK, 'centre-sign', {})
    expect(talliesOf(road.order).map(({ category }) => category)).toEqual(['none', 'none'])
    const before = talliesOf(road.order)
    road.give(CLERK, 'verify', VERIFIED)
    expect(
      difference(before, talliesOf(road.order)).map(({ category, counts }) => [category, counts.signingDue]),
    ).toEqual(
      expect.arrayContaining([
        ['none', -1],
        ['help', 1],
      ]),
    )
  })
})

const tallies = fc
  .uniqueArray(
    fc.record({
      month: fc.constantFrom('2026-11', '2026-12'),
      scope: fc.constantFrom('county', 'mayi'),
      category: fc.constantFrom('help', 'complaint'),
      signingDue: fc.nat(3),
      rated: fc.nat(3),
    }),
    { selector: ({ month, scope, category }) => `${month}${scope}${category}` },
  )
  .map((lines) =>
    lines.map(({ month, scope, category, signingDue, rated }): Tally => ({
      month,
      scope,
      category,
      counts: { ...NO_COUNTS, signingDue, rated },
    })),
  )

describe('the difference of two tallies', () => {
  it('[G] added to the one makes the other, and between equals is nothing', () => {
    fc.assert(
      fc.property(tallies, tallies, (before, now) => {
        const sum = (lines: readonly Tally[], month: string, scope: string, category: string): Counts =>
          lines
            .filter((line) => line.month === month && line.scope === scope && line.category === category)
            .reduce<Counts>((counts, line) => plus(counts, line.counts), NO_COUNTS)
        const all = [...before, ...difference(before, now)]
        for (const { month, scope, category } of [...before, ...now])
          expect(sum(all, month, scope, category)).toEqual(sum(now, month, scope, category))
        expect(difference(now, now)).toEqual([])
      }),
    )
  })
})
