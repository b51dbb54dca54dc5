import type { AppealGround } from './appeal'
import type { Colleague } from './barred'
import type { Calendar } from '../time/calendar'
import type { CallerAtHand } from './caller-words'
import type { AskedBy, Solution } from './callback'
import type { Grade } from '../policy/grades'
import type { Category } from '../matters/category'
import type { MatterSomewhere } from '../matters/matter'
import type { MatterTree } from '../matters/tree'
import type { DisputeGround } from './consultation'
import type { Evaluator } from './evaluation'
import type { Happening } from './events'
import type { Evidence } from '../evidence/evidence'
import type { Body, FlagGround, InspectionFinding } from './inspection'
import type { Day, Instant } from '../base/instant'
import type { Basis, DeclineGround, Feedback, NamedBasis, Order, PlanStep, Step } from './order'
import type { Role, Who } from '../people/people'
import type { Guard, Policy } from '../policy/policy'
import type { Refusal, Result } from '../base/refusal'
import type { ReturnGround } from './return'
import type { TakenAct } from './taking-back'
import type { CatalogueEntry, Unit } from '../people/unit'

/** The basis a clerk gives. The text of the catalogue or of the leader's instruction is looked up, not typed. */
export type GivenBasis =
  | { readonly kind: 'catalogue'; readonly entry: string }
  | { readonly kind: 'instruction' }
  | Extract<Basis, { readonly kind: NamedBasis | 'nearest-duty' }>

/** Photos, recordings and papers that show what was done; none when left out. */
interface WithProof {
  readonly proof?: readonly string[]
}

/** A unit is given a part. */
export interface Charge {
  readonly unit: string
  readonly basis: GivenBasis
  /** R2.1: why a township gets what is not on its duty list. */
  readonly overridden?: string
}

/** A command's data besides its type. `no` is an assignment's number; evidence is named by its id. */
export interface CommandData {
  'centre-sign': Record<string, never>
  verify: {
    readonly title: string
    readonly category: Category | null
    /** The code of a matter in use. */
    readonly matter: string
    readonly township: string
    readonly place: string
    /** R16.2: the units it accuses. */
    readonly accused: readonly string[]
    /** R16.2: the uids of the staff it accuses; none when left out. */
    readonly persons?: readonly string[]
  }
  dispatch: Charge
  'unit-sign': Record<string, never>
  /** Nobody named gives it back to the unit. */
  'assign-in-unit': {
    readonly handlers: readonly string[]
    /** 股室; needed where several are named. */
    readonly section: string
    /** 批示 */
    readonly instruction: string
  }
  'record-step': { readonly step: Step; readonly note: string } & WithProof
  'submit-feedback': Feedback & WithProof
  'review-in-unit': { readonly pass: boolean; readonly reasons: string }
  'first-review': {
    readonly pass: boolean
    readonly complete: boolean
    readonly reasonable: boolean
    readonly wellFormed: boolean
    /** R19: asked where the feedback says which outcome it is; then left out means that it does not fit. */
    readonly outcomeFits?: boolean | null
    readonly reasons: string
    /** The parts that are sent back; none named means the host's part, or all that are under review without it. */
    readonly parts: readonly number[]
  }
  'call-back': {
    readonly reached: boolean
    readonly solution: Solution | null
    readonly grade: Grade | null
    /** The county where it is left out. */
    readonly askedBy?: AskedBy
    readonly note: string
  }
  /** The latest call, where it reached the caller: what they said, put right. */
  'correct-callback': {
    readonly solution: Solution
    readonly grade: Grade
    readonly reason: string
  }
  /** The parts that are sent back; none named means the host's part. */
  'order-redo': { readonly parts: readonly number[]; readonly reasons: string }
  archive: { readonly note: string }

  'refer-to-leader': { readonly reason: string }
  'record-instruction': {
    readonly leader: string
    readonly text: string
    readonly date: Day
    readonly scan: string
  }
  'open-dispute': { readonly ground: Exclude<DisputeGround, 'passing'>; readonly note: string }
  convene: {
    readonly units: readonly string[]
    readonly lead: string | null
    readonly place: string
    readonly meetsAt: Instant
  }
  'conclude-consultation': {
    readonly agreed: boolean
    readonly host: string | null
    readonly assists: readonly string[]
    readonly note: string
    readonly minutes: string
  }
  'add-assist': Charge
  'withdraw-dispatch': { readonly no: number; readonly reason: string }

  'apply-return': {
    readonly ground: ReturnGround
    readonly reason: string
    readonly suggestedUnit: string | null
    /** R3.2: who should have it instead, in words; must say why none is known where no unit is named. */
    readonly opinion: string
    readonly form: string
  }
  'decide-return': { readonly no: number; readonly approve: boolean; readonly reasons: string }

  'apply-extension': {
    readonly workdays: number
    readonly reason: string
    readonly expectedOn: Day
    /** R5.4: the city's document; needed beyond what is granted in principle. */
    readonly document?: string
  }
  'decide-extension': {
    readonly no: number
    readonly approve: boolean
    readonly document: string
    readonly note: string
  }

  'declare-complex': { readonly complex: boolean; readonly reason: string }
  /** The code of a kind in the policy; null takes the mark back. */
  'mark-urgent': { readonly kind: string | null; readonly reason: string }
  'lay-plan': { readonly steps: readonly PlanStep[] }
  'report-progress': { readonly text: string } & WithProof

  'prepare-appeal': {
    readonly ground: AppealGround
    readonly reason: string
    readonly proof: readonly string[]
  }
  'approve-appeal': { readonly approve: boolean; readonly note: string }
  'decide-appeal': { readonly approve: boolean; readonly document: string; readonly note: string }

  'request-evaluation': { readonly reason: string }
  'convene-panel': {
    readonly evaluators: readonly Evaluator[]
    readonly place: string
    readonly meetsAt: Instant
  }
  'record-verdict': {
    readonly votes: readonly boolean[]
    readonly solveBy: Day | null
    readonly minutes: string
    readonly note: string
  }

  flag: { readonly ground: Extract<FlagGround, 'repeated' | 'hot'>; readonly note: string }
  'direct-inspection': {
    readonly to: Body
    /** The unit that it is about; needed for the discipline group, which is that of its line. */
    readonly unit: string | null
    readonly reason: string
  }
  'open-inspection': Record<string, never>
  'record-finding': InspectionFinding
  'serve-inspection': Record<string, never>
  'close-inspection': { readonly result: string }

  'name-accused': {
    readonly units: readonly string[]
    readonly persons?: readonly string[]
    readonly reason: string
  }
  'correct-category': { readonly category: Category; readonly reason: string }
  'correct-matter': {
    /** The code of a matter in use. */
    readonly matter: string
    readonly township: string
    readonly place: string
    readonly reason: string
  }

  urge: { readonly note: string }
  supplement: { readonly text: string }
  /** The later order into an earlier one, by its id. */
  merge: { readonly into: string; readonly reason: string }
  unmerge: { readonly reason: string }
  decline: { readonly ground: DeclineGround; readonly route: string; readonly reason: string }
  recall: { readonly document: string; readonly reason: string }
  'withdraw-by-caller': { readonly reason: string }
  reopen: { readonly reason: string }
  /** `no`: a part's number, or an entry's place in its list from 1; null where there is only one. */
  'take-back': { readonly act: TakenAct; readonly no: number | null; readonly reason: string }
}
export type CommandType = keyof CommandData

/** A command as a person gave it. */
export type Command = {
  [T in CommandType]: {
    /** Chosen by the giver. A repeat with the same id gets the answer of the first. */
    readonly id: string
    readonly type: T
    /** The version the giver saw; needed where the judgement depends on what they saw. */
    readonly expectedVersion: number | null
    readonly data: CommandData[T]
  }
}[CommandType]

/** Facts of the county's records that a command may need. Its rule declares which, and it gets no others. */
export interface Facts {
  /** The units that the command names, those that exist. */
  readonly units: readonly Unit[]
  /** The staff that the command names by their uids. */
  readonly persons: readonly Colleague[]
  /** The catalogue entry a dispatch rests on, if it exists. */
  readonly catalogueEntry: CatalogueEntry | null
  /** The evidence that the command names, if it belongs to this order and was uploaded whole. */
  readonly evidence: readonly Evidence[]
  /** The county's tree of matters in force. */
  readonly matters: MatterTree
  /** R10.1: how many other orders on the same matter were verified within the policy's time. */
  readonly sameMatter: number
  /** R21: the other order that the command is about, whole, if its author may read it. */
  readonly other: Order | null
}
export type Fact = keyof Facts

/**
 * The key to look up each fact: ids, and for `sameMatter` the matter and where it is. For the tree it only says whether
 * it is needed.
 */
export interface Names {
  readonly units: readonly string[]
  readonly persons: readonly string[]
  readonly catalogueEntry: string | null
  readonly evidence: readonly string[]
  readonly matters: boolean
  readonly sameMatter: MatterSomewhere | null
  readonly other: string | null
}

/**
 * What a decision needs besides the order. The door gathers it, never the domain. `F`: the facts that the decision
 * uses.
 */
export type Context<F extends Fact = Fact> = {
  readonly now: Instant
  readonly who: Who
  readonly policy: Policy
  /** From the policy in force, whichever policy the order goes by. */
  readonly guard: Guard
  readonly calendar: Calendar
  /** The order's caller, for a command with written words (R16.1); null for one without. */
  readonly caller: CallerAtHand | null
} & Pick<Facts, F>

/** What the names may be read from besides the command's own data: the order before the records beside it are read. */
type Naming<T extends CommandType, Named> = (order: NamedFrom, data: CommandData[T]) => Named

/** What the names are read from besides the command's data. */
export type NamedFrom = Pick<
  Order,
  'assignments' | 'consultations' | 'accused' | 'accusedPersons' | 'mergedInto'
>

/** One row of the table that `decide` checks and `may` shows, whatever facts it needs. */
export interface AnyCommandRule<T extends CommandType> {
  readonly roles: readonly Role[]
  /** Whether the judgement depends on what was seen; then the version seen must be the current one. */
  readonly judges: boolean
  /** Why the order does not allow it to this person at this time; null if it does. It does not see the data. */
  readonly when: (order: Order, who: Who, now: Instant) => Refusal | null
  readonly names?: Naming<T, Partial<Names>>
  readonly decide: (order: Order, data: CommandData[T], context: Context) => Result<readonly Happening[]>
  /** What it makes happen in the other order, once it was decided. */
  readonly across?: (order: Order, data: CommandData[T], context: Context) => readonly Happening[]
}

/**
 * A command's rule. `F`: the facts that its decision uses. For each of them the rule says what the command names; it
 * gets no other facts. For example `CommandRule<'record-instruction', 'evidence'>`.
 */
export type CommandRule<T extends CommandType, F extends Fact = never> = Omit<
  AnyCommandRule<T>,
  'names' | 'decide' | 'across'
> & {
  readonly decide: (order: Order, data: CommandData[T], context: Context<F>) => Result<readonly Happening[]>
  readonly across?: (order: Order, data: CommandData[T], context: Context<F>) => readonly Happening[]
} & ([F] extends [never] ? { readonly names?: never } : { readonly names: Naming<T, Pick<Names, F>> })
