/** What people wrote into an event, beside the sentence that says what happened. */
import type { OrderEvent } from '@domain/events'
import type { Basis } from '@domain/order'
import { BASIS, CATEGORY, CHECKLIST, FIELD } from '@domain/words/terms'
import { FEEDBACK_PARTS } from './feedback-parts'

export interface Detail {
  readonly name: string | null
  readonly text: string
}

export const basisText = (basis: Basis): string => {
  switch (basis.kind) {
    case 'catalogue':
      return `${BASIS.catalogue}：${basis.text}`
    case 'regulation':
      return `${BASIS.regulation}：${basis.name}`
    case 'nearest-duty':
      return `${BASIS['nearest-duty']}：${basis.justification}`
  }
}

const CHECKS = Object.entries(CHECKLIST) as [keyof typeof CHECKLIST, string][]
const unnamed = (text: string): Detail[] => (text === '' ? [] : [{ name: null, text }])

export const detailsOf = (event: OrderEvent, townshipName: (code: string) => string): readonly Detail[] => {
  switch (event.type) {
    case 'verified': {
      const { title, category, matter, township, place } = event.data
      return [
        { name: FIELD.title, text: title },
        { name: FIELD.category, text: `${CATEGORY[category]} · ${matter}` },
        { name: FIELD.township, text: [townshipName(township), place].filter(Boolean).join(' · ') },
      ]
    }
    case 'dispatched':
      return [
        { name: FIELD.basis, text: basisText(event.data.basis) },
        ...(event.data.afterCityDeadline ? [{ name: '注意', text: '办理时限晚于市热线要求的时限' }] : []),
      ]
    case 'step-recorded':
    case 'called-back':
    case 'archived':
      return unnamed(event.data.note)
    case 'feedback-submitted': {
      const { data } = event
      return FEEDBACK_PARTS.map(({ name, term }) => ({ name: term, text: data[name] }))
    }
    case 'unit-reviewed':
      return unnamed(event.data.reasons)
    case 'first-reviewed': {
      const { data } = event
      const open = CHECKS.filter(([name]) => !data[name]).map(([name]) => FIELD[name])
      return [
        ...(open.length > 0 ? [{ name: '未达到', text: open.join('、') }] : []),
        ...unnamed(data.reasons),
      ]
    }
    case 'transferred':
    case 'centre-signed':
    case 'unit-signed':
    case 'rang':
      return []
  }
}
