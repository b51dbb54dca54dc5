import { atTheTable } from '../order/consultation'
import type { Instant } from '../base/instant'
import type { OrderEvent } from '../order/events'
import { activeParts, type Order, unitOfPart } from '../order/order'
import { type Post, postKey, postOfKey, unitAudience } from '../people/people'
import type { ClockKind, Level } from '../policy/policy'

export const NOTICE_KINDS = [
  'dispatched',
  'sent-back',
  'redo',
  'remind',
  'breach',
  'climb',
  'return-applied',
  'return-approved',
  'return-rejected',
  'dispatch-withdrawn',
  'extension-applied',
  'extension-approved',
  'extension-rejected',
  'disputed',
  'convened',
  'consultation-broken-off',
  'referred-to-leader',
  'instructed',
  'appeal-to-approve',
  'appeal-refused',
  'appeal-applied',
  'appeal-approved',
  'appeal-rejected',
  'evaluation-requested',
  'judged-reasonable',
  'judged-unreasonable',
  'flagged',
  'inspection-served',
  'deadline-moved',
  'ended',
  'doubled',
  'morning-list',
  'seal-faults',
  'unusual-looks',
  'staff-proposed',
  'policy-proposed',
  'staff-changed',
  'staff-emergency',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What about a person's looks somebody should hear of; `domain/confidential/looks.ts` says when. */
export type Unusual = 'many' | 'limit' | 'night' | 'without-need' | 'again' | 'refused' | 'neighbour'

/** How many orders a morning list holds, each counted once, by its most pressing running limit. */
export interface DueCounts {
  /** Past their limit and still running. */
  readonly overdue: number
  readonly today: number
  /** By the end of the next workday. */
  readonly tomorrow: number
}

/** Something a post should hear of. It names the order and nobody in it; the sentence is made where it is shown. */
export interface Notice {
  /** Made of order, version, kind and recipient: telling twice tells once. */
  readonly id: string
  /** Null for what is of no single order. */
  readonly order: string | null
  readonly kind: NoticeKind
  /** The post that is told, as `handler@mayi`. */
  readonly to: string
  readonly at: Instant
  readonly clock: ClockKind | null
  readonly holder: string | null
  readonly dueAt: Instant | null
  /** Of a morning list only. */
  readonly counts?: DueCounts
  /** Of `seal-faults` only: how many chains did not hold. */
  readonly faults?: number
  /** Of `unusual-looks` only: whose, and what about them. Never at whom. */
  readonly looks?: { readonly by: string; readonly unusual: Unusual }
  /** Of a change of somebody's posts only: those they have now, or would have. */
  readonly posts?: readonly string[]
}

/** R17: handler → leader in charge → principal leader → county; in the centre: clerk → reviewer → county. */
const HEARS: Readonly<Record<'centre' | 'unit', Readonly<Record<Level, readonly Post['role'][]>>>> = {
  centre: {
    handler: ['clerk'],
    'leader-in-charge': ['clerk', 'reviewer'],
    'principal-leader': ['reviewer'],
    county: ['county-leader'],
  },
  unit: {
    handler: ['handler'],
    'leader-in-charge': ['handler', 'leader-in-charge'],
    'principal-leader': ['principal-leader'],
    county: ['county-leader'],
  },
}

const postsAt = (holder: string, level: Level): string[] =>
  HEARS[holder === 'centre' ? 'centre' : 'unit'][level].map((role) =>
    postKey({ role, unit: holder === 'centre' || role === 'county-leader' ? null : holder }),
  )

/**
 * What an event sets off. A reminder recorded after its deadline is not sent: the breach beside it says more. An accused
 * unit hears of nothing, not even of what had been due from it (R16.2); one that has lost the order, only of its own part.
 */
export const noticesOf = (order: Order, event: OrderEvent): Notice[] => {
  const mayHear = (post: string): boolean => {
    const unit = postOfKey(post)?.unit ?? null
    if (unit === null) return true
    const audience = unitAudience(unit)
    return (
      !order.accused.includes(unit) && (!order.formerReaders.includes(audience) || event.about === audience)
    )
  }
  const notices = (
    kind: NoticeKind,
    to: readonly string[],
    clock: Pick<Notice, 'clock' | 'holder' | 'dueAt'> = { clock: null, holder: null, dueAt: null },
  ): Notice[] =>
    to.filter(mayHear).map((post) => ({
      id: `${order.id}~${event.version}~${kind}~${post}`,
      order: order.id,
      kind,
      to: post,
      at: event.at,
      ...clock,
    }))
  const leaders = (number: number): string[] => postsAt(unitOfPart(order, number), 'leader-in-charge')
  const unitsAt = (level: Level): string[] => activeParts(order).flatMap(({ unit }) => postsAt(unit, level))
  const leadersAtTheTable = (): string[] =>
    atTheTable(order.consultations.at(-1) ?? { lead: null, units: [] }).flatMap((unit) =>
      postsAt(unit, 'leader-in-charge'),
    )
  switch (event.type) {
    case 'dispatched':
      return notices('dispatched', postsAt(event.data.unit, 'handler'))
    case 'unit-reviewed':
      return event.data.passed
        ? []
        : notices('sent-back', postsAt(unitOfPart(order, event.data.no), 'handler'))
    case 'first-reviewed':
      return event.data.passed ? [] : notices('redo', event.data.parts.flatMap(leaders))
    case 'rang': {
      const { what, to, kind, holder, dueAt } = event.data
      if (what === 'remind' && event.recordedAt >= dueAt) return []
      return notices(what, postsAt(holder, to), { clock: kind, holder, dueAt })
    }
    case 'return-applied':
      return notices('return-applied', postsAt('centre', 'leader-in-charge'))
    case 'return-decided':
      return notices(event.data.approved ? 'return-approved' : 'return-rejected', leaders(event.data.no))
    case 'dispatch-withdrawn':
      return notices('dispatch-withdrawn', leaders(event.data.no))
    case 'extension-applied':
      return notices('extension-applied', ['city', 'reviewer'])
    case 'extension-decided':
      return notices(
        event.data.approved ? 'extension-approved' : 'extension-rejected',
        leaders(event.data.no),
      )
    case 'disputed':
      return notices('disputed', ['reviewer'])
    case 'convened':
      return notices('convened', leadersAtTheTable())
    case 'consultation-broken-off':
      return notices('consultation-broken-off', [...leadersAtTheTable(), 'reviewer'])
    case 'referred-to-leader':
      return notices('referred-to-leader', ['county-leader'])
    case 'instructed':
      return notices('instructed', ['clerk'])
    case 'appeal-prepared':
      return notices('appeal-to-approve', postsAt(unitOfPart(order, event.data.no), 'principal-leader'))
    case 'appeal-approved':
      return event.data.approved
        ? notices('appeal-applied', ['city', 'reviewer'])
        : notices('appeal-refused', leaders(event.data.no))
    case 'appeal-decided':
      return notices(event.data.approved ? 'appeal-approved' : 'appeal-rejected', leaders(event.data.no))
    case 'evaluation-requested':
      return notices('evaluation-requested', ['reviewer'])
    case 'judged':
      return notices(
        event.data.reasonable ? 'judged-reasonable' : 'judged-unreasonable',
        leaders(order.evaluations.at(-1)?.no ?? 0),
      )
    case 'flagged':
      return notices('flagged', ['supervision', 'discipline'])
    case 'inspection-served':
      return notices('inspection-served', [...unitsAt('leader-in-charge'), ...unitsAt('principal-leader')])
    case 'category-corrected':
    case 'rescheduled':
      return event.data.clocks.length === 0 ? [] : notices('deadline-moved', unitsAt('leader-in-charge'))
    case 'doubled':
      // Of the two that are linked, the one that was pushed tells.
      return order.source === 'city-feed' ? notices('doubled', ['clerk', 'reviewer']) : []
    case 'archived':
      return event.data.ending === 'done' ? [] : notices('ended', unitsAt('leader-in-charge'))
    case 'transferred':
    case 'centre-signed':
    case 'verified':
    case 'unit-signed':
    case 'step-recorded':
    case 'feedback-submitted':
    case 'called-back':
    case 'consulted':
    case 'plan-laid':
    case 'progress-reported':
    case 'panel-convened':
    case 'inspection-opened':
    case 'inspection-found':
    case 'inspection-closed':
    case 'accused-named':
    case 'reopened':
      return []
  }
}
