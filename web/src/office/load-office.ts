/** The rooms behind the door; loaded while somebody types their password. */
export const loadOffice = (): Promise<unknown> =>
  Promise.all([import('./office-frame.vue'), import('../features/work-list/work-list-page.vue')])
