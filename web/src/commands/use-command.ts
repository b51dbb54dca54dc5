/** One form's way to the server: nothing typed is lost, nothing is done twice, and what is refused says why. */
import { computed, type ComputedRef, nextTick, reactive, type Ref, ref, shallowRef, watch } from 'vue'
import type { CommandData, CommandType } from '@domain/order/command'
import { COMMANDS } from '@domain/commands/table'
import type { Order } from '@domain/order/order'
import { postKey, type Who } from '@domain/people/people'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { type Code, isCode } from '@domain/base/refusals'
import { visible } from '@domain/base/text'
import { sentence } from '@domain/words/sentences'
import { command } from '../firebase/doors'
import { newCommandId } from './command-id'
import { discardDraft, replaceInDraft } from './drafts'
import { refusedFields } from './refused-fields'

export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'refused'
      readonly text: string
      readonly fields: readonly string[]
      readonly fault: string
      /** The texts that named the caller, and what may stand in their place. */
      readonly offer: readonly { readonly written: string; readonly masked: string }[]
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
  readonly refuse: (refusal: AnsweredRefusal) => void
  /** Puts what the server offers in the place of what named the caller; it is sent only when the person sends it. */
  readonly takeOffer: () => void
  /** What to say beside a field that was refused; null where nothing is wrong with it. */
  readonly fault: (field: string) => string | null
}

/** What to say beside a field, where there is more to say than that it is wrong. */
const FAULTS: Readonly<Partial<Record<Code, string>>> = {
  'text.personal-data': '请删去其中的身份证号或手机号码',
  'text.caller-data': '请删去其中诉求人的个人信息',
  'feedback.telephone': '请把本单位电话移到“联系方式”栏',
}

/** What was pasted along without being seen is not sent: nobody could find it to delete it. */
const asSeen = <T>(typed: T): T =>
  JSON.parse(
    JSON.stringify(typed, (_key, value: unknown) => (typeof value === 'string' ? visible(value) : value)),
  ) as T

const offerIn = (
  { code, params }: AnsweredRefusal,
  given: object,
): { readonly written: string; readonly masked: string }[] => {
  const { fields, masked } = params ?? {}
  if (code !== 'text.caller-data' || !Array.isArray(fields) || !Array.isArray(masked)) return []
  return (fields as readonly string[]).flatMap((path, index) => {
    const written = path
      .split('.')
      .reduce<unknown>(
        (value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part],
        given,
      )
    const text = (masked as readonly string[])[index]
    return typeof written === 'string' && text !== undefined ? [{ written, masked: text }] : []
  })
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

  const refuse = (refusal: AnsweredRefusal, given: CommandData[T] | null = null): void => {
    outcome.value = {
      kind: 'refused',
      text: sentence(refusal),
      fields: refusedFields(refusal),
      fault: (isCode(refusal.code) ? FAULTS[refusal.code] : undefined) ?? '请补全或改正此项',
      offer: given === null ? [] : offerIn(refusal, given),
    }
  }
  const takeOffer = (): void => {
    if (outcome.value.kind !== 'refused') return
    replaceInDraft(order().id, type, outcome.value.offer)
    outcome.value = { kind: 'none' }
  }

  const give = async (typed: CommandData[T]): Promise<void> => {
    if (outcome.value.kind === 'busy') return
    const data = asSeen(typed)
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
    refuse(answer.refusal, data)
  }

  const fault = (field: string): string | null =>
    outcome.value.kind === 'refused' && outcome.value.fields.includes(field) ? outcome.value.fault : null

  return { outcome, outdated, give, haveSeen, refuse: (refusal) => refuse(refusal), takeOffer, fault }
}

/** Puts the cursor where something is to be corrected, or on the message when no field is to blame. */
export const focusWhatIsWrong = async (form: HTMLElement | null): Promise<void> => {
  await nextTick()
  const target =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    form?.querySelector<HTMLElement>('[role="alert"]')
  target?.focus()
}
