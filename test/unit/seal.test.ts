import { describe, expect, it } from 'vitest'
import { storedDiffers } from '../../functions/src/domain/order/history'
import { apart } from '../../functions/src/domain/order/apart'
import { EMPTY_LEDGER, ledgerFaultAt, linked } from '../../functions/src/domain/seals/ledger'
import {
  againstSealed,
  faultNotices,
  leafOf,
  merkleRoot,
  parsedLeaf,
  sealOf,
} from '../../functions/src/domain/seals/seal'
import { HOUR } from '../../functions/src/domain/base/instant'
import { Road, sha256, TUESDAY } from '../support/road'

const hashOf = (text: string): string => sha256(text)
const head = (name: string, number = 1) =>
  ({ kind: 'order', name, number, hash: hashOf(`${name}${number}`) }) as const

describe('the root over all heads', () => {
  it('is that of the tree in docs/seals.md, for one, two and three leaves', () => {
    const leaf = (text: string) => hashOf(`leaf:${text}`)
    const node = (left: string, right: string) => hashOf(`node:${left}${right}`)
    expect(merkleRoot([], sha256)).toBe(hashOf(''))
    expect(merkleRoot(['a'], sha256)).toBe(leaf('a'))
    expect(merkleRoot(['a', 'b'], sha256)).toBe(node(leaf('a'), leaf('b')))
    expect(merkleRoot(['a', 'b', 'c'], sha256)).toBe(node(node(leaf('a'), leaf('b')), leaf('c')))
  })

  it('does not depend on the order the heads come in, and changes with any of them', () => {
    const made = (names: readonly string[]) =>
      sealOf(
        null,
        { night: '2026-11-24', at: TUESDAY, heads: names.map((name) => head(name)), faults: [] },
        sha256,
      )
    expect(made(['b', 'a', 'c'])).toEqual(made(['a', 'b', 'c']))
    expect(made(['a', 'b']).seal.root).not.toBe(made(['a', 'b', 'c']).seal.root)
    expect(made(['a', 'b', 'c']).seal).toMatchObject({ no: 1, previous: '', orders: 3, ledgers: 0 })
  })

  it('reads its own leaves, whatever is in a name', () => {
    const colon = head('a:1:b')
    expect(parsedLeaf(leafOf(colon))).toEqual({ chain: 'order:a:1:b', number: 1, hash: colon.hash })
    expect(parsedLeaf('order:a')).toBeNull()
  })
})

describe('a chain against the seal before', () => {
  const places = [TUESDAY, TUESDAY + HOUR, TUESDAY + 2 * HOUR].map((recordedAt, index) => ({
    recordedAt,
    hash: hashOf(String(index)),
  }))
  const before = { at: TUESDAY + HOUR }
  const sealed = { number: 2, hash: hashOf('1') }

  it('may have grown', () => {
    expect(againstSealed('order:a', places, sealed, before)).toBeNull()
    expect(againstSealed('order:a', places, null, null)).toBeNull()
  })
  it('is rewritten when the sealed place has another hash or is gone', () => {
    expect(againstSealed('order:a', places, { ...sealed, hash: hashOf('x') }, before)?.why).toBe('rewritten')
    expect(againstSealed('order:a', places.slice(0, 1), sealed, before)?.why).toBe('rewritten')
  })
  it('is backdated when what is new is from before', () => {
    expect(againstSealed('order:a', places, null, before)).toMatchObject({ number: 1, why: 'backdated' })
    const late = [...places.slice(0, 2), { recordedAt: TUESDAY, hash: '' }]
    expect(againstSealed('order:a', late, sealed, before)).toMatchObject({ number: 3, why: 'backdated' })
  })
})

describe('what a night finds', () => {
  it('is told to those who watch, once a night, and nobody when all holds', () => {
    const faults = [{ chain: 'order:a', number: 1, why: 'removed' }] as const
    const { seal } = sealOf(null, { night: '2026-11-24', at: TUESDAY, heads: [], faults }, sha256)
    expect(faultNotices(seal).map(({ id, faults: count }) => `${id} ${count}`)).toEqual([
      '2026-11-24~seal-faults~supervision 1',
      '2026-11-24~seal-faults~discipline 1',
      '2026-11-24~seal-faults~administrator 1',
    ])
    expect(faultNotices({ ...seal, faults: { count: 0, named: [] } })).toEqual([])
  })

  it('is a ledger that is short, broken, or not where its head says', () => {
    const first = linked('l', EMPTY_LEDGER, { what: 'a' }, sha256)
    const second = linked('l', { count: 1, hash: first.hash }, { what: 'b' }, sha256)
    const stands = { count: 2, hash: second.hash }
    expect(ledgerFaultAt(stands, [first, second], sha256)).toBeNull()
    expect(ledgerFaultAt(stands, [first], sha256)).toBe(2)
    expect(ledgerFaultAt({ count: 1, hash: second.hash }, [first], sha256)).toBe(1)
    expect(ledgerFaultAt(stands, [{ ...first, what: 'c' } as typeof first, second], sha256)).toBe(1)
  })

  it('is an order whose document says anything else than its events', () => {
    const road = new Road().signed()
    const { shown, records } = apart(road.order)
    expect(storedDiffers(shown, records, road.events)).toBe(false)
    expect(storedDiffers({ ...shown, redos: 1 }, records, road.events)).toBe(true)
    expect(storedDiffers({ ...shown, readers: [...shown.readers, 'city'] }, records, road.events)).toBe(true)
    const { recent: _, ...without } = shown
    expect(storedDiffers(without as typeof shown, records, road.events)).toBe(true)
    const { flags: __, ...older } = shown
    expect(storedDiffers(older as typeof shown, records, road.events), 'of before a field').toBe(false)
  })
})
