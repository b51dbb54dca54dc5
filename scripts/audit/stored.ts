/**
 * What an order must say, field by field: its events' own words put together once more. What follows from the rules – stages, parts,
 * limits, readers – is taken from the ledger, which worked it out.
 */
import type { Desk } from './findings'
import { type ClockSaid, type Event, type EventOf, isFromBefore, type OrderSaid } from './format'
import type { Ledger } from './ledger'
import { type Limit, nameOf } from './limit'
import { orderReaders } from './readers'
import { said } from './time'

type Fields = Record<string, unknown>

/** Of a part's steps and updates only the latest keep their words in the order. */
const WITH_WORDS = 10
/** So many of the latest commands an order remembers. */
const REMEMBERED = 20
const TIMES = [
  'transferredAt',
  'calledAt',
  'cityDeadline',
  'centreSignedAt',
  'verifiedAt',
  'passedAt',
  'archivedAt',
  'dueAt',
  'alarmAt',
  'updatedAt',
]
/** An earlier release did not write these down. */
const MAY_LACK = new Set(['counted', 'complex', 'urgent', 'outcome', 'opinion', 'units'])
/** Limits of a stage: once it is left they do nothing any more. */
const OF_A_STAGE = new Set([
  'verify',
  'dispatch',
  'reassign',
  'instruct',
  'convene',
  'consult',
  'first-review',
  'call-back',
  'evaluate',
  'archive',
])

/** What of a clock only its events say. */
interface Held {
  rings: ClockSaid['rings']
  climbedTo: string | null
  readonly dueAt: number
  runs: boolean
}

interface PartWords {
  fields: Fields
  steps: Fields[]
  progress: Fields[]
  given: Fields[]
  draft: Fields | null
}

const isClock = (value: unknown): value is ClockSaid =>
  typeof value === 'object' && value !== null && 'rings' in value && 'dueAt' in value

export class Stored {
  private readonly order: Fields = {
    centreSignedAt: null,
    verifiedAt: null,
    matter: null,
    matterKey: null,
    referredFor: null,
    instruction: null,
    dispute: null,
    inspection: null,
  }
  private readonly parts: PartWords[] = []
  private readonly clocks = new Map<string, Held>()
  private readonly lists: Record<
    'consultations' | 'returns' | 'extensions' | 'appeals' | 'evaluations' | 'flags' | 'callbacks',
    Fields[]
  > = {
    consultations: [],
    returns: [],
    extensions: [],
    appeals: [],
    evaluations: [],
    flags: [],
    callbacks: [],
  }
  private readonly urgings: Fields[] = []
  private readonly supplements: Fields[] = []
  private recent: { command: string; version: number }[] = []
  private judgedVersion = 0
  private alarm: { at: number | null; version: number } = { at: null, version: 0 }

  /** The ledger has taken the event in. */
  take(event: Event, ledger: Ledger, desk: Desk): void {
    if (event.command !== null)
      this.recent = [
        ...this.recent.filter(({ command }) => command !== event.command),
        { command: event.command, version: event.version },
      ].slice(-REMEMBERED)
    if (event.type !== 'rang' && event.type !== 'rescheduled') this.judgedVersion = event.version
    this.words(event, ledger)
    this.limits(event, ledger, desk)
    const at = this.alarmAt(ledger)
    if (at !== this.alarm.at) this.alarm = { at, version: event.version }
    const updatedAt = isFromBefore(event) ? event.at : event.recordedAt
    Object.assign(this.order, { version: event.version, hash: event.hash, updatedAt })
  }

  private part(no: number): PartWords | undefined {
    return this.parts[no - 1]
  }

  /** What was applied for lapsed as soon as the part was gone, or had left the unit. */
  private lapse(ledger: Ledger, at: number): void {
    for (const list of ['returns', 'extensions', 'appeals'] as const)
      for (const [index, each] of ledger[list].entries()) {
        const words = this.lists[list][index]
        if (each.outcome !== 'lapsed' || words === undefined || words['decision'] !== null) continue
        words['decision'] =
          list === 'returns'
            ? { approved: false, reasons: '', lapsed: true, at }
            : { approved: false, document: '', note: '', lapsed: true, at }
      }
  }

  private words(event: Event, ledger: Ledger): void {
    const { at, by } = event
    const list = this.lists
    const last = (name: keyof typeof list): Fields => list[name].at(-1) ?? {}
    const unit = (no: number): string | null => ledger.part(no)?.unit ?? null
    switch (event.type) {
      case 'transferred': {
        const { clock: _, urgent, ...facts } = event.data
        Object.assign(this.order, facts)
        if (urgent !== undefined)
          this.order['urgent'] = { kind: urgent.kind, reason: '', at: event.data.transferredAt }
        break
      }
      case 'matter-corrected': {
        const { reason: _, ...facts } = event.data
        Object.assign(this.order, facts)
        break
      }
      case 'sent-again': {
        const { former, again } = event.data
        if (former !== null) this.order['former'] = former
        if (again !== null) this.order['again'] = again
        break
      }
      case 'urged':
        this.urgings.push({ at, by, reminded: event.data.reminded, ...postOf(event.data) })
        this.order['urgings'] = this.urgings
        break
      case 'supplemented':
        put(
          this.supplements,
          {
            text: event.data.text,
            at,
            by,
            ...(event.data.from !== undefined && { from: event.data.from }),
            ...postOf(event.data),
          },
          'text',
        )
        this.order['supplements'] = this.supplements
        if (event.data.from !== undefined) this.order['mergedFrom'] = ledger.mergedFrom
        break
      case 'unmerged':
        if (event.data.into === null) this.order['mergedFrom'] = ledger.mergedFrom
        else delete this.order['mergedInto']
        break
      case 'archived': {
        const { declined, closed, into } = event.data
        Object.assign(
          this.order,
          declined !== undefined && { declined },
          closed !== undefined && { closed },
          into !== undefined && { mergedInto: into },
        )
        break
      }
      case 'reopened':
        if (last('appeals')['decision'] != null && ledger.openAppeal() !== null)
          last('appeals')['decision'] = null
        delete this.order['declined']
        delete this.order['closed']
        break
      case 'callback-corrected': {
        const { reason: _, ...heard } = event.data
        Object.assign(last('callbacks'), heard, { correctedAt: at })
        break
      }
      case 'taken-back':
        this.without(event.data, at)
        break
      case 'centre-signed':
        this.order['centreSignedAt'] = at
        break
      case 'verified':
        Object.assign(this.order, event.data, { verifiedAt: at })
        break
      case 'dispatched': {
        const { unit: named, part, basis, extensionsAtMost, thirdExtension, extendBefore } = event.data
        const fields: Fields = { unit: named, part, basis, dispatchedAt: at, extensionsAtMost, extendBefore }
        fields['returnWithin'] = event.data.returnWithin
        if (thirdExtension === true) fields['thirdExtension'] = true
        Object.assign(fields, { feedback: null, plan: null })
        this.parts.push({ fields, steps: [], progress: [], given: [], draft: null })
        break
      }
      case 'assigned-in-unit': {
        const { no, ...given } = event.data
        put(this.part(no)?.given ?? [], { ...given, at, by }, 'instruction')
        break
      }
      case 'step-recorded': {
        const { no, step, note } = event.data
        put(this.part(no)?.steps ?? [], { step, note, at, by }, 'note')
        break
      }
      case 'progress-reported':
        put(this.part(event.data.no)?.progress ?? [], { text: event.data.text, at, by }, 'text')
        break
      case 'feedback-submitted': {
        const { no, proof: _, ...words } = event.data
        const part = this.part(no)
        if (part !== undefined) part.draft = { ...words, author: by, at }
        break
      }
      case 'unit-reviewed': {
        const part = this.part(event.data.no)
        if (!event.data.passed || part === undefined || part.draft === null) break
        const { at: _, ...words } = part.draft
        part.fields['feedback'] = { outcome: null, ...words, reviewer: by, leftAt: at }
        part.draft = null
        break
      }
      case 'called-back': {
        const { done: _, ...words } = event.data
        list.callbacks.push({ ...words, at, by, units: words.reached ? (ledger.reachedAt?.units ?? []) : [] })
        break
      }
      case 'referred-to-leader':
        this.order['referredFor'] = event.data.reason
        break
      case 'instructed':
        this.order['instruction'] = { ...event.data, at }
        break
      case 'disputed':
        this.order['dispute'] = { ...event.data, at }
        break
      case 'convened':
        list.consultations.push({ ...event.data, outcome: null, brokenOffAt: null })
        break
      case 'consulted': {
        const { no: _, ...outcome } = event.data
        last('consultations')['outcome'] = { ...outcome, at }
        this.order['dispute'] = null
        if (!event.data.agreed)
          for (const [index, part] of this.parts.entries())
            if (ledger.parts[index]?.returnable === false) part.fields['returnWithin'] = null
        break
      }
      case 'consultation-broken-off':
        last('consultations')['brokenOffAt'] = at
        break
      case 'return-applied': {
        const { decide: _, ...words } = event.data
        list.returns.push({ ...words, unit: unit(words.no), appliedAt: at, decision: null })
        break
      }
      case 'extension-applied':
        list.extensions.push({ ...event.data, unit: unit(event.data.no), appliedAt: at, decision: null })
        break
      case 'return-decided': {
        const { no, approved, reasons } = event.data
        const open = list.returns.find((each) => each['no'] === no && each['decision'] === null)
        if (open !== undefined) open['decision'] = { approved, reasons, lapsed: false, at }
        break
      }
      case 'extension-decided': {
        const { no, clock: _, ...decision } = event.data
        const open = list.extensions.find((each) => each['no'] === no && each['decision'] === null)
        if (open !== undefined) open['decision'] = { ...decision, lapsed: false, at }
        break
      }
      case 'complex-declared':
        this.order['complex'] = event.data.complex ? { reason: event.data.reason, at } : null
        break
      case 'marked-urgent': {
        const { kind, reason } = event.data
        this.order['urgent'] = kind === null ? null : { kind, reason, at }
        break
      }
      case 'plan-laid': {
        const part = this.part(event.data.no)
        if (part !== undefined) part.fields['plan'] = { steps: event.data.steps, at }
        break
      }
      case 'appeal-prepared':
        list.appeals.push({
          ...event.data,
          unit: unit(event.data.no),
          preparedAt: at,
          approval: null,
          decision: null,
        })
        break
      case 'appeal-passed-up':
        last('appeals')['passedUpAt'] = at
        break
      case 'appeal-approved': {
        const { no: _, ...approval } = event.data
        last('appeals')['approval'] = { ...approval, at }
        break
      }
      case 'appeal-decided': {
        const { no: _, ...decision } = event.data
        last('appeals')['decision'] = { ...decision, lapsed: false, at }
        break
      }
      case 'evaluation-requested':
        list.evaluations.push({
          ...event.data,
          unit: unit(event.data.no),
          requestedAt: at,
          panel: null,
          verdict: null,
        })
        break
      case 'panel-convened':
        last('evaluations')['panel'] = event.data
        break
      case 'panel-broken-off':
        last('evaluations')['panel'] = null
        break
      case 'judged': {
        const { clock: _clock, update: _update, ...verdict } = event.data
        last('evaluations')['verdict'] = { ...verdict, at }
        break
      }
      case 'flagged':
        list.flags.push({
          ground: event.data.ground,
          at,
          ...(event.data.to != null && { to: event.data.to }),
          ...postOf(event.data),
        })
        break
      case 'inspection-directed': {
        const { reason: _, ...directed } = event.data
        this.order['directed'] = { ...directed, at }
        this.another()
        break
      }
      case 'inspection-opened':
        this.order['inspection'] = {
          by: event.data.by,
          openedAt: at,
          found: null,
          servedAt: null,
          closed: null,
          inspectors: [by],
        }
        break
      case 'inspection-found':
        this.inspected({ found: event.data }, by)
        break
      case 'inspection-served':
        this.inspected({ found: event.data, servedAt: at }, by)
        break
      case 'inspection-closed':
        this.inspected({ closed: { ...event.data, at } }, by)
        break
      default:
    }
    this.lapse(ledger, at)
  }

  /** Case 26: the order without the words of what was given in error. */
  private without({ act, no }: EventOf<'taken-back'>['data'], at: number): void {
    const list = this.lists
    const part = this.part(no ?? 0)
    const place = (no ?? 0) - 1
    if (act === 'step-recorded') part?.steps.pop()
    if (act === 'feedback-submitted' && part !== undefined) part.draft = null
    if (act === 'evaluation-requested') list.evaluations.pop()
    if (act === 'panel-convened') Object.assign(list.evaluations.at(-1) ?? {}, { panel: null })
    if (act === 'referred-to-leader') this.order['referredFor'] = null
    if (act === 'instructed') this.order['instruction'] = null
    if (act === 'disputed') this.order['dispute'] = null
    if (act === 'convened') Object.assign(list.consultations.at(-1) ?? {}, { brokenOffAt: at })
    if (act === 'flagged') list.flags.splice(place, 1)
    if (act === 'urged') this.urgings.splice(place, 1)
    if (act === 'supplemented') this.supplements.splice(place, 1)
    if (act !== 'inspection-directed') return
    const former = [...((this.order['formerInspections'] ?? []) as readonly Fields[])]
    Object.assign(this.order, { directed: null, inspection: former.pop() ?? null })
    if (former.length > 0) this.order['formerInspections'] = former
    else delete this.order['formerInspections']
  }

  /** A closed inspection stands, and another one may begin. */
  private another(): void {
    const inspection = this.order['inspection'] as Fields | null
    if (inspection === null || inspection['closed'] === null) return
    const former = (this.order['formerInspections'] ?? []) as readonly Fields[]
    Object.assign(this.order, { inspection: null, formerInspections: [...former, inspection] })
  }

  private inspected(change: Fields, by: string): void {
    const before = this.order['inspection'] as (Fields & { inspectors: string[] }) | null
    if (before === null) return
    this.order['inspection'] = { ...before, ...change, inspectors: [...new Set([...before.inspectors, by])] }
  }

  /** The limits that the event sets or moves, in whatever field it says them. */
  private limits(event: Event, ledger: Ledger, desk: Desk): void {
    const given = event.type === 'transferred' ? event.data.urgent?.clock : null
    const named = Object.values({ ...event.data, limit: event.limit, given }).flat()
    for (const clock of named.filter(isClock)) {
      const { rings, climbedTo = null } = clock
      const held = this.clocks.get(nameOf(clock))
      // With another deadline it begins anew.
      const climbed = held?.dueAt === clock.dueAt ? held.climbedTo : null
      desk.equal('R17', `how high ${nameOf(clock)} has climbed`, climbed, climbedTo)
      this.clocks.set(nameOf(clock), { rings, climbedTo, dueAt: clock.dueAt, runs: true })
    }
    if (event.type === 'rang') {
      const { at, what, to } = event.data
      const rung = this.clocks.get(nameOf(event.data))
      const isRung = (ring: ClockSaid['rings'][number]): boolean =>
        ring.at === at && ring.to === to && ring.what === (what === 'missed' ? 'remind' : what)
      if (rung !== undefined) {
        rung.rings = rung.rings.filter((ring) => !isRung(ring))
        if (what === 'climb') rung.climbedTo = to
      }
    }
    for (const limit of ledger.limits) {
      const held = this.clocks.get(limit.id)
      if (held === undefined) continue
      // Whoever archives leaves the clocks as they stand.
      if (OF_A_STAGE.has(limit.kind) && held.runs && !limit.running && event.type !== 'archived')
        held.rings = []
      const isResumed = limit.running && !held.runs
      held.runs = limit.running
      if (isResumed) held.rings = held.rings.filter(({ at, what }) => what !== 'remind' || at > event.at)
    }
  }

  private alarmAt(ledger: Ledger): number | null {
    const next = ledger.limits.flatMap((limit) => {
      const ring = limit.running ? this.clocks.get(limit.id)?.rings[0] : undefined
      return ring === undefined ? [] : [ring.at]
    })
    return next.length === 0 ? null : Math.min(...next)
  }

  private clockOf(limit: Limit): Fields {
    const { kind, no, nth, holder, startedAt, dueAt, provisional, stoppedAt, voided, breachedAt, written } =
      limit
    const held = this.clocks.get(limit.id)
    return {
      kind,
      part: no,
      nth,
      holder,
      startedAt,
      dueAt,
      provisional,
      rings: held?.rings ?? [],
      stoppedAt,
      voided,
      breachedAt: written ? breachedAt : null,
      climbedTo: held?.climbedTo ?? null,
    }
  }

  private shownDue(ledger: Ledger): number | null {
    if (!ledger.open) return null
    const running = ledger.limits.filter((limit) => limit.running)
    const shown =
      running.length > 0
        ? running
        : ledger.limits.filter(({ kind, voided }) => kind === 'handle' && !voided).slice(-1)
    return shown.length === 0 ? null : Math.min(...shown.map(({ dueAt }) => dueAt))
  }

  /** The whole order, `times` included. */
  whole(id: string, ledger: Ledger): Fields {
    const order: Fields = {
      ...this.order,
      ...this.lists,
      id,
      policyVersion: ledger.policy,
      category: ledger.category,
      stage: ledger.stage,
      open: ledger.open,
      ending: ledger.ending,
      accused: ledger.accused,
      accusedPersons: ledger.accusedPersons,
      redos: ledger.redos,
      double: ledger.double,
      passedAt: ledger.passedAt,
      archivedAt: ledger.archivedAt,
      judgedVersion: this.judgedVersion,
      recent: this.recent,
      alarmAt: this.alarm.at,
      alarmVersion: this.alarm.version,
      dueAt: this.shownDue(ledger),
      undecided:
        ledger.open &&
        ([...ledger.returns, ...ledger.extensions].some(({ outcome }) => outcome === null) ||
          ledger.openAppeal() !== null),
      readers: orderReaders(ledger),
      formerReaders: ledger.former().map((unit) => `unit:${unit}`),
      clocks: ledger.limits.map((limit) => this.clockOf(limit)),
      assignments: ledger.parts.map((part, index) => {
        const { fields, steps, progress, given, draft } = this.parts[index] ?? {
          fields: {},
          steps: [],
          progress: [],
          given: [],
          draft: null,
        }
        return {
          ...fields,
          no: part.no,
          state: part.state,
          limitWorkdays: part.limit,
          granted: part.granted,
          answersForOutcome: part.answers,
          signedAt: part.signedAt,
          passedAt: part.passedAt,
          redos: part.redos,
          stillReads: part.readsOn,
          ...(part.passedAs !== null && { outcomePassed: part.passedAs }),
          steps,
          progress,
          ...(given.length > 0 && { given }),
          draft,
        }
      }),
    }
    const times = TIMES.map((name) => {
      const at = order[name]
      return [name, typeof at === 'number' ? said(at) : null]
    })
    return { ...order, times: Object.fromEntries(times) as Fields }
  }
}

const put = (entries: Fields[], entry: Fields, word: string): void => {
  entries.push(entry)
  Object.assign(entries.at(-WITH_WORDS - 1) ?? {}, { [word]: '' })
}

const postOf = ({ post }: { readonly post?: string }): { readonly post?: string } =>
  post === undefined ? {} : { post }

/** Sets, in which the order of the entries says nothing. */
const SETS = new Set(['readers', 'formerReaders', 'accused', 'accusedPersons', 'inspectors'])
/** Checked elsewhere, where their own clause is named. */
const ELSEWHERE = new Set(['duties', 'counted'])

const sortedText = (entries: readonly unknown[]): string => entries.map(String).sort().join(' ')

/** The first field in which they differ, with both values; null where they say the same. */
const differing = (
  expected: unknown,
  found: unknown,
  path = '',
): { readonly path: string; readonly expected: unknown; readonly found: unknown } | null => {
  const name = path.slice(path.lastIndexOf('.') + 1)
  if (Array.isArray(expected) && Array.isArray(found) && SETS.has(name))
    return sortedText(expected) === sortedText(found) ? null : { path, expected, found }
  const isPair =
    typeof expected === 'object' && expected !== null && typeof found === 'object' && found !== null
  if (!isPair || Array.isArray(expected) !== Array.isArray(found))
    return expected === found ? null : { path, expected, found }
  const [one, other] = [expected as Fields, found as Fields]
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (path === '' && ELSEWHERE.has(key)) continue
    if (!(key in other) && MAY_LACK.has(key)) continue
    const difference = differing(one[key], other[key], path === '' ? key : `${path}.${key}`)
    if (difference !== null) return difference
  }
  return null
}

/** What somebody wrote is not repeated: findings are read by many. */
const isWords = (value: unknown): boolean => typeof value === 'string' && /[^\x21-\x7e]/.test(value)

/** Whatever the order says that its events do not, or not so. */
export const checkStored = (order: OrderSaid, expected: Fields, desk: Desk): void => {
  const difference = differing(expected, order)
  desk.check(
    'fold',
    difference === null
      ? null
      : [difference.expected, difference.found].some(isWords)
        ? { what: `${difference.path}, in other words than its event` }
        : { what: difference.path, expected: difference.expected, found: difference.found },
  )
}
