import { type Answer, reason } from './ring-task'
import type { DueRun } from './scheduler'

const DEADLINE = 120_000

/** Runs a scheduled function the way the functions emulator would be told to if it had a Pub/Sub beside it. */
export function scheduleRunner(functionsOrigin: string, projectId: string, region: string) {
  const generations = new Map<string, number>()

  return async ({ name, at }: DueRun): Promise<Answer> => {
    const id = `${region}-${name}`
    const post = () =>
      fetch(
        `${functionsOrigin}/functions/projects/${projectId}/triggers/${id}-${generations.get(name) ?? 0}`,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'X-CloudScheduler': 'true',
            'X-CloudScheduler-JobName': `firebase-schedule-${name}-${region}`,
            'X-CloudScheduler-ScheduleTime': new Date(at).toISOString(),
          },
          body: '{}',
          signal: AbortSignal.timeout(DEADLINE),
        },
      )
    try {
      let response = await post()
      if (response.status === 404) {
        // The emulator counts up the suffix whenever it reloads the functions; its 404 names those that exist.
        const generation = new RegExp(`${id}-(\\d+)\\b`, 'g')
        const newest = [...(await response.text()).matchAll(generation)]
          .map((match) => Number(match[1]))
          .filter((found) => found !== (generations.get(name) ?? 0))
        if (newest.length === 0) return { status: 404, detail: `no scheduled function ${name}` }
        generations.set(name, Math.max(...newest))
        response = await post()
      }
      const text = await response.text()
      return { status: response.status, ...(!response.ok && { detail: text.slice(0, 300) }) }
    } catch (error) {
      return { status: 0, detail: reason(error) }
    }
  }
}
