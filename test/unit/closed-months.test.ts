import { describe, expect, it } from 'vitest'
import type { Transfer } from '../../functions/src/domain/commands/transfer'
import { talliesOf } from '../../functions/src/domain/figures/figures'
import { NO_COUNTS, type Counts, type Tally } from '../../functions/src/domain/order/counts'
import { UNCATEGORISED } from '../../functions/src/domain/order/standing'
import { everyRoad } from '../support/every-road'
import { changesOfClosedMonths } from '../support/months-stand-still'
import {
  at,
  CITY,
  CLERK,
  FEEDBACK,
  HANDLER,
  HAPPY,
  LEADER,
  PANEL,
  PASS,
  PRINCIPAL,
  REDO,
  REGULATION,
  REVIEWER,
  Road,
  UNHAPPY,
  VERIFIED,
} from '../support/road'

/** What a dissatisfied answer had counted, taken back. */
const DISSATISFIED_TAKEN = { rated: -1, ratedByCounty: -1, gradeDissatisfied: -1, saidUnsolved: -1 }
const NOVEMBER = at('2026-11-09T10:00:00')
const NOV_19 = at('2026-11-19T10:00:00')
const DEC_3 = at('2026-12-03T10:00:00')

const from = (now: number, transfer: Partial<Transfer> = {}): Road =>
  new Road({ ...transfer, transferredAt: now }, now)

const short = (counts: Counts): Partial<Counts> =>
  Object.fromEntries(Object.entries(counts).filter(([, value]) => value !== 0))

/** What became certain in the month. */
const certain = ({ order }: Road, month: string, scope: string, category = 'help'): Partial<Counts> =>
  short(
    talliesOf(order).find(
      (tally) =>
        tally.month === month &&
        tally.scope === scope &&
        tally.category === category &&
        tally.correction === undefined,
    )?.counts ?? NO_COUNTS,
  )

/** What is corrected in the month. */
const corrected = ({ order }: Road, month: string, scope: string): object[] =>
  talliesOf(order)
    .filter(
      (tally): tally is Tally & Required<Pick<Tally, 'correction'>> =>
        tally.month === month && tally.scope === scope && tally.correction !== undefined,
    )
    .map(({ category, correction, counts }) => ({ category, ...correction, ...short(counts) }))

const dissatisfiedInNovember = (): Road =>
  from(NOVEMBER).passed().until(NOV_19).give(CLERK, 'call-back', UNHAPPY)

const evaluated = (road: Road): Road =>
  road
    .give(LEADER, 'request-evaluation', { reason: '已妥善处置' })
    .give(CLERK, 'convene-panel', { ...PANEL, meetsAt: at('2026-11-20T10:00:00') })
    .give(CLERK, 'record-verdict', {
      votes: [true, true, false],
      solveBy: '2026-12-10',
      minutes: 'minutes',
      note: '',
    })

describe('the last day of a month', () => {
  const missed = (dispatched: string): Road =>
    from(at(dispatched)).signed().until(at('2027-02-01T00:00:00')).tick()

  it('[G] [R5.1] is its own month’s: a limit that ends on 30 November at 24:00 and is missed is November’s', () => {
    const road = missed('2026-11-20T10:00:00')
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')?.breachedAt).toBe(
      at('2026-12-01T00:00:00'),
    )
    expect(certain(road, '2026-11', 'mayi')).toMatchObject({ completionDue: 1 })
    expect(certain(road, '2026-12', 'mayi')).toEqual({})
    expect(certain(missed('2026-11-23T10:00:00'), '2026-12', 'mayi')).toEqual({ completionDue: 1 })
  })

  it('[G] [R5.1] and 31 December is the old year’s', () => {
    const road = missed('2026-12-23T10:00:00')
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')?.breachedAt).toBe(
      at('2027-01-01T00:00:00'),
    )
    expect(certain(road, '2026-12', 'county')).toMatchObject({ completionDue: 1 })
    expect(talliesOf(road.order).map(({ month }) => month)).not.toContain('2027-01')
  })

  it('[G] is over at 24:00: what a person does at that very moment is of the new month', () => {
    const road = from(at('2026-11-30T12:00:00')).verified().until(at('2026-12-01T00:00:00'))
    road.give(CLERK, 'dispatch', REGULATION)
    expect(certain(road.give(HANDLER, 'unit-sign', {}), '2026-12', 'mayi')).toEqual({
      signingDue: 1,
      signedOnTime: 1,
    })
  })
})

describe('a month that is over', () => {
  it('[G] keeps the caller’s answer: a later one is a correction in its own month', () => {
    const road = evaluated(dissatisfiedInNovember())
    const november = certain(road, '2026-11', 'mayi')
    expect(november).toMatchObject({ rated: 1 })
    expect(november).not.toHaveProperty('satisfied')
    road.until(DEC_3).feedback().give(REVIEWER, 'first-review', PASS).give(CLERK, 'call-back', HAPPY)
    for (const scope of ['county', 'mayi']) {
      expect(certain(road, '2026-12', scope)).toMatchObject({ rated: 1, satisfied: 1 })
      expect(corrected(road, '2026-12', scope)).toEqual([
        { category: 'help', of: '2026-11', reason: 'later-answer', ...DISSATISFIED_TAKEN },
      ])
    }
    expect(certain(road, '2026-11', 'mayi')).toEqual(november)
  })

  it('[G] within the month the last answer counts, and nothing is corrected', () => {
    const road = evaluated(dissatisfiedInNovember())
    road.until(at('2026-11-29T10:00:00')).feedback().give(REVIEWER, 'first-review', PASS)
    road.give(CLERK, 'call-back', HAPPY)
    expect(certain(road, '2026-11', 'mayi')).toMatchObject({ rated: 1, satisfied: 1 })
    expect(road.order.counted?.corrections).toEqual([])
  })

  it('[G] [R9.2] does not become late by a redo in the next one, which counts it with its reason', () => {
    const road = from(at('2026-11-18T10:00:00')).answered()
    road.until(DEC_3).give(REVIEWER, 'first-review', REDO).tick()
    expect(road.order.clocks.find(({ kind }) => kind === 'handle')?.breachedAt).toBe(
      at('2026-11-27T00:00:00'),
    )
    expect(certain(road, '2026-11', 'mayi')).toEqual({ signingDue: 1, signedOnTime: 1 })
    expect(corrected(road, '2026-12', 'mayi')).toEqual([
      { category: 'help', of: '2026-11', reason: 'redo', completionDue: 1 },
    ])
  })

  it('[G] [R8.4] keeps its denominator: an appeal approved later is a correction in the month of the decision', () => {
    const road = dissatisfiedInNovember()
      .give(HANDLER, 'prepare-appeal', { ground: 'no-basis', reason: '无政策依据', proof: ['proof'] })
      .give(PRINCIPAL, 'approve-appeal', { approve: true, note: '' })
      .until(DEC_3)
      .give(CITY, 'decide-appeal', { approve: true, document: '', note: '' })
    expect(road.order.ending).toBe('excluded')
    expect(certain(road, '2026-11', 'county')).toMatchObject({ rated: 1 })
    for (const scope of ['county', 'mayi'])
      expect(corrected(road, '2026-12', scope)).toEqual([
        { category: 'help', of: '2026-11', reason: 'appeal', ...DISSATISFIED_TAKEN },
      ])
  })

  it('[G] [R16.2] keeps a unit’s figures when the unit is accused later, and what follows tells it nothing', () => {
    const closed = evaluated(dissatisfiedInNovember())
    const before = talliesOf(closed.order)
    closed.until(DEC_3).give(CLERK, 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
    expect(talliesOf(closed.order)).toEqual(before)

    const road = from(at('2026-11-30T10:00:00')).signed().until(DEC_3)
    road.give(CLERK, 'name-accused', { units: ['mayi'], reason: '诉求人补充举报' })
    const accused = talliesOf(road.order).filter(({ scope }) => scope === 'mayi')
    expect(accused).toMatchObject([{ month: '2026-11', category: 'help', counts: { signedOnTime: 1 } }])
    road.give(REVIEWER, 'correct-category', { category: 'report', reason: '属举报' })
    expect(talliesOf(road.order).filter(({ scope }) => scope === 'mayi')).toEqual(accused)
    expect(corrected(road, '2026-12', 'centre')).toHaveLength(2)
  })

  it('[G] keeps its categories: what was counted goes over as a correction', () => {
    const road = from(at('2026-11-30T20:00:00'), { category: null }).give(CLERK, 'centre-sign', {})
    road.until(at('2026-12-01T09:00:00')).give(CLERK, 'verify', VERIFIED)
    const signed = { signingDue: 1, signedOnTime: 1 }
    expect(certain(road, '2026-11', 'county', UNCATEGORISED)).toEqual(signed)
    const correction = { of: '2026-11', reason: 'category' }
    expect(corrected(road, '2026-12', 'county')).toEqual([
      { category: 'help', ...correction, ...signed },
      { category: 'none', ...correction, signingDue: -1, signedOnTime: -1 },
    ])
  })

  it('[G] counts a breach whose alarm came late as the month’s own', () => {
    const road = from(at('2026-11-20T10:00:00')).signed().until(at('2026-12-02T09:00:00')).tick()
    expect(certain(road, '2026-11', 'mayi')).toMatchObject({ completionDue: 1 })
    expect(corrected(road, '2026-12', 'mayi')).toEqual([])
  })

  it('[G] is never changed, whatever happens to an order and in whatever month', () => {
    for (const { order, events } of everyRoad()) expect(changesOfClosedMonths(events, order.id)).toEqual([])
    const road = evaluated(dissatisfiedInNovember())
    road.until(DEC_3).feedback().give(REVIEWER, 'first-review', REDO)
    road.until(at('2027-01-04T10:00:00')).give(HANDLER, 'submit-feedback', FEEDBACK)
    road.give(LEADER, 'review-in-unit', { pass: true, reasons: '' }).give(REVIEWER, 'first-review', PASS)
    road.give(CLERK, 'call-back', HAPPY).give(CLERK, 'archive', { note: '' })
    expect(changesOfClosedMonths(road.events, road.order.id)).toEqual([])
  })

  it('an order that an earlier release wrote counts as it stands, and remembers from its next event on', () => {
    const road = dissatisfiedInNovember()
    const now = talliesOf(road.order)
    const { counted: _, ...old } = road.order
    road.order = {
      ...old,
      callbacks: old.callbacks.map(({ units: _units, ...callback }) => callback),
    }
    expect(talliesOf(road.order)).toEqual(now)
    evaluated(road).until(DEC_3).feedback().give(REVIEWER, 'first-review', PASS)
    road.give(CLERK, 'call-back', HAPPY)
    expect(certain(road, '2026-11', 'mayi')).toMatchObject({ rated: 1 })
  })
})
