import { newClock, nextId } from '../order/clocks'
import { handlingLimit, signBy } from '../time/deadline'
import type { Happening } from '../order/events'
import { activeParts, type Assignment, type Basis, NAMED_BASES, type Order } from '../order/order'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { isBlank } from '../base/text'
import { atStage, partOf, stillReads, sure, unitsToCharge, unwritten } from './checks'
import type { Charge, CommandRule, Context, Facts, GivenBasis, Names } from '../order/command'
import { isOffList, type Unit } from '../people/unit'
import { updateClock } from './planning'
import { urgentClocks } from '../order/urgency'

/** One unit's part: its own window to sign (R1.3), its own limit (R5.1), on a recorded basis. */
export const dispatchedTo = (
  order: Order,
  {
    unit,
    part,
    number,
  }: { readonly unit: string; readonly part: Assignment['part']; readonly number: number },
  terms: {
    readonly basis: Basis
    readonly mayReturn: boolean
    readonly answersForOutcome: boolean
    readonly overridden?: string
  },
  { now, policy, calendar }: Context<never>,
): Result<Happening> => {
  const category = sure(order.category)
  const limit = handlingLimit({ dispatchedAt: now, category, extensions: [] }, policy, calendar)
  if (!limit.ok) return limit
  const { handleBy, provisional, limitWorkdays } = limit.value
  const base = { holder: unit, startedAt: now }
  const plan =
    part === 'host' && order.complex != null
      ? updateClock(order, { no: number, unit }, { now, policy, calendar })
      : ok(null)
  if (!plan.ok) return plan
  const urgent =
    order.urgent == null
      ? []
      : urgentClocks(
          order,
          { no: number, unit, state: 'to-sign', signedAt: null, steps: [] },
          { at: now, policy, calendar },
        )
  return ok({
    type: 'dispatched',
    at: now,
    data: {
      unit,
      part,
      basis: terms.basis,
      ...(terms.overridden !== undefined && { overridden: terms.overridden }),
      limitWorkdays,
      extensionsAtMost: policy.extensionsAtMost,
      ...(policy.thirdExtension && { thirdExtension: true }),
      extendBefore: policy.extendBefore,
      returnWithin: terms.mayReturn ? policy.returnWithin : null,
      answersForOutcome: terms.answersForOutcome,
      sign: newClock(
        { ...base, ...nextId(order, 'sign', number), dueAt: signBy(now, policy), provisional: false },
        policy,
        calendar,
      ),
      handle: newClock(
        { ...base, ...nextId(order, 'handle', number), dueAt: handleBy, provisional },
        policy,
        calendar,
      ),
      ...(plan.value !== null && { plan: plan.value }),
      ...(urgent.length > 0 && { urgent }),
      afterCityDeadline: order.cityDeadline !== null && handleBy > order.cityDeadline,
    },
  })
}

const basisOf = (
  order: Order,
  unit: string,
  basis: GivenBasis,
  { catalogueEntry }: Pick<Facts, 'catalogueEntry'>,
): Result<Basis> => {
  switch (basis.kind) {
    case 'catalogue':
      if (catalogueEntry === null) return refused(refuse('dispatch.unknown-entry', { entry: basis.entry }))
      if (catalogueEntry.unit !== unit)
        return refused(refuse('dispatch.entry-of-another-unit', { entry: catalogueEntry.matter }))
      return ok({ kind: 'catalogue', entry: catalogueEntry.id, text: catalogueEntry.basis })
    case 'law':
    case 'duty':
    case 'township-list':
      return isBlank(basis.name)
        ? refused(refuse('dispatch.basis-missing'))
        : ok({ kind: basis.kind, name: basis.name.trim() })
    case 'nearest-duty':
      return isBlank(basis.justification)
        ? refused(refuse('dispatch.justification-missing'))
        : ok({ kind: 'nearest-duty', justification: basis.justification.trim() })
    case 'instruction':
      return order.instruction === null
        ? refused(refuse('dispatch.no-instruction'))
        : ok({ kind: 'instruction', leader: order.instruction.leader, date: order.instruction.date })
  }
}

/** The facts that a rule needs to give one unit a part. */
type OnBasis = 'units' | 'catalogueEntry'

/** The accused units are looked up, too: who belongs to one of them is barred in any other unit (R16.2). */
const namesOnBasis = (
  { accused }: Pick<Order, 'accused'>,
  { unit, basis }: { readonly unit: string; readonly basis: GivenBasis },
): Pick<Names, OnBasis> => ({
  units: [unit, ...accused],
  catalogueEntry: basis.kind === 'catalogue' ? basis.entry : null,
})

/**
 * R2.1 choice: whether the centre must say why the unit gets this: a department's matter goes to a township only where
 * the township's duty list has it. The catalogue and a leader's instruction settle it; nearest duty is justified anyway.
 */
export const mustSayWhy = (
  { matter }: Pick<Order, 'matter'>,
  unit: Pick<Unit, 'kind' | 'duties'>,
  basis: GivenBasis['kind'],
): boolean =>
  (NAMED_BASES as readonly string[]).includes(basis) && matter !== null && isOffList(unit, matter.code)

/** One unit gets a part, on the basis given. What a leader assigned cannot be returned (R2.4). */
const charge = (
  order: Order,
  { unit, basis: given, overridden = '', part }: Charge & { readonly part: Assignment['part'] },
  context: Context<OnBasis>,
): Result<readonly Happening[]> => {
  const units = unitsToCharge(order, [unit], context)
  if (!units.ok) return units
  const basis = basisOf(order, unit, given, context)
  if (!basis.ok) return basis
  const [charged] = units.value
  if (given.kind === 'township-list' && charged?.kind === 'department')
    return refused(refuse('dispatch.not-a-township', { unit: charged.name }))
  const isOverridden = charged !== undefined && mustSayWhy(order, charged, given.kind)
  if (isOverridden && isBlank(overridden))
    return refused(refuse('dispatch.not-on-list', { unit: charged.name }))
  const dispatched = dispatchedTo(
    order,
    { unit, part, number: order.assignments.length + 1 },
    {
      basis: basis.value,
      mayReturn: given.kind !== 'instruction',
      answersForOutcome: part === 'host',
      ...(isOverridden && { overridden: overridden.trim() }),
    },
    context,
  )
  return dispatched.ok ? ok([dispatched.value]) : dispatched
}

/** R2.1, R2.2: one unit becomes host, on a recorded basis; it must be ready (R6.1) and must not be accused (R16.2). */
export const dispatch: CommandRule<'dispatch', OnBasis> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: (order) =>
    order.stage === 'to-sign' || order.stage === 'to-verify'
      ? refuse('dispatch.not-verified')
      : atStage('to-dispatch')(order),
  names: namesOnBasis,
  decide: (order, data, context) => charge(order, { ...data, part: 'host' }, context),
}

/** R2.3: another unit assists, for instance in the place of one that returned its part. */
export const addAssist: CommandRule<'add-assist', OnBasis> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('handling'),
  names: namesOnBasis,
  decide: (order, data, context) => charge(order, { ...data, part: 'assist' }, context),
}

/** 改派: a wrong dispatch is taken back. The record keeps the reason, and a breach stays a breach. */
export const withdrawDispatch: CommandRule<'withdraw-dispatch'> = {
  roles: ['reviewer'],
  judges: true,
  when: (order) =>
    atStage('handling', 'first-review', 'to-dispatch')(order) ??
    (activeParts(order).length === 0 ? refuse('state.no-part') : null),
  decide: (order, data, context) => {
    const part = partOf(order, data.no)
    if (!part.ok) return part
    const missing = unwritten({ reason: data.reason }, 'R2.1')
    if (missing !== null) return refused(missing)
    return ok([
      {
        type: 'dispatch-withdrawn',
        at: context.now,
        data: { no: data.no, reason: data.reason.trim(), stillReads: stillReads(context) },
      },
    ])
  },
}
