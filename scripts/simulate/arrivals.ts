import type { Category } from '../../functions/src/domain/matters/category'
import {
  DAY,
  dayNumberOf,
  dayOfNumber,
  HOUR,
  type Instant,
  MINUTE,
  startOfDayNumber,
} from '../../functions/src/domain/base/instant'
import { matterKeyOf } from '../../functions/src/domain/matters/matter'
import { randomOf } from '../demo/random'
import type { County } from './county'
import { type Dice, diceOf } from './dice'
import { type Matter, mattersOf } from './matters'
import { onCallAfter } from './working-time'

/** How busy the hotline is in each hour of the day. */
const HOURS = [
  1, 0.6, 0.4, 0.3, 0.3, 0.5, 1.2, 3, 7, 10, 10, 8, 5, 4, 6.5, 8, 8, 7, 5.5, 5, 4.5, 3.5, 2.2, 1.4,
] // prettier-ignore
/** … on each weekday that is worked, from Monday; a weekend day among them is worked in exchange for a holiday … */
const WEEKDAYS = [1.15, 1.05, 1, 1, 0.95, 0.85, 0.85]
const WEEKEND = 0.5
const HOLIDAY = 0.35
/** … after some days off, when what people kept to themselves comes all at once … */
const AFTER_DAYS_OFF = 1.3
const DAYS_OFF = 3
/** … and in each month. */
const MONTHS = [0.9, 0.8, 1, 1, 1, 1.05, 1.2, 1.15, 1, 0.95, 1, 1.1]

/** An order as it comes in, with all that the centre does before a unit is chosen. No policy changes any of it. */
export interface Arrival {
  readonly id: string
  /** Its number from the city: the id, but for an order that is sent again. */
  readonly cityNumber: string
  readonly dice: Dice
  readonly about: Matter
  /** As the city filed it; null where it did not. */
  readonly filedAs: Category | null
  /** As the clerk verifies it. */
  readonly verifiedAs: Category
  readonly transferredAt: Instant
  readonly heardAt: Instant
  readonly signsAt: Instant
  readonly verifiesAt: Instant
  /** When it ends before its time: the city takes it back, or the caller does. */
  /** R21: verified with a wrong place, and when that is seen. */
  readonly misplaced: { readonly as: string; readonly seenAt: Instant } | null
  /** Whether it is not for a hotline, and so ends where others are verified. */
  readonly isUnacceptable: boolean
  /** Case 18: as the city's system says it; null where it says nothing. */
  readonly urgentSaid: string | null
  readonly leaves: { readonly at: Instant; readonly how: 'recall' | 'withdraw-by-caller' } | null
  readonly matterKey: string | null
}

/** Each day's share of the year. */
const dayWeights = ({ calendar }: County, first: number, days: number): number[] => {
  let off = 0
  return Array.from({ length: days }, (_, index) => {
    const day = first + index
    const weekday = (day + 3) % 7
    const month = MONTHS[Number(dayOfNumber(day).slice(5, 7)) - 1]!
    if (!calendar.isWorkday(day)) {
      off += 1
      return month * (weekday >= 5 ? WEEKEND : HOLIDAY)
    }
    const rush = off >= DAYS_OFF ? AFTER_DAYS_OFF : 1
    off = 0
    return month * WEEKDAYS[weekday]! * rush
  })
}

/** Where in the running sums of the weights a share of the whole falls. */
const placeOf = (sums: readonly number[], share: number): number => {
  const wanted = share * sums.at(-1)!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! > wanted) high = middle
    else low = middle + 1
  }
  return low
}

const runningSums = (weights: readonly number[]): number[] => {
  let sum = 0
  return weights.map((weight) => (sum += weight))
}

/** When so many orders are transferred in a year, in order. */
const transfersIn = (county: County, year: number, orders: number, seed: number): Instant[] => {
  const random = randomOf(seed)
  const fine = 2 ** 30
  const first = dayNumberOf(Date.parse(`${year}-01-01T00:00:00+08:00`))
  const days = dayNumberOf(Date.parse(`${year + 1}-01-01T00:00:00+08:00`)) - first
  const daySums = runningSums(dayWeights(county, first, days))
  const hourSums = runningSums(HOURS)
  return Array.from({ length: orders }, () => {
    const day = first + placeOf(daySums, random.below(fine) / fine)
    const hour = placeOf(hourSums, random.below(fine) / fine)
    return startOfDayNumber(day) + hour * HOUR + random.below(3600) * 1000
  }).sort((a, b) => a - b)
}

const heardAtOf = (dice: Dice, transferredAt: Instant): Instant => {
  // The city's push fails now and then, and its list comes the day after.
  const late = dice.chance('heard late', 0.003)
  return (
    transferredAt +
    Math.round(late ? dice.between('hears', 25, 30) * 3600 : dice.between('hears', 1, 90)) * 1000
  )
}

const leavesOf = (dice: Dice, { calendar }: County, transferredAt: Instant): Arrival['leaves'] => {
  const how = dice.weighted('leaves', [
    [null, 990],
    ['recall', 2],
    ['withdraw-by-caller', 8],
  ] as const)
  return how === null
    ? null
    : { how, at: onCallAfter(transferredAt, dice.around('leaves after', 20, 1), calendar) }
}

const OTHERS: Readonly<Record<Category, Category>> = {
  consultation: 'help',
  help: 'complaint',
  complaint: 'help',
  report: 'complaint',
  suggestion: 'consultation',
}

/** Every order of the year, in the order of their numbers. */
export const arrivalsOf = (county: County, year: number, orders: number, seed: number): Arrival[] => {
  const [start, end] = [year, year + 1].map((each) => Date.parse(`${each}-01-01T00:00:00+08:00`))
  const matterOf = mattersOf(county, diceOf(seed), orders)
  let day = ''
  let serial = 0
  return transfersIn(county, year, orders, seed).map((transferredAt, index) => {
    const dice = diceOf(seed).of(`order ${index}`)
    const date = dayOfNumber(dayNumberOf(transferredAt))
    serial = date === day ? serial + 1 : 1
    day = date
    const about = matterOf(dice, Number(date.slice(5, 7)), (transferredAt - start!) / (end! - start!))
    const heardAt = heardAtOf(dice, transferredAt)
    const signsAt = onCallAfter(heardAt, dice.around('centre signs', 1.2, 0.9), county.calendar)
    const verifiesAt = onCallAfter(signsAt, dice.around('centre verifies', 0.4, 0.8), county.calendar)
    const leaves = leavesOf(dice, county, transferredAt)
    const id = `JJ${date.replaceAll('-', '')}${String(serial).padStart(5, '0')}`
    const seenAt = onCallAfter(verifiesAt, dice.around('sees the place', 0.2, 0.8), county.calendar)
    return {
      id,
      cityNumber: id,
      dice,
      about,
      filedAs: dice.chance('filed', 0.9) ? about.category : null,
      verifiedAs: dice.chance('wrong category', 0.02) ? OTHERS[about.category] : about.category,
      transferredAt,
      heardAt,
      signsAt,
      verifiesAt,
      misplaced: dice.chance('misplaced', 0.006) ? { as: `${id}处`, seenAt } : null,
      urgentSaid: dice.chance('urgent', 0.006)
        ? dice.pick('which urgency', ['supply', '安全隐患', '来电人说很急'] as const)
        : null,
      isUnacceptable: dice.chance('not for a hotline', 0.005),
      leaves: leaves !== null && leaves.at <= heardAt ? null : leaves,
      matterKey: matterKeyOf({ ...about, matter: about.entry.code }),
    }
  })
}

/** How many other orders are on an order's matter when it comes to be on it, of those verified since then (R10.1). */
export type SameMatter = (arrival: Arrival, since: Instant, now: Instant) => number

/** When it is on its own matter: a wrong place is another matter until it is corrected. */
const placedAt = ({ verifiesAt, misplaced }: Arrival): Instant => misplaced?.seenAt ?? verifiesAt

export const sameMatterOf = (arrivals: readonly Arrival[]): SameMatter => {
  const placed = new Map<string, Arrival[]>()
  for (const arrival of arrivals) {
    const { matterKey, leaves, isUnacceptable } = arrival
    if (matterKey === null || isUnacceptable || (leaves !== null && leaves.at <= placedAt(arrival))) continue
    const there = placed.get(matterKey)
    if (there === undefined) placed.set(matterKey, [arrival])
    else there.push(arrival)
  }
  return (arrival, since, now) =>
    arrival.matterKey === null || now < placedAt(arrival)
      ? 0
      : (placed.get(arrival.matterKey) ?? []).filter(
          (each) => each !== arrival && each.verifiesAt >= since && placedAt(each) <= placedAt(arrival),
        ).length
}

/** When a simulated year is looked at for the last time: what December brought has mostly been done by then. */
export const endOf = (year: number): Instant => Date.parse(`${year + 1}-01-01T00:00:00+08:00`) + 59 * DAY

/** How long before its verification a clerk finds that something is missing. */
export const MISSING_FOUND_BEFORE = 2 * MINUTE
