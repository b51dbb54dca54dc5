import { ApiError } from './api-error'
import { type QueueConfig, defaultQueueConfig } from './queue-config'

const HOUR = 3_600_000
const MAX_AHEAD = 30 * 24 * HOUR
const TOMBSTONE = HOUR
const MAX_SEEN = 200_000

interface TaskRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  /** base64, as it travels. */
  readonly body: string
}

export interface Task {
  readonly name: string
  readonly queue: string
  readonly request: TaskRequest
  readonly createdAt: number
  readonly at: number
  /** Times it was rung. */
  readonly attempts: number
  /** Times the handler itself answered: Cloud Tasks does not count 5xx and broken connections here. */
  readonly executions: number
  readonly lastStatus: number | null
}

export interface StoreSnapshot {
  readonly tasks: readonly Task[]
  readonly tombstones: ReadonlyArray<readonly [name: string, until: number]>
  readonly queues: ReadonlyArray<readonly [name: string, config: QueueConfig]>
}

export function taskId(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

/** An alarm more than 30 days off travels in hops; every hop speaks for the same alarm. */
function alarmOf(name: string): string {
  return taskId(name).replace(/-h\d+$/, '')
}

export class TaskStore {
  readonly #tasks = new Map<string, Task>()
  readonly #tombstones = new Map<string, number>()
  readonly #queues = new Map<string, QueueConfig>()
  readonly #seen = new Set<string>()
  readonly #listeners = new Set<() => void>()

  create(task: Task, now: number): void {
    this.#claimName(task, now)
    this.#tasks.set(task.name, task)
    this.#changed()
  }

  /** What a lost message looks like: the caller was told OK, the name is used up, and nothing will ever ring. */
  createLost(task: Task, now: number): void {
    this.#claimName(task, now)
    this.#tombstones.set(task.name, now + TOMBSTONE)
    this.#changed()
  }

  #claimName({ name, at }: Task, now: number): void {
    if (at - now > MAX_AHEAD) {
      throw new ApiError(
        'INVALID_ARGUMENT',
        'The Task.scheduleTime is too far in the future; the maximum is 30 days',
      )
    }
    if (this.#tasks.has(name) || (this.#tombstones.get(name) ?? -Infinity) > now) {
      throw new ApiError('ALREADY_EXISTS', `Requested entity already exists: ${name}`)
    }
    this.#forgetOldTombstones(now)
    if (this.#seen.size >= MAX_SEEN) this.#seen.clear()
    this.#seen.add(alarmOf(name))
  }

  get(name: string): Task {
    const task = this.#tasks.get(name)
    if (!task) throw new ApiError('NOT_FOUND', `The task does not exist: ${name}`)
    return task
  }

  list(): Task[] {
    return [...this.#tasks.values()].sort((a, b) => a.at - b.at)
  }

  due(now: number): Task[] {
    return [...this.#tasks.values()].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
  }

  nextAt(except?: ReadonlySet<string>): number {
    let next = Infinity
    for (const { name, at } of this.#tasks.values()) if (at < next && !except?.has(name)) next = at
    return next
  }

  delete(name: string, now: number): void {
    this.get(name)
    this.finish(name, now)
  }

  finish(name: string, now: number): void {
    this.#tasks.delete(name)
    this.#tombstones.set(name, now + TOMBSTONE)
    this.#changed()
  }

  isCurrent(task: Task): boolean {
    return this.#tasks.get(task.name) === task
  }

  replace(task: Task): void {
    this.#tasks.set(task.name, task)
    this.#changed()
  }

  /** Whether a task for this alarm was ever accepted, even if it has rung since, was deleted or was lost. */
  hasSeen(alarm: string): boolean {
    return this.#seen.has(alarm)
  }

  queueConfig(queue: string): QueueConfig {
    return this.#queues.get(queue) ?? defaultQueueConfig
  }

  setQueueConfig(queue: string, config: QueueConfig): void {
    this.#queues.set(queue, config)
    this.#changed()
  }

  clear(): void {
    this.#tasks.clear()
    this.#tombstones.clear()
    this.#seen.clear()
    this.#changed()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  snapshot(): StoreSnapshot {
    return {
      tasks: [...this.#tasks.values()],
      tombstones: [...this.#tombstones],
      queues: [...this.#queues],
    }
  }

  restore({ tasks, tombstones, queues }: StoreSnapshot): void {
    for (const task of tasks) this.#tasks.set(task.name, task)
    for (const [name, until] of tombstones) this.#tombstones.set(name, until)
    for (const [name, config] of queues) this.#queues.set(name, config)
    for (const name of [...this.#tasks.keys(), ...this.#tombstones.keys()]) this.#seen.add(alarmOf(name))
  }

  /** Insertion order is expiry order as long as the clock only moves forward, so the front is the oldest. */
  #forgetOldTombstones(now: number): void {
    for (const [name, until] of this.#tombstones) {
      if (until > now) break
      this.#tombstones.delete(name)
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
