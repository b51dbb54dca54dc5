/** The domain uses `findLast`, which is younger (Chromium 97) than the offices' browsers (86). */
if (!('findLast' in Array.prototype))
  Object.defineProperty(Array.prototype, 'findLast', {
    configurable: true,
    writable: true,
    value<T>(
      this: readonly T[],
      predicate: (item: T, index: number, all: readonly T[]) => unknown,
    ): T | undefined {
      for (let index = this.length - 1; index >= 0; index--) {
        const item = this[index] as T
        if (predicate(item, index, this)) return item
      }
      return undefined
    },
  })

export {}
