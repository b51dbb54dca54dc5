/** One guard that stands between an attack and what it is after, and how to take it out. */
export interface Guard {
  /** Its number in the threat model. */
  readonly attack: number
  /** What the guard does, in plain words. */
  readonly what: string
  /** The attack's file under `test/attacks`, without `.test.ts`. */
  readonly test: string
  /** In the titles of the tests that must fail once it is gone. */
  readonly fails: RegExp
  /** In the titles of tests that must pass all the same, so that the failure is the guard's and not a broken build's. */
  readonly holds: RegExp
  /** Tests that have to run before these. Whether they pass does not matter. */
  readonly after?: RegExp
  /** Without it, tests that other guards of the file name fail too, so it is never taken out together with them. */
  readonly broad?: true
  /** What the test stands on: `nothing` beside the code, the running `functions`, or the `page` as well. */
  readonly on: 'nothing' | 'functions' | 'page'
  /** Several where another guard would hold alone. */
  readonly taking: readonly Taking[]
}

/** A piece of source, found by its own text since files move; it must stand in exactly one place. */
export interface Taking {
  readonly find: string
  readonly replace: string
}
