/** Which events of an order's history were taken back since, by their versions. Pure, so that it can be proved. */
import type { OrderEvent } from '@domain/order/events'

type TakenBack = Extract<OrderEvent, { type: 'taken-back' }>

const PARTLESS: readonly OrderEvent['type'][] = ['convened']

/** Some acts have a place in a list and are known by their time, those of a unit by its part. */
const isMeant = (event: OrderEvent, { data: { act, no, givenAt } }: TakenBack): boolean => {
  if (event.type !== act) return false
  if (givenAt !== null) return event.at === givenAt
  return PARTLESS.includes(event.type) || !('no' in event.data) || event.data.no === no
}

export const takenBack = (events: readonly OrderEvent[]): ReadonlySet<number> => {
  const back = new Set<number>()
  for (const event of events) {
    if (event.type !== 'taken-back') continue
    const taken = events.findLast(
      (each) => each.version < event.version && isMeant(each, event) && !back.has(each.version),
    )
    if (taken !== undefined) back.add(taken.version)
  }
  return back
}
