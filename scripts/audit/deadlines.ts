/** Works out every deadline again: from the start, in workdays, by the calendar that may have been known at the time. */
import type { Calendars, Workdays } from './calendar'
import type { Desk } from './findings'
import type { ClockSaid, Event, EventOf, RescheduledSaid, RingSaid } from './format'
import {
  DECIDE_RETURN_WORKDAYS,
  HANDLING_WORKDAYS,
  isUrgentLimit,
  type Kind,
  KNOWN_POLICY,
  PROGRESS_WORKDAYS,
  RULE_OF,
  SIGN_WITHIN,
  STAGE_WORKDAYS,
  URGENT_WITHIN,
  type UrgentLimit,
} from './law'
import type { Ledger, Part } from './ledger'
import { type Limit, move, nameOf, resume, ringsOf, ruleOf } from './limit'
import { dayOfDate, midnightOf, said } from './time'

interface End {
  readonly dueAt: number
  readonly provisional: boolean
}
type EndBy = (calendar: Workdays) => End

const natural =
  (dueAt: number): EndBy =>
  () => ({ dueAt, provisional: false })
const workdays =
  (startedAt: number, days: number): EndBy =>
  (calendar) =>
    calendar.limit(startedAt, days)

const endSaid = ({ dueAt, provisional }: End): string => said(dueAt) + (provisional ? ' (provisional)' : '')

/** Acts of the centre that led to another stage. */
const BACK: readonly string[] = ['referred-to-leader', 'instructed', 'disputed', 'convened']

const asDue = (clock: ClockSaid): RingSaid[] => [...clock.rings]

/** While its unit has the part in hand. */
const IN_HAND: readonly string[] = ['to-sign', 'handling', 'in-unit-review']

const ringText = ({ at, what, to }: RingSaid): string => `${what} ${to} ${said(at)}`

export class Deadlines {
  constructor(
    private readonly ledger: Ledger,
    private readonly calendars: Calendars,
    private readonly desk: Desk,
  ) {}

  /** The right end: the stated one, if a calendar known then gives it. Otherwise the likeliest one, and that is a fault. */
  private settled(
    rule: string,
    what: string,
    claimed: ClockSaid,
    at: number,
    endBy: EndBy,
  ): { readonly end: End; readonly calendar: Workdays } {
    const options = this.calendars.at(at).map((calendar) => ({ calendar, end: endBy(calendar) }))
    const right = options.find(
      ({ end }) => end.dueAt === claimed.dueAt && end.provisional === claimed.provisional,
    )
    const settled = right ?? options[0]!
    this.desk.check(
      rule,
      right === undefined ? { what, expected: endSaid(settled.end), found: endSaid(claimed) } : null,
    )
    return settled
  }

  private rings(
    rule: string,
    kind: Kind,
    from: number,
    end: End,
    claimed: ClockSaid,
    at: number,
    left = (rings: readonly RingSaid[]): RingSaid[] => [...rings],
  ): RingSaid[] {
    const options = this.calendars.at(at).map((calendar) => left(ringsOf(kind, from, end.dueAt, calendar)))
    // If a deadline is wrong, all that follows from it is wrong too, and that was reported already.
    if (claimed.dueAt !== end.dueAt) return options[0]!
    const found = claimed.rings.map(ringText)
    const right = options.find((rings) => rings.map(ringText).join() === found.join())
    this.desk.check(
      rule,
      right === undefined
        ? { what: `what ${nameOf(claimed)} does by itself`, expected: options[0]!.map(ringText), found }
        : null,
    )
    return right ?? options[0]!
  }

  /** A limit that begins with this event. */
  private begin(
    claimed: ClockSaid,
    expected: {
      readonly kind: Kind
      readonly no: number | null
      readonly holder: string
      readonly startedAt: number
      readonly rule: string
      readonly end: EndBy
    },
    at: number,
  ): void {
    const { kind, no, holder, startedAt, rule } = expected
    const { desk, ledger } = this
    const nth = ledger.limits.filter((limit) => limit.kind === kind && limit.no === no).length + 1
    const id = nameOf({ kind, part: no, nth })
    desk.equal(
      rule,
      `clock ${id} as it begins`,
      [id, holder, said(startedAt), null, false, null],
      [
        nameOf(claimed),
        claimed.holder,
        said(claimed.startedAt),
        claimed.stoppedAt,
        claimed.voided,
        claimed.breachedAt,
      ],
    )
    const known = ledger.knowsPolicy
    const end: End = known ? this.settled(rule, `deadline ${id}`, claimed, at, expected.end).end : claimed
    const due = known ? this.rings('R17', kind, startedAt, end, claimed, at) : asDue(claimed)
    if (!known) desk.note(`deadlines not verifiable: policy ${ledger.policy}`)
    ledger.limits.push({
      id,
      kind,
      no,
      nth,
      holder,
      startedAt,
      dueAt: end.dueAt,
      provisional: end.provisional,
      due,
      rung: [],
      running: true,
      stoppedAt: null,
      voided: false,
      breachedAt: null,
      written: false,
    })
  }

  /** Where the handling limit of a part ends; what was granted never exceeds the limit (R5.4). */
  private handlingOf({ dispatchedAt, granted }: Part, limit: number): EndBy {
    return workdays(dispatchedAt, limit + granted.reduce((sum, days) => sum + Math.min(days, limit), 0))
  }

  private beginUpdate(claimed: ClockSaid, part: Part, at: number): void {
    this.begin(
      claimed,
      {
        kind: 'progress',
        no: part.no,
        holder: part.unit,
        startedAt: at,
        rule: 'R7.2',
        end: workdays(at, PROGRESS_WORKDAYS),
      },
      at,
    )
  }

  /** Case 18: what a part in hand still lacks from now on. */
  private beginUrgent(claimed: readonly ClockSaid[], parts: readonly Part[], at: number): void {
    const due = parts.flatMap((part) =>
      IN_HAND.includes(part.state)
        ? (['urgent-sign', 'first-contact', 'urgent-progress'] as const)
            .filter((kind) => kind !== 'urgent-sign' || part.signedAt === null)
            .filter((kind) => kind !== 'first-contact' || !part.told)
            .map((kind) => ({ kind, part }))
        : [],
    )
    this.desk.equal(
      'R6.2',
      'clocks of an urgent order',
      due.map(({ kind, part }) => [kind, part.no]),
      claimed.map(({ kind, part }) => [kind, part]),
    )
    for (const [index, { kind, part }] of due.entries())
      if (claimed[index] !== undefined)
        this.beginUrgentOf(claimed[index], kind, { no: part.no, holder: part.unit }, at, at)
  }

  private beginUrgentOf(
    claimed: ClockSaid,
    kind: UrgentLimit,
    whose: { readonly no: number | null; readonly holder: string },
    startedAt: number,
    at: number,
  ): void {
    const rule = ruleOf({ kind, no: whose.no })
    this.begin(
      claimed,
      { ...whose, kind, startedAt, rule, end: natural(startedAt + URGENT_WITHIN[kind]) },
      at,
    )
  }

  /**
   * R1.2, R18: the limit of the stage that the order comes to. Between two events of one command the order is only on its
   * way, and needs none.
   */
  private stage(
    event: Event,
    { isLast, cameTo }: { readonly isLast: boolean; readonly cameTo: boolean },
  ): void {
    const { ledger, desk } = this
    const { limit, at } = event
    if (limit === undefined) return
    const kind = ledger.stageKind()
    const isRunning = (): boolean => ledger.limits.some((each) => each.running && each.kind === kind)
    if (limit !== null) {
      const isDue = kind !== null && !isRunning() && (cameTo || event.type === 'rescheduled')
      desk.check(
        'R18',
        isDue && limit.kind === kind
          ? null
          : { what: 'a limit of another stage than the order came to', expected: kind, found: limit.kind },
      )
      const end =
        limit.kind in STAGE_WORKDAYS
          ? workdays(at, STAGE_WORKDAYS[limit.kind as keyof typeof STAGE_WORKDAYS])
          : natural(at + SIGN_WITHIN)
      this.begin(
        limit,
        { kind: limit.kind, no: null, holder: 'centre', startedAt: at, rule: RULE_OF[limit.kind], end },
        event.type === 'transferred' ? event.recordedAt : at,
      )
    }
    if (isLast)
      desk.check(
        'R18',
        kind === null || isRunning() ? null : { what: 'a stage without a limit', expected: kind },
      )
  }

  /** What the event sets going or moves; the ledger has taken it in already. */
  take(
    event: Event,
    how: { readonly isLast: boolean; readonly cameTo: boolean; readonly wasUrgent: boolean },
  ): void {
    this.takeEach(event, how)
    this.stage(event, how)
  }

  private takeEach(event: Event, how: { readonly wasUrgent: boolean }): void {
    const { ledger, desk } = this
    const { at } = event
    switch (event.type) {
      case 'transferred': {
        const { clock, transferredAt } = event.data
        this.begin(
          clock,
          {
            kind: 'sign',
            no: null,
            holder: 'centre',
            startedAt: transferredAt,
            rule: 'R1.1',
            end: natural(transferredAt + SIGN_WITHIN),
          },
          event.recordedAt,
        )
        const { urgent } = event.data
        if (urgent !== undefined)
          this.beginUrgentOf(
            urgent.clock,
            'urgent-sign',
            { no: null, holder: 'centre' },
            transferredAt,
            event.recordedAt,
          )
        return
      }
      case 'dispatched': {
        const part = ledger.parts.at(-1)!
        const { sign, handle, limitWorkdays, afterCityDeadline } = event.data
        const base = { no: part.no, holder: part.unit, startedAt: at }
        const limit = HANDLING_WORKDAYS[ledger.category ?? ''] ?? limitWorkdays
        this.begin(sign, { ...base, kind: 'sign', rule: 'R1.3', end: natural(at + SIGN_WITHIN) }, at)
        this.begin(handle, { ...base, kind: 'handle', rule: 'R5.1', end: workdays(at, limit) }, at)
        if (ledger.knowsPolicy) {
          desk.equal('R5.1', 'limit in workdays', limit, limitWorkdays)
          part.limit = limit
        }
        const { plan } = event.data
        desk.check(
          'R7.2',
          (plan !== undefined) === ledger.isComplex(part)
            ? null
            : { what: 'a plan is awaited of the host of a complex order, and of nobody else' },
        )
        if (plan !== undefined) this.beginUpdate(plan, part, at)
        this.beginUrgent(event.data.urgent ?? [], ledger.urgent === null ? [] : [part], at)
        desk.equal(
          'R3.4',
          "flag of a limit after the city's deadline",
          ledger.cityDeadline !== null && handle.dueAt > ledger.cityDeadline,
          afterCityDeadline,
        )
        return
      }
      case 'return-applied':
        this.begin(
          event.data.decide,
          {
            kind: 'decide-return',
            no: event.data.no,
            holder: 'centre',
            startedAt: at,
            rule: 'R3.3',
            end: workdays(at, DECIDE_RETURN_WORKDAYS),
          },
          at,
        )
        return
      case 'complex-declared': {
        const host = ledger.host()
        const { complex, clock } = event.data
        const awaited = complex && host !== null && !host.planned && IN_HAND.includes(host.state)
        desk.check(
          'R7.2',
          (clock !== null) === awaited
            ? null
            : { what: 'a plan is awaited of the host that has the part in hand' },
        )
        if (clock !== null && host !== null) this.beginUpdate(clock, host, at)
        return
      }
      case 'marked-urgent': {
        const { kind, clocks } = event.data
        const runs = how.wasUrgent || kind === null
        this.beginUrgent(clocks, runs ? [] : ledger.active(), at)
        return
      }
      case 'plan-laid':
      case 'progress-reported': {
        const part = ledger.part(event.data.no)
        if (part !== null) this.beginUpdate(event.data.clock, part, at)
        return
      }
      case 'taken-back':
        this.runOn(event.data, at)
        return
      case 'redo-ordered':
      case 'first-reviewed': {
        const { parts, clocks } = event.data
        const passed = event.type === 'first-reviewed' && event.data.passed
        const awaited = passed
          ? []
          : parts.flatMap((no) => {
              const part = ledger.part(no)
              return part !== null && ledger.isComplex(part) ? [part] : []
            })
        desk.equal(
          'R9.2',
          'clocks that a first review begins (updates of complex parts, and no other)',
          awaited.map(({ no }) => ['progress', no]),
          clocks.map(({ kind, part }) => [kind, part]),
        )
        for (const [index, part] of awaited.entries())
          if (clocks[index] !== undefined) this.beginUpdate(clocks[index], part, at)
        return
      }
      case 'judged': {
        const { reasonable, solveBy, clock } = event.data
        const no = ledger.evaluation?.no
        const part = no === undefined ? null : ledger.part(no)
        const day = solveBy === null ? null : dayOfDate(solveBy)
        desk.check(
          'R11.2',
          (clock !== null) === reasonable
            ? null
            : { what: 'a clock of the set date, and only of a reasonable demand' },
        )
        if (clock === null || part === null || day === null) return
        const { update } = event.data
        desk.check(
          'R7.2',
          ((update ?? null) !== null) === ledger.isComplex(part)
            ? null
            : { what: 'a complex part goes on without an update that is awaited' },
        )
        this.begin(
          clock,
          {
            kind: 'solve',
            no: part.no,
            holder: part.unit,
            startedAt: at,
            rule: 'R11.2',
            end: natural(midnightOf(day + 1)),
          },
          at,
        )
        if (update !== undefined && update !== null) this.beginUpdate(update, part, at)
        return
      }
      case 'extension-decided': {
        const { no, approved, clock } = event.data
        desk.check(
          'R5.3',
          approved === (clock !== null) ? null : { what: 'a new deadline exactly where it is approved' },
        )
        const part = ledger.part(no)
        const limit = ledger.latest('handle', no)
        if (clock === null || part === null || limit === null) return
        this.moveTo(limit, clock, at, 'R5.4', this.handlingOf(part, part.limit))
        return
      }
      case 'unmerged':
        if (event.data.into !== null) this.goOn(event.data.clocks, at)
        return
      case 'category-corrected':
        this.corrected(event.data, at)
        return
      case 'rescheduled':
        this.rescheduled(event.data, at)
        return
      default:
        return
    }
  }

  /** R21: what a merge had ended runs on with its old deadline. A breach is not written down a second time. */
  private goOn(clocks: readonly ClockSaid[], at: number): void {
    const { ledger, desk } = this
    desk.equal(
      'R21',
      'limits that run again',
      ledger.goingOn.map(({ id }) => id),
      clocks.map(nameOf),
    )
    for (const limit of ledger.goingOn) {
      const claimed = clocks.find((clock) => nameOf(clock) === limit.id)
      if (claimed === undefined) continue
      desk.equal(
        'R21',
        `clock ${limit.id} as it runs again`,
        [limit.holder, said(limit.startedAt), endSaid(limit), null, false, limit.breachedAt],
        [
          claimed.holder,
          said(claimed.startedAt),
          endSaid(claimed),
          claimed.stoppedAt,
          claimed.voided,
          claimed.breachedAt,
        ],
      )
      const left = (rings: readonly RingSaid[]): RingSaid[] =>
        rings.filter(({ what }) => limit.breachedAt === null || what !== 'breach')
      limit.due = left(
        ledger.knowsPolicy ? this.rings('R17', limit.kind, at, limit, claimed, at, left) : asDue(claimed),
      )
    }
  }

  /**
   * Case 26: what the act had met runs on with the deadline it had, and with what it has still to do: taking back wins
   * no time.
   */
  private runOn({ act, no, clocks }: EventOf<'taken-back'>['data'], at: number): void {
    const { ledger, desk } = this
    const kind = ledger.stageKind()
    const ofStage =
      BACK.includes(act) && kind !== null
        ? ledger.limits.findLast((limit) => limit.kind === kind && limit.no === null)
        : undefined
    const part = act === 'unit-reviewed' && no !== null ? ledger.part(no) : null
    const leftAt = part === null ? null : ledger.limitOfRedo(part.no)?.stoppedAt
    const awaited = part !== null && ledger.isComplex(part) ? part : null
    const update = awaited === null ? null : ledger.latest('progress', awaited.no)
    const isHeld = update !== null && !update.voided && update.stoppedAt === leftAt
    const expected = [
      ...(ofStage !== undefined && !ofStage.voided && !ofStage.running ? [ofStage] : []),
      ...(part === null ? [] : [ledger.limitOfRedo(part.no)].flatMap((limit) => limit ?? [])),
      ...(part === null || ledger.urgent === null
        ? []
        : ledger.limits.filter(
            ({ kind: each, no: its, voided, stoppedAt }) =>
              isUrgentLimit(each) && its === part.no && !voided && stoppedAt === leftAt,
          )),
      ...(update !== null && isHeld ? [update] : []),
    ]
    desk.equal(
      'R18',
      'limits that run on, and from when',
      expected.map(({ id, holder, startedAt, dueAt, provisional, breachedAt }) => [
        id,
        holder,
        said(startedAt),
        said(dueAt),
        provisional,
        null,
        false,
        breachedAt,
      ]),
      clocks
        .filter((clock) => ledger.limit(clock) !== null)
        .map((clock) => [
          nameOf(clock),
          clock.holder,
          said(clock.startedAt),
          said(clock.dueAt),
          clock.provisional,
          clock.stoppedAt,
          clock.voided,
          clock.breachedAt,
        ]),
    )
    for (const limit of expected) {
      const claimed = clocks.find((clock) => nameOf(clock) === limit.id)
      if (limit === ofStage && claimed !== undefined) limit.due = this.stillDue(limit, claimed, at)
      resume(limit, at)
    }
    const begun = clocks.find((clock) => ledger.limit(clock) === null)
    desk.check(
      'R7.2',
      (begun !== undefined) === (awaited !== null && !isHeld)
        ? null
        : { what: 'an update is awaited of a complex part that goes on' },
    )
    if (begun !== undefined && awaited !== null) this.beginUpdate(begun, awaited, at)
  }

  /** What the limit of a stage has still to do: its reminders to come, its breach if it was not late, and its climbs. */
  private stillDue(limit: Limit, claimed: ClockSaid, at: number): RingSaid[] {
    if (!this.ledger.knowsPolicy) return asDue(claimed)
    const { breachedAt, stoppedAt } = limit
    const isToCome = (ring: RingSaid): boolean =>
      ring.what === 'remind'
        ? ring.at > at
        : breachedAt === null || (ring.what === 'climb' && ring.at > (stoppedAt ?? at))
    const options = this.calendars
      .at(at)
      .map((calendar) => ringsOf(limit.kind, limit.startedAt, limit.dueAt, calendar).filter(isToCome))
    const found = claimed.rings.map(ringText)
    const right = options.find((rings) => rings.map(ringText).join() === found.join())
    this.desk.check(
      'R17',
      right === undefined
        ? { what: `what ${limit.id} still does by itself`, expected: options[0]!.map(ringText), found }
        : null,
    )
    return right ?? options[0]!
  }

  private moveTo(limit: Limit, claimed: ClockSaid, at: number, rule: string, endBy: EndBy): void {
    const { ledger, desk } = this
    desk.equal(
      rule,
      `clock ${limit.id} as it is moved`,
      [limit.id, limit.holder, said(limit.startedAt), limit.stoppedAt, false],
      [nameOf(claimed), claimed.holder, said(claimed.startedAt), claimed.stoppedAt, claimed.voided],
    )
    if (!ledger.knowsPolicy) {
      desk.note(`deadlines not verifiable: policy ${ledger.policy}`)
      move(limit, claimed, asDue(claimed))
      return
    }
    const { end } = this.settled(rule, `deadline ${limit.id}`, claimed, at, endBy)
    const heldAgainst = limit.stoppedAt !== null && limit.stoppedAt >= end.dueAt
    const due = heldAgainst ? [] : this.rings('R17', limit.kind, at, end, claimed, at)
    move(limit, end, due)
    desk.equal(rule, `breach of ${limit.id} by its new deadline`, limit.breachedAt, claimed.breachedAt)
  }

  /** Every limit that may still matter, in workdays from its start. */
  private countedAnew(): { readonly limit: Limit; readonly end: EndBy }[] {
    const { ledger } = this
    return ledger.limits.flatMap((limit) => {
      if (limit.voided) return []
      if (limit.kind === 'handle') {
        const part = limit.no === null ? null : ledger.part(limit.no)
        if (part === null || !ledger.active().includes(part)) return []
        if (!limit.running && part.passedAt !== null) return []
        return [{ limit, end: this.handlingOf(part, HANDLING_WORKDAYS[ledger.category ?? ''] ?? part.limit) }]
      }
      if (!limit.running) return []
      if (limit.kind === 'decide-return')
        return [{ limit, end: workdays(limit.startedAt, DECIDE_RETURN_WORKDAYS) }]
      if (limit.kind === 'progress') return [{ limit, end: workdays(limit.startedAt, PROGRESS_WORKDAYS) }]
      if (limit.kind in STAGE_WORKDAYS) {
        const days = STAGE_WORKDAYS[limit.kind as keyof typeof STAGE_WORKDAYS]
        return [{ limit, end: workdays(limit.startedAt, days) }]
      }
      return []
    })
  }

  /** R5.1: a wrong category; each limit is counted from its own start, and the old deadline stays in the record. */
  private corrected({ clocks, parts, before }: RescheduledSaid, at: number): void {
    const { ledger, desk } = this
    if (!ledger.knowsPolicy) {
      this.takeAsSaid({ clocks, parts, before })
      return
    }
    // Only handling limits rest on the category.
    const counted = this.countedAnew().filter(({ limit }) => limit.kind === 'handle')
    for (const { limit, end } of counted) {
      const claimed = clocks.find((clock) => nameOf(clock) === limit.id)
      const was = limit.dueAt
      if (claimed !== undefined && claimed.dueAt !== limit.dueAt) {
        this.moveTo(limit, claimed, at, 'R5.1', end)
        desk.equal(
          'R5.1',
          `old deadline of ${limit.id} in the record`,
          said(was),
          said(before.find((clock) => nameOf(clock) === limit.id)?.dueAt ?? 0),
        )
      } else {
        const { end: right } = this.settled('R5.1', `deadline ${limit.id}`, claimed ?? asSaid(limit), at, end)
        if (right.dueAt !== limit.dueAt) {
          const [calendar] = this.calendars.at(at)
          move(limit, right, ringsOf(limit.kind, at, right.dueAt, calendar!))
        } else limit.provisional = right.provisional
      }
    }
    const strange = clocks.map(nameOf).filter((id) => !counted.some(({ limit }) => limit.id === id))
    desk.equal('R5.1', 'clocks moved that a category does not move', [], strange)
    const handled = counted.flatMap(({ limit }) => (limit.kind === 'handle' ? [limit.no] : []))
    this.newLimits(parts, handled)
  }

  /** Of the parts whose limit was counted anew: a limit that has passed is over. */
  private newLimits(parts: RescheduledSaid['parts'], handled: readonly (number | null)[]): void {
    const { ledger, desk } = this
    const limit = HANDLING_WORKDAYS[ledger.category ?? '']
    if (limit === undefined) return
    const changed = ledger.active().filter((part) => part.limit !== limit && handled.includes(part.no))
    desk.equal(
      'R5.1',
      'parts with another limit in workdays',
      changed.map(({ no }) => [no, limit]),
      parts.map(({ no, limitWorkdays }) => [no, limitWorkdays]),
    )
    for (const part of changed) part.limit = limit
  }

  /** Happens by itself: a year was published, or days or policy changed. Deadlines it says it moves are counted again. */
  private rescheduled(data: RescheduledSaid & { readonly policyVersion: string }, at: number): void {
    const { desk } = this
    if (data.policyVersion !== KNOWN_POLICY) {
      this.takeAsSaid(data)
      return
    }
    const counted = this.countedAnew()
    for (const claimed of data.clocks) {
      const anew = counted.find(({ limit }) => limit.id === nameOf(claimed))
      if (!desk.check('R5.1', anew === undefined ? { what: `${nameOf(claimed)} is not one to move` } : null))
        continue
      const { limit, end } = anew!
      desk.check(
        'R5.1',
        limit.breachedAt === null || claimed.dueAt === limit.dueAt
          ? null
          : { what: `a breach of ${limit.id} is taken back by a calendar` },
      )
      if (claimed.dueAt !== limit.dueAt) {
        const was = limit.dueAt
        desk.check(
          'R5.1',
          claimed.dueAt > at
            ? null
            : { what: `${limit.id} is moved to a deadline that has passed`, found: claimed.dueAt },
        )
        this.moveTo(limit, claimed, at, 'R5.1', end)
        desk.equal(
          'R5.1',
          `old deadline of ${limit.id} in the record`,
          said(was),
          said(data.before.find((clock) => nameOf(clock) === limit.id)?.dueAt ?? 0),
        )
        continue
      }
      // A promise is kept: a deadline that would lie behind stays where it was and is only settled.
      const kept = this.calendars.at(at).some((calendar) => {
        const right = end(calendar)
        return right.dueAt <= at && right.provisional === claimed.provisional
      })
      if (kept) desk.check('R5.1', null)
      else this.settled('R5.1', `deadline ${limit.id}`, claimed, at, end)
      limit.provisional = claimed.provisional
    }
    for (const { no, limitWorkdays } of data.parts) {
      const part = this.ledger.part(no)
      const limit = HANDLING_WORKDAYS[this.ledger.category ?? '']
      desk.equal('R5.1', `limit of part ${no} in workdays`, limit, limitWorkdays)
      if (part !== null) part.limit = limitWorkdays
    }
  }

  private takeAsSaid({ clocks, parts }: RescheduledSaid): void {
    const { ledger, desk } = this
    desk.note(`deadlines not verifiable: policy ${ledger.policy}`)
    for (const claimed of clocks) {
      const limit = ledger.limit(claimed)
      if (limit === null) continue
      if (limit.dueAt === claimed.dueAt) limit.provisional = claimed.provisional
      else move(limit, claimed, asDue(claimed))
    }
    for (const { no, limitWorkdays } of parts) {
      const part = ledger.part(no)
      if (part !== null) part.limit = limitWorkdays
    }
  }
}

const asSaid = (limit: Limit): ClockSaid => ({
  kind: limit.kind,
  part: limit.no,
  nth: limit.nth,
  holder: limit.holder,
  startedAt: limit.startedAt,
  dueAt: limit.dueAt,
  provisional: limit.provisional,
  rings: limit.due,
  stoppedAt: limit.stoppedAt,
  voided: limit.voided,
  breachedAt: limit.breachedAt,
})
