import {
  ACCOUNTABILITY,
  APPEAL_GROUNDS,
  ASKED_BY,
  BODIES,
  CALLS_AT_MOST,
  EVALUATORS,
  FLAGGED_AFTER,
  GRADES,
  NOT_RATED,
  PANEL_AT_LEAST,
  SATISFIED_GRADES,
  SOLUTIONS,
} from '../law'
import { isFromBefore } from '../format'
import { declined, merged, withdrawn } from './calling-again'
import { closedSo } from './undoing'
import { dayAt, dayOfDate } from '../time'
import { type Acts, demand, filled, follows, has, part, stage } from './act'

/** Whether an evaluator belongs to one of these units. */
const sits = (evaluators: readonly (string | null)[] | null | undefined, units: readonly string[]): boolean =>
  evaluators?.some((unit) => unit !== null && units.includes(unit)) === true

const APPEALING = ['handling', 'in-unit-review', 'left-unit', 'passed']

/** R8 to R11: how the result is judged, by whom, and how the order ends. */
export const judging: Acts = {
  'first-reviewed': [
    stage('R9.2', 'first-review'),
    demand<'first-reviewed'>(
      'R9.2',
      'passed with a box that is not ticked, or sent back with none open',
      ({ data: { passed, complete, reasonable, wellFormed, outcomeFits } }) =>
        passed === (complete && reasonable && wellFormed && outcomeFits !== false),
    ),
    demand<'first-reviewed'>(
      'R19',
      'an outcome that was said and not checked, or checked and not said',
      ({ data: { outcomeFits } }, { before }) =>
        (typeof outcomeFits === 'boolean') ===
        before.active().some(({ state, says }) => state === 'left-unit' && says !== null),
    ),
    demand<'first-reviewed'>(
      'R9.2',
      'sent back without reasons',
      ({ data }) => data.passed || filled(data.reasons),
    ),
    follows<'first-reviewed'>('R9.2', 'parts it speaks of', ({ data }, { before }) => {
      const active = before.active()
      return data.passed
        ? [active.filter(({ state }) => state === 'left-unit').map(({ no }) => no), data.parts]
        : [
            true,
            data.parts.length > 0 &&
              data.parts.every((no) => active.some((each) => each.no === no && each.state === 'left-unit')),
          ]
    }),
    demand<'first-reviewed'>(
      'R10.1',
      'several redos, and not flagged',
      ({ data }, { before, batch }) =>
        !before.knowsPolicy ||
        data.passed ||
        before.redos + 1 < FLAGGED_AFTER.redos ||
        before.flags.includes('redos') ||
        has(batch, 'flagged', (each) => each.data.ground === 'redos'),
    ),
  ],
  'called-back': [
    stage('G', 'callback', 'to-archive'),
    demand<'called-back'>(
      'G',
      'answers of a caller who was not reached, or none of one who was',
      ({ data: { reached, solved, satisfied, grade } }) =>
        (solved !== null) === reached && (satisfied !== null || grade === NOT_RATED) === reached,
    ),
    demand<'called-back'>('G', 'a grade, a solution or an asker that there is not', ({ data }) =>
      // A call of an earlier release has only the two answers.
      data.grade === undefined
        ? data.solution === undefined && data.askedBy === undefined
        : (data.grade === null ? !data.reached : GRADES.includes(data.grade)) &&
          (data.solution == null ? !data.reached : SOLUTIONS.includes(data.solution)) &&
          ASKED_BY.includes(data.askedBy ?? ''),
    ),
    demand<'called-back'>(
      'G',
      'solved or satisfied otherwise than the answers say',
      ({ data: { solved, satisfied, solution, grade } }, { before }) =>
        grade == null ||
        (solved === (solution === 'solved') &&
          (grade === NOT_RATED
            ? satisfied === null
            : before.knowsPolicy
              ? satisfied === SATISFIED_GRADES.includes(grade)
              : satisfied !== null)),
    ),
    demand<'called-back'>(
      'R10.1',
      'dissatisfied again, and not flagged',
      ({ data }, { before, batch }) =>
        !before.knowsPolicy ||
        data.satisfied !== false ||
        before.dissatisfied + 1 < FLAGGED_AFTER.dissatisfied ||
        before.flags.includes('dissatisfied') ||
        has(batch, 'flagged', (each) => each.data.ground === 'dissatisfied'),
    ),
    follows<'called-back'>('G', 'whether the calling is done', ({ data }, { before }) => [
      before.knowsPolicy ? data.reached || before.calls + 1 >= CALLS_AT_MOST : data.done,
      data.done,
    ]),
  ],
  archived: [
    ...declined,
    ...merged,
    ...withdrawn,
    ...closedSo,
    demand('state', 'archived twice', (_event, { before }) => before.open),
    demand<'archived'>(
      'state',
      'archived before it is to be',
      ({ data }, { before }) => data.ending !== 'done' || before.stage === 'to-archive',
    ),
    demand<'archived'>(
      'R8.3',
      'archived while an appeal is undecided',
      ({ data }, { before }) => data.ending !== 'done' || before.openAppeal() === null,
    ),
    demand<'archived'>(
      'R8.4',
      'left out of satisfaction without an approved appeal',
      ({ data }, { batch }) =>
        (data.ending === 'excluded') === has(batch, 'appeal-decided', (each) => each.data.approved),
    ),
    demand<'archived'>(
      'R1.1',
      'the city archives what is not its own to recall',
      ({ data, actingAs }) => actingAs !== 'city' || ['recalled', 'excluded'].includes(data.ending),
    ),
  ],
  reopened: [
    follows<'reopened'>('R16.2', 'the parts that are taken with it', ({ data }, { before, batch }) => {
      const taken = batch.flatMap((each) => (each.type === 'dispatch-withdrawn' ? [each.data.no] : []))
      // An earlier release did not say it, and opened again only what was done.
      return before.ending === 'done' && data.taken === undefined ? [null, null] : [taken, data.taken ?? []]
    }),
    demand('R16.2', 'an accused unit has its part again', (_event, { before, batch }) =>
      before
        .active()
        .filter(({ unit }) => before.accused.includes(unit))
        .every(({ no }) => has(batch, 'dispatch-withdrawn', (each) => each.data.no === no)),
    ),
    demand(
      'state',
      'reopened what stands, what the city closed, or what was sent again',
      (_event, { before }) =>
        before.ending === 'done' ||
        (before.closed !== null &&
          before.closed.post !== 'city' &&
          before.again === null &&
          // R16.2: its figures would tell the accused.
          (before.ending !== 'excluded' ||
            before.active().every(({ unit }) => !before.accused.includes(unit)))),
    ),
  ],

  'sent-again': [
    demand<'sent-again'>('R1.1', 'sent again though it is open, or for nothing', ({ data }, { before }) =>
      data.former === null
        ? data.again !== null && !before.open && before.again === null
        : data.again === null && before.formerOrder === null && before.stage === 'to-sign',
    ),
  ],
  doubled: [demand('R1.1', 'linked to another order twice', (_event, { before }) => before.double === null)],

  'appeal-prepared': [
    part('R8.2', ...APPEALING),
    demand<'appeal-prepared'>(
      'R8.2',
      'not by the host',
      ({ data }, { before }) => before.part(data.no)?.role === 'host',
    ),
    demand<'appeal-prepared'>(
      'R8.1',
      'a suggestion not adopted, and no explanation to the caller on record',
      (event, { before }) =>
        isFromBefore(event) ||
        event.data.ground !== 'suggestion-explained' ||
        before.isExplained(event.data.no) ||
        before.reachedAt !== null,
    ),
    demand<'appeal-prepared'>('R8.1', 'no such ground', ({ data }) => APPEAL_GROUNDS.includes(data.ground)),
    demand<'appeal-prepared'>(
      'R11.2',
      'on a judgement that was not made',
      ({ data }, { before }) =>
        data.ground !== 'judged-unreasonable' || before.evaluation?.reasonable === false,
    ),
    demand<'appeal-prepared'>(
      'R8.2',
      'reason and evidence',
      ({ data }) => filled(data.reason) && data.proof.length > 0 && filled(...data.proof),
    ),
    demand('R8.2', 'a second open appeal', (_event, { before }) => before.openAppeal() === null),
    demand<'appeal-prepared'>(
      'R8.4',
      'a ground that was rejected',
      ({ data }, { before }) =>
        !before.appeals.some(({ ground, outcome }) => ground === data.ground && outcome === 'rejected'),
    ),
  ],
  'appeal-passed-up': [
    part('R16.2', ...APPEALING),
    demand<'appeal-passed-up'>(
      'R16.2',
      'no appeal that waits for its principal leader',
      ({ data }, { before }) => {
        const appeal = before.openAppeal()
        return appeal !== null && appeal.leader === null && !appeal.passedUp && appeal.no === data.no
      },
    ),
    demand<'appeal-passed-up'>(
      'R16.2',
      'passed up beside a command that has nothing to do with it',
      ({ by }, { batch }) =>
        by === 'system' ||
        has(batch, 'appeal-prepared') ||
        has(batch, 'accused-named') ||
        has(batch, 'reopened'),
    ),
  ],
  'appeal-approved': [
    demand<'appeal-approved'>(
      'R8.2',
      "by the county, though it waits for the unit's principal leader",
      ({ actingAs }, { before }) =>
        actingAs.startsWith('principal-leader@') || before.openAppeal()?.passedUp === true,
    ),
    demand<'appeal-approved'>(
      'R8.2',
      "the centre records a county leader's word and does not say whose",
      ({ actingAs, data }) => actingAs !== 'reviewer' || filled(data.note),
    ),
    part('R8.2', ...APPEALING),
    demand<'appeal-approved'>('R8.2', 'nothing to approve', ({ data }, { before }) => {
      const appeal = before.openAppeal()
      return appeal !== null && appeal.leader === null && appeal.no === data.no
    }),
  ],
  'appeal-decided': [
    demand(
      'R8.2',
      "decided without the principal leader's approval",
      (_event, { before }) => before.open && before.openAppeal()?.leader === true,
    ),
    demand<'appeal-decided'>(
      'R8.3',
      "the centre records the city's decision without its document",
      ({ data, actingAs }) => actingAs === 'city' || filled(data.document),
    ),
    demand<'appeal-decided'>(
      'R8.4',
      'approved, and not archived as left out of satisfaction',
      ({ data }, { batch }) =>
        !data.approved || has(batch, 'archived', (each) => each.data.ending === 'excluded'),
    ),
  ],

  'evaluation-requested': [
    stage('R11.1', 'to-archive'),
    part('R11.1', 'passed'),
    demand<'evaluation-requested'>(
      'R11.1',
      'not by the host',
      ({ data }, { before }) => before.part(data.no)?.role === 'host',
    ),
    demand(
      'R11.1',
      'the caller is not dissatisfied',
      (_event, { before }) => before.verdict?.satisfied === false,
    ),
    demand('R11.1', 'a second evaluation', (_event, { before }) => before.evaluation === null),
  ],
  'panel-convened': [
    stage('R11.1', 'evaluating'),
    demand<'panel-convened'>(
      'R11.1',
      'an evaluator of a unit that is judged',
      ({ data }, { before }) =>
        !before.knowsPolicy ||
        !data.evaluators.some(({ unit }) => before.parts.some((each) => each.unit === unit)),
    ),
    demand<'panel-convened'>(
      'R16.2',
      'an evaluator of an accused unit',
      ({ data }, { before }) =>
        !data.evaluators.some(({ unit }) => unit !== null && before.accused.includes(unit)),
    ),
    demand<'panel-convened'>(
      'R11.1',
      'too few, an even number, or of one kind only',
      ({ data }, { before }) => {
        const { evaluators } = data
        return (
          (!before.knowsPolicy ||
            (evaluators.length >= PANEL_AT_LEAST &&
              evaluators.length % 2 === 1 &&
              new Set(evaluators.map(({ kind }) => kind)).size >= 2)) &&
          new Set(evaluators.map(({ name }) => name.trim())).size === evaluators.length
        )
      },
    ),
    demand<'panel-convened'>('R11.1', 'a kind of evaluator that there is not', ({ data }) =>
      data.evaluators.every(
        ({ kind, unit }) => EVALUATORS.includes(kind) && (kind !== 'section-head' || unit !== null),
      ),
    ),
  ],
  'panel-broken-off': [
    stage('R16.2', 'evaluating'),
    demand(
      'R16.2',
      'broken off though no evaluator can be accused',
      (_event, { before, batch }) =>
        before.evaluation?.evaluators != null &&
        (has(
          batch,
          'accused-named',
          // A person is known to the order by no name, so that an evaluator may be the one who is accused.
          ({ data }) => data.persons.length > 0 || sits(before.evaluation?.evaluators, data.units),
        ) ||
          // Named while the order was closed.
          (has(batch, 'reopened') &&
            (before.accusedPersons.length > 0 || sits(before.evaluation.evaluators, before.accused)))),
    ),
  ],
  judged: [
    stage('R11.1', 'evaluating'),
    demand(
      'R16.2',
      'judged with an evaluator of an accused unit',
      (_event, { before }) => !sits(before.evaluation?.evaluators, before.accused),
    ),
    follows<'judged'>('R11.1', 'voices', ({ data }, { before }) => [
      before.evaluation?.evaluators?.length ?? 0,
      data.votes.length,
    ]),
    follows<'judged'>('R11.1', 'what the voices say', ({ data: { votes, reasonable } }) => [
      votes.filter((vote) => vote).length > votes.length / 2,
      reasonable,
    ]),
    demand<'judged'>('R11.2', 'a day to come exactly where there is something to solve', ({ data, at }) => {
      if (data.solveBy === null) return !data.reasonable
      return data.reasonable && (dayOfDate(data.solveBy) ?? 0) > dayAt(at)
    }),
    demand<'judged'>('R11.1', 'no minutes', ({ data }) => filled(data.minutes)),
  ],

  flagged: [
    demand<'flagged'>(
      'R10.1',
      'flagged a second time on this ground',
      ({ data }, { before }) => !before.flags.includes(data.ground),
    ),
    demand<'flagged'>(
      'R10.2',
      'sent to another body than the policy says',
      ({ data }, { before }) => !before.knowsPolicy || data.to === undefined,
    ),
    demand<'flagged'>('R10.1', 'flagged on a ground that is not there', ({ data }, { before, batch }) => {
      switch (data.ground) {
        case 'dissatisfied':
          return (
            (has(batch, 'called-back', (each) => each.data.satisfied === false) ||
              has(batch, 'callback-corrected', (each) => each.data.satisfied === false)) &&
            (!before.knowsPolicy || before.dissatisfied >= FLAGGED_AFTER.dissatisfied)
          )
        case 'redos':
          return (
            (has(batch, 'first-reviewed', (each) => !each.data.passed) || has(batch, 'redo-ordered')) &&
            (!before.knowsPolicy || before.redos >= FLAGGED_AFTER.redos)
          )
        case 'passing':
          return (
            has(batch, 'return-decided', (each) => each.data.approved) &&
            (!before.knowsPolicy || before.approvedReturns() >= FLAGGED_AFTER.returns)
          )
        case 'assigned':
          return has(batch, 'instructed')
        case 'repeated':
          return has(batch, 'verified') || has(batch, 'matter-corrected') || filled(data.note)
        default:
          return data.ground === 'hot' && filled(data.note)
      }
    }),
  ],
  'inspection-directed': [
    demand('R10.1', 'sent to be inspected without a flag', (_event, { before }) => before.flags.length > 0),
    demand(
      'R10.2',
      'sent elsewhere while it is inspected',
      (_event, { before: { inspection } }) => inspection === null || inspection.closed,
    ),
    demand<'inspection-directed'>(
      'R10.2',
      'without a reason, to no such body, or to the group of no unit that it concerns',
      ({ data: { to, unit, reason } }, { before }) =>
        filled(reason) &&
        BODIES.includes(to) &&
        (unit === null ? to !== 'discipline' : [...before.concerned(), ...before.accused].includes(unit)),
    ),
  ],
  'inspection-opened': [
    demand<'inspection-opened'>(
      'R10.2',
      'inspected by a body to which it was not sent',
      ({ data: { by } }, { before: { directed, sentTo } }) =>
        directed === null ? sentTo.has(by) || sentTo.has('both') : directed === by,
    ),
    demand('R10.1', 'inspected without a flag', (_event, { before }) => before.flags.length > 0),
    demand('R10.2', 'inspected twice', (_event, { before }) => before.inspection === null),
    follows<'inspection-opened'>('R10.2', 'who inspects', ({ data, actingAs }) => [actingAs, data.by]),
  ],
  'inspection-found': [
    demand<'inspection-found'>(
      'R10.2',
      'not its inspection, or served already',
      ({ actingAs }, { before: { inspection } }) =>
        inspection?.by === actingAs && !inspection.served && !inspection.closed,
    ),
    demand<'inspection-found'>(
      'R10.2',
      'finding, demand and accountability',
      ({ data }) => filled(data.finding, data.demand) && ACCOUNTABILITY.includes(data.accountability),
    ),
  ],
  'inspection-served': [
    demand<'inspection-served'>(
      'R10.2',
      'not its inspection, or served already',
      ({ actingAs }, { before: { inspection } }) =>
        inspection?.by === actingAs && !inspection.served && !inspection.closed,
    ),
    follows<'inspection-served'>('R10.2', 'what is served is what was found', ({ data }, { before }) => {
      const found = before.inspection?.found
      return [
        [found?.finding, found?.demand, found?.accountability],
        [data.finding, data.demand, data.accountability],
      ]
    }),
  ],
  'inspection-closed': [
    demand<'inspection-closed'>(
      'R10.2',
      'not its inspection, or nothing found',
      ({ actingAs }, { before: { inspection } }) =>
        inspection?.by === actingAs && inspection.found !== null && !inspection.closed,
    ),
    demand<'inspection-closed'>(
      'R10.2',
      'what holds a unit to account was not served on it',
      (_event, { before: { inspection } }) =>
        inspection === null || inspection.found?.accountability === 'none' || inspection.served,
    ),
    demand<'inspection-closed'>('R10.2', 'closed without a result', ({ data }) => filled(data.result)),
  ],
  'accused-named': [
    demand('R16.2', 'named before it was verified', (_event, { before }) => before.verifiedAt !== null),
    demand<'accused-named'>(
      'R16.2',
      'an accused unit keeps its part',
      ({ data }, { before, batch }) =>
        !before.open ||
        before
          .active()
          .filter(({ unit }) => data.units.includes(unit))
          .every(({ no }) => has(batch, 'dispatch-withdrawn', (each) => each.data.no === no)),
    ),
    demand<'accused-named'>(
      'R16.2',
      'an accused unit stays in a consultation',
      ({ data }, { before, batch }) =>
        !before.asked().some((unit) => data.units.includes(unit)) || has(batch, 'consultation-broken-off'),
    ),
    demand<'accused-named'>(
      'R16.2',
      'an evaluator of an accused unit stays in the panel',
      ({ data }, { before, batch }) =>
        before.stage !== 'evaluating' ||
        !sits(before.evaluation?.evaluators, data.units) ||
        has(batch, 'panel-broken-off'),
    ),
  ],
}
