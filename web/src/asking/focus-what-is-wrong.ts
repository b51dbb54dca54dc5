import { nextTick } from 'vue'

/** Puts the cursor where something is to be corrected, or on the message when no field is to blame. */
export const focusWhatIsWrong = async (form: HTMLElement | null): Promise<void> => {
  await nextTick()
  const target =
    form?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    form?.querySelector<HTMLElement>('[role="alert"]')
  target?.focus()
}
