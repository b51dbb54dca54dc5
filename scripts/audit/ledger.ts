/**
 * One order as its events leave it, kept by the auditor: who has which part, which limits run, what is applied for. It takes
 * from an event what a person did and nothing that could be worked out.
 */
import { drop, type Limit, nameOf, resume, stop } from './limit'
import type { BasisSaid, ClockIdSaid, Event, EventData, FindingSaid } from './format'
import {
  isStageKind,
  isUrgentLimit,
  type Kind,
  KNOWN_POLICY,
  LIMIT_OF_STAGE,
  MEETS,
  type StageKind,
} from './law'

export type PartState =
  'to-sign' | 'handling' | 'in-unit-review' | 'left-unit' | 'passed' | 'returned' | 'withdrawn'

export interface Part {
  readonly no: number
  readonly unit: string
  readonly role: 'host' | 'assist'
  readonly basis: BasisSaid
  readonly dispatchedAt: number
  returnable: boolean
  answers: boolean
  state: PartState
  limit: number
  /** R5.4: extensions in principle, and whether one more is possible. */
  readonly inPrinciple: number
  readonly oneMore: boolean
  readonly granted: number[]
  signedAt: number | null
  /** R19: the kind of outcome that the latest feedback says, and the kind that was first passed. */
  says: string | null
  /** R8.1: whether the caller was told why it is not possible. */
  explained: boolean
  /** R6.2: the steps that were recorded, and not taken back. */
  readonly steps: string[]
  passedAs: string | null
  /** R6.2: whether the caller was told. */
  told: boolean
  /** Who wrote the feedback that is reviewed inside the unit. */
  author: string | null
  /** To whom it was given inside the unit, and from when on; nobody: back to the unit. */
  readonly given: { readonly at: number; readonly handlers: readonly string[] }[]
  redos: number
  planned: boolean
  /** Of a part that is gone: whether its unit was left the reading of the order. */
  readsOn: boolean
  /** G: when a first review first passed it. */
  passedAt: number | null
}

/** `lapsed`: what it asked for was over before anybody decided. */
export type Outcome = 'approved' | 'rejected' | 'lapsed'

interface Application {
  readonly no: number
  outcome: Outcome | null
}
interface Return extends Application {
  readonly unit: string
  readonly host: boolean
  readonly ground: string
}
interface Extension extends Application {
  readonly workdays: number
}
interface Appeal extends Application {
  readonly ground: string
  leader: boolean | null
  /** The county approves it in the leader's place. */
  passedUp: boolean
}

const aboutOf = ({
  township,
  place,
  matter,
  matterKey,
}: Pick<EventData['verified'], 'township' | 'place' | 'matter' | 'matterKey'>): NonNullable<
  Ledger['about']
> => ({ township, place, code: matter.code, key: matterKey })

const decided = (approved: boolean): Outcome => (approved ? 'approved' : 'rejected')

/** What a signature meets. */
const SIGNED: readonly Kind[] = ['sign', 'urgent-sign']

/** Of a list that grows only the latest entries keep their words. */
const WORDS_KEPT = 10
const ANSWERED: readonly PartState[] = ['left-unit', 'passed']
/** Stages at which the handling is over, unless the order loses its host. */
const JUDGED = ['first-review', 'callback', 'evaluating', 'to-archive']

/** A call that reached the caller, and the units whose work it was about. */
interface Call {
  readonly at: number
  readonly by: string
  readonly said: EventData['called-back']
  readonly units: readonly string[]
}

export class Ledger {
  stage = 'to-sign'
  open = true
  ending: string | null = null
  policy = ''
  category: string | null = null
  title = ''
  text = ''
  cityNumber = ''
  transferredAt: number | null = null
  cityDeadline: number | null = null
  verifiedAt: number | null = null
  passedAt: number | null = null
  archivedAt: number | null = null
  redos = 0
  /** R7.2: declared so by the centre. */
  complex = false
  /** Case 18: the code of its kind. */
  urgent: string | null = null
  /** The calls that reached the caller. */
  private readonly said: Call[] = []
  /** The latest call, where it reached the caller. */
  lastCall: Call | null = null
  /** How it stood when it was closed before it was done. */
  closed: { readonly stage: string; readonly limits: readonly string[]; readonly post: string } | null = null
  double: string | null = null
  formerOrder: string | null = null
  again: string | null = null
  /** R21: when the caller pressed, and who had it then; what they added. */
  readonly urgings: {
    readonly at: number
    readonly reminded: readonly string[]
    readonly post: string | undefined
  }[] = []
  readonly supplements: { readonly at: number; text: string; readonly post: string | undefined }[] = []
  declined: { readonly ground: string; readonly route: string } | null = null
  /** R21: the order it goes on in, those that go on in it, and the limits that run again since a merge was taken back. */
  mergedInto: string | null = null
  mergedFrom: readonly string[] = []
  goingOn: readonly Limit[] = []
  about: {
    readonly township: string
    readonly place: string | null
    readonly code: string
    readonly key: string | null
  } | null = null
  accused: readonly string[] = []
  accusedPersons: readonly string[] = []
  /** Who has done what of the things one person must not do both. */
  readonly duties = new Map<string, Set<string>>()
  instruction: string | null = null
  instructedAt: number | null = null
  /** When a consultation last ended, or was called off. */
  metAfterwards = 0
  /** R4.1: disputed by the centre and not by itself. */
  disputedByHand = false
  evaluationAt: number | null = null
  referred = false
  readonly parts: Part[] = []
  readonly limits: Limit[] = []
  readonly consultations: {
    readonly no: number
    readonly kind: string
    readonly lead: string | null
    readonly units: readonly string[]
    agreed: boolean | null
  }[] = []
  readonly returns: Return[] = []
  readonly extensions: Extension[] = []
  readonly appeals: Appeal[] = []
  evaluation: {
    readonly no: number
    /** The evaluators' units, in the panel's order. */
    evaluators: readonly (string | null)[] | null
    reasonable: boolean | null
  } | null = null
  /** R10.1: the flags that stand, and whose post gave each; a threshold's has none. */
  readonly flagPosts: {
    readonly ground: string
    readonly at: number
    readonly to: string
    readonly post: string | undefined
  }[] = []
  directedBy: string | undefined = undefined
  /** R10.2: where the centre sent it. */
  directed: string | null = null
  /** The closed inspections before this one. */
  readonly inspectedBefore: NonNullable<Ledger['inspection']>[] = []
  inspection: { readonly by: string; found: FindingSaid | null; served: boolean; closed: boolean } | null =
    null
  /** Calls in vain since the caller was last reached. */
  calls = 0
  readonly commands = new Set<string>()

  get flags(): readonly string[] {
    return this.flagPosts.map(({ ground }) => ground)
  }

  /** R10.2: where the flags send it; 'both' for either body. */
  get sentTo(): ReadonlySet<string> {
    return new Set(this.flagPosts.map(({ to }) => to))
  }

  /** The caller's last word. */
  get verdict(): (Call & { readonly satisfied: boolean }) | null {
    const call = this.said.findLast(({ said }) => said.satisfied !== null)
    return call === undefined ? null : { ...call, satisfied: call.said.satisfied === true }
  }

  /** The latest call that reached the caller, rated or not. */
  get reachedAt(): Call | null {
    return this.said.at(-1) ?? null
  }

  /** How often the caller was not satisfied. */
  get dissatisfied(): number {
    return this.said.filter(({ said }) => said.satisfied === false).length
  }

  /** R8.1: whether the explanation to the caller is on record. */
  isExplained(no: number): boolean {
    const part = this.part(no)
    return (
      part !== null && (part.explained || part.steps.some((step) => step === 'inform' || step === 'answer'))
    )
  }

  runningIds(): string[] {
    return this.limits.filter(({ running }) => running).map(({ id }) => id)
  }

  get knowsPolicy(): boolean {
    return this.policy === KNOWN_POLICY
  }

  part(no: number): Part | null {
    return this.parts.find((part) => part.no === no) ?? null
  }

  /** The very limit that an event names. */
  limit(clock: ClockIdSaid): Limit | null {
    return this.limits.find(({ id }) => id === nameOf(clock)) ?? null
  }

  /** The latest limit of this kind and part. */
  latest(kind: Kind, no: number): Limit | null {
    return this.limits.findLast((limit) => limit.kind === kind && limit.no === no) ?? null
  }

  active(): Part[] {
    return this.parts.filter(({ state }) => state !== 'returned' && state !== 'withdrawn')
  }

  /** R7.2: plan and updates are awaited of it. */
  isComplex({ planned, role }: Part): boolean {
    return planned || (this.complex && role === 'host')
  }

  host(): Part | null {
    return this.active().find(({ role }) => role === 'host') ?? null
  }

  /** R21: whoever has it to do yet. */
  whoHasIt(): string[] {
    const units = this.active().filter(({ state }) => !ANSWERED.includes(state))
    return units.length > 0 ? units.map(({ unit }) => unit) : ['centre']
  }

  openReturn(no: number): Return | null {
    return this.returns.find((each) => each.no === no && each.outcome === null) ?? null
  }

  openExtension(no: number): Extension | null {
    return this.extensions.find((each) => each.no === no && each.outcome === null) ?? null
  }

  openAppeal(): Appeal | null {
    return this.appeals.find((each) => each.outcome === null && each.leader !== false) ?? null
  }

  approvedReturns(host?: boolean): number {
    return this.returns.filter(
      (each) => each.outcome === 'approved' && (host === undefined || each.host === host),
    ).length
  }

  /** The units at the table of a consultation that is under way. */
  asked(): string[] {
    return this.consultations
      .filter(({ agreed }) => agreed === null)
      .flatMap(({ lead, units }) => [...(lead === null ? [] : [lead]), ...units])
  }

  /** Units that have or had a part, or are asked to a consultation: whom the order concerns. */
  concerned(): Set<string> {
    return new Set([
      ...this.parts.map(({ unit }) => unit),
      ...this.consultations.flatMap(({ lead, units }) => [...(lead === null ? [] : [lead]), ...units]),
    ])
  }

  /** Units that read the order: with a part, left the reading of one, or asked to a consultation; no accused one. */
  reading(): string[] {
    const all = [
      ...this.parts.filter((part) => part.readsOn || this.active().includes(part)).map(({ unit }) => unit),
      ...this.asked(),
    ]
    return [...new Set(all)].filter((unit) => !this.accused.includes(unit))
  }

  /** Units that had a part and do not read the order any more. */
  former(): string[] {
    const others = [...this.reading(), ...this.accused]
    return [...new Set(this.parts.map(({ unit }) => unit))].filter((unit) => !others.includes(unit))
  }

  /** The units that what the caller says now counts for: those that answer for the outcome, if it is about their work. */
  private answerable(at: number): string[] {
    return this.active().flatMap(({ unit, answers, passedAt }) =>
      answers && passedAt !== null && passedAt <= at ? [unit] : [],
    )
  }

  /** R9.2, R11.2: the limit that a redo of this part is held against. */
  limitOfRedo(no: number): Limit | null {
    return this.latest('solve', no) ?? this.latest('handle', no)
  }

  /** Nobody has to meet the part's open limits any more. */
  private release(no: number, state: 'returned' | 'withdrawn', at: number, readsOn: boolean): void {
    const part = this.part(no)
    if (part === null) return
    part.state = state
    part.readsOn = readsOn
    for (const limit of this.limits) if (limit.no === no) drop(limit, at)
    for (const each of [...this.returns, ...this.extensions, ...this.appeals])
      if (each.no === no) each.outcome ??= 'lapsed'
    if (JUDGED.includes(this.stage) && this.host() === null) {
      this.stage = 'to-dispatch'
      this.passedAt = null
    } else this.settle()
  }

  /** The consultation under way is not held. */
  private callOff(at: number): void {
    const consultation = this.consultations.at(-1)
    if (consultation !== undefined) consultation.agreed = false
    this.metAfterwards = at
    this.stage = consultation?.kind === 'dispute' ? 'disputed' : 'to-dispatch'
  }

  /** Case 26: how it stands without what was given in error. */
  private takenBack({ act, no }: EventData['taken-back'], at: number): void {
    const part = this.part(no ?? 0)
    const place = (no ?? 0) - 1
    switch (act) {
      case 'step-recorded':
        part?.steps.pop()
        return
      case 'feedback-submitted':
      case 'unit-reviewed':
        if (part !== null) part.state = 'handling'
        if (this.stage === 'first-review') this.stage = 'handling'
        return
      case 'return-applied': {
        const open = this.openReturn(no ?? 0)
        if (open !== null) open.outcome = 'lapsed'
        for (const limit of this.limits)
          if (limit.kind === 'decide-return' && limit.no === no) drop(limit, at)
        return
      }
      case 'extension-applied': {
        const open = this.openExtension(no ?? 0)
        if (open !== null) open.outcome = 'lapsed'
        return
      }
      case 'appeal-prepared':
      case 'appeal-approved': {
        const open = this.openAppeal()
        if (open !== null) open.outcome = 'lapsed'
        return
      }
      case 'evaluation-requested':
        this.stage = 'to-archive'
        this.evaluation = null
        this.evaluationAt = null
        return
      case 'referred-to-leader':
        this.stage = 'to-dispatch'
        this.referred = false
        return
      case 'instructed':
        this.stage = 'to-instruct'
        this.instruction = null
        this.instructedAt = null
        return
      case 'disputed':
        this.stage = 'to-dispatch'
        return
      case 'convened':
        this.callOff(at)
        return
      case 'panel-convened':
        if (this.evaluation !== null) this.evaluation.evaluators = null
        return
      case 'flagged':
        this.flagPosts.splice(place, 1)
        return
      case 'inspection-directed':
        this.directed = null
        this.inspection = this.inspectedBefore.pop() ?? null
        return
      case 'urged':
        this.urgings.splice(place, 1)
        return
      case 'supplemented':
        this.supplements.splice(place, 1)
        return
    }
  }

  private settle(): void {
    if (this.stage !== 'handling') return
    if (this.host() === null) this.stage = 'to-dispatch'
    else if (this.active().every(({ state }) => ANSWERED.includes(state))) this.stage = 'first-review'
  }

  private stopAll(at: number, meant: (limit: Limit) => boolean): void {
    for (const limit of this.limits) if (limit.running && meant(limit)) stop(limit, at)
  }

  private setState(no: number, state: PartState): Part | null {
    const part = this.part(no)
    if (part !== null) part.state = state
    return part
  }

  /** Which limit of the centre runs at this stage (R1.2, R18); null where units have limits of their own. */
  stageKind(): StageKind | null {
    const kind = LIMIT_OF_STAGE[this.stage] ?? null
    return kind === 'dispatch' && this.parts.length > 0 ? 'reassign' : kind
  }

  /** Takes an event in; the limits it starts or moves are the caller's to add, since they are worked out. */
  take(event: Event): void {
    const was = this.stage
    this.follow(event)
    if (this.stage === was) return
    const kind = this.stageKind()
    for (const limit of this.limits)
      if (limit.running && isStageKind(limit.kind) && limit.kind !== kind)
        (MEETS[limit.kind].includes(event.type) ? stop : drop)(limit, event.at)
  }

  private follow(event: Event): void {
    const { at } = event
    if (event.command !== null) this.commands.add(event.command)
    switch (event.type) {
      case 'transferred': {
        const { policyVersion, category, title, text, cityDeadline, transferredAt } = event.data
        this.title = title
        this.cityNumber = event.data.cityNumber
        this.transferredAt = transferredAt
        this.policy = policyVersion
        this.category = category
        this.text = text
        this.cityDeadline = cityDeadline
        this.urgent = event.data.urgent?.kind.code ?? null
        return
      }
      case 'centre-signed':
        this.stage = 'to-verify'
        this.stopAll(at, ({ kind, no }) => SIGNED.includes(kind) && no === null)
        return
      case 'verified':
        this.stage = 'to-dispatch'
        this.verifiedAt = at
        this.title = event.data.title
        this.category = event.data.category
        this.about = aboutOf(event.data)
        this.accused = event.data.accused
        this.accusedPersons = event.data.accusedPersons
        return
      case 'dispatched': {
        const { unit, part, basis, limitWorkdays, returnWithin, answersForOutcome } = event.data
        this.parts.push({
          no: this.parts.length + 1,
          unit,
          role: part,
          basis,
          dispatchedAt: at,
          returnable: returnWithin !== null,
          answers: answersForOutcome,
          state: 'to-sign',
          limit: limitWorkdays,
          inPrinciple: event.data.extensionsAtMost,
          oneMore: event.data.thirdExtension === true,
          granted: [],
          signedAt: null,
          says: null,
          explained: false,
          told: false,
          steps: [],
          passedAs: null,
          author: null,
          redos: 0,
          planned: false,
          given: [],
          readsOn: false,
          passedAt: null,
        })
        this.stage = 'handling'
        this.settle()
        return
      }
      case 'unit-signed': {
        const part = this.setState(event.data.no, 'handling')
        if (part !== null) part.signedAt = at
        this.stopAll(at, ({ kind, no }) => SIGNED.includes(kind) && no === event.data.no)
        return
      }
      case 'assigned-in-unit':
        this.part(event.data.no)?.given.push({ at, handlers: event.data.handlers })
        return
      case 'step-recorded': {
        const { no: named, step } = event.data
        const part = this.part(named)
        const shown = step === 'inform' ? 'first-contact' : 'urgent-progress'
        if (part !== null && step === 'inform') part.told = true
        this.stopAll(at, ({ kind, no }) => kind === shown && no === named)
        part?.steps.push(step)
        return
      }
      case 'feedback-submitted': {
        const part = this.setState(event.data.no, 'in-unit-review')
        if (part !== null) {
          part.author = event.by
          part.says = event.data.outcome?.kind ?? null
          if (part.says === 'not-possible') part.explained = true
        }
        return
      }
      case 'unit-reviewed': {
        const { no, passed } = event.data
        this.setState(no, passed ? 'left-unit' : 'handling')
        if (!passed) return
        // What has left the unit is not to be returned any more, and nobody has to decide it.
        for (const each of this.returns) if (each.no === no) each.outcome ??= 'lapsed'
        for (const limit of this.limits)
          if (limit.kind === 'decide-return' && limit.no === no) drop(limit, at)
        this.stopAll(at, (limit) => limit.no === no)
        this.settle()
        return
      }
      case 'first-reviewed': {
        const { parts, passed } = event.data
        if (passed) {
          for (const no of parts) {
            const part = this.setState(no, 'passed')
            if (part !== null && part.passedAt === null) part.passedAs = part.says
            if (part !== null) part.passedAt ??= at
          }
          this.stage = 'callback'
          this.passedAt ??= at
          return
        }
        for (const no of parts) {
          const part = this.setState(no, 'handling')
          if (part !== null) part.redos += 1
          const limit = this.limitOfRedo(no)
          if (limit !== null) resume(limit, at)
        }
        this.redos += 1
        this.stage = 'handling'
        return
      }
      case 'called-back': {
        const { reached, done } = event.data
        this.calls = reached ? 0 : this.calls + 1
        if (done) this.stage = 'to-archive'
        this.lastCall = reached ? { at, by: event.by, said: event.data, units: this.answerable(at) } : null
        if (this.lastCall !== null) this.said.push(this.lastCall)
        return
      }
      case 'callback-corrected': {
        if (this.lastCall === null) return
        const { reason: _reason, ...heard } = event.data
        this.lastCall = { ...this.lastCall, said: { ...this.lastCall.said, ...heard } }
        this.said.splice(-1, 1, this.lastCall)
        return
      }
      case 'redo-ordered': {
        const { parts } = event.data
        for (const no of parts) {
          const part = this.setState(no, 'handling')
          if (part === null) continue
          part.redos += 1
          const limit = this.limitOfRedo(no)
          if (limit !== null) resume(limit, at)
          // What a panel gave a day of its own was completed before.
          if (this.latest('solve', no) !== null) continue
          part.passedAt = null
          part.passedAs = null
        }
        this.redos += 1
        this.stage = 'handling'
        return
      }
      case 'taken-back':
        this.takenBack(event.data, at)
        return
      case 'archived': {
        const { ending, closed } = event.data
        this.closed =
          closed === undefined ? null : { stage: this.stage, limits: this.runningIds(), post: event.actingAs }
        this.stage = 'archived'
        this.open = false
        this.archivedAt = at
        this.ending = ending
        this.declined = event.data.declined ?? null
        this.mergedInto = event.data.into ?? null
        for (const limit of this.limits)
          // R8.4: an approved appeal ends the handling as done; whatever else runs is nobody's to meet any more.
          // R18: archiving meets its own limit.
          if (limit.running)
            ((ending === 'excluded' && limit.kind === 'handle') ||
              (ending === 'done' && limit.kind === 'archive')
              ? stop
              : drop)(limit, at)
        return
      }
      case 'referred-to-leader':
        this.stage = 'to-instruct'
        this.referred = true
        return
      case 'instructed':
        this.stage = 'to-dispatch'
        this.instruction = event.data.leader
        this.instructedAt = at
        return
      case 'disputed':
        // By itself it is disputed at the end of a meeting, or of a return.
        this.disputedByHand = event.data.ground !== 'passing' && this.metAfterwards !== at
        this.stage = 'disputed'
        return
      case 'convened':
        this.stage = 'consulting'
        this.consultations.push({ ...event.data, agreed: null })
        return
      case 'consulted': {
        const consultation = this.consultations.at(-1)
        if (consultation !== undefined) {
          const { lead, units } = consultation
          consultation.agreed = event.data.agreed
          this.metAfterwards = at
          // R4.2: all that took part must cooperate and answer for it, also with the part they had.
          if (!event.data.agreed && lead !== null)
            for (const part of this.parts)
              if (part.unit === lead || units.includes(part.unit))
                Object.assign(part, { returnable: false, answers: true })
        }
        this.stage = 'to-dispatch'
        return
      }
      case 'consultation-broken-off': {
        this.callOff(at)
        return
      }
      case 'return-applied': {
        const { no, ground } = event.data
        const part = this.part(no)
        this.returns.push({
          no,
          unit: part?.unit ?? '',
          host: part?.role === 'host',
          ground,
          outcome: null,
        })
        return
      }
      case 'return-decided': {
        const { no, approved } = event.data
        const application = this.openReturn(no)
        if (application !== null) application.outcome = decided(approved)
        this.stopAll(at, (limit) => limit.kind === 'decide-return' && limit.no === no)
        if (approved) this.release(no, 'returned', at, event.data.stillReads)
        return
      }
      case 'dispatch-withdrawn':
        this.release(event.data.no, 'withdrawn', at, event.data.stillReads)
        return
      case 'extension-applied':
        this.extensions.push({ no: event.data.no, workdays: event.data.workdays, outcome: null })
        return
      case 'extension-decided': {
        const application = this.openExtension(event.data.no)
        if (application === null) return
        application.outcome = decided(event.data.approved)
        if (event.data.approved) this.part(event.data.no)?.granted.push(application.workdays)
        return
      }
      case 'complex-declared':
        this.complex = event.data.complex
        if (!this.complex)
          for (const limit of this.limits)
            if (limit.kind === 'progress' && this.part(limit.no ?? 0)?.planned === false) drop(limit, at)
        return
      case 'plan-laid':
      case 'progress-reported': {
        const { no } = event.data
        const part = this.part(no)
        if (part !== null) part.planned = true
        this.stopAll(at, (limit) => limit.kind === 'progress' && limit.no === no)
        if (event.type === 'progress-reported')
          this.stopAll(at, (limit) => limit.kind === 'urgent-progress' && limit.no === no)
        return
      }
      case 'marked-urgent':
        this.urgent = event.data.kind?.code ?? null
        if (this.urgent === null)
          for (const limit of this.limits) if (isUrgentLimit(limit.kind)) drop(limit, at)
        return
      case 'appeal-prepared':
        this.appeals.push({
          no: event.data.no,
          ground: event.data.ground,
          leader: null,
          outcome: null,
          passedUp: false,
        })
        return
      case 'appeal-passed-up': {
        const appeal = this.openAppeal()
        if (appeal !== null) appeal.passedUp = true
        return
      }
      case 'appeal-approved': {
        const appeal = this.openAppeal()
        if (appeal !== null) appeal.leader = event.data.approved
        return
      }
      case 'appeal-decided': {
        const appeal = this.openAppeal()
        if (appeal !== null) appeal.outcome = decided(event.data.approved)
        return
      }
      case 'evaluation-requested':
        this.stage = 'evaluating'
        this.evaluationAt = at
        this.evaluation = { no: event.data.no, evaluators: null, reasonable: null }
        return
      case 'panel-convened':
        if (this.evaluation !== null)
          this.evaluation.evaluators = event.data.evaluators.map(({ unit }) => unit)
        return
      case 'panel-broken-off':
        if (this.evaluation !== null) this.evaluation.evaluators = null
        return
      case 'judged': {
        if (this.evaluation !== null) this.evaluation.reasonable = event.data.reasonable
        this.stage = event.data.reasonable ? 'handling' : 'to-archive'
        if (event.data.reasonable && this.evaluation !== null) this.setState(this.evaluation.no, 'handling')
        return
      }
      case 'flagged':
        this.flagPosts.push({
          ground: event.data.ground,
          at,
          to: event.data.to ?? 'both',
          post: event.data.post,
        })
        return
      case 'inspection-directed':
        this.directed = event.data.to
        this.directedBy = event.data.post
        if (this.inspection?.closed === true) {
          this.inspectedBefore.push(this.inspection)
          this.inspection = null
        }
        return
      case 'inspection-opened':
        this.inspection = { by: event.data.by, found: null, served: false, closed: false }
        return
      case 'inspection-found':
        if (this.inspection !== null) this.inspection.found = event.data
        return
      case 'inspection-served':
        if (this.inspection !== null) this.inspection.served = true
        return
      case 'inspection-closed':
        if (this.inspection !== null) this.inspection.closed = true
        return
      case 'accused-named':
        this.accused = [...new Set([...this.accused, ...event.data.units])]
        this.accusedPersons = [...new Set([...this.accusedPersons, ...event.data.persons])]
        return
      case 'category-corrected':
        this.category = event.data.category
        return
      case 'matter-corrected':
        this.about = aboutOf(event.data)
        return
      case 'urged':
        this.urgings.push({ at, reminded: event.data.reminded, post: event.data.post })
        return
      case 'supplemented':
        this.supplements.push({ at, text: event.data.text, post: event.data.post })
        // Of a list that grows only the latest entries keep their words.
        Object.assign(this.supplements.at(-WORDS_KEPT - 1) ?? {}, { text: '' })
        if (event.data.from !== undefined) this.mergedFrom = [...this.mergedFrom, event.data.from]
        return
      case 'unmerged': {
        const { into, from } = event.data
        if (into === null) {
          this.mergedFrom = this.mergedFrom.filter((each) => each !== from)
          return
        }
        this.goingOn = this.limits.filter(({ voided, stoppedAt }) => voided && stoppedAt === this.archivedAt)
        for (const limit of this.goingOn) {
          limit.voided = false
          limit.stoppedAt = null
          limit.running = true
        }
        this.stage = 'to-dispatch'
        this.open = true
        this.archivedAt = null
        this.ending = null
        this.mergedInto = null
        return
      }
      case 'rescheduled':
        this.policy = event.data.policyVersion
        return
      case 'reopened':
        this.stage = this.closed?.stage ?? 'to-archive'
        for (const limit of this.limits)
          if (
            this.closed?.limits.includes(limit.id) === true &&
            (limit.no === null || event.data.taken?.includes(limit.no) !== true)
          ) {
            resume(limit, at)
            limit.voided = false
          }
        if (this.ending === 'excluded') {
          const appeal = this.appeals.at(-1)
          if (appeal !== undefined) appeal.outcome = null
        }
        this.declined = null
        this.closed = null
        this.open = true
        this.archivedAt = null
        this.ending = null
        return
      case 'sent-again':
        this.formerOrder ??= event.data.former
        this.again ??= event.data.again
        return
      case 'doubled':
        this.double = event.data.other
        return
      case 'rang':
        return
    }
  }
}
