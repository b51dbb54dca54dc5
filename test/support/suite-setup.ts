import type { TestProject } from 'vitest/node'
import { buildLocal } from '../../scripts/local/build-local'
import { freeOffset } from '../../scripts/local/free-offset'
import { startSuite } from '../../scripts/local/suite'

/** One running system – emulators, task server, built functions and web – for all tests that need one. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await buildLocal()
  const suite = await startSuite({ offset: await freeOffset(), quiet: true })
  const { projectId, ports, origin, functionsOrigin, tasksOrigin, sealsFolder, env } = suite
  provide('suite', { projectId, ports, origin, functionsOrigin, tasksOrigin, sealsFolder, env })
  return () => suite.stop()
}
