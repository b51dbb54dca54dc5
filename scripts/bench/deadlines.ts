import chineseDays from 'chinese-days'
import dayjs from 'dayjs'
import businessTime from 'dayjs-business-time'
import { workdayLimit } from '../../functions/src/domain/time/deadline'
import {
  DAY,
  dayNumber,
  dayNumberOf,
  dayOfNumber,
  startOfDayNumber,
  type Day,
  type Instant,
} from '../../functions/src/domain/base/instant'
import { officialCalendar, officialYears } from '../../functions/src/domain/time/official-calendar'
import { DEFAULT_POLICY } from '../../functions/src/domain/policy/policy'

const CASES = 20_000
const ROUNDS = 3
const MS_A_ROUND = 300
const FIRST = dayNumber('2007-01-01')!
const LAST = dayNumber('2026-12-31')!

interface Case {
  readonly at: Instant
  /** The Shanghai day of `at`, found beforehand: the libraries need the text, and are not charged for it. */
  readonly day: Day
  readonly workdays: number
}

/** The instant at which a limit of so many workdays ends. */
type Contender = (work: Case) => Instant

export interface DeadlineBench {
  /** Deadlines per second, the median of the rounds. */
  readonly perSecond: number
  /** Of `compared` answers, how many are not ours. */
  readonly differing: number
  readonly compared: number
}

const someCases = (): Case[] => {
  // A linear congruential generator is random enough to spread starts over twenty years, and is the same every run.
  let state = 12345
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  return Array.from({ length: CASES }, () => {
    const at = startOfDayNumber(FIRST + below(LAST - FIRST + 1)) + below(DAY)
    return { at, day: dayOfNumber(dayNumberOf(at)), workdays: [2, 6, 8][below(3)]! }
  })
}

const endOf = (day: Day): Instant => startOfDayNumber(dayNumber(day)! + 1)

const calendar = officialCalendar()

const ours: Contender = ({ at, workdays }) => {
  const limit = workdayLimit(at, workdays, DEFAULT_POLICY, calendar)
  return limit.ok ? limit.value.endsAt : Number.NaN
}

const byChineseDays: Contender = ({ day, workdays }) => endOf(chineseDays.findWorkday(workdays, day))

const byDayjs: Contender = ({ day, workdays }) =>
  endOf(dayjs(day).addBusinessDays(workdays).format('YYYY-MM-DD'))

const asUsual = (): void => {
  const hours = [{ start: '09:00:00', end: '17:00:00' }]
  dayjs.setBusinessTime({
    sunday: null,
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: null,
  })
  dayjs.setHolidays(
    officialYears().flatMap(({ days }) => days.filter(({ workday }) => !workday).map(({ date }) => date)),
  )
}

/**
 * Its settings know no make-up days. The way round is to declare all seven days worked and every day off a
 * holiday, of the years in question only: it searches the list from the front each time.
 */
const withEveryDayOff = (): void => {
  const hours = [{ start: '09:00:00', end: '17:00:00' }]
  dayjs.setBusinessTime({
    sunday: hours,
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: hours,
  })
  const off: Day[] = []
  for (let day = FIRST; day <= LAST + 31; day++) if (!calendar.isWorkday(day)) off.push(dayOfNumber(day))
  dayjs.setHolidays(off)
}

const perSecond = (contender: Contender, cases: readonly Case[]): number => {
  let done = 0
  let sum = 0
  const start = performance.now()
  let elapsed = 0
  while (elapsed < MS_A_ROUND) {
    // The clock is read once in a while only, or reading it would be what is measured.
    for (let i = 0; i < 100; i++) sum += contender(cases[done++ % cases.length]!)
    elapsed = performance.now() - start
  }
  if (Number.isNaN(sum)) throw new Error('a contender gave no answer')
  return (done / elapsed) * 1000
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/**
 * Deadlines per second on the same random work – 2, 6 or 8 workdays from 2007–2026 – in the same run, in turns so
 * that a slow moment of the machine falls on all. Takes about six seconds.
 */
export const benchDeadlines = (): Record<
  'ours' | 'dayjs-business-time' | 'dayjs-business-time, every day off listed' | 'chinese-days',
  DeadlineBench
> => {
  dayjs.extend(businessTime)
  const cases = someCases()
  const expected = cases.map(ours)

  const contest = (contender: Contender, prepare?: () => void) => ({
    contender,
    prepare,
    rounds: [] as number[],
    differing: 0,
  })
  const contests = {
    ours: contest(ours),
    'dayjs-business-time': contest(byDayjs, asUsual),
    'dayjs-business-time, every day off listed': contest(byDayjs, withEveryDayOff),
    'chinese-days': contest(byChineseDays),
  }
  for (const one of Object.values(contests)) {
    one.prepare?.()
    // Comparing the answers also warms the code up.
    one.differing = cases.filter((work, index) => one.contender(work) !== expected[index]).length
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of Object.values(contests)) {
      one.prepare?.()
      one.rounds.push(perSecond(one.contender, cases))
    }
  }
  const resultOf = (name: keyof typeof contests): DeadlineBench => ({
    perSecond: Math.round(median(contests[name].rounds)),
    differing: contests[name].differing,
    compared: cases.length,
  })
  return {
    ours: resultOf('ours'),
    'dayjs-business-time': resultOf('dayjs-business-time'),
    'dayjs-business-time, every day off listed': resultOf('dayjs-business-time, every day off listed'),
    'chinese-days': resultOf('chinese-days'),
  }
}
