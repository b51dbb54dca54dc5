import { isOpenAppeal } from './appeal'
import { applying } from './changes/applying'
import type { Changes } from './changes/change'
import { consulting } from './changes/consulting'
import { correcting } from './changes/correcting'
import { judging } from './changes/judging'
import { mainRoad } from './changes/main-road'
import { takingBack } from './changes/taking-back'
import { dueAtOf, nextRingAt } from './clocks'
import type { UnsealedEvent } from './chain'
import { withDuty } from './duties'
import type { Happenings, OrderEvent } from './events'
import type { Order } from './order'
import { formerReadersOf, readersOf } from './readers'
import { leavingStage } from './stage-limits'
import { countedAfter } from './standing'

/** How many of the latest commands an order remembers. A repeat of one of them gets the first answer. */
const REMEMBERED_COMMANDS = 20

/** Events that a judgement need not have seen: they change nothing that is judged. */
const BY_ITSELF: readonly OrderEvent['type'][] = ['rang', 'rescheduled']

const CHANGES: Changes = { ...mainRoad, ...consulting, ...applying, ...judging, ...correcting, ...takingBack }

/** The facts after the event, without what follows from them. It is told no more of the event than that takes. */
export const changed = (
  order: Order,
  event: Pick<OrderEvent, 'type' | 'at' | 'data' | 'limit' | 'by'>,
): Order => {
  const after =
    event.type === 'transferred'
      ? order
      : (CHANGES[event.type] as (order: Order, event: object) => Order)(order, event)
  const clocks = after.stage === order.stage ? after.clocks : leavingStage(after, event.type, event.at)
  const limit = event.limit ?? null
  return limit === null && clocks === after.clocks
    ? after
    : { ...after, clocks: limit === null ? clocks : [...clocks, limit] }
}

const born = (id: string, data: Happenings['transferred']): Order =>
  data.urgent === undefined
    ? ordinary(id, data)
    : {
        ...ordinary(id, data),
        urgent: { kind: data.urgent.kind, reason: '', at: data.transferredAt },
      }

/** Field by field, in one literal: every later order is a copy of this one, and copying a literal is fast. */
const ordinary = (id: string, data: Happenings['transferred']): Order => ({
  cityNumber: data.cityNumber,
  source: data.source,
  policyVersion: data.policyVersion,
  title: data.title,
  text: data.text,
  category: data.category,
  matterSaid: data.matterSaid,
  township: data.township,
  place: data.place,
  contactable: data.contactable,
  transferredAt: data.transferredAt,
  calledAt: data.calledAt,
  cityDeadline: data.cityDeadline,
  id,
  version: 0,
  judgedVersion: 0,
  stage: 'to-sign',
  open: true,
  centreSignedAt: null,
  verifiedAt: null,
  matter: null,
  matterKey: null,
  accused: [],
  accusedPersons: [],
  referredFor: null,
  instruction: null,
  dispute: null,
  consultations: [],
  assignments: [],
  returns: [],
  extensions: [],
  appeals: [],
  evaluations: [],
  flags: [],
  inspection: null,
  clocks: data.urgent === undefined ? [data.clock] : [data.clock, data.urgent.clock],
  callbacks: [],
  passedAt: null,
  archivedAt: null,
  ending: null,
  redos: 0,
  double: null,
  duties: {},
  undecided: false,
  readers: [],
  formerReaders: [],
  dueAt: null,
  alarmAt: null,
  alarmVersion: 0,
  updatedAt: data.transferredAt,
  hash: '',
  recent: [],
})

const isUndecided = ({ returns, extensions, appeals }: Order): boolean =>
  [...returns, ...extensions].some(({ decision }) => decision === null) || appeals.some(isOpenAppeal)

/** The fold: the order after the event. It reads no clock, no policy and no calendar; everything is in the event. */
export const evolve = (before: Order | null, event: OrderEvent | UnsealedEvent, id: string): Order => {
  const order = before ?? (event.type === 'transferred' ? born(id, event.data) : null)
  if (order === null) throw new Error(`order ${id}: its first event must be its transfer, not ${event.type}`)
  const facts = changed(order, event)
  const alarmAt = nextRingAt(facts.clocks)
  return {
    ...facts,
    version: event.version,
    judgedVersion: BY_ITSELF.includes(event.type) ? facts.judgedVersion : event.version,
    duties: withDuty(facts.duties, event),
    counted: countedAfter(before, facts, event),
    undecided: facts.open && isUndecided(facts),
    readers: readersOf(facts),
    formerReaders: formerReadersOf(facts),
    dueAt: dueAtOf(facts),
    alarmAt,
    alarmVersion: alarmAt === facts.alarmAt ? facts.alarmVersion : event.version,
    updatedAt: event.recordedAt,
    hash: 'hash' in event ? event.hash : '',
    recent:
      event.command === null
        ? facts.recent
        : [
            // A command with several events is answered with the version of its last event.
            ...facts.recent.filter(({ command }) => command !== event.command),
            { command: event.command, version: event.version },
          ].slice(-REMEMBERED_COMMANDS),
  }
}
