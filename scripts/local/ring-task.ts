import { type Task, taskId } from './task-store'

export interface Answer {
  /** HTTP status, or 0 when no answer came. */
  readonly status: number
  readonly detail?: string
}

export async function ringTask(task: Task, deadlineMs: number): Promise<Answer> {
  const { url, method, headers, body } = task.request
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...taskHeaders(task) },
      ...(method !== 'GET' && { body: Buffer.from(body, 'base64') }),
      signal: AbortSignal.timeout(deadlineMs),
    })
    const text = await response.text()
    return { status: response.status, ...(!response.ok && { detail: text.slice(0, 300) }) }
  } catch (error) {
    return { status: 0, detail: reason(error) }
  }
}

export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}

function taskHeaders(task: Task): Record<string, string> {
  return {
    'X-CloudTasks-QueueName': taskId(task.queue),
    'X-CloudTasks-TaskName': taskId(task.name),
    'X-CloudTasks-TaskRetryCount': String(task.attempts),
    'X-CloudTasks-TaskExecutionCount': String(task.executions),
    'X-CloudTasks-TaskETA': String(task.at / 1000),
    ...(task.lastStatus && { 'X-CloudTasks-TaskPreviousResponse': String(task.lastStatus) }),
  }
}
