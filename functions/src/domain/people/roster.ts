import { type Post, unitAudience, unitsOf } from './people'

/**
 * `rosters/{unit}`: the names of a unit's own people, for that unit. Whoever has left stays on it, since the history of
 * the unit's orders names them.
 */
export interface Roster {
  readonly unit: string
  readonly readers: readonly string[]
  /** Names by uid. */
  readonly people: Readonly<Record<string, string>>
}

/** What a person adds to the rosters of the units of their posts. */
export const rosterEntries = (uid: string, name: string, posts: readonly Post[]): readonly Roster[] =>
  unitsOf(posts).map((unit) => ({ unit, readers: [unitAudience(unit)], people: { [uid]: name } }))
