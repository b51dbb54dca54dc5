/**
 * Whether what a notice says still holds. It is asked again before a message leaves, and decides what a page shows as
 * settled: a message is for work that is still to be done, or for what is still so.
 */
import { isForItsLeader, isForTheCounty, isOpenAppeal, openAppealGrounds } from '../order/appeal'
import { isRunning } from '../order/clocks'
import { atTheTable, isUnderWay } from '../order/consultation'
import { dayNumberOf, type Instant } from '../base/instant'
import type { Notice, NoticeKind } from './notices'
import { lacking, type Unit } from '../people/unit'
import { activeParts, type Assignment, assignmentOf, hostOf, type Order } from '../order/order'
import { isFor } from '../order/access'
import { namedNow } from '../order/in-unit'
import { type Post, postOfKey } from '../people/people'

/** The kinds of no single order. */
export type GeneralKind = Extract<
  NoticeKind,
  | 'morning-list'
  | 'seal-faults'
  | 'unusual-looks'
  | 'staff-proposed'
  | 'policy-proposed'
  | 'staff-changed'
  | 'staff-emergency'
  | 'unit-not-ready'
>
export type OrderKind = Exclude<NoticeKind, GeneralKind>

interface Asked {
  readonly notice: Notice
  readonly order: Order
  /** Of the post that is told; null for a post of the county. */
  readonly unit: string | null
  readonly now: Instant
}

/** The part that the unit has in its hands: it is to do something with it. */
const partInHand = ({ order, unit }: Asked): Assignment | null => {
  const part = assignmentOf(order, unit)
  return part !== null && ['to-sign', 'handling', 'in-unit-review'].includes(part.state) ? part : null
}

const hasNoPart = ({ order, unit }: Asked): boolean => !activeParts(order).some((part) => part.unit === unit)

/** The limit that the notice names, if it names one: still running, and still that long. */
const limitRuns = ({ notice, order }: Asked): boolean =>
  notice.clock === null ||
  order.clocks.some(
    (clock) =>
      isRunning(clock) &&
      clock.kind === notice.clock &&
      clock.holder === notice.holder &&
      clock.dueAt === notice.dueAt,
  )

/** The same, and not over: of a limit that is over its breach says more. */
const limitIsAhead = (asked: Asked): boolean =>
  limitRuns(asked) && (asked.notice.dueAt === null || asked.now < asked.notice.dueAt)

const lastAppeal = ({ order, unit }: Asked): Order['appeals'][number] | null =>
  order.appeals.findLast((each) => each.unit === unit) ?? null

const overLimit = (asked: Asked): boolean => asked.notice.clock !== null && limitRuns(asked)

/** Whoever was told that the caller called again: the unit still has it to do, or the centre an open order. */
const stillHasIt = (asked: Asked): boolean =>
  asked.unit === null ? asked.order.open : partInHand(asked) !== null

/** What was taken back since is nothing to hear of. */
const stands = ({ notice }: Asked, entries: readonly { readonly at: Instant }[] = []): boolean =>
  entries.some(({ at }) => at === notice.at)

const OF_AN_ORDER: Readonly<Record<OrderKind, (asked: Asked) => boolean>> = {
  dispatched: (asked) => partInHand(asked)?.state === 'to-sign' && limitIsAhead(asked),
  // Given to others since, or back to the unit, it is not for these any more.
  'assigned-in-unit': (asked) => {
    const part = partInHand(asked)
    const { named = [] } = asked.notice
    return part !== null && named.join() === namedNow(asked.order, part).join()
  },
  'sent-back': (asked) => {
    const part = partInHand(asked)
    return part?.state === 'handling' && part.draft !== null
  },
  redo: (asked) => {
    const part = partInHand(asked)
    return part?.state === 'handling' && part.redos > 0 && limitRuns(asked)
  },
  remind: (asked) => overLimit(asked) && limitIsAhead(asked),
  breach: overLimit,
  climb: overLimit,
  'return-applied': (asked) =>
    asked.order.returns.some(({ decision }) => decision === null) && limitIsAhead(asked),
  'return-approved': hasNoPart,
  'return-rejected': (asked) => partInHand(asked) !== null && limitRuns(asked),
  'dispatch-withdrawn': hasNoPart,
  'extension-applied': ({ order }) => order.extensions.some(({ decision }) => decision === null),
  'extension-approved': (asked) => partInHand(asked) !== null && limitIsAhead(asked),
  'extension-rejected': (asked) => partInHand(asked) !== null && limitRuns(asked),
  'complex-declared': ({ order, unit }) => {
    const host = hostOf(order)
    return (order.complex ?? null) !== null && host?.unit === unit && host.plan === null
  },
  'marked-urgent': (asked) => asked.order.urgent != null && limitRuns(asked),
  'urgency-lifted': (asked) => asked.order.urgent == null && partInHand(asked) !== null && limitRuns(asked),
  disputed: ({ order }) => order.stage === 'disputed',
  convened: ({ order, unit, now }) =>
    order.consultations.some(
      (each) => isUnderWay(each) && now < each.meetsAt && unit !== null && atTheTable(each).includes(unit),
    ),
  'consultation-broken-off': ({ order }) =>
    (order.stage === 'disputed' || order.stage === 'to-dispatch') &&
    order.consultations.at(-1)?.brokenOffAt != null,
  'referred-to-leader': ({ order }) => order.stage === 'to-instruct',
  instructed: ({ order }) => order.stage === 'to-dispatch' && order.instruction !== null,
  'appeal-to-approve': ({ order, unit }) =>
    order.appeals.some((each) =>
      unit === null ? isForTheCounty(each) : each.unit === unit && isForItsLeader(each),
    ),
  'appeal-refused': (asked) => asked.order.open && lastAppeal(asked)?.approval?.approved === false,
  'appeal-applied': ({ order }) =>
    order.appeals.some((each) => isOpenAppeal(each) && each.approval?.approved === true),
  'appeal-approved': ({ order }) => order.ending === 'excluded',
  'appeal-rejected': (asked) => asked.order.open && lastAppeal(asked)?.decision?.approved === false,
  'evaluation-requested': ({ order }) =>
    order.stage === 'evaluating' && order.evaluations.at(-1)?.panel === null,
  'panel-broken-off': ({ order }) => order.stage === 'evaluating' && order.evaluations.at(-1)?.panel === null,
  'judged-reasonable': (asked) => partInHand(asked)?.state === 'handling' && limitIsAhead(asked),
  'judged-unreasonable': ({ order }) =>
    order.open &&
    openAppealGrounds(order).includes('judged-unreasonable') &&
    !order.appeals.some(isOpenAppeal),
  // An inspection that was opened before is not the one that is asked for.
  flagged: ({ order: { flags, inspection }, notice }) =>
    flags.length > 0 && (inspection === null || inspection.openedAt < notice.at),
  'inspection-directed': ({ order, notice }) => order.inspection === null && order.directed?.to === notice.to,
  'inspection-served': ({ order: { inspection } }) =>
    inspection !== null && inspection.servedAt !== null && inspection.closed === null,
  'deadline-moved': (asked) => (asked.notice.clock === null ? partInHand(asked) !== null : limitRuns(asked)),
  ended: ({ order }) => !order.open,
  doubled: ({ order }) => order.open && order.double !== null,
  urged: (asked) => stands(asked, asked.order.urgings) && stillHasIt(asked),
  supplemented: (asked) => stands(asked, asked.order.supplements) && stillHasIt(asked),
  unmerged: stillHasIt,
}

const ofItsDay = ({ at }: Notice, now: Instant): boolean => dayNumberOf(at) === dayNumberOf(now)
const always = (): boolean => true

/** What is known beside the orders of what a notice is about; null where it is not known. */
export interface Known {
  /** The proposal that is to be decided. An older notice does not say which one it is. */
  readonly proposal: { readonly state: string; readonly until: Instant } | null
  /** The unit that the notice names. */
  readonly unit: Unit | null
}
const NOTHING: Known = { proposal: null, unit: null }

const isUndecided = (_notice: Notice, now: Instant, { proposal }: Known): boolean =>
  proposal === null || (proposal.state === 'open' && now < proposal.until)

const GENERAL: Readonly<Record<GeneralKind, (notice: Notice, now: Instant, known: Known) => boolean>> = {
  // The next morning brings a list of its own.
  'morning-list': ofItsDay,
  'staff-proposed': isUndecided,
  'policy-proposed': isUndecided,
  // What happened has happened, and somebody is to look into it.
  'seal-faults': always,
  'unusual-looks': always,
  'staff-changed': always,
  'staff-emergency': always,
  'unit-not-ready': (_notice, _now, { unit }) => unit === null || lacking(unit).length > 0,
}

const LOSSES: readonly NoticeKind[] = ['return-approved', 'dispatch-withdrawn']

/** R16.2: losing the order is the last thing a unit is told about it. */
const mayStillHear = ({ kind }: Notice, { readers, formerReaders }: Order, post: Post): boolean =>
  isFor({ readers: LOSSES.includes(kind) ? [...readers, ...formerReaders] : readers }, post)

const isGeneral = (kind: NoticeKind): kind is GeneralKind => kind in GENERAL

/** `order`: as it is now, with its flags; null where there is none. */
export const isMoot = (
  notice: Notice,
  order: Order | null,
  now: Instant,
  known: Known = NOTHING,
): boolean => {
  const { kind } = notice
  if (isGeneral(kind)) return !GENERAL[kind](notice, now, known)
  const post = postOfKey(notice.to)
  if (order === null || post === null || !mayStillHear(notice, order, post)) return true
  return !OF_AN_ORDER[kind]({ notice, order, unit: post.unit, now })
}
