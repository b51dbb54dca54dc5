import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { FieldPath, type Firestore } from 'firebase-admin/firestore'
import type { OrderEvent } from '../../functions/src/domain/order/events'
import type { Figures } from '../../functions/src/domain/figures/figures'
import { addBucket } from '../../functions/src/reactions/stats'
import type { Instant } from '../../functions/src/domain/base/instant'
import { ledgerFaultAt, type Link } from '../../functions/src/domain/seals/ledger'
import type { Order } from '../../functions/src/domain/order/order'
import { sha256 } from '../../functions/src/platform/sha256'
import { ledgerEntries } from '../../functions/src/store/ledger'
import { whole } from '../../functions/src/orders/orders'
import { paths } from '../../functions/src/store/paths'
import { everyLedger } from '../../functions/src/store/queries'
import { asideThenInPlace } from './aside'
import { type Break, checkChain } from './check-chain'
import { entryLine, eventLine, orderLine, statsText } from './lines'
import { pagesOf } from '../../functions/src/store/paged'

type Entry = Link & { readonly at: Instant }

const PAGE = 200
/** Each of them may fill a document. */
const TREES_AT_ONCE = 10
/** Histories read at the same time: what a page holds in memory is bounded by it and by the page. */
const HISTORIES_AT_ONCE = 20

export interface ExportOptions {
  readonly out: string
  /** Writes into a folder that holds something already; only the export's own files are replaced. */
  readonly force?: boolean
  readonly report?: (orders: number, events: number) => void
}

interface Histories {
  readonly orders: number
  readonly events: number
  readonly broken: readonly Break[]
}

export interface Exported extends Histories {
  /** Entries of the chained logs of looks and of administration. */
  readonly entries: number
  readonly brokenLedgers: readonly BrokenLedger[]
}

export interface BrokenLedger {
  readonly ledger: string
  /** The place of the first entry that cannot be trusted. */
  readonly no: number
}

/**
 * Writes every order, every event, every look and administration logged, every version of the matters, and every figure kept. A history that does not hold is exported all the same, and named.
 */
export const exportCounty = async (
  db: Firestore,
  { out, force = false, report = () => undefined }: ExportOptions,
): Promise<Exported> =>
  asideThenInPlace(out, force, async (aside) => {
    const histories = await writeHistories(db, aside, report)
    const ledgers = await writeLedgers(db, aside)
    await writeWhole(join(aside, 'matters.jsonl'), (file) => writeMatters(db, file))
    await writeWhole(join(aside, 'stats.json'), (file) => writeStats(db, file))
    return { ...histories, ...ledgers }
  })

/** What the disk has not got is not written yet. */
const writeWhole = async <T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> => {
  const file = await open(path, 'wx')
  try {
    const written = await write(file)
    await file.sync()
    return written
  } finally {
    await file.close()
  }
}

const writeHistories = (
  db: Firestore,
  folder: string,
  report: (orders: number, events: number) => void,
): Promise<Histories> =>
  writeWhole(join(folder, 'orders.jsonl'), (orderFile) =>
    writeWhole(join(folder, 'events.jsonl'), async (eventFile) => {
      const broken: Break[] = []
      let [orders, events] = [0, 0]
      for await (const page of pagesOf(paths(db).orders.orderBy(FieldPath.documentId()), PAGE)) {
        for (let start = 0; start < page.length; start += HISTORIES_AT_ONCE) {
          const some = await Promise.all(
            page.slice(start, start + HISTORIES_AT_ONCE).map((document) => whole(document.data(), db)),
          )
          const histories = await Promise.all(some.map((order) => historyOf(db, order)))
          for (const [index, order] of some.entries()) {
            const found = checkChain(order, histories[index]!)
            if (found !== null) broken.push(found)
          }
          await orderFile.appendFile(some.map((order) => `${orderLine(order)}\n`).join(''))
          await eventFile.appendFile(
            some
              .flatMap((order, index) => histories[index]!.map((event) => `${eventLine(order.id, event)}\n`))
              .join(''),
          )
          orders += some.length
          events += histories.reduce((sum, history) => sum + history.length, 0)
          report(orders, events)
        }
      }
      return { orders, events, broken }
    }),
  )

/** Every ledger up to where it stood when it was begun, entry by entry: administration's in one file, all looks in the other. */
const writeLedgers = (db: Firestore, folder: string): Promise<Pick<Exported, 'entries' | 'brokenLedgers'>> =>
  writeWhole(join(folder, 'administrations.jsonl'), (administrations) =>
    writeWhole(join(folder, 'looks.jsonl'), async (looks) => {
      const brokenLedgers: BrokenLedger[] = []
      let entries = 0
      for await (const page of pagesOf(everyLedger(db), PAGE))
        for (const document of page) {
          const [ledger, stands] = [document.id, document.data()]
          const file = ledger === 'administrations' ? administrations : looks
          const all: Entry[] = []
          for await (const some of ledgerEntries(db, ledger, stands)) all.push(...(some as Entry[]))
          for (let start = 0; start < all.length; start += PAGE)
            await file.appendFile(
              all
                .slice(start, start + PAGE)
                .map((entry) => `${entryLine(entry)}\n`)
                .join(''),
            )
          entries += all.length
          const no = ledgerFaultAt(stands, all, sha256)
          if (no !== null) brokenLedgers.push({ ledger, no })
        }
      return { entries, brokenLedgers }
    }),
  )

/** The events up to the version that was read of the order: the county goes on working while this reads. */
const historyOf = async (db: Firestore, order: Order): Promise<OrderEvent[]> => {
  const events = await paths(db)
    .events(order.id)
    .where('version', '<=', order.version)
    .orderBy('version')
    .get()
  return events.docs.map((event) => event.data())
}

/** Every version of the tree of matters, the oldest first. */
const writeMatters = async (db: Firestore, file: FileHandle): Promise<void> => {
  for await (const page of pagesOf(paths(db).matters.orderBy('version'), TREES_AT_ONCE))
    await file.appendFile(page.map((version) => `${JSON.stringify(version.data())}\n`).join(''))
}

const writeStats = async (db: Firestore, file: FileHandle): Promise<void> => {
  const months = new Map<string, Figures>()
  for await (const page of pagesOf(paths(db).stats.orderBy(FieldPath.documentId()), PAGE))
    for (const document of page) {
      const { month } = document.data()
      const figures = months.get(month) ?? (new Map() as Figures)
      addBucket(figures, document.data())
      months.set(month, figures)
    }
  await file.appendFile(statsText(months))
}
