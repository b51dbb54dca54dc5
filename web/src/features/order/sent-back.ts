import type { OrderEvent } from '@domain/order/events'
import { CHECKLIST } from '@domain/words/terms'

/** Why the work came back, if it did and has not been handed in again since. */
export interface SentBack {
  readonly from: 'unit' | 'centre'
  readonly reasons: string
  /** What the centre's checklist found wanting. */
  readonly lacking: readonly string[]
}

const CHECKS = Object.entries(CHECKLIST) as [keyof typeof CHECKLIST, string][]

export const sentBack = (events: readonly OrderEvent[], no: number): SentBack | null => {
  for (const event of [...events].reverse()) {
    if (event.type === 'feedback-submitted' && event.data.no === no) return null
    if (event.type === 'unit-reviewed' && event.data.no === no)
      return event.data.passed ? null : { from: 'unit', reasons: event.data.reasons, lacking: [] }
    if (event.type === 'first-reviewed' && event.data.parts.includes(no)) {
      const { data } = event
      return data.passed
        ? null
        : {
            from: 'centre',
            reasons: data.reasons,
            lacking: CHECKS.filter(([name]) => data[name] === false).map(
              ([, text]) => text.split('：')[0] ?? text,
            ),
          }
    }
  }
  return null
}
