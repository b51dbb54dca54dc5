import { atTheTable } from '../order/consultation'
import type { Instant } from '../base/instant'
import { whoHasIt } from '../commands/calling-again'
import type { OrderEvent } from '../order/events'
import { namedIn } from '../order/in-unit'
import { activeParts, type Clock, clockOf, hostOf, isHandedIn, type Order, unitOfPart } from '../order/order'
import { BODIES } from '../order/inspection'
import { type Post, postKey, postOfKey, unitAudience } from '../people/people'
import type { ClockKind, Level } from '../policy/policy'

export const NOTICE_KINDS = [
  'dispatched',
  'assigned-in-unit',
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
  'complex-declared',
  'marked-urgent',
  'urgency-lifted',
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
  'panel-broken-off',
  'judged-reasonable',
  'judged-unreasonable',
  'flagged',
  'inspection-directed',
  'inspection-served',
  'deadline-moved',
  'ended',
  'doubled',
  'urged',
  'supplemented',
  'unmerged',
  'morning-list',
  'seal-faults',
  'unusual-looks',
  'staff-proposed',
  'policy-proposed',
  'staff-changed',
  'staff-emergency',
  'unit-not-ready',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** What is unusual about a person's looks; see `domain/confidential/looks.ts`. */
export type Unusual = 'many' | 'limit' | 'night' | 'without-need' | 'again' | 'refused' | 'neighbour'

/** How many orders a morning list holds, each counted once, by its most pressing running limit. */
export interface DueCounts {
  /** Past their limit and still running. */
  readonly overdue: number
  readonly today: number
  /** By the end of the next workday. */
  readonly tomorrow: number
}

/** A notice to a post. It names the order but no person in it; the sentence is made where it is shown. */
export interface Notice {
  /** Made of order, version, kind and recipient, so that the same notice is sent only once. */
  readonly id: string
  /** Null for a notice about no single order. */
  readonly order: string | null
  readonly kind: NoticeKind
  /** The post that is told, as `handler@mayi`. */
  readonly to: string
  readonly at: Instant
  /**
   * Of those who hold the post, the handlers whom it is for since the part was given to them inside the unit. Without one
   * of them it is for all who hold the post (`meantAmong`).
   */
  readonly named?: readonly string[]
  readonly clock: ClockKind | null
  readonly holder: string | null
  readonly dueAt: Instant | null
  /** Case 18: the order is urgent; missing where it is not. */
  readonly urgent?: true
  /** When it was found not to hold any more; missing or null while it holds, and where nobody looked. */
  readonly settledAt?: Instant | null
  /** For a morning list only. */
  readonly counts?: DueCounts
  /** For a morning list only: it counts the orders that accuse somebody (R16.2), which the other one leaves out. */
  readonly accusing?: true
  /** For `seal-faults` only: how many chains are faulty. */
  readonly faults?: number
  /** For `unusual-looks` only: whose looks, and what is unusual. It never says whom they looked at. */
  readonly looks?: { readonly by: string; readonly unusual: Unusual }
  /** The posts that nobody holds: the one it was meant for first, and those above it that are empty, too. */
  readonly vacant?: readonly string[]
  /** For `unit-not-ready` only: what the unit lacks. */
  readonly lacks?: readonly string[]
  /** For what waits for a second administrator: the proposal. Older notices do not name it. */
  readonly proposal?: string
  /** For a change of posts only: the posts that the person now has, or would have. */
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

/** The limit that a notice names. */
type Named = Pick<Notice, 'clock' | 'holder' | 'dueAt'>
const NO_LIMIT: Named = { clock: null, holder: null, dueAt: null }
const limitOf = (clock: Clock | null): Named =>
  clock === null ? NO_LIMIT : { clock: clock.kind, holder: clock.holder, dueAt: clock.dueAt }
/** What a part in hand is to be ready by: the day a panel set, or its handling limit. */
const limitOfPart = (order: Order, no: number): Clock | null =>
  clockOf(order, 'solve', no) ?? clockOf(order, 'handle', no)

/** What is for a unit's handlers is for the one whom its leaders gave it to. */
const namedFor = (order: Order, key: string): Pick<Notice, 'named'> => {
  const post = postOfKey(key)
  const named = post?.role === 'handler' ? namedIn(order, post.unit) : []
  return named.length === 0 ? {} : { named }
}

/**
 * The notices that an event causes. An accused unit is told nothing, not even about its own late work (R16.2). A unit that has lost the order is
 * told only about its own part.
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
  const notices = (kind: NoticeKind, to: readonly string[], limit: Named = NO_LIMIT): Notice[] =>
    to.filter(mayHear).map((post) => ({
      id: `${order.id}~${event.version}~${kind}~${post}`,
      order: order.id,
      kind,
      to: post,
      at: event.at,
      ...namedFor(order, post),
      ...limit,
      ...(order.open && order.urgent != null && { urgent: true as const }),
    }))
  const leaders = (number: number): string[] => postsAt(unitOfPart(order, number), 'leader-in-charge')
  const unitsAt = (level: Level): string[] => activeParts(order).flatMap(({ unit }) => postsAt(unit, level))
  const leadersAtTheTable = (): string[] =>
    atTheTable(order.consultations.at(-1) ?? { lead: null, units: [] }).flatMap((unit) =>
      postsAt(unit, 'leader-in-charge'),
    )
  switch (event.type) {
    case 'dispatched':
      return notices(
        'dispatched',
        postsAt(event.data.unit, 'handler'),
        limitOf(event.data.urgent?.[0] ?? event.data.sign),
      )
    case 'assigned-in-unit':
      return event.data.handlers.length === 0
        ? []
        : notices(
            'assigned-in-unit',
            postsAt(unitOfPart(order, event.data.no), 'handler'),
            limitOf(limitOfPart(order, event.data.no)),
          )
    case 'unit-reviewed':
      return event.data.passed
        ? []
        : notices('sent-back', postsAt(unitOfPart(order, event.data.no), 'handler'))
    case 'first-reviewed':
      return event.data.passed
        ? []
        : event.data.parts.flatMap((no) => notices('redo', leaders(no), limitOf(limitOfPart(order, no))))
    case 'redo-ordered':
      return event.data.parts.flatMap((no) => notices('redo', leaders(no), limitOf(limitOfPart(order, no))))
    case 'rang': {
      const { what, to, kind, holder, dueAt } = event.data
      if (what === 'missed') return []
      return notices(what, postsAt(holder, to), { clock: kind, holder, dueAt })
    }
    case 'return-applied':
      return notices('return-applied', postsAt('centre', 'leader-in-charge'), limitOf(event.data.decide))
    case 'return-decided':
      return event.data.approved
        ? notices('return-approved', leaders(event.data.no))
        : notices('return-rejected', leaders(event.data.no), limitOf(limitOfPart(order, event.data.no)))
    case 'dispatch-withdrawn':
      return notices('dispatch-withdrawn', leaders(event.data.no))
    case 'extension-applied':
      return notices('extension-applied', ['city', 'reviewer'])
    case 'extension-decided':
      return notices(
        event.data.approved ? 'extension-approved' : 'extension-rejected',
        leaders(event.data.no),
        limitOf(event.data.clock ?? limitOfPart(order, event.data.no)),
      )
    case 'complex-declared': {
      const { complex, clock } = event.data
      const host = hostOf(order)
      return complex && host !== null ? notices('complex-declared', leaders(host.no), limitOf(clock)) : []
    }
    case 'marked-urgent': {
      const { kind, clocks } = event.data
      const inHand = activeParts(order).filter((part) => !isHandedIn(part))
      return inHand.flatMap(({ no, state }) => {
        const ordinary = state === 'to-sign' ? clockOf(order, 'sign', no) : limitOfPart(order, no)
        if (kind === null) return notices('urgency-lifted', leaders(no), limitOf(ordinary))
        const first = clocks.find(({ part }) => part === no) ?? null
        return first === null ? [] : notices('marked-urgent', leaders(no), limitOf(first))
      })
    }
    case 'disputed':
      return notices('disputed', ['reviewer'])
    case 'convened':
      return notices('convened', leadersAtTheTable(), { ...NO_LIMIT, dueAt: event.data.meetsAt })
    case 'consultation-broken-off':
      return notices('consultation-broken-off', [...leadersAtTheTable(), 'reviewer'])
    case 'referred-to-leader':
      return notices('referred-to-leader', ['county-leader'])
    case 'instructed':
      return notices('instructed', ['clerk'])
    case 'appeal-prepared':
      return notices('appeal-to-approve', postsAt(unitOfPart(order, event.data.no), 'principal-leader'))
    case 'appeal-passed-up':
      return notices('appeal-to-approve', ['county-leader'])
    case 'appeal-approved':
      return event.data.approved
        ? notices('appeal-applied', ['city', 'reviewer'])
        : notices('appeal-refused', leaders(event.data.no))
    case 'appeal-decided':
      return notices(event.data.approved ? 'appeal-approved' : 'appeal-rejected', leaders(event.data.no))
    case 'evaluation-requested':
      return notices('evaluation-requested', ['reviewer'])
    case 'panel-broken-off':
      return notices('panel-broken-off', ['reviewer'])
    case 'judged':
      return notices(
        event.data.reasonable ? 'judged-reasonable' : 'judged-unreasonable',
        leaders(order.evaluations.at(-1)?.no ?? 0),
        limitOf(event.data.clock),
      )
    case 'flagged':
      return notices('flagged', event.data.to === undefined ? BODIES : [event.data.to])
    case 'inspection-directed':
      return notices('inspection-directed', [event.data.to])
    case 'inspection-served':
      return notices('inspection-served', [...unitsAt('leader-in-charge'), ...unitsAt('principal-leader')])
    case 'category-corrected':
    case 'rescheduled':
      return event.data.clocks.length === 0
        ? []
        : activeParts(order).flatMap(({ no, unit }) =>
            notices(
              'deadline-moved',
              postsAt(unit, 'leader-in-charge'),
              limitOf(event.data.clocks.find(({ kind, part }) => kind === 'handle' && part === no) ?? null),
            ),
          )
    case 'doubled':
      // Of two linked orders, the one that the city pushed gives the notice.
      return order.source === 'city-feed' ? notices('doubled', ['clerk', 'reviewer']) : []
    case 'archived':
      return event.data.ending === 'done' ? [] : notices('ended', unitsAt('leader-in-charge'))
    case 'urged':
    case 'supplemented':
      return notices(
        event.type,
        event.data.reminded.flatMap((holder) => postsAt(holder, 'leader-in-charge')),
      )
    case 'unmerged':
      return event.data.from === null
        ? []
        : notices(
            'unmerged',
            whoHasIt(order).flatMap((holder) => postsAt(holder, 'leader-in-charge')),
          )
    case 'transferred':
      return event.data.urgent === undefined
        ? []
        : notices('marked-urgent', ['clerk', 'reviewer'], limitOf(event.data.urgent.clock))
    case 'centre-signed':
    case 'verified':
    case 'unit-signed':
    case 'step-recorded':
    case 'feedback-submitted':
    case 'called-back':
    case 'callback-corrected':
    case 'taken-back':
    case 'consulted':
    case 'plan-laid':
    case 'progress-reported':
    case 'panel-convened':
    case 'inspection-opened':
    case 'inspection-found':
    case 'inspection-closed':
    case 'accused-named':
    case 'sent-again':
    case 'matter-corrected':
    case 'reopened':
      return []
  }
}
