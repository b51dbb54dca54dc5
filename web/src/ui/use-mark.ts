import { computed, type ComputedRef, inject, type InjectionKey, ref, type Ref, watch } from 'vue'

/** Counts the answers to a form's question: each may say anew what is wrong. */
export const ANSWERS: InjectionKey<Ref<number>> = Symbol('answers')

/**
 * What is wrong with a field. Where a form asks a question, its answer holds until somebody corrects the field. Elsewhere
 * what is typed is judged as it is typed, and the mark stands as long as it is wrong.
 */
export const useMark = (
  wrong: () => string | null | undefined,
): { readonly mark: ComputedRef<string | null>; readonly correct: () => void } => {
  const answers = inject(ANSWERS, null)
  const isCorrected = ref(false)
  watch([wrong, () => answers?.value], () => (isCorrected.value = false))
  return {
    mark: computed(() => (answers !== null && isCorrected.value ? null : (wrong() ?? null))),
    correct: () => (isCorrected.value = true),
  }
}
