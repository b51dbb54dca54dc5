import type { TestProject } from 'vitest/node'
import { buildFunctions } from '../../scripts/build/build-functions'
import { buildLocal } from '../../scripts/local/build-local'
import { freeOffset } from '../../scripts/local/free-offset'
import { startSuite } from '../../scripts/local/suite'

/**
 * One running system – emulators, task server, built functions and web – for all tests that need one. A script that runs a
 * few of them again and again says what they stand on (`ATTACKS_ON`, see `scripts/prove-attacks`).
 */
export default async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const on = process.env['ATTACKS_ON'] ?? 'page'
  if (on === 'nothing') return undefined
  await (on === 'functions' ? buildFunctions() : buildLocal())
  const suite = await startSuite({
    offset: await freeOffset(),
    quiet: true,
    ...(on === 'functions' && { only: ['auth', 'functions', 'firestore', 'storage'] }),
  })
  const { projectId, ports, origin, functionsOrigin, tasksOrigin, sealsFolder, env } = suite
  provide('suite', { projectId, ports, origin, functionsOrigin, tasksOrigin, sealsFolder, env })
  return () => suite.stop()
}
