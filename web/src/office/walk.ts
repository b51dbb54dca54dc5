/** From one order of the work list to the next, as far as the list has them loaded. */
import { computed, shallowRef } from 'vue'

/** The list as it stands: its address, and the orders of each group from top to bottom. */
export interface Walk {
  readonly from: string
  readonly groups: readonly (readonly { readonly id: string; readonly title: string }[])[]
}
export const walk = shallowRef<Walk>({ from: '/', groups: [] })

export interface Step {
  readonly id: string
  readonly title: string
}

/** Where an order stood when it was opened. */
export interface Spot {
  readonly place: number
  /** The others of its group. */
  readonly beside: readonly string[]
}

/**
 * What comes after an order, or before it, in the group in which it stood when it was opened; from the last it goes on
 * with the first. Where the order has left that group, whatever stood behind it has moved up.
 */
export const stepFrom = (groups: Walk['groups'], was: Spot | null, id: string, by: 1 | -1): Step | null => {
  const has = (...ids: readonly string[]) => groups.find((group) => group.some((one) => ids.includes(one.id)))
  const group = (was === null ? undefined : has(...was.beside)) ?? has(id)
  if (group === undefined) return null
  const at = group.findIndex((one) => one.id === id)
  const place = at >= 0 ? at + by : (was?.place ?? 0) - (by === 1 ? 0 : 1)
  const next = group[((place % group.length) + group.length) % group.length]
  return next === undefined || next.id === id ? null : next
}

export const spotOf = (groups: Walk['groups'], id: string): Spot | null => {
  const group = groups.find((each) => each.some((one) => one.id === id))
  return group === undefined
    ? null
    : {
        place: group.findIndex((one) => one.id === id),
        beside: group.flatMap((one) => (one.id === id ? [] : [one.id])),
      }
}

/** Where 返回工单列表 leads: the list as it was left. */
export const listAddress = computed(() => walk.value.from)
