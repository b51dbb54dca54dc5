/** Days and times as native date fields give and take them, always Shanghai's, whatever the PC thinks. */
import { type Day, dayNumberOf, dayOfNumber, type Instant, toIso } from '@domain/base/instant'

/** What a `datetime-local` field holds as an instant; null while it holds nothing. */
export const instantOfField = (value: string): Instant | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return null
  const at = Date.parse(`${value}:00+08:00`)
  return Number.isNaN(at) ? null : at
}

export const fieldOfInstant = (at: Instant): string => toIso(at).slice(0, 16)

export const dayOf = (at: Instant): Day => dayOfNumber(dayNumberOf(at))

export const dayAfter = (at: Instant, days: number): Day => dayOfNumber(dayNumberOf(at) + days)
