import { SingleBar } from 'cli-progress'
import { parseDuration } from '../local/duration'
import { isMain } from '../local/is-main'
import { originOf, portOffset, ports } from '../local/ports'
import { toIso } from '../../functions/src/domain/base/instant'
import type { Progress } from '../local/time-keeper'

/** To the second: nobody sets a clock by its milliseconds. */
const shown = (at: number): string => toIso(at - (at % 1000))

const USAGE = `npm run clock -- +2d     let two days pass (units m h d w, also +1d12h)
npm run clock -- show    what time it is
npm run clock -- reset   back to real time`

async function main(args: readonly string[]): Promise<void> {
  const origin = originOf(ports(portOffset()).tasks)
  const [word = 'show', ...rest] = args
  const duration = parseDuration(word)
  if (rest.length > 0) throw new Error(USAGE)
  if (word === 'show') await show(origin)
  else if (word === 'reset') await reset(origin)
  else if (duration !== undefined) await advance(origin, duration)
  else throw new Error(USAGE)
}

async function show(origin: string): Promise<void> {
  const { now, offset } = await reading(await ask(`${origin}/_local/now`))
  const drift = Math.round(offset / 1_000)
  console.log(drift === 0 ? `${shown(now)} (real time)` : `${shown(now)} (real time + ${drift} s)`)
}

async function reset(origin: string): Promise<void> {
  const { now } = await reading(await ask(`${origin}/_local/reset`, { method: 'POST' }))
  console.log(`${shown(now)} (real time)`)
}

type Line = Partial<Progress> & { readonly done?: true; readonly error?: string }

async function advance(origin: string, ms: number): Promise<void> {
  const response = await ask(`${origin}/_local/advance`, {
    method: 'POST',
    headers: { accept: 'application/x-ndjson' },
    body: JSON.stringify({ ms }),
  })
  if (!response.ok || !response.body)
    throw new Error(`The local task server refused: ${await response.text()}`)
  const bar = new SingleBar({
    format: '{bar} {time}  {rang} alarms',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    noTTYOutput: false,
  })
  bar.start(ms, 0, { time: '', rang: 0 })
  let last: Line = {}
  try {
    for await (const line of linesOf(response.body)) {
      last = JSON.parse(line) as Line
      if (last.error !== undefined) throw new Error(last.error)
      const { now = 0, from = 0, rang = 0 } = last
      bar.update(now - from, { time: shown(now), rang })
    }
  } finally {
    bar.stop()
  }
  const { now = 0, rang = 0, failed = 0 } = last
  if (last.done !== true) throw new Error('The local system stopped before the time had passed')
  const failures = failed > 0 ? `, ${failed} failed attempts` : ''
  console.log(`${shown(now)}  ${rang} alarms rang${failures}`)
}

async function reading(response: Response): Promise<{ now: number; offset: number }> {
  return (await response.json()) as { now: number; offset: number }
}

async function ask(url: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    throw new Error(`The local system is not running (nothing answers at ${new URL(url).origin}): npm start`)
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let partial = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    const lines = (partial + decoder.decode(chunk, { stream: true })).split('\n')
    partial = lines.pop() ?? ''
    yield* lines
  }
}

if (isMain(import.meta.url)) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
