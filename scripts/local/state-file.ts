import { readFile, rename, writeFile } from 'node:fs/promises'
import type { StoreSnapshot } from './task-store'

export interface SavedState extends StoreSnapshot {
  readonly offset: number
}

/** Saves one at a time and only the latest: a burst of changes costs two writes, and a reader never sees half. */
export class StateFile {
  #saving: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(
    readonly path: string,
    readonly current: () => SavedState,
  ) {}

  static async read(path: string): Promise<SavedState | undefined> {
    try {
      return JSON.parse(await readFile(path, 'utf8')) as SavedState
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw new Error(`Cannot read the task server's state in ${path}; delete it to start afresh`, {
        cause: error,
      })
    }
  }

  /** Resolves when what is current now is in the file. */
  save(): Promise<void> {
    if (!this.#saving) {
      this.#saving = this.#write().finally(() => (this.#saving = undefined))
      return this.#saving
    }
    this.#next ??= this.#saving
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        return this.save()
      })
    return this.#next
  }

  async #write(): Promise<void> {
    const half = `${this.path}.${process.pid}.part`
    await writeFile(half, JSON.stringify(this.current()))
    await rename(half, this.path)
  }
}
