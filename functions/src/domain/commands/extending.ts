import { movedClock } from '../order/clocks'
import { lastSensibleDay } from '../order/dates'
import { dayNumber, startOfDayNumber, type Instant } from '../base/instant'
import { type Assignment, clockOf, type Order } from '../order/order'
import { refused, ok, refuse } from '../base/refusal'
import { handlingOf } from '../order/reschedule'
import { isBlank } from '../base/text'
import { firstOf, ownAssignment, ownPart, partOf, sure, unwritten } from './checks'
import type { CommandRule } from '../order/command'

/**
 * Until when an extension may be asked for, and how long it may be (R5.2, R5.4). The form shows this and the rule
 * checks it.
 */
export const extensionRoom = (
  order: Pick<Order, 'clocks'>,
  part: Assignment,
): {
  readonly by: Instant
  readonly workdays: number
  readonly left: number
  /** Beyond what is granted in principle: only with the city's document. */
  readonly needsDocument: boolean
} => {
  const needsDocument = part.thirdExtension === true && isBeyondPrinciple(part)
  return {
    by: sure(clockOf(order, 'handle', part.no)).dueAt - part.extendBefore,
    workdays: part.limitWorkdays,
    left: part.extensionsAtMost + (needsDocument ? 1 : 0) - part.granted.length,
    needsDocument,
  }
}

/** Whether the next extension is one more than a part gets in principle. */
const isBeyondPrinciple = ({ granted, extensionsAtMost }: Assignment): boolean =>
  granted.length >= extensionsAtMost

const openExtension = (order: Order, number: number) =>
  order.extensions.find((each) => each.no === number && each.decision === null)

/**
 * R5.2, R5.4: at the latest 24 h before the deadline, twice in principle – once more where the policy allows it and the
 * city's document is named –, none longer than the limit.
 */
export const applyExtension: CommandRule<'apply-extension'> = {
  roles: ['handler', 'leader-in-charge', 'principal-leader'],
  judges: false,
  when: firstOf(ownPart('handling', 'in-unit-review'), (order, who, now) => {
    const part = ownAssignment(order, who)
    const { by, left } = extensionRoom(order, part)
    // Once a panel has set a day, the handling limit no longer applies.
    if (part.passedAt !== null) return refuse('extension.handled')
    if (openExtension(order, part.no) !== undefined) return refuse('extension.already')
    if (left <= 0)
      return refuse('extensions-too-many', {
        granted: part.granted.length,
        atMost: part.extensionsAtMost,
      })
    return now < by ? null : refuse('extension.too-late', { by })
  }),
  decide: (order, data, { now, who }) => {
    const part = ownAssignment(order, who)
    const { workdays, reason, expectedOn } = data
    const document = data.document?.trim() ?? ''
    const { needsDocument } = extensionRoom(order, part)
    const missing = unwritten({ reason }, 'R5.2')
    if (missing !== null) return refused(missing)
    const place = part.granted.length + 1
    if (!Number.isSafeInteger(workdays) || workdays < 1)
      return refused(refuse('extension-not-whole', { place, workdays }))
    if (workdays > part.limitWorkdays)
      return refused(refuse('extension-too-long', { place, workdays, atMost: part.limitWorkdays }))
    const expected = dayNumber(expectedOn)
    if (expected === null || startOfDayNumber(expected + 1) <= now || expected > lastSensibleDay(now))
      return refused(refuse('extension.expected-day'))
    if (needsDocument && isBlank(document)) return refused(refuse('extension.document-missing'))
    return ok([
      {
        type: 'extension-applied',
        at: now,
        data: {
          no: part.no,
          workdays,
          reason: reason.trim(),
          expectedOn,
          ...(needsDocument && { document }),
        },
      },
    ])
  },
}

/**
 * R5.3: the city centre decides, or the centre records the city's decision with its document. Until then the old
 * deadline stands. Once that has passed there is nothing left to extend.
 */
export const decideExtension: CommandRule<'decide-extension'> = {
  roles: ['city', 'clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    order.open && order.extensions.some(({ decision }) => decision === null)
      ? null
      : refuse('extension.none'),
  decide: (order, data, { now, who, policy, calendar }) => {
    const part = partOf(order, data.no)
    if (!part.ok) return part
    const application = openExtension(order, data.no)
    if (application === undefined) return refused(refuse('extension.none'))
    const document = data.document.trim()
    const note = data.note.trim()
    if (who.post.role !== 'city' && isBlank(document)) return refused(refuse('city.document-missing', 'R5.3'))
    // What goes beyond the principle, the city too grants with a document only.
    if (data.approve && isBeyondPrinciple(part.value) && isBlank(document))
      return refused(refuse('city.document-missing', 'R5.4'))
    if (!data.approve) {
      const missing = unwritten({ note }, 'R5.3')
      if (missing !== null) return refused(missing)
    }
    const decided = { no: data.no, approved: data.approve, document, note }
    if (!data.approve) return ok([{ type: 'extension-decided', at: now, data: { ...decided, clock: null } }])
    const clock = sure(clockOf(order, 'handle', data.no))
    if (now >= clock.dueAt) return refused(refuse('extension.deadline-passed'))
    const { granted, limitWorkdays } = part.value
    // The category may have been corrected after the application.
    if (application.workdays > limitWorkdays)
      return refused(
        refuse('extension-too-long', {
          place: granted.length + 1,
          workdays: application.workdays,
          atMost: limitWorkdays,
        }),
      )
    const extended = { ...part.value, granted: [...granted, application.workdays] }
    const limit = handlingOf(extended, policy, calendar)
    if (!limit.ok) return limit
    const { dueAt, provisional } = limit.value
    const moved = movedClock(clock, { dueAt, provisional }, now, policy, calendar)
    return ok([{ type: 'extension-decided', at: now, data: { ...decided, clock: moved } }])
  },
}
