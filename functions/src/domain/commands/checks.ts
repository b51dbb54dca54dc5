import type { Evidence, EvidenceKind } from '../evidence/evidence'
import {
  type Assignment,
  type AssignmentState,
  assignmentOf,
  isActive,
  type Order,
  type Stage,
} from '../order/order'
import type { Who } from '../people/people'
import { hasNobodyLeft, isBarred } from '../order/barred'
import { refused, ok, type Refusal, refuse, type Result } from '../base/refusal'
import type { Rule, RuleOf } from '../base/refusals'
import { isBlank } from '../base/text'
import { lacking, type Unit } from '../people/unit'
import type { Context, Facts } from '../order/command'

export const atStage =
  (...stages: readonly Stage[]) =>
  (order: Order): Refusal | null =>
    stages.includes(order.stage) ? null : refuse('state.wrong-stage', { stage: order.stage })

export const whileOpen = (order: Order): Refusal | null =>
  order.open ? null : refuse('state.wrong-stage', { stage: order.stage })

/** `ownPart` for the host alone: only the host may ask about the order as a whole. */
export const hostPart =
  (...states: readonly AssignmentState[]) =>
  (order: Order, who: Who): Refusal | null => {
    const refusal = ownPart(...states)(order, who)
    if (refusal !== null) return refusal
    return ownAssignment(order, who).part === 'host' ? null : refuse('access.host-only')
  }

/** The part that the author's own unit has in the order must be in one of these states. */
export const ownPart =
  (...states: readonly AssignmentState[]) =>
  (order: Order, who: Who): Refusal | null => {
    const part = assignmentOf(order, who.post.unit)
    if (part === null) return refuse('access.not-your-order')
    if (!order.open) return refuse('state.wrong-stage', { stage: order.stage })
    return states.includes(part.state) ? null : refuse('state.wrong-part', { state: part.state })
  }

/** For facts that a rule's `when` has checked already: `ownPart`, or that there is a host. */
export const sure = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('a rule decided without the fact it had checked')
  return value
}

export const ownAssignment = (order: Order, who: Who): Assignment => sure(assignmentOf(order, who.post.unit))

/** The names of the fields that say nothing. */
export const blank = (fields: Readonly<Record<string, string>>): string[] =>
  Object.entries(fields)
    .filter(([, text]) => isBlank(text))
    .map(([name]) => name)

/** The first refusal decides. */
export const firstOf =
  (...checks: readonly ((order: Order, who: Who, now: number) => Refusal | null)[]) =>
  (order: Order, who: Who, now: number): Refusal | null => {
    for (const check of checks) {
      const refusal = check(order, who, now)
      if (refusal !== null) return refusal
    }
    return null
  }

/** The part with this number, while its unit still has it. */
export const partOf = (order: Order, number: number): Result<Assignment> => {
  const part = order.assignments.find((each) => each.no === number)
  return part !== undefined && isActive(part) ? ok(part) : refused(refuse('state.no-such-part'))
}

/**
 * The units that a command gives a part to. Each must exist, be ready (R6.1), not be accused, and have somebody who is
 * not (R16.2). None may be named twice, and none may have a part already.
 */
export const unitsToCharge = (
  order: Order,
  ids: readonly string[],
  { units }: Pick<Facts, 'units'>,
): Result<readonly Unit[]> => {
  const found: Unit[] = []
  for (const id of ids) {
    const unit = units.find((each) => each.id === id)
    if (unit === undefined) return refused(refuse('dispatch.unknown-unit', 'R2.1', { unit: id }))
    if (isBarred(order, { units: [id] })) return refused(refuse('dispatch.accused', { unit: unit.name }))
    if (found.includes(unit)) return refused(refuse('dispatch.unit-twice', { unit: unit.name }))
    const part = assignmentOf(order, id)
    if (part !== null && isActive(part)) return refused(refuse('dispatch.has-part', { unit: unit.name }))
    const lacks = lacking(unit)
    if (lacks.length > 0) return refused(refuse('dispatch.unit-not-ready', { unit: unit.name, lacks }))
    if (hasNobodyLeft(order, unit, units)) return refused(refuse('dispatch.nobody-left', { unit: unit.name }))
    found.push(unit)
  }
  return ok(found)
}

/**
 * The evidence a clause asks for, by id: uploaded whole, of the right kind, and from the author's own side. A unit
 * cannot put forward what somebody else attached.
 */
export const given = (
  ids: readonly string[],
  kind: EvidenceKind,
  rule: RuleOf<'evidence.missing'>,
  { evidence, who }: Pick<Context, 'evidence' | 'who'>,
): Result<readonly Evidence[]> => {
  const found = ids.flatMap((id) => evidence.find((each) => each.id === id) ?? [])
  if (ids.length === 0 || found.length < ids.length)
    return refused(refuse('evidence.missing', rule, { kind }))
  return found.every((each) => each.kind === kind && each.unit === who.post.unit)
    ? ok(found)
    : refused(refuse('evidence.other-kind', rule, { kind }))
}

/** The same where a clause asks for none: whatever is attached must be right. */
export const givenIfAny = (
  ids: readonly string[],
  kind: EvidenceKind,
  rule: RuleOf<'evidence.missing'>,
  context: Pick<Context, 'evidence' | 'who'>,
): Refusal | null => {
  if (ids.length === 0) return null
  const found = given(ids, kind, rule, context)
  return found.ok ? null : found.refusal
}

/** Whether a unit that loses its part now goes on reading the order. The county's choice at this moment decides. */
export const stillReads = ({ guard }: Pick<Context, 'guard'>): boolean => guard.lostOrders === 'text'

/** Refuses when a text that is needed is missing; null when it is there. */
export const unwritten = (fields: Readonly<Record<string, string>>, rule: Rule): Refusal | null => {
  const missing = blank(fields)
  return missing.length === 0 ? null : refuse('input.missing', rule, { fields: missing })
}
