import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { REGION } from '../../functions/src/platform/runtime'
import { SCHEDULES, SCHEDULE_TIME_ZONE } from '../../functions/src/platform/cron'
import { EmulatorProcess } from './emulator-process'
import { whenLauncherEnds } from './launcher'
import { writeLocalConfig } from './local-config'
import { ensurePortsFree } from './port-check'
import { type PortName, type Ports, originOf, ports as portsAt } from './ports'
import { scheduleRunner } from './run-schedule'
import { runnableFirestoreJar } from './runnable-jar'
import { settleFromFirestore } from './settle'
import { storageStandIn } from './storage-stand-in'
import { type TaskServer, startTaskServer } from './task-server'

type Emulator = 'auth' | 'functions' | 'firestore' | 'storage' | 'hosting'

export interface SuiteOptions {
  readonly offset: number
  /** Suites that run side by side need one each; it must begin with `demo-`. */
  readonly projectId?: string
  readonly only?: readonly Emulator[]
  /** The local task server with its clock; by default it comes with the functions. */
  readonly tasks?: boolean
  readonly stateFile?: string
  readonly logFile?: string
  readonly quiet?: boolean
}

export interface Suite {
  readonly offset: number
  readonly ports: Ports
  readonly projectId: string
  /** Where the web pages are. */
  readonly origin: string
  readonly functionsOrigin: string
  readonly tasksOrigin: string
  readonly tasks: TaskServer | undefined
  /** Where this suite's seals lie. Its database begins empty, so they do as well. */
  readonly sealsFolder: string
  /** What a Firebase SDK has to find in its environment to talk to this suite. */
  readonly env: Readonly<Record<string, string>>
  /** Called when the emulators end although nobody stopped them. */
  onCrash(listener: (why: string) => void): void
  isStopping(): boolean
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '../..')
const ALL: readonly Emulator[] = ['auth', 'functions', 'firestore', 'storage', 'hosting']

export async function startSuite(options: SuiteOptions): Promise<Suite> {
  const { offset, projectId = 'demo-hotline', only = ALL, quiet = false } = options
  const { tasks: withTasks = only.includes('functions') } = options
  if (!projectId.startsWith('demo-'))
    throw new Error(`A local project id begins with demo-, unlike ${projectId}`)
  const ports = portsAt(offset)
  await ensurePortsFree(ports, portsUsed(only, withTasks), offset)

  const functionsOrigin = originOf(ports.functions)
  const firestoreOrigin = originOf(ports.firestore)
  const tasksOrigin = originOf(ports.tasks)
  const configFile = await writeLocalConfig(root, offset, ports)
  const sealsFolder = join(root, '.local', 'seals', `suite-${offset}`)
  rmSync(sealsFolder, { recursive: true, force: true })
  let tasks: TaskServer | undefined
  let emulators: EmulatorProcess | undefined
  let isStopping = false

  const onExit = () => {
    emulators?.killNow()
    rmSync(configFile, { force: true })
  }
  const stop = async () => {
    isStopping = true
    await emulators?.stop()
    await tasks?.stop()
    rmSync(configFile, { force: true })
    process.off('exit', onExit)
    for (const signal of SIGNALS) process.off(signal, onSignal)
    forgetLauncher()
  }
  let stopping: Promise<void> | undefined
  const stopOnce = () => (stopping ??= stop())
  const stopAndExit = (why: string, code: number) => {
    if (stopping) return
    if (!quiet) console.log(`\nStopping the emulators (${why}) …`)
    void stopOnce().finally(() => process.exit(code))
  }
  const onSignal = (signal: NodeJS.Signals) => stopAndExit(signal, signal === 'SIGINT' ? 130 : 143)
  const forgetLauncher = whenLauncherEnds(() => stopAndExit('npm has ended', 143))
  process.on('exit', onExit)
  for (const signal of SIGNALS) process.on(signal, onSignal)

  try {
    if (withTasks) {
      tasks = await startTaskServer({
        port: ports.tasks,
        schedules: SCHEDULES.map((schedule) => ({ ...schedule, timeZone: SCHEDULE_TIME_ZONE })),
        ...(only.includes('functions') && {
          runSchedule: scheduleRunner(functionsOrigin, projectId, REGION),
        }),
        ...(only.includes('firestore') && {
          settle: (isArmed, onUnsettled) =>
            settleFromFirestore({ firestoreOrigin, projectId }, isArmed, onUnsettled),
        }),
        ...(options.stateFile && { stateFile: options.stateFile }),
      })
    }
    const started = await startEmulators({
      ...options,
      configFile,
      only,
      ports,
      projectId,
      withTasks,
      sealsFolder,
    })
    emulators = started.process
    await started.ready()
    if (only.includes('functions')) await ensureFunctionsLoaded(functionsOrigin, emulators)
    emulators.rememberFamily()
  } catch (error) {
    await stopOnce()
    throw error
  }

  const running = emulators
  return {
    offset,
    ports,
    projectId,
    origin: originOf(ports.hosting),
    functionsOrigin,
    tasksOrigin,
    tasks,
    sealsFolder,
    env: {
      GCLOUD_PROJECT: projectId,
      METADATA_SERVER_DETECTION: 'none',
      ...(only.includes('firestore') && { FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}` }),
      ...(only.includes('storage') && { FIREBASE_STORAGE_EMULATOR_HOST: `127.0.0.1:${ports.storage}` }),
      ...(only.includes('auth') && { FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}` }),
    },
    onCrash: (listener) => running.onExit((how) => isStopping || listener(`${how}\n${running.lastLines}`)),
    isStopping: () => isStopping,
    stop: stopOnce,
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function portsUsed(only: readonly Emulator[], withTasks: boolean): PortName[] {
  return [
    ...only,
    ...(withTasks ? (['tasks'] as const) : []),
    ...(only.includes('firestore') ? (['firestoreWebsocket'] as const) : []),
    ...(only.includes('functions') ? (['eventarc', 'builtInTasks'] as const) : []),
    ...(isFirestoreAlone(only) ? [] : (['hub', 'logging'] as const)),
  ]
}

function isFirestoreAlone(only: readonly Emulator[]): boolean {
  return only.length === 1 && only[0] === 'firestore'
}

interface EmulatorSettings {
  readonly configFile: string
  readonly only: readonly Emulator[]
  readonly offset: number
  readonly ports: Ports
  readonly projectId: string
  readonly withTasks: boolean
  readonly sealsFolder: string
  readonly logFile?: string
}

interface StartedEmulators {
  readonly process: EmulatorProcess
  readonly ready: () => Promise<void>
}

async function startEmulators(settings: EmulatorSettings): Promise<StartedEmulators> {
  const { configFile, only, offset, ports, projectId, withTasks } = settings
  const [jar, standIn] = await Promise.all([
    only.includes('firestore') ? runnableFirestoreJar(root) : undefined,
    only.includes('storage') ? storageStandIn(root) : undefined,
  ])
  const common = {
    // Where firebase-tools and Java drop their debug logs: one folder a suite, or they would share the files.
    cwd: join(root, '.local', `suite-${offset}`),
    logFile: settings.logFile ?? join(root, '.local', `suite-${offset}.log`),
    env: { ...emulatorEnv(ports, withTasks, jar, standIn), LOCAL_SEALS: settings.sealsFolder },
  }

  if (jar && isFirestoreAlone(only)) {
    // Without firebase-tools around it the emulator is there in less than half the time.
    const rules = join(root, 'firestore.rules')
    const flags = {
      host: '127.0.0.1',
      port: ports.firestore,
      websocket_port: ports.firestoreWebsocket,
      rules,
    }
    const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
    const java = await EmulatorProcess.start({ ...common, command: 'java', args: ['-jar', jar, ...args] })
    return { process: java, ready: () => java.untilAnswering(originOf(ports.firestore)) }
  }

  const firebase = join(root, 'node_modules/firebase-tools/lib/bin/firebase.js')
  const args = ['emulators:start', '--config', configFile, '--project', projectId, '--only', only.join(',')]
  const tools = await EmulatorProcess.start({
    ...common,
    command: process.execPath,
    args: [firebase, ...args],
  })
  return { process: tools, ready: () => tools.untilLine(/All emulators ready!/) }
}

function emulatorEnv(
  ports: Ports,
  withTasks: boolean,
  jar: string | undefined,
  standIn: string | undefined,
): NodeJS.ProcessEnv {
  const noProxy = [process.env['NO_PROXY'] ?? process.env['no_proxy'], '127.0.0.1', 'localhost']
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...(withTasks && {
      LOCAL_TASKS_ORIGIN: originOf(ports.tasks),
      LOCAL_FUNCTIONS_ORIGIN: originOf(ports.functions),
    }),
    // The demonstration's day and the tests work faster than any person.
    LIMIT_PER_PERSON: '60000',
    LIMIT_PER_ADDRESS: '60000',
    LIMIT_CITY_FEED: '60000',
    // No machine of Google's is asked who we are: that takes seconds to fail, at every start of a function.
    METADATA_SERVER_DETECTION: 'none',
    FUNCTIONS_EMULATOR_PARALLEL: '4',
    // Seconds. A call to a function whose process was not up in time gets no answer at all.
    FUNCTIONS_DISCOVERY_TIMEOUT: '120',
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
    NO_UPDATE_NOTIFIER: '1',
    NO_PROXY: noProxy.filter(Boolean).join(','),
    ...(jar && { FIRESTORE_EMULATOR_BINARY_PATH: jar }),
    ...(standIn && { STORAGE_EMULATOR_BINARY_PATH: standIn }),
  }
  // Nothing local may reach a real project, whatever the developer is signed in to.
  delete env['GOOGLE_APPLICATION_CREDENTIALS']
  return env
}

/** The emulators call themselves ready even when the functions could not be loaded. */
async function ensureFunctionsLoaded(origin: string, emulators: EmulatorProcess): Promise<void> {
  const response = await fetch(`${origin}/backends`)
  const { backends } = (await response.json()) as { backends: Array<{ functionTriggers: unknown[] }> }
  if (backends.some(({ functionTriggers }) => functionTriggers.length > 0)) return
  throw new Error(`The functions could not be loaded. Last words of the emulators:\n${emulators.lastLines}`)
}
