import { movedClock } from '../order/clocks'
import type { CommandRule, Context } from '../order/command'
import type { Happening } from '../order/events'
import type { Clock, Order } from '../order/order'
import { type Refusal, refuse, refused, ok } from '../base/refusal'
import { whoHasIt } from './calling-again'
import { atStage, sure, unwritten } from './checks'

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each))

/** R16.2: an accused unit or person must not learn of the one order by reading the other. */
const accuseTheSame = (one: Order, other: Order): boolean =>
  isSameSet(one.accused, other.accused) && isSameSet(one.accusedPersons, other.accusedPersons)

/** Why the order cannot go on in that one; null if it can. Also asked for each order that is proposed. */
export const mergeForbidden = (order: Order, other: Order | null): Refusal | null => {
  if (other === null) return refuse('merge.unknown')
  if (other.id === order.id) return refuse('merge.itself')
  if (other.mergedInto !== undefined) return refuse('merge.into-merged', { into: other.mergedInto })
  if (!other.open) return refuse('merge.closed')
  if (other.transferredAt > order.transferredAt) return refuse('merge.later')
  return accuseTheSame(order, other) ? null : refuse('merge.accused')
}

/**
 * R21: a second order of the same matter and caller goes on as a supplement to the earlier one. Only once it is
 * verified, since until then nobody knows whom it accuses, and only before a unit has it, so nobody's handling is
 * counted.
 */
export const merge: CommandRule<'merge', 'other'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    atStage('to-dispatch')(order) ??
    (order.assignments.length > 0
      ? refuse('merge.dispatched')
      : (order.mergedFrom ?? []).length > 0
        ? refuse('merge.has-others')
        : null),
  names: (_order, { into }) => ({ other: into }),
  decide: (order, { into, reason }, { now, other }) => {
    const missing = unwritten({ into, reason }, 'R21')
    if (missing !== null) return refused(missing)
    const forbidden = mergeForbidden(order, other)
    if (forbidden !== null) return refused(forbidden)
    return ok([{ type: 'archived', at: now, data: { note: reason.trim(), ending: 'merged', into } }])
  },
  across: (order, _data, { now, other }) => [
    {
      type: 'supplemented',
      at: now,
      data: {
        text: `${order.title}\n${order.text}`,
        reminded: whoHasIt(sure(other)),
        from: order.id,
      },
    },
  ],
}

/** The limits that the merge ended, running on with the deadlines they had. A breach is not made a second time. */
const goingOn = (order: Order, { now, policy, calendar }: Context<never>): Clock[] =>
  order.clocks
    .filter(({ voided, stoppedAt }) => voided && stoppedAt === order.archivedAt)
    .map((clock) => {
      const { breachedAt, climbedTo, dueAt, provisional } = clock
      const running = movedClock(
        { ...clock, stoppedAt: null, voided: false },
        { dueAt, provisional },
        now,
        policy,
        calendar,
      )
      return breachedAt === null
        ? running
        : {
            ...running,
            breachedAt,
            climbedTo,
            rings: running.rings.filter(({ what }) => what !== 'breach'),
          }
    })

/** Whom the main order was found to accuse meanwhile, this one accuses as well: it was about both. */
const accusedSince = (order: Order, main: Order, now: number, reason: string): Happening[] => {
  const units = main.accused.filter((unit) => !order.accused.includes(unit))
  const persons = main.accusedPersons.filter((uid) => !order.accusedPersons.includes(uid))
  return units.length + persons.length === 0
    ? []
    : [{ type: 'accused-named', at: now, data: { units, persons, reason } }]
}

/** A merge given in error: the later order goes on where it was, and its old deadlines stand. */
export const unmerge: CommandRule<'unmerge', 'other'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) => (order.ending === 'merged' ? null : refuse('unmerge.not-merged')),
  names: ({ mergedInto }) => ({ other: mergedInto ?? null }),
  decide: (order, data, context) => {
    const { now, other } = context
    const missing = unwritten({ reason: data.reason }, 'R21')
    if (missing !== null) return refused(missing)
    if (other === null) return refused(refuse('merge.unknown'))
    const reason = data.reason.trim()
    return ok([
      {
        type: 'unmerged',
        at: now,
        data: { into: other.id, from: null, reason, clocks: goingOn(order, context) },
      },
      ...accusedSince(order, other, now, reason),
    ])
  },
  across: (order, { reason }, { now }) => [
    {
      type: 'unmerged',
      at: now,
      data: { into: null, from: order.id, reason: reason.trim(), clocks: [] },
    },
  ],
}
