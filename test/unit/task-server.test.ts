import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type TaskServer, type TaskServerOptions, startTaskServer } from '../../scripts/local/task-server'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const QUEUE = 'projects/demo-unit/locations/asia-east2/queues/ring'

interface Ring {
  readonly name: string
  readonly data: { orderId: string; next?: { name: string; at: number } }
  readonly at: number
  readonly headers: Record<string, string | string[] | undefined>
}

/** Every field that any answer has: a test reads those of the answer it asked for. */
interface Answer {
  readonly name: string
  readonly tasks: ReadonlyArray<{ readonly name: string }>
  readonly nextPageToken: string
  readonly retryConfig: object
  readonly offset: number
  readonly from: number
  readonly to: number
  readonly idle: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly error: { readonly message: string }
}

/** A handler that answers as told, and a task server to ring it. */
async function world(options: Partial<TaskServerOptions> = {}) {
  const rings: Ring[] = []
  let answer: (ring: Ring) => number | Promise<number> = () => 204
  const holder: { server?: TaskServer } = {}
  const handler = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const ring = {
        name: String(request.headers['x-cloudtasks-taskname']),
        data: (JSON.parse(body) as { data: Ring['data'] }).data,
        at: holder.server?.now() ?? 0,
        headers: request.headers,
      }
      rings.push(ring)
      void Promise.resolve(answer(ring)).then((status) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => handler.listen(0, '127.0.0.1', resolve))
  const target = `http://127.0.0.1:${(handler.address() as AddressInfo).port}/ring`

  const begin = async (more: Partial<TaskServerOptions> = {}) => {
    const server = await startTaskServer({ port: 0, ...options, ...more })
    holder.server = server
    onTestFinished(() => server.stop())
    return server
  }
  onTestFinished(() => void handler.close())
  let server = await begin()

  const call = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) => {
    const response = await fetch(server.origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Answer }
  }
  const createTask = (name: string, at?: number, data: Ring['data'] = { orderId: name }) =>
    call('POST', `/v2/${QUEUE}/tasks`, {
      task: {
        name: `${QUEUE}/tasks/${name}`,
        ...(at !== undefined && { scheduleTime: new Date(at).toISOString() }),
        httpRequest: {
          url: target,
          httpMethod: 1,
          headers: { 'Content-Type': 'application/json' },
          body: Buffer.from(JSON.stringify({ data })).toString('base64'),
        },
      },
    })
  return {
    rings,
    call,
    createTask,
    get server() {
      return server
    },
    answerWith: (next: typeof answer) => (answer = next),
    advance: (ms: number) => call('POST', '/_local/advance', { ms }),
    idle: async (timeout = 5_000) => (await call('GET', `/_local/idle?timeout=${timeout}`)).body.idle,
    state: async () => (await call('GET', '/_local/state')).body,
    restart: async (more: Partial<TaskServerOptions> = {}) => {
      await server.stop()
      server = await begin(more)
    },
  }
}

describe('a task', () => {
  it('rings at once without a schedule time, with the headers the handler expects', async () => {
    const { createTask, idle, rings } = await world()
    expect((await createTask('soon')).status).toBe(200)
    expect(await idle()).toBe(true)
    expect(rings).toHaveLength(1)
    expect(rings[0]).toMatchObject({ name: 'soon', data: { orderId: 'soon' } })
    expect(rings[0]!.headers).toMatchObject({
      'x-cloudtasks-queuename': 'ring',
      'x-cloudtasks-taskretrycount': '0',
      'content-type': 'application/json',
    })
  })

  it('waits for its schedule time as real time flows, and not a moment less', async () => {
    const { createTask, idle, rings, server, state } = await world()
    const at = server.now() + 60
    await createTask('later', at)
    expect(rings).toHaveLength(0)
    await expect.poll(() => rings.length, { interval: 5 }).toBe(1)
    expect(rings[0]!.at).toBeGreaterThanOrEqual(at)
    expect(await idle()).toBe(true)
    expect((await state()).tasks).toEqual([])
  })

  it('can be read, listed page by page and deleted; a deleted one never rings', async () => {
    const { call, createTask, advance, rings, server } = await world()
    for (const [index, name] of ['a', 'b', 'c'].entries()) await createTask(name, server.now() + HOUR + index)
    expect((await call('GET', `/v2/${QUEUE}/tasks/b`)).body.name).toBe(`${QUEUE}/tasks/b`)
    const first = (await call('GET', `/v2/${QUEUE}/tasks?pageSize=2`)).body
    expect(first.tasks).toHaveLength(2)
    const rest = (await call('GET', `/v2/${QUEUE}/tasks?pageSize=2&pageToken=${first.nextPageToken}`)).body
    expect(rest).toMatchObject({ tasks: [{ name: `${QUEUE}/tasks/c` }] })
    expect(rest.nextPageToken).toBeUndefined()
    expect((await call('DELETE', `/v2/${QUEUE}/tasks/b`)).status).toBe(200)
    expect((await call('DELETE', `/v2/${QUEUE}/tasks/b`)).status).toBe(404)
    await advance(2 * HOUR)
    expect(rings.map(({ name }) => name)).toEqual(['a', 'c'])
  })

  it('keeps its name from being used again: while it waits, and for an hour after it rang', async () => {
    const { createTask, advance, server, rings } = await world()
    await createTask('once', server.now() + HOUR)
    expect(await createTask('once')).toMatchObject({
      status: 409,
      body: { error: { status: 'ALREADY_EXISTS' } },
    })
    await advance(HOUR)
    expect(rings).toHaveLength(1)
    expect((await createTask('once')).status).toBe(409)
    await advance(HOUR + 1_000)
    expect((await createTask('once')).status).toBe(200)
  })

  it('may be set 30 days ahead and no further', async () => {
    const { createTask, server } = await world()
    expect(await createTask('far', server.now() + 30 * DAY + 60_000)).toMatchObject({
      status: 400,
      body: { error: { status: 'INVALID_ARGUMENT' } },
    })
    expect((await createTask('near', server.now() + 30 * DAY - 60_000)).status).toBe(200)
  })

  it.each(['with space', 'with.dot', '订单'])(
    'is refused the name %s, which Cloud Tasks would refuse',
    async (name) => {
      const { createTask } = await world()
      expect((await createTask(name)).status).toBe(400)
    },
  )
})

describe('a task that fails', () => {
  it('is tried again with growing waits until it succeeds', async () => {
    const { createTask, answerWith, advance, rings, server, state } = await world()
    answerWith(({ headers }) => (Number(headers['x-cloudtasks-taskretrycount']) < 3 ? 503 : 204))
    const at = server.now() + HOUR
    await createTask('flaky', at)
    await advance(2 * HOUR)
    expect(rings.map((ring) => ring.at - at)).toEqual([0, 1_000, 3_000, 7_000])
    expect(rings.at(-1)!.headers['x-cloudtasks-taskpreviousresponse']).toBe('503')
    expect((await state()).counts).toMatchObject({ retrying: 3, rang: 1 })
  })

  it('is given up after ten attempts', async () => {
    const { createTask, answerWith, advance, rings, server, state } = await world()
    answerWith(() => 500)
    await createTask('hopeless', server.now() + 1_000)
    await advance(DAY)
    expect(rings).toHaveLength(10)
    expect(await state()).toMatchObject({ tasks: [], counts: { 'gave-up': 1 } })
  })

  it('follows the retry settings its queue was created with', async () => {
    const { call, createTask, answerWith, advance, rings, server } = await world()
    await call('POST', `/v2/${QUEUE.slice(0, QUEUE.lastIndexOf('/queues/'))}/queues`, {
      name: QUEUE,
      retryConfig: { maxAttempts: 5, minBackoff: '10s', maxBackoff: '25s', maxDoublings: 1 },
    })
    expect((await call('GET', `/v2/${QUEUE}`)).body.retryConfig).toMatchObject({ maxAttempts: 5 })
    answerWith(() => 500)
    const at = server.now() + 1_000
    await createTask('hopeless', at)
    await advance(HOUR)
    expect(rings.map((ring) => ring.at - at)).toEqual([0, 10_000, 30_000, 55_000, 80_000])
  })

  it('counts a handler that cannot be reached as a failure', async () => {
    const { call, advance, state } = await world()
    await call('POST', `/v2/${QUEUE}/tasks`, {
      task: { name: `${QUEUE}/tasks/nobody`, httpRequest: { url: 'http://127.0.0.1:1/' } },
    })
    await advance(HOUR)
    expect((await state()).counts['gave-up']).toBe(1)
  })
})

describe('advancing the clock', () => {
  it('rings in the order of time, each at its own moment, also what a ring has only just set', async () => {
    const { createTask, answerWith, advance, rings, server } = await world()
    const start = server.now()
    answerWith(async ({ data: { next, orderId } }) => {
      if (next) await createTask(next.name, next.at, { orderId })
      return 204
    })
    await createTask('third', start + 3 * HOUR)
    await createTask('first', start + HOUR, { orderId: 'x', next: { name: 'second', at: start + 2 * HOUR } })
    await createTask('after', start + 5 * HOUR)
    const { body } = await advance(4 * HOUR)
    expect(rings.map(({ name, at }) => [name, at])).toEqual([
      ['first', start + HOUR],
      ['second', start + 2 * HOUR],
      ['third', start + 3 * HOUR],
    ])
    expect(body).toMatchObject({ now: body.from + 4 * HOUR, rang: 3, failed: 0 })
    expect(server.now() - body.to).toBeGreaterThanOrEqual(0)
  })

  it('waits after each ring until what it set off has settled, and asks about that order only', async () => {
    const asked: Array<string | undefined> = []
    const { createTask, advance, rings, server } = await world({
      settle: () => async (_, orderId) => {
        asked.push(orderId)
        if (orderId !== 'x' || rings.length > 1) return
        await new Promise((resolve) => setTimeout(resolve, 20))
        await createTask('from-a-trigger', start + 2 * HOUR, { orderId: 'y' })
      },
    })
    const start = server.now()
    await createTask('first', start + HOUR, { orderId: 'x' })
    await createTask('last', start + 3 * HOUR, { orderId: 'z' })
    await advance(4 * HOUR)
    expect(rings.map(({ name }) => name)).toEqual(['first', 'from-a-trigger', 'last'])
    expect(asked).toEqual([undefined, 'x', 'y', 'z', undefined])
  })

  it('rings tasks of the same moment side by side', async () => {
    const { createTask, answerWith, advance, server } = await world()
    let open = 0
    let most = 0
    answerWith(async () => {
      most = Math.max(most, ++open)
      await new Promise((resolve) => setTimeout(resolve, 20))
      open -= 1
      return 204
    })
    const at = server.now() + HOUR
    for (let index = 0; index < 20; index++) await createTask(`t${index}`, at)
    await advance(HOUR)
    expect(most).toBe(8)
  })

  it('is done one at a time', async () => {
    const { advance, server } = await world()
    const [first, second] = await Promise.all([advance(HOUR), advance(HOUR)])
    const early = Math.min(first.body.to, second.body.to)
    const late = Math.max(first.body.from, second.body.from)
    expect(late).toBeGreaterThanOrEqual(early)
    expect(server.now()).toBeGreaterThanOrEqual(early + HOUR)
  })

  it('goes forward only; reset returns to real time and leaves tasks where they were set', async () => {
    const { call, createTask, advance, rings, server, state } = await world()
    await advance(DAY)
    await createTask('tomorrow', server.now() + HOUR)
    expect((await call('POST', '/_local/advance', { ms: -1 })).status).toBe(400)
    expect((await call('POST', '/_local/advance', { ms: 1, to: 2 })).status).toBe(400)
    expect((await call('POST', '/_local/reset')).body.offset).toBe(0)
    expect(Math.abs(server.now() - Date.now())).toBeLessThan(1_000)
    expect((await state()).tasks).toHaveLength(1)
    await advance(DAY + 2 * HOUR)
    expect(rings).toHaveLength(1)
  })

  it('does not stand still for ever when an alarm keeps setting itself for now', async () => {
    const { createTask, answerWith, advance, server } = await world()
    let count = 0
    answerWith(async () => {
      await createTask(`again-${++count}`, server.now())
      return 204
    })
    await createTask('start', server.now() + HOUR)
    const { status, body } = await advance(2 * HOUR)
    expect(status).toBe(504)
    expect(body.error.message).toContain('keep ringing')
  })

  it('can be watched step by step', async () => {
    const { createTask, server } = await world()
    for (const hour of [1, 2, 3]) await createTask(`t${hour}`, server.now() + hour * HOUR)
    const response = await fetch(`${server.origin}/_local/advance`, {
      method: 'POST',
      headers: { accept: 'application/x-ndjson' },
      body: JSON.stringify({ ms: 4 * HOUR }),
    })
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { rang: number })
    expect(lines.map(({ rang }) => rang)).toEqual([0, 1, 2, 3, 3, 3])
    expect(lines.at(-1)).toMatchObject({ done: true })
  })
})

describe('the scheduler', () => {
  const schedules = [
    { name: 'sweep', cron: '*/15 * * * *', timeZone: 'Asia/Shanghai' },
    { name: 'reconcile', cron: '10 3 * * *', timeZone: 'Asia/Shanghai' },
  ]

  async function scheduled() {
    const runs: Array<{ name: string; at: number; clock: number }> = []
    const holder: { server?: TaskServer } = {}
    const the = await world({
      schedules,
      runSchedule: (run) => {
        runs.push({ ...run, clock: holder.server!.now() })
        return Promise.resolve({ status: 200 })
      },
    })
    holder.server = the.server
    // Days are counted from the next Shanghai midnight.
    const firstDay = Math.ceil((the.server.now() + 8 * HOUR) / DAY) * DAY - 8 * HOUR
    const instant = (day: number, time: string) => firstDay + day * DAY + Date.parse(`1970-01-01T${time}Z`)
    const to = (day: number, time: string) => the.call('POST', '/_local/advance', { to: instant(day, time) })
    const timesOf = (name: string) =>
      runs
        .filter((run) => run.name === name)
        .map(({ at }) => [
          Math.floor((at - firstDay) / DAY),
          new Date(at + 8 * HOUR).toISOString().slice(11, 16),
        ])
    await to(0, '10:07')
    runs.length = 0
    return { ...the, runs, to, instant, timesOf }
  }

  it('runs a daily job once a day, at its hour in Shanghai', async () => {
    const { to, timesOf, runs } = await scheduled()
    await to(2, '10:07')
    expect(timesOf('reconcile')).toEqual([
      [1, '03:10'],
      [2, '03:10'],
    ])
    expect(runs.filter(({ name }) => name === 'reconcile').every(({ at, clock }) => at === clock)).toBe(true)
  })

  it('thins a frequent job out to one a day during an advance, and once more at the end', async () => {
    const { to, timesOf, runs, instant } = await scheduled()
    await to(2, '09:50:30')
    expect(timesOf('sweep')).toEqual([
      [0, '10:15'],
      [1, '10:15'],
      [2, '09:45'],
    ])
    expect(runs.at(-1)!.clock).toBe(instant(2, '09:50:30'))
  })

  it('runs nothing when no time of a job lies in the advance', async () => {
    const { to, runs } = await scheduled()
    await to(0, '10:14:59.500')
    expect(runs).toEqual([])
    await to(0, '10:15')
    expect(runs).toHaveLength(1)
  })

  it('also runs while time merely flows', async () => {
    const { to, timesOf } = await scheduled()
    await to(0, '10:14:59.900')
    await expect.poll(() => timesOf('sweep'), { interval: 10 }).toEqual([[0, '10:15']])
  })

  it('runs between the alarms it lies between', async () => {
    const { createTask, to, runs, rings, instant } = await scheduled()
    await createTask('before', instant(0, '10:10'))
    await createTask('after', instant(0, '10:20'))
    await to(0, '10:25')
    const order = [...rings.map(({ name, at }) => ({ name, at })), ...runs].sort((a, b) => a.at - b.at)
    expect(order.map(({ name }) => name)).toEqual(['before', 'sweep', 'after'])
  })
})

describe('the barrier', () => {
  it('opens when nothing is ringing and nothing is due, however much lies ahead', async () => {
    const { createTask, answerWith, idle, server } = await world()
    let finish = () => {}
    answerWith(() => new Promise((resolve) => (finish = () => resolve(204))))
    await createTask('ahead', server.now() + DAY)
    await createTask('now')
    expect(await idle(20)).toBe(false)
    const opened = idle()
    finish()
    expect(await opened).toBe(true)
  })
})

describe('what outlives the server', () => {
  it('is every waiting task, every used name and the clock', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tasks-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const stateFile = join(folder, 'tasks.json')
    const the = await world({ stateFile })
    await the.createTask('rung')
    await the.idle()
    await the.createTask('waiting', the.server.now() + 3 * HOUR)
    await the.advance(HOUR / 2)
    const before = the.server.now()
    await the.restart({ stateFile })
    expect(the.server.now() - before).toBeLessThan(5_000)
    expect(the.server.now() - before).toBeGreaterThanOrEqual(0)
    expect((await the.createTask('rung')).status).toBe(409)
    expect((await the.createTask('waiting')).status).toBe(409)
    await the.advance(3 * HOUR)
    expect(the.rings.map(({ name }) => name)).toEqual(['rung', 'waiting'])
    await the.restart({ stateFile })
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({ tasks: [] })
    expect(await readdir(folder)).toEqual(['tasks.json'])
  })

  it('is refused with a clear word when the file is broken', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tasks-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await writeFile(join(folder, 'tasks.json'), '{"tasks": [')
    await expect(startTaskServer({ port: 0, stateFile: join(folder, 'tasks.json') })).rejects.toThrow(
      'delete it',
    )
  })
})

describe('faults on purpose', () => {
  it('lose every n-th created task without a word', async () => {
    const { call, createTask, advance, rings, server, state } = await world()
    await call('POST', '/_local/faults', { dropEvery: 3 })
    for (let index = 1; index <= 7; index++) {
      expect((await createTask(`t${index}`, server.now() + index * HOUR)).status).toBe(200)
    }
    expect((await createTask('t3')).status).toBe(409)
    await advance(DAY)
    expect(rings.map(({ name }) => name)).toEqual(['t1', 't2', 't4', 't5', 't7'])
    expect((await state()).counts.lost).toBe(2)
  })

  it('end with clear, which also forgets tasks and names but not the time', async () => {
    const { call, createTask, advance, server, state } = await world()
    await advance(DAY)
    await call('POST', '/_local/faults', { dropEvery: 1 })
    await createTask('a', server.now() + HOUR)
    await call('POST', '/_local/clear')
    expect((await createTask('a', server.now() + HOUR)).status).toBe(200)
    expect(await state()).toMatchObject({ tasks: [{ name: 'a' }], counts: { created: 1 } })
    expect(server.now()).toBeGreaterThan(Date.now() + DAY - 1_000)
  })
})

describe('who may speak to it', () => {
  it('lets any page read the time, as the web does from another port', async () => {
    const { server } = await world()
    const response = await fetch(`${server.origin}/_local/now`, {
      headers: { origin: 'https://example.com' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toMatchObject({ offset: 0 })
  })

  it('lets no strange page move the clock, and our own do', async () => {
    const { call } = await world()
    const advance = (origin: string) => call('POST', '/_local/advance', { ms: 1 }, { origin })
    expect((await advance('https://example.com')).status).toBe(403)
    expect((await advance('null')).status).toBe(403)
    expect((await advance('http://127.0.0.1:5000')).status).toBe(200)
  })

  it('tells listeners the clock at once and whenever it moves', async () => {
    const { server, advance } = await world()
    const abort = new AbortController()
    onTestFinished(() => abort.abort())
    const response = await fetch(`${server.origin}/_local/clock`, { signal: abort.signal })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    const heard: string[] = []
    void (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard.push(part.value)
    })().catch(() => undefined)
    const lastOffset = () => {
      const last = heard.join('').trim().split('\n\n').at(-1)?.replace('data: ', '')
      return last ? (JSON.parse(last) as { offset: number }).offset : undefined
    }
    await expect.poll(lastOffset, { interval: 5 }).toBe(0)
    await advance(HOUR)
    await expect.poll(lastOffset, { interval: 5 }).toBeGreaterThan(HOUR - 5_000)
  })
})
