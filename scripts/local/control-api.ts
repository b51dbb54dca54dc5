import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError } from './api-error'
import { readJson, sendJson } from './http'
import type { Journal } from './journal'
import type { Scheduler } from './scheduler'
import { type TaskStore, taskId } from './task-store'
import type { Progress, TimeKeeper } from './time-keeper'
import type { ClockReading, VirtualClock } from './virtual-clock'

const IDLE_TIMEOUT = 10_000

interface Parts {
  readonly clock: VirtualClock
  readonly store: TaskStore
  readonly journal: Journal
  readonly scheduler: Scheduler
  readonly keeper: TimeKeeper
  readonly clear: () => void
  readonly setDropEvery: (n: number) => void
}

export function controlApi(parts: Parts) {
  const { clock, keeper } = parts
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => unknown> = {
    'GET /_local/now': (_, response) => sendToAnyone(response, clock.reading()),
    'GET /_local/clock': (_, response) => streamClock(clock, response),
    'GET /_local/state': (_, response) => sendJson(response, 200, state(parts)),

    'GET /_local/idle': async (_, response, url) => {
      const timeout = Number(url.searchParams.get('timeout') ?? IDLE_TIMEOUT)
      const idle = await keeper.untilIdle(timeout)
      sendJson(response, idle ? 200 : 504, { idle })
    },

    'POST /_local/advance': async (request, response) => {
      const { ms, to } = await readJson(request)
      if ((typeof ms === 'number') === (typeof to === 'number')) {
        throw new ApiError('INVALID_ARGUMENT', 'Say either { ms } or { to }, as a number of milliseconds')
      }
      const target = (now: number) => (typeof to === 'number' ? to : now + Number(ms))
      if (request.headers.accept !== 'application/x-ndjson') {
        sendJson(response, 200, await keeper.advance(target))
        return
      }
      await streamAdvance(keeper, target, response)
    },

    'POST /_local/reset': async (_, response) => {
      await keeper.resetClock()
      sendJson(response, 200, clock.reading())
    },

    'POST /_local/clear': (_, response) => {
      parts.clear()
      sendJson(response, 200, {})
    },

    'POST /_local/faults': async (request, response) => {
      const { dropEvery } = await readJson(request)
      if (typeof dropEvery !== 'number' || !Number.isInteger(dropEvery) || dropEvery < 0) {
        throw new ApiError('INVALID_ARGUMENT', 'dropEvery is a whole number; 0 loses nothing')
      }
      parts.setDropEvery(dropEvery)
      sendJson(response, 200, { dropEvery })
    },
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const handle = routes[`${request.method} ${url.pathname}`]
    if (!handle) throw new ApiError('NOT_FOUND', `No such local endpoint: ${request.method} ${url.pathname}`)
    await handle(request, response, url)
  }
}

function state({ clock, store, journal, scheduler, keeper }: Parts): object {
  return {
    ...clock.reading(),
    advance: keeper.progress ?? null,
    counts: journal.counts(),
    tasks: store.list().map(({ name, at, attempts }) => ({ name: taskId(name), at, attempts })),
    schedules: scheduler.upcoming(),
    log: journal.latest(),
  }
}

/** The web reads these two from another port, and they tell nothing but the time. */
function sendToAnyone(response: ServerResponse, body: object): void {
  response.setHeader('access-control-allow-origin', '*')
  sendJson(response, 200, body)
}

function streamClock(clock: VirtualClock, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  })
  const send = (reading: ClockReading) => response.write(`data: ${JSON.stringify(reading)}\n\n`)
  send(clock.reading())
  const stopListening = clock.onChange(send)
  const keepAlive = setInterval(() => response.write(':\n\n'), 20_000)
  response.on('close', () => {
    stopListening()
    clearInterval(keepAlive)
  })
}

/** One line a step, the last one marked; the advance goes on even if the listener leaves. */
async function streamAdvance(
  keeper: TimeKeeper,
  target: (now: number) => number,
  response: ServerResponse,
): Promise<void> {
  const line = (body: object) => response.write(`${JSON.stringify(body)}\n`)
  const begin = () => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  }
  try {
    const done = await keeper.advance(target, (progress: Progress) => {
      begin()
      line(progress)
    })
    line({ ...done, done: true })
  } catch (error) {
    if (!response.headersSent) throw error
    line({ error: error instanceof Error ? error.message : String(error) })
  }
  response.end()
}
