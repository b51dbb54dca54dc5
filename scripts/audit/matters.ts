/** The county's tree of matters, version by version: which code may be given to an order, and what it counts as later. */
import type { EventData, MattersSaid } from './format'
import { said } from './time'

type Entry = MattersSaid['entries'][number]

const PER_LEVEL = 2

export class Matters {
  private readonly trees = new Map<number, ReadonlyMap<string, Entry>>()

  constructor(private readonly versions: readonly MattersSaid[]) {
    for (const { version, entries } of versions)
      this.trees.set(version, new Map(entries.map((entry) => [entry.code, entry])))
  }

  /** What is wrong with the matter an order was verified as; a simulated year has no tree beside it. */
  fault({ matter }: Pick<EventData['verified'], 'matter'>, at: number): string | null {
    if (this.versions.length === 0) return null
    const day = said(at).slice(0, 10)
    const inForce = this.versions.filter(({ from }) => from <= day).at(-1)?.version
    if (inForce !== matter.version) return 'a tree of matters that was not in force'
    const tree = this.trees.get(matter.version)
    if (tree?.get(matter.code)?.state !== 'in-use') return 'a matter that is not in use'
    const names = Array.from(
      { length: matter.code.length / PER_LEVEL },
      (_, level) => tree.get(matter.code.slice(0, (level + 1) * PER_LEVEL))?.name,
    )
    return JSON.stringify(names) === JSON.stringify(matter.names) ? null : 'names that the tree does not have'
  }

  /** R10.1: as which code it counts in that version. */
  counted(version: number, code: string): string {
    const tree = this.trees.get(version)
    const seen = new Set<string>()
    for (let at = code; ;) {
      const into = tree?.get(at)?.mergedInto ?? null
      if (into === null || seen.has(at)) return at
      seen.add(at)
      at = into
    }
  }
}
