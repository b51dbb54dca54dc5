import type { EventType, OrderEvent } from '../../functions/src/domain/order/events'
import { hostOf, type Stage } from '../../functions/src/domain/order/order'
import {
  archiveOrder,
  callBack,
  declareComplex,
  markUrgent,
  findUnit,
  firstReview,
  meet,
  receiveOrder,
  recordInstruction,
  reopenOrder,
  secondThoughts,
  settleDispute,
  verifyOrder,
} from './centre'
import type { Behaviour, Life } from './life'
import { comesTwice, isSentAgain } from './once-more'
import {
  considerAgain,
  considerInspection,
  convenePanel,
  decideAppeal,
  decideExtension,
  inspect,
  openDirected,
  recordVerdict,
  serveAndClose,
} from './others'
import { afterClosing, afterSlip, doAgain, sendBack, slip, takeUpAgain } from './slips'
import {
  answerComplex,
  answerUrgent,
  answerDissatisfied,
  approveAppeal,
  carryOn,
  considerPart,
  partNow,
  prepareAppeal,
  redoPart,
  reviewInUnit,
  signPart,
} from './unit'

type Of<T extends EventType> = Extract<OrderEvent, { readonly type: T }>

/** What people do after each event. Nobody acts on an event that is not here. */
const ON_EVENT: { readonly [T in EventType]?: (life: Life, event: Of<T>) => void } = {
  transferred: (life) => {
    receiveOrder(life)
    comesTwice(life)
  },
  'centre-signed': verifyOrder,
  verified: secondThoughts,
  dispatched: (life, { data }) => {
    signPart(
      life,
      life.order.assignments.findLast(({ unit }) => unit === data.unit)!,
    )
    declareComplex(life, data.part)
    markUrgent(life, data.part)
  },
  'marked-urgent': (life, { data }) => {
    for (const { part: no, kind } of data.clocks)
      if (no !== null && kind === 'first-contact') answerUrgent(life, partNow(life, no))
  },
  'complex-declared': (life, { data }) => {
    const host = hostOf(life.order)
    if (data.complex && host !== null) answerComplex(life, host)
  },
  'unit-signed': (life, { data }) => considerPart(life, partNow(life, data.no)),
  'feedback-submitted': (life, { data }) => reviewInUnit(life, partNow(life, data.no)),
  'unit-reviewed': (life, { data, version }) => {
    const part = partNow(life, data.no)
    const times = life.events.filter(
      (event) => event.type === 'unit-reviewed' && event.data.no === data.no && event.version <= version,
    ).length
    if (!data.passed) redoPart(life, part, `inside ${times}`, 0.5)
  },
  'first-reviewed': (life, { data }) => {
    if (data.passed) return
    for (const no of data.parts) redoPart(life, partNow(life, no), `${life.order.redos}`, 0.9)
  },
  'called-back': (life, event) => {
    const { data } = event
    sendBack(life, event)
    const host = hostOf(life.order)
    if (!data.done) callBack(life)
    else if (data.satisfied === false && host !== null) answerDissatisfied(life, host)
  },
  'return-decided': (life, { data }) => {
    if (!data.approved) carryOn(life, partNow(life, data.no))
  },
  'extension-applied': (life, { data }) => decideExtension(life, partNow(life, data.no)),
  'appeal-prepared': (life, { data }) => approveAppeal(life, partNow(life, data.no)),
  'appeal-approved': (life, { data }) => {
    if (data.approved) decideAppeal(life)
    else if (life.order.stage === 'to-archive') archiveOrder(life)
  },
  'appeal-decided': (life) => {
    if (life.order.stage === 'to-archive') archiveOrder(life)
  },
  'panel-convened': recordVerdict,
  'panel-broken-off': convenePanel,
  judged: (life, { data }) => {
    const host = hostOf(life.order)
    if (host === null) return
    if (data.reasonable) redoPart(life, host, 'after the panel', 3)
    else if (life.dice.chance('appeals the judged demand', 0.5))
      life.later(life.now + 3_600_000, () => prepareAppeal(life, host, 'judged-unreasonable'))
  },
  flagged: considerInspection,
  'inspection-directed': openDirected,
  'inspection-closed': considerAgain,
  'inspection-opened': inspect,
  'inspection-found': (life) => {
    const begun = life.events.findLastIndex(({ type }) => type === 'inspection-opened')
    const found = life.events.slice(begun).filter(({ type }) => type === 'inspection-found')
    if (found.length === 1) serveAndClose(life)
  },
  archived: (life, event) => {
    if (event.data.ending === 'done') reopenOrder(life)
    isSentAgain(life)
    afterClosing(life, event)
  },
  reopened: takeUpAgain,
  'redo-ordered': doAgain,
  'taken-back': (life, event) => {
    if (event.data.act === 'panel-convened') convenePanel(life)
    afterSlip(life, event)
  },
}

/** What the person who has the order next does when it comes to a stage. */
const ON_STAGE: Readonly<Partial<Record<Stage, (life: Life) => void>>> = {
  'to-dispatch': findUnit,
  'to-instruct': recordInstruction,
  disputed: settleDispute,
  consulting: meet,
  'first-review': firstReview,
  callback: callBack,
  evaluating: convenePanel,
  'to-archive': archiveOrder,
}

export const BEHAVIOUR: Behaviour = {
  onEvent: (life, event) => {
    ;(ON_EVENT[event.type] as ((life: Life, event: OrderEvent) => void) | undefined)?.(life, event)
    slip(life, event)
  },
  onStage: (life) => ON_STAGE[life.order.stage]?.(life),
}
