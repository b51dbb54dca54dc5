import { type IncomingHttpHeaders, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiError } from './api-error'
import { cloudTasksApi } from './cloud-tasks-api'
import { controlApi } from './control-api'
import { sendJson } from './http'
import { Journal } from './journal'
import { originOf } from './ports'
import { type Answer, reason, ringTask } from './ring-task'
import { type DueRun, type ScheduledJob, Scheduler } from './scheduler'
import { StateFile } from './state-file'
import { type Task, TaskStore } from './task-store'
import { type Progress, type Settle, TimeKeeper } from './time-keeper'
import { VirtualClock } from './virtual-clock'

const RING_DEADLINE = 60_000

export interface TaskServerOptions {
  /** 0 takes any free port. */
  readonly port: number
  readonly schedules?: readonly ScheduledJob[]
  readonly runSchedule?: (run: DueRun) => Promise<Answer>
  /** Waits until the alarms that a step has set off have arrived here. */
  readonly settle?: (
    isArmed: (alarm: string) => boolean,
    onUnsettled: (alarms: readonly string[]) => void,
  ) => Settle
  /** Where tasks and the clock outlive this process; without it they do not. */
  readonly stateFile?: string
}

export interface TaskServer {
  readonly port: number
  readonly origin: string
  readonly journal: Journal
  now(): number
  advance(ms: number): Promise<Progress>
  tasks(): Task[]
  stop(): Promise<void>
}

export async function startTaskServer(options: TaskServerOptions): Promise<TaskServer> {
  const clock = new VirtualClock()
  const store = new TaskStore()
  const journal = new Journal()
  const saved = options.stateFile ? await StateFile.read(options.stateFile) : undefined
  if (saved) {
    store.restore(saved)
    clock.setOffset(saved.offset)
  }
  const stateFile =
    options.stateFile &&
    new StateFile(options.stateFile, () => ({ ...store.snapshot(), offset: clock.reading().offset }))
  const save = async () => {
    if (stateFile) await stateFile.save()
  }

  const noteUnsettled = (alarms: readonly string[]) => {
    for (const name of alarms) journal.note({ at: clock.now(), what: 'unsettled', name })
  }
  const scheduler = new Scheduler(options.schedules ?? [], clock.now())
  const keeper = new TimeKeeper({
    clock,
    store,
    journal,
    scheduler,
    ring: (task) => ringTask(task, RING_DEADLINE),
    runSchedule: options.runSchedule ?? (() => Promise.resolve({ status: 204 })),
    settle: options.settle?.((alarm) => store.hasSeen(alarm), noteUnsettled) ?? (() => Promise.resolve()),
  })
  const unsubscribe = [store.onChange(() => void save()), clock.onChange(() => void save())]

  const faults = { dropEvery: 0, created: 0 }
  const isToBeLost = () => faults.dropEvery > 0 && ++faults.created % faults.dropEvery === 0
  const setDropEvery = (n: number) => Object.assign(faults, { dropEvery: n, created: 0 })
  const clear = () => {
    setDropEvery(0)
    journal.clear()
    store.clear()
  }

  const tasksApi = cloudTasksApi({ clock, store, journal, isToBeLost })
  const control = controlApi({ clock, store, journal, scheduler, keeper, clear, setDropEvery })
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', originOf(options.port))
    const handle = url.pathname.startsWith('/_local/') ? control : tasksApi
    Promise.resolve()
      .then(() => refuseStrangers(request.headers, request.method))
      .then(() => handle(request, response, url))
      .catch((error: unknown) => {
        const known = error instanceof ApiError ? error : new ApiError('INTERNAL', reason(error))
        if (response.headersSent) response.destroy()
        else sendJson(response, known.code, known)
      })
  })

  // Whoever asks again on a connection that is just being closed for idleness gets no answer; a busy machine is slow to see it.
  server.keepAliveTimeout = 120_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  const stop = async () => {
    await keeper.stop()
    for (const end of unsubscribe) end()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await save()
  }
  return {
    port,
    origin: originOf(port),
    now: () => clock.now(),
    advance: (ms) => keeper.advance((now) => now + ms),
    tasks: () => store.list(),
    journal,
    stop,
  }
}

const LOCAL_NAMES = new Set(['127.0.0.1', 'localhost'])

/** Any page open in the developer's browser can send requests here; only our own may change anything. */
function refuseStrangers(headers: IncomingHttpHeaders, method: string | undefined): void {
  const hostname = (origin: string) => (URL.canParse(origin) ? new URL(origin).hostname : '')
  const isReading = method === 'GET'
  const isStrangeHost = !LOCAL_NAMES.has(hostname(`http://${headers.host}`))
  const isStrangePage = headers.origin !== undefined && !LOCAL_NAMES.has(hostname(headers.origin))
  if (isStrangeHost || (isStrangePage && !isReading)) {
    throw new ApiError('PERMISSION_DENIED', 'Only pages and programs of this machine may use the task server')
  }
}
