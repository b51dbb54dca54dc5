import { ApiError } from './api-error'
import type { Journal } from './journal'
import { backoff } from './queue-config'
import { type Answer, isSuccess } from './ring-task'
import type { DueRun, Scheduler } from './scheduler'
import { type Task, type TaskStore, taskId } from './task-store'
import type { VirtualClock } from './virtual-clock'

const MAX_CONCURRENT = 8
const LONGEST_TIMER = 2 ** 31 - 1
/** How far apart the runs of a frequent job are while time is advanced; it runs once more at the end. */
const SPACING = 24 * 3_600_000
/** Alarms that keep setting new ones for the same instant would otherwise hold time still for ever. */
const MAX_ROUNDS_AT_ONE_INSTANT = 300

export type Settle = (target: number, orderId?: string) => Promise<void>

export interface Progress {
  readonly from: number
  readonly to: number
  readonly now: number
  readonly rang: number
  readonly failed: number
  readonly scheduledRuns: number
}

interface Parts {
  readonly clock: VirtualClock
  readonly store: TaskStore
  readonly journal: Journal
  readonly scheduler: Scheduler
  readonly ring: (task: Task) => Promise<Answer>
  readonly runSchedule: (run: DueRun) => Promise<Answer>
  readonly settle: Settle
}

/** Decides what happens when: by a timer while time flows, step by step while it is being advanced. */
export class TimeKeeper {
  readonly #parts: Parts
  readonly #running = new Set<string>()
  readonly #watchers = new Set<() => void>()
  #runningSchedules = 0
  #timer: NodeJS.Timeout | undefined
  #advance: Progress | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #stopped = false

  constructor(parts: Parts) {
    this.#parts = parts
    parts.store.onChange(() => this.#wake())
    parts.clock.onChange(() => this.#wake())
    this.#wake()
  }

  get progress(): Progress | undefined {
    return this.#advance
  }

  isIdle(): boolean {
    return !this.#advance && this.#isQuiet() && this.#dueNow().length === 0
  }

  async untilIdle(timeoutMs: number): Promise<boolean> {
    return this.#until(() => this.isIdle(), timeoutMs)
  }

  advance(
    target: (now: number) => number,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<Progress> {
    return this.#inTurn(() => this.#advanceTo(target(this.#parts.clock.now()), onProgress))
  }

  /** Tasks keep the times they were set for: those that lie ahead of real time now simply wait for it. */
  resetClock(): Promise<void> {
    return this.#inTurn(() => {
      const { clock, scheduler } = this.#parts
      clock.setOffset(0)
      scheduler.rebase(clock.now())
      this.#wake()
    })
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#turn
    await this.#until(() => this.#isQuiet(), 5_000)
  }

  async #advanceTo(target: number, onProgress: (progress: Progress) => void): Promise<Progress> {
    const { clock, store, journal, scheduler, settle } = this.#parts
    const from = clock.now()
    if (!Number.isFinite(target) || target < from) {
      throw new ApiError('INVALID_ARGUMENT', 'Time can only be advanced; use reset to return to real time')
    }
    const before = journal.counts()
    const report = (): Progress => {
      const since = (what: 'rang' | 'retrying' | 'gave-up' | 'scheduled-run') =>
        journal.count(what) - (before[what] ?? 0)
      this.#advance = {
        from,
        to: target,
        now: clock.now(),
        rang: since('rang'),
        failed: since('retrying') + since('gave-up'),
        scheduledRuns: since('scheduled-run'),
      }
      onProgress(this.#advance)
      return this.#advance
    }

    report()
    clearTimeout(this.#timer)
    try {
      await this.#until(() => this.#isQuiet(), Infinity)
      clock.pin(from)
      await settle(target)
      do {
        await this.#stepUntil(target, report)
        clock.pin(target)
        await this.#runSchedules(scheduler.takePassedOver(target))
        await settle(target)
      } while (store.nextAt() <= target)
      return report()
    } finally {
      this.#advance = undefined
      clock.release()
      this.#wake()
    }
  }

  async #stepUntil(target: number, report: () => void): Promise<void> {
    const { clock, store, scheduler, settle } = this.#parts
    let rounds = 0
    for (;;) {
      if (this.#stopped)
        throw new ApiError('DEADLINE_EXCEEDED', 'The task server was stopped during an advance')
      const nextTask = store.nextAt()
      const nextRun = scheduler.nextAt()
      const next = Math.min(nextTask, nextRun)
      if (next > target) return
      rounds = next > clock.now() ? 0 : rounds + 1
      if (rounds > MAX_ROUNDS_AT_ONE_INSTANT) {
        throw new ApiError(
          'DEADLINE_EXCEEDED',
          `Alarms keep ringing at ${new Date(clock.now()).toISOString()}: something sets them for a time already past`,
        )
      }
      clock.pin(Math.max(next, clock.now()))
      if (nextTask <= nextRun) {
        const batch = store.due(nextTask)
        await inParallel(batch, (task) => this.#run(task))
        const orders = new Set(batch.flatMap((task) => orderOf(task) ?? []))
        await inParallel([...orders], (order) => settle(target, order))
      } else {
        await this.#runSchedules(scheduler.takeDue(clock.now(), SPACING))
        await settle(target)
      }
      report()
    }
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher()
    if (this.#advance || this.#stopped) return
    clearTimeout(this.#timer)
    const { clock, store, scheduler } = this.#parts
    for (const task of this.#dueNow()) {
      if (this.#running.size >= MAX_CONCURRENT) break
      void this.#run(task)
    }
    void this.#runSchedules(scheduler.takeDue(clock.now(), 0))
    if (this.#running.size >= MAX_CONCURRENT) return
    const next = Math.min(store.nextAt(this.#running), scheduler.nextAt())
    if (next === Infinity) return
    this.#timer = setTimeout(() => this.#wake(), Math.min(Math.max(next - clock.now(), 0), LONGEST_TIMER))
  }

  #dueNow(): Task[] {
    return this.#parts.store.due(this.#parts.clock.now()).filter(({ name }) => !this.#running.has(name))
  }

  async #run(task: Task): Promise<void> {
    const { clock, store, journal, ring } = this.#parts
    this.#running.add(task.name)
    const answer = await ring(task)
    this.#running.delete(task.name)
    const now = clock.now()
    const entry = { at: now, name: taskId(task.name), detail: answer.detail ?? answer.status }
    if (!store.isCurrent(task)) {
      // Deleted while it was being rung: whatever came of that, it is not to be tried again.
      this.#wake()
      return
    }
    const attempts = task.attempts + 1
    const config = store.queueConfig(task.queue)
    if (isSuccess(answer)) {
      journal.note({ ...entry, what: 'rang' })
      store.finish(task.name, now)
    } else if (attempts >= config.maxAttempts) {
      journal.note({ ...entry, what: 'gave-up' })
      store.finish(task.name, now)
    } else {
      journal.note({ ...entry, what: 'retrying' })
      store.replace({
        ...task,
        attempts,
        executions: task.executions + (answer.status > 0 && answer.status < 500 ? 1 : 0),
        lastStatus: answer.status || null,
        at: now + backoff(config, attempts),
      })
    }
  }

  async #runSchedules(runs: readonly DueRun[]): Promise<void> {
    const { clock, journal, runSchedule } = this.#parts
    this.#runningSchedules += runs.length
    for (const run of runs) {
      const answer = await runSchedule(run)
      this.#runningSchedules -= 1
      const what = isSuccess(answer) ? 'scheduled-run' : 'scheduled-failure'
      journal.note({ at: clock.now(), what, name: run.name, detail: answer.detail ?? answer.status })
      this.#wake()
    }
  }

  #isQuiet(): boolean {
    return this.#running.size === 0 && this.#runningSchedules === 0
  }

  #until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    if (condition()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const finish = (met: boolean) => {
        clearTimeout(timer)
        this.#watchers.delete(watcher)
        resolve(met)
      }
      const watcher = () => {
        if (condition()) finish(true)
      }
      const timer = timeoutMs === Infinity ? undefined : setTimeout(() => finish(false), timeoutMs)
      this.#watchers.add(watcher)
    })
  }

  #inTurn<T>(work: () => T | Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}

function orderOf(task: Task): string | undefined {
  try {
    const body = JSON.parse(Buffer.from(task.request.body, 'base64').toString()) as {
      data?: { orderId?: unknown }
    }
    return typeof body.data?.orderId === 'string' ? body.data.orderId : undefined
  } catch {
    return undefined
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(MAX_CONCURRENT, queue.length) }, worker))
}
