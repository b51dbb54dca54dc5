import type { Calendar } from '../time/calendar'
import { isRunning } from '../order/clocks'
import { dayNumberOf, dayOfNumber, type Instant, startOfDayNumber } from '../base/instant'
import type { DueCounts, Notice } from './notices'
import type { Clock, Order } from '../order/order'
import { postKey, type Role } from '../people/people'

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
export type Desks = Map<Clock['holder'], DueCounts>

/** Adds one order to each of its desks, once, under its most pressing running limit there. */
export const addToDesks = (desks: Desks, { clocks }: Pick<Order, 'clocks'>, morning: Morning): void => {
  const pressing = new Map<Clock['holder'], Instant>()
  for (const clock of clocks)
    if (isRunning(clock))
      pressing.set(clock.holder, Math.min(clock.dueAt, pressing.get(clock.holder) ?? Infinity))
  for (const [holder, dueAt] of pressing) {
    const band = bandOf(dueAt, morning)
    if (band === null) continue
    const counts = desks.get(holder) ?? { overdue: 0, today: 0, tomorrow: 0 }
    desks.set(holder, { ...counts, [band]: counts[band] + 1 })
  }
}

/**
 * The morning's notices: one for each post of each desk that has work. Their ids name the day, so there is only one a
 * day.
 */
export const morningNotices = (desks: Desks, { at }: Morning): Notice[] =>
  [...desks].flatMap(([holder, counts]) =>
    RECEIVES[holder === 'centre' ? 'centre' : 'unit'].map((role): Notice => {
      const to = postKey({ role, unit: holder === 'centre' ? null : holder })
      const day = dayOfNumber(dayNumberOf(at))
      const kind = 'morning-list'
      return {
        id: `${day}~${kind}~${holder}~${to}`,
        order: null,
        kind,
        to,
        at,
        clock: null,
        holder,
        dueAt: null,
        counts,
      }
    }),
  )
