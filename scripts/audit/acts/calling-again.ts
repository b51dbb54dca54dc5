import { DECLINE_GROUNDS } from '../law'
import { type Acts, demand, filled, follows } from './act'
import { keyOf } from './dispatching'

const isOpen = demand(
  'R21',
  'the caller calls again about an order that is closed',
  (_event, { before }) => before.open,
)

/** R21 and what is not for a hotline. */
export const callingAgain: Acts = {
  urged: [
    isOpen,
    follows<'urged'>('R21', 'who is reminded', ({ data }, { before }) => [before.whoHasIt(), data.reminded]),
  ],
  supplemented: [
    isOpen,
    demand<'supplemented'>('R21', 'a supplement without a word', ({ data }) => filled(data.text)),
    follows<'supplemented'>('R21', 'who is reminded', ({ data }, { before }) => [
      before.whoHasIt(),
      data.reminded,
    ]),
    demand<'supplemented'>(
      'R21',
      'the same order merged into it twice',
      ({ data }, { before }) => data.from === undefined || !before.mergedFrom.includes(data.from),
    ),
  ],
  unmerged: [
    demand<'unmerged'>('R21', 'a merge taken back that there was not', ({ data }, { before }) =>
      data.into === null
        ? data.from !== null && before.mergedFrom.includes(data.from)
        : data.from === null && before.mergedInto === data.into,
    ),
    demand<'unmerged'>('R21', 'taken back without a reason', ({ data }) => filled(data.reason)),
  ],
  'matter-corrected': [
    demand(
      'R21',
      'corrected before it was verified or after it was closed',
      (_event, { before }) => before.open && before.verifiedAt !== null,
    ),
    demand<'matter-corrected'>('R21', 'corrected without a reason', ({ data }) =>
      filled(data.matter.code, data.township, data.reason),
    ),
    demand<'matter-corrected'>(
      'R21',
      'corrected to what it was',
      ({ data }, { before: { about } }) =>
        about?.code !== data.matter.code || about.township !== data.township || about.place !== data.place,
    ),
    follows<'matter-corrected'>('R10.1', 'what orders on one matter share', ({ data }) => [
      keyOf(data),
      data.matterKey,
    ]),
  ],
}

/** What a merge must have; no other ending has it. */
export const merged: NonNullable<Acts['archived']> = [
  demand<'archived'>('R21', 'merged without a reason or the order it goes on in', ({ data }) =>
    data.ending === 'merged' ? filled(data.into, data.note) : data.into === undefined,
  ),
  demand<'archived'>(
    'R21',
    'merged before it was verified, after it was dispatched, or with others in it',
    ({ data }, { before }) =>
      data.ending !== 'merged' ||
      (before.stage === 'to-dispatch' && before.parts.length === 0 && before.mergedFrom.length === 0),
  ),
]

/** A caller withdraws for themselves alone. */
export const withdrawn: NonNullable<Acts['archived']> = [
  demand<'archived'>(
    'R21',
    'withdrawn by its caller with orders of others in it',
    ({ data }, { before }) => data.ending !== 'withdrawn' || before.mergedFrom.length === 0,
  ),
]

/** What an ending as not acceptable must have; no other has it. */
export const declined: NonNullable<Acts['archived']> = [
  demand<'archived'>(
    'R1.2',
    'not accepted without its ground, road and reason',
    ({ data: { ending, declined: said, note } }) =>
      ending === 'not-acceptable'
        ? said !== undefined && DECLINE_GROUNDS.includes(said.ground) && filled(said.route, note)
        : said === undefined,
  ),
  demand<'archived'>(
    'R1.2',
    'not accepted after it was dispatched, or before it was signed',
    ({ data }, { before }) =>
      data.ending !== 'not-acceptable' ||
      (['to-verify', 'to-dispatch'].includes(before.stage) && before.parts.length === 0),
  ),
]
