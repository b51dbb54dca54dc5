/** Reads an export as a stream: one order with its events at a time, however large the files are. */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Event, MattersSaid, OrderSaid, StatsSaid } from './format'

/** The input is not an export that can be read: one line says where and why. */
export class Unreadable extends Error {}

const CHUNK = 1 << 20

function* linesOf(path: string): Generator<{ readonly text: string; readonly number: number }> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw new Unreadable(`${path}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be opened'}`)
  }
  try {
    const chunk = Buffer.allocUnsafe(CHUNK)
    let rest = Buffer.alloc(0)
    let number = 0
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, read)])
      let from = 0
      for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, from)) {
        yield { text: bytes.toString('utf8', from, end), number: ++number }
        from = end + 1
      }
      rest = bytes.subarray(from)
    }
    if (rest.length > 0) yield { text: rest.toString('utf8'), number: ++number }
  } finally {
    closeSync(file)
  }
}

function* recordsOf(path: string, key: string): Generator<Record<string, unknown>> {
  let last: Buffer | null = null
  for (const { text, number } of linesOf(path)) {
    let record: unknown
    try {
      record = JSON.parse(text)
    } catch {
      throw new Unreadable(`${path}:${number}: not JSON`)
    }
    const id = record !== null && typeof record === 'object' ? (record as Record<string, unknown>)[key] : null
    if (typeof id !== 'string') throw new Unreadable(`${path}:${number}: no "${key}"`)
    const bytes = Buffer.from(id)
    if (last !== null && Buffer.compare(last, bytes) > 0)
      throw new Unreadable(`${path}:${number}: not sorted by "${key}"`)
    last = bytes
    yield record as Record<string, unknown>
  }
}

function* historiesOf(path: string): Generator<{ readonly order: string; readonly events: Event[] }> {
  let current: string | null = null
  let events: Event[] = []
  for (const record of recordsOf(path, 'order')) {
    const { order, ...event } = record
    if (current !== null && current !== order) {
      yield { order: current, events }
      events = []
    }
    current = order as string
    events.push(event as unknown as Event)
  }
  if (current !== null) yield { order: current, events }
}

export interface Told {
  readonly id: string
  /** Null where there are events of an order that is not there. */
  readonly order: OrderSaid | null
  readonly events: readonly Event[]
}

/** Both files in step, as both are sorted the same way. */
export function* toldIn(folder: string): Generator<Told> {
  const histories = historiesOf(join(folder, 'events.jsonl'))
  let history = histories.next()
  for (const record of recordsOf(join(folder, 'orders.jsonl'), 'id')) {
    const order = record as unknown as OrderSaid
    while (
      !history.done &&
      history.value.order !== order.id &&
      Buffer.compare(Buffer.from(history.value.order), Buffer.from(order.id)) < 0
    ) {
      yield { id: history.value.order, order: null, events: history.value.events }
      history = histories.next()
    }
    if (!history.done && history.value.order === order.id) {
      yield { id: order.id, order, events: history.value.events }
      history = histories.next()
    } else yield { id: order.id, order, events: [] }
  }
  while (!history.done) {
    yield { id: history.value.order, order: null, events: history.value.events }
    history = histories.next()
  }
}

export const readJson = (path: string): object => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new Unreadable(`${path}: ${(error as NodeJS.ErrnoException).code ?? 'cannot be opened'}`)
  }
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value
  } catch {
    // Reported below, together with values that are no object.
  }
  throw new Unreadable(`${path}: not a JSON object`)
}

export const statsIn = (folder: string): StatsSaid => readJson(join(folder, 'stats.json')) as StatsSaid

/** Every version of the tree of matters, the oldest first; none where the export has no such file, as a simulated year. */
export const mattersIn = (folder: string): readonly MattersSaid[] => {
  const path = join(folder, 'matters.jsonl')
  if (!existsSync(path)) return []
  return [...linesOf(path)].map(({ text, number }) => {
    try {
      return JSON.parse(text) as MattersSaid
    } catch {
      throw new Unreadable(`${path}:${number}: not JSON`)
    }
  })
}
