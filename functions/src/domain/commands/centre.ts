import { newClock } from '../clocks'
import { handlingLimit, signBy } from '../deadline'
import type { Basis } from '../order'
import { no, ok, refuse, type Result } from '../refusal'
import { TOWNSHIPS } from '../townships'
import { lacking } from '../unit'
import { atStage, blank, sure } from './checks'
import type { CommandData, CommandRule, Context } from './command'

export const centreSign: CommandRule<'centre-sign'> = {
  roles: ['clerk', 'reviewer'],
  judges: false,
  when: atStage('to-sign'),
  decide: (_order, _data, { now }) => ok([{ type: 'centre-signed', at: now, data: {} }]),
}

/** R1.2: the order's information is accurate and complete, or what is missing is named. */
export const verify: CommandRule<'verify'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('to-verify'),
  decide: (order, data, { now }) => {
    const missing = blank({
      title: data.title,
      text: order.text,
      matter: data.matter,
      township: data.township,
    })
    if (data.category === null) missing.push('category')
    if (missing.length > 0) return no(refuse('verify.missing', 'R1.2', { fields: missing }))
    if (!Object.keys(TOWNSHIPS).includes(data.township))
      return no(refuse('verify.unknown-township', 'R1.2', { township: data.township }))
    return ok([
      {
        type: 'verified',
        at: now,
        data: {
          title: data.title.trim(),
          category: sure(data.category),
          matter: data.matter.trim(),
          township: data.township,
          place: data.place.trim() || null,
        },
      },
    ])
  },
}

/** R2.1, R2.2: one unit becomes host, on a recorded basis; it must be ready (R6.1). */
export const dispatch: CommandRule<'dispatch'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    order.stage === 'to-sign' || order.stage === 'to-verify'
      ? refuse('dispatch.not-verified', 'R1.2')
      : atStage('to-dispatch')(order),
  decide: (order, data, context) => {
    const { now, policy, calendar, unit } = context
    if (unit === null) return no(refuse('dispatch.unknown-unit', 'R2.1', { unit: data.unit }))
    const lacks = lacking(unit)
    if (lacks.length > 0) return no(refuse('dispatch.unit-not-ready', 'R6.1', { unit: unit.name, lacks }))
    const basis = basisOf(data, context)
    if (!basis.ok) return basis
    const limit = handlingLimit(
      { dispatchedAt: now, category: sure(order.category), extensions: [] },
      policy,
      calendar,
    )
    if (!limit.ok) return limit
    const { handleBy, provisional, limitWorkdays } = limit.value
    const number = order.assignments.length + 1
    const base = { holder: unit.id, startedAt: now }
    return ok([
      {
        type: 'dispatched',
        at: now,
        data: {
          unit: unit.id,
          part: 'host',
          basis: basis.value,
          limitWorkdays,
          sign: newClock(
            { ...base, id: `sign:${number}`, kind: 'sign', dueAt: signBy(now, policy), provisional: false },
            policy.alarms.sign,
          ),
          handle: newClock(
            { ...base, id: `handle:${number}`, kind: 'handle', dueAt: handleBy, provisional },
            policy.alarms.handle,
          ),
          afterCityDeadline: order.cityDeadline !== null && handleBy > order.cityDeadline,
        },
      },
    ])
  },
}

const basisOf = ({ unit, basis }: CommandData['dispatch'], { catalogueEntry }: Context): Result<Basis> => {
  switch (basis.kind) {
    case 'catalogue':
      if (catalogueEntry === null) return no(refuse('dispatch.unknown-entry', 'R2.1', { entry: basis.entry }))
      if (catalogueEntry.unit !== unit)
        return no(refuse('dispatch.entry-of-another-unit', 'R2.1', { entry: catalogueEntry.matter }))
      return ok({ kind: 'catalogue', entry: catalogueEntry.id, text: catalogueEntry.basis })
    case 'regulation':
      return basis.name.trim() === ''
        ? no(refuse('dispatch.basis-missing', 'R2.1'))
        : ok({ kind: 'regulation', name: basis.name.trim() })
    case 'nearest-duty':
      return basis.justification.trim() === ''
        ? no(refuse('dispatch.justification-missing', 'R2.2'))
        : ok({ kind: 'nearest-duty', justification: basis.justification.trim() })
  }
}
