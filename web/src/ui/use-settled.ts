import { onScopeDispose, readonly, type Ref, ref, watch } from 'vue'

const QUIET_MS = 300

/** What was typed, once nothing more was for a moment: each asking of the server costs a page. */
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
