/** One form's way to the server: nothing typed is lost, nothing is done twice, and what is refused says why. */
import { computed, type ComputedRef, ref, type Ref, watch } from 'vue'
import type { CommandAsk, CommandDone } from '@contract/command'
import type { CommandData, CommandType } from '@domain/order/command'
import { COMMANDS } from '@domain/commands/table'
import type { Order } from '@domain/order/order'
import { postKey, type Who } from '@domain/people/people'
import type { AnsweredRefusal } from '@domain/base/refusal'
import { type Code, isCode } from '@domain/base/refusals'
import { visible } from '@domain/base/text'
import { type Asking, useAsking } from '../asking/use-asking'
import { call } from '../firebase/doors'
import { discardDraft, isRestored, replaceInDraft } from './drafts'

/** A text that named the caller, and what may stand in its place. */
interface Offer {
  readonly written: string
  readonly masked: string
}

export interface Giving<T extends CommandType> extends Pick<
  Asking<CommandDone>,
  'state' | 'fault' | 'refuse'
> {
  readonly type: T
  /** Whether the order changed under the form in a way that a judgement may not pass over. */
  readonly outdated: ComputedRef<boolean>
  readonly give: (data: CommandData[T]) => Promise<void>
  readonly haveSeen: () => void
  /** The version that was judged. */
  readonly seen: Readonly<Ref<number>>
  /** Whether what the form shows was found again after a reload. */
  readonly restored: boolean
  readonly offers: ComputedRef<readonly Offer[]>
  /** Replaces the text that named the caller with the server's proposal; it is sent only when the person sends it. */
  readonly takeOffers: () => void
}

/** What to say beside a field, where there is more to say than that it is wrong. */
const FAULTS: Readonly<Partial<Record<Code, string>>> = {
  'text.personal-data': '请删去其中的身份证号或手机号码',
  'text.caller-data': '请删去其中诉求人的个人信息',
  'feedback.telephone': '请把本单位电话移到“联系方式”栏',
}
const WORDS = {
  lost: '没有收到系统的答复，可能是网络中断。您填写的内容已保留；请重新提交，不会重复办理。',
  fault: ({ code }: AnsweredRefusal): string =>
    (isCode(code) ? FAULTS[code] : undefined) ?? '请补全或改正此项',
}

/** Invisible characters that were pasted along are not sent: nobody could find them to delete them. */
const asSeen = <T>(typed: T): T =>
  JSON.parse(
    JSON.stringify(typed, (_key, value: unknown) => (typeof value === 'string' ? visible(value) : value)),
  ) as T

const offersIn = ({ code, params }: AnsweredRefusal, given: object): readonly Offer[] => {
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
  const { state, fault, ask, refuse, forget } = useAsking<CommandDone>(WORDS)
  const seen = ref(order().version)
  const outdated = computed(() => COMMANDS[type].judges && order().judgedVersion > seen.value)
  let given: object = {}

  const haveSeen = (): void => {
    seen.value = order().version
    forget()
  }
  // Reminders and breaches change the order without changing what was judged.
  watch(
    () => order().version,
    (version) => {
      if (order().judgedVersion <= seen.value) seen.value = version
    },
  )

  const offers = computed(() => (state.value.kind === 'refused' ? offersIn(state.value.refusal, given) : []))
  const takeOffers = (): void => {
    replaceInDraft(order().id, type, offers.value)
    forget()
  }

  const give = async (typed: CommandData[T]): Promise<void> => {
    const data = asSeen(typed)
    const command = {
      order: order().id,
      type,
      actingAs: postKey(who().post),
      expectedVersion: seen.value,
      data,
    }
    const answer = await ask((id) => {
      given = data
      const asks: CommandAsk<T> = { ...command, id }
      return call('command', asks as CommandAsk)
    }, JSON.stringify(command))
    if (answer?.kind !== 'done') return
    discardDraft(order().id, type)
    done(answer.value.version)
  }

  const restored = isRestored(order().id, type)
  return { type, state, fault, refuse, outdated, give, haveSeen, seen, restored, offers, takeOffers }
}
