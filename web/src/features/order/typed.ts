/** What somebody had typed into a form that goes away under their hands: nothing of it may be lost without a word. */
import type { InjectionKey, Ref } from 'vue'
import type { OrderEvent } from '@domain/order/events'
import type { Detail } from './event-details'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** A label without the note that its field is optional. */
const wordsOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace('（选填）', '').trim()

const shown = (control: Control): string =>
  'options' in control ? wordsOf(control.selectedOptions[0]) : control.value.trim()

const NOT_TYPED = ['radio', 'checkbox', 'file', 'search'].map((type) => `:not([type=${type}])`).join('')

/** Read from the page as it was seen, so that it holds for every form. */
export const typedIn = (form: Element): readonly Detail[] => [
  ...[...form.querySelectorAll<Control>(`textarea, select, input${NOT_TYPED}`)]
    .filter((control) => control.value.trim() !== '')
    .map((control) => ({ name: wordsOf(control.labels?.[0]), text: shown(control) })),
  ...[...form.querySelectorAll('fieldset')].flatMap((group) => {
    const chosen = [...group.querySelectorAll('input:checked')].map((input) =>
      wordsOf(input.closest('label')),
    )
    return chosen.length === 0
      ? []
      : [{ name: wordsOf(group.querySelector('legend')), text: chosen.join('、') }]
  }),
]

/** The latest thing that somebody else did to the order since it had this version; null where the reader knows of none. */
export const otherAct = (events: readonly OrderEvent[], uid: string, since: number): OrderEvent | null =>
  events.reduce<OrderEvent | null>(
    (latest, event) =>
      event.version > since && event.by !== uid && event.command !== null && event.type !== 'rang'
        ? event
        : latest,
    null,
  )

/** Says who did what since a version, for forms that lie deep in the page. */
export const WHO_ACTED: InjectionKey<(since: number) => string | null> = Symbol('who acted')
/** Whether the form that is open is being sent. */
export const IS_SENDING: InjectionKey<Ref<boolean>> = Symbol('is sending')
