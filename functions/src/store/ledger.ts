import type { CollectionReference, Firestore, Transaction } from 'firebase-admin/firestore'
import { EMPTY_LEDGER, type Link, linked } from '../domain/ledger'
import { sha256 } from '../platform/sha256'
import { dataOf, paths } from './paths'

/** An entry before it has its place; of a union each kind by itself. */
type Unlinked<Entry extends Link> = Entry extends unknown ? Omit<Entry, keyof Link> : never

export interface Ledger<Entry extends Link> {
  /** Adds an entry and answers its id. May be called again in the same transaction. */
  readonly append: (entry: Unlinked<Entry>) => string
}

/** An entry's id follows from its place: two at once cannot both be the tenth. */
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
