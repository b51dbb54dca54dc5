/**
 * R16.2: whoever is barred does nothing in the order, and an order that the bar leaves to nobody must not lie there. Asked
 * whenever somebody is named, and again when people come and go: by the trigger on units, and every night.
 */
import { hasNobodyLeft, isBarred, nobodyApproves } from '../order/barred'
import { isForItsLeader } from '../order/appeal'
import type { Happening } from '../order/events'
import type { Instant } from '../base/instant'
import { activeParts, hostOf, type Order } from '../order/order'
import { accusesSomebody } from '../order/readers'
import type { Unit } from '../people/unit'

/** Parts of units that are accused, or in which nobody is left who may act. They go back to the centre. */
const takenParts = (
  order: Order,
  units: readonly Unit[],
  at: Instant,
  reason: string,
): Extract<Happening, { type: 'dispatch-withdrawn' }>[] =>
  activeParts(order)
    .filter((part) => {
      const unit = units.find(({ id }) => id === part.unit)
      return (
        isBarred(order, { units: [part.unit] }) || (unit !== undefined && hasNobodyLeft(order, unit, units))
      )
    })
    .map(({ no: number }) => ({
      type: 'dispatch-withdrawn',
      at,
      data: { no: number, reason, stillReads: false },
    }))

/**
 * R8.2: an appeal that no principal leader of the unit may approve is for the county. An appeal of a part that is taken ends
 * with it.
 */
const appealPassedUp = (
  order: Order,
  units: readonly Unit[],
  taken: readonly { readonly data: { readonly no: number } }[],
  at: Instant,
): Happening[] => {
  const host = hostOf(order)
  const unit = units.find(({ id }) => id === host?.unit)
  if (host === null || unit === undefined || !order.appeals.some(isForItsLeader)) return []
  return taken.some(({ data }) => data.no === host.no) || !nobodyApproves(order, unit, units)
    ? []
    : [{ type: 'appeal-passed-up', at, data: { no: host.no } }]
}

/** Whether it can be that something is left to nobody: whether the units have to be looked up. */
export const mayBeLeft = (order: Order): boolean =>
  order.open && (accusesSomebody(order) || order.appeals.some(isForItsLeader))

/** Both, for an open order. */
export const leftToNobody = (
  order: Order,
  units: readonly Unit[],
  at: Instant,
  reason: string,
): Happening[] => {
  const taken = takenParts(order, units, at, reason)
  return [...taken, ...appealPassedUp(order, units, taken, at)]
}

/** The units to look up for that: those that have a part, and the accused, whose people may also belong to one of these. */
export const concerned = (
  { assignments, accused }: Pick<Order, 'assignments' | 'accused'>,
  named: readonly string[] = [],
): string[] => [...new Set([...named, ...accused, ...activeParts({ assignments }).map(({ unit }) => unit)])]
