/** One form's way to the server: nothing typed is lost, nothing is done twice, and what is refused says why. */
import { computed, type ComputedRef, nextTick, reactive, type Ref, ref, shallowRef, watch } from 'vue'
import type { CommandData, CommandType } from '@domain/commands/command'
import { COMMANDS } from '@domain/commands/table'
import type { Order } from '@domain/order'
import { postKey, type Who } from '@domain/people'
import type { Refusal } from '@domain/refusal'
import { sentence } from '@domain/words/sentences'
import { command } from '../firebase/doors'
import { newCommandId } from './command-id'
import { discardDraft } from './drafts'
import { refusedFields } from './refused-fields'

export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'refused'
      readonly text: string
      readonly fields: readonly string[]
      readonly fault: string
    }
  | { readonly kind: 'lost' }
  /** Done, and waiting for the live order to show it. */
  | { readonly kind: 'done'; readonly version: number }

export interface Giving<T extends CommandType> {
  readonly outcome: Ref<Outcome>
  /** Whether the order changed under the form in a way that a judgement may not pass over. */
  readonly outdated: ComputedRef<boolean>
  readonly give: (data: CommandData[T]) => Promise<void>
  readonly haveSeen: () => void
  /** Refuses on the page what needs no server to be refused, in the server's own words. */
  readonly refuse: (refusal: Refusal) => void
  /** What to say beside a field that was refused; null where nothing is wrong with it. */
  readonly fault: (field: string) => string | null
}

export const useCommand = <T extends CommandType>(
  type: T,
  order: () => Order,
  who: () => Who,
  done: (version: number) => void,
): Giving<T> => {
  const outcome = shallowRef<Outcome>({ kind: 'none' })
  const seen = ref(order().version)
  const outdated = computed(() => COMMANDS[type].judges && order().judgedVersion > seen.value)
  /** The same words are sent under the same id until they are answered; other words are another command. */
  const sending = reactive({ id: '', words: '' })

  const haveSeen = (): void => {
    seen.value = order().version
    outcome.value = { kind: 'none' }
  }
  // Reminders and breaches change the order without changing what was judged.
  watch(
    () => order().version,
    (version) => {
      if (order().judgedVersion <= seen.value) seen.value = version
    },
  )

  const refuse = (refusal: Refusal): void => {
    outcome.value = {
      kind: 'refused',
      text: sentence(refusal),
      fields: refusedFields(refusal),
      fault: refusal.code === 'text.personal-data' ? '请删去其中的身份证号或手机号码' : '请补全或改正此项',
    }
  }

  const give = async (data: CommandData[T]): Promise<void> => {
    if (outcome.value.kind === 'busy') return
    const actingAs = postKey(who().post)
    const words = JSON.stringify([actingAs, seen.value, data])
    if (sending.words !== words) Object.assign(sending, { id: newCommandId(), words })
    outcome.value = { kind: 'busy' }
    const answer = await command({
      order: order().id,
      id: sending.id,
      type,
      actingAs,
      expectedVersion: seen.value,
      data,
    })
    if (answer.kind === 'lost') {
      outcome.value = { kind: 'lost' }
      return
    }
    sending.words = ''
    if (answer.kind === 'done') {
      outcome.value = { kind: 'done', version: answer.value.version }
      discardDraft(order().id, type)
      done(answer.value.version)
      return
    }
    refuse(answer.refusal)
  }

  const fault = (field: string): string | null =>
    outcome.value.kind === 'refused' && outcome.value.fields.includes(field) ? outcome.value.fault : null

  return { outcome, outdated, give, haveSeen, refuse, fault }
}

/** Puts the cursor where something is to be corrected, or on the message when no field is to blame. */
export const focusWhatIsWrong = async (form: HTMLElement | null): Promise<void> => {
  await nextTick()
  const target =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    form?.querySelector<HTMLElement>('[role="alert"]')
  target?.focus()
}
