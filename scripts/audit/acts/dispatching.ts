import {
  HANDLING_WORKDAYS,
  RETURN_WITHIN,
  EXTENSIONS_AT_MOST,
  EXTEND_BEFORE,
  KNOWN_POLICY,
  URGENT_KINDS,
  URGENT_OTHERWISE,
} from '../law'
import type { BasisSaid, EventData } from '../format'
import type { Ledger } from '../ledger'
import { dayAt, dayOfDate } from '../time'
import { type Acts, demand, filled, follows, has, part, stage } from './act'

const flat = (text: string): string => text.replace(/\s+/g, '')

export const keyOf = ({
  township,
  place,
  matter,
}: Pick<EventData['verified'], 'township' | 'place' | 'matter'>): string | null =>
  place === null || flat(place) === '' ? null : `${township}|${matter.code}|${flat(place)}`

const isNamed = (basis: BasisSaid): boolean => {
  switch (basis.kind) {
    case 'catalogue':
      return filled(basis.entry)
    case 'law':
    case 'duty':
    case 'township-list':
    case 'regulation':
      return filled(basis.name)
    case 'consultation':
      return typeof basis.consultation === 'number'
    case 'instruction':
      return filled(basis.leader)
    default:
      return basis.kind === 'nearest-duty'
  }
}

/** R4.2: nobody agreed, so all are responsible and none may return it. */
const isForced = (basis: BasisSaid): boolean => basis.kind === 'consultation' && basis.agreed === false

/**
 * R16.2: whether an accusation may take the part from this unit: it is accused itself, or people are, and it may have
 * nobody else. Who works in a unit is not in an export.
 */
const isTaken = (unit: string | undefined, { accused, accusedPersons }: Ledger): boolean =>
  accusedPersons.length > 0 || (unit !== undefined && accused.includes(unit))

/** R1, R2 and R4: from the transfer until the order is somebody's. */
export const dispatching: Acts = {
  transferred: [
    demand('state', 'an order begins once', ({ version }) => version === 1),
    demand<'transferred'>('R1.2', 'urgent of a kind that the policy does not know', ({ data }) =>
      data.urgent === undefined || data.policyVersion !== KNOWN_POLICY
        ? true
        : [...URGENT_KINDS, URGENT_OTHERWISE].includes(data.urgent.kind.code),
    ),
  ],
  'centre-signed': [stage('R1.1', 'to-sign')],
  verified: [
    stage('R1.2', 'to-verify'),
    demand<'verified'>('R1.2', 'a field is missing', ({ data }, { before }) =>
      filled(data.title, data.matter.code, data.township, before.text),
    ),
    demand<'verified'>('R1.2', 'no such category', ({ data }) => data.category in HANDLING_WORKDAYS),
    follows<'verified'>('R10.1', 'what orders on one matter share', ({ data }) => [
      keyOf(data),
      data.matterKey,
    ]),
  ],
  dispatched: [
    demand('R1.2', 'dispatched before it is verified', (_event, { before }) => before.verifiedAt !== null),
    demand<'dispatched'>(
      'R2.3',
      'dispatched while it is not to be dispatched',
      ({ data }, { before }) =>
        before.verifiedAt === null ||
        before.stage === (data.part === 'host' ? 'to-dispatch' : 'handling') ||
        // Every part of a consultation's outcome is given at once, whether or not all others are handed in.
        (data.part === 'assist' && data.basis.kind === 'consultation' && before.stage === 'first-review'),
    ),
    demand<'dispatched'>(
      'R2.3',
      'a second host',
      ({ data }, { before }) => data.part !== 'host' || before.host() === null,
    ),
    demand<'dispatched'>(
      'R2.3',
      'the unit has a part already',
      ({ data }, { before }) => !before.active().some(({ unit }) => unit === data.unit),
    ),
    demand<'dispatched'>(
      'R16.2',
      'dispatched to an accused unit',
      ({ data }, { before }) => !before.accused.includes(data.unit),
    ),
    demand<'dispatched'>('R2.1', 'no basis', ({ data }) => isNamed(data.basis)),
    demand<'dispatched'>(
      'R2.1',
      'a reason for what is not on a duty list, where none is asked, or an empty one',
      ({ data: { basis, overridden } }) =>
        overridden === undefined ||
        (filled(overridden) && ['law', 'duty', 'township-list'].includes(basis.kind)),
    ),
    demand<'dispatched'>(
      'R2.2',
      'nearest duty without a justification',
      ({ data: { basis } }) => basis.kind !== 'nearest-duty' || filled(basis.justification),
    ),
    demand<'dispatched'>(
      'R2.4',
      'on an instruction that was not given',
      ({ data: { basis } }, { before }) =>
        basis.kind !== 'instruction' || (before.instruction !== null && before.instruction === basis.leader),
    ),
    demand<'dispatched'>(
      'R4.1',
      'on a consultation that did not conclude so',
      ({ data: { basis } }, { before }) =>
        basis.kind !== 'consultation' ||
        (before.consultations.at(-1)?.no === basis.consultation &&
          before.consultations.at(-1)?.agreed === basis.agreed),
    ),
    follows<'dispatched'>(
      'R3.1',
      'how long after signing it may be returned',
      ({ data: { basis, returnWithin } }, { before }) => [
        !before.knowsPolicy
          ? returnWithin
          : basis.kind === 'instruction' || isForced(basis)
            ? null
            : RETURN_WITHIN,
        returnWithin,
      ],
    ),
    follows<'dispatched'>(
      'R4.2',
      "whether the caller's verdict counts for it",
      ({ data: { part: role, basis, answersForOutcome } }) => [
        role === 'host' || isForced(basis),
        answersForOutcome,
      ],
    ),
    follows<'dispatched'>(
      'R5.4',
      'extensions at most, and how long before the deadline',
      ({ data: { extensionsAtMost, extendBefore, thirdExtension = false } }, { before }) => [
        before.knowsPolicy
          ? [EXTENSIONS_AT_MOST, EXTEND_BEFORE, false]
          : [extensionsAtMost, extendBefore, thirdExtension],
        [extensionsAtMost, extendBefore, thirdExtension],
      ],
    ),
  ],
  'dispatch-withdrawn': [
    part('R2.1', 'to-sign', 'handling', 'in-unit-review', 'left-unit', 'passed'),
    demand<'dispatch-withdrawn'>(
      'R2.1',
      'withdrawn at this stage',
      ({ data, by }, { before, batch }) =>
        ['handling', 'first-review', 'to-dispatch'].includes(before.stage) ||
        // R16.2: wherever the order is, an accused unit loses its part, and so does one whose people are accused.
        has(batch, 'accused-named') ||
        ((by === 'system' || has(batch, 'reopened')) && isTaken(before.part(data.no)?.unit, before)),
    ),
    demand<'dispatch-withdrawn'>(
      'R16.2',
      'taken for an accusation that is not about its unit',
      ({ data, by }, { before, batch }) =>
        (by !== 'system' && !has(batch, 'accused-named')) || isTaken(before.part(data.no)?.unit, before),
    ),
    demand<'dispatch-withdrawn'>('R2.1', 'withdrawn without a reason', ({ data }) => filled(data.reason)),
    demand<'dispatch-withdrawn'>(
      'R2.1',
      'withdrawn by a post that may not',
      ({ actingAs, by }, { batch }) =>
        by === 'system' || actingAs === 'reviewer' || has(batch, 'accused-named') || has(batch, 'consulted'),
    ),
  ],
  'referred-to-leader': [
    stage('R2.4', 'to-dispatch'),
    demand('R2.4', 'referred a second time', (_event, { before }) => before.instruction === null),
  ],
  instructed: [
    stage('R2.4', 'to-instruct'),
    demand<'instructed'>('R2.4', 'name, text and scan', ({ data }) =>
      filled(data.leader, data.text, data.scan),
    ),
    demand<'instructed'>('R2.4', 'dated after it was recorded', ({ data, at }) => {
      const day = dayOfDate(data.date)
      return day !== null && day <= dayAt(at)
    }),
    demand(
      'R10.1',
      "a leader's assignment is not flagged",
      (_event, { before, batch }) =>
        before.flags.includes('assigned') || has(batch, 'flagged', ({ data }) => data.ground === 'assigned'),
    ),
  ],
  disputed: [
    demand<'disputed'>(
      'R4.1',
      'a dispute without its ground',
      ({ data }, { before, batch }) =>
        (data.ground === 'passing' && has(batch, 'return-decided', (each) => each.data.approved)) ||
        (data.ground === 'no-lead' &&
          (has(batch, 'consulted', (each) => !each.data.agreed) || filled(data.note))) ||
        (data.ground === 'hot' && filled(data.note) && before.stage === 'to-dispatch'),
    ),
    stage('R4.1', 'to-dispatch'),
  ],
  convened: [
    stage('R4.1', 'to-dispatch', 'disputed'),
    follows<'convened'>('R4.1', 'who leads', ({ data }, { before }) => [
      before.stage === 'disputed' ? ['dispute', true] : ['joint', false],
      [data.kind, data.lead !== null],
    ]),
    demand<'convened'>(
      'R2.3',
      'fewer than two units',
      ({ data }) => new Set([...data.units, ...(data.lead === null ? [] : [data.lead])]).size >= 2,
    ),
    demand<'convened'>(
      'R16.2',
      'an accused unit is asked',
      ({ data }, { before }) =>
        ![data.lead, ...data.units].some((unit) => unit !== null && before.accused.includes(unit)),
    ),
  ],
  consulted: [
    stage('R4.1', 'consulting'),
    follows<'consulted'>('R4.1', 'which consultation it was', ({ data }, { before }) => [
      before.consultations.at(-1)?.no,
      data.no,
    ]),
    demand<'consulted'>('R4.1', 'no minutes', ({ data }) => filled(data.note, data.minutes)),
    demand<'consulted'>('R2.3', 'exactly one host', ({ data }, { before, batch }) => {
      const hosts = batch.filter((each) => each.type === 'dispatched' && each.data.part === 'host').length
      return before.consultations.at(-1)?.kind === 'joint' && !data.agreed
        ? hosts === 0 && has(batch, 'disputed')
        : hosts === 1
    }),
    demand<'consulted'>(
      'R4.2',
      'without agreement the industry lead hosts',
      ({ data }, { before, batch }) => {
        const { kind, lead } = before.consultations.at(-1) ?? { kind: '', lead: null }
        return (
          kind !== 'dispute' ||
          data.agreed ||
          has(batch, 'dispatched', (each) => each.data.part === 'host' && each.data.unit === lead)
        )
      },
    ),
  ],
  'consultation-broken-off': [
    stage('R16.2', 'consulting'),
    demand<'consultation-broken-off'>(
      'R16.2',
      'broken off though nobody at the table is accused',
      ({ data }, { before, batch }) =>
        before.consultations.at(-1)?.no === data.no &&
        (has(batch, 'accused-named', (each) =>
          before.asked().some((unit) => each.data.units.includes(unit)),
        ) ||
          // Named while the order was closed.
          (has(batch, 'reopened') && before.asked().some((unit) => before.accused.includes(unit)))),
    ),
  ],
}
