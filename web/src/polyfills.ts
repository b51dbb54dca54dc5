/** The domain uses `findLast` and `at`, which are younger (Chromium 97 and 92) than the offices' browsers (86). */
const fill = (prototype: object, name: string, value: unknown): void => {
  if (!(name in prototype))
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value })
}

fill(Array.prototype, 'findLast', function <
  T,
>(this: readonly T[], predicate: (item: T, index: number, all: readonly T[]) => unknown): T | undefined {
  for (let index = this.length - 1; index >= 0; index--) {
    const item = this[index] as T
    if (predicate(item, index, this)) return item
  }
  return undefined
})

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  return this[index < 0 ? this.length + index : index]
}
fill(Array.prototype, 'at', at)
fill(String.prototype, 'at', at)

export {}
