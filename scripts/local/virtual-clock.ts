export interface ClockReading {
  readonly now: number
  readonly offset: number
}

/** Flows with real time at an offset; while it is pinned, as during an advance, it stands still. */
export class VirtualClock {
  #offset = 0
  #pinnedAt: number | undefined
  readonly #listeners = new Set<(reading: ClockReading) => void>()

  now(): number {
    return this.#pinnedAt ?? Date.now() + this.#offset
  }

  reading(): ClockReading {
    const now = this.now()
    return { now, offset: this.#pinnedAt === undefined ? this.#offset : now - Date.now() }
  }

  pin(at: number): void {
    this.#pinnedAt = at
    this.#tell()
  }

  release(): void {
    if (this.#pinnedAt === undefined) return
    this.#offset = this.#pinnedAt - Date.now()
    this.#pinnedAt = undefined
    this.#tell()
  }

  setOffset(offset: number): void {
    this.#offset = offset
    this.#tell()
  }

  onChange(listener: (reading: ClockReading) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    const reading = this.reading()
    for (const listener of this.#listeners) listener(reading)
  }
}
