const KEPT = 500

export type Happening =
  'created' | 'rang' | 'retrying' | 'gave-up' | 'lost' | 'scheduled-run' | 'scheduled-failure' | 'unsettled'

export interface JournalEntry {
  readonly at: number
  readonly what: Happening
  readonly name: string
  readonly detail?: string | number
}

export class Journal {
  #entries: JournalEntry[] = []
  #counts: Partial<Record<Happening, number>> = {}

  note(entry: JournalEntry): void {
    this.#counts[entry.what] = this.count(entry.what) + 1
    this.#entries.push(entry)
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT)
  }

  count(what: Happening): number {
    return this.#counts[what] ?? 0
  }

  counts(): Partial<Record<Happening, number>> {
    return { ...this.#counts }
  }

  latest(): readonly JournalEntry[] {
    return this.#entries.slice(-KEPT)
  }

  clear(): void {
    this.#entries = []
    this.#counts = {}
  }
}
