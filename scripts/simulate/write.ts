import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { addTo, type Figures, talliesOf } from '../../functions/src/domain/figures/figures'
import type { Order } from '../../functions/src/domain/order/order'
import { asideThenInPlace } from '../export/aside'
import { eventLine, orderLine, statsText } from '../export/lines'
import type { Lived } from './run'

/** Characters that are gathered before they are written. */
const AT_ONCE = 4 * 1024 * 1024

/** A file that is written line by line and never held whole. */
class Lines {
  private lines: string[] = []
  private gathered = 0

  constructor(private readonly file: FileHandle) {}

  add(line: string): void {
    this.lines.push(line)
    this.gathered += line.length
  }

  get isFull(): boolean {
    return this.gathered >= AT_ONCE
  }

  async flush(): Promise<void> {
    if (this.lines.length > 0) await this.file.appendFile(`${this.lines.join('\n')}\n`)
    this.lines = []
    this.gathered = 0
  }
}

/** A month's figures for each month. */
export type Months = Map<string, Figures>

export const addOrder = (months: Months, order: Order): void => {
  for (const tally of talliesOf(order)) {
    const figures = months.get(tally.month) ?? (new Map() as Figures)
    addTo(figures, tally)
    months.set(tally.month, figures)
  }
}

export interface Written {
  readonly orders: number
  readonly events: number
}

/** Writes a simulated year as the export would (docs/export.md). The orders come sorted by their numbers. */
export const writeExport = (
  { out, force }: { readonly out: string; readonly force: boolean },
  lives: Iterable<Lived>,
): Promise<Written> =>
  asideThenInPlace(out, force, async (aside) => {
    const files = await Promise.all(
      ['orders.jsonl', 'events.jsonl', 'stats.json'].map((name) => open(join(aside, name), 'wx')),
    )
    try {
      const [orderFile, eventFile, statsFile] = files as [FileHandle, FileHandle, FileHandle]
      const [orderLines, eventLines] = [new Lines(orderFile), new Lines(eventFile)]
      const months: Months = new Map()
      let [orders, events] = [0, 0]
      for (const { order, events: history } of lives) {
        orderLines.add(orderLine(order))
        for (const event of history) eventLines.add(eventLine(order.id, event))
        if (orderLines.isFull) await orderLines.flush()
        if (eventLines.isFull) await eventLines.flush()
        addOrder(months, order)
        orders += 1
        events += history.length
      }
      await orderLines.flush()
      await eventLines.flush()
      await statsFile.appendFile(statsText(months))
      return { orders, events }
    } finally {
      await Promise.all(files.map((file) => file.close()))
    }
  })
