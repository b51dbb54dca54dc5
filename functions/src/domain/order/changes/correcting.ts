import { isClock, resumed, withClocks } from '../clocks'
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
    urgings: [
      ...(order.urgings ?? []),
      { at: event.at, by: event.by, reminded: event.data.reminded, ...postIn(event.data) },
    ],
  }),
  supplemented: (order, event) => {
    const { text, from } = event.data
    const supplement = {
      at: event.at,
      by: event.by,
      text,
      ...(from !== undefined && { from }),
      ...postIn(event.data),
    }
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
  reopened: (order, event) => {
    const { closed, declined: _declined, ...rest } = order
    const open = { ...rest, open: true, archivedAt: null, ending: null }
    if (closed === undefined) return { ...open, stage: 'to-archive' }
    const last = order.appeals.at(-1)
    return {
      ...open,
      stage: closed.stage,
      // The clocks run on with the deadlines they had.
      clocks: withClocks(
        order.clocks,
        (clock) =>
          closed.clocks.some((ran) => isClock(ran)(clock)) &&
          (clock.part === null || event.data.taken?.includes(clock.part) !== true),
        (clock) => ({ ...resumed(event.at)(clock), voided: false }),
      ),
      appeals:
        order.ending === 'excluded' && last !== undefined
          ? [...order.appeals.slice(0, -1), { ...last, decision: null }]
          : order.appeals,
    }
  },
  doubled: (order, event) => ({ ...order, double: event.data.other }),
  'sent-again': (order, { data: { former, again } }) => ({
    ...order,
    ...(former !== null && { former }),
    ...(again !== null && { again }),
  }),
} satisfies Partial<Changes>

/** Events of an earlier release do not say it. */
const postIn = ({ post }: { readonly post?: string }): { readonly post?: string } =>
  post === undefined ? {} : { post }

const withDeadlines = (order: Order, { clocks, parts }: Rescheduled): Order => ({
  ...order,
  clocks: order.clocks.map((clock) => clocks.find(isClock(clock)) ?? clock),
  assignments: order.assignments.map((each) => {
    const part = parts.find(({ no }) => no === each.no)
    return part === undefined ? each : { ...each, limitWorkdays: part.limitWorkdays }
  }),
})
