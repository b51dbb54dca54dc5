/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access,
   @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-return,
   @typescript-eslint/no-unsafe-call, @typescript-eslint/restrict-plus-operands
   -- a fault may be planted anywhere in a record, and be of any kind */
import { canonical } from '../../functions/src/domain/base/canonical'
import { DAY, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import { END, everyRoad } from './every-road'
import { exportOf, type ExportFiles } from './export-of'
import { at, PRINCIPAL, sha256 } from './road'

type Any = any

/** Of orders that went every way there is, with nothing wrong in it. */
export const CLEAN = exportOf(everyRoad())

/** Closes the chain again over what was tampered with, so that a fault is not found by its hash alone. */
export const rehash = (files: ExportFiles): void => {
  for (const order of files.orders as Any[]) {
    let [prevHash, version] = ['', 0]
    for (const event of files.events as Any[]) {
      if (event.order !== order.id) continue
      Object.assign(event, { version: ++version, prevHash })
      const { order: _order, times: _times, hash: _hash, ...unsealed } = event
      event.hash = prevHash = sha256(canonical(unsealed))
    }
    Object.assign(order, { version, hash: prevHash })
  }
}

const clockName = ({ kind, part, nth }: Any): string => `${kind}:${part ?? 'centre'}:${nth}`

export class Tampered {
  readonly files = structuredClone(CLEAN)

  order(id: string): Any {
    return this.files.orders.find((order) => order['id'] === id)
  }

  all(id: string, type: string): Any[] {
    return this.files.events.filter((event) => event['order'] === id && event['type'] === type)
  }

  event(id: string, type: string, nth = 0): Any {
    const event = this.all(id, type).at(nth)
    if (event === undefined) throw new Error(`${id} has no ${type}`)
    return event
  }

  rang(id: string, what: string, clock: string): Any {
    const event = this.all(id, 'rang').find(({ data }) => data.what === what && clockName(data) === clock)
    if (event === undefined) throw new Error(`${id}: no ${what} of ${clock}`)
    return event
  }

  clock(id: string, name: string): Any {
    return this.order(id).clocks.find((clock: Any) => clockName(clock) === name)
  }

  drop(event: Any): void {
    this.files.events.splice(this.files.events.indexOf(event), 1)
  }

  after(event: Any, copy: Any): void {
    this.files.events.splice(this.files.events.indexOf(event) + 1, 0, copy)
  }

  /** Both times, as a person's act has them; the order's later events stay where they are. */
  date(event: Any, time: number): void {
    event.at = event.recordedAt = time
  }
}

const moved = (clock: Any, by: number): void => {
  clock.dueAt += by
  for (const ring of clock.rings) ring.at += by
}

export type Plant = readonly [
  what: string,
  rule: string,
  order: string | null,
  plant: (export_: Tampered) => void,
]

export const BROKEN_CHAINS: readonly Plant[] = [
  ['a hash that was changed', 'chain', 'A01', (x) => (x.event('A01', 'verified').hash = '0'.repeat(64))],
  ['a text that was changed', 'chain', 'A01', (x) => (x.event('A01', 'verified').data.title = '别的')],
  ['an event that is gone', 'chain', 'A01', (x) => x.drop(x.event('A01', 'step-recorded'))],
  ['the last event gone', 'chain', 'A01', (x) => x.drop(x.event('A01', 'archived'))],
  [
    'two events that changed places',
    'chain',
    'A01',
    (x) => {
      const [one, two] = [x.event('A01', 'centre-signed'), x.event('A01', 'verified')]
      const events = x.files.events
      const [i, j] = [events.indexOf(one), events.indexOf(two)]
      events[i] = two
      events[j] = one
    },
  ],
  ['an order whose hash is another', 'chain', 'A01', (x) => (x.order('A01').hash = 'f'.repeat(64))],
]

export const FAULTS: readonly Plant[] = [
  // Deadlines
  [
    'a handling deadline off by a day',
    'R5.1',
    'A01',
    (x) => {
      moved(x.event('A01', 'dispatched').data.handle, DAY)
      x.clock('A01', 'handle:1:1').dueAt += DAY
    },
  ],
  [
    'a signing deadline off by a minute',
    'R1.3',
    'A01',
    (x) => moved(x.event('A01', 'dispatched').data.sign, MINUTE),
  ],
  [
    "the centre's own signing deadline off",
    'R1.1',
    'A01',
    (x) => moved(x.event('A01', 'transferred').data.clock, HOUR),
  ],
  ["the verification's deadline off", 'R1.2', 'A01', (x) => moved(x.event('A01', 'transferred').limit, HOUR)],
  [
    "a stage's deadline off by a day",
    'R18',
    'A01',
    (x) => {
      moved(x.event('A01', 'verified').limit, DAY)
      x.clock('A01', 'dispatch:centre:1').dueAt += DAY
    },
  ],
  ['a stage without a limit', 'R18', 'A01', (x) => (x.event('A01', 'unit-reviewed', 1).limit = null)],
  ['a limit of another stage', 'R18', 'A01', (x) => (x.event('A01', 'verified').limit.kind = 'archive')],
  [
    "a unit's own stage with a limit of the centre",
    'R18',
    'A01',
    (x) => (x.event('A01', 'unit-signed').limit = x.event('A01', 'verified').limit),
  ],
  ["a stage's breach that is gone", 'R18', 'A14', (x) => x.drop(x.rang('A14', 'breach', 'convene:centre:1'))],
  [
    "a stage's limit that stopped as met though nobody met it",
    'fold',
    'A07',
    (x) => (x.clock('A07', 'archive:centre:1').voided = false),
  ],
  [
    'a deadline that says it may still move',
    'R5.1',
    'A01',
    (x) => (x.event('A01', 'dispatched').data.handle.provisional = true),
  ],
  [
    'a limit of another category',
    'R5.1',
    'A01',
    (x) => (x.event('A01', 'dispatched').data.limitWorkdays = 8),
  ],
  [
    'a decision on a return with too much time',
    'R3.3',
    'A04',
    (x) => moved(x.event('A04', 'return-applied').data.decide, DAY),
  ],
  ['a plan due too late', 'R7.2', 'A16', (x) => moved(x.event('A16', 'dispatched').data.plan, DAY)],
  [
    'no plan awaited of an order declared complex',
    'R7.2',
    'A16',
    (x) => (x.event('A16', 'complex-declared', -1).data.clock = null),
  ],
  ['an update due too late', 'R7.2', 'A03', (x) => moved(x.event('A03', 'plan-laid').data.clock, DAY)],
  [
    'a day the panel set that was moved',
    'R11.2',
    'A07',
    (x) => moved(x.event('A07', 'judged').data.clock, DAY),
  ],
  [
    'an extension that adds a day too many',
    'R5.4',
    'A05',
    (x) => moved(x.event('A05', 'extension-decided').data.clock, DAY),
  ],
  [
    'a corrected category that left the deadline',
    'R5.1',
    'A10',
    (x) => Object.assign(x.event('A10', 'category-corrected').data, { clocks: [], before: [] }),
  ],
  [
    'a redo that moved the deadline',
    'R9.2',
    'A03',
    (x) => {
      const clock = { ...x.clock('A03', 'handle:1:1') }
      moved(clock, DAY)
      x.event('A03', 'first-reviewed').data.clocks.push(clock)
    },
  ],
  [
    'a limit that wins time by an act taken back',
    'R18',
    'A53',
    (x) => {
      const [clock] = x.event('A53', 'taken-back').data.clocks
      moved(clock, DAY)
    },
  ],
  [
    'an act taken back by whom it is not',
    'state',
    'A53',
    (x) => (x.all('A53', 'taken-back').find(({ data }) => data.act === 'urged').actingAs = 'city'),
  ],
  [
    'an act taken back that stands no more',
    'state',
    'A53',
    (x) => (x.event('A53', 'taken-back').data.act = 'disputed'),
  ],
  [
    'a redo after the pass without its reasons',
    'R9.2',
    'A54',
    (x) => (x.event('A54', 'redo-ordered').data.reasons = ' '),
  ],
  [
    'a verdict turned to the better by whoever entered it',
    'G',
    'A54',
    (x) => {
      Object.assign(x.event('A54', 'called-back').data, {
        solved: false,
        solution: 'unsolved',
        satisfied: false,
        grade: 'dissatisfied',
      })
      Object.assign(x.event('A54', 'callback-corrected').data, {
        solved: true,
        solution: 'solved',
        satisfied: true,
        grade: 'satisfied',
      })
    },
  ],
  [
    'the deadline moved in the order alone',
    'fold',
    'A02',
    (x) => (x.clock('A02', 'handle:1:1').dueAt += DAY),
  ],
  [
    'a limit after the city deadline, not flagged',
    'R3.4',
    'A01',
    (x) => (x.event('A01', 'transferred').data.cityDeadline = END - 20 * DAY),
  ],

  // Urgent orders
  [
    "the centre's urgent window off",
    'R1.1',
    'A50',
    (x) => moved(x.event('A50', 'transferred').data.urgent.clock, HOUR),
  ],
  [
    'an urgent part without its clocks',
    'R6.2',
    'A50',
    (x) => delete x.event('A50', 'dispatched').data.urgent,
  ],
  [
    "a unit's urgent window off by a minute",
    'R1.3',
    'A50',
    (x) => moved(x.event('A50', 'dispatched').data.urgent[0], MINUTE),
  ],
  [
    'a first contact due too late',
    'R6.2',
    'A50',
    (x) => moved(x.event('A50', 'dispatched').data.urgent[1], HOUR),
  ],
  [
    'an ordinary part with the clocks of an urgent one',
    'R6.2',
    'A01',
    (x) => (x.event('A01', 'dispatched').data.urgent = x.event('A50', 'dispatched').data.urgent),
  ],
  [
    'another kind that began the clocks anew',
    'R6.2',
    'A50',
    (x) =>
      x.event('A50', 'marked-urgent', -1).data.clocks.push(x.event('A50', 'marked-urgent', 1).data.clocks[0]),
  ],
  ['an urgent breach that is gone', 'R1.3', 'A50', (x) => x.drop(x.rang('A50', 'breach', 'urgent-sign:1:1'))],
  [
    'an urgent reminder that is gone',
    'R17',
    'A50',
    (x) => x.drop(x.rang('A50', 'remind', 'urgent-sign:1:1')),
  ],
  [
    'urgent clocks that run on after the mark was taken back',
    'fold',
    'A50',
    (x) => (x.clock('A50', 'first-contact:1:1').voided = false),
  ],
  [
    'an urgent progress met a minute before it was',
    'fold',
    'A50',
    (x) => (x.clock('A50', 'urgent-progress:1:2').stoppedAt -= MINUTE),
  ],
  ['marked without a reason', 'R1.2', 'A50', (x) => (x.event('A50', 'marked-urgent').data.reason = ' ')],
  [
    'marked as a kind that there is not',
    'R1.2',
    'A50',
    (x) => (x.event('A50', 'marked-urgent', -1).data.kind.code = 'hurry'),
  ],
  ['marked by a unit', 'R1.2', 'A50', (x) => (x.event('A50', 'marked-urgent').actingAs = 'handler@mayi')],
  [
    'an urgent clock that is not in the figures',
    'R21',
    null,
    (x) => ((x.files.stats['2026-11']!['mayi']!['total']! as Any).counts.urgentDue = 0),
  ],
  ['an order that forgot that it is urgent', 'fold', 'A50', (x) => (x.order('A50').urgent = null)],

  // The caller calls again
  [
    'an urging of which a unit that has it did not hear',
    'R21',
    'A41',
    (x) => (x.event('A41', 'urged').data.reminded = ['centre']),
  ],
  [
    'a unit reminded of what it has handed in',
    'R21',
    'A41',
    (x) => (x.event('A41', 'urged', 1).data.reminded = ['mayi']),
  ],
  ['an urging by a unit', 'R21', 'A41', (x) => (x.event('A41', 'urged', 1).actingAs = 'handler@mayi')],
  ['an urging that the order forgot', 'fold', 'A41', (x) => x.order('A41').urgings.pop()],
  [
    'an urging that is not in the figures',
    'R21',
    null,
    (x) => ((x.files.stats['2026-11']!['mayi']!['total']! as Any).counts.urgings = 0),
  ],
  ['a supplement without a word', 'R21', 'A41', (x) => (x.event('A41', 'supplemented').data.text = ' ')],
  [
    'a supplement with a telephone number',
    'R16.1',
    'A41',
    (x) => (x.event('A41', 'supplemented').data.text = '请打 13800138000'),
  ],
  [
    'a supplement that the order has otherwise',
    'fold',
    'A41',
    (x) => (x.order('A41').supplements[0].text = '别的'),
  ],
  [
    'a matter corrected without a reason',
    'R21',
    'A41',
    (x) => (x.event('A41', 'matter-corrected').data.reason = ''),
  ],
  [
    'a place corrected under the old key',
    'R10.1',
    'A41',
    (x) => (x.event('A41', 'matter-corrected').data.matterKey = 'another'),
  ],
  [
    'a place that was corrected, and still is the old one',
    'fold',
    'A41',
    (x) => (x.order('A41').place = 'A41号'),
  ],
  [
    'not accepted, and nobody told the road',
    'R1.2',
    'A42',
    (x) => (x.event('A42', 'archived').data.declined.route = ''),
  ],
  [
    'not accepted on a ground that there is not',
    'R1.2',
    'A42',
    (x) => (x.event('A42', 'archived').data.declined.ground = 'dear'),
  ],
  [
    'not accepted after it was handled',
    'R1.2',
    'A41',
    (x) =>
      Object.assign(x.event('A41', 'archived').data, {
        ending: 'not-acceptable',
        note: '理由',
        declined: { ground: 'court', route: '法院' },
      }),
  ],
  [
    'an order not accepted that is not in the figures',
    'R21',
    null,
    (x) => ((x.files.stats['2026-11']!['centre']!['total']! as Any).counts.declined = 0),
  ],

  // Two orders of one matter
  [
    'a merge of which the main order says nothing',
    'R21',
    'A44',
    (x) => x.drop(x.event('A43', 'supplemented')),
  ],
  [
    'a supplement unlike the order that was merged',
    'R21',
    'A43',
    (x) => (x.event('A43', 'supplemented').data.text = '别的'),
  ],
  [
    'a merge across accusations that differ',
    'R21',
    'A43',
    (x) => (x.event('A44', 'verified').data.accused = ['chengguan']),
  ],
  [
    'withdrawn with an order of another caller in it',
    'R21',
    'A43',
    (x) => (x.event('A43', 'archived').data.ending = 'withdrawn'),
  ],
  ['a merge without a reason', 'R21', 'A44', (x) => (x.event('A44', 'archived').data.note = '')],
  [
    'a merge of what a unit has',
    'R21',
    'A41',
    (x) => Object.assign(x.event('A41', 'archived').data, { ending: 'merged', note: '理由', into: 'A43' }),
  ],
  [
    'an earlier order merged into a later one',
    'R21',
    'A43',
    (x) => (x.event('A43', 'transferred').data.transferredAt += DAY),
  ],
  ['a merge by a unit', 'R21', 'A43', (x) => (x.event('A43', 'supplemented').actingAs = 'handler@mayi')],
  [
    'a merged order whose limits still run',
    'fold',
    'A44',
    (x) => (x.clock('A44', 'dispatch:centre:1').stoppedAt = null),
  ],
  ['a merge taken back in one order alone', 'R21', 'A45', (x) => x.drop(x.event('A43', 'unmerged'))],
  [
    'a merge taken back that there was not',
    'R21',
    'A43',
    (x) => (x.event('A43', 'unmerged').data.from = 'A41'),
  ],
  [
    'a merge taken back with more time',
    'R21',
    'A45',
    (x) => (x.event('A45', 'unmerged').data.clocks[0].dueAt += DAY),
  ],
  [
    'a merge taken back, and the breach meanwhile forgotten',
    'R18',
    'A45',
    (x) => x.drop(x.rang('A45', 'breach', 'dispatch:centre:1')),
  ],
  [
    'a merged order that is not in the figures',
    'R21',
    null,
    (x) => ((x.files.stats['2026-11']!['centre']!['total']! as Any).counts.merged = 0),
  ],
  [
    'sent again, of which the closed order says nothing',
    'R1.1',
    'A46_2',
    (x) => x.drop(x.event('A46', 'sent-again')),
  ],
  [
    'sent again for another order',
    'R1.1',
    'A46',
    (x) => (x.event('A46_2', 'sent-again').data.former = 'A41'),
  ],
  [
    'sent again before it was closed',
    'R1.1',
    'A46',
    (x) => (x.event('A46_2', 'transferred').data.transferredAt -= 2 * DAY),
  ],

  // Breaches and reminders
  ['a breach that was removed', 'R5.1', 'A02', (x) => x.drop(x.rang('A02', 'breach', 'handle:1:1'))],
  [
    'the last breach removed, nothing after it',
    'R1.3',
    'A06',
    (x) => {
      for (const type of [
        'unit-signed',
        'feedback-submitted',
        'unit-reviewed',
        'first-reviewed',
        'called-back',
        'archived',
      ])
        x.drop(x.event('A06', type))
    },
  ],
  [
    'a breach recorded twice',
    'R5.1',
    'A02',
    (x) => {
      const breach = x.rang('A02', 'breach', 'handle:1:1')
      x.after(breach, structuredClone(breach))
    },
  ],
  [
    'a breach a minute early',
    'R1.3',
    'A02',
    (x) => {
      const breach = x.rang('A02', 'breach', 'sign:1:1')
      breach.at = breach.data.at -= MINUTE
    },
  ],
  [
    "the centre's breach erased by its later signing",
    'R1.1',
    'A02',
    (x) => x.drop(x.rang('A02', 'breach', 'sign:centre:1')),
  ],
  [
    'a breach of a clock that had stopped',
    'R1.3',
    'A01',
    (x) => {
      const breach = structuredClone(x.rang('A02', 'breach', 'sign:1:1'))
      x.after(x.event('A01', 'archived'), { ...breach, order: 'A01' })
    },
  ],
  [
    'a reminder at night',
    'R17',
    'A02',
    (x) => {
      const reminder = x.rang('A02', 'remind', 'handle:1:1')
      reminder.at = reminder.data.at = at('2026-12-03T23:00:00')
    },
  ],
  [
    'a reminder called given that was written down at night',
    'R17',
    'A02',
    (x) => (x.rang('A02', 'remind', 'handle:1:1').recordedAt += 12 * HOUR),
  ],
  [
    'a reminder called missed that was in time',
    'R17',
    'A02',
    (x) => (x.rang('A02', 'remind', 'handle:1:1').data.what = 'missed'),
  ],
  ['a reminder that never came', 'R17', 'A02', (x) => x.drop(x.rang('A02', 'remind', 'handle:1:1'))],
  ['an overdue limit that does not climb', 'R17', 'A02', (x) => x.drop(x.rang('A02', 'climb', 'handle:1:1'))],
  [
    'a climb to the wrong level',
    'R17',
    'A02',
    (x) => (x.rang('A02', 'climb', 'handle:1:1').data.to = 'county'),
  ],

  // Who, and in what order
  ['a first review by a clerk', 'R9.2', 'A01', (x) => (x.event('A01', 'first-reviewed').actingAs = 'clerk')],
  [
    'a signing by another unit',
    'R1.3',
    'A01',
    (x) => (x.event('A01', 'unit-signed').actingAs = 'handler@zhujian'),
  ],
  [
    'an author who reviews their own feedback',
    'R9.1',
    'A01',
    (x) => (x.event('A01', 'unit-reviewed').by = 'handler'),
  ],
  [
    "an extension decided by the unit's leader",
    'R5.3',
    'A05',
    (x) => (x.event('A05', 'extension-decided').actingAs = 'principal-leader@mayi'),
  ],
  [
    "a city's decision without its document",
    'R5.3',
    'A05',
    (x) => (x.event('A05', 'extension-decided', 1).data.document = ''),
  ],
  [
    'an inspection by the centre',
    'R10.2',
    'A13',
    (x) => (x.event('A13', 'inspection-found').actingAs = 'reviewer'),
  ],
  ['something before the transfer', 'state', 'A01', (x) => x.drop(x.event('A01', 'transferred'))],
  ['a dispatch before the verification', 'R1.2', 'A01', (x) => x.drop(x.event('A01', 'verified'))],
  [
    'a nearest duty without justification',
    'R2.2',
    'A01',
    (x) => (x.event('A01', 'dispatched').data.basis = { kind: 'nearest-duty', justification: ' ' }),
  ],
  [
    'a dispatch without a basis',
    'R2.1',
    'A01',
    (x) => (x.event('A01', 'dispatched').data.basis = { kind: 'law', name: '' }),
  ],
  ['two hosts', 'R2.3', 'A03', (x) => (x.event('A03', 'dispatched', 1).data.part = 'host')],
  [
    'a command that was done twice',
    'state',
    'A01',
    (x) => (x.event('A01', 'archived').command = x.event('A01', 'centre-signed').command),
  ],
  [
    'feedback with a part missing',
    'R7.1',
    'A01',
    (x) => (x.event('A01', 'feedback-submitted').data.answer = ''),
  ],
  [
    'a grade that counts otherwise than it is',
    'G',
    'A01',
    (x) => (x.event('A01', 'called-back').data.satisfied = false),
  ],
  ['an asker that there is not', 'G', 'A01', (x) => (x.event('A01', 'called-back').data.askedBy = 'unit')],
  [
    'an outcome in steps of which the caller was not told',
    'R19',
    'A02',
    (x) => (x.event('A02', 'feedback-submitted').data.outcome.told = ''),
  ],
  [
    'an outcome that is not possible without its grounds',
    'R19',
    'A03',
    (x) => (x.event('A03', 'feedback-submitted').data.outcome.grounds = ''),
  ],
  [
    'an outcome that the first review did not check',
    'R19',
    'A01',
    (x) => (x.event('A01', 'first-reviewed').data.outcomeFits = null),
  ],
  [
    'a review passed with an open box',
    'R9.2',
    'A01',
    (x) => (x.event('A01', 'first-reviewed').data.wellFormed = false),
  ],

  // Returns, disputes, extensions
  [
    'a return later than 24 h after signing',
    'R3.1',
    'A04',
    (x) => {
      const applied = x.event('A04', 'return-applied', 1)
      x.date(applied, x.event('A04', 'unit-signed', 1).at + DAY)
    },
  ],
  [
    'a return without the signed form',
    'R3.2',
    'A04',
    (x) => (x.event('A04', 'return-applied').data.form = ''),
  ],
  [
    'a return without an opinion on who should have it',
    'R3.2',
    'A04',
    (x) => (x.event('A04', 'return-applied').data.opinion = ' '),
  ],
  [
    "a return of a leader's assignment",
    'R3.1',
    'A06',
    (x) => (x.event('A06', 'dispatched').data.returnWithin = DAY),
  ],
  ['a return that was not disputed', 'R4.1', 'A04', (x) => x.drop(x.event('A04', 'disputed'))],
  ['a return that was not flagged', 'R10.1', 'A04', (x) => x.drop(x.event('A04', 'flagged'))],
  [
    'a verdict that leaves a responsible unit out',
    'R4.2',
    'A04',
    (x) => (x.event('A04', 'dispatched', -1).data.answersForOutcome = false),
  ],
  [
    'an accused unit stays at the table',
    'R16.2',
    'A15',
    (x) => x.drop(x.event('A15', 'consultation-broken-off')),
  ],
  [
    'a consultation broken off for nobody',
    'R16.2',
    'A15',
    (x) => (x.event('A15', 'accused-named').data.units = ['jijian']),
  ],
  [
    'an extension applied for too late',
    'R5.2',
    'A05',
    (x) => {
      const due = x.event('A05', 'dispatched').data.handle.dueAt
      x.date(x.event('A05', 'extension-applied'), due - DAY)
    },
  ],
  [
    'an extension longer than the limit',
    'R5.4',
    'A05',
    (x) => (x.event('A05', 'extension-applied').data.workdays = 7),
  ],
  [
    'a third extension',
    'R5.4',
    'A05',
    (x) => {
      const copies = ['extension-applied', 'extension-decided'].map((type) =>
        structuredClone(x.event('A05', type, -1)),
      )
      const last = x.event('A05', 'extension-decided', -1)
      x.after(last, { ...copies[1], command: 'third-decided' })
      x.after(last, { ...copies[0], command: 'third-applied' })
    },
  ],
  [
    "a third extension that was possible, without the city's document",
    'R5.4',
    'A05',
    (x) => {
      x.event('A05', 'transferred').data.policyVersion = x.order('A05').policyVersion = 'another'
      x.event('A05', 'dispatched').data.thirdExtension = true
      const copies = ['extension-applied', 'extension-decided'].map((type) =>
        structuredClone(x.event('A05', type, -1)),
      )
      const last = x.event('A05', 'extension-decided', -1)
      x.after(last, { ...copies[1], command: 'third-decided' })
      x.after(last, { ...copies[0], command: 'third-applied' })
    },
  ],

  // Appeals, evaluations, inspections
  [
    'an appeal approved by the handler',
    'R8.2',
    'A05',
    (x) => (x.event('A05', 'appeal-approved').actingAs = 'handler@mayi'),
  ],
  [
    "an appeal approved by the county, though the unit's leader might",
    'R8.2',
    'A05',
    (x) => (x.event('A05', 'appeal-approved').actingAs = 'county-leader'),
  ],
  [
    'an appeal that the accused leader approves',
    'R16.2',
    'A61',
    (x) => {
      const event = x.event('A61', 'appeal-approved')
      event.by = PRINCIPAL.uid
      event.actingAs = 'principal-leader@mayi'
    },
  ],
  [
    'an appeal passed up that waits for nobody',
    'R16.2',
    'A61',
    (x) => (x.event('A61', 'appeal-passed-up').data.no = 2),
  ],
  [
    "an appeal decided without the leader's approval",
    'R8.2',
    'A05',
    (x) => x.drop(x.event('A05', 'appeal-approved')),
  ],
  [
    'an appeal on a ground of its own',
    'R8.1',
    'A05',
    (x) => (x.event('A05', 'appeal-prepared').data.ground = 'too-busy'),
  ],
  ['an appeal without evidence', 'R8.2', 'A05', (x) => (x.event('A05', 'appeal-prepared').data.proof = [])],
  [
    'an order left out of satisfaction by nobody',
    'R8.4',
    'A01',
    (x) => (x.event('A01', 'archived').data.ending = 'excluded'),
  ],
  [
    'an evaluator of the unit judged',
    'R11.1',
    'A07',
    (x) => (x.event('A07', 'panel-convened').data.evaluators[2].unit = 'mayi'),
  ],
  [
    'an evaluator of an accused unit',
    'R16.2',
    'A30',
    (x) => (x.event('A30', 'panel-convened', -1).data.evaluators[2].unit = 'chengguan'),
  ],
  [
    'an evaluator who is accused stays in the panel',
    'R16.2',
    'A30',
    (x) => x.drop(x.event('A30', 'panel-broken-off')),
  ],
  [
    'a panel broken off for nobody',
    'R16.2',
    'A30',
    (x) => (x.event('A30', 'accused-named').data.units = ['huanbao']),
  ],
  [
    'a part taken for an accusation of others',
    'R16.2',
    'A30',
    (x) => (x.event('A30', 'accused-named', -1).data = { units: ['huanbao'], persons: [], reason: '甲' }),
  ],
  [
    'an accused unit suggested in a return',
    'R16.2',
    'A04',
    (x) => {
      x.event('A04', 'verified').data.accused = ['huanbao']
      x.event('A04', 'return-applied').data.suggestedUnit = 'huanbao'
    },
  ],
  [
    'a verdict against the voices',
    'R11.1',
    'A08',
    (x) => (x.event('A08', 'judged').data.votes = [true, true, false]),
  ],
  ['redos without a flag', 'R10.1', 'A03', (x) => x.drop(x.event('A03', 'flagged'))],
  ['repeated complaints without a flag', 'R10.1', 'A22', (x) => x.drop(x.event('A22', 'flagged'))],
  [
    'an inspection by the body it was not sent to',
    'R10.2',
    'A13',
    (x) => (x.event('A13', 'inspection-directed').data.to = 'supervision'),
  ],
  [
    'an inspection that was forgotten when the order was inspected again',
    'fold',
    'A13',
    (x) => (x.order('A13').formerInspections = []),
  ],
  ['an inspection of what is not flagged', 'R10.1', 'A13', (x) => x.drop(x.event('A13', 'flagged'))],
  [
    'an accountability that was not served',
    'R10.2',
    'A03',
    (x) => x.drop(x.event('A03', 'inspection-served')),
  ],

  // Readers and texts
  [
    'an accused unit among the readers',
    'R16.2',
    'A09',
    (x) => x.event('A09', 'dispatched', -1).readers.push('unit:chengguan'),
  ],
  [
    "an accused unit among the order's readers",
    'R16.2',
    'A09',
    (x) => x.order('A09').readers.push('clear:unit:chengguan'),
  ],
  [
    'an order that accuses a unit, read as if it did not',
    'R16.2',
    'A09',
    (x) => (x.order('A09').readers[0] = 'centre'),
  ],
  [
    'an order that accuses nobody, read as if it did',
    'R16.2',
    'A01',
    (x) => (x.order('A01').readers[0] = 'clear:centre'),
  ],
  [
    'an act of a person whom the order accuses',
    'R16.2',
    'A01',
    (x) => x.event('A01', 'verified').data.accusedPersons.push(x.event('A01', 'first-reviewed').by),
  ],
  [
    'accused persons that the order does not say',
    'fold',
    'A01',
    (x) => x.event('A01', 'verified').data.accusedPersons.push('somebody'),
  ],
  ['a duty that the order does not remember', 'fold', 'A01', (x) => delete x.order('A01').duties.author],
  [
    'an inspector that the order does not remember',
    'fold',
    'A03',
    (x) => (x.order('A03').inspection.inspectors = []),
  ],
  [
    'feedback that its author reviews for the centre',
    'R9.2',
    'A01',
    (x) => (x.event('A01', 'first-reviewed').by = x.event('A01', 'feedback-submitted').by),
  ],
  [
    'a caller called back by the first reviewer',
    'R9.2',
    'A01',
    (x) => (x.event('A01', 'called-back').by = x.event('A01', 'first-reviewed').by),
  ],
  [
    'a decision by whoever applied for it',
    'R3.3',
    'A05',
    (x) => (x.event('A05', 'return-decided').by = x.event('A05', 'return-applied').by),
  ],
  [
    'an inspection by whoever handled it',
    'R10.2',
    'A03',
    (x) => (x.event('A03', 'inspection-found').by = x.event('A03', 'unit-signed').by),
  ],
  [
    'an appeal approved by whoever prepared it',
    'R8.2',
    'A08',
    (x) => (x.event('A08', 'appeal-approved').by = x.event('A08', 'appeal-prepared').by),
  ],
  [
    'a verdict recorded by whoever handled it',
    'R11.1',
    'A08',
    (x) => (x.event('A08', 'judged').by = x.event('A08', 'feedback-submitted').by),
  ],
  [
    'an accused unit that is given a part',
    'R16.2',
    'A09',
    (x) => (x.event('A09', 'dispatched', -1).data.unit = 'chengguan'),
  ],
  [
    'an accused unit that keeps its part',
    'R16.2',
    'A09',
    (x) => x.drop(x.event('A09', 'dispatch-withdrawn')),
  ],
  [
    'a unit that has nothing to do with it',
    'R16.2',
    'A01',
    (x) => x.event('A01', 'archived').readers.push('unit:zhujian'),
  ],
  ['a flag that a unit reads', 'R10.2', 'A03', (x) => x.event('A03', 'flagged').readers.push('unit:mayi')],
  [
    'readers that tell that the order is flagged',
    'R10.2',
    'A03',
    (x) => {
      const event = x.event('A03', 'first-reviewed')
      event.readers = event.readers.filter(
        (reader: string) => !['supervision', 'discipline'].includes(reader),
      )
    },
  ],
  [
    'an event said to be of another unit',
    'R16.2',
    'A01',
    (x) => (x.event('A01', 'step-recorded').about = 'unit:zhujian'),
  ],
  [
    'a unit that reads what it has returned',
    'R16.2',
    'A03',
    (x) => x.order('A03').readers.push(...x.order('A03').formerReaders),
  ],
  [
    'an inspection read before it is served',
    'R10.2',
    'A03',
    (x) => x.event('A03', 'inspection-found').readers.push('unit:mayi'),
  ],
  [
    'a mobile number in a text',
    'R16.1',
    'A01',
    (x) => (x.event('A01', 'step-recorded').data.note = '已致电138 0013 8000'),
  ],
  [
    'an id number in a text',
    'R16.1',
    'A01',
    (x) => (x.event('A01', 'feedback-submitted').data.result = '身份证360429199001011234已核'),
  ],

  [
    'readers of two units’ events that changed places',
    'R16.2',
    'A04',
    (x) => {
      const parts = x.all('A04', 'unit-signed')
      const [one, other] = [parts[0], parts.find((each) => `${each.readers}` !== `${parts[0].readers}`)]
      ;[one.readers, other.readers] = [other.readers, one.readers]
    },
  ],
  [
    'an event that its own unit cannot read',
    'R16.2',
    'A01',
    (x) => (x.event('A01', 'unit-signed').readers = ['centre', 'leaders', 'supervision', 'discipline']),
  ],
  ...['centre', 'leaders'].map((audience): Plant => [
    `an event that the ${audience} cannot read`,
    'R16.2',
    'A01',
    (x) => {
      const event = x.event('A01', 'verified')
      event.readers = event.readers.filter((reader: string) => reader !== audience)
    },
  ]),
  ...['centre', 'leaders', 'unit:mayi'].map((audience): Plant => [
    `an order that ${audience} cannot read`,
    'R16.2',
    'A01',
    (x) => {
      const order = x.order('A01')
      order.readers = order.readers.filter((reader: string) => reader !== audience)
    },
  ]),
  [
    'a finding that the centre reads before it is served',
    'R16.2',
    'A03',
    (x) => x.event('A03', 'inspection-found').readers.push('centre'),
  ],
  [
    'an inspection that was served on a unit that cannot read it',
    'R16.2',
    'A03',
    (x) => {
      const event = x.event('A03', 'inspection-served')
      event.readers = event.readers.filter((reader: string) => !reader.startsWith('unit:'))
    },
  ],
  [
    'an evaluator of a unit that the order accuses',
    'R16.2',
    'A07',
    (x) => {
      x.event('A07', 'verified').data.accused.push('chengguan')
      x.event('A07', 'panel-convened').data.evaluators[0].unit = 'chengguan'
    },
  ],
  [
    'a unit accused in the order that is asked to a table',
    'R16.2',
    'A04',
    (x) => x.event('A04', 'verified').data.accused.push(x.event('A04', 'convened').data.units[0]),
  ],
  [
    'a reminder that names another deadline',
    'R17',
    'A02',
    (x) => (x.rang('A02', 'remind', 'handle:1:1').data.dueAt += DAY),
  ],

  // The order and the figures
  ['a title that is not the verified one', 'fold', 'A01', (x) => (x.order('A01').title = '别的')],
  [
    'feedback in other words than were handed in',
    'fold',
    'A01',
    (x) => (x.order('A01').assignments[0].feedback.answer = '另一个答复'),
  ],
  [
    'times that are not the times',
    'fold',
    'A01',
    (x) => (x.order('A01').times.archivedAt = x.order('A01').times.verifiedAt),
  ],
  ['an alarm of an archived order', 'fold', 'A01', (x) => (x.order('A01').alarmAt = END)],
  [
    'a correction of a closed month that the order does not remember',
    'fold',
    'A07',
    (x) =>
      (x.order('A07').counted.corrections = [
        {
          of: '2026-10',
          in: '2026-11',
          scope: 'county',
          category: 'help',
          reason: 'redo',
          counts: { rated: 1 },
        },
      ]),
  ],
  ['an order that says another stage', 'fold', 'A01', (x) => (x.order('A01').stage = 'callback')],
  [
    'an order without its events',
    'input',
    'A01',
    (x) => {
      for (const event of x.files.events.filter((each) => each['order'] === 'A01')) x.drop(event)
    },
  ],
  [
    'events without their order',
    'input',
    'A01',
    (x) => x.files.orders.splice(x.files.orders.indexOf(x.order('A01')), 1),
  ],
  [
    'an event of a kind there is not',
    'input',
    'A01',
    (x) => (x.event('A01', 'step-recorded').type = 'improved'),
  ],
  ['an event without its data', 'input', 'A01', (x) => delete x.event('A01', 'dispatched').data],
  [
    'a numerator one too high',
    'G',
    null,
    (x) => (x.files.stats['2026-11']!['mayi']!['help']!['signing']!['numerator']! += 1),
  ],
  [
    'a denominator one too low',
    'G',
    null,
    (x) => (x.files.stats['2026-11']!['county']!['total']!['satisfaction']!['denominator']! -= 1),
  ],
  [
    'a category that is not in the figures',
    'G',
    null,
    (x) => delete x.files.stats['2026-11']!['county']!['complaint'],
  ],
  [
    'a unit that has figures for nothing',
    'G',
    null,
    (x) => (x.files.stats['2026-11']!['chengguan'] = structuredClone(x.files.stats['2026-11']!['mayi']!)),
  ],
  ['a month that is not there', 'G', null, (x) => delete x.files.stats['2026-12']],
]

/** Moves every handling clock that an event of this type speaks of, under a chain that is whole again. */
export const moveOf = (files: ExportFiles, type: string, by: number): void => {
  for (const event of files.events as Any[])
    if (event.type === type)
      for (const clock of event.data.clocks) if (clock.kind === 'handle') moved(clock, by)
  rehash(files)
}
