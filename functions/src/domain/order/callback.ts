import type { Grade } from '../policy/grades'

/** What the callback asks beside the grade: whether the problem is solved. */
export const SOLUTIONS = ['solved', 'partly', 'unsolved'] as const
export type Solution = (typeof SOLUTIONS)[number]

/** Who asked the caller: the county centre, the city centre, or a text message. */
export const ASKED_BY = ['county', 'city', 'text-message'] as const
export type AskedBy = (typeof ASKED_BY)[number]

/**
 * What one call heard. `satisfied` is what the grade meant under the policy of the day; null where nobody was reached
 * or the caller did not rate. Calls of an earlier release have only `solved` and `satisfied`.
 */
export interface Heard {
  readonly reached: boolean
  readonly solved: boolean | null
  readonly satisfied: boolean | null
  readonly solution?: Solution | null
  readonly grade?: Grade | null
  readonly askedBy?: AskedBy
}

/** The grade, also of a call of an earlier release. */
export const gradeOf = ({ grade, satisfied }: Heard): Grade | null =>
  grade ?? (satisfied === null ? null : satisfied ? 'satisfied' : 'dissatisfied')

export const solutionOf = ({ solution, solved }: Heard): Solution | null =>
  solution ?? (solved === null ? null : solved ? 'solved' : 'unsolved')

export const askedByOf = ({ askedBy = 'county' }: Heard): AskedBy => askedBy

/** The caller's verdict: the latest rating. A later call that reached nobody, or heard no rating, leaves it standing. */
export const verdictOf = <C extends Heard>({ callbacks }: { readonly callbacks: readonly C[] }): C | null =>
  callbacks.findLast(({ satisfied }) => satisfied !== null) ?? null
