import type { Command, CommandData, CommandType } from '../../functions/src/domain/order/command'
import { factsAmong } from '../../functions/src/domain/commands/facts'
import { COMMANDS } from '../../functions/src/domain/commands/table'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Evidence, EvidenceKind } from '../../functions/src/domain/evidence/evidence'
import {
  handle,
  type Handled,
  receive,
  receiveAgain,
  ringDue,
} from '../../functions/src/domain/commands/handle'
import type { Instant } from '../../functions/src/domain/base/instant'
import { forbidden } from '../../functions/src/domain/commands/may'
import type { Order } from '../../functions/src/domain/order/order'
import type { Who } from '../../functions/src/domain/people/people'
import type { Policy } from '../../functions/src/domain/policy/policy'
import type { Refusal } from '../../functions/src/domain/base/refusal'
import type { Code } from '../../functions/src/domain/base/refusals'
import type { Arrival, SameMatter } from './arrivals'
import type { County } from './county'
import { CITY } from './people'

/** What holds for every order of a run. */
export interface World {
  readonly county: County
  readonly policy: Policy
  readonly sameMatter: SameMatter
  readonly sha256: (text: string) => string
  /** The moment after which nobody does anything any more. */
  readonly end: Instant
  /** Called with every command that was accepted, and with the code of every refusal. */
  readonly given: (type: CommandType) => void
  readonly refused: (code: string) => void
}

/** What people do about an order: by the event that has just happened, or by the stage it has just reached. */
export type React = (life: Life, event: OrderEvent) => void
export interface Behaviour {
  readonly onEvent: React
  readonly onStage: (life: Life) => void
}

/** The rules refused something these people must be allowed to do, so the rules or the simulator are wrong. */
export class UnexpectedRefusal extends Error {
  constructor(order: Order, type: CommandType, refusal: Refusal) {
    super(`${order.id}, version ${order.version}: ${type} was refused: ${JSON.stringify(refusal)}`)
  }
}

const STALE = 0.004
/** Alarms come a moment after their time, ms. */
const [ALARM_SOONEST, ALARM_LATEST] = [200, 2500]

interface Task {
  readonly at: Instant
  readonly act: () => void
}

/**
 * One order from its transfer to the end of the run. What people mean to do lies in an agenda by time; the order's alarm
 * rings in between. The orders of a county share nothing but their matters, which are known beforehand, so each may live
 * its life alone.
 */
export class Life {
  readonly events: OrderEvent[] = []
  private readonly uploads: Evidence[] = []
  now: Instant
  private current: Order | null = null
  private readonly agenda: Task[] = []
  private commands = 0

  constructor(
    readonly arrival: Arrival,
    readonly world: World,
    private readonly behaviour: Behaviour,
    /** The orders that this one has to do with, itself included: one that the same caller begins, or that is sent again. */
    readonly family: Life[] = [],
  ) {
    this.now = arrival.heardAt
    family.push(this)
  }

  get order(): Order {
    if (this.current === null) throw new Error('the order is not born yet')
    return this.current
  }

  get dice(): Arrival['dice'] {
    return this.arrival.dice
  }

  get county(): County {
    return this.world.county
  }

  /** Until the end, in turns with the orders it has to do with: whichever has something to do first. */
  live(): readonly Life[] {
    this.begin()
    for (;;) {
      const [next] = this.family
        .flatMap((life) => {
          const at = life.nextAt()
          return at === null ? [] : [{ life, at }]
        })
        .sort((a, b) => a.at - b.at)
      if (next === undefined) return this.family
      next.life.step()
    }
  }

  /** It comes in; under the number of a closed order of the family, for that one once more. */
  begin(former: Life | null = null): void {
    const { policy, county, sha256 } = this.world
    const { id, cityNumber, about, filedAs, transferredAt, heardAt } = this.arrival
    const facts = {
      cityNumber,
      source: 'city-feed' as const,
      title: about.title,
      text: about.text,
      category: filedAs,
      matterSaid: null,
      township: about.township,
      place: about.place === '' ? null : about.place,
      contactable: this.dice.chance('contactable', 0.97),
      transferredAt,
      calledAt: null,
      cityDeadline: null,
      urgentSaid: this.arrival.urgentSaid,
    }
    const context = { now: heardAt, who: CITY, policy, calendar: county.calendar }
    if (former === null) {
      const born = receive(id, this.commandId(), facts, context, sha256)
      if (!born.ok) throw new Error(`${id} was not received: ${JSON.stringify(born.refusal)}`)
      this.take(born.value)
      return
    }
    const born = receiveAgain(former.order, id, this.commandId(), facts, context, sha256)
    if (!born.ok) throw new Error(`${id} was not received: ${JSON.stringify(born.refusal)}`)
    this.take(born.value.again)
    former.take(born.value.closed)
  }

  /** When it has something to do next, or null where nothing before the end. */
  private nextAt(): Instant | null {
    const next = this.nextTask()
    const task = next < 0 ? Infinity : this.agenda[next]!.at
    const at = Math.max(this.now, Math.min(this.alarmAt() ?? Infinity, task))
    return at > this.world.end ? null : at
  }

  private step(): void {
    const { policy, county, sha256 } = this.world
    const next = this.nextTask()
    const rings = this.alarmAt()
    const task = next < 0 ? null : this.agenda[next]!
    if (rings !== null && (task === null || rings <= task.at)) {
      this.now = Math.max(this.now, rings)
      this.take(ringDue(this.order, this.now, { policy, calendar: county.calendar }, sha256))
      return
    }
    if (task === null) return
    this.agenda.splice(next, 1)
    this.now = Math.max(this.now, task.at)
    task.act()
  }

  /** Another order of the same matter comes in. */
  joinedBy(arrival: Arrival, former: Life | null): void {
    new Life(arrival, this.world, this.behaviour, this.family).begin(former)
  }

  /** What happened in it through another order of the family. */
  private hear(handled: Handled, now: Instant): void {
    this.now = Math.max(this.now, now)
    this.take(handled)
  }

  /** Puts something on the agenda. Whether it may still be done is seen when its time has come. */
  later(at: Instant, act: () => void): void {
    this.agenda.push({ at, act })
  }

  may(who: Who, type: CommandType): boolean {
    return forbidden(type, this.order, who, this.now) === null
  }

  /**
   * Gives a command, if its button is there. `refusedWith` names the refusals that these people may run into; answers
   * whether it was done.
   */
  give<T extends CommandType>(
    who: Who,
    type: T,
    data: CommandData[T],
    { refusedWith = [] }: { readonly refusedWith?: readonly Code[] } = {},
  ): boolean {
    if (!this.may(who, type)) return false
    const { judgedVersion, version } = this.order
    const { judges } = COMMANDS[type]
    // Somebody judges by what was on their screen before the last change, is told so, and looks again.
    if (judges && judgedVersion > 1 && this.dice.chance(`stale ${type} ${version}`, STALE))
      this.attempt(who, type, data, judgedVersion - 1, ['version.changed'])
    return this.attempt(who, type, data, judges ? version : null, refusedWith)
  }

  /** Somebody uploads a document. */
  evidence(who: Who, kind: EvidenceKind): Evidence {
    const uploaded: Evidence = {
      id: `${kind}-${++this.commands}`,
      order: this.arrival.id,
      kind,
      name: `${kind}.pdf`,
      type: 'application/pdf',
      bytes: 200_000,
      sha256: '0'.repeat(64),
      by: who.uid,
      unit: who.post.unit,
      at: this.now,
    }
    this.uploads.push(uploaded)
    return uploaded
  }

  private attempt<T extends CommandType>(
    who: Who,
    type: T,
    data: CommandData[T],
    expectedVersion: number | null,
    refusedWith: readonly Code[],
  ): boolean {
    const { policy, county, sameMatter, sha256 } = this.world
    const command = { id: this.commandId(), type, expectedVersion, data } as unknown as Command
    const records = {
      units: county.units,
      persons: county.people,
      catalogue: county.catalogue,
      evidence: this.uploads,
      matters: county.matters,
      sameMatter: () => sameMatter(this.arrival, this.now - policy.inspectAfter.repeatWithin, this.now),
      order: (id: string) => this.family.find(({ order }) => order.id === id)?.order ?? null,
    }
    const result = handle(
      this.order,
      command,
      {
        now: this.now,
        who,
        policy,
        guard: policy.guard,
        calendar: county.calendar,
        caller: null,
        ...factsAmong(records, this.order, command),
      },
      sha256,
    )
    if (result.ok) {
      this.world.given(type)
      const { other } = result.value
      this.take(result.value)
      if (other !== null) this.family.find(({ order }) => order.id === other.order.id)?.hear(other, this.now)
      return true
    }
    if (!refusedWith.includes(result.refusal.code))
      throw new UnexpectedRefusal(this.order, type, result.refusal)
    this.world.refused(result.refusal.code)
    return false
  }

  private take({ order, events }: Handled): void {
    const before = this.current?.stage
    this.current = order
    for (const event of events) this.events.push(event)
    for (const event of events) this.behaviour.onEvent(this, event)
    if (order.stage !== before) this.behaviour.onStage(this)
  }

  private alarmAt(): Instant | null {
    const { alarmAt, alarmVersion } = this.order
    return alarmAt === null
      ? null
      : alarmAt + Math.round(this.dice.between(`alarm ${alarmVersion}`, ALARM_SOONEST, ALARM_LATEST))
  }

  /** The earliest of the agenda, of several the one put there first; -1 when there is none. */
  private nextTask(): number {
    let next = -1
    for (const [index, { at }] of this.agenda.entries())
      if (next < 0 || at < this.agenda[next]!.at) next = index
    return next
  }

  private commandId(): string {
    return `${this.arrival.id}-${++this.commands}`
  }
}
