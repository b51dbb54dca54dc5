import { onScopeDispose, readonly, type Ref, ref, watch } from 'vue'

const QUIET_MS = 300

/** What was typed, once typing has paused for a moment: each query to the server costs a page of reads. */
export const useSettled = (typed: Ref<string>): Readonly<Ref<string>> => {
  const settled = ref(typed.value)
  let waiting: ReturnType<typeof setTimeout> | undefined
  watch(typed, (value) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => (settled.value = value), QUIET_MS)
  })
  onScopeDispose(() => clearTimeout(waiting))
  return readonly(settled)
}
