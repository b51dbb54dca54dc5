import type { Instant } from './instant'
import type { OrderEvent } from './events'
import type { Order } from './order'
import { type Post, postKey } from './people'
import type { Level } from './policy'

export type NoticeKind = 'dispatched' | 'sent-back' | 'redo' | 'remind' | 'breach' | 'climb'

/** Something a post should hear of. It names the order and nobody in it; the sentence is made where it is shown. */
export interface Notice {
  /** Made of order, version, kind and recipient: telling twice tells once. */
  readonly id: string
  readonly order: string
  readonly kind: NoticeKind
  /** The post that is told, as `handler@mayi`. */
  readonly to: string
  readonly at: Instant
  readonly clock: 'sign' | 'handle' | null
  readonly holder: string | null
  readonly dueAt: Instant | null
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

/** What an event sets off. A reminder recorded after its deadline is not sent: the breach beside it says more. */
export const noticesOf = (order: Order, event: OrderEvent): Notice[] => {
  const notices = (
    kind: NoticeKind,
    to: readonly string[],
    clock: Pick<Notice, 'clock' | 'holder' | 'dueAt'> = { clock: null, holder: null, dueAt: null },
  ): Notice[] =>
    to.map((post) => ({
      id: `${order.id}~${event.version}~${kind}~${post}`,
      order: order.id,
      kind,
      to: post,
      at: event.at,
      ...clock,
    }))
  const unitOf = (number: number): string => order.assignments.find(({ no }) => no === number)?.unit ?? ''
  switch (event.type) {
    case 'dispatched':
      return notices('dispatched', postsAt(event.data.unit, 'handler'))
    case 'unit-reviewed':
      return event.data.passed ? [] : notices('sent-back', postsAt(unitOf(event.data.no), 'handler'))
    case 'first-reviewed':
      return event.data.passed ? [] : notices('redo', postsAt(unitOf(event.data.no), 'leader-in-charge'))
    case 'rang': {
      const { what, to, kind, holder, dueAt } = event.data
      if (what === 'remind' && event.recordedAt >= dueAt) return []
      return notices(what, postsAt(holder, to), { clock: kind, holder, dueAt })
    }
    case 'transferred':
    case 'centre-signed':
    case 'verified':
    case 'unit-signed':
    case 'step-recorded':
    case 'feedback-submitted':
    case 'called-back':
    case 'archived':
      return []
  }
}
