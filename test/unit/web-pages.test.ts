import { effectScope, nextTick, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { foundBy, pieceOf } from '../../functions/src/domain/people/found-by'
import {
  first,
  grown,
  isFull,
  type Place,
  type Range,
  SHOWN,
  WHOLE,
  withNext,
} from '../../web/src/firebase/pages'
import type * as UsePages from '../../web/src/ui/use-pages'

// The web has a compiler of its own, with a browser's types.
const MODULE = '../../web/src/ui/use-pages'
const { usePages, useWhole } = (await import(/* @vite-ignore */ MODULE)) as typeof UsePages

interface Entry {
  readonly id: string
}
interface Listening {
  readonly range: Range
  readonly next: (entries: readonly Entry[], stale: boolean) => void
}

/** A list sorted by id that answers as the database does: what lies in the range, up to so many, and again on each change. */
class Shelf {
  entries: Entry[] = []
  asked = 0
  broken = false
  distant = false
  private listening: Listening[] = []

  constructor(count: number) {
    this.put(...Array.from({ length: count }, (_, index) => String(index * 10).padStart(6, '0')))
  }

  put(...ids: string[]): void {
    this.entries = [...this.entries, ...ids.map((id) => ({ id }))].sort((a, b) => (a.id < b.id ? -1 : 1))
    this.tell()
  }

  drop(id: string): void {
    this.entries = this.entries.filter((entry) => entry.id !== id)
    this.tell()
  }

  get followed(): number {
    return this.listening.length
  }

  readonly place = ({ id }: Entry): Place => [id]
  readonly page =
    (range: Range) =>
    ({ next, failed }: { next: Listening['next']; failed: (why: 'failed') => void }) => {
      this.asked++
      const mine = { range, next }
      this.listening.push(mine)
      if (this.broken) failed('failed')
      else this.say(mine)
      return () => {
        this.listening = this.listening.filter((each) => each !== mine)
      }
    }

  private answer({ after, upTo, most }: Range): Entry[] {
    const isIn = ({ id }: Entry): boolean =>
      (after === null || id > String(after[0])) && (upTo === null || id <= String(upTo[0]))
    return this.entries.filter(isIn).slice(0, most)
  }

  private tell(): void {
    for (const each of [...this.listening]) this.say(each)
  }

  /** Over a network an answer comes after the asking, and none to whoever has stopped listening. */
  private say(to: Listening): void {
    if (!this.distant) to.next(this.answer(to.range), false)
    else
      queueMicrotask(() => {
        if (this.listening.includes(to)) to.next(this.answer(to.range), false)
      })
  }
}

/** As a component runs what it is set up with. */
const setUp = <T>(run: () => T): T => effectScope().run(run)!
const idsOf = (entries: readonly Entry[] | null) => entries?.map(({ id }) => id)
const open = (shelf: Shelf) =>
  setUp(() =>
    usePages(
      (): [] => [],
      () => shelf,
    ),
  )

describe('a list that is read page by page', () => {
  it('comes to its end, each entry once and in order', () => {
    const shelf = new Shelf(201)
    const pages = open(shelf)
    expect(pages.live.value.value).toHaveLength(SHOWN.page)
    let askings = 0
    for (; pages.isMore.value; askings++) pages.more()
    expect(askings).toBe(4)
    expect(idsOf(pages.live.value.value)).toEqual(idsOf(shelf.entries))
    pages.more()
    expect(shelf.followed).toBe(5)
  })

  it('is live on every page: what comes in between or goes leaves no gap and nothing twice', () => {
    const shelf = new Shelf(120)
    const pages = open(shelf)
    while (pages.isMore.value) pages.more()
    shelf.put('000005', '000495', '000496', '001195')
    shelf.drop('000500')
    expect(idsOf(pages.live.value.value)).toEqual(idsOf(shelf.entries))
  })

  it('goes on behind a page into which more came than a query gives', () => {
    const shelf = new Shelf(120)
    const pages = open(shelf)
    for (let turn = 0; turn < 9; turn++) pages.more()
    expect(pages.isMore.value).toBe(false)
    shelf.put(...Array.from({ length: SHOWN.most }, (_, index) => `000001${String(index).padStart(4, '0')}`))
    expect(pages.isMore.value).toBe(true)
    while (pages.isMore.value) pages.more()
    expect(idsOf(pages.live.value.value)).toEqual(idsOf(shelf.entries))
  })

  it('asks once more for a page that did not come, and keeps what is there', () => {
    const shelf = new Shelf(80)
    const pages = open(shelf)
    shelf.broken = true
    // The page that is asked for, and the one before it, which now ends where that begins.
    pages.more()
    expect(pages.hasFailed.value).toBe(true)
    shelf.broken = false
    pages.more()
    expect(pages.hasFailed.value).toBe(false)
    expect(pages.live.value.value?.at(-1)).toEqual(shelf.entries.at(-1))
  })

  it('begins anew when it is another list, and shows the one before until that is there', async () => {
    const which = ref<'all' | 'few' | null>('all')
    const shelves = { all: new Shelf(120), few: new Shelf(3) }
    const pages = setUp(() =>
      usePages(
        (): ['all' | 'few'] | null => (which.value === null ? null : [which.value]),
        (name) => shelves[name],
      ),
    )
    pages.more()
    which.value = null
    await nextTick()
    expect(shelves.all.followed).toBe(0)
    expect(pages.live.value.value).toHaveLength(100)
    which.value = 'few'
    await nextTick()
    expect(pages.live.value.value).toEqual(shelves.few.entries)
    expect(pages.isMore.value).toBe(false)
  })

  it('is read whole without anybody asking, where a screen needs all of it', async () => {
    const shelf = new Shelf(3 * WHOLE.page + 1)
    const live = setUp(() =>
      useWhole(
        (): [] => [],
        () => shelf,
      ),
    )
    for (let turn = 0; turn < 4; turn++) await nextTick()
    expect(live.value.value).toEqual(shelf.entries)
  })

  it('is whole also when it grows past a page while it is followed, and asks no more often than it must', async () => {
    const shelf = new Shelf(53)
    shelf.distant = true
    const live = setUp(() =>
      useWhole(
        (): [] => [],
        () => shelf,
      ),
    )
    for (let no = 0; no < 1_000; no += 10) {
      shelf.put(...Array.from({ length: 10 }, (_, index) => `z${String(999 - no - index).padStart(4, '0')}`))
      for (let turn = 0; turn < 3; turn++) await nextTick()
    }
    await expect.poll(() => live.value.value?.length).toBe(1_053)
    expect(live.value.value).toEqual(shelf.entries)
    expect(shelf.asked).toBeLessThan(60)
  })

  it('never asks for more than the rules let through, nor for pages that overlap', () => {
    for (const [size, allowed] of [
      [SHOWN, 200],
      [WHOLE, 500],
    ] as const) {
      const ranges = withNext(withNext([first(size)], ['b'], size), ['d'], size)
      expect(ranges.map(({ after, upTo }) => [after, upTo])).toEqual([
        [null, ['b']],
        [['b'], ['d']],
        [['d'], null],
      ])
      expect(Math.max(...ranges.map(({ most }) => most))).toBe(allowed)
      expect(grown(ranges, 0, allowed - 1, size)).toBe(ranges)
      expect(grown(ranges, 0, allowed, size)).toEqual([first(size)])
      expect(isFull(first(size), size.page - 1)).toBe(false)
    }
  })
})

describe('what a person is found by', () => {
  it('is every part of the name up to three characters, and their roles and units', () => {
    expect(foundBy('欧阳建国', ['handler@mayi', 'leader-in-charge@mayi', 'nonsense'])).toEqual([
      ...['欧', '欧阳', '欧阳建', '阳', '阳建', '阳建国', '建', '建国', '国'],
      ...['role:handler', 'unit:mayi', 'role:leader-in-charge'],
    ])
  })

  it('holds whatever of the name may be typed, in either case and width', () => {
    for (const typed of ['阳建', '建 国', '欧阳建国', '国'])
      expect(foundBy('欧阳建国', [])).toContain(pieceOf(typed))
    expect(foundBy('Ａnna Li', [])).toContain(pieceOf('nAL'))
    expect(foundBy('欧阳建国', [])).not.toContain(pieceOf('欧建'))
    expect(pieceOf('  ')).toBe('')
  })

  it('splits no character in two', () => {
    expect(foundBy('𠮷田', [])).toEqual(['𠮷', '𠮷田', '田'])
  })
})
