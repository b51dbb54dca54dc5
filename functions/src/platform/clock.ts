import { onEmulator } from './runtime'

export async function now(): Promise<number> {
  return onEmulator() ? localNow() : Date.now()
}

async function localNow(): Promise<number> {
  const origin = process.env['LOCAL_TASKS_ORIGIN']
  if (!origin) return Date.now()
  const response = await fetch(`${origin}/_local/now`)
  if (!response.ok) throw new Error(`The local clock answered ${response.status}`)
  return ((await response.json()) as { now: number }).now
}

/** Tokens use the real clock, even where the county's clock was moved. */
export const realNow = (): number => Date.now()
