import type { Evaluation } from '../evaluation'
import type { Inspection } from '../inspection'
import { type Order, unitOfPart } from '../order'
import type { Changes } from './change'
import { withAssignment } from './parts'

/** How others judge the handling (R10, R11). */
export const judging = {
  'evaluation-requested': (order, event) => {
    const unit = unitOfPart(order, event.data.no)
    return {
      ...order,
      stage: 'evaluating',
      evaluations: [
        ...order.evaluations,
        { ...event.data, unit, requestedAt: event.at, panel: null, verdict: null },
      ],
    }
  },
  'panel-convened': (order, event) => withLatestEvaluation(order, () => ({ panel: event.data })),
  'panel-broken-off': (order) => withLatestEvaluation(order, () => ({ panel: null })),
  judged: (order, event) => {
    const { clock, update, ...verdict } = event.data
    const judged = withLatestEvaluation(order, () => ({ verdict: { ...verdict, at: event.at } }))
    const no = order.evaluations.at(-1)?.no
    if (clock === null || no === undefined) return { ...judged, stage: 'to-archive' }
    return {
      ...withAssignment(judged, no, () => ({ state: 'handling' })),
      stage: 'handling',
      clocks: [...order.clocks, clock, ...(update === null ? [] : [update])],
    }
  },
  flagged: (order, event) => ({
    ...order,
    flags: [
      ...order.flags,
      {
        ground: event.data.ground,
        at: event.at,
        ...(event.data.to !== undefined && { to: event.data.to }),
        ...(event.data.post !== undefined && { post: event.data.post }),
      },
    ],
  }),
  'inspection-directed': (order, event) => {
    const { to, unit, group, post } = event.data
    const directed = {
      ...order,
      directed: { to, unit, group, at: event.at, ...(post !== undefined && { post }) },
    }
    // A closed inspection stands, and another one may begin.
    return order.inspection === null || order.inspection.closed === null
      ? directed
      : {
          ...directed,
          inspection: null,
          formerInspections: [...(order.formerInspections ?? []), order.inspection],
        }
  },
  'inspection-opened': (order, event) => ({
    ...order,
    inspection: {
      by: event.data.by,
      openedAt: event.at,
      found: null,
      servedAt: null,
      closed: null,
      inspectors: [event.by],
    },
  }),
  'inspection-found': (order, event) => withInspection(order, event.by, { found: event.data }),
  'inspection-served': (order, event) =>
    withInspection(order, event.by, { found: event.data, servedAt: event.at }),
  'inspection-closed': (order, event) =>
    withInspection(order, event.by, { closed: { result: event.data.result, at: event.at } }),
} satisfies Partial<Changes>

export const withLatestEvaluation = (
  order: Order,
  change: (evaluation: Evaluation) => Partial<Evaluation>,
): Order => ({
  ...order,
  evaluations: order.evaluations.map((each, index) =>
    index === order.evaluations.length - 1 ? { ...each, ...change(each) } : each,
  ),
})

const withInspection = (order: Order, inspector: string, change: Partial<Inspection>): Order => ({
  ...order,
  inspection:
    order.inspection === null
      ? null
      : {
          ...order.inspection,
          ...change,
          inspectors: [...new Set([...order.inspection.inspectors, inspector])],
        },
})
