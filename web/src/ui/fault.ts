import { ref } from 'vue'

/** Whether something on the page broke that nobody has an answer for. */
export const fault = ref(false)
