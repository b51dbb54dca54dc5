import { hostOf } from '../order'
import { no, ok, refuse } from '../refusal'
import { atStage, sure } from './checks'
import type { CommandRule } from './command'

/** R9.2: one checklist; it passes with every box ticked, and is sent back for redo with its reasons. */
export const firstReview: CommandRule<'first-review'> = {
  roles: ['reviewer'],
  judges: true,
  when: atStage('first-review'),
  decide: (order, data, { now }) => {
    const { pass, complete, reasonable, wellFormed } = data
    const reasons = data.reasons.trim()
    const flawless = complete && reasonable && wellFormed
    if (pass && !flawless) return no(refuse('review.checklist-open', 'R9.2'))
    if (!pass && flawless) return no(refuse('review.nothing-wrong', 'R9.2'))
    if (!pass && reasons === '') return no(refuse('review.reasons-missing', 'R9.2'))
    return ok([
      {
        type: 'first-reviewed',
        at: now,
        data: { no: sure(hostOf(order)).no, passed: pass, complete, reasonable, wellFormed, reasons },
      },
    ])
  },
}

/** 回访: what the caller says of it. A fruitless call is recorded too; after some the order may be archived all the same. */
export const callBack: CommandRule<'call-back'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: atStage('callback'),
  decide: (order, data, { now, policy }) => {
    const { reached, solved, satisfied } = data
    if (reached && (solved === null || satisfied === null)) return no(refuse('callback.answers-missing', 'G'))
    if (!reached && (solved !== null || satisfied !== null)) return no(refuse('callback.not-reached', 'G'))
    return ok([
      {
        type: 'called-back',
        at: now,
        data: {
          reached,
          solved,
          satisfied,
          note: data.note.trim(),
          done: reached || order.callbacks.length + 1 >= policy.callbackAttempts,
        },
      },
    ])
  },
}

export const archive: CommandRule<'archive'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: atStage('to-archive'),
  decide: (_order, data, { now }) => ok([{ type: 'archived', at: now, data: { note: data.note.trim() } }]),
}
