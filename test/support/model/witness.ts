import { isDeepStrictEqual } from 'node:util'
import type { Category } from '../../../functions/src/domain/matters/category'
import type { EventType, OrderEvent } from '../../../functions/src/domain/order/events'
import { dayNumber, type Instant, startOfDayNumber } from '../../../functions/src/domain/base/instant'
import type { Clock, ClockId } from '../../../functions/src/domain/order/order'
import type { TakenAct } from '../../../functions/src/domain/order/taking-back'
import type { ClockKind, Policy } from '../../../functions/src/domain/policy/policy'
import type { Book } from './book'
import { STAFF, UNITS } from './people'

interface Timed {
  readonly kind: ClockKind
  /** The part it belongs to; null of the centre's own. */
  readonly no: number | null
  readonly holder: string
  readonly startedAt: Instant
  /** As the events say. */
  dueAt: Instant
  /** As the law has it. */
  should: Instant
  stoppedAt: Instant | null
  /** Nobody is to meet it any more. */
  idle: boolean
  /** Breaches that rang of the deadline it has now. */
  rang: number
  /** The deadline was set after the clock had stopped, so nothing can ring of it. */
  setLater: boolean
}

/** What the witness calls a clock in its lists and in what it says. */
export const nameOf = ({ kind, part, nth }: ClockId): string => `${kind}:${part ?? 'centre'}:${nth}`

/** Whom a post belongs to, among those who read. */
export const audienceNamed = (key: string): string => {
  const [role = '', unit] = key.split('@')
  if (unit !== undefined) return `unit:${unit}`
  if (role === 'clerk' || role === 'reviewer') return 'centre'
  return { 'county-leader': 'leaders', administrator: 'administration' }[role] ?? role
}

interface Part {
  readonly unit: string
  readonly no: number
  readonly part: 'host' | 'assist'
  active: boolean
  /** Whether its unit was left the reading of the order when it lost it. */
  readsOn: boolean
  /** Handed in, and not sent back. */
  isIn: boolean
  passedAt: Instant | null
  /** Whom its unit's leaders named. */
  givenTo: readonly string[]
  planned: boolean
  signedAt: Instant | null
  /** R6.2: the caller was told. */
  told: boolean
  /** The limit it was promised, in workdays. */
  limit: number
  returnWithin: number | null
  readonly extensionsAtMost: number
  readonly thirdExtension: boolean
  readonly extendBefore: number
  /** Workdays asked for and not yet decided; those that were granted. */
  asked: number
  readonly granted: number[]
}

const OF_A_UNIT = [
  'unit-signed',
  'step-recorded',
  'feedback-submitted',
  'unit-reviewed',
  'plan-laid',
  'progress-reported',
  'return-applied',
  'extension-applied',
  'appeal-prepared',
  'appeal-approved',
  'evaluation-requested',
]
const INSPECTING = ['inspection-opened', 'inspection-found', 'inspection-served', 'inspection-closed']
const NEVER_BOTH: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['feedback-submitted'], ['unit-reviewed']],
  [['appeal-prepared'], ['appeal-approved']],
  [['first-reviewed'], ['called-back']],
  [
    OF_A_UNIT,
    ['first-reviewed', 'called-back', 'return-decided', 'extension-decided', 'appeal-decided', ...INSPECTING],
  ],
  [
    [...OF_A_UNIT, ...INSPECTING],
    ['panel-convened', 'judged'],
  ],
]

/** R18: the limits of the centre that an event meets, and those that only an order with a host has. */
const MEETS: Readonly<Partial<Record<EventType, readonly ClockKind[]>>> = {
  verified: ['verify'],
  dispatched: ['dispatch', 'reassign'],
  'referred-to-leader': ['dispatch', 'reassign'],
  disputed: ['dispatch', 'reassign'],
  convened: ['dispatch', 'reassign', 'convene'],
  instructed: ['instruct'],
  consulted: ['consult'],
  'first-reviewed': ['first-review'],
  'called-back': ['call-back'],
  judged: ['evaluate'],
}
/** Case 18: in the order in which they are set. */
const URGENT: readonly ClockKind[] = ['urgent-sign', 'first-contact', 'urgent-progress']
/** The limit of the stage that an order leaves where an act is taken back. */
const LEFT_BY: Readonly<Partial<Record<TakenAct, readonly ClockKind[]>>> = {
  'unit-reviewed': ['first-review'],
  'evaluation-requested': ['evaluate'],
  'referred-to-leader': ['instruct'],
  instructed: ['dispatch', 'reassign'],
  disputed: ['convene'],
  convened: ['consult'],
}
const WITH_A_HOST: readonly ClockKind[] = ['first-review', 'call-back', 'evaluate', 'archive']

/**
 * Looks on from outside: from the events alone, and without the domain's fold, which clocks run, which deadlines passed
 * unmet, and who was named accused when. What it sees wrong in an event it says at once.
 */
export class Witness {
  readonly clocks = new Map<string, Timed>()
  readonly parts: Part[] = []
  readonly accused = new Set<string>()
  readonly accusedPersons = new Set<string>()
  /** Whom the order reached besides the centre and the leaders: inspectors, the city. */
  private readonly reached = new Set<string>()
  /** Who sits at the table of the consultation under way. */
  private table: readonly string[] = []
  private command: string | null = null
  private seen = ''
  /** By person, what they did to the order. */
  private readonly deeds = new Map<string, Set<string>>()
  readonly wrong: string[] = []
  ending: string | null = null
  category: Category = 'help'
  /** R7.2: declared complex by the centre. */
  private complex = false
  /** Case 18 */
  private urgent = false
  private code = ''
  private readonly flags: { readonly ground: string; readonly to: string; readonly given: boolean }[] = []
  private closings = 0
  /** R10.2: where the centre sent it. */
  private directed: string | null = null
  private inspected: 'no' | 'open' | 'closed' = 'no'
  /** The policy the order goes by. */
  version = ''
  /** The grounds on which the order must next be flagged by itself, and those it was flagged on so far. */
  private readonly toFlag: string[] = []
  readonly flagged = new Set<string>()
  /** What each call heard. */
  private readonly verdicts: (boolean | null)[] = []
  /** The clocks that ran when it was closed. */
  private closed: string[] = []
  private redos = 0
  private returns = 0
  private judgedUntil: string | null = null
  private about: { readonly matter: string; readonly where: string } | null = null

  constructor(
    private readonly order: string,
    private readonly book: Book,
  ) {}

  get policy(): Policy {
    return this.book.policy(this.version)
  }

  /** The county brings the order in line with what it declared: says which deadlines that moves, before it happens. */
  expectInLine(now: Instant): Policy {
    const policy = this.book.policyAfter(this.version)
    for (const clock of this.clocks.values()) {
      // A breach stands, and nothing that was in time is made late.
      if (!this.matters(clock) || Witness.missed(clock, now)) continue
      const part = clock.kind === 'handle' ? this.partOf(clock) : null
      const limit = policy === this.policy ? undefined : policy.handlingWorkdays[this.category]
      const dueAt = this.reckoned(clock, policy, limit)
      if (dueAt > now) {
        clock.should = dueAt
        if (part !== null && limit !== undefined) part.limit = limit
        continue
      }
      // The new limit would be over by now: it keeps the one it was promised.
      const promised = this.reckoned(clock, policy)
      if (promised > now) clock.should = promised
    }
    return policy
  }

  see(event: OrderEvent): void {
    if (event.command !== this.command) {
      this.barred(event)
      this.inItsOwnRight(event)
    }
    this.command = event.command
    this.separated(event)
    this.reach(event)
    for (const unit of this.namedBy(event)) this.accused.add(unit)
    for (const uid of this.personsNamedBy(event)) this.accusedPersons.add(uid)
    for (const unit of this.accused)
      if (event.readers.includes(`unit:${unit}`) || event.about === `unit:${unit}`)
        this.wrong.push(`${event.type} is read by accused ${unit}`)
    this.readByUnits(event)
    if (this.ending !== null && event.type === 'rang') this.wrong.push('a closed order rang')
    this.follow(event)
  }

  /** R10.2: what units read names the inspectors always, or never: which orders are flagged must not show in it. */
  private readByUnits({ type, readers, about }: OrderEvent): void {
    if (!readers.some((reader) => reader.startsWith('unit:'))) return
    if (!['supervision', 'discipline'].every((reader) => readers.includes(reader)))
      this.wrong.push(`${type} tells by its readers whether the order is flagged`)
    if (about !== null && !readers.includes(about))
      this.wrong.push(`${type} is about ${about}, who cannot read it`)
  }

  /** A command is done with all its events: everything that should follow from it has happened. */
  settle(): void {
    for (const ground of this.toFlag.splice(0)) this.wrong.push(`should have been flagged: ${ground}`)
  }

  /** Whether this is another than the last time it was asked. */
  isNew(what: string): boolean {
    const isNew = what !== this.seen
    this.seen = what
    return isNew
  }

  /** Whom the order is for. */
  audiences(): Set<string> {
    const reading = this.parts.filter(({ active, readsOn }) => active || readsOn)
    const units = [...reading.map(({ unit }) => unit), ...this.table].filter(
      (unit) => !this.accused.has(unit),
    )
    return new Set(['centre', 'leaders', ...this.reached, ...units.map((unit) => `unit:${unit}`)])
  }

  private reach(event: OrderEvent): void {
    if (event.type === 'flagged') for (const each of ['supervision', 'discipline']) this.reached.add(each)
    if (event.type === 'extension-applied' || (event.type === 'appeal-approved' && event.data.approved))
      this.reached.add('city')
    if (event.type === 'convened')
      this.table = [event.data.lead, ...event.data.units].filter((unit) => unit !== null)
    if (event.type === 'consulted' || event.type === 'consultation-broken-off') this.table = []
    if (event.type === 'taken-back' && event.data.act === 'convened') this.table = []
  }

  /** R16.2: once the command that names the accused is done, the accused does nothing in the order any more. */
  private barred({ type, by, actingAs }: OrderEvent): void {
    const [, unit = null] = actingAs.split('@')
    const units = STAFF.get(by)?.posts.map((post) => post.unit) ?? []
    if (
      this.accusedPersons.has(by) ||
      [unit, ...units].some((each) => each !== null && this.accused.has(each))
    )
      this.wrong.push(`${type} by ${by}, whom it accuses`)
  }

  /** A command is given by a post that reads the order, whatever else its holder may read in another. */
  private inItsOwnRight({ type, by, actingAs, command }: OrderEvent): void {
    if (command === null || type === 'transferred') return
    if (!this.audiences().has(audienceNamed(actingAs)))
      this.wrong.push(`${type} by ${by} as ${actingAs}, which does not read the order`)
  }

  /** No person does both halves of what takes two people, whatever posts they hold. */
  private separated({ type, by }: OrderEvent): void {
    const done = this.deeds.get(by) ?? new Set()
    this.deeds.set(by, done.add(type))
    for (const [one, other] of NEVER_BOTH)
      if (
        (one.includes(type) || other.includes(type)) &&
        [one, other].every((side) => side.some((each) => done.has(each)))
      )
        this.wrong.push(`${type} by ${by}, who did the other side of it`)
  }

  private personsNamedBy(event: OrderEvent): readonly string[] {
    if (event.type === 'verified') return event.data.accusedPersons
    return event.type === 'accused-named' ? event.data.persons : []
  }

  private namedBy(event: OrderEvent): readonly string[] {
    if (event.type === 'verified') return event.data.accused
    return event.type === 'accused-named' ? event.data.units : []
  }

  /** R18: which of the centre's own limits this event meets, leaves to nobody, and begins. */
  private stages({ type, at, data, limit }: OrderEvent): void {
    const met = type === 'called-back' && !data.done ? [] : (MEETS[type] ?? [])
    this.stop(at, ...met.flatMap((kind) => this.of(kind, null)))
    if (type === 'archived' && data.ending === 'done') this.stop(at, ...this.of('archive', null))
    const isWithoutHost = !this.parts.some(({ active, part }) => active && part === 'host')
    const left = type === 'evaluation-requested' ? ['archive' as const] : isWithoutHost ? WITH_A_HOST : []
    const leftSo: readonly ClockKind[] =
      type === 'consultation-broken-off'
        ? ['consult']
        : type === 'redo-ordered'
          ? ['call-back', 'archive']
          : type === 'taken-back'
            ? (LEFT_BY[data.act] ?? [])
            : []
    this.drop(
      at,
      [...left, ...leftSo].flatMap((kind) => this.of(kind, null)),
    )
    if (limit === null || limit === undefined) return
    if (limit.holder !== 'centre' || limit.part !== null || limit.startedAt !== at)
      this.wrong.push(`${nameOf(limit)} is not the centre's from now on`)
    this.start(limit)
  }

  private follow(event: OrderEvent): void {
    const { at } = event
    if (event.type !== 'archived') this.followEach(event)
    this.stages(event)
    if (event.type === 'archived') this.close(at, event.data.ending)
  }

  private followEach(event: OrderEvent): void {
    const { at } = event
    switch (event.type) {
      case 'transferred':
        this.version = event.data.policyVersion
        if (this.policy !== this.book.newest) this.wrong.push('it began under an old policy')
        this.start(event.data.clock)
        if (event.data.urgent !== undefined) {
          this.urgent = true
          this.start(event.data.urgent.clock)
        }
        break
      case 'centre-signed':
        this.stop(at, ...this.of('sign', null), ...this.of('urgent-sign', null))
        break
      case 'verified':
        this.category = event.data.category
        this.placed(event)
        break
      case 'matter-corrected':
        this.placed(event)
        break
      case 'urged':
      case 'supplemented':
        this.reminded(event)
        break
      case 'dispatched':
        this.dispatched(event)
        break
      case 'unit-signed':
        this.stop(at, ...this.of('sign', event.data.no), ...this.of('urgent-sign', event.data.no))
        this.parts[event.data.no - 1]!.signedAt = at
        break
      case 'assigned-in-unit':
        this.givenInUnit(event)
        break
      case 'step-recorded': {
        const { no, step } = event.data
        if (step === 'inform') this.parts[no - 1]!.told = true
        this.stop(at, ...this.of(step === 'inform' ? 'first-contact' : 'urgent-progress', no))
        break
      }
      case 'marked-urgent':
        this.markUrgent(event)
        break
      case 'unit-reviewed':
        if (event.data.passed) this.handIn(event.data.no, at)
        break
      case 'first-reviewed':
        for (const no of event.data.parts) this.judge(no, event.data.passed, at)
        for (const clock of event.data.clocks) this.start(clock)
        if (!event.data.passed && ++this.redos >= this.policy.inspectAfter.redos) this.flag('redos')
        break
      case 'redo-ordered':
        for (const no of event.data.parts) this.redo(no)
        for (const clock of event.data.clocks) this.start(clock)
        if (++this.redos >= this.policy.inspectAfter.redos) this.flag('redos')
        break
      case 'called-back':
        this.verdicts.push(event.data.satisfied)
        if (event.data.satisfied === false) this.countDissatisfied()
        break
      case 'callback-corrected':
        this.verdicts[this.verdicts.length - 1] = event.data.satisfied
        if (event.data.satisfied === false) this.countDissatisfied()
        break
      case 'taken-back':
        this.takeBack(event)
        break
      case 'return-applied': {
        const { signedAt, returnWithin } = this.parts[event.data.no - 1]!
        if (signedAt === null || returnWithin === null || at >= signedAt + returnWithin)
          this.wrong.push(`part ${event.data.no} could not be returned any more`)
        this.start(event.data.decide)
        break
      }
      case 'return-decided':
        this.stop(at, ...this.of('decide-return', event.data.no))
        if (!event.data.approved) break
        this.release(event.data.no, at, event.data.stillReads)
        if (++this.returns >= this.policy.inspectAfter.returns) this.flag('passing')
        break
      case 'flagged':
        this.hearFlag(event)
        break
      case 'inspection-directed':
        if (this.inspected === 'open') this.wrong.push('sent elsewhere while it is inspected')
        this.inspected = 'no'
        this.directed = event.data.to
        break
      case 'inspection-opened': {
        const { by } = event.data
        const may =
          this.directed === null
            ? this.flags.some(({ to }) => to === by || to === 'both')
            : this.directed === by
        if (this.inspected !== 'no' || !may) this.wrong.push(`inspected by ${by}, to whom it was not sent`)
        this.inspected = 'open'
        break
      }
      case 'inspection-closed':
        this.inspected = 'closed'
        this.closings++
        break
      case 'dispatch-withdrawn':
        this.release(event.data.no, at, event.data.stillReads)
        break
      case 'extension-applied':
        this.askForMore(event)
        break
      case 'extension-decided': {
        const part = this.parts[event.data.no - 1]!
        if (event.data.approved) this.extend(part, event.data.clock, at)
        break
      }
      case 'complex-declared':
        this.declareComplex(event)
        break
      case 'plan-laid':
      case 'progress-reported':
        this.parts[event.data.no - 1]!.planned = true
        this.stop(at, ...this.of('progress', event.data.no))
        if (event.type === 'progress-reported') this.stop(at, ...this.of('urgent-progress', event.data.no))
        this.start(event.data.clock)
        break
      case 'judged':
        this.judgedUntil = event.data.solveBy
        if (event.data.reasonable) this.toSolve(event.data.clock)
        for (const clock of [event.data.clock, event.data.update]) if (clock !== null) this.start(clock)
        break
      case 'category-corrected':
        this.category = event.data.category
        this.correct()
        for (const clock of event.data.clocks) this.move(clock, at)
        break
      case 'rescheduled':
        this.version = event.data.policyVersion
        for (const clock of event.data.clocks) this.move(clock, at)
        break
      case 'reopened':
        // What was closed before it was done goes on where it stopped, with the deadlines it had.
        if (this.ending !== 'done')
          for (const id of this.closed) {
            const clock = this.clocks.get(id)!
            if (clock.no === null || event.data.taken?.includes(clock.no) !== true)
              Object.assign(clock, { stoppedAt: null, idle: false })
          }
        this.ending = null
        break
      case 'unmerged':
        if (event.data.into !== null) this.goOn(event.data.clocks, at)
        break
      case 'rang':
        this.hear(event)
        break
      default:
    }
  }

  private close(at: Instant, ending: string): void {
    this.ending = ending
    this.closed = []
    for (const [id, clock] of this.clocks) {
      if (clock.stoppedAt !== null) continue
      this.closed.push(id)
      clock.stoppedAt = at
      clock.idle = ending !== 'excluded' || clock.kind !== 'handle'
    }
  }

  /** R21: a merge is taken back. What it ended runs on with its old deadline; what had rung does not ring again. */
  private goOn(clocks: readonly Clock[], at: Instant): void {
    if (this.ending !== 'merged') this.wrong.push('a merge taken back that there was not')
    const merged = Math.max(...[...this.clocks.values()].map(({ stoppedAt }) => stoppedAt ?? 0))
    const ended = [...this.clocks].flatMap(([id, { idle, stoppedAt }]) =>
      idle && stoppedAt === merged && id.startsWith('dispatch:') ? [id] : [],
    )
    if (!isDeepStrictEqual(ended, clocks.map(nameOf)))
      this.wrong.push(`${clocks.map(nameOf).join()} run on, not ${ended.join()}`)
    this.ending = null
    for (const moved of clocks) {
      const clock = this.clocks.get(nameOf(moved))
      if (clock === undefined) continue
      if (clock.dueAt !== moved.dueAt) this.wrong.push(`${nameOf(moved)} has another deadline`)
      Object.assign(clock, { stoppedAt: null, idle: false })
      if (clock.rang === 0) this.alarmsStand(moved, at)
    }
  }

  /** R6.2, R16.2: to handlers of the unit who are there and not accused, in whichever post; or back to the unit. */
  private givenInUnit({ data }: Extract<OrderEvent, { type: 'assigned-in-unit' }>): void {
    const part = this.parts[data.no - 1]!
    if (!part.active || part.isIn) this.wrong.push(`part ${data.no} was given to somebody who has it no more`)
    if (data.handlers.length === 0 && part.givenTo.length === 0)
      this.wrong.push(`part ${data.no} was given back by nobody`)
    for (const uid of data.handlers) {
      const person = STAFF.get(uid)
      const units = person?.posts.map(({ unit }) => unit) ?? []
      if (
        person?.active !== true ||
        !person.posts.some(({ role, unit }) => role === 'handler' && unit === part.unit)
      )
        this.wrong.push(`part ${data.no} was given to ${uid}, who does not handle there`)
      if (this.accusedPersons.has(uid) || units.some((unit) => unit !== null && this.accused.has(unit)))
        this.wrong.push(`part ${data.no} was given to accused ${uid}`)
    }
    part.givenTo = data.handlers
  }

  private countDissatisfied(): void {
    const times = this.verdicts.filter((satisfied) => satisfied === false).length
    if (times >= this.policy.inspectAfter.dissatisfied) this.flag('dissatisfied')
  }

  /** Sent back after it had passed: it is held against the deadline it had, and is not completed before it passes anew. */
  private redo(no: number): void {
    const part = this.partOf({ no })
    this.runsOn(no)
    part.isIn = false
    if (this.of('solve', no).length === 0) part.passedAt = null
  }

  /** Case 26: nobody wins time by it. The limit that the act had met runs on, and ends when it would have ended. */
  private takeBack({ at, data: { act, no, clocks } }: Extract<OrderEvent, { type: 'taken-back' }>): void {
    for (const clock of clocks) {
      const before = this.clocks.get(nameOf(clock))
      if (before === undefined) {
        this.start(clock)
        continue
      }
      if (clock.dueAt !== before.dueAt || before.idle) this.wrong.push(`${nameOf(clock)} wins time`)
      before.setLater &&= before.stoppedAt !== null && before.stoppedAt >= before.dueAt
      before.stoppedAt = null
    }
    if (act === 'unit-reviewed') this.partOf({ no }).isIn = false
    if (act === 'return-applied') this.drop(at, this.of('decide-return', no))
    if (act === 'flagged') this.takeFlagBack(no ?? 0)
    if (act === 'inspection-directed') {
      this.directed = null
      this.inspected = this.closings > 0 ? 'closed' : 'no'
    }
  }

  /** R10.1: only a flag that a person gave; without any, nobody inspects. */
  private takeFlagBack(place: number): void {
    const [flag] = this.flags.splice(place - 1, 1)
    if (flag === undefined || !flag.given || this.inspected !== 'no')
      return void this.wrong.push('a flag taken back that stands')
    this.flagged.delete(flag.ground)
    if (this.flags.length === 0) for (const each of ['supervision', 'discipline']) this.reached.delete(each)
  }

  private placed({ at, data }: Extract<OrderEvent, { type: 'verified' | 'matter-corrected' }>): void {
    this.code = data.matter.code
    const before = this.about
    this.about = {
      matter: data.matter.code,
      where: [data.township, data.place].join(' ').replaceAll(' ', ''),
    }
    if (data.place === null) return
    if (isDeepStrictEqual(before, this.about)) return
    if (this.book.place(this.order, this.about, at, this.policy) >= this.policy.inspectAfter.repeats)
      this.flag('repeated')
  }

  /** R21: whoever has it to do yet hears of it, and nobody else; without one, the centre. */
  private reminded({ type, data }: Extract<OrderEvent, { type: 'urged' | 'supplemented' }>): void {
    const units = this.parts.filter(({ active, isIn }) => active && !isIn).map(({ unit }) => unit)
    if (!isDeepStrictEqual(data.reminded, units.length > 0 ? units : ['centre']))
      this.wrong.push(`${type} reminds ${data.reminded.join(' and ')}`)
    if (this.ending !== null) this.wrong.push(`${type} on a closed order`)
  }

  private dispatched({ at, data }: Extract<OrderEvent, { type: 'dispatched' }>): void {
    const { unit, part, sign, handle, limitWorkdays, extensionsAtMost, extendBefore, returnWithin } = data
    const { policy } = this
    const thirdExtension = data.thirdExtension ?? false
    const no = this.parts.length + 1
    const limit = policy.handlingWorkdays[this.category]
    this.parts.push({
      unit,
      part,
      no,
      active: true,
      readsOn: false,
      isIn: false,
      passedAt: null,
      givenTo: [],
      planned: false,
      signedAt: null,
      told: false,
      limit,
      returnWithin,
      extensionsAtMost,
      thirdExtension,
      extendBefore,
      asked: 0,
      granted: [],
    })
    if (
      limitWorkdays !== limit ||
      extensionsAtMost !== policy.extensionsAtMost ||
      thirdExtension !== policy.thirdExtension ||
      extendBefore !== policy.extendBefore ||
      (returnWithin !== null && returnWithin !== policy.returnWithin)
    )
      this.wrong.push(`part ${no} has other terms than the policy's`)
    for (const { startedAt } of [sign, handle])
      if (startedAt !== at) this.wrong.push(`part ${no} began before`)
    this.start(sign)
    this.start(handle)
    const offList = UNITS.some(({ id, duties }) => id === unit && duties?.includes(this.code) === false)
    const isNamed = ['law', 'duty', 'township-list'].includes(data.basis.kind)
    if ((data.overridden !== undefined) !== (isNamed && offList))
      this.wrong.push(`part ${no}: a reason for what is not on the township's list, and for nothing else`)
    if ((data.plan !== undefined) !== (this.complex && part === 'host'))
      this.wrong.push(`part ${no}: a plan is awaited of the host of a complex order alone`)
    if (data.plan !== undefined) this.start(data.plan)
    this.startUrgent(data.urgent ?? [], this.urgent ? URGENT.map((kind) => [kind, no]) : [])
  }

  /** R11.2: the part that was judged is to be solved. */
  private toSolve(clock: Clock | null): void {
    if (clock !== null) this.partOf({ no: clock.part }).isIn = false
  }

  /** R5.2, R5.4: in time, not too often, and for no longer than the limit. */
  private askForMore({
    at,
    data: { no, workdays, document = '' },
  }: Extract<OrderEvent, { type: 'extension-applied' }>): void {
    const part = this.parts[no - 1]!
    part.asked = workdays
    if (
      at >= this.handleOf(no).dueAt - part.extendBefore ||
      part.granted.length >= part.extensionsAtMost + (part.thirdExtension ? 1 : 0) ||
      (part.granted.length === part.extensionsAtMost) !== (document !== '') ||
      workdays > part.limit
    )
      this.wrong.push(`part ${no} asks for more time than it may`)
  }

  /** R7.2: a plan is awaited of the host from here on; taken back, of nobody who has none. */
  private declareComplex({ at, data }: Extract<OrderEvent, { type: 'complex-declared' }>): void {
    if (data.complex === this.complex) this.wrong.push('declared complex, or not, once more')
    this.complex = data.complex
    const host = this.parts.findLast(({ part, active }) => part === 'host' && active)
    if (data.clock !== null) this.start(data.clock)
    if (data.clock !== null && (!data.complex || data.clock.part !== host?.no || host.planned))
      this.wrong.push('a plan is awaited of whom it is not to be')
    if (data.complex) return
    for (const { no, planned } of this.parts) if (!planned) this.drop(at, this.of('progress', no))
  }

  /** Case 18: whoever has a part in hand gets what it still lacks; another kind changes no clock. */
  private markUrgent({ at, data }: Extract<OrderEvent, { type: 'marked-urgent' }>): void {
    const wasUrgent = this.urgent
    this.urgent = data.kind !== null
    const lacking = this.parts
      .filter(({ active, isIn }) => active && !isIn)
      .flatMap(({ no, signedAt, told }): [ClockKind, number][] => [
        ...(signedAt === null ? [['urgent-sign', no] as [ClockKind, number]] : []),
        ...(told ? [] : [['first-contact', no] as [ClockKind, number]]),
        ['urgent-progress', no],
      ])
    this.startUrgent(data.clocks, wasUrgent || !this.urgent ? [] : lacking)
    if (this.urgent) return
    this.drop(
      at,
      [...this.clocks].flatMap(([id, { kind }]) => (URGENT.includes(kind) ? [id] : [])),
    )
  }

  private startUrgent(clocks: readonly Clock[], due: readonly (readonly [ClockKind, number])[]): void {
    const found = clocks.map(({ kind, part }) => [kind, part])
    if (!isDeepStrictEqual(found, due)) this.wrong.push(`urgent clocks ${JSON.stringify(found)}`)
    for (const clock of clocks) this.start(clock)
  }

  /** R5.4: so many workdays more. */
  private extend(part: Part, clock: Clock | null, at: Instant): void {
    const handle = this.handleOf(part.no)
    // By the days as they are now: one declared worked since may take back what is granted.
    const without = this.reckoned(handle, this.policy)
    part.granted.push(part.asked)
    handle.should = this.reckoned(handle, this.policy)
    if (clock !== null) this.move(clock, at)
    if (handle.dueAt <= without) this.wrong.push(`an extension ended handle:${part.no} no later`)
  }

  /** A wrong category: its limits were wrong from the start, and no others. */
  private correct(): void {
    for (const part of this.parts) if (part.active) part.limit = this.policy.handlingWorkdays[this.category]
    for (const clock of this.clocks.values())
      if (clock.kind === 'handle' && this.matters(clock)) clock.should = this.reckoned(clock, this.policy)
  }

  private partOf({ no }: Pick<Timed, 'no'>): Part {
    return this.parts[(no ?? 0) - 1]!
  }

  /** A limit that may still be moved: it runs, or a redo may set it going again. */
  private matters({ stoppedAt, idle, kind, no }: Timed): boolean {
    if (idle) return false
    if (kind !== 'handle') return stoppedAt === null
    const part = this.partOf({ no })
    return part.active && part.passedAt === null
  }

  /** R1.1, R1.3, R3.3, R5.1, R5.4, R7.2, R11.2: the deadline from its start, under a policy. */
  private reckoned({ kind, startedAt, should, no }: Timed, policy: Policy, limit?: number): Instant {
    switch (kind) {
      case 'sign':
      case 'verify':
      case 'solve':
      case 'urgent-sign':
      case 'first-contact':
      case 'urgent-progress':
        return should
      case 'decide-return':
        return this.book.endOf(startedAt, policy.decideReturnWorkdays, policy)
      case 'progress':
        return this.book.endOf(startedAt, policy.progressEveryWorkdays, policy)
      case 'handle': {
        const part = this.partOf({ no })
        const atMost = limit ?? part.limit
        const days = part.granted.reduce((sum, workdays) => sum + Math.min(workdays, atMost), atMost)
        return this.book.endOf(startedAt, days, policy)
      }
      default:
        return this.book.endOf(startedAt, policy.stageWorkdays[kind], policy)
    }
  }

  private flag(ground: string): void {
    if (!this.flagged.has(ground)) this.toFlag.push(ground)
  }

  /** R10.1: each ground once, and by itself only when it is time. */
  private hearFlag({ data: { ground, note, to } }: Extract<OrderEvent, { type: 'flagged' }>): void {
    const { inspectedBy } = this.policy
    if (to !== (inspectedBy === 'both' ? undefined : inspectedBy)) this.wrong.push('flagged for another body')
    this.flags.push({ ground, to: to ?? 'both', given: note !== '' })
    if (this.flagged.has(ground)) this.wrong.push(`flagged twice: ${ground}`)
    this.flagged.add(ground)
    const place = this.toFlag.indexOf(ground)
    if (place >= 0) this.toFlag.splice(place, 1)
    else if (note === '' && ground !== 'assigned') this.wrong.push(`flagged by itself too early: ${ground}`)
  }

  private start(clock: Clock): void {
    const { kind, part: no, holder, startedAt, dueAt } = clock
    const id = nameOf(clock)
    if (this.clocks.has(id)) this.wrong.push(`clock ${id} started twice`)
    if (clock.nth !== this.of(kind, no).length + 1) this.wrong.push(`clock ${id} is not the next of its kind`)
    const timed: Timed = {
      kind,
      no,
      holder,
      startedAt,
      dueAt,
      should: dueAt,
      stoppedAt: null,
      idle: false,
      rang: 0,
      setLater: false,
    }
    if (kind === 'sign' || kind === 'verify') timed.should = startedAt + this.policy.signWithin
    else if (kind === 'urgent-sign') timed.should = startedAt + this.policy.urgency.signWithin
    else if (kind === 'first-contact') timed.should = startedAt + this.policy.urgency.contactWithin
    else if (kind === 'urgent-progress') timed.should = startedAt + this.policy.urgency.progressWithin
    else if (kind === 'solve') timed.should = startOfDayNumber(dayNumber(this.judgedUntil ?? '')! + 1)
    else timed.should = this.reckoned(timed, this.policy)
    this.clocks.set(id, timed)
    this.alarmsStand(clock, startedAt)
  }

  /** R17: a clock rings as the policy says that the order goes by, from `from` on. */
  private alarmsStand(clock: Clock, from: Instant): void {
    const { policy } = this
    const { kind, dueAt, rings, stoppedAt } = clock
    const id = nameOf(clock)
    const { remindBefore, climbAfter } = policy.alarms[kind]
    const climbs = climbAfter
      .map(({ after, to }) => ({ at: dueAt + after, what: 'climb', to }))
      .filter(({ at }) => at > from)
    if (
      !isDeepStrictEqual(
        rings.filter(({ what }) => what === 'climb'),
        climbs,
      )
    )
      this.wrong.push(`${id} climbs otherwise than the policy says`)
    const breaches = rings.filter(({ what }) => what === 'breach')
    // What stopped after its deadline has nothing left to ring of it.
    if (
      breaches.length !== (stoppedAt !== null && stoppedAt >= dueAt ? 0 : 1) ||
      breaches.some(({ at }) => at !== dueAt)
    )
      this.wrong.push(`${id} does not ring at its deadline`)
    const reminders = rings.filter(({ what }) => what === 'remind')
    if (reminders.length > remindBefore.length) this.wrong.push(`${id} reminds too often`)
    for (const { at } of reminders)
      if (at <= from || at >= dueAt || !this.mayRemind(kind, at))
        this.wrong.push(`${id} would remind at ${at}, outside of its time`)
    for (const before of remindBefore) {
      const at = dueAt - before
      if (at > from && this.mayRemind(kind, at) && !reminders.some((each) => each.at === at))
        this.wrong.push(`${id} does not remind ${before} before its deadline`)
    }
  }

  /** An urgent order's clocks run at night, and so do their reminders. */
  private mayRemind(kind: ClockKind, at: Instant): boolean {
    return URGENT.includes(kind) || this.book.isAtWork(at, this.policy)
  }

  private of(kind: ClockKind, no: number | null): string[] {
    return [...this.clocks].flatMap(([id, clock]) => (clock.kind === kind && clock.no === no ? [id] : []))
  }

  private handleOf(no: number): Timed {
    return this.clocks.get(nameOf({ kind: 'handle', part: no, nth: 1 }))!
  }

  private stop(at: Instant, ...ids: readonly string[]): void {
    for (const id of ids) {
      const clock = this.clocks.get(id)
      if (clock === undefined) this.wrong.push(`there is no clock ${id} to stop`)
      else clock.stoppedAt ??= at
    }
  }

  private move(moved: Clock, at: Instant): void {
    const id = nameOf(moved)
    const { dueAt } = moved
    const clock = this.clocks.get(id)
    if (clock === undefined) return void this.wrong.push(`there is no clock ${id} to move`)
    if (clock.dueAt === dueAt) return
    Object.assign(clock, { dueAt, rang: 0, setLater: clock.stoppedAt !== null })
    this.alarmsStand(moved, at)
  }

  /** The part's work is out of its unit's hands; so is the wish to give it back. */
  private handIn(no: number, at: Instant): void {
    this.partOf({ no }).isIn = true
    this.stop(at, ...this.of('handle', no), ...this.of('progress', no), ...this.of('solve', no))
    this.stop(at, ...URGENT.flatMap((kind) => this.of(kind, no)))
    this.drop(at, this.of('decide-return', no))
  }

  private judge(no: number, passed: boolean, at: Instant): void {
    const part = this.parts[no - 1]
    if (part === undefined) return void this.wrong.push(`there is no part ${no} to judge`)
    part.isIn = passed
    if (passed) {
      part.passedAt ??= at
      return
    }
    this.runsOn(no)
  }

  /** The limit that a part is held against runs on. */
  private runsOn(no: number): void {
    const solve = this.of('solve', no)
    for (const id of solve.length > 0 ? solve : this.of('handle', no)) {
      const clock = this.clocks.get(id)!
      // It had missed the deadline when it stopped: going on does not make it ring for that.
      clock.setLater &&= clock.stoppedAt !== null && clock.stoppedAt >= clock.dueAt
      clock.stoppedAt = null
    }
  }

  private release(no: number, at: Instant, readsOn: boolean): void {
    const part = this.parts[no - 1]
    if (part === undefined) return void this.wrong.push(`there is no part ${no} to release`)
    part.active = false
    part.readsOn = readsOn
    const kinds: readonly ClockKind[] = ['sign', 'handle', 'progress', 'solve', 'decide-return', ...URGENT]
    this.drop(
      at,
      kinds.flatMap((kind) => this.of(kind, no)),
    )
  }

  private drop(at: Instant, ids: readonly string[]): void {
    for (const id of ids) {
      const clock = this.clocks.get(id)!
      if (clock.stoppedAt !== null) continue
      clock.stoppedAt = at
      clock.idle = true
    }
  }

  private hear({ at, recordedAt, data }: Extract<OrderEvent, { type: 'rang' }>): void {
    const clock = this.clocks.get(nameOf(data))
    const says = (what: string): unknown => this.wrong.push(`${nameOf(data)} ${data.what}: ${what}`)
    if (clock === undefined) return void says('there is no such clock')
    if (clock.stoppedAt !== null) says('it does not run')
    if (recordedAt < at) says('it rang early')
    const given = recordedAt < clock.dueAt && this.mayRemind(clock.kind, recordedAt)
    if (data.what === 'remind' && !given) says('too late to be given')
    if (data.what === 'missed' && given) says('it was in time')
    if ((data.what === 'remind' || data.what === 'missed') && (at <= clock.startedAt || at >= clock.dueAt))
      says('outside of its time')
    // It missed a deadline that was set after it had stopped: it is late without having rung.
    const late = clock.rang > 0 || clock.setLater
    if (data.what === 'climb' && (at <= clock.dueAt || !late)) says('before its breach')
    if (data.what === 'breach') {
      clock.rang++
      if (at !== clock.dueAt) says(`at ${at}, not at its deadline ${clock.dueAt}`)
      if (clock.rang > 1) says('twice')
    }
  }

  /** Whether the deadline passed unmet: it ran past it, or was stopped at or after it. */
  static missed({ stoppedAt, dueAt }: Timed, now: Instant): boolean {
    return (stoppedAt ?? now) >= dueAt
  }
}
