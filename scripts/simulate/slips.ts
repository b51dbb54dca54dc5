import { activeParts } from '../../functions/src/domain/order/order'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import { TAKEN_ACTS, takeableBy, type TakenAct } from '../../functions/src/domain/order/taking-back'
import { postOfKey } from '../../functions/src/domain/people/people'
import { clerk, reviewer, soon } from './centre'
import type { Life } from './life'
import { carryOn, partNow, redoPart, signPart } from './unit'
import { WHY } from './wording'

type Of<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>

/** How often a person does such a thing by mistake; once in a hundred times where nothing is said. */
const OFTEN: Readonly<Partial<Record<TakenAct, number>>> = {
  'step-recorded': 0.003,
  'feedback-submitted': 0.004,
  'unit-reviewed': 0.004,
  convened: 0.02,
  instructed: 0.04,
  'referred-to-leader': 0.04,
  'panel-convened': 0.03,
  'evaluation-requested': 0.03,
}

/** The how-manieth of its kind it is. A version would also count what another policy does not have, and draw another chance. */
const nth = (life: Life, { type, version }: Pick<OrderEvent, 'type' | 'version'>): string =>
  `${type} ${life.events.filter((event) => event.type === type && event.version <= version).length}`

const isAct = (type: string): type is TakenAct => (TAKEN_ACTS as readonly string[]).includes(type)

/** Case 26: now and then somebody did what they did not mean to, sees it, and takes it back. */
export const slip = (life: Life, event: OrderEvent): void => {
  const { type, by, actingAs } = event
  if (!isAct(type) || !life.dice.chance(`slip ${nth(life, event)}`, OFTEN[type] ?? 0.01)) return
  const post = postOfKey(actingAs)
  if (post === null) return
  soon(life, `takes back ${nth(life, event)}`, 1, () => {
    const last = takeableBy(life.order, post).findLast(({ act }) => act === type)
    if (last !== undefined) life.give({ uid: by, post }, 'take-back', { ...last, reason: WHY.byMistake })
  })
}

/** It is done again as it should have been; what brings the order to another stage is seen there. */
export const afterSlip = (life: Life, event: Of<'taken-back'>): void => {
  const { act, no } = event.data
  if (act === 'return-applied' && no !== null) carryOn(life, partNow(life, no))
  if ((act === 'feedback-submitted' || act === 'unit-reviewed') && no !== null)
    redoPart(life, partNow(life, no), nth(life, event), 0.3)
}

/** The caller says that it is not solved, and the centre sends it back. */
export const sendBack = (life: Life, event: Of<'called-back'>): void => {
  const times = nth(life, event)
  if (event.data.solved !== false || !life.dice.chance(`sends back after ${times}`, 0.06)) return
  soon(life, `orders a redo after ${times}`, 2, () =>
    life.give(reviewer(life), 'order-redo', { parts: [], reasons: WHY.notSolved }),
  )
}

export const doAgain = (life: Life, event: Of<'redo-ordered'>): void => {
  for (const no of event.data.parts) redoPart(life, partNow(life, no), nth(life, event), 0.9)
}

/** A verdict entered by a slip is seen after the order was archived; another was closed by mistake. */
export const afterClosing = (life: Life, { data: { ending } }: Of<'archived'>): void => {
  if (ending === 'done') {
    if (life.dice.chance('verdict by a slip', 0.004))
      soon(life, 'corrects the verdict', 30, () =>
        life.give(
          clerk(life),
          'correct-callback',
          { solution: 'solved', grade: 'fairly-satisfied', reason: WHY.slip },
          { refusedWith: ['callback.same', 'callback.own-call'] },
        ),
      )
    return
  }
  if (ending !== 'excluded' && life.dice.chance('closed by mistake', 0.05))
    soon(life, 'opens what was closed by mistake', 6, () =>
      life.give(reviewer(life), 'reopen', { reason: WHY.reopened }),
    )
}

/** Whoever had it takes it up again. */
export const takeUpAgain = (life: Life): void => {
  for (const part of activeParts(life.order))
    if (part.state === 'to-sign') signPart(life, part)
    else if (part.state === 'handling') redoPart(life, part, `opened again ${life.order.version}`, 0.5)
}
