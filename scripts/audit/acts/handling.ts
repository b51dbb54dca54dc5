import {
  DISPUTED_AFTER_RETURNS,
  EXTEND_BEFORE,
  FLAGGED_AFTER,
  PLAN_STEPS_AT_MOST,
  RETURN_GROUNDS,
  RETURN_WITHIN,
  STEPS,
  URGENT_KINDS,
} from '../law'
import type { OutcomeSaid } from '../format'
import type { Part } from '../ledger'
import { dayAt, dayOfDate } from '../time'
import { type Acts, demand, filled, follows, has, part, stage } from './act'

/** R5.4: the part's own terms, which its dispatch was held against the policy for. */
const isBeyond = (it: Part | null): boolean => it !== null && it.granted.length >= it.inPrinciple
const roomLeft = (it: Part | null): boolean =>
  !isBeyond(it) || (it?.oneMore === true && it.granted.length === it.inPrinciple)

/** Dated steps, one after the other, none before the day on which they are laid down. */
const areSteps = (steps: readonly { readonly what: string; readonly by: string }[], at: number): boolean => {
  let last = dayAt(at)
  return (
    steps.length > 0 &&
    steps.length <= PLAN_STEPS_AT_MOST &&
    steps.every(({ what, by }) => {
      const day = dayOfDate(by) ?? -1
      const kept = filled(what) && day >= last
      last = day
      return kept
    })
  )
}

/** R19: each kind carries its own, and nothing of another. Feedback of an earlier release says none. */
const carriesItsOwn = (outcome: OutcomeSaid | null | undefined, at: number): boolean => {
  if (outcome == null) return true
  const { kind, steps, told, grounds, explained } = outcome
  switch (kind) {
    case 'solved':
      return Object.keys(outcome).length === 1
    case 'in-steps':
      return steps !== undefined && areSteps(steps, at) && filled(told ?? '') && grounds === undefined
    case 'not-possible':
      return filled(grounds ?? '', explained ?? '') && steps === undefined
    default:
      return false
  }
}

/** R3, R5, R6, R7 and R9.1: what a unit does with its part, and what is decided for it. */
export const handling: Acts = {
  'unit-signed': [part('R1.3', 'to-sign')],
  'assigned-in-unit': [
    part('R6.2', 'to-sign', 'handling', 'in-unit-review'),
    demand<'assigned-in-unit'>(
      'R6.2',
      'several handlers without their section, or a section without handlers',
      ({ data: { handlers, section } }) =>
        new Set(handlers).size === handlers.length &&
        (handlers.length < 2 || filled(section)) &&
        (handlers.length > 0 || section === ''),
    ),
    demand<'assigned-in-unit'>(
      'R6.2',
      'given back to the unit that had it',
      ({ data }, { before }) =>
        data.handlers.length > 0 || (before.part(data.no)?.given.at(-1)?.handlers.length ?? 0) > 0,
    ),
    demand<'assigned-in-unit'>(
      'R16.2',
      'given to an accused person',
      ({ data }, { before }) => !data.handlers.some((uid) => before.accusedPersons.includes(uid)),
    ),
  ],
  'step-recorded': [
    part('R6.2', 'handling'),
    demand<'step-recorded'>(
      'R6.2',
      'no such step, or nothing said of it',
      ({ data }) => STEPS.includes(data.step) && filled(data.note, ...(data.proof ?? [])),
    ),
  ],
  'feedback-submitted': [
    part('R7.1', 'handling'),
    demand<'feedback-submitted'>('R7.1', 'a part is missing', ({ data }) =>
      filled(data.situation, data.result, data.answer, ...(data.proof ?? [])),
    ),
    demand<'feedback-submitted'>('R19', 'an outcome without what its kind must carry', ({ data, at }) =>
      carriesItsOwn(data.outcome, at),
    ),
  ],
  'unit-reviewed': [
    part('R9.1', 'in-unit-review'),
    demand<'unit-reviewed'>(
      'R9.1',
      'the author reviews their own feedback',
      ({ data, by }, { before }) => before.part(data.no)?.author !== by,
    ),
    demand<'unit-reviewed'>(
      'R9.1',
      'sent back without reasons',
      ({ data }) => data.passed || filled(data.reasons),
    ),
  ],

  'return-applied': [
    part('R3.1', 'handling', 'in-unit-review'),
    demand<'return-applied'>(
      'R2.4',
      'a part that cannot be returned',
      ({ data }, { before }) => before.part(data.no)?.returnable === true,
    ),
    demand<'return-applied'>('R3.1', 'later than 24 h after signing', ({ data, at }, { before }) => {
      const signedAt = before.part(data.no)?.signedAt ?? null
      return signedAt !== null && (!before.knowsPolicy || at < signedAt + RETURN_WITHIN)
    }),
    demand<'return-applied'>(
      'R3.2',
      'reason, ground and signed form',
      ({ data }) => filled(data.reason, data.form) && RETURN_GROUNDS.includes(data.ground),
    ),
    demand<'return-applied'>(
      'R3.2',
      'suggests the unit itself',
      ({ data }, { before }) =>
        data.suggestedUnit === null || data.suggestedUnit !== before.part(data.no)?.unit,
    ),
    demand<'return-applied'>(
      'R3.2',
      'no opinion on who should have it',
      ({ data }) => data.opinion === undefined || data.suggestedUnit !== null || filled(data.opinion),
    ),
    demand<'return-applied'>(
      'R16.2',
      'suggests an accused unit',
      ({ data }, { before }) => data.suggestedUnit === null || !before.accused.includes(data.suggestedUnit),
    ),
    demand<'return-applied'>(
      'R11.2',
      'of a part that had passed',
      ({ data }, { before }) => before.part(data.no)?.passedAt === null,
    ),
    demand<'return-applied'>(
      'R3.1',
      'a second open application',
      ({ data }, { before }) => before.openReturn(data.no) === null,
    ),
    demand<'return-applied'>(
      'R3.5',
      'a ground that was rejected',
      ({ data }, { before }) =>
        !before.returns.some(
          ({ unit, ground, outcome }) =>
            unit === before.part(data.no)?.unit && ground === data.ground && outcome === 'rejected',
        ),
    ),
  ],
  'return-decided': [
    demand<'return-decided'>(
      'R3.3',
      'nothing was applied for',
      ({ data }, { before }) => before.open && before.openReturn(data.no) !== null,
    ),
    demand<'return-decided'>(
      'R3.5',
      'rejected without reasons',
      ({ data }) => data.approved || filled(data.reasons),
    ),
    {
      rule: 'R4.1',
      fault: (event, { before, batch }) => {
        if (event.type !== 'return-decided' || !before.knowsPolicy) return null
        const { no, approved } = event.data
        const host = before.part(no)?.role === 'host'
        const disputed = has(batch, 'disputed')
        const hosts = before.approvedReturns(true) + 1
        const all = before.approvedReturns() + 1
        if (approved && host && hosts >= DISPUTED_AFTER_RETURNS && !disputed)
          return { what: 'not disputed, though hosts returned it often enough', found: hosts }
        if (disputed && (!approved || !host || all < DISPUTED_AFTER_RETURNS))
          return { what: 'disputed too early', expected: DISPUTED_AFTER_RETURNS, found: all }
        return null
      },
    },
    demand<'return-decided'>(
      'R10.1',
      'passed to and fro, and not flagged',
      ({ data }, { before, batch }) =>
        !before.knowsPolicy ||
        !data.approved ||
        before.approvedReturns() + 1 < FLAGGED_AFTER.returns ||
        before.flags.includes('passing') ||
        has(batch, 'flagged', (each) => each.data.ground === 'passing'),
    ),
  ],

  'extension-applied': [
    part('R5.2', 'handling', 'in-unit-review'),
    demand<'extension-applied'>(
      'R11.2',
      'of a part that had passed',
      ({ data }, { before }) => before.part(data.no)?.passedAt === null,
    ),
    demand<'extension-applied'>(
      'R5.2',
      'later than 24 h before the deadline',
      ({ data, at }, { before }) =>
        !before.knowsPolicy || at < (before.latest('handle', data.no)?.dueAt ?? 0) - EXTEND_BEFORE,
    ),
    demand<'extension-applied'>('R5.2', 'reason and expected completion', ({ data, at }) => {
      const day = dayOfDate(data.expectedOn)
      return filled(data.reason) && day !== null && day >= dayAt(at)
    }),
    demand<'extension-applied'>(
      'R5.3',
      'a second open application',
      ({ data }, { before }) => before.openExtension(data.no) === null,
    ),
    demand<'extension-applied'>('R5.4', 'more extensions than its part may get', ({ data }, { before }) =>
      roomLeft(before.part(data.no)),
    ),
    demand<'extension-applied'>(
      'R5.4',
      "beyond the principle without the city's document",
      ({ data }, { before }) => !isBeyond(before.part(data.no)) || filled(data.document),
    ),
    demand<'extension-applied'>(
      'R5.4',
      'longer than the original limit',
      ({ data }, { before }) =>
        Number.isInteger(data.workdays) &&
        data.workdays >= 1 &&
        data.workdays <= (before.part(data.no)?.limit ?? 0),
    ),
  ],
  'extension-decided': [
    demand<'extension-decided'>(
      'R5.3',
      'nothing was applied for',
      ({ data }, { before }) => before.open && before.openExtension(data.no) !== null,
    ),
    demand<'extension-decided'>(
      'R5.3',
      "the centre records the city's decision without its document",
      ({ data, actingAs }) => actingAs === 'city' || filled(data.document),
    ),
    demand<'extension-decided'>(
      'R5.3',
      'approved when the old deadline had passed',
      ({ data, at }, { before }) => !data.approved || at < (before.latest('handle', data.no)?.dueAt ?? 0),
    ),
    demand<'extension-decided'>(
      'R5.4',
      'longer than the limit as it is',
      ({ data }, { before }) =>
        !data.approved ||
        (before.openExtension(data.no)?.workdays ?? 0) <= (before.part(data.no)?.limit ?? 0),
    ),
    demand<'extension-decided'>(
      'R5.4',
      'more extensions than its part may get',
      ({ data }, { before }) => !data.approved || roomLeft(before.part(data.no)),
    ),
    demand<'extension-decided'>(
      'R5.4',
      "beyond the principle without the city's document",
      ({ data }, { before }) => !data.approved || !isBeyond(before.part(data.no)) || filled(data.document),
    ),
  ],

  'complex-declared': [
    stage('R7.2', 'to-dispatch', 'to-instruct', 'disputed', 'consulting', 'handling'),
    demand<'complex-declared'>('R7.2', 'without a reason', ({ data }) => filled(data.reason)),
    demand<'complex-declared'>(
      'R7.2',
      'declared what it is already, or taken back what it is not',
      ({ data }, { before }) =>
        data.complex !== before.complex && !(data.complex && before.host()?.planned === true),
    ),
  ],
  'marked-urgent': [
    demand(
      'R1.2',
      'marked before the centre had signed it, or after it was closed',
      (_event, { before }) => before.open && before.stage !== 'to-sign',
    ),
    demand<'marked-urgent'>('R1.2', 'marked, or not, without a reason', ({ data }) => filled(data.reason)),
    demand<'marked-urgent'>(
      'R1.2',
      'marked as what it is already, or as what the policy does not know',
      ({ data: { kind } }, { before }) =>
        (kind?.code ?? null) !== before.urgent &&
        (kind === null || !before.knowsPolicy || URGENT_KINDS.includes(kind.code)),
    ),
  ],
  'plan-laid': [
    part('R7.2', 'handling'),
    demand<'plan-laid'>('R7.2', 'dated steps, one after the other', ({ data: { steps }, at }) =>
      areSteps(steps, at),
    ),
  ],
  'progress-reported': [
    part('R7.2', 'handling'),
    demand<'progress-reported'>(
      'R7.2',
      'an update without a plan, or without a word',
      ({ data }, { before }) =>
        before.part(data.no)?.planned === true && filled(data.text, ...(data.proof ?? [])),
    ),
  ],
  'category-corrected': [
    demand(
      'R5.1',
      'a category corrected before it was verified or after it was passed',
      (_event, { before }) => before.open && before.verifiedAt !== null && before.passedAt === null,
    ),
    follows<'category-corrected'>('R5.1', 'another category', ({ data }, { before }) => [
      true,
      data.category !== before.category,
    ]),
  ],
}
