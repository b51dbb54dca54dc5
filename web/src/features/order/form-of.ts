/** The form of each command, loaded when somebody opens it: an order page needs one of forty. */
import { type Component, defineAsyncComponent } from 'vue'
import type { CommandType } from '@domain/order/command'
import WaitingLines from '../../ui/waiting-lines.vue'
import FormMissing from './form-missing.vue'

const lazy = (loader: () => Promise<Component>): Component =>
  defineAsyncComponent({ loader, loadingComponent: WaitingLines, errorComponent: FormMissing })

const plain = lazy(() => import('./forms/plain-form.vue'))
const reason = lazy(() => import('./forms/reason-form.vue'))

export const FORMS: Readonly<Record<CommandType, Component>> = {
  'centre-sign': plain,
  verify: lazy(() => import('./forms/verify-form.vue')),
  dispatch: lazy(() => import('./forms/dispatch-form.vue')),
  'unit-sign': plain,
  'assign-in-unit': lazy(() => import('./forms/assign-in-unit-form.vue')),
  'record-step': lazy(() => import('./forms/step-form.vue')),
  'submit-feedback': lazy(() => import('./forms/feedback-form.vue')),
  'review-in-unit': lazy(() => import('./forms/unit-review-form.vue')),
  'first-review': lazy(() => import('./forms/first-review-form.vue')),
  'call-back': lazy(() => import('./forms/callback-form.vue')),
  'correct-callback': lazy(() => import('./forms/correct-callback-form.vue')),
  'order-redo': lazy(() => import('./forms/order-redo-form.vue')),
  archive: lazy(() => import('./forms/archive-form.vue')),

  convene: lazy(() => import('./forms/convene-form.vue')),
  'conclude-consultation': lazy(() => import('./forms/conclude-form.vue')),
  'refer-to-leader': reason,
  'record-instruction': lazy(() => import('./forms/instruction-form.vue')),
  'open-dispute': lazy(() => import('./forms/dispute-form.vue')),
  'add-assist': lazy(() => import('./forms/add-assist-form.vue')),
  'withdraw-dispatch': lazy(() => import('./forms/withdraw-dispatch-form.vue')),

  'apply-return': lazy(() => import('./forms/apply-return-form.vue')),
  'decide-return': lazy(() => import('./forms/decide-return-form.vue')),
  'apply-extension': lazy(() => import('./forms/apply-extension-form.vue')),
  'decide-extension': lazy(() => import('./forms/decide-extension-form.vue')),
  'mark-urgent': lazy(() => import('./forms/urgent-form.vue')),
  'declare-complex': lazy(() => import('./forms/complex-form.vue')),
  'lay-plan': lazy(() => import('./forms/plan-form.vue')),
  'report-progress': lazy(() => import('./forms/progress-form.vue')),

  'prepare-appeal': lazy(() => import('./forms/appeal-form.vue')),
  'approve-appeal': lazy(() => import('./forms/approve-appeal-form.vue')),
  'decide-appeal': lazy(() => import('./forms/decide-appeal-form.vue')),
  'request-evaluation': reason,
  'convene-panel': lazy(() => import('./forms/panel-form.vue')),
  'record-verdict': lazy(() => import('./forms/verdict-form.vue')),

  flag: lazy(() => import('./forms/flag-form.vue')),
  'direct-inspection': lazy(() => import('./forms/direct-inspection-form.vue')),
  'open-inspection': plain,
  'record-finding': lazy(() => import('./forms/finding-form.vue')),
  'serve-inspection': plain,
  'close-inspection': lazy(() => import('./forms/close-inspection-form.vue')),

  'name-accused': lazy(() => import('./forms/name-accused-form.vue')),
  'correct-category': lazy(() => import('./forms/correct-category-form.vue')),
  'correct-matter': lazy(() => import('./forms/correct-matter-form.vue')),
  urge: lazy(() => import('./forms/urge-form.vue')),
  supplement: lazy(() => import('./forms/supplement-form.vue')),
  merge: lazy(() => import('./forms/merge-form.vue')),
  unmerge: reason,
  decline: lazy(() => import('./forms/decline-form.vue')),
  recall: lazy(() => import('./forms/recall-form.vue')),
  'withdraw-by-caller': reason,
  reopen: reason,
  'take-back': lazy(() => import('./forms/take-back-form.vue')),
}
