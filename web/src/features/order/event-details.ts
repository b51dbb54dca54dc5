/** What people wrote into an event, beside the sentence that says what happened. */
import { isClock } from '@domain/order/clocks'
import type { OrderEvent } from '@domain/order/events'
import type { InspectionFinding } from '@domain/order/inspection'
import type { Basis, Clock, ClockId } from '@domain/order/order'
import {
  ACCOUNTABILITY_WORD,
  BASIS,
  CATEGORY,
  CHECKLIST,
  limitName,
  DECLINE_GROUND,
  EVALUATOR,
  FIELD,
  type UnitName,
} from '@domain/words/terms'
import { deadlineTime, shortTime } from '@domain/words/times'
import { FEEDBACK_PARTS, outcomeDetails } from './feedback-parts'

export interface Detail {
  readonly name: string | null
  readonly text: string
}

/** The names for codes and ids in the details. */
export interface DetailNames {
  readonly unit: UnitName
  readonly township: (code: string) => string
  /** Of a piece of evidence; null where it may not be known. */
  readonly file: (id: string) => string | null
}

export const basisText = (basis: Basis): string => {
  switch (basis.kind) {
    case 'catalogue':
      return `${BASIS.catalogue}：${basis.text}`
    case 'law':
    case 'duty':
    case 'township-list':
    case 'regulation':
      return `${BASIS[basis.kind]}：${basis.name}`
    case 'nearest-duty':
      return `${BASIS['nearest-duty']}：${basis.justification}`
    case 'consultation':
      return `${BASIS.consultation}：${basis.agreed ? '达成一致' : '未达成一致，由行业管理部门主办'}`
    case 'instruction':
      return `${BASIS.instruction}：${basis.leader} ${basis.date}`
  }
}

const CHECKS = Object.entries(CHECKLIST) as [keyof typeof CHECKLIST, string][]
const unnamed = (text: string): Detail[] => (text === '' ? [] : [{ name: null, text }])
const named = (name: string, text: string): Detail[] => (text === '' ? [] : [{ name, text }])

const proved = (ids: readonly string[] | undefined, file: DetailNames['file']): Detail[] => {
  const known = (ids ?? []).flatMap((id) => file(id) ?? [])
  return named('所附材料', known.join('、'))
}

/** Deadlines that moved: what they were and what they are. */
const moved = (
  clocks: readonly Clock[],
  before: readonly (ClockId & { readonly dueAt: number })[],
  unit: UnitName,
  now: number,
): Detail[] =>
  before.flatMap((was) => {
    const is = clocks.find(isClock(was))
    return is === undefined
      ? []
      : [
          {
            name: `${unit(is.holder)}${limitName(is.kind)}`,
            text: `原 ${deadlineTime(was.dueAt, now)} 前，现 ${deadlineTime(is.dueAt, now)} 前`,
          },
        ]
  })

export const findingDetails = ({ finding, demand, accountability }: InspectionFinding): Detail[] => [
  { name: FIELD.finding, text: finding },
  { name: FIELD.demand, text: demand },
  { name: FIELD.accountability, text: ACCOUNTABILITY_WORD[accountability] },
]

export const detailsOf = (event: OrderEvent, names: DetailNames, now: number): readonly Detail[] => {
  switch (event.type) {
    case 'verified': {
      const { title, category, matter, township, place, accused, accusedPersons } = event.data
      return [
        { name: FIELD.title, text: title },
        { name: FIELD.category, text: `${CATEGORY[category]} · ${matter.names.join(' / ')}` },
        { name: FIELD.township, text: [names.township(township), place].filter(Boolean).join(' · ') },
        ...named(FIELD.accused, accused.map(names.unit).join('、')),
        ...named(FIELD.persons, accusedPersons.length > 0 ? `${accusedPersons.length} 名` : ''),
      ]
    }
    case 'dispatched':
      return [
        { name: FIELD.basis, text: basisText(event.data.basis) },
        ...named(FIELD.overridden, event.data.overridden ?? ''),
        ...(event.data.afterCityDeadline ? [{ name: '注意', text: '办理时限晚于市热线要求的时限' }] : []),
      ]
    case 'archived': {
      const { declined, note } = event.data
      return [
        ...(declined === undefined
          ? []
          : [
              { name: '情形', text: DECLINE_GROUND[declined.ground] },
              { name: FIELD.route, text: declined.route },
            ]),
        ...unnamed(note),
      ]
    }
    case 'matter-corrected': {
      const { matter, township, place, reason } = event.data
      return [
        { name: FIELD.matter, text: matter.names.join(' / ') },
        { name: FIELD.township, text: [names.township(township), place].filter(Boolean).join(' · ') },
        ...unnamed(reason),
      ]
    }
    case 'supplemented':
      return unnamed(event.data.text)
    case 'unmerged':
      return unnamed(event.data.reason)
    case 'urged':
      return unnamed(event.data.note)
    case 'assigned-in-unit':
      return named(FIELD.instruction, event.data.instruction)
    case 'step-recorded':
      return [...unnamed(event.data.note), ...proved(event.data.proof, names.file)]
    case 'called-back':
    case 'disputed':
    case 'consulted':
    case 'appeal-approved':
    case 'flagged':
      return unnamed(event.data.note)
    case 'feedback-submitted': {
      const { data } = event
      return [
        ...FEEDBACK_PARTS.map(({ name, term }) => ({ name: term, text: data[name] })),
        ...outcomeDetails(data.outcome),
        ...named(FIELD.contact, data.contact),
        ...proved(data.proof, names.file),
      ]
    }
    case 'unit-reviewed':
    case 'redo-ordered':
    case 'return-decided':
      return unnamed(event.data.reasons)
    case 'first-reviewed': {
      const { data } = event
      const open = CHECKS.filter(([name]) => data[name] === false).map(([name]) => FIELD[name])
      return [...named('未达到', open.join('、')), ...unnamed(data.reasons)]
    }
    case 'referred-to-leader':
    case 'dispatch-withdrawn':
    case 'appeal-prepared':
    case 'evaluation-requested':
    case 'accused-named':
    case 'reopened':
    case 'taken-back':
    case 'callback-corrected':
    case 'complex-declared':
    case 'marked-urgent':
      return unnamed(event.data.reason)
    case 'instructed':
      return [{ name: `${event.data.date} 批示`, text: event.data.text }]
    case 'convened':
    case 'panel-convened': {
      const { meetsAt, place } = event.data
      const meeting = [
        { name: FIELD.meetsAt, text: shortTime(meetsAt, now) },
        { name: '地点', text: place },
      ]
      if (event.type === 'convened') return meeting
      const { evaluators } = event.data
      return [
        ...meeting,
        {
          name: FIELD.evaluators,
          text: evaluators
            .map(
              ({ name, kind, unit }) =>
                `${name}（${unit === null ? '' : names.unit(unit)}${EVALUATOR[kind]}）`,
            )
            .join('、'),
        },
      ]
    }
    case 'return-applied': {
      const { reason, suggestedUnit, opinion = '' } = event.data
      return [
        ...unnamed(reason),
        ...named(FIELD.suggestedUnit, suggestedUnit === null ? '' : names.unit(suggestedUnit)),
        ...named(FIELD.opinion, opinion),
      ]
    }
    case 'extension-applied':
      return [
        ...unnamed(event.data.reason),
        { name: FIELD.expectedOn, text: event.data.expectedOn },
        ...named(FIELD.document, event.data.document ?? ''),
      ]
    case 'extension-decided':
    case 'appeal-decided':
      return [...named(FIELD.document, event.data.document), ...unnamed(event.data.note)]
    case 'plan-laid':
      return event.data.steps.map(({ what, by }) => ({ name: `${by} 前`, text: what }))
    case 'progress-reported':
      return [...unnamed(event.data.text), ...proved(event.data.proof, names.file)]
    case 'judged': {
      const { votes, solveBy, note } = event.data
      const yes = votes.filter((vote) => vote).length
      return [
        { name: FIELD.votes, text: `认为合理 ${yes} 票，认为不合理 ${votes.length - yes} 票` },
        ...named(FIELD.solveBy, solveBy ?? ''),
        ...unnamed(note),
      ]
    }
    case 'inspection-directed': {
      const { unit, group, reason } = event.data
      return [
        ...named(FIELD.unit, unit === null ? '' : names.unit(unit)),
        ...named(FIELD.disciplineGroup, group ?? ''),
        ...unnamed(reason),
      ]
    }
    case 'inspection-found':
    case 'inspection-served':
      return findingDetails(event.data)
    case 'inspection-closed':
      return unnamed(event.data.result)
    case 'category-corrected':
      return [...unnamed(event.data.reason), ...moved(event.data.clocks, event.data.before, names.unit, now)]
    case 'rescheduled':
      return moved(event.data.clocks, event.data.before, names.unit, now)
    case 'transferred':
    case 'centre-signed':
    case 'unit-signed':
    case 'inspection-opened':
    case 'consultation-broken-off':
    case 'panel-broken-off':
    case 'appeal-passed-up':
    case 'doubled':
    case 'sent-again':
    case 'rang':
      return []
  }
}
