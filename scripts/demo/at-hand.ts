import { join, resolve } from 'node:path'
import { loadSamplePeople } from '../../emulator-data/load'
import { type LocalSystem, openLocalAdmin } from '../../emulator-data/local-system'
import { paths } from '../../functions/src/store/paths'
import { buildFunctions } from '../build/build-functions'
import { freeOffset } from '../local/free-offset'
import { originOf, ports as portsAt } from '../local/ports'
import { startSuite } from '../local/suite'

const root = resolve(import.meta.dirname, '../..')

export interface SystemAtHand {
  readonly system: LocalSystem
  /** Stops what was started for this; a system that ran before runs on. */
  readonly release: () => Promise<void>
}

const isRunning = async (offset: number): Promise<boolean> => {
  try {
    const response = await fetch(`${originOf(portsAt(offset).tasks)}/_local/now`, {
      signal: AbortSignal.timeout(2_000),
    })
    return response.ok
  } catch {
    return false
  }
}

const hasCounty = async (system: LocalSystem): Promise<boolean> => {
  const { db, close } = openLocalAdmin(system)
  const settings = await paths(db).settings.get()
  await close()
  return settings.exists
}

/** A system of one's own, without web pages, on ports that nobody uses. */
const ownSystem = async (projectId: string): Promise<SystemAtHand> => {
  await buildFunctions()
  const offset = await freeOffset()
  const suite = await startSuite({
    offset,
    projectId,
    only: ['auth', 'firestore', 'functions'],
    logFile: join(root, '.local', `${projectId}.log`),
    quiet: true,
  })
  await loadSamplePeople(suite)
  return { system: suite, release: () => suite.stop() }
}

/** The local system that runs at this offset, or one of our own where none does. */
export const systemAt = async (offset: number, report: (phase: string) => void): Promise<SystemAtHand> => {
  if (await isRunning(offset)) {
    const system = { projectId: 'demo-hotline', ports: portsAt(offset) }
    if (!(await hasCounty(system))) await loadSamplePeople(system)
    return { system, release: () => Promise.resolve() }
  }
  report(`没有正在运行的本地环境（PORT_OFFSET=${offset}），单独启动一个 …`)
  return ownSystem('demo-day')
}
