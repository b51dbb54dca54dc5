/** One form's way to administration's door, and what came of it. */
import { computed, type ComputedRef, ref } from 'vue'
import type { Administered } from '@contract/administration'
import { type Asking, useAsking } from '../../asking/use-asking'
import type { Answer } from '../../firebase/doors'
import { AGREED_FIRST, invitationLink } from './person'

export interface Said {
  /** `warn` of what waits for a second administrator. */
  readonly kind: 'good' | 'warn'
  readonly text: string
  /** The token by which an invited person sets their password. */
  readonly link: string | null
}

export interface Saving extends Pick<Asking<Administered>, 'state' | 'busy' | 'fault'> {
  /** What came of it, once it was done. */
  readonly said: ComputedRef<Said | null>
  readonly save: (ask: () => Promise<Answer<Administered>>, done: string) => Promise<void>
}

export const useSaving = (): Saving => {
  const { state, busy, fault, ask } = useAsking<Administered>({
    lost: '没有收到系统的答复，请稍后核对是否已保存。',
  })
  const doneText = ref('')
  const said = computed((): Said | null => {
    if (state.value.kind !== 'done') return null
    const { proposed, invitation } = state.value.value
    return {
      ...(proposed
        ? { kind: 'warn', text: `已提出，${AGREED_FIRST}。` }
        : { kind: 'good', text: doneText.value }),
      link: invitation === null ? null : invitationLink(invitation),
    }
  })
  const save = async (send: () => Promise<Answer<Administered>>, done: string): Promise<void> => {
    await ask(() => {
      doneText.value = done
      return send()
    })
  }

  return { state, busy, fault, said, save }
}
