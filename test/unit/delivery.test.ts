import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ATTEMPTS_AT_MOST,
  backoff,
  type Delivery,
  isNews,
  planned,
  revived,
  settled,
  taken,
} from '../../functions/src/domain/notices/delivery'
import { isMoot } from '../../functions/src/domain/notices/holds'
import { DAY, HOUR, type Instant, MINUTE } from '../../functions/src/domain/base/instant'
import { noticesOf, type Notice } from '../../functions/src/domain/notices/notices'
import { clockOf } from '../../functions/src/domain/order/order'
import { inOfficeHours } from '../../functions/src/domain/time/office-hours'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'
import { pushedText } from '../../functions/src/domain/words/notices'
import { HANDLER, Road } from '../support/road'

const hours = { policy: DEFAULT_POLICY, calendar: officialCalendar() }
const MORNING: Instant = Date.parse('2026-11-25T10:00:00+08:00')
const NIGHT: Instant = Date.parse('2026-11-25T22:00:00+08:00')
const OPENING: Instant = Date.parse('2026-11-26T08:30:00+08:00')

const notice: Notice = {
  id: 'O-1~7~breach~handler@mayi',
  order: 'O-1',
  kind: 'breach',
  to: 'handler@mayi',
  at: MORNING,
  clock: 'sign',
  holder: 'mayi',
  dueAt: MORNING,
}
const person = { uid: 'u1', channel: 'sms' } as const
const begun = planned(notice, person, MORNING, hours)
const sending = taken(begun, MORNING, hours)!
const failure = { kind: 'failed', problem: 'http:500' } as const

describe('a delivery', () => {
  it('[R15.1] goes at once in office hours, and at the next opening at night', () => {
    expect(begun.sendAfter).toBe(MORNING)
    expect(planned(notice, person, NIGHT, hours).sendAfter).toBe(OPENING)
  })

  it('[R17] is one for each person, whichever of their posts the same thing is told to', () => {
    const toLeader = { ...notice, id: 'O-1~7~breach~leader-in-charge@mayi', to: 'leader-in-charge@mayi' }
    expect(planned(toLeader, person, MORNING, hours).id).toBe(begun.id)
    expect(planned(toLeader, { ...person, uid: 'u2' }, MORNING, hours).id).not.toBe(begun.id)
    const climbed = { ...notice, id: 'O-1~8~climb~handler@mayi' }
    expect(planned(climbed, person, MORNING, hours).id).not.toBe(begun.id)
  })

  it('is not made of what is long past', () => {
    expect(isNews(notice, notice.at + 2 * DAY)).toBe(true)
    expect(isNews(notice, notice.at + 2 * DAY + 1)).toBe(false)
  })

  it('is leased by one at a time, and again once the lease has run out', () => {
    expect(sending).toMatchObject({ state: 'sending', attempts: 1, sendAfter: MORNING + MINUTE })
    expect(taken(sending, MORNING + MINUTE - 1, hours)).toBeNull()
    expect(taken(sending, MORNING + MINUTE, hours)).toMatchObject({ state: 'sending', attempts: 2 })
    expect(taken(begun, MORNING - 1, hours)).toBeNull()
  })

  it('[R17] is put off when its task comes late, at night', () => {
    expect(taken(begun, NIGHT, hours)).toMatchObject({ state: 'pending', sendAfter: OPENING, attempts: 0 })
  })

  it('is over once it was received, whoever else is at it, and stays so', () => {
    const sent = settled(sending, sending.turn, { kind: 'sent' }, MORNING, hours)!
    expect(sent).toMatchObject({ state: 'sent', sendAfter: null, problem: null, endedAt: MORNING })
    expect(taken(sent, MORNING + DAY, hours)).toBeNull()
    const again = taken(sending, MORNING + MINUTE, hours)!
    expect(settled(again, sending.turn, { kind: 'sent' }, MORNING, hours)?.state).toBe('sent')
    expect(settled(sent, again.turn, failure, MORNING, hours)).toBeNull()
    expect(settled(sent, again.turn, { kind: 'sent' }, MORNING, hours)).toBeNull()
  })

  it('does not count the failure of whoever has lost the lease', () => {
    const again = taken(sending, MORNING + MINUTE, hours)!
    expect(settled(again, sending.turn, failure, MORNING, hours)).toBeNull()
    expect(settled(again, again.turn, failure, MORNING, hours)?.state).toBe('pending')
  })

  it('waits twice as long after each failure, an hour at most, and not into the night', () => {
    expect([1, 2, 3, 8, 30].map(backoff)).toEqual([MINUTE / 2, MINUTE, 2 * MINUTE, HOUR, HOUR])
    const failed = settled(sending, sending.turn, failure, MORNING, hours)
    expect(failed).toMatchObject({ state: 'pending', sendAfter: MORNING + MINUTE / 2, problem: 'http:500' })
    const closing = Date.parse('2026-11-25T17:29:50+08:00')
    const late = { ...begun, sendAfter: closing }
    const lateSending = taken(late, closing, hours)!
    expect(settled(lateSending, lateSending.turn, failure, closing, hours)?.sendAfter).toBe(OPENING)
  })

  it('is dead after so many attempts, of which a crash is one, and can be revived', () => {
    let delivery: Delivery = begun
    for (let attempt = 0; attempt < ATTEMPTS_AT_MOST; attempt++) {
      const now = delivery.sendAfter!
      const lease = taken(delivery, now, hours)!
      // Every third sender crashes and never says anything.
      delivery = attempt % 3 === 2 ? lease : settled(lease, lease.turn, failure, now, hours)!
    }
    expect(delivery).toMatchObject({ state: 'dead', problem: 'http:500', sendAfter: null })
    const crashed: Delivery = { ...begun, state: 'sending', attempts: ATTEMPTS_AT_MOST }
    expect(taken(crashed, MORNING, hours)).toMatchObject({ state: 'dead', problem: 'lost' })

    const again = revived(delivery, NIGHT, hours)
    expect(again).toMatchObject({ ok: true, value: { state: 'pending', attempts: 0, sendAfter: OPENING } })
    if (again.ok) expect(again.value.turn).toBeGreaterThan(delivery.turn)
    for (const other of [null, begun, sending])
      expect(revived(other, NIGHT, hours)).toMatchObject({ refusal: { code: 'delivery.not-dead' } })
  })

  it('[R17] whatever happens: never sent outside office hours, never after success, every turn a new one', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 20 * HOUR }),
      outcome: fc.constantFrom('sent', 'failed', 'crash'),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let delivery: Delivery = begun
        let now = MORNING
        const turns = new Set([delivery.turn])
        let received = 0
        for (const { wait, outcome } of steps) {
          now += wait
          const lease = taken(delivery, now, hours)
          if (lease === null) continue
          delivery = lease
          if (lease.state === 'sending') {
            expect(received).toBe(0)
            expect(inOfficeHours(now, DEFAULT_POLICY, hours.calendar)).toBe(true)
            expect(turns.has(lease.turn)).toBe(false)
            turns.add(lease.turn)
            if (outcome === 'sent') received += 1
            if (outcome !== 'crash')
              delivery =
                settled(lease, lease.turn, outcome === 'sent' ? { kind: 'sent' } : failure, now, hours) ??
                delivery
          }
        }
        expect(received).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('what there is to say', () => {
  const road = new Road().dispatched()
  const dispatchedNotice = noticesOf(road.order, road.events.at(-1)!)[0]!
  const clock = clockOf(road.order, 'sign', 1)!
  const remind: Notice = { ...notice, kind: 'remind', holder: 'mayi', dueAt: clock.dueAt }
  const unsigned = road.order
  const signedOrder = road.after(HOUR).give(HANDLER, 'unit-sign', {}).order

  it('[R17] is nothing any more once the limit was met, moved or, for a reminder, has passed', () => {
    expect(isMoot(remind, unsigned, clock.dueAt - 1)).toBe(false)
    expect(isMoot(remind, unsigned, clock.dueAt)).toBe(true)
    expect(isMoot({ ...remind, kind: 'breach' }, unsigned, clock.dueAt)).toBe(false)
    expect(isMoot({ ...remind, kind: 'breach' }, signedOrder, clock.dueAt)).toBe(true)
    expect(isMoot({ ...remind, dueAt: clock.dueAt + DAY }, unsigned, clock.dueAt)).toBe(true)
  })

  it('is nothing of a new order that was signed, or of one that is not there', () => {
    expect(isMoot(dispatchedNotice, unsigned, 0)).toBe(false)
    expect(isMoot(dispatchedNotice, signedOrder, 0)).toBe(true)
    expect(isMoot(dispatchedNotice, null, 0)).toBe(true)
    expect(isMoot({ ...notice, order: null, kind: 'morning-list' }, null, MORNING)).toBe(false)
  })

  it('[R16.2] is nothing to a unit that may not read the order any more', () => {
    const accused = { ...unsigned, readers: unsigned.readers.filter((reader) => reader !== 'unit:mayi') }
    expect(isMoot(remind, accused, clock.dueAt - 1)).toBe(true)
    expect(isMoot(dispatchedNotice, accused, 0)).toBe(true)
  })

  it("names the order's number and the limit, and nothing of the order's own words", () => {
    const said = pushedText(remind, () => '马影镇', clock.dueAt - HOUR)
    expect(said).toContain('【湖口县12345热线】工单 O-1：马影镇须在')
    for (const word of [unsigned.title, unsigned.text]) expect(said).not.toContain(word)
  })
})
