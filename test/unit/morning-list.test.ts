import { describe, expect, it } from 'vitest'
import { HOUR, type Instant } from '../../functions/src/domain/base/instant'
import {
  addToDesks,
  emptyDesks,
  morningNotices,
  morningOf,
} from '../../functions/src/domain/notices/morning-list'
import { passedUp } from '../../functions/src/domain/notices/empty-posts'
import { generalReaders } from '../../functions/src/domain/order/readers'
import { officialCalendar } from '../../functions/src/domain/time/official-calendar'
import type { Clock } from '../../functions/src/domain/order/order'
import { noticeSentence } from '../../functions/src/domain/words/notices'

const calendar = officialCalendar()
const at = (local: string): Instant => Date.parse(`${local}:00+08:00`)
const clock = (holder: string, due: string, more: Partial<Clock> = {}): Clock => ({
  kind: 'handle',
  part: 1,
  nth: 1,
  holder,
  startedAt: at('2026-11-01T09:00'),
  dueAt: at(due),
  provisional: false,
  rings: [],
  stoppedAt: null,
  voided: false,
  breachedAt: null,
  climbedTo: null,
  ...more,
})
/** What a morning's desks hold of orders with these clocks. */
const desksOf = (morningAt: string, ...orders: Clock[][]): Record<string, unknown> => {
  const morning = morningOf(at(morningAt), calendar)!
  const desks = emptyDesks()
  for (const clocks of orders) addToDesks(desks, { clocks, accused: [], accusedPersons: [] }, morning)
  expect(desks.accusing.size).toBe(0)
  return Object.fromEntries(desks.plain)
}

describe('the morning list', () => {
  it('is of workdays only', () => {
    expect(morningOf(at('2026-11-28T08:30'), calendar)).toBeNull()
    expect(morningOf(at('2026-10-05T08:30'), calendar)).toBeNull()
    expect(morningOf(at('2026-10-10T08:30'), calendar)).not.toBeNull()
  })

  it('[R17] counts what is overdue, due today and due tomorrow; 24:00 is still the day that ends', () => {
    const one = (due: string) => [clock('mayi', due)]
    expect(
      desksOf(
        '2026-11-25T08:30',
        one('2026-11-25T08:30'),
        one('2026-11-25T08:31'),
        one('2026-11-26T00:00'),
        one('2026-11-26T00:01'),
        one('2026-11-27T00:00'),
        one('2026-11-27T00:01'),
      ),
    ).toEqual({ mayi: { overdue: 1, today: 2, tomorrow: 2 } })
  })

  it('takes for tomorrow the next workday, with the days off before it', () => {
    const one = (due: string) => [clock('mayi', due)]
    const friday = desksOf(
      '2026-11-27T08:30',
      one('2026-11-29T12:00'),
      one('2026-12-01T00:00'),
      one('2026-12-02T00:00'),
    )
    expect(friday).toEqual({ mayi: { overdue: 0, today: 0, tomorrow: 2 } })
    const holiday = desksOf('2026-09-30T08:30', one('2026-10-09T00:00'), one('2026-10-10T00:00'))
    expect(holiday).toEqual({ mayi: { overdue: 0, today: 0, tomorrow: 1 } })
  })

  it('counts an order once on each desk it lies on, by its most pressing limit that runs', () => {
    const joint = [
      clock('mayi', '2026-11-25T12:00'),
      clock('mayi', '2026-11-24T12:00', { stoppedAt: at('2026-11-24T11:00') }),
      clock('mayi', '2026-11-26T12:00'),
      clock('liusi', '2026-11-24T12:00'),
      clock('centre', '2026-12-24T12:00'),
    ]
    expect(desksOf('2026-11-25T08:30', joint)).toEqual({
      mayi: { overdue: 0, today: 1, tomorrow: 0 },
      liusi: { overdue: 1, today: 0, tomorrow: 0 },
    })
  })

  it('[R15.1] is one notice for each post of a desk and day, to those who do it and those who answer for it', () => {
    const told = (local: string): string[] => {
      const morning = morningOf(at(local), calendar)!
      const desks = {
        ...emptyDesks(),
        plain: new Map([
          ['mayi', { overdue: 1, today: 0, tomorrow: 2 }],
          ['centre', { overdue: 0, today: 3, tomorrow: 0 }],
        ]),
      }
      return morningNotices(desks, morning).map(({ id }) => id)
    }
    expect(told('2026-11-25T08:30')).toEqual([
      '2026-11-25~morning-list~mayi~handler@mayi',
      '2026-11-25~morning-list~mayi~leader-in-charge@mayi',
      '2026-11-25~morning-list~centre~clerk',
      '2026-11-25~morning-list~centre~reviewer',
    ])
    expect(told('2026-11-25T09:10')).toEqual(told('2026-11-25T08:30'))
    expect(told('2026-11-26T08:30')).not.toEqual(told('2026-11-25T08:30'))
    expect(morningNotices(emptyDesks(), morningOf(at('2026-11-25T08:30'), calendar)!)).toEqual([])
  })

  it('says only what there is', () => {
    const morning = morningOf(at('2026-11-25T08:30'), calendar)!
    const plain = new Map([['mayi', { overdue: 1, today: 0, tomorrow: 2 }]])
    const [notice] = morningNotices({ ...emptyDesks(), plain }, morning)
    expect(noticeSentence(notice!, () => '马影镇', morning.at + HOUR)).toBe(
      '马影镇今日待办：已超时 1 件，下一个工作日到期 2 件，请及早安排。',
    )
  })

  it('[R16.2] counts what accuses somebody by itself, for those who have it in their lists', () => {
    const morning = morningOf(at('2026-11-25T08:30'), calendar)!
    const desks = emptyDesks()
    const clocks = [clock('mayi', '2026-11-25T12:00')]
    addToDesks(desks, { clocks, accused: [], accusedPersons: [] }, morning)
    addToDesks(desks, { clocks, accused: [], accusedPersons: ['somebody'] }, morning)
    addToDesks(desks, { clocks, accused: ['liusi'], accusedPersons: [] }, morning)
    const ofHandler = morningNotices(desks, morning).filter(({ to }) => to === 'handler@mayi')
    expect(ofHandler.map((notice) => [notice.id, notice.counts?.today, generalReaders(notice)])).toEqual([
      ['2026-11-25~morning-list~mayi~handler@mayi', 1, ['handler@mayi']],
      ['2026-11-25~morning-list~mayi~accusing~handler@mayi', 2, ['clear:handler@mayi']],
    ])
    const said = ofHandler.map((notice) => noticeSentence(notice, () => '马影镇', morning.at + HOUR))
    expect(new Set(said).size).toBe(2)
    // What goes up from an empty post is for those who have it in their lists there, too.
    expect(generalReaders(passedUp(ofHandler[1]!)!)).toEqual(['clear:leader-in-charge@mayi'])
  })
})
