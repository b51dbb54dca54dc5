/** Asks before the page is left by accident, while something on it would be lost. */
const reasons = new Set<() => boolean>()
let free = false

/** While `wouldLose` says yes, the browser asks. Gives back how to stop. */
export const askBeforeLeaving = (wouldLose: () => boolean): (() => void) => {
  reasons.add(wouldLose)
  return () => reasons.delete(wouldLose)
}

/** The page leaves by itself now, as at the end of a session: nothing may hold it. */
export const leaveFreely = (): void => {
  free = true
}

export const wouldLoseSomething = (): boolean => !free && [...reasons].some((wouldLose) => wouldLose())

if (typeof addEventListener === 'function')
  addEventListener('beforeunload', (event) => {
    if (wouldLoseSomething()) event.preventDefault()
  })
