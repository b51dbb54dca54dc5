import { describe, expect, it } from 'vitest'
import { talliesOf } from '../../../functions/src/domain/figures/figures'
import { DAY, HOUR, MINUTE } from '../../../functions/src/domain/base/instant'
import { may } from '../../../functions/src/domain/commands/may'
import { clockOf } from '../../../functions/src/domain/order/order'
import { noticesOf } from '../../../functions/src/domain/notices/notices'
import { CITY, CLERK, HANDLER, REGULATION, REVIEWER, Road, TUESDAY, VERIFIED } from '../../support/road'

const WHY = '同一诉求人同一事项'
const laterThan = (main: Road, verify: Partial<typeof VERIFIED> = {}): Road =>
  new Road(
    { cityNumber: 'LATER', text: '还是那盏灯，夜里更黑。', transferredAt: TUESDAY + MINUTE },
    TUESDAY + MINUTE,
  )
    .until(Math.max(main.now, TUESDAY + MINUTE))
    .give(CLERK, 'centre-sign', {})
    .give(CLERK, 'verify', { ...VERIFIED, ...verify })
const mergedInto = (main: Road, later = laterThan(main)): Road =>
  later.giveAcross(CLERK, 'merge', { into: main.order.id, reason: WHY }, main)
const refusedWith = (later: Road, main: Road | null, into = main?.order.id ?? 'NOBODY') =>
  later.refused(CLERK, 'merge', { into, reason: WHY }, main === null ? {} : { other: main.order }).code

describe('a second order of the same matter and caller', () => {
  it('[R21] goes on as a supplement to the earlier one, which reminds whoever has it', () => {
    const main = new Road().signed()
    const later = mergedInto(main)
    expect(later.order).toMatchObject({ ending: 'merged', open: false, mergedInto: main.order.id })
    expect(main.order.mergedFrom).toEqual(['LATER'])
    expect(main.order.supplements).toMatchObject([
      { from: 'LATER', text: '路灯不亮\n还是那盏灯，夜里更黑。' },
    ])
    const [event] = main.events.slice(-1)
    expect(event).toMatchObject({
      type: 'supplemented',
      by: CLERK.uid,
      command: later.events.at(-1)?.command,
    })
    expect(noticesOf(main.order, event!).map(({ to }) => to)).toContain('handler@mayi')
  })

  it('[R21] has no limit any more, and what was missed stays missed', () => {
    const main = new Road().signed()
    const later = laterThan(main)
      .after(3 * DAY)
      .tick()
    mergedInto(main, later)
    expect(clockOf(later.order, 'dispatch', null)).toMatchObject({ voided: true, stoppedAt: later.now })
    expect(clockOf(later.order, 'dispatch', null)?.breachedAt).not.toBeNull()
    expect(later.order.alarmAt).toBeNull()
  })

  it('[R21] counts in no handling figure, and in one of its own', () => {
    const later = mergedInto(new Road().signed())
    const { counts } = talliesOf(later.order).find(({ scope }) => scope === 'county')!
    expect(counts).toMatchObject({ merged: 1, signingDue: 1, completionDue: 0, rated: 0 })
    const free = laterThan(new Road().signed())
    expect(talliesOf(free.order).some(({ counts: each }) => each.merged !== undefined)).toBe(false)
  })

  it('[R21] is merged once it is verified, before a unit has it, by the centre alone', () => {
    const main = new Road().signed()
    const unverified = new Road({ cityNumber: 'LATER' }).until(main.now).give(CLERK, 'centre-sign', {})
    expect(refusedWith(unverified, main)).toBe('state.wrong-stage')
    const dispatched = laterThan(main).give(CLERK, 'dispatch', REGULATION)
    expect(refusedWith(dispatched, main)).toBe('state.wrong-stage')
    dispatched.give(REVIEWER, 'withdraw-dispatch', { no: 1, reason: '派错' })
    expect(refusedWith(dispatched, main)).toBe('merge.dispatched')
    for (const who of [HANDLER, CITY])
      expect(laterThan(main).refused(who, 'merge', { into: 'x', reason: WHY }).code).toBe('access.wrong-role')
    expect(laterThan(main).refused(CLERK, 'merge', { into: 'x', reason: ' ' }).code).toBe('input.missing')
    expect(mergedInto(main).order.open).toBe(false)
  })

  it('[R21] goes into an earlier, open order that is not merged itself, and not into itself', () => {
    const main = new Road().signed()
    expect(refusedWith(laterThan(main), null)).toBe('merge.unknown')
    const alone = laterThan(main)
    expect(refusedWith(alone, alone)).toBe('merge.itself')
    expect(refusedWith(laterThan(main), new Road({ cityNumber: 'DONE' }).closed())).toBe('merge.closed')
    const earlier = laterThan(main)
    const younger = new Road(
      { cityNumber: 'YOUNG', transferredAt: TUESDAY + HOUR },
      TUESDAY + HOUR,
    ).verified()
    expect(refusedWith(earlier.until(younger.now), younger)).toBe('merge.later')
    const merged = mergedInto(main)
    const third = new Road({ cityNumber: 'THIRD' }, TUESDAY + HOUR).until(main.now + HOUR).verified()
    expect(
      third.refused(CLERK, 'merge', { into: 'LATER', reason: WHY }, { other: merged.order }),
    ).toMatchObject({
      code: 'merge.into-merged',
      params: { into: main.order.id },
    })
    const host = new Road({ cityNumber: 'HOST' }).verified()
    mergedInto(host)
    expect(refusedWith(host, main)).toBe('merge.has-others')
  })

  it('[R16.2] is not merged across accusations that differ', () => {
    const clean = new Road().verified()
    expect(refusedWith(laterThan(clean, { accused: ['chengguan'] }), clean)).toBe('merge.accused')
    const accusing = new Road()
      .give(CLERK, 'centre-sign', {})
      .give(CLERK, 'verify', { ...VERIFIED, accused: ['chengguan'] })
    expect(refusedWith(laterThan(accusing), accusing)).toBe('merge.accused')
    expect(mergedInto(accusing, laterThan(accusing, { accused: ['chengguan'] })).order.open).toBe(false)
  })

  it('[R16.2] names who is accused where it goes on, since units may read it there', () => {
    const main = new Road().signed()
    const later = mergedInto(main)
    const accuse = { units: ['chengguan'], reason: '来电人指认' }
    expect(later.refused(CLERK, 'name-accused', accuse).code).toBe('accused.merged')
    main.give(CLERK, 'name-accused', accuse)
    later.giveAcross(CLERK, 'unmerge', { reason: '并非同一事项' }, main)
    expect(later.order.accused).toEqual(['chengguan'])
    expect(later.refused(CLERK, 'dispatch', { ...REGULATION, unit: 'chengguan' }).code).toBe(
      'dispatch.accused',
    )
  })
})

describe('a merge that is taken back', () => {
  it('[R21] goes on where it was, and its old deadline stands', () => {
    const main = new Road().signed()
    const later = laterThan(main)
    const due = clockOf(later.order, 'dispatch', null)?.dueAt
    mergedInto(main, later).after(HOUR).giveAcross(REVIEWER, 'unmerge', { reason: '并非同一事项' }, main)
    expect(later.order).toMatchObject({ stage: 'to-dispatch', open: true, ending: null, archivedAt: null })
    expect(later.order.mergedInto).toBeUndefined()
    expect(clockOf(later.order, 'dispatch', null)).toMatchObject({
      dueAt: due,
      stoppedAt: null,
      voided: false,
    })
    expect(main.order.mergedFrom).toEqual([])
    later.give(CLERK, 'dispatch', REGULATION)
  })

  it('[R21] is late by that deadline, once, if it passed meanwhile', () => {
    const main = new Road().signed()
    const later = mergedInto(main).after(5 * DAY)
    later.giveAcross(REVIEWER, 'unmerge', { reason: '并非同一事项' }, main).tick()
    const clock = clockOf(later.order, 'dispatch', null)!
    expect(clock.breachedAt).toBe(clock.dueAt)
    mergedInto(main, later)
      .after(DAY)
      .giveAcross(REVIEWER, 'unmerge', { reason: '仍非同一事项' }, main)
      .tick()
    const breaches = later.events.filter(
      ({ type, data }) =>
        type === 'rang' &&
        'what' in data &&
        data.what === 'breach' &&
        'kind' in data &&
        data.kind === 'dispatch',
    )
    expect(breaches).toHaveLength(1)
  })

  it('[R21] is asked for before the caller of the main order withdraws it', () => {
    const main = new Road().signed()
    const later = mergedInto(main)
    const withdraw = { reason: '来电人撤回' }
    expect(main.refused(CLERK, 'withdraw-by-caller', withdraw)).toMatchObject({
      code: 'withdraw.others',
      params: { number: 'LATER' },
    })
    later.giveAcross(REVIEWER, 'unmerge', { reason: '并非同一事项' }, main)
    expect(main.give(CLERK, 'withdraw-by-caller', withdraw).order.ending).toBe('withdrawn')
  })

  it('[R21] is what only a merged order offers, with a reason', () => {
    const main = new Road().signed()
    const later = laterThan(main)
    expect(later.refused(CLERK, 'unmerge', { reason: WHY }).code).toBe('unmerge.not-merged')
    mergedInto(main, later)
    expect(may(later.order, CLERK, later.now)).toContain('unmerge')
    expect(later.refused(CLERK, 'unmerge', { reason: ' ' }, { other: main.order }).code).toBe('input.missing')
    expect(later.refused(CLERK, 'unmerge', { reason: WHY }).code).toBe('merge.unknown')
  })
})
