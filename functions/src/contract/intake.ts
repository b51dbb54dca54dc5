/** Orders of a list that a clerk brings in. Each is judged by itself; docs/city-feed.md says what one must be. */
export interface TakeInAsk {
  readonly actingAs: string
  readonly rows: readonly unknown[]
}

export interface RowTakenIn {
  readonly row: number
  readonly status: 'new' | 'already' | 'refused'
  /** For a refused one: the refusal's code, what is wrong in one sentence, and in which fields. */
  readonly code?: string
  readonly message?: string
  readonly fields?: readonly {
    /** `caller.phone`; empty where the whole order is meant. */
    readonly field: string
    readonly problem: string
    readonly atMost?: number
    readonly message: string
  }[]
}

export interface TakenIn {
  readonly rows: readonly RowTakenIn[]
}
