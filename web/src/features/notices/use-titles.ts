/** The titles of the orders that notices are about, for those who may read these orders; a notice itself holds none (R16.1). */
import { type ShallowRef, shallowRef, watch } from 'vue'
import type { Notice } from '@domain/notices/notices'
import { postOfKey, tokensFor } from '@domain/people/people'
import { once } from '../../firebase/once'
import { listingsNumbered } from '../../firebase/queries'
import { shelfOf } from '../../office/shelf'
import { session } from '../../session/session'

const titleOf = async ({ order, to }: Notice): Promise<string | null> => {
  const post = postOfKey(to)
  if (order === null || post === null || session.value.name !== 'in') return null
  const tokens = tokensFor(post, session.value.staff.tokens)
  if (tokens.length === 0) return null
  const found = await once(listingsNumbered(shelfOf(post), tokens, order.toUpperCase()))
  return found?.find(({ id }) => id === order)?.title ?? null
}

/** Each is asked for once. */
export const useTitles = (
  notices: () => readonly Notice[],
): Readonly<ShallowRef<ReadonlyMap<string, string>>> => {
  const titles = shallowRef<ReadonlyMap<string, string>>(new Map())
  const asked = new Set<string>()
  watch(
    notices,
    (all) => {
      for (const notice of all) {
        const { order } = notice
        if (order === null || asked.has(order)) continue
        asked.add(order)
        void titleOf(notice).then((title) => {
          if (title !== null) titles.value = new Map(titles.value).set(order, title)
        })
      }
    },
    { immediate: true },
  )
  return titles
}
