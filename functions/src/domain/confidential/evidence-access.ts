/**
 * Who attaches evidence to an order, who looks at it, and who takes it away again (R16.1). Everything is worked out from
 * the order as it is now: a unit that has lost the order has lost its evidence too, whatever was written down before.
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

/** Who hands in what. What decides an application must not come from the one who applied. */
const HANDED_IN_BY: Readonly<Record<EvidenceKind, readonly Role[]>> = {
  'return-form': UNIT_ROLES,
  approval: UNIT_ROLES,
  instruction: [...CENTRE_ROLES, 'county-leader'],
  'city-reply': [...CENTRE_ROLES, 'city'],
  minutes: [...CENTRE_ROLES, ...UNIT_ROLES, 'supervision', 'discipline'],
  proof: [...CENTRE_ROLES, ...UNIT_ROLES, 'supervision', 'discipline', 'city', 'county-leader'],
}

/** Whom evidence reaches besides its uploader's unit, where they read the order at all. Other units are not among them. */
const ABOVE = ['centre', 'leaders', 'city']

type Readers = Pick<Order, 'readers'>

/**
 * Who may know of a piece of evidence, if they read the order. The inspectors are named whether or not the order is flagged:
 * its unit reads this list, and must not learn it from there.
 */
export const evidenceReaders = (order: Readers, { unit }: Pick<Evidence, 'unit'>): string[] => [
  ...audiencesReading(order).filter(
    (reader) => ABOVE.includes(reader) || (unit !== null && reader === unitAudience(unit)),
  ),
  ...INSPECTORS,
]

/** Whether the post itself reads the order: acting in one must not lean on the reading rights of another. */
const readsIn = (order: Readers, post: Post): boolean => audiencesReading(order).includes(audienceOf(post))

/** An order as far as it says who has something to do in it. */
type Parts = Pick<Order, 'consultations'> & {
  readonly assignments: readonly Pick<Assignment, 'unit' | 'state'>[]
}

/** Whether a unit has lost the order: it may still read it (`guard.lostOrders`), and attaches nothing to it any more. */
const hasLost = ({ assignments, consultations }: Parts, { unit }: Post): boolean =>
  unit !== null &&
  !assignments.some((part) => part.unit === unit && isActive(part)) &&
  !consultations.some((each) => isUnderWay(each) && atTheTable(each).includes(unit))

/** Why this person may not attach such evidence; null if they may. */
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

/** Why a file of this size is not taken beside the `present` ones of the order; null if it is. */
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

/** Why this person may not look at it, or read on under a look whose reason was given (`why` is null); null if they may. To whom it is not meant it does not exist. */
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
 * Why this person may not take it away; null if they may. Only who attached it, and only until a command names it: what
 * a decision rests on stays. Ids are hashes, so an id that stands in an event's data is that evidence.
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
