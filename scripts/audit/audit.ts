/** The audit of one export: order by order, then what only all of them show. */
import { checkCaughtUp, awaitedOf, type Awaited, checkRang } from './alarms'
import type { Act, Acts } from './acts/act'
import { callingAgain } from './acts/calling-again'
import { dispatching } from './acts/dispatching'
import { handling } from './acts/handling'
import { judging } from './acts/judging'
import { undoing } from './acts/undoing'
import { Calendars, type CountyDays } from './calendar'
import { checkLink } from './chain'
import { ClosedMonths } from './closed-months'
import { Deadlines } from './deadlines'
import { checkDuties, checkDutiesSaid } from './duties'
import { Figures } from './figures'
import { Desk, Findings } from './findings'
import { checkFold } from './fold'
import type { Event, MattersSaid } from './format'
import { ALARM_GRACE } from './law'
import { Ledger } from './ledger'
import { runOut } from './limit'
import { Linked } from './linked'
import { Matters } from './matters'
import { checkAuthor, checkBarred, isKnown } from './people'
import { mattersIn, statsIn, type Told, toldIn } from './read'
import { Repeats } from './repeats'
import { checkOrderReaders, checkPersonal, checkReaders } from './secrecy'
import { checkStored, Stored } from './stored'
import { said } from './time'

const ACTS: Acts = { ...dispatching, ...handling, ...judging, ...callingAgain, ...undoing }
const NONE: readonly Act[] = []

export interface Audited {
  readonly findings: Findings
  readonly orders: number
  readonly events: number
  /** The latest moment the export speaks of. */
  readonly until: number
}

class Audit {
  readonly findings = new Findings()
  readonly figures = new Figures()
  readonly awaited: { readonly each: Awaited; readonly category: string | null; readonly version: number }[] =
    []
  orders = 0
  events = 0
  until = 0

  private readonly matters: Matters
  readonly repeats: Repeats
  private readonly linked = new Linked()

  constructor(
    private readonly calendars: Calendars,
    matters: readonly MattersSaid[],
  ) {
    this.matters = new Matters(matters)
    this.repeats = new Repeats(this.matters)
  }

  order({ id, order, events }: Told): void {
    this.orders += 1
    this.events += events.length
    const whole = new Desk(this.findings, id, null)
    whole.check('input', order === null ? { what: 'events of an order that is not there' } : null)
    whole.check('input', events.length === 0 ? { what: 'an order without events' } : null)
    if (events.length === 0) return
    const ledger = new Ledger()
    const closed = new ClosedMonths()
    const stored = new Stored()
    for (const [index, event] of events.entries())
      if (!this.event(event, { id, ledger, closed, stored, events, index })) return
    if (order !== null) {
      checkFold(order, events, { ledger, closed }, whole)
      checkDutiesSaid(order, ledger, whole)
      checkStored(order, stored.whole(id, ledger), whole)
      checkOrderReaders(order, ledger, whole)
      checkPersonal(order, 'order', whole)
    }
    this.figures.count(ledger, closed)
    const version = events.at(-1)!.version
    for (const each of awaitedOf(ledger, id)) this.awaited.push({ each, category: ledger.category, version })
  }

  /** False where the event is not one, and nothing after it can be followed. */
  private event(
    event: Event,
    {
      id,
      ledger,
      closed,
      stored,
      events,
      index,
    }: {
      readonly id: string
      readonly ledger: Ledger
      readonly closed: ClosedMonths
      readonly stored: Stored
      readonly events: readonly Event[]
      readonly index: number
    },
  ): boolean {
    const before = events[index - 1] ?? null
    const desk = new Desk(this.findings, id, event.version)
    checkLink(event, before, desk)
    const known = desk.check(
      'input',
      isKnown(event.type) ? null : { what: 'an event of a kind that there is not', found: event.type },
    )
    if (!known) return false
    const begun = desk.check(
      'state',
      before !== null || event.type === 'transferred'
        ? null
        : { what: 'something before the transfer', found: event.type },
    )
    if (!begun) return false
    if (event.recordedAt > this.until) this.until = event.recordedAt
    const stood = closed.before(event, ledger)
    this.times(event, before, desk)
    const same = event.command !== null && event.command === before?.command
    if (event.command !== null && !same) {
      desk.check(
        'state',
        ledger.commands.has(event.command) ? { what: 'a command done twice', found: event.command } : null,
      )
      checkCaughtUp(ledger, event.recordedAt, desk)
    }
    checkAuthor(event, ledger, desk)
    if (!same) checkBarred(event, ledger, desk)
    checkDuties(event, ledger, desk)
    checkPersonal(event.data, event.type, desk)
    const batch = batchOf(events, index)
    for (const { rule, fault } of ACTS[event.type] ?? NONE)
      desk.check(rule, fault(event, { before: ledger, batch }))
    if (event.type === 'rang') checkRang(event, ledger, this.calendars, desk)
    else for (const limit of ledger.limits) if (event.command === null) runOut(limit, event.recordedAt)
    this.linked.note(id, event, ledger)
    const was = ledger.stage
    const wasUrgent = ledger.urgent !== null
    ledger.take(event)
    new Deadlines(ledger, this.calendars, desk).take(event, {
      isLast: batch.at(-1) === event,
      cameTo: before === null || ledger.stage !== was,
      wasUrgent,
    })
    closed.after(stood, ledger)
    stored.take(event, ledger, desk)
    checkReaders(event, ledger, desk)
    if (event.type === 'verified' || event.type === 'matter-corrected') {
      const what = this.matters.fault(event.data, event.at)
      desk.check('R1.2', what === null ? null : { what, found: event.data.matter.code })
      this.repeats.place(ledger.knowsPolicy ? event.data : null, {
        order: id,
        version: event.version,
        at: event.at,
        verifiedAt: ledger.verifiedAt ?? event.at,
        flagged:
          batch.some((each) => each.type === 'flagged' && each.data.ground === 'repeated') ||
          ledger.flags.includes('repeated'),
      })
    }
    return true
  }

  /** A person's act happens when it is recorded; what happens by itself is recorded then or later; neither goes back. */
  private times(event: Event, before: Event | null, desk: Desk): void {
    desk.equal(
      'fold',
      'times for people',
      [said(event.at), said(event.recordedAt)],
      [event.times.at, event.times.recordedAt],
    )
    const byItself = event.command === null || event.type === 'transferred'
    desk.check(
      'state',
      byItself
        ? null
        : event.at === event.recordedAt
          ? null
          : { what: 'dated otherwise than recorded', expected: event.recordedAt, found: event.at },
    )
    desk.check(
      'state',
      event.at <= event.recordedAt ? null : { what: 'recorded before it happened', found: event.recordedAt },
    )
    desk.check(
      'state',
      event.recordedAt >= (before?.recordedAt ?? 0)
        ? null
        : { what: 'recorded before the version before it', found: event.recordedAt },
    )
  }

  /** What should have rung by the end of the export, and has not. */
  close(): void {
    const late = new Set<unknown>()
    for (const { each, category, version } of this.awaited) {
      const { order, rule, limit, ring } = each
      this.findings.checked(rule)
      if (ring.at > this.until) continue
      if (ring.at + ALARM_GRACE > this.until) {
        this.findings.note('due within half an hour before the end of the export, not yet recorded')
        continue
      }
      this.findings.add({
        rule,
        order,
        version,
        what: `${ring.what} of ${limit.id} was not recorded by ${said(this.until)}`,
        expected: ring.at,
      })
      if (ring.what === 'breach' && limit.breachedAt === null && !late.has(limit)) {
        late.add(limit)
        this.figures.countLate(limit, category)
      }
    }
    this.repeats.check(this.findings)
    this.linked.check(this.findings)
  }
}

const batchOf = (events: readonly Event[], index: number): readonly Event[] => {
  const { command } = events[index]!
  if (command === null) return [events[index]!]
  let from = index
  while (events[from - 1]?.command === command) from--
  let to = index + 1
  while (events[to]?.command === command) to++
  return events.slice(from, to)
}

export const audit = (folder: string, county?: CountyDays): Audited => {
  const stats = statsIn(folder)
  const all = new Audit(new Calendars(county), mattersIn(folder))
  for (const told of toldIn(folder))
    try {
      all.order(told)
    } catch (error) {
      // A field that is not there or not of its kind; the next order may be whole.
      if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error
      all.findings.checked('input')
      all.findings.add({
        rule: 'input',
        order: told.id,
        version: null,
        what: `cannot be followed (${error.message})`,
      })
    }
  all.close()
  all.figures.compare(stats, all.findings)
  const { findings, orders, events, until } = all
  return { findings, orders, events, until }
}
