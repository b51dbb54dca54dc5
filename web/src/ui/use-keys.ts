import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Single keys of a page, while nobody types and no dialog is open. */
export const useKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
      return
    if (document.querySelector('dialog[open]') !== null) return
    const act = keys[event.key.toLowerCase()]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const listen = (): void => document.addEventListener('keydown', pressed)
  const rest = (): void => document.removeEventListener('keydown', pressed)
  onMounted(listen)
  onActivated(listen)
  onDeactivated(rest)
  onBeforeUnmount(rest)
}
