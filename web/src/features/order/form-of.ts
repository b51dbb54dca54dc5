/** The form of each command, loaded when somebody opens it: an order page needs one of forty. */
import { type Component, defineAsyncComponent } from 'vue'
import type { CommandType } from '@domain/commands/command'
import WaitingLines from '../../ui/waiting-lines.vue'
import FormMissing from './form-missing.vue'

const lazy = (loader: () => Promise<Component>): Component =>
  defineAsyncComponent({ loader, loadingComponent: WaitingLines, errorComponent: FormMissing })

const plain = lazy(() => import('./forms/plain-form.vue'))

export const FORMS: Readonly<Partial<Record<CommandType, Component>>> = {
  'centre-sign': plain,
  verify: lazy(() => import('./forms/verify-form.vue')),
  dispatch: lazy(() => import('./forms/dispatch-form.vue')),
  'unit-sign': plain,
  'record-step': lazy(() => import('./forms/step-form.vue')),
  'submit-feedback': lazy(() => import('./forms/feedback-form.vue')),
  'review-in-unit': lazy(() => import('./forms/unit-review-form.vue')),
  'first-review': lazy(() => import('./forms/first-review-form.vue')),
  'call-back': lazy(() => import('./forms/callback-form.vue')),
  archive: lazy(() => import('./forms/archive-form.vue')),
}
