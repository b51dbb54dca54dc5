/**
 * The county's rules in numbers, written down from the plan a second time: nothing here comes from the system that is
 * audited, so that a number wrong there is found here. Where the plan is silent it is the default policy's choice.
 */
import { DAY, HOUR } from './time'

/** The policy that has these numbers. For an order under another policy the limits are not known here. */
export const KNOWN_POLICY = '2026-1'

/** R1.1, R1.3 */
export const SIGN_WITHIN = 24 * HOUR
/** R5.1; report and suggestion are a choice. */
export const HANDLING_WORKDAYS: Readonly<Record<string, number>> = {
  consultation: 2,
  help: 6,
  complaint: 8,
  report: 8,
  suggestion: 2,
}
/** R3.1 */
export const RETURN_WITHIN = 24 * HOUR
/** R3.3 */
export const DECIDE_RETURN_WORKDAYS = 1
/** R5.2 */
export const EXTEND_BEFORE = 24 * HOUR
/** R5.4 */
export const EXTENSIONS_AT_MOST = 2
/** R7.2, choice. */
export const PROGRESS_WORKDAYS = 3
export const PLAN_STEPS_AT_MOST = 20
/** R4.1, choice. */
export const DISPUTED_AFTER_RETURNS = 2
/** R10.1, choices. */
export const FLAGGED_AFTER = { repeats: 3, repeatsWithin: 90 * DAY, dissatisfied: 2, redos: 2, returns: 2 }
/** R11.1, choice. */
export const PANEL_AT_LEAST = 3
/** Choice: fruitless calls after which an order may be archived. */
export const CALLS_AT_MOST = 3
/** Office hours on workdays, after 00:00. */
export const OFFICE = { opens: 8.5 * HOUR, closes: 17.5 * HOUR }

/** R18, choices: workdays of the centre for each stage that waits for it. */
export const STAGE_WORKDAYS = {
  dispatch: 1,
  reassign: 1,
  instruct: 2,
  convene: 1,
  consult: 2,
  'first-review': 1,
  'call-back': 2,
  evaluate: 5,
  archive: 1,
} as const
export type StageKind = 'verify' | keyof typeof STAGE_WORKDAYS

/** Case 18, choices: what an urgent order is timed for besides, in natural time, and its kinds. */
export const URGENT_WITHIN = {
  'urgent-sign': HOUR / 2,
  'first-contact': HOUR,
  'urgent-progress': 24 * HOUR,
} as const
export type UrgentLimit = keyof typeof URGENT_WITHIN
export const isUrgentLimit = (kind: Kind): kind is UrgentLimit => kind in URGENT_WITHIN
export const URGENT_KINDS = ['life', 'hazard', 'supply', 'traffic', 'crowd']
/** What the city calls urgent and the policy does not know. */
export const URGENT_OTHERWISE = 'other'

export type Kind = 'sign' | 'handle' | 'decide-return' | 'progress' | 'solve' | StageKind | UrgentLimit

/** R1.2, R18: which limit of the centre runs at which stage. */
export const LIMIT_OF_STAGE: Readonly<Record<string, StageKind>> = {
  'to-sign': 'verify',
  'to-verify': 'verify',
  'to-dispatch': 'dispatch',
  'to-instruct': 'instruct',
  disputed: 'convene',
  consulting: 'consult',
  'first-review': 'first-review',
  callback: 'call-back',
  evaluating: 'evaluate',
  'to-archive': 'archive',
}
/** What meets such a limit; a stage that ends otherwise leaves it to nobody. */
export const MEETS: Readonly<Record<StageKind, readonly string[]>> = {
  verify: ['verified'],
  dispatch: ['dispatched', 'referred-to-leader', 'convened', 'disputed'],
  reassign: ['dispatched', 'referred-to-leader', 'convened', 'disputed'],
  instruct: ['instructed'],
  convene: ['convened'],
  consult: ['consulted'],
  'first-review': ['first-reviewed'],
  'call-back': ['called-back'],
  evaluate: ['judged'],
  archive: [],
}
export const isStageKind = (kind: Kind): kind is StageKind => kind in MEETS

type Rings = {
  readonly before: readonly number[]
  readonly after: readonly (readonly [number, string])[]
}
const OF_AN_URGENT_ACT: Rings = { before: [0.25], after: [[0.5, 'principal-leader'], [2, 'county']] } // prettier-ignore
const OF_A_STAGE: Rings = { before: [8], after: [[12, 'principal-leader'], [36, 'county']] } // prettier-ignore

/** R17: when the handler is reminded, and how it climbs when nobody came. */
export const RINGS: Readonly<Record<Kind, Rings>> = {
  sign: { before: [4], after: [[2, 'principal-leader'], [24, 'county']] },
  handle: { before: [48, 24], after: [[24, 'principal-leader'], [72, 'county']] },
  'decide-return': { before: [4], after: [[4, 'principal-leader'], [24, 'county']] },
  progress: { before: [24], after: [[24, 'principal-leader']] },
  solve: { before: [48, 24], after: [[24, 'principal-leader'], [72, 'county']] },
  verify: { before: [2], after: [[2, 'principal-leader'], [24, 'county']] },
  dispatch: OF_A_STAGE,
  reassign: OF_A_STAGE,
  instruct: OF_A_STAGE,
  convene: OF_A_STAGE,
  consult: OF_A_STAGE,
  'first-review': OF_A_STAGE,
  'call-back': OF_A_STAGE,
  evaluate: OF_A_STAGE,
  archive: OF_A_STAGE,
  'urgent-sign': OF_AN_URGENT_ACT,
  'first-contact': OF_AN_URGENT_ACT,
  'urgent-progress': { before: [4], after: [[2, 'principal-leader'], [12, 'county']] },
} // prettier-ignore

/** R8.1; the last only where a panel judged so (R11.2). */
export const APPEAL_GROUNDS = [
  'no-room',
  'no-basis',
  'mediation',
  'law-enforcement',
  'suggestion-explained',
  'judged-unreasonable',
]
/** Case 18, a choice: why a matter is not for a hotline. */
export const DECLINE_GROUNDS = ['emergency', 'court', 'petition', 'secret', 'no-demand', 'abuse']
export const RETURN_GROUNDS = ['not-its-duty', 'not-its-place', 'another-lead', 'duplicate', 'unclear']
/** G: what the callback asks, which grades count as satisfied, and the one that is no rating. */
export const GRADES = [
  'very-satisfied',
  'satisfied',
  'fairly-satisfied',
  'dissatisfied',
  'very-dissatisfied',
  'not-rated',
]
export const SATISFIED_GRADES = ['very-satisfied', 'satisfied', 'fairly-satisfied']
export const NOT_RATED = 'not-rated'
export const SOLUTIONS = ['solved', 'partly', 'unsolved']
export const ASKED_BY = ['county', 'city', 'text-message']
/** R11.1 */
export const EVALUATORS = [
  'section-head',
  'deputy',
  'cppcc-member',
  'lawyer',
  'teacher',
  'retired-cadre',
  'other',
]
/** R10.2: who inspects; flagged orders go to both (choice). */
export const BODIES = ['supervision', 'discipline']
/** R10.2 */
export const ACCOUNTABILITY = ['none', 'inaction', 'slow', 'perfunctory', 'harm']
/** R6.2 */
export const STEPS = ['inform', 'submit', 'handle', 'answer']

/** An alarm may come as late as the sweep behind it and a little more before its absence is a fault. */
export const ALARM_GRACE = HOUR / 2

/** The rule that a limit of this kind serves: what a breach is reported under. */
export const RULE_OF: Readonly<Record<Kind, string>> = {
  sign: 'R1.3',
  handle: 'R5.1',
  'decide-return': 'R3.3',
  progress: 'R7.2',
  solve: 'R11.2',
  verify: 'R1.2',
  dispatch: 'R18',
  reassign: 'R18',
  instruct: 'R18',
  convene: 'R18',
  consult: 'R18',
  'first-review': 'R18',
  'call-back': 'R18',
  evaluate: 'R18',
  archive: 'R18',
  'urgent-sign': 'R1.3',
  'first-contact': 'R6.2',
  'urgent-progress': 'R6.2',
}
