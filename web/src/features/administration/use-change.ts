/** A change of the county's rules: first what it would move, then, once confirmed, the change and its way through the orders. */
import { computed, type ComputedRef, ref, watch } from 'vue'
import type { Administered, PreviewPage } from '@contract/administration'
import type { CountyChange } from '@domain/administration/county-rules'
import type { Move } from '@domain/administration/moves'
import { type Asked, useAsking } from '../../asking/use-asking'
import { type Answer, call } from '../../firebase/doors'
import { administer } from './administer'

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
  readonly state: ComputedRef<ChangeState>
  readonly look: () => Promise<void>
  readonly apply: () => Promise<void>
  /** As if nothing had been looked at or applied. */
  readonly forget: () => void
}

const SHOWN_AT_MOST = 100

const wrongOf = (asked: Asked<unknown>): ChangeState =>
  asked.kind === 'refused'
    ? { kind: 'refused', text: asked.text, fields: asked.fields }
    : { kind: asked.kind === 'lost' ? 'lost' : 'none' }

export const useChange = (change: () => CountyChange | null): Changing => {
  const looking = useAsking<Preview>()
  const applying = useAsking<Administered>()
  const seen = ref(0)

  const state = computed((): ChangeState => {
    const looked = looking.state.value
    const applied = applying.state.value
    if (applied.kind === 'done') {
      const { id: version, job, proposed } = applied.value
      return { kind: 'applied', version, job, proposed }
    }
    if (applied.kind === 'refused' || applied.kind === 'lost') return wrongOf(applied)
    if (looked.kind === 'busy') return { kind: 'looking', seen: seen.value }
    if (looked.kind !== 'done') return wrongOf(looked)
    return { kind: applied.kind === 'busy' ? 'applying' : 'shown', preview: looked.value }
  })

  const forget = (): void => {
    looking.forget()
    applying.forget()
  }
  /** What is being previewed; a preview of something else must not be taken for it. */
  const words = (): string => JSON.stringify(change())
  watch(words, () => {
    if (applying.state.value.kind !== 'busy' && applying.state.value.kind !== 'done') forget()
  })

  const previewed = async (asked: CountyChange): Promise<Answer<Preview>> => {
    const about = words()
    let preview: Preview = { moves: [], orders: 0, seen: 0 }
    let after: string | null = null
    do {
      const answer: Answer<PreviewPage> = await call('previewAdministration', {
        ...asked,
        after,
        actingAs: 'administrator',
      })
      // The form changed while the answer was on its way, so the answer is about an old question.
      if (words() !== about) return { kind: 'lost' }
      if (answer.kind !== 'done') return answer
      const page: PreviewPage = answer.value
      preview = {
        moves: [...preview.moves, ...page.moves].slice(0, SHOWN_AT_MOST),
        orders: preview.orders + page.orders,
        seen: preview.seen + page.seen,
      }
      after = page.after
      seen.value = preview.seen
    } while (after !== null)
    return { kind: 'done', value: preview }
  }
  const look = async (): Promise<void> => {
    const asked = change()
    if (asked === null) return
    applying.forget()
    seen.value = 0
    await looking.ask(() => previewed(asked))
  }

  const apply = async (): Promise<void> => {
    const asked = change()
    if (asked !== null && state.value.kind === 'shown') await applying.ask(() => administer(asked))
  }

  return { state, look, apply, forget }
}
