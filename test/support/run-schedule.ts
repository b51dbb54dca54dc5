import { newestTrigger } from './newest-trigger'
import { answered, type SystemAddress } from './system'

/** Runs a scheduled function as Cloud Scheduler would. */
export const runSchedule = async (
  system: Pick<SystemAddress, 'functionsOrigin' | 'projectId'>,
  name: string,
): Promise<void> => {
  const answer = await answered(
    fetch(await newestTrigger(system, name), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-CloudScheduler': 'true' },
      body: '{}',
    }),
  )
  if (answer.status === 204) throw new Error(`${name} is switched off`)
}
