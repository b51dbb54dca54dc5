import type { Category } from '../../../functions/src/domain/matters/category'
import type { Command, CommandData, CommandType } from '../../../functions/src/domain/order/command'
import { FAR_DAY } from '../../support/far-day'
import { FEEDBACK, PASS, REDO, REGULATION, said, VERIFIED } from '../../support/road'
import { type Acting, PEOPLE } from '../../support/system'

/**
 * One thing somebody does to one order, so many hours after the start: at the very hour, whatever the clock has run on to
 * since. So the law alone can say how each order ends, and alarms that are due together ring side by side.
 */
export interface Act {
  readonly hour: number
  readonly who: Acting
  readonly command: (expectedVersion: number) => Command
}
export interface Plan {
  readonly order: string
  readonly category: Category
  readonly acts: readonly Act[]
}

/**
 * What happens to an order, with lateness at each of its clocks and much that leads it aside. Every twelve hours somebody
 * may act: time that goes on in few long steps is cheap.
 */
export const planOf = (order: string, random: () => number): Plan => {
  const pick = <T>(...choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!
  const often = (chance: number): boolean => random() < chance
  const category = pick<Category>('consultation', 'consultation', 'help')
  const acts: Act[] = []
  let hour = 0
  let no = 0
  const then = <T extends CommandType>(hours: number, who: Acting, type: T, data: CommandData[T]): void => {
    hour += hours
    const id = `${order}-${acts.length}`
    acts.push({ hour, who, command: (expectedVersion) => ({ id, type, expectedVersion, data }) as Command })
  }
  const { clerk, reviewer, handler, leader } = PEOPLE
  const dispatch = (): void => {
    no += 1
    then(0, clerk, 'dispatch', REGULATION)
    then(pick(12, 12, 36), handler, 'unit-sign', {})
  }
  const answer = (hours: number): void => {
    then(hours, handler, 'submit-feedback', FEEDBACK)
    if (often(0.3)) {
      then(0, leader, 'review-in-unit', { pass: false, reasons: '请写明维修时间' })
      then(0, handler, 'submit-feedback', FEEDBACK)
    }
    then(0, leader, 'review-in-unit', { pass: true, reasons: '' })
  }
  const plan = { order, category, acts }
  then(pick(12, 12, 36), clerk, 'centre-sign', {})
  // Each about a matter of its own: which of several on one is the third depends on who is quicker.
  then(0, clerk, 'verify', { ...VERIFIED, category, place: order })
  dispatch()
  if (often(0.2)) {
    then(12, reviewer, 'withdraw-dispatch', { no, reason: '派错单位' })
    dispatch()
  }
  if (often(0.25)) {
    then(0, handler, 'lay-plan', { steps: [{ what: '施工', by: FAR_DAY }] })
    then(pick(12, 96), handler, 'report-progress', { text: '正在施工' })
  } else if (category === 'help' && often(0.5)) {
    const document = '市中心〔2026〕1号'
    then(0, handler, 'apply-extension', { workdays: 1, reason: '需采购', expectedOn: FAR_DAY })
    then(12, clerk, 'decide-extension', { no, approve: often(0.6), document, note: '意见' })
  }
  if (often(0.2)) {
    const other = category === 'help' ? 'consultation' : 'help'
    then(12, reviewer, 'correct-category', { category: other, reason: '类别有误' })
  }
  // Some are left to themselves, and climb.
  if (often(0.15)) return plan
  answer(pick(12, 36, 60))
  if (often(0.3)) {
    then(12, reviewer, 'first-review', REDO)
    answer(pick(12, 36))
  }
  then(12, reviewer, 'first-review', PASS)
  const satisfied = often(0.8)
  then(0, clerk, 'call-back', { reached: true, ...said(satisfied), note: '' })
  if (often(0.9)) then(12, clerk, 'archive', { note: '' })
  return plan
}

/** When all is over, in hours. Nothing rings at that minute itself: the sweep has had its turn with everything. */
export const endOf = (plans: readonly Plan[]): number =>
  Math.max(...plans.flatMap(({ acts }) => acts.map(({ hour }) => hour))) + 80.5
