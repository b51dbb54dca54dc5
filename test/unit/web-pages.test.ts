import { describe, expect, it } from 'vitest'
import { first, followPages, type Pages } from '../../web/src/firebase/pages'
import type { Source } from '../../web/src/firebase/queries'

/** A list of numbers that can change while it is followed, as the database's does. */
class Numbers {
  private readonly followers = new Set<() => void>()
  constructor(private numbers: readonly number[]) {}

  readonly after =
    (size: number) =>
    (after: number | null): Source<readonly number[]> =>
    ({ next }) => {
      const tell = (): void => {
        next(this.numbers.filter((each) => after === null || each > after).slice(0, size), false)
      }
      this.followers.add(tell)
      tell()
      return () => this.followers.delete(tell)
    }

  become(numbers: readonly number[]): void {
    this.numbers = numbers
    for (const tell of [...this.followers]) if (this.followers.has(tell)) tell()
  }

  get followed(): number {
    return this.followers.size
  }
}

const follow = (list: Numbers, asked: number, size = 2) => {
  const heard: Pages<number>[] = []
  const stop = followPages(
    list.after(size),
    (last: number) => last,
    size,
    asked,
  )({
    next: (value) => heard.push(value),
    failed: () => undefined,
  })
  return { heard, last: () => heard.at(-1), stop }
}

describe('the pages of a list', () => {
  it('follow one on the other, and say whether there may be more', () => {
    const list = new Numbers([1, 2, 3, 4, 5])
    expect(follow(list, 1).last()).toEqual({ items: [1, 2], asked: 1, more: true })
    expect(follow(list, 2).last()).toEqual({ items: [1, 2, 3, 4], asked: 2, more: true })
    expect(follow(list, 3).last()).toEqual({ items: [1, 2, 3, 4, 5], asked: 3, more: false })
    expect(follow(list, 9).last()?.items).toEqual([1, 2, 3, 4, 5])
    expect(follow(new Numbers([]), 2).last()).toEqual({ items: [], asked: 2, more: false })
  })

  it('lose nothing and show nothing twice when the first page changes', () => {
    const list = new Numbers([1, 2, 3, 4, 5, 6])
    const pages = follow(list, 3)
    list.become([2, 3, 4, 5, 6])
    expect(pages.last()?.items).toEqual([2, 3, 4, 5, 6])
    list.become([0, 1, 2, 3, 4, 5, 6])
    expect(pages.last()?.items).toEqual([0, 1, 2, 3, 4, 5])
    list.become([4])
    expect(pages.last()).toEqual({ items: [4], asked: 3, more: false })
    for (const { items } of pages.heard) expect(new Set(items).size).toBe(items.length)
  })

  it('leave no page followed that is not shown any more', () => {
    const list = new Numbers([1, 2, 3, 4, 5, 6])
    const pages = follow(list, 3)
    expect(list.followed).toBe(3)
    list.become([1])
    expect(list.followed).toBe(1)
    pages.stop()
    expect(list.followed).toBe(0)
  })

  it('speak first when all that was asked for is there', () => {
    const tellings: ((items: readonly number[]) => void)[] = []
    const slow = (): Source<readonly number[]> => (listener) => {
      tellings.push((items) => listener.next(items, false))
      return () => undefined
    }
    const heard: unknown[] = []
    followPages(
      slow,
      (last: number) => last,
      2,
      2,
    )({ next: (value) => heard.push(value), failed: () => undefined })
    tellings[0]?.([1, 2])
    expect(heard).toEqual([])
    tellings[1]?.([3])
    expect(heard).toEqual([{ items: [1, 2, 3], asked: 2, more: false }])
  })
})

describe('what a source says first', () => {
  it('is what the server says, or null when it refuses; nothing is followed after it', async () => {
    const list = new Numbers([7])
    expect(await first(list.after(2)(null))).toEqual([7])
    expect(list.followed).toBe(0)
    const refusing: Source<number> = ({ next, failed }) => {
      next(1, true)
      failed('denied')
      return () => undefined
    }
    expect(await first(refusing)).toBeNull()
  })
})
