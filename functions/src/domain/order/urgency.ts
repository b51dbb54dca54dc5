/**
 * Case 18: the clocks of an urgent order. They stand beside the ordinary limits and replace none: signing still counts by its
 * 24 h (R1.1, R1.3), and what is met or missed here is a figure of its own. Natural time, day and night.
 */
import type { Instant } from '../base/instant'
import {
  isUrgentClock,
  type Policy,
  type Urgency,
  type UrgentClockKind,
  type UrgentKind,
} from '../policy/policy'
import type { Calendar } from '../time/calendar'
import { isRunning, newClock, nextId } from './clocks'
import type { Assignment, Clock, Order, Step } from './order'

/** The kind that the city's system named by code or name. An unknown one is urgent all the same. */
export const kindSaid = (said: string, { kinds }: Urgency): UrgentKind =>
  kinds.find(({ code, name }) => code === said.trim() || name === said.trim()) ?? OTHERWISE

/** No policy lists it: the county's own codes are words. */
const OTHERWISE: UrgentKind = { code: 'other', name: '其他紧急情况' }

const WITHIN: Readonly<Record<UrgentClockKind, (urgency: Urgency) => number>> = {
  'urgent-sign': ({ signWithin }) => signWithin,
  'first-contact': ({ contactWithin }) => contactWithin,
  'urgent-progress': ({ progressWithin }) => progressWithin,
}

interface Terms {
  readonly at: Instant
  readonly policy: Policy
  readonly calendar: Calendar
}

const clockFrom = (
  order: Pick<Order, 'clocks'>,
  kind: UrgentClockKind,
  { part, holder }: { readonly part: number | null; readonly holder: string },
  { at, policy, calendar }: Terms,
): Clock =>
  newClock(
    {
      ...nextId(order, kind, part),
      holder,
      startedAt: at,
      dueAt: at + WITHIN[kind](policy.urgency),
      provisional: false,
    },
    policy,
    calendar,
  )

/** The centre's own, from the transfer on. */
export const urgentSigning = (terms: Terms): Clock =>
  clockFrom({ clocks: [] }, 'urgent-sign', { part: null, holder: 'centre' }, terms)

type Part = Pick<Assignment, 'no' | 'unit' | 'state' | 'signedAt' | 'steps'>

/** What the part still has to do: nothing once it is out of its unit's hands. */
const lackingIn = ({ state, signedAt, steps }: Part): readonly UrgentClockKind[] =>
  ['to-sign', 'handling', 'in-unit-review'].includes(state)
    ? [
        ...(signedAt === null ? (['urgent-sign'] as const) : []),
        ...(steps.some(({ step }) => step === 'inform') ? [] : (['first-contact'] as const)),
        'urgent-progress',
      ]
    : []

/** The clocks that a part of an urgent order has from now on. */
export const urgentClocks = (order: Pick<Order, 'clocks'>, part: Part, terms: Terms): readonly Clock[] =>
  lackingIn(part).map((kind) => clockFrom(order, kind, { part: part.no, holder: part.unit }, terms))

/** Telling the caller is the first contact; any other step shows progress. */
export const metByStep = (step: Step): UrgentClockKind =>
  step === 'inform' ? 'first-contact' : 'urgent-progress'

/** The running clock of this kind and part. */
export const isRunningOf =
  (kind: UrgentClockKind, part: number | null) =>
  (clock: Clock): boolean =>
    clock.kind === kind && clock.part === part && isRunning(clock)

export const isRunningUrgent = (clock: Clock): boolean => isUrgentClock(clock.kind) && isRunning(clock)
