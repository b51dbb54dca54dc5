/** One form's way to administration's door: busy meanwhile, and then what came of it. */
import { type Ref, ref, shallowRef } from 'vue'
import { sentence } from '@domain/words/sentences'
import { refusedFields } from '../../commands/refused-fields'
import type { Administered, Answer } from '../../firebase/doors'
import { AGREED_FIRST, invitationLink } from './person'

export interface Said {
  readonly kind: 'good' | 'bad' | 'warn'
  readonly text: string
  readonly fields: readonly string[]
  /** With which an invited person sets their password. */
  readonly link: string | null
}

export interface Saving {
  readonly busy: Ref<boolean>
  readonly said: Ref<Said | null>
  /** What to say beside a field that was refused; null where nothing is wrong with it. */
  readonly fault: (field: string) => string | null
  readonly save: (ask: () => Promise<Answer<Administered>>, done: string) => Promise<void>
}

export const useSaving = (): Saving => {
  const busy = ref(false)
  const said = shallowRef<Said | null>(null)

  const saidOf = (answer: Answer<Administered>, done: string): Said => {
    if (answer.kind === 'done') {
      const { proposed, invitation } = answer.value
      const link = invitation === null ? null : invitationLink(invitation)
      return proposed
        ? { kind: 'warn', text: `已提出，${AGREED_FIRST}。`, fields: [], link }
        : { kind: 'good', text: done, fields: [], link }
    }
    return answer.kind === 'lost'
      ? { kind: 'warn', text: '没有收到系统的答复，请稍后核对是否已保存。', fields: [], link: null }
      : { kind: 'bad', text: sentence(answer.refusal), fields: refusedFields(answer.refusal), link: null }
  }
  const save = async (ask: () => Promise<Answer<Administered>>, done: string): Promise<void> => {
    if (busy.value) return
    busy.value = true
    said.value = saidOf(await ask(), done)
    busy.value = false
  }
  const fault = (field: string): string | null =>
    said.value?.fields.includes(field) === true ? '请改正此项' : null

  return { busy, said, fault, save }
}
