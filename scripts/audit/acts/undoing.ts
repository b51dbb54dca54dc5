import { FLAGGED_AFTER, GRADES, NOT_RATED, SATISFIED_GRADES, SOLUTIONS } from '../law'
import type { EventData, EventOf } from '../format'
import type { Ledger } from '../ledger'
import { type Acts, demand, filled, follows, has, stage } from './act'

const UNIT = ['handler', 'leader-in-charge', 'principal-leader']
const CENTRE = ['clerk', 'reviewer']

type Taken = EventOf<'taken-back'>
interface Standing {
  readonly roles: readonly string[]
  /** Whether it stands and nobody has acted on it since. `no` is what the act is known by. */
  readonly stands: (before: Ledger, no: number, event: Taken) => boolean
}

/** Clerk and reviewer are one side. */
const sideOf = (actingAs: string): string => (CENTRE.includes(actingAs) ? 'centre' : actingAs)
const isSame = (post: string | undefined, { actingAs }: Taken): boolean =>
  post !== undefined && sideOf(post) === sideOf(actingAs)

const single =
  (stands: (before: Ledger) => boolean): Standing['stands'] =>
  (before, _no, { data }) =>
    data.no === null && stands(before)

const ofPart =
  (stands: (part: NonNullable<ReturnType<Ledger['part']>>, before: Ledger) => boolean): Standing['stands'] =>
  (before, no, { actingAs }) => {
    const part = before.part(no)
    return before.open && part !== null && actingAs.endsWith(`@${part.unit}`) && stands(part, before)
  }

/** Case 26: each act that can be taken back by itself: by whom, and until when. */
const STANDING: Readonly<Record<string, Standing>> = {
  'step-recorded': {
    roles: UNIT,
    stands: ofPart(
      ({ state, steps }, before) =>
        state === 'handling' && steps.length > 0 && before.openAppeal() === null && before.urgent === null,
    ),
  },
  'feedback-submitted': {
    roles: ['handler', 'leader-in-charge'],
    stands: ofPart(({ state }) => state === 'in-unit-review'),
  },
  'unit-reviewed': {
    roles: ['leader-in-charge', 'principal-leader'],
    stands: ofPart(({ state }) => state === 'left-unit'),
  },
  'return-applied': { roles: UNIT, stands: ofPart(({ no }, before) => before.openReturn(no) !== null) },
  'extension-applied': { roles: UNIT, stands: ofPart(({ no }, before) => before.openExtension(no) !== null) },
  'appeal-prepared': {
    roles: ['handler', 'leader-in-charge'],
    stands: ofPart(
      ({ no }, before) => before.openAppeal()?.no === no && before.openAppeal()?.leader === null,
    ),
  },
  'appeal-approved': {
    roles: ['principal-leader'],
    stands: ofPart(
      ({ no }, before) => before.openAppeal()?.no === no && before.openAppeal()?.leader === true,
    ),
  },
  'evaluation-requested': {
    roles: ['leader-in-charge', 'principal-leader'],
    stands: ofPart(
      ({ no }, { stage: now, evaluation }) =>
        now === 'evaluating' && evaluation?.no === no && evaluation.evaluators === null,
    ),
  },
  'referred-to-leader': { roles: CENTRE, stands: single((before) => before.stage === 'to-instruct') },
  instructed: {
    roles: CENTRE,
    stands: single(
      (before) =>
        before.stage === 'to-dispatch' &&
        before.instruction !== null &&
        before.active().every(({ basis }) => basis.kind !== 'instruction') &&
        before.metAfterwards < (before.instructedAt ?? 0),
    ),
  },
  disputed: {
    roles: CENTRE,
    stands: single((before) => before.stage === 'disputed' && before.disputedByHand),
  },
  convened: { roles: CENTRE, stands: single((before) => before.stage === 'consulting') },
  'panel-convened': {
    roles: CENTRE,
    stands: single(({ stage: now, evaluation }) => now === 'evaluating' && evaluation?.evaluators != null),
  },
  flagged: {
    roles: [...CENTRE, 'county-leader'],
    stands: ({ flagPosts, inspection, directed }, no, event) =>
      inspection === null && directed === null && isSame(flagPosts[no - 1]?.post, event),
  },
  'inspection-directed': {
    roles: [...CENTRE, 'county-leader'],
    stands: ({ inspection, directed, directedBy }, _no, event) =>
      event.data.no === null && inspection === null && directed !== null && isSame(directedBy, event),
  },
  urged: {
    roles: [...CENTRE, 'city'],
    stands: ({ open, urgings }, no, event) => open && isSame(urgings[no - 1]?.post, event),
  },
  supplemented: {
    roles: [...CENTRE, 'city'],
    stands: ({ open, supplements }, no, event) => open && isSame(supplements[no - 1]?.post, event),
  },
}

const placed = (before: Ledger, { act, no }: EventData['taken-back']): number | null => {
  const place = (no ?? 0) - 1
  if (act === 'flagged') return before.flagPosts[place]?.at ?? null
  if (act === 'urged') return before.urgings[place]?.at ?? null
  return act === 'supplemented' ? (before.supplements[place]?.at ?? null) : null
}

/** Case 26: what was given in error, and how it is put right. */
export const undoing: Acts = {
  'taken-back': [
    demand<'taken-back'>('state', 'taken back without a reason', ({ data }) => filled(data.reason)),
    demand<'taken-back'>('state', 'taken back by a post that does not give it', ({ data, actingAs }) => {
      const [role = ''] = actingAs.split('@')
      return STANDING[data.act]?.roles.includes(role) === true
    }),
    demand<'taken-back'>(
      'state',
      'taken back what does not stand, or what somebody has acted on',
      (event, { before }) => STANDING[event.data.act]?.stands(before, event.data.no ?? 0, event) === true,
    ),
    follows<'taken-back'>('state', 'when what is taken back was recorded', ({ data }, { before }) => [
      placed(before, data),
      data.givenAt,
    ]),
  ],
  'callback-corrected': [
    demand(
      'G',
      'a call corrected at this stage',
      (_event, { before }) => before.stage === 'to-archive' || before.ending === 'done',
    ),
    demand<'callback-corrected'>('G', 'corrected without a reason', ({ data }) => filled(data.reason)),
    demand<'callback-corrected'>(
      'G',
      'a call that reached nobody, or of which something has come',
      (_event, { before }) => {
        const call = before.lastCall
        return call !== null && before.reachedAt === call && (before.evaluationAt ?? -1) < call.at
      },
    ),
    demand<'callback-corrected'>(
      'G',
      'grade, solution or what they mean',
      ({ data: { solved, satisfied, solution, grade } }, { before }) =>
        GRADES.includes(grade) &&
        SOLUTIONS.includes(solution) &&
        solved === (solution === 'solved') &&
        (grade === NOT_RATED
          ? satisfied === null
          : !before.knowsPolicy || satisfied === SATISFIED_GRADES.includes(grade)),
    ),
    demand<'callback-corrected'>(
      'G',
      'whoever made the call turns it to the better',
      ({ data, by }, { before: { lastCall } }) =>
        lastCall?.said.satisfied !== false || data.satisfied === false || lastCall.by !== by,
    ),
    demand<'callback-corrected'>(
      'R10.1',
      'dissatisfied again, and not flagged',
      ({ data }, { before, batch }) =>
        !before.knowsPolicy ||
        data.satisfied !== false ||
        before.dissatisfied + (before.lastCall?.said.satisfied === false ? 0 : 1) <
          FLAGGED_AFTER.dissatisfied ||
        before.flags.includes('dissatisfied') ||
        has(batch, 'flagged', (each) => each.data.ground === 'dissatisfied'),
    ),
  ],
  'redo-ordered': [
    stage('R9.2', 'callback', 'to-archive'),
    demand<'redo-ordered'>('R9.2', 'sent back without reasons', ({ data }) => filled(data.reasons)),
    demand<'redo-ordered'>(
      'R9.2',
      'parts that had not passed',
      ({ data }, { before }) =>
        data.parts.length > 0 &&
        data.parts.every((no) => before.active().some((each) => each.no === no && each.state === 'passed')),
    ),
    demand<'redo-ordered'>(
      'R10.1',
      'several redos, and not flagged',
      (_event, { before, batch }) =>
        !before.knowsPolicy ||
        before.redos + 1 < FLAGGED_AFTER.redos ||
        before.flags.includes('redos') ||
        has(batch, 'flagged', (each) => each.data.ground === 'redos'),
    ),
  ],
}

/** What opening it again restores stands as it was; only of what was done there is nothing to restore. */
export const closedSo: NonNullable<Acts['archived']> = [
  follows<'archived'>('state', 'how it stood when it was closed', ({ data, actingAs }, { before }) => {
    // Events of an earlier release do not say it.
    if (data.closed === undefined) return [null, null]
    return data.ending === 'done'
      ? ['nothing', 'something']
      : [
          { stage: before.stage, clocks: before.runningIds(), post: actingAs },
          {
            stage: data.closed.stage,
            clocks: data.closed.clocks.map(({ kind, part, nth }) => `${kind}:${part ?? 'centre'}:${nth}`),
            post: data.closed.post,
          },
        ]
  }),
]
