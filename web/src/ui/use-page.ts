import { onActivated, onDeactivated, onMounted, ref, type Ref, watchEffect } from 'vue'

const SYSTEM = '湖口县12345热线工单系统'

/** The page's title in the tab, and the cursor on its heading, so that a screen reader hears where it is. */
export const usePage = (title: () => string, heading: Ref<HTMLElement | null>): void => {
  // A page that is kept while another is shown must not name that one's tab.
  const shown = ref(true)
  const arrive = (): void => {
    shown.value = true
    heading.value?.focus({ preventScroll: true })
  }
  onMounted(arrive)
  onActivated(arrive)
  onDeactivated(() => (shown.value = false))
  watchEffect(() => {
    if (shown.value) document.title = `${title()} - ${SYSTEM}`
  })
}
