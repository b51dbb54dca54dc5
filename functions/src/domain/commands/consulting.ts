import type { Happening } from '../order/events'
import { atTheTable, type Consultation } from '../order/consultation'
import { meetingWithoutSense } from '../order/dates'
import { activeParts, type Order } from '../order/order'
import { barredAmong } from '../order/barred'
import { refused, ok, refuse, type Result } from '../base/refusal'
import { atStage, given, stillReads, sure, unitsToCharge, unwritten } from './checks'
import type { CommandData, CommandRule, Context, Facts } from '../order/command'
import { dispatchedTo } from './dispatching'

/**
 * R4.1: an order that units keep passing on is disputed without a command (`decide-return`). The centre may name the
 * other two reasons.
 */
export const openDispute: CommandRule<'open-dispute'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('to-dispatch'),
  decide: (_order, { ground, note }, { now }) => {
    const missing = unwritten({ note }, 'R4.1')
    return missing === null
      ? ok([{ type: 'disputed', at: now, data: { ground, note: note.trim() } }])
      : refused(missing)
  },
}

/**
 * R2.3, R4.1: the units concerned meet. A dispute is led by the industry regulator, a joint order's consultation by the
 * centre itself.
 */
export const convene: CommandRule<'convene', 'units'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('to-dispatch', 'disputed'),
  names: (_order, data) => ({ units: atTheTable(data) }),
  decide: (order, data, context) => {
    const kind = order.stage === 'disputed' ? 'dispute' : 'joint'
    if (kind === 'dispute' && data.lead === null) return refused(refuse('consultation.lead-missing'))
    if (kind === 'joint' && data.lead !== null) return refused(refuse('consultation.centre-leads'))
    const units = data.lead === null ? [...new Set(data.units)] : data.units.filter((id) => id !== data.lead)
    if (units.length + (data.lead === null ? 0 : 1) < 2) return refused(refuse('consultation.too-few'))
    const asked = atTheTable({ lead: data.lead, units })
    const unknown = asked.find((id) => !context.units.some((unit) => unit.id === id))
    if (unknown !== undefined) return refused(refuse('dispatch.unknown-unit', 'R2.1', { unit: unknown }))
    const accused = barredAmong(order, asked)
    if (accused !== undefined) return refused(refuse('dispatch.accused', { unit: nameOf(accused, context) }))
    const missing = unwritten({ place: data.place }, 'R4.1')
    if (missing !== null) return refused(missing)
    const senseless = meetingWithoutSense(data.meetsAt, order, context.now, 'R4.1')
    if (senseless !== null) return refused(senseless)
    return ok([
      {
        type: 'convened',
        at: context.now,
        data: {
          no: order.consultations.length + 1,
          kind,
          lead: data.lead,
          units: [...new Set(units)],
          place: data.place.trim(),
          meetsAt: data.meetsAt,
        },
      },
    ])
  },
}

const nameOf = (id: string, { units }: Pick<Facts, 'units'>): string =>
  units.find((unit) => unit.id === id)?.name ?? id

/** Who hosts and who assists: as agreed, or as it falls when nothing was agreed (R4.2). */
const outcomeOf = (
  consultation: Consultation,
  data: CommandData['conclude-consultation'],
  context: Context<'units'>,
): Result<{ readonly host: string; readonly assists: readonly string[] } | null> => {
  const { kind, lead, units } = consultation
  if (!data.agreed)
    return ok(kind === 'joint' ? null : { host: sure(lead), assists: units.filter((unit) => unit !== lead) })
  const took = atTheTable(consultation)
  if (data.host === null) return refused(refuse('consultation.host-missing'))
  if (data.assists.includes(data.host)) return refused(refuse('consultation.host-assists'))
  if (kind === 'joint' && data.assists.length === 0) return refused(refuse('consultation.no-assist'))
  const stranger = [data.host, ...data.assists].find((unit) => !took.includes(unit))
  if (stranger !== undefined)
    return refused(refuse('consultation.stranger', { unit: nameOf(stranger, context) }))
  return ok({ host: data.host, assists: data.assists })
}

/**
 * R2.3: agreed, with one host and the units that assist. R4.2: in a dispute without agreement the industry lead becomes
 * host, the others must cooperate, and the outcome counts for each. A joint consultation that finds no lead is a
 * dispute (R4.1).
 */
export const concludeConsultation: CommandRule<'conclude-consultation', 'units' | 'evidence'> = {
  roles: ['clerk', 'reviewer'],
  judges: true,
  when: atStage('consulting'),
  names: ({ consultations, accused }, { host, assists, minutes }) => {
    // Without agreement the units that were asked get it.
    const asked = consultations.slice(-1).flatMap(atTheTable)
    return {
      units: [...new Set([...(host === null ? [] : [host]), ...assists, ...asked, ...accused])],
      evidence: [minutes],
    }
  },
  decide: (order, data, context) => {
    const { now } = context
    const consultation = sure(order.consultations.at(-1))
    const missing = unwritten({ note: data.note }, 'R4.1')
    if (missing !== null) return refused(missing)
    const minutes = given([data.minutes], 'minutes', 'R4.1', context)
    if (!minutes.ok) return minutes
    const outcome = outcomeOf(consultation, data, context)
    if (!outcome.ok) return outcome
    const consulted: Happening = {
      type: 'consulted',
      at: now,
      data: { no: consultation.no, agreed: data.agreed, note: data.note.trim(), minutes: data.minutes },
    }
    if (outcome.value === null)
      return ok([
        consulted,
        { type: 'disputed', at: now, data: { ground: 'no-lead', note: data.note.trim() } },
      ])
    const parts = dispatchAll(
      order,
      outcome.value,
      { consultation, agreed: data.agreed, note: data.note.trim() },
      context,
    )
    return parts.ok ? ok([consulted, ...parts.value]) : parts
  },
}

const dispatchAll = (
  order: Order,
  { host, assists }: { readonly host: string; readonly assists: readonly string[] },
  {
    consultation,
    agreed,
    note,
  }: { readonly consultation: Consultation; readonly agreed: boolean; readonly note: string },
  context: Context<'units'>,
): Result<readonly Happening[]> => {
  // Assisting units of an order whose host returned it keep their parts; the consultation need not name them anew.
  const has = new Set(activeParts(order).map(({ unit }) => unit))
  const fresh = [host, ...assists.filter((unit) => !has.has(unit))]
  // A unit that assisted and is now to host swaps its old part for the new one.
  const givenUp = activeParts(order).filter(({ unit }) => unit === host)
  const rest = { ...order, assignments: order.assignments.filter((part) => !givenUp.includes(part)) }
  const units = unitsToCharge(rest, fresh, context)
  if (!units.ok) return units
  const happenings = givenUp.map(({ no: number }): Happening => ({
    type: 'dispatch-withdrawn',
    at: context.now,
    data: { no: number, reason: note, stillReads: stillReads(context) },
  }))
  for (const [index, unit] of fresh.entries()) {
    const dispatched = dispatchedTo(
      order,
      { unit, part: index === 0 ? 'host' : 'assist', number: order.assignments.length + 1 + index },
      {
        basis: { kind: 'consultation', consultation: consultation.no, agreed },
        mayReturn: agreed,
        answersForOutcome: index === 0 || !agreed,
      },
      context,
    )
    if (!dispatched.ok) return dispatched
    happenings.push(dispatched.value)
  }
  return ok(happenings)
}
