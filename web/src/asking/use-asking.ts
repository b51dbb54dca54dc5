/** The life of one question to the server: nothing is done twice, what is refused says why, and what got lost can be asked again. */
import { computed, type ComputedRef, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { sentence } from '@domain/words/sentences'
import type { Answer } from '../firebase/doors'
import { newQuestionId } from './question-id'
import { refusedFields } from './refused-fields'

export type Asked<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'refused'
      readonly refusal: AnsweredRefusal
      readonly text: string
      readonly fields: readonly string[]
    }
  /** No answer came: it may or may not have been done. */
  | { readonly kind: 'lost'; readonly text: string }
  | { readonly kind: 'done'; readonly value: T }

export interface Asking<T> {
  readonly state: Readonly<ShallowRef<Asked<T>>>
  readonly busy: ComputedRef<boolean>
  /** What went wrong, in a sentence; null where nothing did. */
  readonly wrong: ComputedRef<string | null>
  /** What to say beside a field that was refused; null where nothing is wrong with it. */
  readonly fault: (field: string) => string | null
  /**
   * Asks, unless it is still being asked. `send` is given an id: the same for as long as the same `words` are not
   * answered, so that asking again after an answer got lost does it once.
   */
  readonly ask: (send: (id: string) => Promise<Answer<T>>, words?: string) => Promise<Answer<T> | null>
  /** Refuses on the page what needs no server to be refused, in the server's own words. */
  readonly refuse: (refusal: AnsweredRefusal) => void
  /** As if nothing had been asked; an answer that is still on its way is not shown. */
  readonly forget: () => void
}

const LOST = '没有收到系统的答复，请检查网络后重试。'

/** What to say of an answer that is not what was asked for; null of one that is. */
export const wrongIn = (answer: Answer<unknown>, lost = LOST): string | null =>
  answer.kind === 'done' ? null : answer.kind === 'lost' ? lost : sentence(answer.refusal)

interface Words {
  readonly lost?: string
  /** Beside a field that was refused. */
  readonly fault?: (refusal: AnsweredRefusal) => string
}

export const useAsking = <T>({ lost = LOST, fault: faultOf = () => '请改正此项' }: Words = {}): Asking<T> => {
  const state = shallowRef<Asked<T>>({ kind: 'none' })
  const busy = computed(() => state.value.kind === 'busy')
  const wrong = computed(() =>
    state.value.kind === 'refused' || state.value.kind === 'lost' ? state.value.text : null,
  )
  const fault = (field: string): string | null =>
    state.value.kind === 'refused' && state.value.fields.includes(field) ? faultOf(state.value.refusal) : null

  /** The same words go under the same id until they are answered; other words are another question. */
  let unanswered: { readonly id: string; readonly words: string } | null = null
  let round = 0

  const refuse = (refusal: AnsweredRefusal): void => {
    state.value = { kind: 'refused', refusal, text: sentence(refusal), fields: refusedFields(refusal) }
  }
  const ask: Asking<T>['ask'] = async (send, words = '') => {
    if (busy.value) return null
    if (unanswered?.words !== words) unanswered = { id: newQuestionId(), words }
    const mine = ++round
    state.value = { kind: 'busy' }
    const answer = await send(unanswered.id)
    if (answer.kind !== 'lost') unanswered = null
    if (mine !== round) return answer
    if (answer.kind === 'refused') refuse(answer.refusal)
    else state.value = answer.kind === 'lost' ? { kind: 'lost', text: lost } : answer
    return answer
  }
  const forget = (): void => {
    round += 1
    state.value = { kind: 'none' }
  }
  // What was answered may be somebody's data: it goes with the screen that showed it.
  onScopeDispose(forget, true)

  return { state, busy, wrong, fault, ask, refuse, forget }
}
