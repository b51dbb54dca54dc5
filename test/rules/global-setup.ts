import { randomInt } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { startSuite } from '../../scripts/local/suite'

declare module 'vitest' {
  interface ProvidedContext {
    readonly rulesEmulator: { readonly host: string; readonly port: number }
  }
}

/** The Firestore emulator alone, somewhere above the ports of everything else that may be running here. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const suite = await startSuite({
    offset: randomInt(20_000, 50_000),
    projectId: 'demo-rules',
    only: ['firestore'],
    quiet: true,
  })
  project.provide('rulesEmulator', { host: '127.0.0.1', port: suite.ports.firestore })
  return () => suite.stop()
}
