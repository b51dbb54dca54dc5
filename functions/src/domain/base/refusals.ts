/**
 * The only list of reasons for a refusal. Each has its rule, the values that the sentence names, and the field that a
 * form marks. `words/sentences.ts` holds a sentence for each; the compiler enforces it.
 */

/** The clause of the plan, or another reason where there is no clause. */
export type Rule = `R${number}` | 'G' | 'access' | 'input' | 'state' | 'version' | 'system'

interface Kinds {
  readonly text: string
  readonly texts: readonly string[]
  readonly number: number
  /** Milliseconds since 1970. */
  readonly instant: number
}
/** A kind with `?` may be left out. */
type Kind = keyof Kinds | 'texts?'

interface Entry {
  /** Several clauses that ask the same, or `any`: then the caller tells `refuse` which one. */
  readonly rule: Rule | readonly Rule[] | 'any'
  readonly params?: Readonly<Record<string, Kind>>
  /** The fields it is about, named as in the forms. Fields named in `field` or `fields` come before these. */
  readonly fields?: readonly string[]
  /** The same, by the kind of evidence that the refusal names. */
  readonly fieldOfKind?: Readonly<Record<string, string>>
}

const FIELD_OF_EVIDENCE = {
  'return-form': 'form',
  instruction: 'scan',
  minutes: 'minutes',
  proof: 'proof',
} as const

const TABLE = {
  'access.not-signed-in': { rule: 'access' },
  'access.no-post': { rule: 'access', params: { post: 'text' } },
  'access.session-ended': { rule: 'access' },
  'access.password-to-change': { rule: 'access' },
  'access.second-factor-missing': { rule: 'access' },
  'access.not-proved': { rule: 'access' },
  'access.unknown-order': { rule: 'access' },
  'access.not-your-order': { rule: 'access' },
  'access.wrong-role': { rule: 'access', params: { role: 'text' } },
  'access.host-only': { rule: 'R2.3' },

  'session.unknown': { rule: 'input' },

  'password.too-short': { rule: 'input', params: { least: 'number' } },
  'password.too-long': { rule: 'input', params: { most: 'number' } },
  'password.guessable': { rule: 'input' },
  'password.too-plain': { rule: 'input' },

  'unit.mechanism-twice': { rule: 'R6.1', fields: ['mechanisms'] },
  'unit.mechanism-day': { rule: 'R6.1', fields: ['mechanisms'] },
  'unit.id-taken': { rule: 'input', fields: ['id'] },
  'staff.unknown': { rule: 'input' },
  'staff.unknown-post': { rule: 'input', params: { post: 'text' } },
  'staff.address-taken': { rule: 'input', fields: ['email'] },
  'staff.changed': { rule: 'version' },
  'staff.incompatible-posts': { rule: 'access', params: { post: 'text', other: 'text' } },
  'staff.own-administration': { rule: 'access' },

  'proposal.own': { rule: 'access' },
  'proposal.over': { rule: 'state' },
  'proposal.stale': { rule: 'version' },

  'invitation.over': { rule: 'input' },
  'duty.separate': {
    rule: ['R3.3', 'R8.2', 'R9.1', 'R9.2', 'R10.2', 'R11.1'],
    params: { did: 'text', duty: 'text' },
  },
  'system.too-many': { rule: 'system', params: { seconds: 'number' } },
  'system.unavailable': { rule: 'system' },
  'input.invalid': { rule: 'input', params: { fields: 'texts', characters: 'texts?' } },
  'input.missing': { rule: 'any', params: { fields: 'texts' } },

  'text.personal-data': { rule: 'R16.1', params: { field: 'text' } },
  'text.caller-data': { rule: 'R16.1', params: { fields: 'texts', masked: 'texts?' } },
  'text.caller-data-often': { rule: 'R16.1' },

  'version.missing': { rule: 'version' },
  'version.changed': { rule: 'version', params: { seen: 'number', current: 'number' } },
  'version.unknown': { rule: 'version', params: { seen: 'number', current: 'number' } },

  'state.wrong-stage': { rule: 'state', params: { stage: 'text' } },
  'state.wrong-part': { rule: 'state', params: { state: 'text' } },
  'state.no-such-part': { rule: 'state' },
  'state.no-part': { rule: 'state' },

  'order.too-many': { rule: 'state', params: { list: 'text', most: 'number' } },
  'order.full': { rule: 'state' },
  'feed.replayed': { rule: 'access' },
  'feed.no-order': { rule: 'input', params: { number: 'text' } },
  'feed.other-message': { rule: 'input', params: { number: 'text' } },
  'transfer.in-the-future': { rule: 'input', params: { at: 'instant' } },
  'transfer.other-content': { rule: 'input', params: { number: 'text' } },
  'verify.missing': { rule: 'R1.2', params: { fields: 'texts' } },
  'verify.unknown-matter': { rule: 'R1.2', params: { code: 'text' }, fields: ['matter'] },
  'verify.retired-matter': { rule: 'R1.2', params: { name: 'text' }, fields: ['matter'] },
  'verify.merged-matter': { rule: 'R1.2', params: { name: 'text', into: 'text' }, fields: ['matter'] },
  'verify.matter-not-last': { rule: 'R1.2', params: { name: 'text' }, fields: ['matter'] },
  'verify.unknown-township': { rule: 'R1.2', params: { township: 'text' }, fields: ['township'] },

  'accused.unknown-unit': { rule: 'R16.2', params: { unit: 'text' }, fields: ['units', 'accused'] },
  'accused.unknown-person': { rule: 'R16.2', fields: ['persons'] },
  'accused.nobody': { rule: 'R16.2', fields: ['units'] },
  'accused.merged': { rule: 'R16.2', params: { into: 'text' } },

  'dispatch.not-verified': { rule: 'R1.2' },
  'dispatch.unknown-unit': { rule: ['R2.1', 'R3.2'], params: { unit: 'text' }, fields: ['unit'] },
  'dispatch.unit-not-ready': { rule: 'R6.1', params: { unit: 'text', lacks: 'texts' }, fields: ['unit'] },
  'dispatch.unknown-entry': { rule: 'R2.1', params: { entry: 'text' }, fields: ['entry'] },
  'dispatch.entry-of-another-unit': { rule: 'R2.1', params: { entry: 'text' }, fields: ['entry'] },
  'dispatch.basis-missing': { rule: 'R2.1', fields: ['name'] },
  'dispatch.not-a-township': { rule: 'R2.1', params: { unit: 'text' }, fields: ['unit'] },
  'dispatch.not-on-list': { rule: 'R2.1', params: { unit: 'text' }, fields: ['overridden'] },
  'dispatch.justification-missing': { rule: 'R2.2', fields: ['justification'] },
  'dispatch.accused': { rule: 'R16.2', params: { unit: 'text' }, fields: ['unit', 'units', 'host'] },
  'dispatch.nobody-left': { rule: 'R16.2', params: { unit: 'text' }, fields: ['unit', 'host'] },
  'dispatch.unit-twice': { rule: 'R2.3', params: { unit: 'text' } },
  'dispatch.has-part': { rule: 'R2.3', params: { unit: 'text' }, fields: ['unit', 'host'] },
  'dispatch.no-instruction': { rule: 'R2.4' },

  'instruction.already': { rule: 'R2.4' },
  'instruction.accused': { rule: 'R16.2', fields: ['leader'] },
  'instruction.date': { rule: 'R2.4', fields: ['date'] },

  'consultation.lead-missing': { rule: 'R4.1', fields: ['lead'] },
  'consultation.centre-leads': { rule: 'R2.3' },
  'consultation.too-few': { rule: 'R2.3', fields: ['units'] },
  'consultation.host-missing': { rule: 'R2.3', fields: ['host'] },
  'consultation.host-assists': { rule: 'R2.3', fields: ['assists'] },
  'consultation.no-assist': { rule: 'R2.3', fields: ['assists'] },
  'consultation.stranger': { rule: 'R2.3', params: { unit: 'text' }, fields: ['host'] },

  'date.meeting': { rule: ['R4.1', 'R11.1'], params: { from: 'instant' }, fields: ['meetsAt'] },
  'in-unit.not-given': { rule: 'R6.2', fields: ['handlers'] },
  'in-unit.not-a-handler': { rule: 'R6.2', fields: ['handlers'] },
  'in-unit.accused': { rule: 'R16.2', fields: ['handlers'] },
  'step.note-missing': { rule: 'R6.2', fields: ['note'] },

  'feedback.telephone': { rule: 'R16.1', params: { field: 'text' } },
  'feedback.contact': { rule: 'R7.1', fields: ['contact'] },
  'feedback.missing': { rule: 'R7.1', params: { fields: 'texts' } },

  'plan.steps': { rule: ['R7.2', 'R19'], params: { most: 'number' }, fields: ['steps'] },
  'plan.dates': { rule: ['R7.2', 'R19'], params: { place: 'number' }, fields: ['steps'] },
  'plan.none': { rule: 'R7.2' },
  'complex.already': { rule: 'R7.2' },
  'complex.none': { rule: 'R7.2' },
  'urgent.already': { rule: 'R1.2' },
  'urgent.none': { rule: 'R1.2' },
  'urgent.unknown-kind': { rule: 'R1.2', fields: ['kind'] },

  'return.assigned-by-leader': { rule: 'R2.4' },
  'return.must-cooperate': { rule: 'R4.2' },
  'return.already': { rule: 'R3.1' },
  'return.too-late': { rule: 'R3.1', params: { by: 'instant' } },
  'return.suggests-itself': { rule: 'R3.2', fields: ['suggestedUnit'] },
  'return.opinion-missing': { rule: 'R3.2', fields: ['opinion', 'suggestedUnit'] },
  'return.suggests-accused': { rule: 'R16.2', fields: ['suggestedUnit'] },
  'return.ground-closed': { rule: 'R3.5', fields: ['ground'] },
  'return.all-grounds-closed': { rule: 'R3.5' },
  'return.handled': { rule: 'R11.2' },
  'return.none': { rule: 'R3.3' },

  'extension.already': { rule: 'R5.3' },
  'extension.too-late': { rule: 'R5.2', params: { by: 'instant' } },
  'extension.expected-day': { rule: 'R5.2', fields: ['expectedOn'] },
  'extension.handled': { rule: 'R11.2' },
  'extension.none': { rule: 'R5.3' },
  'extension.deadline-passed': { rule: 'R5.3' },
  'extensions-too-many': { rule: 'R5.4', params: { granted: 'number', atMost: 'number' } },
  'extension-not-whole': {
    rule: 'R5.4',
    params: { place: 'number', workdays: 'number' },
    fields: ['workdays'],
  },
  'extension-too-long': {
    rule: 'R5.4',
    params: { place: 'number', workdays: 'number', atMost: 'number' },
    fields: ['workdays'],
  },
  'workdays-not-countable': { rule: 'input', params: { workdays: 'number' } },
  'no-workday-in-reach': { rule: 'state', params: { workdays: 'number', days: 'number' } },

  'review.own-feedback': { rule: 'R9.1' },
  'review.reasons-missing': { rule: ['R9.2', 'R3.5', 'R9.1'], fields: ['reasons'] },
  'review.checklist-open': { rule: 'R9.2' },
  'review.nothing-wrong': { rule: 'R9.2' },

  'callback.answers-missing': { rule: 'G', fields: ['solution', 'grade'] },
  'callback.not-reached': { rule: 'G' },
  'evaluation.not-dissatisfied': { rule: 'R11.1' },
  'evaluation.once': { rule: 'R11.1' },

  'panel.names': { rule: 'R11.1', fields: ['evaluators'] },
  'panel.size': { rule: 'R11.1', params: { least: 'number' }, fields: ['evaluators'] },
  'panel.few': { rule: 'R11.1', params: { least: 'number' }, fields: ['evaluators'] },
  'panel.kinds': { rule: 'R11.1', fields: ['evaluators'] },
  'panel.conflict': { rule: 'R11.1', params: { name: 'text' }, fields: ['evaluators'] },
  'panel.accused': { rule: 'R16.2', params: { name: 'text' }, fields: ['evaluators'] },
  'panel.unit-missing': { rule: 'R11.1', fields: ['evaluators'] },
  'panel.none': { rule: 'R11.1' },
  'panel.votes': { rule: 'R11.1', fields: ['votes'] },
  'panel.solve-by': { rule: 'R11.2', fields: ['solveBy'] },
  'panel.nothing-to-solve': { rule: 'R11.2' },

  'appeal.already': { rule: 'R8.2' },
  'appeal.none': { rule: ['R8.2', 'R8.3'] },
  'appeal.not-judged': { rule: 'R11.2', fields: ['ground'] },
  'appeal.not-explained': { rule: 'R8.1', fields: ['ground'] },
  'appeal.ground-closed': { rule: 'R8.4', fields: ['ground'] },
  'appeal.all-grounds-closed': { rule: 'R8.4' },
  'appeal.undecided': { rule: 'R8.3' },

  'city.document-missing': { rule: ['R8.3', 'R5.3', 'R5.4'], fields: ['document'] },
  'extension.document-missing': { rule: 'R5.4', fields: ['document'] },
  'flag.already': { rule: 'R10.1', fields: ['ground'] },

  'inspection.none': { rule: 'R10.2' },
  'inspection.of-another': { rule: 'R10.2' },
  'inspection.closed': { rule: 'R10.2' },
  'inspection.not-flagged': { rule: 'R10.1' },
  'inspection.already': { rule: 'R10.2' },
  'inspection.under-way': { rule: 'R10.2' },
  'inspection.whose-line': { rule: 'R10.2', fields: ['unit'] },
  'inspection.served': { rule: 'R10.2' },
  'inspection.nothing-found': { rule: 'R10.2' },
  'inspection.not-served': { rule: 'R10.2' },

  'category.same': { rule: 'R5.1', fields: ['category'] },
  'matter.same': { rule: 'R21', fields: ['matter'] },
  'decline.dispatched': { rule: 'R1.2' },
  'merge.unknown': { rule: 'R21', fields: ['into'] },
  'merge.itself': { rule: 'R21', fields: ['into'] },
  'merge.into-merged': { rule: 'R21', params: { into: 'text' }, fields: ['into'] },
  'merge.closed': { rule: 'R21', fields: ['into'] },
  'merge.later': { rule: 'R21', fields: ['into'] },
  'merge.accused': { rule: 'R16.2', fields: ['into'] },
  'merge.dispatched': { rule: 'R21' },
  'merge.has-others': { rule: 'R21' },
  'unmerge.not-merged': { rule: 'R21' },
  'withdraw.others': { rule: 'R21', params: { number: 'text' } },
  'reopen.not-done': { rule: 'state' },
  'reopen.sent-again': { rule: 'state' },
  'reopen.by-the-city': { rule: 'state' },
  'reopen.accused': { rule: 'R16.2' },
  'callback.none': { rule: 'state' },
  'callback.same': { rule: 'state', fields: ['grade'] },
  'callback.own-call': { rule: 'state' },
  'taking-back.nothing': { rule: 'state' },
  'taking-back.not-this': { rule: 'state', fields: ['act'] },

  'look.why-missing': { rule: 'R16.1', fields: ['why'] },
  'look.why-too-short': { rule: 'R16.1', params: { least: 'number' }, fields: ['why'] },
  'look.too-many': { rule: 'R16.1', params: { again: 'instant', perHour: 'number', perDay: 'number' } },
  'look.not-yours': { rule: 'R16.1', params: { post: 'text' } },

  'evidence.missing': {
    rule: ['R2.4', 'R3.2', 'R4.1', 'R6.2', 'R7.1', 'R7.2', 'R8.2', 'R11.1'],
    params: { kind: 'text' },
    fieldOfKind: FIELD_OF_EVIDENCE,
  },
  'evidence.other-kind': {
    rule: ['R2.4', 'R3.2', 'R4.1', 'R6.2', 'R7.1', 'R7.2', 'R8.2', 'R11.1'],
    params: { kind: 'text' },
    fieldOfKind: FIELD_OF_EVIDENCE,
  },
  'evidence.kind-not-yours': { rule: 'access', params: { kind: 'text', post: 'text' } },
  'evidence.too-large': { rule: 'R16.1', params: { mebibytes: 'number' } },
  'evidence.too-many': { rule: 'R16.1', params: { pieces: 'number' } },
  'evidence.wrong-type': { rule: 'R16.1' },
  'evidence.name-hidden': { rule: 'R16.1' },
  'evidence.name-signs': { rule: 'R16.1' },
  'evidence.name-ends': { rule: 'R16.1' },
  'evidence.name-two': { rule: 'R16.1', params: { extension: 'text' } },
  'evidence.name-extension': { rule: 'R16.1', params: { extension: 'text' } },
  'evidence.name-other': { rule: 'R16.1', params: { extension: 'text', type: 'text' } },
  'evidence.unsafe': { rule: 'R16.1', params: { what: 'text' } },
  'evidence.unreadable': { rule: 'R16.1' },
  'evidence.too-many-pixels': { rule: 'R16.1', params: { megapixels: 'number' } },
  'evidence.infected': { rule: 'R16.1' },
  'evidence.not-scanned': { rule: 'R16.1' },
  'evidence.other-content': { rule: 'R16.1' },
  'evidence.incomplete': { rule: 'R16.1', params: { missing: 'number' } },
  'evidence.wrong-part': { rule: 'R16.1' },
  'evidence.not-begun': { rule: 'state' },
  'evidence.unknown': { rule: 'access' },
  'evidence.why-missing': { rule: 'R16.1', fields: ['why'] },
  'evidence.look-over': { rule: 'R16.1' },
  'evidence.not-yours': { rule: 'access' },
  'evidence.in-use': { rule: 'R16.1' },

  'channel.bad-url': { rule: 'input', fields: ['url'] },
  'channel.not-https': { rule: 'input', fields: ['url'] },
  'channel.host-not-listed': { rule: 'input', params: { host: 'text' }, fields: ['url'] },
  'channel.unknown-person': { rule: 'input' },

  'hosts.bad-name': { rule: 'input', params: { host: 'text' }, fields: ['hosts'] },
  'hosts.changed': { rule: 'version' },
  'hosts.twice': { rule: 'input', params: { host: 'text' }, fields: ['hosts'] },
  'delivery.not-dead': { rule: 'state' },

  'calendar.wrong-days': {
    rule: 'input',
    params: { fields: 'texts', unreal: 'texts', outside: 'texts', repeated: 'texts', already: 'texts' },
  },
  'calendar.year-known': { rule: 'state', params: { year: 'number' } },
  'calendar.year-not-next': { rule: 'state', params: { year: 'number', next: 'number' } },
  'calendar.nothing-off': { rule: 'input', params: { year: 'number' } },
  'calendar.changed': { rule: 'version', params: { current: 'number' } },

  'policy.changed': { rule: 'version', params: { current: 'text' } },

  'matters.changed': { rule: 'version', params: { current: 'number' } },
  'matters.nothing': { rule: 'state' },
  'matters.from-too-early': { rule: 'input', params: { earliest: 'text' }, fields: ['from'] },
  'matters.too-many': { rule: 'input', params: { most: 'number' } },
  'matters.bad-code': { rule: 'input', params: { code: 'text' } },
  'matters.bad-name': { rule: 'input', params: { code: 'text', most: 'number' } },
  'matters.twice': { rule: 'input', params: { code: 'text' } },
  'matters.same-name': { rule: 'input', params: { code: 'text', name: 'text' } },
  'matters.no-parent': { rule: 'input', params: { code: 'text', parent: 'text' } },
  'matters.bad-merge': { rule: 'input', params: { code: 'text', into: 'text' } },
} as const satisfies Readonly<Record<string, Entry>>

type Table = typeof TABLE
export type Code = keyof Table

export const REFUSALS: { readonly [C in Code]: Entry } = TABLE
export const CODES = Object.keys(TABLE) as readonly Code[]

/** A page may be older or newer than the server that answers it, so it knows only some of the codes. */
export const isCode = (code: string): code is Code => (CODES as readonly string[]).includes(code)

type ParamsIn<P> = {
  readonly [N in keyof P as P[N] extends keyof Kinds ? N : never]: P[N] extends keyof Kinds
    ? Kinds[P[N]]
    : never
} & { readonly [N in keyof P as P[N] extends 'texts?' ? N : never]?: readonly string[] }

type KindsIn<C extends Code> = Table[C] extends { readonly params: infer P } ? P : never

/** The parameters of a refusal that are of these kinds. */
export type ParamNames<C extends Code, K extends Kind> = {
  [N in keyof KindsIn<C>]: KindsIn<C>[N] extends K ? N : never
}[keyof KindsIn<C>] &
  string

type RuleIn<R> = R extends readonly (infer Choice)[] ? Choice : R extends 'any' ? Rule : never
/** The rules to choose from for a code, where there is a choice. */
export type RuleOf<C extends Code> = RuleIn<Table[C]['rule']>

/** What `refuse` needs besides the code: the rule where there is a choice, the parameters where there are any. */
export type Particulars<C extends Code> = [
  ...([RuleOf<C>] extends [never] ? [] : [rule: RuleOf<C>]),
  ...(Table[C] extends { readonly params: infer P } ? [params: ParamsIn<P>] : []),
]
