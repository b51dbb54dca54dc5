import type { DayFact } from '../time/calendar'
import type { ChannelHost } from '../notices/channel-hosts'
import { canonical } from '../base/canonical'
import {
  byDate,
  type CountyCalendar,
  countyDaysRefused,
  sameDays,
  yearRefused,
} from '../time/county-calendar'
import type { Instant } from '../base/instant'
import type { MattersVersion } from '../matters/tree'
import type { Policy } from '../policy/policy'
import { nextPolicyVersion } from '../policy/policy-version'
import { refused, ok, refuse, type Refusal, type Result } from '../base/refusal'

/** What the county has set: which policy new orders begin under, and the calendar. */
export interface CountyRules extends CountyCalendar {
  readonly policyVersion: string
  /**
   * The policy that open orders went over to. An order under an older policy goes over too, however late it is found.
   */
  readonly policyForOpen: string | null
  /** Counts the changes of the calendar; 0 before the first. */
  readonly calendarVersion: number
  /** Where messages may be sent; the robots' own hosts until administration sets it. */
  readonly channelHosts?: readonly ChannelHost[]
  /**
   * The versions of the tree of matters that are in force or will be, sorted by their first day; none before the first.
   */
  readonly matters?: readonly Pick<MattersVersion, 'version' | 'from'>[]
}

/** What administration may change, with the version it saw. A change it has not seen is never overwritten. */
export type CountyChange =
  | {
      readonly type: 'publish-year'
      readonly calendarVersion: number
      readonly year: number
      readonly days: readonly DayFact[]
    }
  | {
      readonly type: 'set-county-days'
      readonly calendarVersion: number
      readonly days: readonly DayFact[]
    }
  | {
      readonly type: 'set-policy'
      readonly basedOn: string
      readonly policy: Omit<Policy, 'version'>
      readonly appliesToOpen: boolean
    }

export interface ChangedRules {
  readonly rules: CountyRules
  /** In force after the change. */
  readonly policy: Policy
  /** False where nothing changes: the same change asked for twice is made once. */
  readonly isNew: boolean
  /** Whether open orders have to be brought in line. */
  readonly isForOpen: boolean
}

/** The county's rules after a change, or why it cannot be made. */
export const changedRules = (
  rules: CountyRules,
  policy: Policy,
  change: CountyChange,
  now: Instant,
): Result<ChangedRules> => {
  switch (change.type) {
    case 'set-policy':
      return withPolicy(rules, policy, change, now)
    case 'publish-year':
      return withCalendar(rules, policy, change, {
        refusal: yearRefused(change, rules),
        isSame: rules.calendarYears.some(
          ({ year, days }) => year === change.year && sameDays(days, change.days),
        ),
        calendar: {
          calendarYears: [
            ...rules.calendarYears.filter(({ year }) => year !== change.year),
            { year: change.year, days: byDate(change.days) },
          ].sort((a, b) => a.year - b.year),
        },
      })
    case 'set-county-days':
      return withCalendar(rules, policy, change, {
        refusal: countyDaysRefused(change.days, rules),
        isSame: sameDays(rules.calendarDays, change.days),
        calendar: { calendarDays: byDate(change.days) },
      })
  }
}

const withCalendar = (
  rules: CountyRules,
  policy: Policy,
  { calendarVersion }: { readonly calendarVersion: number },
  {
    refusal,
    isSame,
    calendar,
  }: {
    readonly refusal: Refusal | null
    readonly isSame: boolean
    readonly calendar: Partial<CountyCalendar>
  },
): Result<ChangedRules> => {
  if (isSame) return ok({ rules, policy, isNew: false, isForOpen: true })
  if (calendarVersion !== rules.calendarVersion)
    return refused(refuse('calendar.changed', { current: rules.calendarVersion }))
  if (refusal !== null) return refused(refusal)
  const next = { ...rules, ...calendar, calendarVersion: rules.calendarVersion + 1 }
  return ok({ rules: next, policy, isNew: true, isForOpen: true })
}

const withPolicy = (
  rules: CountyRules,
  inForce: Policy,
  { basedOn, policy, appliesToOpen }: Extract<CountyChange, { type: 'set-policy' }>,
  now: Instant,
): Result<ChangedRules> => {
  const isSame = canonical({ ...policy, version: inForce.version }) === canonical(inForce)
  if (!isSame && basedOn !== rules.policyVersion)
    return refused(refuse('policy.changed', { current: rules.policyVersion }))
  const version = isSame ? inForce.version : nextPolicyVersion(rules.policyVersion, now)
  return ok({
    rules: {
      ...rules,
      policyVersion: version,
      policyForOpen: appliesToOpen ? version : rules.policyForOpen,
    },
    policy: { ...policy, version },
    isNew: !isSame,
    isForOpen: appliesToOpen,
  })
}
