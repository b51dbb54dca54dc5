import { type Answer, reason } from './ring-task'
import type { DueRun } from './scheduler'

const DEADLINE = 120_000
/** What the emulator answers, running nothing, for a function as it was before its triggers were turned off and on. */
const DISABLED = 204

/** Runs a scheduled function the way the functions emulator would be told to if it had a Pub/Sub beside it. */
export function scheduleRunner(functionsOrigin: string, projectId: string, region: string) {
  const generations = new Map<string, number>()

  return async ({ name, at }: DueRun): Promise<Answer> => {
    const id = `${region}-${name}`
    const known = generations.get(name) ?? 0
    const post = (generation: number | 'none') =>
      fetch(`${functionsOrigin}/functions/projects/${projectId}/triggers/${id}-${generation}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'X-CloudScheduler': 'true',
          'X-CloudScheduler-JobName': `firebase-schedule-${name}-${region}`,
          'X-CloudScheduler-ScheduleTime': new Date(at).toISOString(),
        },
        body: '{}',
        signal: AbortSignal.timeout(DEADLINE),
      })
    try {
      let response = await post(known)
      if (response.status === 404 || response.status === DISABLED) {
        // The emulator counts up the suffix whenever it reloads the functions; its 404 names those that exist.
        const there = response.status === 404 ? response : await post('none')
        const found = (await there.text()).matchAll(new RegExp(`${id}-(\\d+)\\b`, 'g'))
        const newest = Math.max(-1, ...Array.from(found, (match) => Number(match[1])))
        if (newest === -1) return { status: 404, detail: `no scheduled function ${name}` }
        generations.set(name, newest)
        response = await post(newest)
      }
      if (response.status === DISABLED) return { status: 0, detail: `${name} is disabled` }
      const text = await response.text()
      return { status: response.status, ...(!response.ok && { detail: text.slice(0, 300) }) }
    } catch (error) {
      return { status: 0, detail: reason(error) }
    }
  }
}
