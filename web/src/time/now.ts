/** What time it is: the server's, since the clocks of old office PCs cannot be trusted with a deadline. */
import { computed, type ComputedRef, ref, shallowRef } from 'vue'
import type { Instant } from '@domain/base/instant'

const TICK = 10_000
/** A correction below this is the network's delay rather than a wrong clock. */
const NEGLIGIBLE = 5_000

const offset = shallowRef(0)
const tick = ref(Date.now())
const move = (): void => {
  tick.value = Date.now()
}
setInterval(move, TICK)
// Timers of a hidden tab are slowed down; whoever comes back must not see an old countdown.
document.addEventListener('visibilitychange', move)

/** Moves every few seconds; for what is shown. */
export const now: ComputedRef<Instant> = computed(() => tick.value + offset.value)

const correct = (by: number): void => {
  offset.value = by
  move()
}

/** Whether the clock is the demonstration's, moved away from the real one; never in production. */
export const isDemonstration = shallowRef(false)

export const startClock = async (): Promise<void> => {
  if (import.meta.env.MODE === 'emulator') {
    const { followClock } = await import('../firebase/emulator')
    followClock((by) => {
      const differs = Math.abs(by) > NEGLIGIBLE
      correct(differs ? by : 0)
      isDemonstration.value = differs
    })
    return
  }
  const asked = Date.now()
  const response = await fetch('/index.html', { method: 'HEAD', cache: 'no-store' })
  const told = Date.parse(response.headers.get('date') ?? '')
  const halfway = (asked + Date.now()) / 2
  if (!Number.isNaN(told) && Math.abs(told - halfway) > NEGLIGIBLE) correct(told - halfway)
}
