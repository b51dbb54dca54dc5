import { type Instant, MINUTE, toIso } from '../../../functions/src/domain/base/instant'
import type { Policy } from '../../../functions/src/domain/policy/policy'
import { dayAfter, isWorked } from '../independent-deadline'

interface Declared {
  readonly policy: Policy
  /** Whether open orders went over to it. */
  readonly forOpen: boolean
}

interface Verified {
  readonly order: string
  readonly matter: string
  readonly where: string
  readonly at: Instant
}

const dateOf = (at: Instant): string => toIso(at).slice(0, 10)

/**
 * What the county has declared and verified, written down by hand as it happens. Witnesses reckon by it – on a wall
 * calendar, in the order of declaration – and share with the domain neither how days nor how versions are counted.
 */
export class Book {
  private readonly days = new Map<string, boolean>()
  private readonly policies: Declared[]
  private readonly verified = new Map<string, Verified>()
  private readonly merged = new Map<string, string>()

  constructor(first: Policy) {
    this.policies = [{ policy: first, forOpen: false }]
  }

  declareDay(date: string, worked: boolean): void {
    this.days.set(date, worked)
  }

  declarePolicy(policy: Policy, forOpen: boolean): void {
    this.policies.push({ policy, forOpen })
  }

  policy(version: string): Policy {
    return this.policies[this.placeOf(version)]!.policy
  }

  /** Under what a new order begins. */
  get newest(): Policy {
    return this.policies.at(-1)!.policy
  }

  /** What an open order goes by once it was brought in line: the latest that was meant for it, and never an older one. */
  policyAfter(version: string): Policy {
    const meant = this.policies.findLastIndex(({ forOpen }) => forOpen)
    return this.policies[Math.max(meant, this.placeOf(version))]!.policy
  }

  /** The end of so many workdays; the day it begins on is not counted (R5.1). */
  endOf(startedAt: Instant, workdays: number, { dayEndsAtMinute }: Policy): Instant {
    let last = dateOf(startedAt)
    for (let counted = 0; counted < workdays;) {
      last = dayAfter(last)
      if (this.isWorked(last)) counted++
    }
    return Date.parse(`${last}T00:00:00+08:00`) + dayEndsAtMinute * MINUTE
  }

  /** Whether somebody is at work to be reminded. */
  isAtWork(at: Instant, { officeHours }: Policy): boolean {
    const minute = (at - Date.parse(`${dateOf(at)}T00:00:00+08:00`)) / MINUTE
    return this.isWorked(dateOf(at)) && minute >= officeHours.from && minute < officeHours.to
  }

  /**
   * R10.1: writes down what an order was verified as, or corrected to, and says how many orders on the matter that makes
   * within the policy's time.
   */
  place(order: string, about: Omit<Verified, 'order' | 'at'>, at: Instant, { inspectAfter }: Policy): number {
    const since = at - inspectAfter.repeatWithin
    const matter = this.counted(about.matter)
    const verifiedAt = this.verified.get(order)?.at ?? at
    this.verified.set(order, { ...about, order, at: verifiedAt })
    return [...this.verified.values()].filter(
      (each) =>
        each.order === order ||
        (each.where === about.where && this.counted(each.matter) === matter && each.at >= since),
    ).length
  }

  merge(matter: string, into: string): void {
    this.merged.set(matter, into)
  }

  private counted(matter: string): string {
    const into = this.merged.get(matter)
    return into === undefined ? matter : this.counted(into)
  }

  private isWorked(date: string): boolean {
    return this.days.get(date) ?? isWorked(date)
  }

  private placeOf(version: string): number {
    const place = this.policies.findIndex(({ policy }) => policy.version === version)
    if (place < 0) throw new Error(`nobody declared policy ${version}`)
    return place
  }
}
