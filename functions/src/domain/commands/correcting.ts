import { barredAmong, type Colleague, mayNotEvaluate } from '../order/barred'
import { atTheTable, isUnderWay } from '../order/consultation'
import type { Happening } from '../order/events'
import type { Instant } from '../base/instant'
import { idOf, isRunning } from '../order/clocks'
import { activeParts, type Closed, type Order } from '../order/order'
import { postKey, type Who } from '../people/people'
import { refused, ok, refuse } from '../base/refusal'
import { recomputed } from '../order/reschedule'
import { isBlank } from '../base/text'
import { matterAt } from './centre'
import { atStage, unwritten, whileOpen } from './checks'
import type { CommandRule } from '../order/command'
import { concerned, leftToNobody } from './left-to-nobody'
import { flagged, unlessFlagged } from './inspecting'

/** A wrong category: every limit is counted anew from its start; the old deadlines stay in the record (R5.1). */
export const correctCategory: CommandRule<'correct-category'> = {
  roles: ['reviewer', 'clerk'],
  judges: true,
  when: (order) =>
    whileOpen(order) ??
    (order.verifiedAt === null || order.passedAt !== null
      ? refuse('state.wrong-stage', { stage: order.stage })
      : null),
  decide: (order, { category, reason }, { now, policy, calendar }) => {
    if (category === order.category) return refused(refuse('category.same'))
    const missing = unwritten({ reason }, 'R5.1')
    if (missing !== null) return refused(missing)
    const moved = recomputed({ ...order, category }, policy, calendar, now, true)
    if (!moved.ok) return moved
    return ok([
      { type: 'category-corrected', at: now, data: { ...moved.value, category, reason: reason.trim() } },
    ])
  },
}

/**
 * R21: the matter, the township or the place was wrong. What orders on one matter share follows, and so do their flags
 * (R10.1).
 */
export const correctMatter: CommandRule<'correct-matter', 'matters' | 'sameMatter'> = {
  roles: ['reviewer', 'clerk'],
  judges: true,
  when: (order) =>
    whileOpen(order) ??
    (order.verifiedAt === null ? refuse('state.wrong-stage', { stage: order.stage }) : null),
  names: (_order, data) => ({ matters: true, sameMatter: isBlank(data.place) ? null : data }),
  decide: (order, data, { now, policy, matters, sameMatter }) => {
    const { reason, township } = data
    const missing = unwritten({ matter: data.matter, township, reason }, 'R21')
    if (missing !== null) return refused(missing)
    const found = matterAt(data, matters)
    if (!found.ok) return found
    const { matter, place, matterKey } = found.value
    if (matter.code === order.matter?.code && township === order.township && place === order.place)
      return refused(refuse('matter.same'))
    const corrected: Happening = {
      type: 'matter-corrected',
      at: now,
      data: { matter, township, place, matterKey, reason: reason.trim() },
    }
    const repeated = matterKey !== order.matterKey && sameMatter + 1 >= policy.inspectAfter.repeats
    return ok([
      corrected,
      ...(repeated ? unlessFlagged(order, 'repeated', flagged(now, 'repeated', policy)) : []),
    ])
  },
}

/**
 * 不予受理: the matter is not for a hotline. The caller is told the road that it has. Only before it is dispatched, so
 * nobody's handling is counted.
 */
export const decline: CommandRule<'decline'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    atStage('to-verify', 'to-dispatch')(order) ??
    (order.assignments.length > 0 ? refuse('decline.dispatched') : null),
  decide: (order, { ground, route, reason }, { now, who }) => {
    const missing = unwritten({ route, reason }, 'R1.2')
    if (missing !== null) return refused(missing)
    const declined = { ground, route: route.trim() }
    return ok([
      {
        type: 'archived',
        at: now,
        data: { note: reason.trim(), ending: 'not-acceptable', declined, closed: closedFrom(order, who) },
      },
    ])
  },
}

/** What opening the order again would restore: the stage it is at, and the clocks that run. */
export const closedFrom = ({ stage, clocks }: Order, { post }: Who): Closed => ({
  stage,
  clocks: clocks.filter(isRunning).map(idOf),
  post: postKey(post),
})

/** A consultation cannot settle who judges the accused while the accused sits at it. */
const brokenOff = (order: Order, at: Instant): Happening[] =>
  order.consultations
    .filter(isUnderWay)
    .filter((each) => barredAmong(order, atTheTable(each)) !== undefined)
    .map(({ no: number }) => ({ type: 'consultation-broken-off', at, data: { no: number } }))

/** Nor does a panel judge in which one of the accused has a vote. */
const panelBrokenOff = (order: Order, people: readonly Colleague[], at: Instant): Happening[] =>
  order.stage === 'evaluating' &&
  order.evaluations.at(-1)?.panel?.evaluators.some((each) => mayNotEvaluate(order, each, people)) === true
    ? [{ type: 'panel-broken-off', at, data: {} }]
    : []

/**
 * R16.2: an accused unit or person that was overlooked. From here on they read nothing and do nothing. An accused unit
 * leaves the table and loses its part. What an accused person had is for the unit's others; if there are none who could
 * handle and review it, the part goes back to the centre. A panel with one of them is convened anew.
 */
export const nameAccused: CommandRule<'name-accused', 'units' | 'persons'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: (order) =>
    order.verifiedAt === null
      ? refuse('state.wrong-stage', { stage: order.stage })
      : // Units may read its words in the order it goes on in: the accused are named there.
        order.mergedInto !== undefined
        ? refuse('accused.merged', { into: order.mergedInto })
        : null,
  names: (order, data) => ({
    units: concerned(order, data.units),
    persons: [...new Set([...(data.persons ?? []), ...order.accusedPersons])],
  }),
  decide: (order, data, { now, units, persons }) => {
    const { reason } = data
    const named = [...new Set(data.units)]
    const fresh = named.filter((unit) => !order.accused.includes(unit))
    const people = [...new Set(data.persons)].filter((uid) => !order.accusedPersons.includes(uid))
    if (fresh.length + people.length === 0) return refused(refuse('accused.nobody'))
    const unknown = fresh.find((unit) => !units.some(({ id }) => id === unit))
    if (unknown !== undefined) return refused(refuse('accused.unknown-unit', { unit: unknown }))
    if (people.some((uid) => !persons.some((person) => person.uid === uid)))
      return refused(refuse('accused.unknown-person'))
    const missing = unwritten({ reason }, 'R16.2')
    if (missing !== null) return refused(missing)
    const after: Order = {
      ...order,
      accused: [...order.accused, ...fresh],
      accusedPersons: [...order.accusedPersons, ...people],
    }
    return ok([
      { type: 'accused-named', at: now, data: { units: fresh, persons: people, reason: reason.trim() } },
      // In a closed order no part is taken, so its figures stay. Parts are taken when it is opened again.
      ...(order.open
        ? [
            ...brokenOff(after, now),
            ...panelBrokenOff(after, persons, now),
            ...leftToNobody(after, units, now, reason.trim()),
          ]
        : []),
    ])
  },
}

/** The city takes its order back; its own document says so. */
export const recall: CommandRule<'recall'> = {
  roles: ['city', 'clerk', 'reviewer'],
  judges: true,
  when: whileOpen,
  decide: (order, { document, reason }, { now, who }) => {
    const missing = unwritten({ reason, ...(who.post.role !== 'city' && { document }) }, 'R1.1')
    if (missing !== null) return refused(missing)
    const note = [document.trim(), reason.trim()].filter((each) => each !== '').join(' ')
    const closed = closedFrom(order, who)
    return ok([{ type: 'archived', at: now, data: { note, ending: 'recalled', closed } }])
  },
}

/** The caller no longer wants it. What was late by then stays late. */
export const withdrawByCaller: CommandRule<'withdraw-by-caller'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  // R21: the callers of orders that went on in this one have withdrawn nothing.
  when: (order) => {
    const others = order.mergedFrom ?? []
    return (
      whileOpen(order) ??
      (others.length > 0 ? refuse('withdraw.others', { number: others.join('、') }) : null)
    )
  },
  decide: (order, { reason }, { now, who }) => {
    const missing = unwritten({ reason }, 'R1.1')
    if (missing !== null) return refused(missing)
    const closed = closedFrom(order, who)
    return ok([{ type: 'archived', at: now, data: { note: reason.trim(), ending: 'withdrawn', closed } }])
  },
}

/**
 * An order closed in error is opened again where it was; nothing of its record is undone, and the clocks that ran run on
 * from their old deadlines. What the city closed itself, only the city can send again. Units that were named accused
 * meanwhile lose their parts, and so do those whose people were (R16.2).
 */
export const reopen: CommandRule<'reopen', 'units' | 'persons'> = {
  roles: ['reviewer'],
  judges: true,
  when: ({ ending, closed, again, accused, assignments }) => {
    if (ending === 'done') return null
    if (closed === undefined) return refuse('reopen.not-done')
    if (again !== undefined) return refuse('reopen.sent-again')
    if (closed.post === 'city') return refuse('reopen.by-the-city')
    // R16.2: what a part counted as done by the appeal would be gone from the figures of a unit that must not learn of it.
    return ending === 'excluded' && activeParts({ assignments }).some(({ unit }) => accused.includes(unit))
      ? refuse('reopen.accused')
      : null
  },
  names: (order) => ({ units: concerned(order), persons: order.accusedPersons }),
  decide: (order, { reason }, { now, units, persons }) => {
    const missing = unwritten({ reason }, 'state')
    const again = { ...order, stage: order.closed?.stage ?? order.stage }
    const left = leftToNobody(order, units, now, reason.trim())
    const taken = left.flatMap((each) => (each.type === 'dispatch-withdrawn' ? [each.data.no] : []))
    return missing === null
      ? ok([
          {
            type: 'reopened',
            at: now,
            data: { reason: reason.trim(), ...(taken.length > 0 && { taken }) },
          },
          ...brokenOff(again, now),
          ...panelBrokenOff(again, persons, now),
          ...left,
        ])
      : refused(missing)
  },
}
