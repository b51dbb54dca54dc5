import { describe, expect, it } from 'vitest'
import { happen } from '../../../functions/src/domain/commands/handle'
import { HOUR } from '../../../functions/src/domain/base/instant'
import { evolve } from '../../../functions/src/domain/order/evolve'
import { clockOf, type Order } from '../../../functions/src/domain/order/order'
import { reschedule } from '../../../functions/src/domain/order/reschedule'
import { stageKind } from '../../../functions/src/domain/order/stage-limits'
import { completed, DEFAULT_POLICY, type Policy } from '../../../functions/src/domain/policy/policy'
import { officialCalendar } from '../../../functions/src/domain/time/official-calendar'
import { END, everyRoad } from '../../support/every-road'
import {
  at,
  CLERK,
  HANDLER,
  LEADER,
  PASS,
  REDO,
  REGULATION,
  REVIEWER,
  Road,
  sha256,
  TUESDAY,
  VERIFIED,
} from '../../support/road'

const of = (order: Order, kind: NonNullable<ReturnType<typeof stageKind>>) => clockOf(order, kind, null)
const running = ({ clocks }: Order): string[] =>
  clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind }) => kind)

describe('the verification within the same 24 h', () => {
  it('[R1.2] runs from the transfer beside the signing, and is met by verifying, not by signing', () => {
    const road = new Road().after(HOUR).give(CLERK, 'centre-sign', {})
    expect(of(road.order, 'verify')).toMatchObject({
      holder: 'centre',
      startedAt: TUESDAY,
      dueAt: TUESDAY + 24 * HOUR,
      stoppedAt: null,
    })
    road.until(TUESDAY + 24 * HOUR - 1).give(CLERK, 'verify', VERIFIED)
    expect(of(road.order, 'verify')).toMatchObject({ stoppedAt: road.now, breachedAt: null, voided: false })
  })

  it('[R1.2] is a breach of its own at the deadline, though the order was signed in time', () => {
    const road = new Road().give(CLERK, 'centre-sign', {}).until(TUESDAY + 24 * HOUR)
    road.give(CLERK, 'verify', VERIFIED)
    expect(of(road.order, 'verify')?.breachedAt).toBe(TUESDAY + 24 * HOUR)
    expect(clockOf(road.order, 'sign', null)?.breachedAt).toBeNull()
  })
})

describe('no stage without a limit', () => {
  it('[R18] an open order always has a limit that runs, on every road', () => {
    for (const road of everyRoad()) {
      let order: Order | null = null
      for (const [index, event] of road.events.entries()) {
        order = evolve(order, event, road.order.id)
        // Between two events of one command the order is only on its way.
        if (event.command !== null && event.command === road.events[index + 1]?.command) continue
        if (!order.open) expect(running(order)).toEqual([])
        else expect(running(order), `${order.cityNumber} after ${event.type}`).not.toEqual([])
      }
    }
  })

  it('[R18] counts the workdays of the policy from the act that begins the stage', () => {
    const road = new Road().verified()
    expect(of(road.order, 'dispatch')).toMatchObject({ startedAt: TUESDAY, dueAt: at('2026-11-26T00:00:00') })
    road.give(CLERK, 'dispatch', REGULATION).give(HANDLER, 'unit-sign', {})
    expect(running(road.order)).toEqual(['handle'])
    road.until(at('2026-11-26T11:00:00')).feedback()
    expect(of(road.order, 'first-review')?.dueAt).toBe(at('2026-11-28T00:00:00'))
    road.give(REVIEWER, 'first-review', PASS)
    // Friday and, after the weekend, Monday.
    expect(of(road.order, 'call-back')?.dueAt).toBe(at('2026-12-01T00:00:00'))
    road.give(CLERK, 'call-back', { reached: true, solution: 'solved', grade: 'satisfied', note: '' })
    expect(of(road.order, 'archive')?.dueAt).toBe(at('2026-11-28T00:00:00'))
    road.give(CLERK, 'archive', { note: '' })
    for (const kind of ['dispatch', 'first-review', 'call-back', 'archive'] as const)
      expect(of(road.order, kind)).toMatchObject({ breachedAt: null, voided: false })
  })

  it('[R18] breaches at the deadline and climbs from the clerk over the reviewer to the county', () => {
    const road = new Road().verified().until(at('2026-11-25T16:00:00')).tick()
    road.until(at('2026-11-28T00:00:00')).tick()
    const rang = road.events.flatMap((event) =>
      event.type === 'rang' && event.data.kind === 'dispatch' ? [[event.data.what, event.data.to]] : [],
    )
    expect(rang).toEqual([
      ['remind', 'handler'],
      ['breach', 'leader-in-charge'],
      ['climb', 'principal-leader'],
      ['climb', 'county'],
    ])
    road.give(CLERK, 'dispatch', REGULATION)
    expect(of(road.order, 'dispatch')).toMatchObject({
      breachedAt: at('2026-11-26T00:00:00'),
      climbedTo: 'county',
      stoppedAt: road.now,
    })
  })

  it('[R18] an act a moment before the deadline is in time', () => {
    const road = new Road()
      .verified()
      .until(at('2026-11-26T00:00:00') - 1)
      .give(CLERK, 'dispatch', REGULATION)
    expect(of(road.order, 'dispatch')?.breachedAt).toBeNull()
  })

  it('[R18] a fruitless call does not meet the callback, the last one does', () => {
    const road = new Road().passed()
    const missed = { reached: false, solution: null, grade: null, note: '' }
    road.give(CLERK, 'call-back', missed).give(CLERK, 'call-back', missed)
    expect(running(road.order)).toEqual(['call-back'])
    road.give(CLERK, 'call-back', missed)
    expect(running(road.order)).toEqual(['archive'])
  })

  it('[R18] a redo meets the review, and the next feedback begins another one', () => {
    const road = new Road().answered().give(REVIEWER, 'first-review', REDO)
    expect(of(road.order, 'first-review')).toMatchObject({ nth: 1, voided: false, stoppedAt: road.now })
    road.feedback()
    expect(of(road.order, 'first-review')).toMatchObject({ nth: 2, stoppedAt: null })
  })

  it('[R18] nobody has to meet the limit of a stage that ends without its act', () => {
    const taken = new Road().answered().give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '错派' })
    expect(of(taken.order, 'first-review')).toMatchObject({ voided: true, breachedAt: null })
    expect(of(taken.order, 'reassign')).toMatchObject({ stoppedAt: null })
    const recalled = new Road().verified().give(CLERK, 'withdraw-by-caller', { reason: '诉求人撤回' })
    expect(of(recalled.order, 'dispatch')).toMatchObject({ voided: true })
  })

  it('[R18] a stage that an order only passes through has none', () => {
    const { events } = everyRoad().find(({ order }) => order.cityNumber === 'A04')!
    const decided = events.filter((event) => event.type === 'return-decided')
    const disputed = events.find((event) => event.type === 'disputed')
    expect(decided.map(({ limit }) => limit?.kind)).toEqual(['reassign', undefined])
    expect(disputed?.limit?.kind).toBe('convene')
  })

  it('[R18] an evaluation gives up the archiving, and its verdict begins it again', () => {
    const road = new Road()
      .passed()
      .give(CLERK, 'call-back', { reached: true, solution: 'unsolved', grade: 'dissatisfied', note: '' })
      .give(LEADER, 'request-evaluation', { reason: '已依规办理' })
    expect(of(road.order, 'archive')).toMatchObject({ voided: true })
    expect(running(road.order)).toEqual(['evaluate'])
  })
})

describe('an order that is open when the stages get their limits', () => {
  /** As an earlier release stored it. */
  const old = (road: Road): Order =>
    road.events.reduce<Order | null>((order, event) => {
      const { limit: _, ...before } = event
      return evolve(order, before, road.order.id)
    }, null)!
  const again = (order: Order, now: number) => reschedule(order, DEFAULT_POLICY, officialCalendar(), now)

  it('[R18] gets the limit of its stage from the nightly check on, and gets it once', () => {
    const order = old(new Road().passed())
    expect(running(order)).toEqual([])
    const night = at('2026-12-01T03:00:00')
    const happening = again(order, night)
    const timed = happen(order, happening!, night, sha256).order
    expect(of(timed, 'call-back')).toMatchObject({ startedAt: night, dueAt: at('2026-12-04T00:00:00') })
    expect(again(timed, night)).toBeNull()
    expect(again(timed, night + HOUR)).toBeNull()
  })

  it('[R18] one that is with its unit needs none', () => {
    expect(again(old(new Road().signed()), TUESDAY + HOUR)).toBeNull()
  })

  it('[R18] goes by the default limits where its policy is older than they are', () => {
    const { stageWorkdays: _, alarms, ...rest } = DEFAULT_POLICY
    const { sign, handle, progress, solve } = alarms
    const stored = {
      ...rest,
      alarms: { sign, handle, progress, solve, 'decide-return': alarms['decide-return'] },
    } as Policy
    expect(completed(stored)).toEqual(DEFAULT_POLICY)
    const own: Policy = { ...DEFAULT_POLICY, stageWorkdays: { ...DEFAULT_POLICY.stageWorkdays, dispatch: 3 } }
    expect(completed(own)).toEqual(own)
  })
})

it('[R18] what the roads end in has rung by the end', () => {
  for (const { order } of everyRoad()) if (order.alarmAt !== null) expect(order.alarmAt).toBeGreaterThan(END)
})
