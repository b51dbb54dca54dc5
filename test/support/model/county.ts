import fc from 'fast-check'
import type { CommandType } from '../../../functions/src/domain/order/command'
import { calendarFrom } from '../../../functions/src/domain/time/county-calendar'
import {
  changedRules,
  type CountyChange,
  type CountyRules,
} from '../../../functions/src/domain/administration/county-rules'
import {
  DAY,
  HOUR,
  MINUTE,
  dayNumberOf,
  dayOfNumber,
  type Instant,
  toIso,
} from '../../../functions/src/domain/base/instant'
import { FIRST_MATTERS } from '../../../emulator-data/matters'
import { changedMatters } from '../../../functions/src/domain/matters/changing'
import { isAfterItsEnd, sentAgain } from '../../../functions/src/domain/commands/transfer'
import { matterKeysOf, type MatterSomewhere } from '../../../functions/src/domain/matters/matter'
import { type MatterTree, type MattersVersion, treeOf } from '../../../functions/src/domain/matters/tree'
import type { Order } from '../../../functions/src/domain/order/order'
import type { Policy } from '../../../functions/src/domain/policy/policy'
import { seeded } from '../random'
import { TUESDAY } from '../road'
import { Book } from './book'
import { anotherPolicy, POLICY } from './policies'
import { MERGED } from './right-data'
import { byActingPost, type LetsIn, Run } from './run'

const MANNERS = [
  ['right', 14],
  ['wrong', 2],
  ['forbidden', 1],
  ['repeated', 1],
  ['stale', 1],
  ['concurrent', 1],
  ['tick', 1],
  ['county', 1],
  ['another', 1],
] as const
type Manner = (typeof MANNERS)[number][0]

/** The next step, written so that it makes sense whatever has become of the orders. */
export interface Step {
  /** How long until then: some ms, or until the next moment at which something ends, less or more a millisecond. */
  readonly wait: { readonly ms: number } | { readonly end: number; readonly offset: number }
  readonly manner: Manner
  /** To which order: most often the first, so that one of them gets far. */
  readonly order: number
  /** Which of what may be done, and by whom. */
  readonly choice: number
  readonly seed: number
}

const wait = fc.oneof(
  { weight: 6, arbitrary: fc.record({ ms: fc.constantFrom(0, 1, MINUTE, 10 * MINUTE, HOUR, 3 * HOUR) }) },
  { weight: 1, arbitrary: fc.record({ ms: fc.integer({ min: 0, max: 4 * DAY }) }) },
  { weight: 1, arbitrary: fc.record({ end: fc.nat(5), offset: fc.constantFrom(-1, 0, 1) }) },
)
const manner = fc.oneof(
  ...MANNERS.map(([name, weight]) => ({ weight, arbitrary: fc.constant<Manner>(name) })),
)
const step: fc.Arbitrary<Step> = fc.record({
  wait,
  manner,
  order: fc.nat(15),
  choice: fc.nat(9999),
  seed: fc.nat(9999),
})
export const stepsOf = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(step, { minLength: 1, maxLength: most, size: 'max' })

const FIRST_OFTEN = 12
const ORDERS_AT_MOST = 6

/** A county with its orders, its policies and its calendar under the hands of everyone. */
export class County {
  now: Instant = TUESDAY
  readonly book = new Book(POLICY)
  readonly told: string[] = []
  readonly orders: Run[] = []
  /** The things a run should reach that have happened so far: a run that tries nothing proves nothing. */
  readonly reached = new Set<string>()
  matters: MatterTree = treeOf(FIRST_MATTERS)
  private mattersVersion: MattersVersion = FIRST_MATTERS
  calendar = calendarFrom({ calendarYears: [], calendarDays: [] })
  private rules: CountyRules = {
    policyVersion: POLICY.version,
    policyForOpen: null,
    calendarVersion: 0,
    calendarYears: [],
    calendarDays: [],
  }
  private readonly policies = new Map<string, Policy>([[POLICY.version, POLICY]])

  /** `letsIn`: whom the doors let in. A test may pass a faulty one, which a run should find. */
  constructor(readonly letsIn: LetsIn = byActingPost) {
    this.bringIn()
  }

  get accepted(): readonly CommandType[] {
    return this.orders.flatMap(({ accepted }) => accepted)
  }

  /** Whom any order accuses by name. */
  get everAccused(): ReadonlySet<string> {
    return new Set(this.orders.flatMap(({ order }) => order.accusedPersons))
  }

  /** The policy that new orders begin under. */
  get inForce(): Policy {
    return this.policyOf(this.rules.policyVersion)
  }

  get policyForOpen(): string | null {
    return this.rules.policyForOpen
  }

  policyOf(version: string): Policy {
    const policy = this.policies.get(version)
    if (policy === undefined) throw new Error(`no such policy: ${version}`)
    return policy
  }

  do(step: Step): void {
    const run = this.orders[step.order < FIRST_OFTEN ? 0 : step.order % this.orders.length]!
    this.now = run.later(step.wait)
    if (step.manner === 'another') this.bringIn(step.choice)
    else if (step.manner === 'county') this.declare(step)
    else run.do(step.manner, step.choice, step.seed)
  }

  finish(): void {
    for (const run of this.orders) run.finish()
  }

  tell(what: string): void {
    this.told.push(`${toIso(this.now)} ${what}`)
  }

  /** What the store counts for a verification: the other orders that say they are on the matter. */
  sameMatter(order: Order, where: MatterSomewhere): number {
    const keys = matterKeysOf(this.matters, where)
    const since = this.now - this.policyOf(order.policyVersion).inspectAfter.repeatWithin
    const others = this.orders.filter(
      ({ order: each }) =>
        each.id !== order.id &&
        each.matterKey !== null &&
        keys.includes(each.matterKey) &&
        (each.verifiedAt ?? 0) >= since,
    )
    if (others.some(({ order: each }) => each.matter?.code !== where.matter))
      this.reached.add('a merged matter counted')
    return others.length
  }

  /** A new order, or a closed one that the city transfers again. */
  private bringIn(choice = 0): void {
    if (this.orders.length >= ORDERS_AT_MOST) return
    const closed = this.orders.filter(
      ({ order }) => order.again === undefined && isAfterItsEnd(order, this.now),
    )
    const former = choice % 2 === 0 ? null : (closed[choice % closed.length] ?? null)
    if (former !== null) {
      const again = sentAgain(former.order.cityNumber, this.orders.length + 1)
      this.tell(`${former.id} comes in again as ${again}`)
      this.orders.push(new Run(this, again, former))
      return
    }
    const id = `MODEL-${this.orders.length + 1}`
    this.tell(`${id} comes in`)
    this.orders.push(new Run(this, id))
  }

  /**
   * The county declares a day of the next weeks worked or off (R5.1), or another policy, for open orders or for new ones
   * alone. Open orders are brought in line one after another: at once, or only after more has happened to them.
   */
  private declare({ choice, seed }: Step): void {
    const random = seeded(seed)
    if (choice % 5 < 2) this.declarePolicy(random() < 0.6, random)
    else if (choice % 5 < 3) this.merge(MERGED[0], MERGED[1])
    else this.declareDay(choice)
    for (const run of this.orders) run.fallBehind()
    const later = random() < 0.3
    for (const run of this.orders) if (!later || random() < 0.5) run.bringInLine()
  }

  /** The county merges one matter into another, once. */
  private merge(code: string, into: string): void {
    const entry = this.matters.entries.get(code)!
    const change = {
      basedOn: this.mattersVersion.version,
      from: dayOfNumber(dayNumberOf(this.now)),
      entries: [{ ...entry, state: 'retired' as const, mergedInto: into }],
    }
    const changed = changedMatters(this.mattersVersion, change, change.from)
    if (!changed.ok) return
    this.tell(`${code} is merged into ${into}`)
    this.book.merge(code, into)
    this.mattersVersion = changed.value
    this.matters = treeOf(changed.value)
  }

  private declareDay(choice: number): void {
    const date = dayOfNumber(dayNumberOf(this.now) + 1 + (choice % 21))
    const workday = choice % 2 === 0
    const others = this.rules.calendarDays.filter((each) => each.date !== date)
    const days = [...others, { date, workday }]
    // A day that is so anyway is not declared.
    if (!this.change({ type: 'set-county-days', calendarVersion: this.rules.calendarVersion, days })) return
    this.tell(`${date} is ${workday ? 'worked' : 'off'}`)
    this.book.declareDay(date, workday)
    this.calendar = calendarFrom(this.rules)
  }

  private declarePolicy(appliesToOpen: boolean, random: () => number): void {
    const policy = anotherPolicy(random)
    if (!this.change({ type: 'set-policy', basedOn: this.rules.policyVersion, policy, appliesToOpen })) return
    this.tell(
      `policy ${this.rules.policyVersion}${appliesToOpen ? ' for open orders too' : ''}: ${JSON.stringify(policy)}`,
    )
    this.book.declarePolicy(this.inForce, appliesToOpen)
  }

  private change(change: CountyChange): boolean {
    const changed = changedRules(this.rules, this.inForce, change, this.now)
    if (!changed.ok || !changed.value.isNew) return false
    this.rules = changed.value.rules
    this.policies.set(changed.value.policy.version, changed.value.policy)
    return true
  }
}
