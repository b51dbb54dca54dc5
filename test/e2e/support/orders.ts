import { bringIn, done, PEOPLE } from '../../support/county'
import { FEEDBACK, REGULATION, VERIFIED } from '../../support/road'
import type { Acting } from '../../support/system'

/** Orders as they stand where a test begins: brought there by commands, so that the browser is used only for what is proved. */

export const { clerk: CLERK, reviewer: REVIEWER, handler: HANDLER, leader: LEADER } = PEOPLE

/** Each is about a matter of its own: the third on one would be flagged (R10.1). */
export const verified = async (number: string, title: string): Promise<void> => {
  await bringIn(number, { title, category: 'complaint', township: VERIFIED.township })
  await done(CLERK, number, 'centre-sign', {})
  await done(CLERK, number, 'verify', {
    ...VERIFIED,
    title,
    category: 'complaint',
    place: `${number} 号路口`,
  })
}

export const dispatched = async (number: string, title: string): Promise<void> => {
  await verified(number, title)
  await done(CLERK, number, 'dispatch', REGULATION)
}

/** 马影镇 has signed for it. */
export const handled = async (number: string, title: string): Promise<void> => {
  await dispatched(number, title)
  await done(HANDLER, number, 'unit-sign', {})
}

/** What the unit says has passed its own leader. */
export const answered = async (number: string, handler: Acting, leader: Acting): Promise<void> => {
  await done(handler, number, 'submit-feedback', FEEDBACK)
  await done(leader, number, 'review-in-unit', { pass: true, reasons: '' })
}
