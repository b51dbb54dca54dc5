import type { Person } from './people'

/** A condition a query carries. `any` holds where one of its conditions does. */
export type Condition =
  | {
      readonly field: string
      readonly op: '==' | '<=' | 'in' | 'array-contains' | 'array-contains-any'
      readonly value: unknown
    }
  | { readonly any: readonly Condition[] }

/** The path of every collection of that name, wherever it lies. */
export const group = (collection: string): string => `*/${collection}`

/** What is tried. `add` puts another document into the collection. */
type Deed =
  | 'get'
  | 'list'
  | 'count'
  | 'delete'
  | { readonly add: object }
  | { readonly set: object }
  | { readonly update: object }

/**
 * One request to the database, as data. `path` is a document's, a collection's, or a collection group's; `staff/~` is
 * the own of who asks.
 */
export interface Attempt {
  readonly who: Person
  readonly does: Deed
  readonly path: string
  readonly where?: readonly Condition[]
  readonly orderBy?: string
  /** Null for no limit. */
  readonly limit?: number | null
}

/**
 * What becomes of it. A deny is `denied` only when a condition was false. `unprovable` is a query that does not carry
 * the condition its results must meet. Any other error in a condition is the wrong reason to be right.
 */
export type Outcome = 'allowed' | 'denied' | 'unprovable' | `failed: ${string}`

/** A deny, as the one fact in which it differs from what is allowed. */
export type Change = Partial<Attempt> & { readonly unprovable?: true }

/** Something allowed, and beside it everything that must not be, each one fact away. */
export interface Case {
  readonly sentence: string
  readonly allowed: Attempt
  readonly but: Readonly<Record<string, Change>>
}

export const allows = (sentence: string, allowed: Attempt, but: Case['but']): Case => ({
  sentence,
  allowed,
  but,
})

/** The same deny for many people. */
export const notFor = (...people: readonly Person[]): Case['but'] =>
  Object.fromEntries(people.map((who) => [`not to ${words(who)}`, { who }]))

/** Every way to write to the document that may be read. */
export const notToWrite = (document: object): Case['but'] => ({
  'never to overwrite it': { does: { set: document } },
  'never to change it': { does: { update: document } },
  'never to delete it': { does: 'delete' },
})

const words = (person: string): string => person.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** An attempt with what must become of it. */
export interface Check {
  readonly title: string
  readonly attempt: Attempt
  readonly expected: Outcome
}

export const checksOf = (cases: readonly Case[]): Check[] =>
  cases.flatMap(({ sentence, allowed, but }) => [
    { title: sentence, attempt: allowed, expected: 'allowed' },
    ...Object.entries(but).map(([exception, { unprovable, ...change }]): Check => ({
      title: `${sentence}: ${exception}`,
      attempt: { ...allowed, ...change },
      expected: unprovable ? 'unprovable' : 'denied',
    })),
  ])
