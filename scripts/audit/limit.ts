/** One running limit as the rules have it: when it ends, what it does by itself, and whether it ran out. */
import type { Workdays } from './calendar'
import type { ClockIdSaid, RingSaid } from './format'
import { isUrgentLimit, type Kind, RINGS, RULE_OF } from './law'
import { HOUR } from './time'

export interface Limit {
  /** See `nameOf`. */
  readonly id: string
  readonly kind: Kind
  /** The part it belongs to; null for the centre's own signing. */
  readonly no: number | null
  readonly nth: number
  readonly holder: string
  readonly startedAt: number
  dueAt: number
  provisional: boolean
  /** What it has still to do. */
  due: RingSaid[]
  readonly rung: RingSaid[]
  running: boolean
  stoppedAt: number | null
  voided: boolean
  /** The deadline, once it ran out: whether or not a breach was written down. */
  breachedAt: number | null
  /** Whether the breach was written down. */
  written: boolean
}

/** A limit's name in findings and lists here: made of what the export says of its clock, and never taken apart. */
export const nameOf = ({ kind, part, nth }: ClockIdSaid): string => `${kind}:${part ?? 'centre'}:${nth}`

export const ruleOf = ({ kind, no }: Pick<Limit, 'kind' | 'no'>): string =>
  ['sign', 'urgent-sign'].includes(kind) && no === null ? 'R1.1' : RULE_OF[kind]

/** R17: what a limit does from `from` on. Of two reminders at the same moment one is given. */
export const ringsOf = (kind: Kind, from: number, dueAt: number, calendar: Workdays): RingSaid[] => {
  // An urgent order's run at night, and so are reminded of.
  const reminders = new Set(
    RINGS[kind].before.map((hours) =>
      isUrgentLimit(kind) ? dueAt - hours * HOUR : calendar.reminder(dueAt - hours * HOUR, dueAt),
    ),
  )
  const rings: RingSaid[] = [
    ...[...reminders].map((at) => ({ at, what: 'remind', to: 'handler' }) as const),
    { at: dueAt, what: 'breach', to: 'leader-in-charge' },
    ...RINGS[kind].after.map(([hours, to]) => ({ at: dueAt + hours * HOUR, what: 'climb', to }) as const),
  ]
  return rings.filter(({ at, what }) => at > from || what === 'breach').sort((a, b) => a.at - b.at)
}

/** A deadline is late from the very moment: whoever acts at it or after it finds it run out. */
export const runOut = (limit: Limit, at: number): void => {
  if (limit.running && at >= limit.dueAt) limit.breachedAt = limit.dueAt
}

export const stop = (limit: Limit, at: number): void => {
  if (limit.running) runOut(limit, at)
  limit.running = false
  limit.stoppedAt = at
}

/** Nobody has to meet it any more: it counts only if it had run out by then. */
export const drop = (limit: Limit, at: number): void => {
  if (!limit.running) return
  stop(limit, at)
  limit.voided = true
}

/** R9.2: it runs on with the deadline it had. Of the time in which it stood still nobody is reminded. */
export const resume = (limit: Limit, at: number): void => {
  limit.running = true
  limit.stoppedAt = null
  limit.due = limit.due.filter((ring) => ring.what !== 'remind' || ring.at > at)
}

/** Another deadline from now on; the old one stands in the record only. */
export const move = (
  limit: Limit,
  to: { readonly dueAt: number; readonly provisional: boolean },
  due: RingSaid[],
): void => {
  limit.dueAt = to.dueAt
  limit.provisional = to.provisional
  limit.due = due
  limit.breachedAt = null
  limit.written = false
  if (!limit.running && limit.stoppedAt !== null && limit.stoppedAt >= to.dueAt) {
    limit.breachedAt = to.dueAt
    limit.written = true
    limit.due = due.filter(({ what }) => what === 'climb')
  }
}
