import type { Happening } from '../order/events'
import { BODIES, bodiesFor, type Body, type FlagGround } from '../order/inspection'
import type { Instant } from '../base/instant'
import type { Order } from '../order/order'
import { postKey, type Who } from '../people/people'
import type { Policy } from '../policy/policy'
import { refused, ok, type Refusal, refuse } from '../base/refusal'
import { sure, unwritten } from './checks'
import type { CommandRule } from '../order/command'

export const flagged = (
  at: Instant,
  ground: FlagGround,
  { inspectedBy }: Pick<Policy, 'inspectedBy'>,
  named: { readonly note: string; readonly post: string } | null = null,
): Happening => ({
  type: 'flagged',
  at,
  data: {
    ground,
    note: named?.note ?? '',
    ...(named !== null && { post: named.post }),
    // A policy published before this choice sends it to both.
    ...(BODIES.some((body) => body === inspectedBy) && { to: inspectedBy as Body }),
  },
})

/** One flag for each ground is enough. */
export const unlessFlagged = (order: Order, ground: FlagGround, flag: Happening): Happening[] =>
  order.flags.some((each) => each.ground === ground) ? [] : [flag]

/** R10.1: a person reports what the thresholds cannot see. */
export const flag: CommandRule<'flag'> = {
  roles: ['clerk', 'reviewer', 'county-leader'],
  judges: false,
  when: (order) =>
    order.flags.some(({ ground }) => ground === 'hot') &&
    order.flags.some(({ ground }) => ground === 'repeated')
      ? refuse('flag.already')
      : null,
  decide: (order, { ground, note }, { now, policy, who }) => {
    if (order.flags.some((each) => each.ground === ground)) return refused(refuse('flag.already'))
    const missing = unwritten({ note }, 'R10.1')
    return missing === null
      ? ok([flagged(now, ground, policy, { note: note.trim(), post: postKey(who.post) })])
      : refused(missing)
  },
}

/**
 * R10.2: the centre says which body inspects the order. A closed inspection stands, and the body may then inspect it
 * again.
 */
export const directInspection: CommandRule<'direct-inspection', 'units'> = {
  roles: ['clerk', 'reviewer', 'county-leader'],
  judges: true,
  when: ({ flags, inspection }) => {
    if (flags.length === 0) return refuse('inspection.not-flagged')
    return inspection !== null && inspection.closed === null ? refuse('inspection.under-way') : null
  },
  names: (_order, { unit }) => ({ units: unit === null ? [] : [unit] }),
  decide: (order, { to, unit, reason }, { now, units, who }) => {
    const missing = unwritten({ reason }, 'R10.2')
    if (missing !== null) return refused(missing)
    if (to === 'discipline' && unit === null) return refused(refuse('inspection.whose-line'))
    const concerned = [...order.assignments.map((part) => part.unit), ...order.accused]
    if (unit !== null && !concerned.includes(unit)) return refused(refuse('inspection.whose-line'))
    const group = units.find(({ id }) => id === unit)?.disciplineGroup ?? null
    return ok([
      {
        type: 'inspection-directed',
        at: now,
        data: {
          to,
          unit,
          group: to === 'discipline' ? group : null,
          reason: reason.trim(),
          post: postKey(who.post),
        },
      },
    ])
  },
}

/**
 * The body that opened the inspection continues it: supervision and discipline do not write in each other's
 * inspections.
 */
const ownInspection = (order: Order, who: Who): Refusal | null => {
  if (order.inspection === null) return refuse('inspection.none')
  if (order.inspection.by !== who.post.role) return refuse('inspection.of-another')
  return order.inspection.closed === null ? null : refuse('inspection.closed')
}

/** R10.2 */
export const openInspection: CommandRule<'open-inspection'> = {
  roles: ['supervision', 'discipline'],
  judges: false,
  when: (order, { post }) => {
    if (order.flags.length === 0) return refuse('inspection.not-flagged')
    if (order.inspection !== null) return refuse('inspection.already')
    const bodies = bodiesFor(order)
    return bodies.some((body) => body === post.role) ? null : refuse('inspection.of-another')
  },
  decide: (_order, _data, { now, who }) =>
    ok([
      {
        type: 'inspection-opened',
        at: now,
        data: { by: who.post.role === 'discipline' ? 'discipline' : 'supervision' },
      },
    ]),
}

/** R10.2: finding, demand and accountability. They may be rewritten until they are served. */
export const recordFinding: CommandRule<'record-finding'> = {
  roles: ['supervision', 'discipline'],
  judges: false,
  when: (order, who) =>
    ownInspection(order, who) ?? (order.inspection?.servedAt === null ? null : refuse('inspection.served')),
  decide: (_order, { finding, demand, accountability }, { now }) => {
    const missing = unwritten({ finding, demand }, 'R10.2')
    return missing === null
      ? ok([
          {
            type: 'inspection-found',
            at: now,
            data: { finding: finding.trim(), demand: demand.trim(), accountability },
          },
        ])
      : refused(missing)
  },
}

/** R10.2: from here on the unit reads the finding. */
export const serveInspection: CommandRule<'serve-inspection'> = {
  roles: ['supervision', 'discipline'],
  judges: true,
  when: (order, who) => {
    const refusal = ownInspection(order, who)
    if (refusal !== null) return refusal
    if (order.inspection?.servedAt !== null) return refuse('inspection.served')
    return order.inspection.found === null ? refuse('inspection.nothing-found') : null
  },
  decide: (order, _data, { now }) =>
    ok([{ type: 'inspection-served', at: now, data: sure(order.inspection?.found) }]),
}

/** R10.2: closed with a result. The finding may be that nothing is wrong; then it need not be served. */
export const closeInspection: CommandRule<'close-inspection'> = {
  roles: ['supervision', 'discipline'],
  judges: true,
  when: (order, who) => {
    const refusal = ownInspection(order, who)
    if (refusal !== null) return refusal
    return order.inspection?.found === null ? refuse('inspection.nothing-found') : null
  },
  decide: (order, { result }, { now }) => {
    const missing = unwritten({ result }, 'R10.2')
    if (missing !== null) return refused(missing)
    const { found, servedAt } = sure(order.inspection)
    // A unit must have been told what it is held to account for.
    if (found?.accountability !== 'none' && servedAt === null) return refused(refuse('inspection.not-served'))
    return ok([{ type: 'inspection-closed', at: now, data: { result: result.trim() } }])
  },
}
