import { REGION } from '../../functions/src/platform/runtime'
import { answered, type SystemAddress } from './system'

/**
 * Runs a scheduled function as Cloud Scheduler would. Clearing the county has the emulator load the functions anew under
 * another number, and what it says of a name that is not there tells which numbers are.
 */
export const runSchedule = async (
  { functionsOrigin, projectId }: Pick<SystemAddress, 'functionsOrigin' | 'projectId'>,
  name: string,
): Promise<void> => {
  const post = (number: number) =>
    fetch(`${functionsOrigin}/functions/projects/${projectId}/triggers/${REGION}-${name}-${String(number)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-CloudScheduler': 'true' },
      body: '{}',
    })
  const known = await (await post(-1)).text()
  const numbers = [...known.matchAll(new RegExp(`${REGION}-${name}-(\\d+)\\b`, 'g'))].map((match) =>
    Number(match[1]),
  )
  const answer = await answered(post(Math.max(...numbers)))
  if (answer.status === 204) throw new Error(`${name} is switched off`)
}
