import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error'
import { readJson, sendJson } from './http'
import type { Journal } from './journal'
import { type QueueConfig, defaultQueueConfig } from './queue-config'
import { type Task, type TaskStore, taskId } from './task-store'
import type { VirtualClock } from './virtual-clock'

const MAX_TASK_BYTES = 100 * 1024
const METHODS = ['METHOD_UNSPECIFIED', 'POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']

const location = 'projects/[^/]+/locations/[^/]+'
const route = {
  queues: new RegExp(`^/v2/(${location})/queues$`),
  queue: new RegExp(`^/v2/(${location}/queues/[^/]+)$`),
  tasks: new RegExp(`^/v2/(${location}/queues/[^/]+)/tasks$`),
  task: new RegExp(`^/v2/(${location}/queues/[^/]+/tasks/[^/]+)$`),
}

interface Parts {
  readonly clock: VirtualClock
  readonly store: TaskStore
  readonly journal: Journal
  readonly isToBeLost: () => boolean
}

/**
 * The part of the Cloud Tasks v2 REST API that its client library uses. Queues need not be created first: in
 * production deploying the handler makes them, and nothing here deploys.
 */
export function cloudTasksApi({ clock, store, journal, isToBeLost }: Parts) {
  const create = (queue: string, body: Record<string, unknown>): object => {
    const task = parseTask(queue, body['task'], clock.now())
    const lost = isToBeLost()
    if (lost) store.createLost(task, clock.now())
    else store.create(task, clock.now())
    journal.note({
      at: clock.now(),
      what: lost ? 'lost' : 'created',
      name: taskId(task.name),
      detail: task.at,
    })
    return present(task)
  }

  const list = (queue: string, query: URLSearchParams): object => {
    const size = Math.min(Number(query.get('pageSize')) || 1_000, 1_000)
    const from = Number(query.get('pageToken') ?? 0)
    const all = store.list().filter((task) => task.queue === queue)
    const isMore = all.length > from + size
    return {
      tasks: all.slice(from, from + size).map(present),
      ...(isMore && { nextPageToken: String(from + size) }),
    }
  }

  const createQueue = (parent: string, body: Record<string, unknown>): object => {
    const queue = (body['queue'] ?? body) as { name?: string; retryConfig?: RetryConfigJson }
    if (!queue.name?.startsWith(`${parent}/queues/`)) {
      throw new ApiError('INVALID_ARGUMENT', `Queue name must start with ${parent}/queues/`)
    }
    store.setQueueConfig(queue.name, parseRetryConfig(queue.retryConfig ?? {}))
    return presentQueue(queue.name, store.queueConfig(queue.name))
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const path = decodeURIComponent(url.pathname)
    const named = (pattern: RegExp) => pattern.exec(path)?.[1]
    const verb = request.method ?? 'GET'
    const [queues, queue, tasks, task] = [
      named(route.queues),
      named(route.queue),
      named(route.tasks),
      named(route.task),
    ]

    let answer: object
    if (verb === 'POST' && tasks) answer = create(tasks, await readJson(request))
    else if (verb === 'GET' && tasks) answer = list(tasks, url.searchParams)
    else if (verb === 'GET' && task) answer = present(store.get(task))
    else if (verb === 'DELETE' && task) {
      store.delete(task, clock.now())
      answer = {}
    } else if (verb === 'POST' && queues) answer = createQueue(queues, await readJson(request))
    else if (verb === 'GET' && queue) answer = presentQueue(queue, store.queueConfig(queue))
    else throw new ApiError('NOT_FOUND', `Not served locally: ${verb} ${path}`)
    sendJson(response, 200, answer)
  }
}

interface TaskJson {
  readonly name?: string
  readonly scheduleTime?: string
  readonly httpRequest?: {
    readonly url?: string
    readonly httpMethod?: string | number
    readonly headers?: Record<string, string>
    readonly body?: string
  }
}

function parseTask(queue: string, json: unknown, now: number): Task {
  const { name, scheduleTime, httpRequest } = (json ?? {}) as TaskJson
  if (!httpRequest?.url || !/^https?:\/\//.test(httpRequest.url)) {
    throw new ApiError('INVALID_ARGUMENT', 'Task.http_request.url must begin with http:// or https://')
  }
  const fullName = name ?? `${queue}/tasks/${crypto.randomUUID()}`
  if (!fullName.startsWith(`${queue}/tasks/`) || !/^[\w-]{1,500}$/.test(taskId(fullName))) {
    throw new ApiError(
      'INVALID_ARGUMENT',
      `Task name must be ${queue}/tasks/ and 1–500 letters, digits, hyphens or underscores; got ${fullName}`,
    )
  }
  const at = scheduleTime === undefined ? now : Date.parse(scheduleTime)
  if (Number.isNaN(at)) throw new ApiError('INVALID_ARGUMENT', `Bad Task.schedule_time: ${scheduleTime}`)
  if (JSON.stringify(json).length > MAX_TASK_BYTES) {
    throw new ApiError('INVALID_ARGUMENT', 'Task size too large: the maximum is 100 KB')
  }
  const method = httpRequest.httpMethod ?? 'POST'
  return {
    name: fullName,
    queue,
    request: {
      url: httpRequest.url,
      method: typeof method === 'number' ? (METHODS[method] ?? 'POST') : method,
      headers: httpRequest.headers ?? {},
      body: httpRequest.body ?? '',
    },
    createdAt: now,
    at,
    attempts: 0,
    executions: 0,
    lastStatus: null,
  }
}

function present(task: Task): object {
  const { url, method, headers } = task.request
  return {
    name: task.name,
    scheduleTime: new Date(task.at).toISOString(),
    createTime: new Date(task.createdAt).toISOString(),
    dispatchCount: task.attempts,
    responseCount: task.executions,
    httpRequest: { url, headers, httpMethod: METHODS.indexOf(method) },
  }
}

interface RetryConfigJson {
  readonly maxAttempts?: number
  readonly minBackoff?: string
  readonly maxBackoff?: string
  readonly maxDoublings?: number
}

function parseRetryConfig(json: RetryConfigJson): QueueConfig {
  const ms = (duration: string | undefined, otherwise: number) =>
    duration === undefined ? otherwise : Number(duration.replace(/s$/, '')) * 1_000
  return {
    maxAttempts: json.maxAttempts ?? defaultQueueConfig.maxAttempts,
    minBackoffMs: ms(json.minBackoff, defaultQueueConfig.minBackoffMs),
    maxBackoffMs: ms(json.maxBackoff, defaultQueueConfig.maxBackoffMs),
    maxDoublings: json.maxDoublings ?? defaultQueueConfig.maxDoublings,
  }
}

function presentQueue(name: string, config: QueueConfig): object {
  return {
    name,
    retryConfig: {
      maxAttempts: config.maxAttempts,
      minBackoff: `${config.minBackoffMs / 1_000}s`,
      maxBackoff: `${config.maxBackoffMs / 1_000}s`,
      maxDoublings: config.maxDoublings,
    },
  }
}
