/**
 * Who attaches evidence to an order, who looks at it, and who takes it away again (R16.1). All of it follows from the
 * order as it is now: a unit that has lost the order has lost its evidence too, whatever was stored before.
 */
import { atTheTable, isUnderWay } from '../order/consultation'
import type { Evidence, EvidenceKind } from '../evidence/evidence'
import { reasonProblem } from '../people/reason'
import { type Assignment, isActive, type Order } from '../order/order'
import {
  audienceOf,
  CENTRE_ROLES,
  type Post,
  postKey,
  type Role,
  UNIT_ROLES,
  unitAudience,
} from '../people/people'
import type { Policy } from '../policy/policy'
import { audiencesReading, INSPECTORS } from '../order/readers'
import { type Refusal, refuse } from '../base/refusal'

/** Who hands in what. The evidence that decides an application must not come from the applicant. */
const HANDED_IN_BY: Readonly<Record<EvidenceKind, readonly Role[]>> = {
  'return-form': UNIT_ROLES,
  approval: UNIT_ROLES,
  instruction: [...CENTRE_ROLES, 'county-leader'],
  'city-reply': [...CENTRE_ROLES, 'city'],
  minutes: [...CENTRE_ROLES, ...UNIT_ROLES, 'supervision', 'discipline'],
  proof: [...CENTRE_ROLES, ...UNIT_ROLES, 'supervision', 'discipline', 'city', 'county-leader'],
}

/** Who may see evidence besides its uploader's unit, where they read the order at all. Other units may not. */
const ABOVE = ['centre', 'leaders', 'city']

type Readers = Pick<Order, 'readers'>

/**
 * Who may know of a piece of evidence, if they read the order. The inspectors are always named, whether or not the
 * order is flagged: its unit reads this list and must not learn the flag from it.
 */
export const evidenceReaders = (order: Readers, { unit }: Pick<Evidence, 'unit'>): string[] => [
  ...audiencesReading(order).filter(
    (reader) => ABOVE.includes(reader) || (unit !== null && reader === unitAudience(unit)),
  ),
  ...INSPECTORS,
]

/**
 * Whether the post itself reads the order. A person who acts in one post must not use the reading rights of another.
 */
const readsIn = (order: Readers, post: Post): boolean => audiencesReading(order).includes(audienceOf(post))

/** The part of an order that says who works on it. */
type Parts = Pick<Order, 'consultations'> & {
  readonly assignments: readonly Pick<Assignment, 'unit' | 'state'>[]
}

/**
 * Whether a unit has lost the order. It may still read it (`guard.lostOrders`), but attaches nothing to it any more.
 */
const hasLost = ({ assignments, consultations }: Parts, { unit }: Post): boolean =>
  unit !== null &&
  !assignments.some((part) => part.unit === unit && isActive(part)) &&
  !consultations.some((each) => isUnderWay(each) && atTheTable(each).includes(unit))

/** Why this person may not attach evidence of this kind; null if they may. */
export const attachForbidden = (
  order: Readers & Parts & Pick<Order, 'open' | 'stage'>,
  { post }: { readonly post: Post },
  kind: EvidenceKind,
): Refusal | null => {
  if (!readsIn(order, post)) return refuse('access.unknown-order')
  if (hasLost(order, post)) return refuse('access.not-your-order')
  if (!order.open) return refuse('state.wrong-stage', { stage: order.stage })
  return HANDED_IN_BY[kind].includes(post.role)
    ? null
    : refuse('evidence.kind-not-yours', { kind, post: postKey(post) })
}

const MIB = 1024 * 1024

/** Why a file of this size is refused when the order already has the `present` ones; null if it is accepted. */
export const beyondLimits = (
  { evidence: { maxBytes, perOrder } }: Pick<Policy, 'evidence'>,
  bytes: number,
  present: number,
): Refusal | null => {
  if (bytes > maxBytes) return refuse('evidence.too-large', { mebibytes: Math.floor(maxBytes / MIB) })
  return present >= perOrder ? refuse('evidence.too-many', { pieces: perOrder }) : null
}

export const mayLookAt = (
  order: Readers,
  evidence: Pick<Evidence, 'unit'>,
  { post }: { readonly post: Post },
): boolean => readsIn(order, post) && evidenceReaders(order, evidence).includes(audienceOf(post))

/**
 * Why this person may not look at it; null if they may. `why` is null when they read on under a look that was given its
 * reason before. For a person who may not see the evidence it does not exist.
 */
export const evidenceLookForbidden = (
  order: Readers,
  evidence: Pick<Evidence, 'unit'> | null,
  who: { readonly post: Post },
  why: string | null,
): Refusal | null => {
  if (!readsIn(order, who.post)) return refuse('access.unknown-order')
  if (evidence === null || !mayLookAt(order, evidence, who)) return refuse('evidence.unknown')
  if (why === null) return null
  return why.trim() === '' ? refuse('evidence.why-missing') : reasonProblem(why)
}

/**
 * Why this person may not take it away; null if they may. Only the person who attached it may, and only until a command
 * names it: the basis of a decision stays. Ids are hashes, so an id found in an event's data is that evidence.
 */
export const discardForbidden = (
  evidence: Pick<Evidence, 'id' | 'by'>,
  uid: string,
  events: readonly { readonly data: unknown }[],
): Refusal | null => {
  if (evidence.by !== uid) return refuse('evidence.not-yours')
  return events.some(({ data }) => JSON.stringify(data).includes(evidence.id))
    ? refuse('evidence.in-use')
    : null
}
