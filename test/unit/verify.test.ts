import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../functions/src/domain/base/instant'
import type { Chain } from '../../scripts/verify/chains'
import { compare } from '../../scripts/verify/compare'
import type { Leaf, Read } from '../../scripts/verify/seals'
import { sha256, TUESDAY } from '../support/road'

/** A chain whose places were written a day apart, each hashed as its text. */
const chain = (texts: string, from = TUESDAY): Chain => ({
  places: texts.split('').map((text, index) => ({ hash: sha256(text), at: from + index * DAY })),
  brokenAt: null,
})
const leaf = (name: string, texts: string): Leaf => ({
  chain: name,
  number: texts.length,
  hash: sha256(texts.slice(-1)),
})
const night = (no: number, leaves: readonly Leaf[], wrong: readonly string[] = []): Read => ({
  seal: {
    no,
    night: `2026-11-${23 + no}`,
    // Half a day after the place of the same number.
    at: TUESDAY + (no - 1) * DAY + 12 * HOUR,
    previous: '',
    orders: leaves.length,
    ledgers: 0,
    root: '',
    faults: { count: 0 },
  },
  wrong,
  leaves,
})
const found = (chains: Record<string, Chain>, seals: readonly Read[]) =>
  compare(new Map(Object.entries(chains)), seals).findings.map(({ what, chain, from, after, before }) => ({
    what,
    chain,
    from,
    after,
    before,
  }))

describe('an export against the seals', () => {
  it('finds nothing in one that only went on', () => {
    const later = { 'order:a': chain('abc'), 'order:b': chain('x', TUESDAY + 2 * DAY) }
    expect(found(later, [night(1, [leaf('order:a', 'a')]), night(2, [leaf('order:a', 'ab')])])).toEqual([])
  })

  it('says from where on a history is another one, and between which seals it was made so', () => {
    const seals = [
      night(1, [leaf('order:a', 'a')]),
      night(2, [leaf('order:a', 'ab')]),
      night(3, [leaf('order:a', 'abc')]),
      night(4, [leaf('order:a', 'aXY')]),
    ]
    expect(found({ 'order:a': chain('aXY') }, seals)).toEqual([
      { what: 'changed', chain: 'order:a', from: 2, after: 3, before: 4 },
    ])
  })

  it('names what is gone, whole or its end, and what came in behind a seal as if it were older', () => {
    const seals = [night(3, [leaf('order:a', 'ab'), leaf('ledger:l', 'abc')])]
    expect(found({ 'ledger:l': chain('ab'), 'order:b': chain('x') }, seals)).toEqual([
      { what: 'removed', chain: 'ledger:l', from: 3, after: 3, before: null },
      { what: 'added', chain: 'order:b', from: 1, after: 3, before: null },
      { what: 'removed', chain: 'order:a', from: 1, after: 3, before: null },
    ])
  })

  it('takes ten minutes for a command that was under way, and no more', () => {
    const seals = [night(1, [])]
    const { at } = seals[0]!.seal
    expect(found({ 'order:a': chain('a', at - 9 * MINUTE) }, seals)).toEqual([])
    expect(found({ 'order:a': chain('a', at - 11 * MINUTE) }, seals)).toHaveLength(1)
  })

  it('takes nothing from a seal that proves nothing', () => {
    const seals = [{ ...night(1, [], ['its leaves are missing']), leaves: null }]
    expect(found({ 'order:a': chain('a') }, seals)).toEqual([
      { what: 'seal', chain: 'seal:1', from: 1, after: null, before: null },
    ])
  })
})
