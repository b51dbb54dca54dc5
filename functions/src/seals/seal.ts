import { gunzipSync, gzipSync } from 'node:zlib'
import type { Firestore } from 'firebase-admin/firestore'
import { canonical } from '../domain/base/canonical'
import { historyBrokenAt, storedDiffers } from '../domain/order/history'
import { dayNumberOf, dayOfNumber, type Instant } from '../domain/base/instant'
import { ledgerFaultAt, type Link } from '../domain/seals/ledger'
import {
  againstSealed,
  chainOf,
  type Fault,
  faultNotices,
  type Head,
  merkleRoot,
  parsedLeaf,
  type Seal,
  sealOf,
} from '../domain/seals/seal'
import type { SealKey } from '../platform/seal-key'
import type { SealSink } from '../platform/seal-sink'
import { sha256 } from '../platform/sha256'
import { storedAtOnce, type Stored, storedWith } from '../store/histories'
import { ledgerEntries } from '../store/ledger'
import { tell } from '../notices/tell'
import { pagesOf } from '../store/paged'
import { everyLedger, everyOrder } from '../store/queries'

const PAGE = 200
/** How many histories are read at the same time. This and the page size bound the memory. */
const AT_ONCE = 20

/** What one seal's file holds; canonical JSON of `seal` is what was signed. */
interface SealFile {
  readonly seal: Seal
  readonly key: string
  readonly signature: string
}

const sealName = (no: number): string => `${String(no).padStart(6, '0')}.json`
/**
 * The name contains the root as well: if two seal at the same time, each writes its own leaves, and one of them belongs
 * to the seal.
 */
const leavesName = ({ no, root }: Pick<Seal, 'no' | 'root'>): string =>
  `${String(no).padStart(6, '0')}.${root}.leaves.gz`

/** The seal before this one, and the state it sealed, by chain. */
interface Before {
  readonly seal: Seal
  readonly sealed: Map<string, { readonly number: number; readonly hash: string }>
  /** Whether the leaves that lie beside it make its root. */
  readonly holds: boolean
}

const latest = async (sink: SealSink): Promise<Seal | null> => {
  const name = (await sink.names())
    .filter((each) => /^\d{6,}\.json$/.test(each))
    .sort()
    .at(-1)
  return name === undefined ? null : (JSON.parse((await sink.read(name)).toString()) as SealFile).seal
}

const withLeaves = async (sink: SealSink, seal: Seal): Promise<Before> => {
  const text = gunzipSync(await sink.read(leavesName(seal))).toString()
  const leaves = text === '' ? [] : text.trimEnd().split('\n')
  const sealed: Before['sealed'] = new Map()
  for (const leaf of leaves) {
    const parsed = parsedLeaf(leaf)
    if (parsed !== null) sealed.set(parsed.chain, parsed)
  }
  return { seal, sealed, holds: merkleRoot(leaves, sha256) === seal.root }
}

const orderFault = (
  { order, records, events }: Stored,
  id: string,
  sealed: { readonly number: number; readonly hash: string } | null,
  before: Seal | null,
): Fault | null => {
  const chain = chainOf({ kind: 'order', name: id })
  const broken = historyBrokenAt(order, events, sha256)
  if (broken !== null) return { chain, number: broken.version, why: broken.why }
  if (order.id !== id || storedDiffers(order, records, events))
    return { chain, number: order.version, why: 'order-differs' }
  return againstSealed(chain, events, sealed, before)
}

/** Walks over everything and collects where every chain stands, and which chains do not hold. */
class Walk {
  readonly heads: Head[] = []
  readonly faults: Fault[] = []
  readonly #before: Before | null

  constructor(before: Before | null) {
    this.#before = before
    if (before?.holds === false)
      this.faults.push({ chain: `seal:${before.seal.no}`, number: before.seal.no, why: 'seal-differs' })
  }

  /** What the seal before says of this chain. Each chain may ask once: the chains nobody asked for are gone. */
  sealedOf(chain: string): { readonly number: number; readonly hash: string } | null {
    const sealed = this.#before?.sealed.get(chain) ?? null
    this.#before?.sealed.delete(chain)
    return sealed
  }

  get sealBefore(): Seal | null {
    // Without its leaves nobody can say what is new since then.
    return this.#before?.holds === true ? this.#before.seal : null
  }

  found(head: Head, fault: Fault | null): void {
    this.heads.push(head)
    if (fault !== null) this.faults.push(fault)
  }

  removed(): void {
    for (const [chain, { number }] of this.#before?.sealed ?? [])
      this.faults.push({ chain, number, why: 'removed' })
  }
}

const walkOrder = async (db: Firestore, read: Stored['order'], id: string, walk: Walk): Promise<void> => {
  const head: Head = { kind: 'order', name: id, number: read.version, hash: read.hash }
  const chain = chainOf(head)
  const sealed = walk.sealedOf(chain)
  try {
    const fault = orderFault(await storedWith(db, read, id), id, sealed, walk.sealBefore)
    // A history read while a command was writing it may only look faulty. So it is read again, all at one moment.
    const again = fault === null ? null : await storedAtOnce(db, id)
    const judged = again === null ? fault : orderFault(again, id, sealed, walk.sealBefore)
    const { version, hash } = again?.order ?? read
    walk.found({ ...head, number: version, hash }, judged)
  } catch (error) {
    // If somebody overwrote it, it may have any shape: that is a fault. A database that does not answer is not.
    if (!(error instanceof Error) || 'code' in error) throw error
    walk.faults.push({ chain, number: 0, why: 'unreadable' })
  }
}

const walkOrders = async (db: Firestore, walk: Walk): Promise<void> => {
  for await (const page of pagesOf(everyOrder(db), PAGE))
    for (let start = 0; start < page.length; start += AT_ONCE)
      await Promise.all(
        page.slice(start, start + AT_ONCE).map((order) => walkOrder(db, order.data(), order.id, walk)),
      )
}

const walkLedgers = async (db: Firestore, walk: Walk): Promise<void> => {
  for await (const page of pagesOf(everyLedger(db), PAGE))
    for (const document of page) {
      const [name, stands] = [document.id, document.data()]
      const entries: (Link & { readonly at: Instant })[] = []
      for await (const some of ledgerEntries(db, name, stands))
        entries.push(...(some as (Link & { readonly at: Instant })[]))
      const chain = chainOf({ kind: 'ledger', name })
      const sealed = walk.sealedOf(chain)
      const broken = ledgerFaultAt(stands, entries, sha256)
      const places = entries.map(({ at, hash }) => ({ recordedAt: at, hash }))
      walk.found(
        { kind: 'ledger', name, number: stands.count, hash: stands.hash },
        broken === null
          ? againstSealed(chain, places, sealed, walk.sealBefore)
          : { chain, number: broken, why: 'chain-broken' },
      )
    }
}

/**
 * Verifies every order's history and every ledger, in itself and against the seal before, and seals their present
 * state. A chain that does not hold is sealed as it is: the earlier seals still say what it was. One seal a day; null
 * when the day has one.
 */
export const seal = async (
  db: Firestore,
  sink: SealSink,
  key: SealKey,
  now: Instant,
): Promise<Seal | null> => {
  const night = dayOfNumber(dayNumberOf(now))
  const last = await latest(sink)
  if (last !== null && last.night >= night) return null
  const walk = new Walk(last === null ? null : await withLeaves(sink, last))
  await walkOrders(db, walk)
  await walkLedgers(db, walk)
  walk.removed()
  const made = sealOf(last, { night, at: now, heads: walk.heads, faults: walk.faults }, sha256)
  const file: SealFile = { seal: made.seal, key: key.id, signature: key.sign(canonical(made.seal)) }
  const text = made.leaves.map((leaf) => `${leaf}\n`).join('')
  await sink.create(`${key.id}.pem`, key.publicKey)
  await sink.create(leavesName(made.seal), gzipSync(text))
  // Before the seal: a run that stops here is run again, and nobody is told twice.
  for (const notice of faultNotices(made.seal)) await tell(db, notice)
  // Last: once this is written, the night has its seal.
  const isOurs = await sink.create(sealName(made.seal.no), `${JSON.stringify(file, null, 2)}\n`)
  return isOurs ? made.seal : null
}
