import { logger } from 'firebase-functions'

/** One item of many that could not be handled: its id, and the error. */
export interface Failure {
  readonly id: string
  readonly cause: unknown
}

interface OfOne {
  readonly cause: unknown
}
interface OfMany {
  readonly failures: readonly Failure[]
}

/** Why a person who has signed in is kept out. */
export type SignInRefusal = 'nobody-named' | 'not-invited' | 'not-claimed' | 'other-address'

/** What each fault may log: ids, numbers and codes. Never a text that somebody wrote, nor anything about a caller. */
interface Facts {
  'command-failed': OfOne
  'city-push-failed': OfOne
  'city-push-refused': { readonly status: number }
  'row-not-taken-in': OfOne
  'file-not-scanned': OfOne
  'reaction-failed': OfOne & { readonly order: string }
  'alarms-not-rung': OfMany
  'deliveries-not-made': OfMany
  'orders-not-rescheduled': OfMany
  'figures-drifted': {
    readonly count: number
    /** The order, or month, scope and category of a figure. */
    readonly drift: readonly {
      readonly what: 'tally' | 'figures' | 'listing' | 'person'
      readonly where: string
    }[]
  }
  'sealed-does-not-hold': {
    readonly night: string
    readonly no: number
    readonly count: number
    readonly named: readonly { readonly chain: string; readonly number: number; readonly why: string }[]
  }
  'sign-in-refused': { readonly uid: string | null; readonly because: SignInRefusal }
  'caller-guessed-at': { readonly order: string; readonly by: string }
}
export type Fault = keyof Facts

/**
 * Everything that is ever logged; there is no other list. The name is for searching and alerting, and never changes.
 * What to do is in docs/runbook.md, under the same names.
 */
export const FAULTS: Readonly<Record<Fault, { readonly level: 'warn' | 'error'; readonly means: string }>> = {
  'command-failed': {
    level: 'error',
    means: 'A call from the pages ended in an error that nobody foresaw. Nothing was written.',
  },
  'city-push-failed': {
    level: 'error',
    means: "A push of the city's system ended in an error that nobody foresaw. It was told to come again.",
  },
  'city-push-refused': { level: 'warn', means: "A push to the city's door was not taken in." },
  'row-not-taken-in': {
    level: 'error',
    means: 'One row of an imported list ended in an error that nobody foresaw. The other rows went on.',
  },
  'file-not-scanned': {
    level: 'error',
    means: 'The virus scanner did not answer. The file was not taken in.',
  },
  'reaction-failed': {
    level: 'error',
    means: 'The alarm, the figures or the notices of a changed order could not be set. It is tried again.',
  },
  'alarms-not-rung': {
    level: 'error',
    means: 'Alarms of these orders are overdue, and the sweep could not ring them either.',
  },
  'deliveries-not-made': {
    level: 'error',
    means: 'Messages are overdue, and the sweep could not deal with them either.',
  },
  'orders-not-rescheduled': {
    level: 'error',
    means: 'The deadlines of these orders could not be counted anew after a change of policy or calendar.',
  },
  'figures-drifted': {
    level: 'error',
    means: 'The figures were not what the orders say. Tallies are mended already; sums are not.',
  },
  'sealed-does-not-hold': {
    level: 'error',
    means: 'A history or a log is not what was sealed before: something was changed, added or taken away.',
  },
  'sign-in-refused': { level: 'warn', means: 'An account that may not come in tried to sign in.' },
  'caller-guessed-at': {
    level: 'warn',
    means: "Somebody's words were refused so often for holding the caller's data that they may be guessing.",
  },
}

const NAMED_AT_MOST = 100
/** If many failures have one cause, the first few show it. */
const CAUSES_AT_MOST = 5

/** What kind of error happened where. Its message is left out: it may quote a document. */
const placeOf = (cause: unknown): object => {
  const error = cause instanceof Error ? cause : new Error('not an error')
  return {
    kind: error.name,
    code: 'code' in error ? error.code : null,
    at: error.stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 8),
  }
}

const told = (facts: Facts[Fault]): object => {
  if ('cause' in facts) return { ...facts, cause: placeOf(facts.cause) }
  if (!('failures' in facts)) return facts
  const { failures } = facts
  return {
    count: failures.length,
    ids: failures.slice(0, NAMED_AT_MOST).map(({ id }) => id),
    causes: failures.slice(0, CAUSES_AT_MOST).map(({ id, cause }) => ({ id, ...placeOf(cause) })),
  }
}

/** Writes a fault into the log. Nothing else writes there. */
export const log = <F extends Fault>(fault: F, facts: Facts[F]): void => {
  const { level, means } = FAULTS[fault]
  logger[level](`${fault}: ${means}`, { fault, ...told(facts) })
}
