import { isDeepStrictEqual } from 'node:util'
import { readable } from '../../../functions/src/domain/order/access'
import { brokenAt } from '../../../functions/src/domain/order/chain'
import { factsAmong, NO_FACTS } from '../../../functions/src/domain/commands/facts'
import type { Command, CommandType, Context } from '../../../functions/src/domain/order/command'
import { COMMAND_TYPES, COMMANDS } from '../../../functions/src/domain/commands/table'
import type { Happening, OrderEvent } from '../../../functions/src/domain/order/events'
import { evolve } from '../../../functions/src/domain/order/evolve'
import {
  decide,
  happen,
  handle,
  type Handled,
  receive,
  receiveAgain,
  repeated,
  ringDue,
} from '../../../functions/src/domain/commands/handle'
import type { Instant } from '../../../functions/src/domain/base/instant'
import { forbidden } from '../../../functions/src/domain/commands/may'
import type { Office } from '../../../functions/src/domain/order/tick'
import { policyVersionAfter } from '../../../functions/src/domain/administration/moves'
import type { MatterSomewhere } from '../../../functions/src/domain/matters/matter'
import type { Order } from '../../../functions/src/domain/order/order'
import { refused, ok, refuse, type Result } from '../../../functions/src/domain/base/refusal'
import { reschedule } from '../../../functions/src/domain/order/reschedule'
import { postKey } from '../../../functions/src/domain/people/people'
import { seeded } from '../random'
import { sha256, TRANSFER } from '../road'
import type { County, Step } from './county'
import { wrongNotices, wrongWith } from './invariants'
import { ACTING, type Chance, named, PEOPLE, RECORDS } from './people'
import { rightData } from './right-data'
import { audienceNamed, nameOf, Witness } from './witness'
import { wrongData } from './wrong-data'

/** What ends an order or leads it aside is chosen less often than what carries it on. */
const RARE: Partial<Record<CommandType, number>> = {
  recall: 0.03,
  decline: 0.03,
  urge: 0.02,
  supplement: 0.02,
  merge: 2,
  unmerge: 0.5,
  'correct-matter': 0.05,
  'withdraw-by-caller': 0.03,
  'withdraw-dispatch': 0.3,
  'take-back': 0.15,
  'order-redo': 0.5,
  'correct-callback': 0.15,
  'name-accused': 0.15,
  'correct-category': 0.3,
  'assign-in-unit': 0.15,
  'record-step': 0.2,
  'record-finding': 0.3,
  'direct-inspection': 0.1,
  'declare-complex': 0.1,
  'mark-urgent': 0.1,
  flag: 0.1,
  'refer-to-leader': 0.3,
  'open-dispute': 0.3,
  'prepare-appeal': 0.3,
  'add-assist': 0.5,
}
/** What carries an order on. While none of these is possible for anyone, it is stuck. */
const ASIDE: readonly CommandType[] = [
  'assign-in-unit',
  'decline',
  'urge',
  'supplement',
  'merge',
  'correct-matter',
  'recall',
  'withdraw-by-caller',
  'flag',
  'direct-inspection',
  'open-inspection',
  'record-finding',
  'serve-inspection',
  'close-inspection',
  'name-accused',
  'correct-category',
  'mark-urgent',
  'prepare-appeal',
  'withdraw-dispatch',
  'take-back',
  'correct-callback',
]

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  Object.values(value).forEach(frozen)
  return value
}

export type LetsIn = (order: Order, who: Chance[1]) => boolean

/** As at the doors: only people who may read the order in the post they act in. */
export const byActingPost: LetsIn = (order, who) => {
  const acting = ACTING.get(who) ?? null
  return acting !== null && readable(order, acting).ok
}

/** An order under the hands of everyone, and a witness. Throws as soon as something is not as the law says. */
export class Run {
  order: Order
  readonly events: OrderEvent[] = []
  readonly accepted: CommandType[] = []
  private folded: Order | null = null
  private readonly witness: Witness
  private readonly given: { readonly command: Command; readonly who: Chance[1]; readonly version: number }[] =
    []
  private commands = 0
  private readonly bornUnder: string
  /** The county has declared something since, and the order was not yet brought in line with it. */
  private isBehind = false

  constructor(
    private readonly county: County,
    readonly id: string,
    former: Run | null = null,
  ) {
    this.witness = new Witness(id, county.book)
    const city = PEOPLE.find(({ post }) => post.role === 'city')!
    const context = { now: this.now, who: city, policy: county.inForce, calendar: county.calendar }
    const said = this.now % 3 === 0 ? '有人落水' : this.now % 3 === 1 ? 'supply' : null
    const cityNumber = former?.order.cityNumber ?? id
    const facts = {
      ...TRANSFER,
      cityNumber,
      transferredAt: this.now,
      ...(this.now % 2 === 0 && { urgentSaid: said }),
    }
    const born =
      former === null
        ? receive(id, `transfer-${id}`, facts, context, sha256)
        : receiveAgain(former.order, id, `transfer-${id}`, facts, context, sha256)
    if (!born.ok) throw new Error('the order is not born')
    const own = 'again' in born.value ? born.value.again : born.value
    this.order = own.order
    this.bornUnder = this.order.policyVersion
    this.take(own)
    this.check()
    if (former !== null && 'closed' in born.value) former.hear(born.value.closed)
  }

  do(how: Exclude<Step['manner'], 'county' | 'another'>, choice: number, seed: number): void {
    const random = seeded(seed)
    if (how === 'tick') {
      this.tick()
      return
    }
    if (how === 'repeated') {
      this.repeat(choice)
      return
    }
    if (how === 'forbidden') {
      this.trespass(choice, random)
      return
    }
    const chance = this.choose(choice)
    if (chance === null) {
      this.tick()
      return
    }
    if (how === 'concurrent') {
      this.both(chance, this.choose(seed) ?? chance, random)
      return
    }
    const command = this.command(chance, random, how === 'wrong')
    if (command === null) return
    if (how === 'stale') {
      this.stale(command, chance[1], random)
      return
    }
    const done = this.give(command, chance[1])
    if (!done.ok && how === 'right') this.fail(`refused what is right: ${done.refusal.code}`)
  }

  /** From here on it may go by what was declared, and must once it was brought in line. */
  fallBehind(): void {
    this.isBehind = true
  }

  /**
   * The order's deadlines follow what the county declared (R5.1), each once; an order keeps the policy it began under
   * unless the new one was meant for it. No breach is made by it, and none erased.
   */
  bringInLine(): void {
    this.isBehind = false
    if (!this.order.open) return
    const before = new Map(this.order.clocks.map((clock) => [nameOf(clock), clock]))
    const { version } = this.order
    const policy = this.witness.expectInLine(this.now)
    const happening = this.outOfLine()
    this.county.tell(`${this.id} is brought in line${happening === null ? ', nothing to do' : ''}`)
    if (happening !== null) this.take(happen(this.order, happening, this.now, sha256))
    if (this.order.policyVersion !== policy.version) this.fail(`goes by ${this.order.policyVersion}`)
    for (const clock of this.order.clocks) {
      const id = nameOf(clock)
      const { breachedAt, dueAt } = clock
      if (breachedAt !== before.get(id)?.breachedAt)
        this.fail(`${id} was made late, or in time, by the county`)
      if (dueAt !== before.get(id)?.dueAt) this.county.reached.add('a deadline moved')
    }
    if (this.order.version > version + 1) this.fail('brought in line by more than one event')
    this.check()
  }

  /** The chain and the whole fold: once, at the end. */
  finish(): void {
    this.tick()
    this.bringInLine()
    if (brokenAt(this.events, sha256) !== null) this.fail('the chain is broken')
    const again = this.events.reduce<Order | null>((order, event) => evolve(order, event, this.id), null)
    if (!isDeepStrictEqual(again, this.order)) this.fail('the order is not the fold of its events')
  }

  /** When that is. */
  later(until: Step['wait']): Instant {
    if ('ms' in until) return this.now + until.ms
    const { order } = this
    const ends = [
      ...order.clocks.flatMap(({ stoppedAt, dueAt, rings }) =>
        stoppedAt === null ? [dueAt, ...rings.map(({ at }) => at)] : [],
      ),
      ...order.assignments.flatMap(({ signedAt, returnWithin }) =>
        signedAt === null || returnWithin === null ? [] : [signedAt + returnWithin],
      ),
    ]
      .map((end) => end + until.offset)
      .filter((end) => end >= this.now)
      .sort((a, b) => a - b)
    return ends[until.end % ends.length] ?? this.now
  }

  private get now(): Instant {
    return this.county.now
  }

  /** What has to happen to the order so that it is as the county declared; null when it is. */
  private outOfLine(): Happening | null {
    const { county, order } = this
    const policy = county.policyOf(policyVersionAfter(order, county.policyForOpen))
    return reschedule(order, policy, county.calendar, this.now)
  }

  /** What every decision has of the county, and of who asks for it. */
  private contextOf(who: Chance[1], order = this.order): Context<never> {
    const { county } = this
    const policy = county.policyOf(order.policyVersion)
    return { now: this.now, who, policy, guard: policy.guard, calendar: county.calendar, caller: null }
  }

  /** What the door gathers for a command. */
  private contextFor(command: Command, who: Chance[1], order = this.order): Context {
    const { matters } = this.county
    const sameMatter = (where: MatterSomewhere): number => this.county.sameMatter(order, where)
    return {
      ...this.contextOf(who, order),
      ...factsAmong(
        { ...RECORDS, matters, sameMatter, order: (id) => this.readByWho(id, who) },
        order,
        command,
      ),
    }
  }

  /** The county's other orders that this person's doors let them read. */
  private others(who: Chance[1]): Order[] {
    return this.county.orders.flatMap(({ order }) =>
      order.id !== this.id && this.county.letsIn(order, who) ? [order] : [],
    )
  }

  private readByWho(id: string, who: Chance[1]): Order | null {
    return [this.order, ...this.others(who)].find((order) => order.id === id) ?? null
  }

  private get office(): Office {
    const { county, order } = this
    return { policy: county.policyOf(order.policyVersion), calendar: county.calendar }
  }

  private caughtUp(): Order {
    return ringDue(this.order, this.now, this.office, sha256).order
  }

  /** Everything that anyone may do now. */
  private chances(order: Order): Chance[] {
    return this.chancesOf(
      order,
      PEOPLE.filter((who) => this.county.letsIn(order, who)),
    )
  }

  private chancesOf(order: Order, people: readonly Chance[1][]): Chance[] {
    return people.flatMap((who) =>
      COMMAND_TYPES.filter((type) => forbidden(type, order, who, this.now) === null).map((type): Chance => [
        type,
        who,
      ]),
    )
  }

  private choose(choice: number): Chance | null {
    const chances = this.chances(this.caughtUp())
    const types = [...new Set(chances.map(([type]) => type))]
    const weights = types.map((type) => RARE[type] ?? 1)
    let left = ((choice % 1000) / 1000) * weights.reduce((sum, each) => sum + each, 0)
    const type = types.find((_each, index) => (left -= weights[index]!) < 0) ?? types[0]
    const able = chances.filter(([each]) => each === type)
    return able[Math.floor(choice / 1000) % able.length] ?? null
  }

  private command([type, who]: Chance, random: () => number, wrong = false): Command | null {
    const order = this.caughtUp()
    const right = rightData(type, {
      order,
      who,
      now: this.now,
      random,
      matters: this.county.matters,
      others: () => this.others(who),
    })
    if (right === null) return null
    const data = wrong ? wrongData(right, random) : right
    return {
      id: `c${++this.commands}`,
      type,
      expectedVersion: order.version,
      data,
    } as Command
  }

  /** What the door of the real system does: a repeat is answered as the first time, everything else is decided. */
  private give(command: Command, who: Chance[1]): Result<number> {
    this.county.tell(
      `${this.id} ${named(who)}: ${command.type} ${JSON.stringify(command.data)} (saw ${command.expectedVersion})`,
    )
    if (!this.county.letsIn(this.order, who)) return refused(refuse('access.unknown-order'))
    const before = repeated(this.order, command.id)
    if (before !== null) return ok(before)
    const base = JSON.stringify(this.order)
    const context = this.contextFor(command, who)
    const result = handle(this.order, command, context, sha256)
    const decided = decide(this.caughtUp(), command, context)
    if (result.ok !== decided.ok) this.fail('the door and the law disagree')
    if (!result.ok) {
      this.county.tell(`  refused: ${result.refusal.code}`)
      if (JSON.stringify(this.order) !== base) this.fail('a refusal changed the order')
      return result
    }
    const { other } = result.value
    this.take(result.value)
    if (other !== null) this.county.orders.find(({ id }) => id === other.order.id)?.hear(other)
    this.accepted.push(command.type)
    this.given.push({ command, who, version: this.order.version })
    this.check()
    return ok(this.order.version)
  }

  /** What happens in it through a command on another order. */
  private hear(handled: Handled): void {
    this.take(handled)
    this.check()
  }

  private tick(): void {
    this.county.tell(`${this.id} tick`)
    this.take(ringDue(this.order, this.now, this.office, sha256))
    this.check()
  }

  private repeat(choice: number): void {
    const last = this.given.slice(-5)
    const first = last[choice % last.length]
    // A person who no longer reads the order is not told what became of it.
    if (first === undefined || !this.county.letsIn(this.order, first.who)) return
    const before = this.order
    const again = this.give(first.command, first.who)
    if (!again.ok || again.value !== first.version)
      this.fail('a repeat is answered otherwise than the first time')
    if (this.order !== before) this.fail('a repeat changed the order')
  }

  /** A person who may not do it is refused with the reason that `may` gives, whatever data they send. */
  private trespass(choice: number, random: () => number): void {
    const who = PEOPLE[choice % PEOPLE.length]!
    const order = this.caughtUp()
    for (const type of COMMAND_TYPES) {
      const refusal = forbidden(type, order, who, this.now)
      if (refusal === null) continue
      const data = {
        no: 1,
        units: [],
        parts: [],
        votes: [],
        steps: [],
        evaluators: [],
        proof: [],
        assists: [],
      }
      const command = { id: 'x', type, expectedVersion: order.version, data } as unknown as Command
      const result = decide(order, command, { ...this.contextOf(who), ...NO_FACTS })
      if (result.ok || result.refusal.code !== refusal.code) this.fail(`${type} is not refused as may says`)
    }
    this.leanOnAnotherPost(order, choice, random)
    const chance = this.chances(order).find(([type]) => !COMMANDS[type].roles.includes(who.post.role))
    if (chance === undefined) return
    const command = this.command(chance, random)
    if (command !== null && this.give(command, who).ok) this.fail(`${named(who)} may not ${command.type}`)
  }

  /** A person reads the order in one post. In another post, which does not read it, they can do nothing to it. */
  private leanOnAnotherPost(order: Order, choice: number, random: () => number): void {
    const audiences = this.witness.audiences()
    const isFor = ({ post }: Chance[1]): boolean => audiences.has(audienceNamed(postKey(post)))
    const outside = PEOPLE.filter(
      (who) => !isFor(who) && PEOPLE.some((other) => other.uid === who.uid && isFor(other)),
    )
    const chances = this.chancesOf(order, outside)
    const chance = chances[choice % chances.length]
    if (chance === undefined) return
    const command = this.command(chance, random)
    if (command === null) return
    this.county.reached.add('kept out of what another post reads')
    if (this.give(command, chance[1]).ok) this.fail(`${named(chance[1])} may not read what they act on`)
  }

  private stale(command: Command, who: Chance[1], random: () => number): void {
    const order = this.caughtUp()
    const versions = [order.judgedVersion - 1, order.version + 1, null]
    const expectedVersion = versions[Math.floor(random() * 3)] ?? null
    const done = this.give({ ...command, expectedVersion }, who)
    if (done.ok === COMMANDS[command.type].judges)
      this.fail('a version that was not seen was judged, or minded')
  }

  /** Two who saw the same. The first to write wins; the other is decided anew on what has become of it. */
  private both(one: Chance, two: Chance, random: () => number): void {
    const first = this.command(one, random)
    const second = this.command(two, random)
    if (first === null || second === null) return
    const seen = first.expectedVersion ?? 0
    if (!this.give(first, one[1]).ok) this.fail('refused what is right')
    const meanwhile = this.order.judgedVersion > seen
    if (this.give(second, two[1]).ok && COMMANDS[second.type].judges && meanwhile)
      this.fail('judged on what was no longer so')
  }

  private take({ order, events }: Handled): void {
    for (const event of frozen(events)) {
      this.events.push(event)
      this.witness.see(event)
      this.folded = evolve(this.folded, event, this.id)
      for (const wrong of wrongNotices(order, event)) this.fail(wrong)
    }
    this.order = frozen(order)
    this.witness.settle()
    this.note(events)
  }

  private note(events: readonly OrderEvent[]): void {
    const { reached } = this.county
    for (const { type, data } of events) {
      if (type === 'flagged' && data.note === '') reached.add(`flagged: ${data.ground}`)
      if (['reopened', 'unmerged', 'taken-back', 'redo-ordered'].includes(type)) this.isBehind = true
      if (type === 'unmerged') reached.add('a merge taken back')
      if (type === 'sent-again') reached.add('sent again')
    }
    if (this.order.policyVersion !== this.county.inForce.version) reached.add('an old policy kept')
    else if (this.order.policyVersion !== this.bornUnder) reached.add('a new policy followed')
  }

  private check(): void {
    if (!isDeepStrictEqual(this.folded, this.order)) this.fail('the order is not the fold of its events')
    const { order } = ringDue(this.order, this.now, this.office, sha256)
    // What a step set going in the past rings with the next alarm, which is already set.
    if (order !== this.order) {
      this.tick()
      return
    }
    const wrong = wrongWith(order, this.witness, this.county.everAccused, this.now, this.office)
    if (!this.isBehind && this.outOfLine() !== null) wrong.push('it would be brought in line a second time')
    if (wrong.length > 0) this.fail(wrong.join('; '))
    this.mayIsTrue(order)
  }

  /** `may` promises no more than `decide` keeps: everything it shows can be done, by someone with the right words. */
  private mayIsTrue(order: Order): void {
    const chances = this.chances(order)
    const seen = new Set<string>()
    for (const [type, who] of chances) {
      const key = `${type} ${who.post.unit}`
      if (seen.has(key)) continue
      seen.add(key)
      const data = rightData(type, {
        order,
        who,
        now: this.now,
        random: seeded(this.events.length),
        matters: this.county.matters,
        others: () => this.others(who),
      })
      if (data === null) continue
      const command = { id: 'may', type, expectedVersion: order.version, data } as Command
      const result = decide(order, command, this.contextFor(command, who))
      if (!result.ok)
        this.fail(`${named(who)} may ${type} and cannot: ${result.refusal.code} ${JSON.stringify(data)}`)
    }
    if (order.open && !chances.some(([type]) => !ASIDE.includes(type)))
      this.fail(`stuck while ${order.stage}`)
  }

  private fail(what: string): never {
    const { told } = this.county
    throw new Error(
      `${this.id}: ${what}\n${told.join('\n')}\n${this.order.stage}, version ${this.order.version}`,
    )
  }
}
