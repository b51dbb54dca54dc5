import { isClock } from '../clocks'
import type { Rescheduled } from '../events'
import type { Order, Supplement } from '../order'
import type { Changes } from './change'
import { added } from '../bounds'

/** Corrections of earlier mistakes (R5.1, R16.2, R21), and what the caller says later (R21). */
export const correcting = {
  'accused-named': (order, event) => ({
    ...order,
    accused: [...new Set([...order.accused, ...event.data.units])],
    accusedPersons: [...new Set([...order.accusedPersons, ...event.data.persons])],
  }),
  'category-corrected': (order, event) => ({
    ...withDeadlines(order, event.data),
    category: event.data.category,
  }),
  'matter-corrected': (order, event) => {
    const { reason: _reason, ...facts } = event.data
    return { ...order, ...facts }
  },
  urged: (order, event) => ({
    ...order,
    urgings: [...(order.urgings ?? []), { at: event.at, by: event.by, reminded: event.data.reminded }],
  }),
  supplemented: (order, event) => {
    const { text, from } = event.data
    const supplement = { at: event.at, by: event.by, text, ...(from !== undefined && { from }) }
    return {
      ...order,
      supplements: added<Supplement>(order.supplements ?? [], supplement, 'text'),
      ...(from !== undefined && { mergedFrom: [...(order.mergedFrom ?? []), from] }),
    }
  },
  unmerged: (order, event) => {
    const { into, from, clocks } = event.data
    if (into === null)
      return { ...order, mergedFrom: (order.mergedFrom ?? []).filter((each) => each !== from) }
    const { mergedInto: _into, ...freed } = order
    return {
      ...freed,
      stage: 'to-dispatch',
      open: true,
      archivedAt: null,
      ending: null,
      clocks: order.clocks.map((clock) => clocks.find(isClock(clock)) ?? clock),
    }
  },
  rescheduled: (order, event) => ({
    ...withDeadlines(order, event.data),
    policyVersion: event.data.policyVersion,
  }),
  reopened: (order) => ({ ...order, stage: 'to-archive', open: true, archivedAt: null, ending: null }),
  doubled: (order, event) => ({ ...order, double: event.data.other }),
  'sent-again': (order, { data: { former, again } }) => ({
    ...order,
    ...(former !== null && { former }),
    ...(again !== null && { again }),
  }),
} satisfies Partial<Changes>

const withDeadlines = (order: Order, { clocks, parts }: Rescheduled): Order => ({
  ...order,
  clocks: order.clocks.map((clock) => clocks.find(isClock(clock)) ?? clock),
  assignments: order.assignments.map((each) => {
    const part = parts.find(({ no }) => no === each.no)
    return part === undefined ? each : { ...each, limitWorkdays: part.limitWorkdays }
  }),
})
