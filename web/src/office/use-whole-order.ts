import { computed, type ComputedRef } from 'vue'
import { recordsBeside, together } from '@domain/order/apart'
import type { Order } from '@domain/order/order'
import { ALWAYS } from '@domain/order/readers'
import { audienceOf } from '@domain/people/people'
import { apartFrom, order as orderWith, type Shelf } from '../firebase/queries'
import { session, who } from '../session/session'
import { type Live, useLive } from '../ui/use-live'
import { shelfOf } from './shelf'

/**
 * An order as far as the person may read it, followed live. A unit's words, the flags and what an inspection says lie beside
 * it: for whoever may read them they are put together. Half an order is never shown: a form would begin with what is
 * missing. One that begins to be shared while it is open stays as it was until its words have come: what was just done
 * must still be said.
 */
export const useWholeOrder = (id: () => string): ComputedRef<Live<Order>> => {
  const shelf = computed(() => (who.value === null ? null : shelfOf(who.value.post)))
  const live = useLive(
    (): [Shelf, string] | null => (shelf.value === null ? null : [shelf.value, id()]),
    orderWith,
  )
  /** The order's document does not say that it is flagged, so those who may know ask. Inspectors have the order whole. */
  const mayKnowFlags = computed(() => who.value !== null && ALWAYS.includes(audienceOf(who.value.post)))
  const hasMore = computed(
    () =>
      live.value.value !== null &&
      shelf.value === 'orders' &&
      (mayKnowFlags.value || recordsBeside(live.value.value).length > 0),
  )
  const beside = useLive(
    (): [string, readonly string[]] | null =>
      hasMore.value && session.value.name === 'in' ? [id(), session.value.staff.tokens] : null,
    apartFrom,
  )
  return computed<Live<Order>>((before) => {
    const { state, value: shown, stale } = live.value
    if (shown === null) return { state, value: null, stale }
    if (!hasMore.value || beside.value.state === 'ready')
      return { state, value: together(shown, beside.value.value ?? []), stale }
    return before?.value?.id === shown.id
      ? { ...before, stale }
      : { state: beside.value.state, value: null, stale }
  })
}
