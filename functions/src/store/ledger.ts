import type { CollectionReference, Firestore, Transaction } from 'firebase-admin/firestore'
import { EMPTY_LEDGER, type LedgerHead, type Link, linked } from '../domain/seals/ledger'
import { sha256 } from '../platform/sha256'
import { dataOf, paths, readAll } from './paths'

/** An entry before it has its place. For a union, each kind by itself. */
type Unlinked<Entry extends Link> = Entry extends unknown ? Omit<Entry, keyof Link> : never

export interface Ledger<Entry extends Link> {
  /** Adds an entry and answers its id. May be called again in the same transaction. */
  readonly append: (entry: Unlinked<Entry>) => string
}

/** An entry's id follows from its place, so two entries written at once cannot both be the tenth. */
export const ledgerEntryId = (ledger: string, no: number): string => sha256(`${ledger}~${no}`).slice(0, 40)

/** Opens a ledger to add to it. Reads, so it comes before the transaction's first write. */
export const openLedger = async <Entry extends Link>(
  transaction: Transaction,
  db: Firestore,
  ledger: string,
  entries: CollectionReference<Entry>,
): Promise<Ledger<Entry>> => {
  const reference = paths(db).ledgers.doc(ledger)
  let head = dataOf(await transaction.get(reference)) ?? EMPTY_LEDGER
  return {
    append: (entry) => {
      const next = linked(ledger, head, entry, sha256) as unknown as Entry
      const id = ledgerEntryId(ledger, next.no)
      transaction.create(entries.doc(id), next)
      head = { count: next.no, hash: next.hash }
      transaction.set(reference, head)
      return id
    },
  }
}

/** Where a ledger's entries lie, by its name: `administrations`, or `looks~uid`. */
const entriesIn = (db: Firestore, ledger: string): CollectionReference<Link> =>
  ledger === 'administrations' ? paths(db).administrations : paths(db).looks

const READ_AT_ONCE = 300
/** More looks than anybody can take in a life: a planted number must not keep a reader busy for ever. */
const ENTRIES_AT_MOST = 1_000_000

/** A ledger's entries in their order, up to the place its head names. Missing ones are left out. */
export async function* ledgerEntries(
  db: Firestore,
  ledger: string,
  { count }: Pick<LedgerHead, 'count'>,
): AsyncGenerator<Link[]> {
  const entries = entriesIn(db, ledger)
  const last = Math.min(count, ENTRIES_AT_MOST)
  for (let from = 1; from <= last; from += READ_AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(READ_AT_ONCE, last - from + 1) },
      (_, index) => from + index,
    )
    yield readAll(
      db as unknown as Pick<Transaction, 'getAll'>,
      numbers.map((no) => entries.doc(ledgerEntryId(ledger, no))),
    )
  }
}
