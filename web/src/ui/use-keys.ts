import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

/**
 * Keys of a page, pressed with Alt: a letter by itself would get in the way of screen readers and of who types. Named by
 * their place on the keyboard, as `KeyJ`, because Alt makes other letters of them on some. None while a dialog is open.
 */
export const useKeys = (keys: Readonly<Record<string, () => void>>): void => {
  const pressed = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
    const act = keys[event.code]
    if (act === undefined || document.querySelector('dialog[open]') !== null) return
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
