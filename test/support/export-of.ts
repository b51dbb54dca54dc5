import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import { addTo, type Figures, talliesOf } from '../../functions/src/domain/figures/figures'
import type { Order } from '../../functions/src/domain/order/order'
import { eventLine, orderLine, statsText } from '../../scripts/export/lines'

/** The three files, as far as they have been read: what a test may tamper with. */
export interface ExportFiles {
  readonly orders: Record<string, unknown>[]
  readonly events: Record<string, unknown>[]
  readonly stats: Record<string, Record<string, Record<string, Record<string, Record<string, number>>>>>
}

type History = { readonly order: Order; readonly events: readonly OrderEvent[] }

const parsed = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>

/** What `npm run export` would write of these orders. */
export const exportOf = (histories: readonly History[]): ExportFiles => {
  const sorted = [...histories].sort((a, b) => (a.order.id < b.order.id ? -1 : 1))
  const months = new Map<string, Figures>()
  for (const { order } of sorted)
    for (const { month, ...line } of talliesOf(order)) {
      const figures = months.get(month) ?? (new Map() as Figures)
      months.set(month, figures)
      addTo(figures, line)
    }
  return {
    orders: sorted.map(({ order }) => parsed(orderLine(order))),
    events: sorted.flatMap(({ order, events }) => events.map((event) => parsed(eventLine(order.id, event)))),
    stats: JSON.parse(statsText(months)) as ExportFiles['stats'],
  }
}

/** Writes the files and hands their folder to `use`; nothing of it stays. */
export const withFolder = <T>(files: Partial<Record<string, string>>, use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text ?? '')
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const filesOf = ({ orders, events, stats }: ExportFiles): Record<string, string> => ({
  'orders.jsonl': orders.map((order) => `${JSON.stringify(order)}\n`).join(''),
  'events.jsonl': events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  'stats.json': JSON.stringify(stats),
})
