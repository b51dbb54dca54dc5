import type { Category } from '../../../functions/src/domain/category'
import type { OrderEvent } from '../../../functions/src/domain/events'
import { type Instant, toIso } from '../../../functions/src/domain/instant'
import type { ClockKind } from '../../../functions/src/domain/policy'
import { independentDeadline } from '../independent-deadline'

interface Timed {
  readonly kind: ClockKind
  readonly holder: string
  readonly startedAt: Instant
  dueAt: Instant
  stoppedAt: Instant | null
  /** Nobody is to meet it any more. */
  idle: boolean
  /** Breaches that rang of the deadline it has now. */
  rang: number
  /** The deadline was set after the clock had stopped, so nothing can ring of it. */
  setLater: boolean
}

interface Part {
  readonly unit: string
  readonly no: number
  readonly part: 'host' | 'assist'
  active: boolean
  readonly dispatchedAt: Instant
  passedAt: Instant | null
  /** Workdays asked for and not yet decided; those that were granted. */
  asked: number
  readonly granted: number[]
}

const LIMITS: Readonly<Record<Category, number>> = {
  consultation: 2,
  help: 6,
  complaint: 8,
  report: 8,
  suggestion: 2,
}

/**
 * Looks on from outside: from the events alone, and without the domain's fold, which clocks run, which deadlines passed
 * unmet, and who was named accused when. What it sees wrong in an event it says at once.
 */
export class Witness {
  readonly clocks = new Map<string, Timed>()
  readonly parts: Part[] = []
  readonly accused = new Set<string>()
  readonly wrong: string[] = []
  ending: string | null = null
  category: Category = 'help'
  /** The county has declared days of its own, so the wall calendar no longer tells. */
  ownDays = false

  see(event: OrderEvent): void {
    for (const unit of this.namedBy(event)) this.accused.add(unit)
    for (const unit of this.accused)
      if (event.readers.includes(`unit:${unit}`)) this.wrong.push(`${event.type} is read by accused ${unit}`)
    if (this.ending !== null && event.type === 'rang') this.wrong.push('a closed order rang')
    this.follow(event)
  }

  private namedBy(event: OrderEvent): readonly string[] {
    if (event.type === 'verified') return event.data.accused
    return event.type === 'accused-named' ? event.data.units : []
  }

  private follow(event: OrderEvent): void {
    const { at } = event
    switch (event.type) {
      case 'transferred':
        this.start(event.data.clock)
        break
      case 'centre-signed':
        this.stop(at, 'sign:centre')
        break
      case 'verified':
        this.category = event.data.category
        break
      case 'dispatched': {
        const { unit, part, sign, handle } = event.data
        const no = this.parts.length + 1
        this.parts.push({
          unit,
          part,
          no,
          dispatchedAt: at,
          active: true,
          passedAt: null,
          asked: 0,
          granted: [],
        })
        this.start(sign)
        this.start(handle)
        break
      }
      case 'unit-signed':
        this.stop(at, `sign:${event.data.no}`)
        break
      case 'unit-reviewed':
        if (event.data.passed) this.handIn(event.data.no, at)
        break
      case 'first-reviewed':
        for (const no of event.data.parts) this.judge(no, event.data.passed, at)
        for (const clock of event.data.clocks) this.start(clock)
        break
      case 'return-applied':
        this.start(event.data.decide)
        break
      case 'return-decided':
        this.stop(at, ...this.of('decide-return', event.data.no))
        if (event.data.approved) this.release(event.data.no, at)
        break
      case 'dispatch-withdrawn':
        this.release(event.data.no, at)
        break
      case 'extension-applied':
        this.parts[event.data.no - 1]!.asked = event.data.workdays
        break
      case 'extension-decided': {
        const part = this.parts[event.data.no - 1]!
        if (event.data.approved) part.granted.push(part.asked)
        if (event.data.clock !== null) this.move(event.data.clock)
        break
      }
      case 'plan-laid':
      case 'progress-reported':
        this.stop(at, ...this.of('progress', event.data.no))
        this.start(event.data.clock)
        break
      case 'judged':
        for (const clock of [event.data.clock, event.data.update]) if (clock !== null) this.start(clock)
        break
      case 'category-corrected':
        this.category = event.data.category
        for (const clock of event.data.clocks) this.move(clock)
        break
      case 'rescheduled':
        for (const clock of event.data.clocks) this.move(clock)
        break
      case 'archived':
        this.close(at, event.data.ending)
        break
      case 'reopened':
        this.ending = null
        break
      case 'rang':
        this.hear(event)
        break
      default:
    }
  }

  private close(at: Instant, ending: string): void {
    this.ending = ending
    for (const clock of this.clocks.values()) {
      if (clock.stoppedAt !== null) continue
      clock.stoppedAt = at
      clock.idle = ending !== 'excluded' || clock.kind !== 'handle'
    }
  }

  /** R5.1, R5.4: what a part's handling limit must be, counted on a wall calendar. */
  handleBy({ dispatchedAt, granted }: Part): Instant {
    const atMost = LIMITS[this.category]
    const extensions = granted.map((workdays) => Math.min(workdays, atMost))
    return Date.parse(independentDeadline(toIso(dispatchedAt), this.category, extensions).handleBy)
  }

  private start({
    id,
    kind,
    holder,
    startedAt,
    dueAt,
  }: Pick<Timed, 'kind' | 'holder' | 'startedAt' | 'dueAt'> & { id: string }): void {
    if (this.clocks.has(id)) this.wrong.push(`clock ${id} started twice`)
    this.clocks.set(id, {
      kind,
      holder,
      startedAt,
      dueAt,
      stoppedAt: null,
      idle: false,
      rang: 0,
      setLater: false,
    })
  }

  private of(kind: ClockKind, no: number): string[] {
    return [...this.clocks.keys()].filter((id) => id === `${kind}:${no}` || id.startsWith(`${kind}:${no}:`))
  }

  private stop(at: Instant, ...ids: readonly string[]): void {
    for (const id of ids) {
      const clock = this.clocks.get(id)
      if (clock === undefined) this.wrong.push(`there is no clock ${id} to stop`)
      else clock.stoppedAt ??= at
    }
  }

  private move({ id, dueAt }: { readonly id: string; readonly dueAt: Instant }): void {
    const clock = this.clocks.get(id)
    if (clock === undefined) this.wrong.push(`there is no clock ${id} to move`)
    else if (clock.dueAt !== dueAt)
      Object.assign(clock, { dueAt, rang: 0, setLater: clock.stoppedAt !== null })
  }

  /** The part's work is out of its unit's hands; so is the wish to give it back. */
  private handIn(no: number, at: Instant): void {
    this.stop(at, ...this.of('handle', no), ...this.of('progress', no), ...this.of('solve', no))
    this.drop(at, this.of('decide-return', no))
  }

  private judge(no: number, passed: boolean, at: Instant): void {
    const part = this.parts[no - 1]
    if (part === undefined) return void this.wrong.push(`there is no part ${no} to judge`)
    if (passed) {
      part.passedAt ??= at
      return
    }
    const solve = this.of('solve', no)
    for (const id of solve.length > 0 ? solve : this.of('handle', no)) {
      const clock = this.clocks.get(id)!
      // Missed by the time it had stopped: to go on does not make it ring of that.
      clock.setLater &&= clock.stoppedAt !== null && clock.stoppedAt >= clock.dueAt
      clock.stoppedAt = null
    }
  }

  private release(no: number, at: Instant): void {
    const part = this.parts[no - 1]
    if (part === undefined) return void this.wrong.push(`there is no part ${no} to release`)
    part.active = false
    const kinds: readonly ClockKind[] = ['sign', 'handle', 'progress', 'solve', 'decide-return']
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
    const clock = this.clocks.get(data.clock)
    const says = (what: string): unknown => this.wrong.push(`${data.clock} ${data.what}: ${what}`)
    if (clock === undefined) return void says('there is no such clock')
    if (clock.stoppedAt !== null) says('it does not run')
    if (recordedAt < at) says('it rang early')
    if (data.what === 'remind' && (at <= clock.startedAt || at >= clock.dueAt)) says('outside of its time')
    if (data.what === 'climb' && (at <= clock.dueAt || clock.rang === 0)) says('before its breach')
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
