import { ref } from 'vue'

/** What the page's polite live region says. */
export const announcement = ref('')

export const announce = (text: string): void => {
  // The same sentence twice in a row would not be spoken again.
  announcement.value = announcement.value === text ? `${text}\u00a0` : text
}
