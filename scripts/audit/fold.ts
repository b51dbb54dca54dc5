/** Whether the order is what its events make of it. */
import { type ClosedMonths, countedSaid } from './closed-months'
import type { Desk } from './findings'
import type { Event, OrderSaid } from './format'
import type { Ledger } from './ledger'
import { type Limit, nameOf } from './limit'
import { said } from './time'

const when = (at: number | null): string | null => (at === null ? null : said(at))

/** A breach that was not written down is not in the order either, and was found already. */
const writtenBreach = ({ breachedAt, written }: Limit): number | null => (written ? breachedAt : null)

export const checkFold = (
  order: OrderSaid,
  events: readonly Event[],
  { ledger, closed }: { readonly ledger: Ledger; readonly closed: ClosedMonths },
  desk: Desk,
): void => {
  const last = events.at(-1)
  desk.equal('chain', "the order's version", last?.version ?? 0, order.version)
  desk.equal('chain', "the order's hash", last?.hash ?? '', order.hash)
  const equal = (what: string, expected: unknown, found: unknown): void => {
    desk.equal('fold', what, expected, found)
  }
  equal(
    'stage, open, ending',
    [ledger.stage, ledger.open, ledger.ending],
    [order.stage, order.open, order.ending],
  )
  equal('category', ledger.category, order.category)
  equal('policy', ledger.policy, order.policyVersion)
  equal('the other order under its number', ledger.double, order.double)
  equal('what closed months were corrected by', closed.said(), countedSaid(order.counted))
  equal('sent again', [ledger.formerOrder, ledger.again], [order.former ?? null, order.again ?? null])
  equal(
    'inspections: by whom, served, closed',
    [
      ...ledger.inspectedBefore.map(({ by, served }) => [by, served, true]),
      ...(ledger.inspection === null
        ? []
        : [[ledger.inspection.by, ledger.inspection.served, ledger.inspection.closed]]),
    ],
    [...(order.formerInspections ?? []), ...(order.inspection === null ? [] : [order.inspection])].map(
      (each) => [each.by, each.servedAt !== null, each.closed !== null],
    ),
  )
  equal('redos', ledger.redos, order.redos)
  equal(
    'matter, township, place',
    ledger.about === null ? null : Object.values(ledger.about),
    order.matter === null ? null : [order.township, order.place, order.matter.code, order.matterKey],
  )
  equal(
    'urgings',
    ledger.urgings.map(({ at, reminded }) => [when(at), reminded]),
    (order.urgings ?? []).map(({ at, reminded }) => [when(at), reminded]),
  )
  equal(
    'supplements',
    ledger.supplements.map(({ at, text }) => [when(at), text]),
    (order.supplements ?? []).map(({ at, text }) => [when(at), text]),
  )
  equal('which kind of urgency', ledger.urgent, order.urgent?.kind.code ?? null)
  equal('why it was not accepted', ledger.declined, order.declined ?? null)
  equal(
    'the order it goes on in, and those that go on in it',
    [ledger.mergedInto, ledger.mergedFrom],
    [order.mergedInto ?? null, order.mergedFrom ?? []],
  )
  equal('accused units', [...ledger.accused].sort(), [...order.accused].sort())
  equal('accused persons', [...ledger.accusedPersons].sort(), [...order.accusedPersons].sort())
  equal('first passed', when(ledger.passedAt), when(order.passedAt))
  equal('archived', when(ledger.archivedAt), when(order.archivedAt))
  equal(
    'parts',
    ledger.parts.map((part) => [
      part.no,
      part.unit,
      part.role,
      part.state,
      part.limit,
      part.granted,
      when(part.signedAt),
      part.redos,
    ]),
    order.assignments.map((part) => [
      part.no,
      part.unit,
      part.part,
      part.state,
      part.limitWorkdays,
      part.granted,
      when(part.signedAt),
      part.redos,
    ]),
  )
  desk.equal(
    'fold',
    'clocks',
    ledger.limits.map(({ id }) => id),
    order.clocks.map(nameOf),
  )
  for (const limit of ledger.limits) {
    const clock = order.clocks.find((each) => nameOf(each) === limit.id)
    if (clock === undefined) continue
    equal(
      `clock ${limit.id}: deadline, provisional, stopped, voided, breach`,
      [when(limit.dueAt), limit.provisional, when(limit.stoppedAt), limit.voided, when(writtenBreach(limit))],
      [when(clock.dueAt), clock.provisional, when(clock.stoppedAt), clock.voided, when(clock.breachedAt)],
    )
  }
}
