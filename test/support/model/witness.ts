import type { OrderEvent } from '../../../functions/src/domain/events'
import type { Instant } from '../../../functions/src/domain/instant'
import type { ClockKind } from '../../../functions/src/domain/policy'

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
  passedAt: Instant | null
}

/** Whether an instant lies on a working day's hours is the office's to say; the witness only knows before and after. */
const OVER: ReadonlySet<OrderEvent['type']> = new Set(['archived'])

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

  see(event: OrderEvent): void {
    for (const unit of this.namedBy(event)) this.accused.add(unit)
    for (const unit of this.accused)
      if (event.readers.includes(`unit:${unit}`)) this.wrong.push(`${event.type} is read by accused ${unit}`)
    if (this.ending !== null && event.type === 'rang') this.wrong.push('a closed order rang')
    this.follow(event)
    if (OVER.has(event.type)) this.ending = (event.data as { readonly ending: string }).ending
    if (event.type === 'reopened') this.ending = null
  }

  private namedBy(event: OrderEvent): readonly string[] {
    if (event.type === 'verified') return event.data.accused
    return event.type === 'accused-named' ? event.data.units : []
  }

  private follow(event: OrderEvent): void {
    const { at } = event
    switch (event.type) {
      case 'transferred': {
        this.start(event.data.clock)
        return
      }
      case 'centre-signed': {
        this.stop(at, 'sign:centre')
        return
      }
      case 'dispatched':
        this.parts.push({ ...event.data, no: this.parts.length + 1, active: true, passedAt: null })
        this.start(event.data.sign)
        {
          this.start(event.data.handle)
          return
        }
      case 'unit-signed': {
        this.stop(at, `sign:${event.data.no}`)
        return
      }
      case 'unit-reviewed':
        if (event.data.passed) this.handIn(event.data.no, at)
        return
      case 'first-reviewed':
        for (const no of event.data.parts) this.judge(no, event.data.passed, at)
        {
          event.data.clocks.forEach((clock) => this.start(clock))
          return
        }
      case 'return-applied': {
        this.start(event.data.decide)
        return
      }
      case 'return-decided':
        this.stop(at, ...this.of('decide-return', event.data.no))
        {
          event.data.approved ? this.release(event.data.no, at) : undefined
          return
        }
      case 'dispatch-withdrawn': {
        this.release(event.data.no, at)
        return
      }
      case 'extension-decided': {
        event.data.clock === null ? undefined : this.move(event.data.clock)
        return
      }
      case 'plan-laid':
      case 'progress-reported':
        this.stop(at, ...this.of('progress', event.data.no))
        {
          this.start(event.data.clock)
          return
        }
      case 'judged': {
        ;[event.data.clock, event.data.update].forEach((clock) => clock !== null && this.start(clock))
        return
      }
      case 'category-corrected':
      case 'rescheduled': {
        event.data.clocks.forEach((clock) => this.move(clock))
        return
      }
      case 'archived':
        for (const [id, { kind, stoppedAt }] of this.clocks)
          if (stoppedAt === null) {
            this.stop(at, id)
            if (event.data.ending !== 'excluded' || kind !== 'handle') this.clocks.get(id)!.idle = true
          }
        return
      case 'rang': {
        this.hear(event)
        return
      }
      default:
    }
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
