import { REGION } from '../../functions/src/platform/runtime'
import type { SystemAddress } from './system'

/**
 * Where a function's trigger is. Clearing the county makes the emulator load the functions anew under another number. Its
 * answer about a name that does not exist tells which numbers do.
 */
export const newestTrigger = async (
  { functionsOrigin, projectId }: Pick<SystemAddress, 'functionsOrigin' | 'projectId'>,
  name: string,
): Promise<string> => {
  const url = `${functionsOrigin}/functions/projects/${projectId}/triggers/${REGION}-${name}`
  const known = await (await fetch(`${url}--1`, { method: 'POST', body: '{}' })).text()
  const numbers = [...known.matchAll(new RegExp(`${REGION}-${name}-(\\d+)\\b`, 'g'))].map((match) =>
    Number(match[1]),
  )
  if (numbers.length === 0) throw new Error(`there is no function ${name}`)
  return `${url}-${Math.max(...numbers)}`
}
