import { isOpenAppeal } from './appeal'
import { activeParts, type Assignment, assignmentOf, type Order } from './order'
import type { Instant } from '../base/instant'
import { CENTRE_ROLES, type Post, postOfKey, type Role, UNIT_ROLES } from '../people/people'

/** The acts that can be taken back by themselves, named by their events. */
export const TAKEN_ACTS = [
  'step-recorded',
  'feedback-submitted',
  'unit-reviewed',
  'return-applied',
  'extension-applied',
  'appeal-prepared',
  'appeal-approved',
  'evaluation-requested',
  'referred-to-leader',
  'instructed',
  'disputed',
  'convened',
  'panel-convened',
  'flagged',
  'inspection-directed',
  'urged',
  'supplemented',
] as const
export type TakenAct = (typeof TAKEN_ACTS)[number]

/** One act on an order that may be taken back: a part's number, or its place in its list from 1. */
export interface Takeable {
  readonly act: TakenAct
  readonly no: number | null
}

interface Rule {
  /** The posts that give the act. */
  readonly roles: readonly Role[]
  /** Which of these acts stand on the order, given by this post's side, and nobody has acted on them since. */
  readonly of: (order: Order, post: Post) => readonly (number | null)[]
}

/** The centre is one side, whoever of it acts. */
const sideOf = ({ role }: Post): string =>
  (CENTRE_ROLES as readonly Role[]).includes(role) ? 'centre' : role
const isOfSide = (key: string | undefined, post: Post): boolean => {
  const given = key === undefined ? null : postOfKey(key)
  return given !== null && sideOf(given) === sideOf(post)
}

const ofOwnPart =
  (stands: (part: Assignment, order: Order) => boolean): Rule['of'] =>
  (order, post) => {
    const part = assignmentOf(order, post.unit)
    return order.open && part !== null && stands(part, order) ? [part.no] : []
  }
const once =
  (stands: (order: Order) => boolean): Rule['of'] =>
  (order) =>
    stands(order) ? [null] : []

const places = (entries: readonly { readonly post?: string }[], post: Post): readonly number[] =>
  entries.flatMap((entry, index) => (isOfSide(entry.post, post) ? [index + 1] : []))

const AUTHORS: readonly Role[] = ['handler', 'leader-in-charge']
const LEADERS: readonly Role[] = ['leader-in-charge', 'principal-leader']

const RULES: Readonly<Record<TakenAct, Rule>> = {
  'step-recorded': {
    roles: UNIT_ROLES,
    // An appeal may rest on it (R8.1), and of an urgent order it has met a limit.
    of: ofOwnPart(
      ({ state, steps }, { appeals, urgent }) =>
        state === 'handling' && steps.length > 0 && urgent == null && !appeals.some(isOpenAppeal),
    ),
  },
  'feedback-submitted': { roles: AUTHORS, of: ofOwnPart(({ state }) => state === 'in-unit-review') },
  'unit-reviewed': { roles: LEADERS, of: ofOwnPart(({ state }) => state === 'left-unit') },
  'return-applied': {
    roles: UNIT_ROLES,
    of: ofOwnPart(({ no: part }, { returns }) =>
      returns.some(({ no, decision }) => no === part && decision === null),
    ),
  },
  'extension-applied': {
    roles: UNIT_ROLES,
    of: ofOwnPart(({ no: part }, { extensions }) =>
      extensions.some(({ no, decision }) => no === part && decision === null),
    ),
  },
  'appeal-prepared': {
    roles: AUTHORS,
    of: ofOwnPart(({ no: part }, { appeals }) =>
      appeals.some((each) => each.no === part && isOpenAppeal(each) && each.approval === null),
    ),
  },
  'appeal-approved': {
    roles: ['principal-leader'],
    of: ofOwnPart(({ no: part }, { appeals }) =>
      appeals.some((each) => each.no === part && isOpenAppeal(each) && each.approval !== null),
    ),
  },
  'evaluation-requested': {
    roles: LEADERS,
    of: ofOwnPart(({ no }, { stage, evaluations }) => {
      const last = evaluations.at(-1)
      return stage === 'evaluating' && last?.no === no && last.panel === null
    }),
  },
  'referred-to-leader': { roles: CENTRE_ROLES, of: once(({ stage }) => stage === 'to-instruct') },
  instructed: {
    roles: CENTRE_ROLES,
    of: once((order) => {
      const at = order.instruction?.at
      return (
        at !== undefined &&
        order.stage === 'to-dispatch' &&
        activeParts(order).every(({ basis }) => basis.kind !== 'instruction') &&
        order.consultations.every(({ outcome, brokenOffAt }) => (outcome?.at ?? brokenOffAt ?? 0) < at)
      )
    }),
  },
  disputed: {
    roles: CENTRE_ROLES,
    // What was passed on, or for which a meeting found no lead, is disputed by itself.
    of: once(
      ({ stage, dispute, consultations }) =>
        stage === 'disputed' &&
        dispute?.ground !== 'passing' &&
        consultations.every(({ outcome }) => outcome?.at !== dispute?.at),
    ),
  },
  convened: { roles: CENTRE_ROLES, of: once(({ stage }) => stage === 'consulting') },
  'panel-convened': {
    roles: CENTRE_ROLES,
    of: once(({ stage, evaluations }) => stage === 'evaluating' && evaluations.at(-1)?.panel != null),
  },
  flagged: {
    roles: [...CENTRE_ROLES, 'county-leader'],
    of: ({ flags, inspection, directed }, post) =>
      inspection === null && directed == null ? places(flags, post) : [],
  },
  'inspection-directed': {
    roles: [...CENTRE_ROLES, 'county-leader'],
    of: ({ inspection, directed }, post) =>
      inspection === null && directed != null && isOfSide(directed.post, post) ? [null] : [],
  },
  urged: {
    roles: [...CENTRE_ROLES, 'city'],
    of: ({ open, urgings = [] }, post) => (open ? places(urgings, post) : []),
  },
  supplemented: {
    roles: [...CENTRE_ROLES, 'city'],
    of: ({ open, supplements = [] }, post) => (open ? places(supplements, post) : []),
  },
}

/** When the entry was recorded that is taken back by its place; null of acts without one. */
export const givenAt = (
  { flags, urgings = [], supplements = [] }: Order,
  { act, no }: Takeable,
): Instant | null => {
  const lists: Partial<Record<TakenAct, readonly { readonly at: Instant }[]>> = {
    flagged: flags,
    urged: urgings,
    supplemented: supplements,
  }
  return lists[act]?.[(no ?? 0) - 1]?.at ?? null
}

/** What of the order this post may take back now: what its own side gave, and nobody has acted on since. */
export const takeableBy = (order: Order, post: Post): readonly Takeable[] =>
  TAKEN_ACTS.flatMap((act) => {
    const { roles, of } = RULES[act]
    return roles.includes(post.role) ? of(order, post).map((no): Takeable => ({ act, no })) : []
  })
