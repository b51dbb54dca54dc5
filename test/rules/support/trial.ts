import type { Check } from './attempts'
import type { Environment } from './environment'

/** How many are tried at once. */
const AT_ONCE = 4

const changesTheCounty = ({ attempt, expected }: Check): boolean =>
  expected === 'allowed' && !['get', 'list', 'count'].includes(attempt.does as string)

/**
 * The first check found whose outcome is not the expected one, or null. Those that change the county, and put it back,
 * come last and one by one: the others would see what they change.
 */
export const firstFailing = async (county: Environment, checks: readonly Check[]): Promise<Check | null> => {
  const quiet = checks.filter((check) => !changesTheCounty(check))
  for (let start = 0; start < quiet.length; start += AT_ONCE) {
    const batch = quiet.slice(start, start + AT_ONCE)
    const matches = await Promise.all(batch.map((check) => county.matches(check)))
    const failing = batch.find((_check, index) => !matches[index])
    if (failing !== undefined) return failing
  }
  for (const check of checks.filter(changesTheCounty)) if (!(await county.matches(check))) return check
  return null
}
