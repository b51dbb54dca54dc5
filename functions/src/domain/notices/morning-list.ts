import type { Calendar } from '../time/calendar'
import { isRunning } from '../order/clocks'
import { dayNumberOf, dayOfNumber, type Instant, startOfDayNumber } from '../base/instant'
import type { DueCounts, Notice } from './notices'
import type { Clock, Order } from '../order/order'
import { postKey, type Role } from '../people/people'
import { accusesSomebody } from '../order/readers'

/** Who gets a list of the work at their desk: the people who do it, and those who answer for it. */
const RECEIVES: Readonly<Record<'centre' | 'unit', readonly Role[]>> = {
  centre: ['clerk', 'reviewer'],
  unit: ['handler', 'leader-in-charge'],
}

/** The two days a morning list speaks of. A deadline belongs to the day it ends: 24:00 today is still today. */
export interface Morning {
  readonly at: Instant
  readonly endOfToday: Instant
  /** Tomorrow is the next workday, with whatever ends on days off before it. */
  readonly endOfTomorrow: Instant
}

/** This morning, or null on a day off. */
export const morningOf = (now: Instant, calendar: Calendar): Morning | null => {
  const today = dayNumberOf(now)
  if (!calendar.isWorkday(today)) return null
  const next = calendar.addWorkdays(today, 1)
  const tomorrow = next.ok ? next.value.dayNumber : today + 1
  return {
    at: now,
    endOfToday: startOfDayNumber(today + 1),
    endOfTomorrow: startOfDayNumber(tomorrow + 1),
  }
}

const bandOf = (dueAt: Instant, { at, endOfToday, endOfTomorrow }: Morning): keyof DueCounts | null => {
  if (dueAt <= at) return 'overdue'
  if (dueAt <= endOfToday) return 'today'
  return dueAt <= endOfTomorrow ? 'tomorrow' : null
}

/** Counts by the holder of the limit: the centre or a unit. */
type Desk = Map<Clock['holder'], DueCounts>

/**
 * R16.2: orders that accuse somebody are counted by themselves, for those who have them in their lists. Whoever has not
 * must not see by a number that there are more.
 */
export interface Desks {
  readonly plain: Desk
  readonly accusing: Desk
}
export const emptyDesks = (): Desks => ({ plain: new Map(), accusing: new Map() })

/** Adds one order to each of its desks, once, under its most pressing running limit there. */
export const addToDesks = (
  desks: Desks,
  order: Pick<Order, 'clocks' | 'accused' | 'accusedPersons'>,
  morning: Morning,
): void => {
  const desk = accusesSomebody(order) ? desks.accusing : desks.plain
  const pressing = new Map<Clock['holder'], Instant>()
  for (const clock of order.clocks)
    if (isRunning(clock))
      pressing.set(clock.holder, Math.min(clock.dueAt, pressing.get(clock.holder) ?? Infinity))
  for (const [holder, dueAt] of pressing) {
    const band = bandOf(dueAt, morning)
    if (band === null) continue
    const counts = desk.get(holder) ?? { overdue: 0, today: 0, tomorrow: 0 }
    desk.set(holder, { ...counts, [band]: counts[band] + 1 })
  }
}

/**
 * The morning's notices: one for each post of each desk that has work, and one more where there are orders that accuse
 * somebody. Their ids name the day, so there is only one a day.
 */
export const morningNotices = ({ plain, accusing }: Desks, morning: Morning): Notice[] => [
  ...noticesOf(plain, morning, false),
  ...noticesOf(accusing, morning, true),
]

const noticesOf = (desk: Desk, { at }: Morning, accusing: boolean): Notice[] =>
  [...desk].flatMap(([holder, counts]) =>
    RECEIVES[holder === 'centre' ? 'centre' : 'unit'].map((role): Notice => {
      const to = postKey({ role, unit: holder === 'centre' ? null : holder })
      const day = dayOfNumber(dayNumberOf(at))
      const kind = 'morning-list'
      return {
        id: `${day}~${kind}~${holder}${accusing ? '~accusing' : ''}~${to}`,
        order: null,
        kind,
        to,
        at,
        clock: null,
        holder,
        dueAt: null,
        counts,
        ...(accusing && { accusing }),
      }
    }),
  )
