/** Nobody at the screen: measured on this PC's own clock, across the tabs of one person. */

/** How long before the end somebody is warned, ms. */
export const WARNED_BEFORE = 60_000
const LOOK_EVERY = 1_000
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

export interface Idle {
  /** Somebody said they are there. */
  stay(): void
  stop(): void
}

/**
 * Tells `left` the seconds until the end, or null while it is far, and `over` once when it has come. `limit` is in ms
 * and asked each time. A warning goes away only when somebody answers it, here or by working in another tab.
 */
export const watchIdle = (
  uid: string,
  limit: () => number,
  left: (seconds: number | null) => void,
  over: () => void,
): Idle => {
  let last = Date.now()
  let isWarned = false
  // Named after the person: a colleague's tab in the same browser is not theirs.
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`activity ${uid}`) : null

  const look = (): void => {
    const remaining = last + limit() - Date.now()
    if (remaining <= 0) {
      stop()
      over()
      return
    }
    isWarned = remaining <= WARNED_BEFORE
    left(isWarned ? Math.ceil(remaining / 1000) : null)
  }
  const stay = (): void => {
    last = Date.now()
    channel?.postMessage(null)
    look()
  }
  const sign = (): void => {
    // Whoever comes back after the end, before a slowed-down timer has seen it, comes too late all the same.
    if (Date.now() - last >= limit()) look()
    else if (!isWarned && Date.now() - last > LOOK_EVERY) stay()
  }
  const stop = (): void => {
    clearInterval(timer)
    channel?.close()
    for (const name of SIGNS) removeEventListener(name, sign, true)
    document.removeEventListener('visibilitychange', look)
  }

  if (channel !== null)
    channel.onmessage = () => {
      last = Date.now()
      look()
    }
  for (const name of SIGNS) addEventListener(name, sign, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  const timer = setInterval(look, LOOK_EVERY)
  return { stay, stop }
}
