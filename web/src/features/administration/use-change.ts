/** A change of the county's rules: first what it would move, then, once confirmed, the change and its way through the orders. */
import { type Ref, shallowRef, watch } from 'vue'
import type { CountyChange } from '@domain/administration/county-rules'
import type { Move } from '@domain/administration/moves'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { sentence } from '@domain/words/sentences'
import { administer, previewChange } from '../../firebase/doors'

export interface Preview {
  /** The first of them, to look at. */
  readonly moves: readonly Move[]
  /** How many orders move, exactly. */
  readonly orders: number
  readonly seen: number
}

export type ChangeState =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking'; readonly seen: number }
  | { readonly kind: 'shown'; readonly preview: Preview }
  | { readonly kind: 'applying'; readonly preview: Preview }
  | {
      readonly kind: 'applied'
      readonly version: string
      readonly job: string | null
      /** Whether it waits for a second administrator and is not in force yet. */
      readonly proposed: boolean
    }
  | { readonly kind: 'refused'; readonly text: string; readonly fields: readonly string[] }
  | { readonly kind: 'lost' }

export interface Changing {
  readonly state: Ref<ChangeState>
  readonly look: () => Promise<void>
  readonly apply: () => Promise<void>
}

const SHOWN_AT_MOST = 100

const refused = (refusal: AnsweredRefusal): ChangeState => {
  const fields = refusal.params?.['fields']
  return {
    kind: 'refused',
    text: sentence(refusal),
    fields: Array.isArray(fields) ? (fields as readonly string[]) : [],
  }
}

export const useChange = (change: () => CountyChange | null): Changing => {
  const state = shallowRef<ChangeState>({ kind: 'none' })
  /** What is being previewed; a preview of something else must not be taken for it. */
  const words = (): string => JSON.stringify(change())
  const isOver = (): boolean => ['applying', 'applied'].includes(state.value.kind)
  watch(words, () => {
    if (!isOver()) state.value = { kind: 'none' }
  })

  const look = async (): Promise<void> => {
    const asked = change()
    if (asked === null || state.value.kind === 'looking') return
    const about = words()
    let preview: Preview = { moves: [], orders: 0, seen: 0 }
    let after: string | null = null
    state.value = { kind: 'looking', seen: 0 }
    do {
      const answer = await previewChange(asked, after)
      // The form went on while the answer was on its way: it speaks of what is no longer asked.
      if (words() !== about) return
      if (answer.kind !== 'done') {
        state.value = answer.kind === 'lost' ? { kind: 'lost' } : refused(answer.refusal)
        return
      }
      const page = answer.value
      preview = {
        moves: [...preview.moves, ...page.moves].slice(0, SHOWN_AT_MOST),
        orders: preview.orders + page.orders,
        seen: preview.seen + page.seen,
      }
      after = page.after
      state.value = { kind: 'looking', seen: preview.seen }
    } while (after !== null)
    state.value = { kind: 'shown', preview }
  }

  const apply = async (): Promise<void> => {
    const asked = change()
    if (asked === null || state.value.kind !== 'shown') return
    state.value = { kind: 'applying', preview: state.value.preview }
    const answer = await administer(asked)
    state.value =
      answer.kind === 'done'
        ? {
            kind: 'applied',
            version: answer.value.id,
            job: answer.value.job,
            proposed: answer.value.proposed,
          }
        : answer.kind === 'lost'
          ? { kind: 'lost' }
          : refused(answer.refusal)
  }

  return { state, look, apply }
}
